#include "language/names/made_up_names.hpp"

#include <iterator>
#include <vector>

#include "base/utf8.hpp"
#include "language/names/readings_data.hpp"
#include "language/names/units.hpp"
#include "language/simplify.hpp"

namespace errand::language::names {
namespace {

constexpr std::u32string_view kBrand =
    U"金银福禄寿喜乐安康和顺发达兴隆昌盛永恒长久天地人山水云雨风雷日月星辰春夏秋冬东南西北大小老新"
    U"红黄蓝绿青白黑紫香甜鲜美味食客家乡村城楼台阁轩堂馆坊园庄苑居里巷口门桥湖海江河溪泉石林森木竹"
    U"松梅兰菊荷花草果米麦豆茶酒油盐糖蜜牛羊鱼虾蟹鸡鸭鹅龙凤虎豹熊鹿马象鹰燕飞扬文武德义仁礼智信诚"
    U"正清明光华丽雅秀巧妙奇珍宝玉翠珠贝丝绸锦绣蜀湘粤闽浙苏徽鲁川渝京沪津冀晋豫鄂赣滇黔桂琼";
constexpr std::u32string_view kGiven =
    U"伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国华志玉兰梅文斌鹏辉宇浩然子轩梓涵欣怡雨桐思远"
    U"嘉豪俊熙诗琪梦洁晓东海波春燕立新永红丹峰旭阳雪莹佳慧婷倩琳璐瑶萱彤博瀚铭泽凯瑞昊天佑安宁";
constexpr std::string_view kSurnames[] = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周",   "吴",   "徐",   "孙",  "胡", "朱",
    "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑",   "谢",   "韩",   "唐",  "冯", "于",
    "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈",   "曾",   "彭",   "吕",  "苏", "卢",
    "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "欧阳", "上官", "司马", "诸葛"};
constexpr std::string_view kTrades[] = {
    "奶茶",   "咖啡",     "火锅",   "烧烤",   "小面", "米线", "饺子馆", "包子铺",
    "烤鸭店", "海鲜酒楼", "水果店", "便利店", "药房", "书店", "花店",   "洗衣店",
    "理发店", "健身房",   "宾馆",   "大酒店", "超市", "面馆", "甜品",   "蛋糕",
    "早餐",   "快餐",     "私房菜", "农家乐", "银行", "影城", "诊所",   "汽修"};
constexpr std::string_view kMade[] = {"红烧", "清蒸", "爆炒", "干锅", "水煮", "糖醋",
                                      "麻辣", "蒜蓉", "铁板", "香煎", "白切", "凉拌",
                                      "酸菜", "孜然", "黑椒", "三杯"};
constexpr std::string_view kOf[] = {"牛肉",   "羊排",   "排骨",   "鲈鱼",   "虾仁", "豆腐", "茄子",
                                    "土豆丝", "鸡丁",   "鸭血",   "肥肠",   "花甲", "蘑菇", "青菜",
                                    "猪蹄",   "五花肉", "娃娃菜", "西兰花", "年糕", "粉丝"};
constexpr std::string_view kWith[] = {"饭",     "面",     "套餐", "煲", "盖浇饭",
                                      "(大份)", "(小份)", "",     "",   ""};
constexpr std::string_view kCities[] = {"杭州", "上海", "北京", "成都", "重庆", "广州",
                                        "深圳", "南京", "苏州", "武汉", "西安", "长沙",
                                        "厦门", "青岛", "天津", "昆明"};
constexpr std::string_view kRoads[] = {"文三",   "解放", "人民", "中山", "建国", "和平",
                                       "延安",   "南京", "淮海", "长江", "黄河", "学院",
                                       "体育场", "凤起", "体育", "滨江", "科技", "创业",
                                       "迎宾",   "朝阳", "复兴", "新华", "长乐", "银杏"};
constexpr std::string_view kNouns[] = {
    "house",  "kitchen", "garden", "corner",  "table",  "bridge",   "harbor",  "market",
    "grill",  "bakery",  "coffee", "pizza",   "burger", "noodle",   "dragon",  "lotus",
    "golden", "royal",   "happy",  "green",   "blue",   "silver",   "sunny",   "little",
    "old",    "grand",   "spicy",  "sweet",   "crispy", "smoky",    "chicken", "beef",
    "salmon", "mango",   "lemon",  "vanilla", "river",  "mountain", "street",  "station"};
constexpr std::string_view kKinds[] = {"restaurant", "cafe",   "bar",   "shop",   "diner", "bistro",
                                       "hotel",      "clinic", "bank",  "cinema", "salon", "gym",
                                       "pharmacy",   "books",  "foods", "express"};
constexpr std::string_view kOnsets[] = {"b", "br", "c", "cr", "d", "f", "fl", "g",  "gr", "h", "j",
                                        "k", "l",  "m", "n",  "p", "r", "s",  "st", "t",  "v", "w"};
constexpr std::string_view kVowels[] = {"a",  "e",  "i",  "o",  "u",  "ai",
                                        "ea", "oo", "ar", "er", "on", "in"};
constexpr std::string_view kCodas[] = {"",    "n",   "l",  "rd", "son", "ton",
                                       "ley", "man", "ck", "ss", "th",  "ng"};
constexpr std::string_view kBefore[] = {"帮我点一份", "送到",   "导航去",
                                        "打电话给",   "我想吃", "找一下"};
constexpr std::string_view kAfter[] = {"谢谢", "两份", "快一点", "吧", "多少钱"};
constexpr std::string_view kBeforeEnglish[] = {"please order from ", "take me to ", "call ",
                                               "find "};
constexpr std::string_view kAfterEnglish[] = {" please", " tonight", " for two", " now"};

std::string utf8(char32_t character) {
    std::string made;
    append_utf8(made, character);
    return made;
}

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        next_character(text, at);
        all.emplace_back(text.substr(begin, at - begin));
    }
    return all;
}

