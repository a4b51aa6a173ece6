#include "city/world/place_data.hpp"

namespace errand::city::names {
namespace {

constexpr Name kStreets[] = {
    {"青梧路", "Qingwu Road"},           {"云帆大道", "Yunfan Avenue"},
    {"听潮街", "Tingchao Street"},       {"映月路", "Yingyue Road"},
    {"松涛路", "Songtao Road"},          {"锦帆街", "Jinfan Street"},
    {"白鹭大道", "Bailu Avenue"},        {"竹影巷", "Zhuying Lane"},
    {"枫桥北路", "North Fengqiao Road"}, {"晨光路", "Chenguang Road"},
    {"星河街", "Xinghe Street"},         {"茶园路", "Chayuan Road"},
    {"海棠路", "Haitang Road"},          {"长堤路", "Changdi Road"},
    {"桂雨街", "Guiyu Street"},          {"揽秀路", "Lanxiu Road"},
    {"石桥大道", "Shiqiao Avenue"},      {"芦荻路", "Ludi Road"},
    {"书院街", "Shuyuan Street"},        {"银杏路", "Yinxing Road"},
    {"渔舟路", "Yuzhou Road"},           {"钟鼓巷", "Zhonggu Lane"},
    {"望江东路", "East Wangjiang Road"}, {"麦田街", "Maitian Street"},
};

constexpr Name kHomeNames[] = {
    {"翠屿", "Cuiyu"},      {"澜庭", "Lanting"},         {"禾风", "Hefeng"},   {"清晏", "Qingyan"},
    {"月汀", "Yueting"},    {"枕溪", "Zhenxi"},          {"悦澜", "Yuelan"},   {"金穗", "Jinsui"},
    {"北岸", "North Bank"}, {"云栖", "Yunqi"},           {"听雨", "Tingyu"},   {"丹枫", "Danfeng"},
    {"梧桐", "Wutong"},     {"兰亭", "Orchid Pavilion"}, {"湖畔", "Lakeside"}, {"春晓", "Chunxiao"},
    {"紫藤", "Wisteria"},   {"南窗", "South Window"},    {"松间", "Songjian"}, {"星洲", "Xingzhou"},
};
constexpr Name kHomeEndings[] = {
    {"花园", "Garden"}, {"公寓", "Apartments"}, {"小区", "Residence"},
    {"家园", "Homes"},  {"府", "Court"},
};
constexpr Name kOfficeNames[] = {
    {"恒远", "Hengyuan"},   {"智汇", "Zhihui"},      {"云谷", "Cloud Valley"},  {"华澜", "Hualan"},
    {"启明", "Qiming"},     {"银帆", "Silver Sail"}, {"天枢", "Tianshu"},       {"同济", "Tongji"},
    {"瑞丰", "Ruifeng"},    {"海纳", "Haina"},       {"方舟", "Ark"},           {"北辰", "Beichen"},
    {"创新", "Innovation"}, {"蓝图", "Blueprint"},   {"金桥", "Golden Bridge"}, {"数源", "Shuyuan"},
};
constexpr Name kOfficeEndings[] = {
    {"大厦", "Tower"},       {"广场", "Plaza"},         {"中心", "Center"},
    {"科技园", "Tech Park"}, {"国际", "International"},
};

constexpr Landmark kLandmarks[] = {
    {"镜湖公园", "Mirror Lake Park", "park"},
    {"植物园", "Botanical Garden", "park"},
    {"城东湿地", "East Wetland", "park"},
    {"运河公园", "Canal Park", "park"},
    {"月亮湾公园", "Moon Bay Park", "park"},
    {"火车东站", "East Railway Station", "station"},
    {"长途客运站", "Coach Station", "station"},
    {"青梧路地铁站", "Qingwu Road Metro Station", "station"},
    {"白鹭地铁站", "Bailu Metro Station", "station"},
    {"星河地铁站", "Xinghe Metro Station", "station"},
    {"市民中心", "Civic Center", "public"},
    {"市图书馆", "City Library", "public"},
    {"市博物馆", "City Museum", "public"},
    {"美术馆", "Art Museum", "public"},
    {"大剧院", "Grand Theatre", "public"},
    {"体育中心", "Sports Center", "public"},
    {"银泰里购物中心", "Yintaili Mall", "mall"},
    {"万合城", "Wanhe City Mall", "mall"},
    {"星悦天地", "Xingyue Mall", "mall"},
    {"龙湾天街", "Dragon Bay Mall", "mall"},
    {"河坊老街", "Hefang Old Street", "mall"},
    {"第一人民医院", "First People's Hospital", "hospital"},
    {"儿童医院", "Children's Hospital", "hospital"},
    {"中医院", "Hospital of Chinese Medicine", "hospital"},
    {"城北医院", "North City Hospital", "hospital"},
    {"理工大学", "University of Technology", "school"},
    {"师范大学", "Normal University", "school"},
    {"第二中学", "No. 2 Middle School", "school"},
    {"实验小学", "Experimental Primary School", "school"},
    {"国际学校", "International School", "school"},
    {"望湖宾馆", "Lake View Hotel", "hotel"},
    {"云上酒店", "Above the Clouds Hotel", "hotel"},
    {"青年旅舍", "Youth Hostel", "hotel"},
    {"晨光酒店", "Dawn Hotel", "hotel"},
    {"钟楼", "Bell Tower", "landmark"},
    {"观潮台", "Tide Terrace", "landmark"},
    {"石桥古镇", "Stone Bridge Old Town", "landmark"},
    {"净山寺", "Jingshan Temple", "landmark"},
    {"电视塔", "Television Tower", "landmark"},
    {"会展中心", "Exhibition Center", "public"},
    {"动物园", "Zoo", "park"},
    {"游乐园", "Amusement Park", "park"},
    {"花鸟市场", "Flower and Bird Market", "market"},
    {"农贸市场", "Farmers' Market", "market"},
    {"健身馆", "Fitness Club", "gym"},
    {"攀岩馆", "Climbing Gym", "gym"},
    {"电影院", "Cinema", "cinema"},
    {"老城影院", "Old Town Cinema", "cinema"},
    {"机场", "Airport", "airport"},
    {"轮渡码头", "Ferry Pier", "station"},
};

constexpr Name kShopNames[] = {
    {"一禾", "Yihe"},         {"半糖", "Half Sugar"},
    {"青瓷", "Celadon"},      {"小满", "Xiaoman"},
    {"拾味", "Shiwei"},       {"山野", "Wild Hill"},
    {"阿福", "Ah Fook"},      {"巷口", "Lane Corner"},
    {"老灶", "Old Stove"},    {"云朵", "Cloud"},
    {"南风", "South Wind"},   {"鹿鸣", "Deer Song"},
    {"知味", "Zhiwei"},       {"百川", "Hundred Rivers"},
    {"西窗", "West Window"},  {"满座", "Full House"},
    {"椿", "Toon"},           {"悠然", "Youran"},
    {"晚舟", "Evening Boat"}, {"橘洲", "Orange Isle"},
    {"初一", "First Day"},    {"拾光", "Lumen"},
    {"豆子", "Bean"},         {"乐见", "Lejian"},
    {"江小满", "Riverside"},  {"木南", "Munan"},
    {"苗苗", "Sprout"},       {"三味", "Three Tastes"},
    {"归燕", "Swallow"},      {"谷雨", "Grain Rain"},
    {"大碗", "Big Bowl"},     {"桃源", "Peach Spring"},
    {"竹里", "Bamboo Grove"}, {"海盐", "Sea Salt"},
    {"星野", "Starfield"},    {"旺角", "Wong Kok"},
    {"十里", "Ten Miles"},    {"红炉", "Red Stove"},
};

}  // namespace

std::span<const Name> streets() {
    return kStreets;
}
std::span<const Name> home_names() {
    return kHomeNames;
}
std::span<const Name> home_endings() {
    return kHomeEndings;
}
std::span<const Name> office_names() {
    return kOfficeNames;
}
std::span<const Name> office_endings() {
    return kOfficeEndings;
}
std::span<const Landmark> landmarks() {
    return kLandmarks;
}
std::span<const Name> shop_names() {
    return kShopNames;
}

}  // namespace errand::city::names
