// Quantities: numbers with measure words. See numbers.hpp.
#include <array>
#include <string_view>
#include <unordered_set>

#include "language/numbers.hpp"

namespace errand::language {
namespace {

bool is_chinese_measure(std::string_view word) {
    static const std::unordered_set<std::string_view> all = {
        "杯", "份", "碗", "个", "盒", "瓶", "串", "只", "条", "根", "片", "盘",
        "套", "听", "罐", "袋", "包", "桶", "壶", "张", "笼", "屉", "打", "扎",
        "斤", "例", "客", "枚", "颗", "粒", "支", "单", "盅", "煲", "锅", "组",
        "件", "盆", "块", "人", "卷", "筒", "提", "箱", "捆", "位", "台", "双", "副", "顶", "辆", "部",
        "把", "幅", "束", "本", "床", "朵", "对", "节", "篮", "筐", "棵", "株", "架", "册", "叠", "坛"};
    return all.contains(word);
}

bool is_english_measure(std::string_view word) {
    static const std::unordered_set<std::string_view> all = {
        "side",    "sides",    "cup",     "bowl",     "glass",   "bottle",  "can",    "box",
        "order",   "portion",  "plate",   "piece",    "slice",   "pack",    "bag",    "basket",
        "bucket",  "set",      "skewer",  "serving",  "pot",     "tray",    "dish",   "stick",
        "carton",  "tin",      "cups",    "bowls",    "glasses", "bottles", "cans",   "boxes",
        "orders",  "portions", "plates",  "pieces",   "slices",  "packs",   "bags",   "baskets",
        "buckets", "sets",     "skewers", "servings", "pots",    "trays",   "dishes", "sticks",
        "cartons", "tins"};
    return all.contains(word);
}

// What may stand between a measure word and nothing: the end, or something that is not a name.
bool ends_here(const Text& text, std::size_t at) {
    return at >= text.size() || text[at].kind == TokenKind::Mark;
}

Size size_word(const Text& text, std::size_t at) {
    if (text.is(at, "大")) return Size::Large;
    if (text.is(at, "中")) return Size::Medium;
    if (text.is(at, "小")) return Size::Small;
    return Size::None;
}

bool is_money_unit(const Text& text, std::size_t at, double value) {
    if (!text.is(at, "块")) return false;
    static constexpr std::array<std::string_view, 14> kAfterMoney = {
        "钱", "以", "左", "的", "内", "之", "一", "每", "上", "吧", "够", "就", "封", "就"};
    if (ends_here(text, at + 1) || value > 10) return true;
    for (const auto word : kAfterMoney)
        if (text.is(at + 1, word)) return true;
    return text[at + 1].kind != TokenKind::Han;
}

std::optional<Quantity> with_measure(const Text& text, const Number& number) {
    Quantity quantity{number.end, static_cast<int>(number.value)};
    auto at = number.end;
    if (at >= text.size()) return std::nullopt;
    const auto size = size_word(text, at);
    if (size != Size::None && at + 1 < text.size() && is_chinese_measure(text[at + 1].text)) {
        quantity.size = size;
        ++at;
    }
    if (is_money_unit(text, at, number.value)) return std::nullopt;
    const auto end = read_measure(text, at);
    if (!end) return std::nullopt;
    quantity.measure = text[at].text;
    if (quantity.measure == "打") quantity.value *= 12;
    quantity.end = *end;
    return quantity;
}

// Half of one thing: 半只, 半斤, 半份; six of them: 半打.
std::optional<Quantity> half(const Text& text, std::size_t at) {
    if (!text.is(at, "半") || !text.is(at + 1, "打")) return std::nullopt;
    Quantity quantity{at + 2, 6};
    quantity.measure = "打";
    return quantity;
}

bool is_times(const Text& text, std::size_t at) {
    return text.is(at, "x") || text.is(at, "*");
}

}  // namespace

std::optional<std::size_t> read_measure(const Text& text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    const auto& word = text[at].text;
    if (text[at].kind == TokenKind::Han) {
        if (!is_chinese_measure(word)) return std::nullopt;
        if (word == "人") return text.is(at + 1, "份") ? std::optional(at + 2) : std::nullopt;
        if (word == "位") return std::nullopt;
        if (word == "部" && text.is(at + 1, "分")) return std::nullopt;
        if (word == "个" && (text.is(at + 1, "人") || text.is(at + 1, "小时") ||
                             (text.is(at + 1, "小") && text.is(at + 2, "时"))))
            return std::nullopt;
        return at + 1;
    }
    if (text[at].kind != TokenKind::Word || !is_english_measure(word)) return std::nullopt;
    if (text.is(at + 1, "of")) return at + 2;
    return ends_here(text, at + 1) || text.is(at + 1, "please") ? std::optional(at + 1)
                                                                : std::nullopt;
}

std::optional<Quantity> read_quantity(const Text& text, std::size_t at) {
    constexpr double kMost = 100'000;
    if (at >= text.size()) return std::nullopt;
    if (const auto dozen = half(text, at)) return dozen;
    if (text.is(at, "俩") || text.is(at, "仨"))  // two and three with their measure word in them
        return Quantity{at + 1, text.is(at, "俩") ? 2 : 3};
    if (is_times(text, at)) {  // "x2"
        const auto number = read_number(text, at + 1);
        if (!number || !number->digits || number->value > kMost) return std::nullopt;
        return Quantity{number->end, static_cast<int>(number->value)};
    }
    if (const auto number = read_number(text, at)) {
        if (number->value < 1 || number->value > kMost) return std::nullopt;
        if (number->value != static_cast<int>(number->value)) return std::nullopt;
        if (auto quantity = with_measure(text, *number)) return quantity;
        Quantity quantity{number->end, static_cast<int>(number->value)};
        if (is_times(text, quantity.end))
            ++quantity.end;
        else
            quantity.bare = true;
        const bool chinese_word = text[at].kind == TokenKind::Han && number->value < 20;
        // 三明治, 八宝粥: a Chinese numeral counts only where nothing could be counted but it.
        if (chinese_word && quantity.bare && !ends_here(text, quantity.end)) return std::nullopt;
        return quantity;
    }
    const bool letter = text[at].glued && at > 0 && text[at - 1].kind == TokenKind::Han;  // 套餐A
    if (!letter && (text.is(at, "a") || text.is(at, "an"))) {
        Quantity quantity{at + 1, 1};
        quantity.article = true;
        if (const auto end = read_measure(text, at + 1)) {
            quantity.measure = text[at + 1].text;
            quantity.end = *end;
        }
        return quantity;
    }
    return std::nullopt;
}

}  // namespace errand::language