bool is_chinese(std::string_view name) {
    for (const auto& unit : read_units(name).all)
        if (unit.kind == UnitKind::Han) return true;
    return false;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string made;
    for (const auto& part : parts) made += part;
    return made;
}

}  // namespace

std::string MadeUpNames::han(std::u32string_view from, std::size_t count) {
    std::string made;
    for (std::size_t i = 0; i < count; ++i) made += utf8(from[below(from.size())]);
    return made;
}

std::string MadeUpNames::word() {
    std::string made;
    for (std::size_t i = 0; i < 1 + below(2); ++i) {
        made += one_of(kOnsets);
        made += one_of(kVowels);
    }
    made += one_of(kCodas);
    made.front() = static_cast<char>(made.front() - 'a' + 'A');
    return made;
}

std::string MadeUpNames::chinese() {
    switch (below(4)) {
        case 0:
            return std::string(one_of(kSurnames)) + han(kGiven, 1 + below(2));
        case 1:
            return (below(3) == 0 ? han(kBrand, 2) : std::string()) + std::string(one_of(kMade)) +
                   han(kBrand, 1) + std::string(one_of(kOf)) + std::string(one_of(kWith));
        case 2:
            return std::string(one_of(kCities)) + "市" + han(kBrand, 2) + "区" +
                   std::string(one_of(kRoads)) + "路" + std::to_string(1 + below(999)) + "号";
        default:
            return han(kBrand, 2 + below(2)) + std::string(one_of(kTrades)) +
                   (below(2) == 0 ? "(" + std::string(one_of(kRoads)) + "路店)" : std::string());
    }
}

std::string MadeUpNames::english() {
    switch (below(3)) {
        case 0:
            return word() + " " + word();
        case 1:
            return word() + "'s " + std::string(one_of(kNouns)) + " " + std::string(one_of(kKinds));
        default:
            return std::string(one_of(kNouns)) + " " + std::string(one_of(kNouns)) + " " + word() +
                   " " + std::string(one_of(kKinds));
    }
}

std::string MadeUpNames::name() {
    const auto which = below(10);
    if (which < 6) return chinese();
    if (which < 9) return english();
    return word() + han(kBrand, 2) + std::string(one_of(kTrades));
}

std::string MadeUpNames::slip(std::string_view name) {
    auto all = characters(name);
    if (all.size() < 3) return {};
    const auto at = 1 + below(all.size() - 1);
    switch (below(4)) {
        case 0:
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            std::swap(all[at], all[at - 1]);
            break;
        case 2:
            all[at] = all[at].size() > 1 ? han(kBrand, 1) : std::string(one_of(kVowels));
            break;
        default:
            all.insert(all.begin() + static_cast<std::ptrdiff_t>(at),
                       all[at].size() > 1 ? han(kBrand, 1) : std::string(one_of(kVowels)));
            break;
    }
    return joined(all);
}

std::string MadeUpNames::homophone(std::string_view name) {
    std::string made(name);
    for (const auto& unit : read_units(name).all) {
        if (unit.readings.count == 0 || below(2) == 0) continue;
        const auto same = syllable_rows()[unit.readings.of[0]].commonly;
        made.replace(unit.begin, unit.end - unit.begin, utf8(same[below(same.size())]));
    }
    return made;
}

std::string MadeUpNames::said(std::string_view name, Way way) {
    const auto units = read_units(name);
    switch (way) {
        case Way::Exactly:
            return std::string(name);
        case Way::Slip:
            return slip(name);
        case Way::TwoSlips:
            return units.core < 5 && is_chinese(name) ? std::string() : slip(slip(name));
        case Way::Partly:
            if (units.has_branch())
                return std::string(name.substr(0, units.all[units.core - 1].end));
            return units.core < 4 ? std::string(name)
                                  : std::string(name.substr(0, units.all[units.core - 2].end));
        default:
            break;
    }
    if (!is_chinese(name)) return {};
    switch (way) {
        case Way::Homophone:
            return homophone(name);
        case Way::Initials:
            return initials_of(units.head());
        case Way::BlurredPinyin:
            return blurred(letters_of(units.whole()));
        default:
            break;
    }
    std::string made;
    for (std::size_t i = 0; i < units.all.size(); ++i) {
        if (i > 0 && below(2) == 0) made += ' ';
        made += letters_of({&units.all[i], 1});
    }
    return made;
}

std::string MadeUpNames::sentence(std::string_view said) {
    if (said.empty()) return {};
    if (is_chinese(said))
        return std::string(one_of(kBefore)) + std::string(said) + std::string(one_of(kAfter));
    return std::string(one_of(kBeforeEnglish)) + std::string(said) +
           std::string(one_of(kAfterEnglish));
}

}  // namespace errand::language::names
