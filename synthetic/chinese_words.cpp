#include "synthetic/chinese_words.hpp"

#include <fmt/format.h>

#include <array>

namespace errand::synthetic {
namespace {

constexpr std::array kRegions{
    Region{11, "北京", "北京", "京"},   Region{12, "天津", "天津", "津"},
    Region{13, "河北", "石家庄", "冀"}, Region{21, "辽宁", "沈阳", "辽"},
    Region{31, "上海", "上海", "沪"},   Region{32, "江苏", "南京", "苏"},
    Region{33, "浙江", "杭州", "浙"},   Region{34, "安徽", "合肥", "皖"},
    Region{35, "福建", "福州", "闽"},   Region{37, "山东", "济南", "鲁"},
    Region{41, "河南", "郑州", "豫"},   Region{42, "湖北", "武汉", "鄂"},
    Region{43, "湖南", "长沙", "湘"},   Region{44, "广东", "广州", "粤"},
    Region{50, "重庆", "重庆", "渝"},   Region{51, "四川", "成都", "川"},
    Region{53, "云南", "昆明", "云"},   Region{61, "陕西", "西安", "陕"},
    Region{21, "大连", "大连", "辽"},   Region{44, "深圳", "深圳", "粤"},
};

constexpr std::array kGoods{
    Goods{"餐饮服务", "餐费", "", "", "3070401000000000000", 6, 30, 2000},
    Goods{"餐饮服务", "餐饮费", "", "次", "3070401000000000000", 6, 50, 900},
    Goods{"餐饮服务", "外卖送餐服务", "", "份", "3070401000000000000", 6, 20, 300},
    Goods{"住宿服务", "住宿费", "", "天", "3070402000000000000", 6, 150, 1800},
    Goods{"住宿服务", "房费", "大床房", "间夜", "3070402000000000000", 6, 200, 1500},
    Goods{"运输服务", "客运服务费", "", "次", "3010101020203000000", 3, 10, 400},
    Goods{"运输服务", "代订车服务费", "", "", "3010101020203000000", 3, 15, 200},
    Goods{"物流辅助服务", "收派服务费", "", "件", "3040407040000000000", 6, 8, 200},
    Goods{"物流辅助服务", "仓储服务费", "", "", "3040407030000000000", 6, 200, 9000},
    Goods{"会展服务", "会议费", "", "场", "3040304010000000000", 6, 1000, 40000},
    Goods{"广告服务", "信息发布费", "", "", "3040303010000000000", 6, 500, 60000},
    Goods{"非学历教育服务", "培训费", "", "人", "3070201020000000000", 6, 300, 8000},
    Goods{"信息技术服务", "技术服务费", "", "项", "3040203000000000000", 6, 500, 90000},
    Goods{"信息技术服务", "云服务器 ECS", "c7.xlarge", "月", "3040203000000000000", 6, 100, 5000},
    Goods{"软件", "办公软件V3.0", "专业版", "套", "1060201010000000000", 13, 200, 20000},
    Goods{"咨询服务", "咨询费", "", "次", "3040603000000000000", 6, 1000, 50000},
    Goods{"经营租赁", "房屋租金", "", "月", "3040502020101000000", 9, 2000, 80000},
    Goods{"企业管理服务", "物业管理费", "", "平方米", "3040801010000000000", 6, 100, 9000},
    Goods{"电信服务", "通讯费", "", "", "3030100000000000000", 9, 30, 800},
    Goods{"电信服务", "宽带服务费", "500M", "年", "3030200000000000000", 6, 600, 6000},
    Goods{"供电", "电费", "", "千瓦时", "1100101020100000000", 13, 100, 9000},
    Goods{"水冰雪", "水费", "", "吨", "1100301010000000000", 3, 20, 900},
    Goods{"汽油", "92号车用汽油(ⅥB)", "92号", "升", "1070101010200000000", 13, 100, 600},
    Goods{"汽油", "95号车用汽油(ⅥB)", "95号", "升", "1070101010300000000", 13, 100, 700},
    Goods{"纸制品", "复印纸", "A4 70g 500张/包", "箱", "1060105040000000000", 13, 80, 900},
    Goods{"文具", "中性笔", "0.5mm 黑色 12支/盒", "盒", "1060513010000000000", 13, 10, 200},
    Goods{"文具", "文件夹", "5305", "个", "1060513010000000000", 13, 5, 200},
    Goods{"计算机配套产品", "键盘", "K120", "个", "1090511030000000000", 13, 60, 800},
    Goods{"计算机配套产品", "墨粉盒", "CF218A", "支", "1090511030000000000", 13, 90, 900},
    Goods{"电子计算机", "便携式计算机", "14英寸 16G/512G", "台", "1090511010000000000", 13, 3500,
          12000},
    Goods{"计算机外部设备", "显示器", "27英寸 2K", "台", "1090511020000000000", 13, 800, 4000},
    Goods{"家具", "办公椅", "8028", "把", "1050201000000000000", 13, 200, 1500},
    Goods{"印刷品", "图书", "", "本", "1060301000000000000", 9, 20, 300},
    Goods{"茶及饮料", "矿泉水", "550ml*24瓶", "箱", "1030307000000000000", 13, 20, 200},
    Goods{"焙烤食品", "月饼礼盒", "8枚装", "盒", "1030203000000000000", 13, 80, 500},
    Goods{"日用杂品", "垃圾袋", "45*50cm", "卷", "1060512000000000000", 13, 5, 100},
    Goods{"医疗服务", "体检费", "", "人", "3070202000000000000", 0, 200, 1500},
    Goods{"蔬菜", "西红柿", "", "千克", "1010112000000000000", 0, 10, 400},
    Goods{"劳务", "修理费", "", "次", "2010000000000000000", 13, 80, 3000},
    Goods{"建筑服务", "装修工程款", "", "项", "3050400000000000000", 9, 3000, 90000},
    Goods{"旅游服务", "代订机票服务费", "", "张", "3070301000000000000", 6, 10, 200},
    Goods{"居民日常服务", "洗车服务", "", "次", "3070500000000000000", 1, 20, 200},
};

constexpr std::array<std::string_view, 24> kBrands{
    "云帆", "鼎盛", "华泰", "嘉禾", "瑞丰", "星海", "博远", "金石", "蓝鲸", "恒信", "百川", "明德",
    "锦绣", "东篱", "知行", "九州", "青禾", "鸿图", "龙腾", "天元", "汇智", "同创", "新月", "海纳"};
constexpr std::array<std::string_view, 8> kSecond{"",     "",     "",     "联合",
                                                  "时代", "国际", "远景", "一品"};
constexpr std::array<std::string_view, 10> kTrades{"科技",     "信息技术", "商贸",     "餐饮管理",
                                                   "酒店管理", "物流",     "文化传媒", "贸易",
                                                   "咨询",     "电子商务"};
constexpr std::array<std::string_view, 6> kForms{
    "有限公司", "有限公司", "有限责任公司", "股份有限公司", "(集团)有限公司", "有限公司分公司"};
constexpr std::array<std::string_view, 12> kFamily{"王", "李", "张", "刘", "陈",   "杨",
                                                   "赵", "黄", "周", "吴", "欧阳", "孙"};
constexpr std::array<std::string_view, 14> kGiven{"伟", "芳",   "秀英", "敏",   "静", "丽", "强",
                                                  "磊", "晓燕", "洋",   "建国", "杰", "娟", "思远"};
constexpr std::array<std::string_view, 8> kStreets{
    "中山路", "人民路", "科技园南区", "解放大道", "滨江东路", "高新二路", "长安街", "建设北路"};
constexpr std::array<std::string_view, 6> kBanks{"中国工商银行", "中国建设银行", "招商银行",
                                                 "中国银行",     "交通银行",     "中国农业银行"};
constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char check_character(std::string_view first_17) {
    unsigned weight = 1;
    unsigned sum = 0;
    for (const char one : first_17) {
        sum += static_cast<unsigned>(kCharacters.find(one)) * weight;
        weight = weight * 3 % 31;
    }
    return kCharacters[(31 - sum % 31) % 31];
}

}  // namespace

std::span<const Region> regions() {
    return kRegions;
}
std::span<const Goods> goods() {
    return kGoods;
}

std::string person(Random& random) {
    return std::string(random.pick(kFamily)) + std::string(random.pick(kGiven));
}

std::string credit_code(Random& random, const Region& region) {
    std::string code = random.chance(85) ? "91" : "92";
    code += fmt::format("{:02}", region.code) + random.digits(4);
    // The nine characters of the organisation's code have a check character of their own (GB
    // 11714).
    std::string own = random.chance(60) ? "MA" : random.digits(2);
    for (int at = 0; at < 6; ++at)
        own += random.chance(70) ? static_cast<char>('0' + random.between(0, 9))
                                 : random.pick(kCharacters);
    constexpr std::array<unsigned, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t at = 0; at < own.size(); ++at) {
        const auto one = own[at];
        sum += (one <= '9' ? static_cast<unsigned>(one - '0')
                           : static_cast<unsigned>(one - 'A' + 10)) *
               kWeights.at(at);
    }
    const auto rest = (11 - sum % 11) % 11;
    own += rest == 10 ? 'X' : static_cast<char>('0' + rest);
    code += own;
    return code + check_character(code);
}

