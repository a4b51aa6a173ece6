#include "language/regions.hpp"

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

// Cities that are provinces.
constexpr std::string_view kMunicipalities = "北京 天津 上海 重庆 ";

constexpr std::string_view kProvinces =
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 "
    "湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 "
    "广西 西藏 宁夏 新疆 香港 澳门 ";

constexpr std::string_view kCities =
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 "
    "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 "
    "包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 "
    "锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 "
    "辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 "
    "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 "
    "黑河 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 "
    "盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 "
    "衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 "
    "黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 "
    "泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 "
    "吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 "
    "泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 "
    "安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 "
    "驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 "
    "咸宁 随州 恩施 仙桃 潜江 天门 神农架 长沙 株洲 湘潭 衡阳 邵阳 "
    "岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 "
    "珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 "
    "清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 "
    "钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 "
    "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 "
    "宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 "
    "安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 "
    "普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 "
    "日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 "
    "汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 "
    "酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 果洛 玉树 "
    "海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 "
    "昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 "
    "石河子 台北 高雄 台中 台南 新竹 基隆 昆山 义乌 常熟 张家港 江阴 "
    "太仓 宜兴 慈溪 余姚 晋江 石狮 诸暨 海宁 桐乡 即墨 寿光 都江堰 "
    "敦煌 北戴河 阳朔 凤凰 武夷山 井冈山 满洲里 ";

constexpr std::string_view kEnglishCities =
    "|amsterdam|athens|atlanta|auckland|austin|baltimore|bangalore|bangkok|barcelona|"
    "beijing|berlin|birmingham|boston|brisbane|bristol|brussels|budapest|buenos aires|"
    "busan|cairo|cambridge|cape town|casablanca|changsha|chengdu|chennai|chicago|chongqing|"
    "cleveland|cologne|copenhagen|dalian|dallas|delhi|denver|detroit|doha|dubai|dublin|"
    "dusseldorf|edinburgh|florence|frankfurt|fuzhou|geneva|glasgow|guangzhou|guilin|haikou|"
    "hamburg|hangzhou|hanoi|harbin|helsinki|ho chi minh city|hong kong|honolulu|houston|"
    "istanbul|jakarta|jinan|johannesburg|karachi|kiev|kuala lumpur|kunming|kyoto|lagos|"
    "las vegas|leeds|lhasa|lima|lisbon|liverpool|london|los angeles|lyon|macau|madrid|"
    "manchester|manila|marseille|melbourne|mexico city|miami|milan|minneapolis|montreal|"
    "moscow|mumbai|munich|nairobi|nanjing|naples|new delhi|new orleans|new york|"
    "new york city|ningbo|orlando|osaka|oslo|ottawa|oxford|paris|perth|philadelphia|"
    "phoenix|pittsburgh|portland|prague|qingdao|rio de janeiro|rome|saint petersburg|"
    "san diego|san francisco|san jose|santiago|sanya|sao paulo|seattle|seoul|shanghai|"
    "shenyang|shenzhen|singapore|stockholm|suzhou|sydney|taipei|tampa|tel aviv|tianjin|"
    "tokyo|toronto|urumqi|vancouver|venice|vienna|warsaw|washington|wellington|wuhan|"
    "xiamen|xi'an|xian|zhengzhou|zurich|";
constexpr std::size_t kMaxCityWords = 4;

constexpr std::size_t kLongestName = 5;

// Names and what they are; the first characters are a quick way to say no.
struct Names {
    std::unordered_map<std::string, PartKind> kinds;
    std::unordered_set<char32_t> first;
};

Names all_names() {
    Names all;
    const auto add = [&](std::string_view list, PartKind kind) {
        for (std::size_t at = 0; at < list.size();) {
            const auto end = list.find(' ', at);
            all.kinds.emplace(list.substr(at, end - at), kind);
            auto next = at;
            all.first.insert(next_character(list, next));
            at = end + 1;
        }
    };
    add(kMunicipalities, PartKind::City);
    add(kProvinces, PartKind::Province);
    add(kCities, PartKind::City);
    return all;
}

// Of the English names, with the first words for the same reason.
struct EnglishNames {
    std::unordered_set<std::string_view> names;
    std::unordered_set<std::string_view> first;
};

EnglishNames all_english_names() {
    EnglishNames all;
    for (std::size_t at = 1; at < kEnglishCities.size();) {
        const auto end = kEnglishCities.find('|', at);
        const auto name = kEnglishCities.substr(at, end - at);
        if (!name.empty()) {
            all.names.insert(name);
            all.first.insert(name.substr(0, name.find(' ')));
        }
        at = end + 1;
    }
    return all;
}

// What may follow a name, the longest first.
constexpr std::array<std::string_view, 13> kEndings = {
    "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "朝鲜族自治州", "自治区", "自治州",
    "地区",       "林区",       "省",           "市",         "州",           "盟"};

// 北京路, 南京西路, 长沙县: what it is called after the city rather than the city.
bool names_other(const Letters& text, std::size_t at) {
    if (std::u32string_view(U"县旗镇乡村").contains(text[at]) && text[at] != 0) return true;
    if (std::u32string_view(U"东西南北中").contains(text[at])) ++at;
    return text[at] == U'路' || text[at] == U'街' || text[at] == U'巷' || text.reads(at, "大道") ||
           text.reads(at, "大街") || (text.reads(at, "一路") || text.reads(at, "二路"));
}

}  // namespace

Region read_region(const Letters& text, std::size_t at) {
    static const auto names = all_names();
    if (!names.first.contains(text[at])) return {};
    for (auto length = kLongestName; length >= 2; --length) {
        if (at + length > text.size()) continue;
        const auto found = names.kinds.find(text.folded(at, at + length));
        if (found == names.kinds.end()) continue;
        const auto end = at + length;
        if (names_other(text, end)) return {};
        for (const auto ending : kEndings)
            if (text.reads(end, ending) && !(ending == "市" && text[end + 1] == U'场'))
                return {end + language::length(ending), found->second};
        return {end, found->second};
    }
    return {};
}

std::size_t read_english_city(const EnglishWords& words, std::size_t at) {
    static const auto all = all_english_names();
    std::size_t longest = 0;
    if (!all.first.contains(words[at].text)) return 0;
    std::string name;
    for (std::size_t count = 1; count <= kMaxCityWords && at + count <= words.size(); ++count) {
        const auto& word = words[at + count - 1];
        if (count > 1 && word.comma) break;
        name += word.text;
        if (all.names.contains(name)) longest = count;
        name += ' ';
    }
    return longest;
}

}  // namespace errand::language
