#include "language/numeric/chinese_units.hpp"

#include <algorithm>
#include <array>

#include "language/numeric/currency_table.hpp"
#include "language/numeric/split.hpp"

namespace errand::language::numeric {
namespace {

// One form for a character, but ￥ (yuan) and ¥ (yen) stay apart.
char32_t key_of(const Glyphs& text, std::size_t at) {
    const auto raw = text.cased(at);
    return raw == U'￥' || raw == U'¥' ? raw : text.at(at);
}

constexpr std::array<std::string_view, 10> kEnds = {"元", "币", "镑", "铢", "盾",
                                                    "郎", "布", "索", "比", "金"};

bool ends_like_money(std::string_view name) {
    return name.size() >= 6 &&
           std::ranges::any_of(kEnds, [&](std::string_view end) { return name.ends_with(end); });
}

constexpr std::size_t kLongestSign = 8;

ChineseForms currencies() {
    ChineseForms forms;
    for (const auto& row : currency_rows()) {
        const auto* unit = make_unit(std::string(row.name), UnitKind::Currency, row.iso, row.parts);
        for_items(row.chinese, [&](std::string_view name) {
            const bool people = name.starts_with("人民");
            forms.add(name, unit,
                      kBehind | (ends_like_money(name) ? kAlone : 0U) | (people ? kBefore : 0U));
        });
    }
    for (const auto& part : currency_parts()) {
        const auto* unit = make_unit(std::string(part.name), UnitKind::Currency);
        for_items(part.chinese, [&](std::string_view name) { forms.add(name, unit, kBehind); });
    }
    // Signs and codes, as in English: "US$5", "100 USD".
    for (const auto& [words, form] : english_currencies().folded) {
        if ((form.use & kBefore) == 0 || words.size() > kLongestSign) continue;
        std::string tight;
        for (const char c : words)
            if (c != ' ') tight.push_back(c);
        forms.add(tight, form.unit, form.use & (kBehind | kBefore | kUpper));
    }
    return forms;
}

struct Row {
    std::string_view name;
    UnitKind kind;
    std::string_view counted;
    std::string_view named;  // alone too
};

constexpr std::array kDimensions = std::to_array<Row>({
    {"Meter", UnitKind::Length, "米,m", "公尺"},
    {"Kilometer", UnitKind::Length, "km", "千米,公里"},
    {"Decimeter", UnitKind::Length, "dm", "分米,公寸"},
    {"Centimeter", UnitKind::Length, "cm", "厘米,公分,釐米"},
    {"Millimeter", UnitKind::Length, "mm", "毫米,公釐,公厘"},
    {"Micrometer", UnitKind::Length, "um,μm", "微米"},
    {"Nanometer", UnitKind::Length, "nm", "纳米"},
    {"Picometer", UnitKind::Length, "", "皮米"},
    {"Li", UnitKind::Length, "里,里地,里路", "市里"},
    {"Zhang", UnitKind::Length, "丈", "市丈"},
    {"Chi", UnitKind::Length, "尺", "市尺"},
    {"Cun", UnitKind::Length, "寸", "市寸"},
    {"Mile", UnitKind::Length, "", "英里"},
    {"Inch", UnitKind::Length, "吋", "英寸"},
    {"Foot", UnitKind::Length, "呎", "英尺"},
    {"Yard", UnitKind::Length, "码", ""},
    {"Nautical mile", UnitKind::Length, "浬", "海里"},
    {"Light year", UnitKind::Length, "", "光年"},
    {"Square centimeter", UnitKind::Area, "cm2,cm²,cm^2", "平方厘米"},
    {"Square decimeter", UnitKind::Area, "dm2,dm²", "平方分米"},
    {"Square meter", UnitKind::Area, "平米,平,m2,m²,m^2", "平方米,平方公尺,平方"},
    {"Square kilometer", UnitKind::Area, "km2,km²,km^2", "平方公里,平方千米"},
    {"Square foot", UnitKind::Area, "", "平方英尺"},
    {"Square inch", UnitKind::Area, "", "平方英寸"},
    {"Square mile", UnitKind::Area, "", "平方英里"},
    {"Acre", UnitKind::Area, "", "英亩,公亩"},
    {"Hectare", UnitKind::Area, "", "公顷"},
    {"Mu", UnitKind::Area, "亩,亩地", "市亩"},
    {"Liter", UnitKind::Volume, "升,l", "公升"},
    {"Milliliter", UnitKind::Volume, "ml", "毫升"},
    {"Cubic meter", UnitKind::Volume, "立方,方,m3,m³", "立方米"},
    {"Cubic decimeter", UnitKind::Volume, "", "立方分米"},
    {"Cubic centimeter", UnitKind::Volume, "cm3,cm³", "立方厘米"},
    {"Cubic millimeter", UnitKind::Volume, "", "立方毫米"},
    {"Cubic foot", UnitKind::Volume, "", "立方英尺"},
    {"Gallon", UnitKind::Volume, "", "加仑"},
    {"Pint", UnitKind::Volume, "", "品脱"},
    {"Dou", UnitKind::Volume, "斗", "市斗"},
    {"Dan", UnitKind::Volume, "石", "市石"},
    {"Barrel", UnitKind::Volume, "桶", ""},
    {"Pot", UnitKind::Volume, "罐", ""},
    {"Kilogram", UnitKind::Weight, "kg", "千克,公斤"},
    {"Gram", UnitKind::Weight, "克,g", ""},
    {"Milligram", UnitKind::Weight, "mg", "毫克"},
    {"Microgram", UnitKind::Weight, "", "微克"},
    {"Jin", UnitKind::Weight, "斤", "市斤"},
    {"Liang", UnitKind::Weight, "两", "市两"},
    {"Qian", UnitKind::Weight, "", "市钱"},
    {"Ton", UnitKind::Weight, "吨,t", "公吨"},
    {"Pound", UnitKind::Weight, "磅", "英磅"},
    {"Ounce", UnitKind::Weight, "", "盎司"},
    {"Carat", UnitKind::Weight, "", "克拉"},
    {"Bit", UnitKind::Information, "b", "比特"},
    {"Kilobit", UnitKind::Information, "", "千比特"},
    {"Megabit", UnitKind::Information, "", "兆比特"},
    {"Gigabit", UnitKind::Information, "", "吉比特,千兆比特"},
    {"Byte", UnitKind::Information, "byte", "字节"},
    {"Kilobyte", UnitKind::Information, "kb", "千字节"},
    {"Megabyte", UnitKind::Information, "mb", "兆字节"},
    {"Gigabyte", UnitKind::Information, "gb", "十亿字节,千兆字节,吉字节"},
    {"Terabyte", UnitKind::Information, "tb", "万亿字节,兆兆字节,太字节"},
    {"Petabyte", UnitKind::Information, "pb", "千万亿字节,拍字节"},
    {"Hertz", UnitKind::Frequency, "hz,赫", "赫兹"},
    {"Kilohertz", UnitKind::Frequency, "khz", "千赫兹,千赫"},
    {"Megahertz", UnitKind::Frequency, "mhz", "兆赫兹,兆赫"},
    {"Gigahertz", UnitKind::Frequency, "ghz", "吉赫兹,吉赫,千兆赫兹,千兆赫"},
    {"Watt", UnitKind::Power, "瓦,w", "瓦特"},
    {"Kilowatt", UnitKind::Power, "kw", "千瓦,千瓦特"},
    {"Megawatt", UnitKind::Power, "mw", "兆瓦,兆瓦特"},
    {"Horsepower", UnitKind::Power, "", "马力,匹马力"},
    {"Knot", UnitKind::Speed, "节", ""},
    {"Meter per second", UnitKind::Speed, "m/s", "米每秒,米/秒"},
    {"Kilometer per hour", UnitKind::Speed, "km/h,公里/时,公里/h,迈",
     "公里每小时,千米每小时,公里/小时,千米/小时,公里每时,千米每时"},
    {"Kilometer per minute", UnitKind::Speed, "km/min",
     "公里每分钟,千米每分钟,公里/分钟,千米/分钟,公里每分,千米每分"},
    {"Kilometer per second", UnitKind::Speed, "km/s", "公里每秒,千米每秒,公里/秒,千米/秒"},
    {"Meter per minute", UnitKind::Speed, "m/min", "米每分钟,米/分钟,米每分,米/分"},
    {"Mile per hour", UnitKind::Speed, "mph", "英里每小时,英里/小时"},
    {"Foot per second", UnitKind::Speed, "", "英尺每秒,英尺/秒"},
    {"Foot per minute", UnitKind::Speed, "", "英尺每分钟,英尺/分钟"},
    {"Yard per minute", UnitKind::Speed, "码每分,码/分", ""},
    {"Yard per second", UnitKind::Speed, "码每秒,码/秒", ""},
    {"Radian", UnitKind::Angle, "", "弧度"},
    {"Degree", UnitKind::Angle, "度,°", ""},
});

void add_rows(ChineseForms& forms, std::span<const Row> rows) {
    for (const auto& row : rows) {
        const auto* unit = make_unit(std::string(row.name), row.kind);
        for_items(row.counted, [&](std::string_view form) { forms.add(form, unit, kBehind); });
        for_items(row.named,
                  [&](std::string_view form) { forms.add(form, unit, kBehind | kAlone); });
    }
}

constexpr std::array kAges = std::to_array<Row>({
    {"Year", UnitKind::Age, "岁,周岁,岁大,虚岁,足岁", ""},
    {"Month", UnitKind::Age, "个月大,個月大,月大", ""},
    {"Week", UnitKind::Age, "周大,个星期大,星期大", ""},
    {"Day", UnitKind::Age, "天大", ""},
});

constexpr std::array kTemperatures = std::to_array<Row>({
    {"Celsius", UnitKind::Temperature, "c", "摄氏度,摄氏温度,°c,℃,度c"},
    {"Fahrenheit", UnitKind::Temperature, "", "华氏度,华氏温度,°f,℉,度f"},
    {"Kelvin", UnitKind::Temperature, "开", "开尔文,开氏度,k氏度"},
    {"Rankine", UnitKind::Temperature, "", "兰氏度,兰金度,°r"},
    {"Delisle", UnitKind::Temperature, "", "德利尔氏度,德氏度,°de"},
    {"Degree", UnitKind::Temperature, "度,°", ""},
});

ChineseForms temperatures() {
    ChineseForms forms;
    add_rows(forms, kTemperatures);
    // 摄氏30度
    forms.add("摄氏", forms.all.at(U"摄氏度").unit, kBefore);
    forms.add("摄氏温度", forms.all.at(U"摄氏度").unit, kBefore);
    forms.add("华氏", forms.all.at(U"华氏度").unit, kBefore);
    forms.add("开氏", forms.all.at(U"开氏度").unit, kBefore);
    return forms;
}

ChineseForms of(std::span<const Row> rows) {
    ChineseForms forms;
    add_rows(forms, rows);
    return forms;
}

}  // namespace

void ChineseForms::add(std::string_view words, const Unit* unit, unsigned use) {
    const auto glyphs = read_glyphs(words);
    std::u32string key;
    for (std::size_t i = 0; i < glyphs.size(); ++i) key.push_back(key_of(glyphs, i));
    if (key.empty()) return;
    longest = std::max(longest, key.size());
    starts.insert(key.front());
    const auto [at, fresh] = all.try_emplace(std::move(key), Form{unit, 0});
    if (fresh || at->second.unit->name == unit->name)
        at->second.use |= static_cast<std::uint8_t>(use);
}

ChineseForms::Match ChineseForms::match(const Glyphs& text, std::size_t at, unsigned use) const {
    Match best;
    if (at >= text.size() || !starts.contains(key_of(text, at))) return best;
    if (is_letter(text.at(at)) && is_letter(text.before(at))) return best;  // within a word
    std::u32string key;
    const auto most = std::min(text.size(), at + longest);
    for (auto i = at; i < most; ++i) {
        key.push_back(key_of(text, i));
        const auto found = all.find(key);
        if (found == all.end() || (found->second.use & use) == 0) continue;
        if (is_letter(text.at(i)) && is_letter(text.at(i + 1))) continue;
        if ((found->second.use & kUpper) != 0 && text.cased(at) == text.at(at)) continue;
        best = {i + 1, found->second};
    }
    return best;
}

const ChineseForms& chinese_currencies() {
    static const ChineseForms all = currencies();
    return all;
}
const ChineseForms& chinese_dimensions() {
    static const ChineseForms all = of(kDimensions);
    return all;
}
const ChineseForms& chinese_ages() {
    static const ChineseForms all = of(kAges);
    return all;
}
const ChineseForms& chinese_temperatures() {
    static const ChineseForms all = temperatures();
    return all;
}

}  // namespace errand::language::numeric