std::string broken_credit_code(std::string code, Random& random) {
    const char right = code.back();
    while (code.back() == right) code.back() = random.pick(kCharacters);
    return code;
}

Party company(Random& random, const Region& region, std::string_view trade) {
    Party party;
    const auto city = std::string(region.city);
    const auto brand = std::string(random.pick(kBrands)) + std::string(random.pick(kSecond));
    const auto what = std::string(trade.empty() ? random.pick(kTrades) : trade);
    const auto form = std::string(random.pick(kForms));
    party.name = random.chance(70) ? city + (random.chance(40) ? "市" : "") + brand + what + form
                                   : brand + "(" + city + ")" + what + form;
    party.tax_id = credit_code(random, region);
    if (random.chance(12)) {
        // A one-person business: 个体工商户.
        party.name = city + "市" + brand + what + "店";
    }
    party.address =
        fmt::format("{}市{}{}号{}", city, random.pick(kStreets), random.between(1, 999),
                    random.chance(50) ? fmt::format("{}室", random.between(101, 2999)) : "");
    party.telephone = fmt::format("0{}-{}", random.between(10, 29), random.digits(8));
    party.bank = fmt::format("{}{}支行", random.pick(kBanks), city);
    party.account = random.digits(static_cast<std::size_t>(random.between(15, 19)));
    return party;
}

}  // namespace errand::synthetic
