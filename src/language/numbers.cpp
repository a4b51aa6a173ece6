#include "language/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "language/limits.hpp"
#include "language/word_table.hpp"

namespace errand::language {
namespace {

const WordTable<int>& chinese_digits() {
    static const WordTable<int> all = {{"零", 0}, {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},
                                       {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8},
                                       {"九", 9}, {"壹", 1}, {"贰", 2}, {"叁", 3}, {"几", 3}};
    return all;
}
const WordTable<double>& chinese_units() {
    static const WordTable<double> all = {{"十", 10},   {"拾", 10},  {"百", 100},
                                          {"千", 1000}, {"万", 1e4}, {"亿", 1e8}};
    return all;
}
const WordTable<int>& english_numbers() {
    static const WordTable<int> all = {
        {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
        {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
        {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
        {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
        {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fourty", 40},   {"fifty", 50},
        {"sixty", 60},   {"seventy", 70}, {"eighty", 80},    {"ninety", 90}};
    return all;
}

double value_of(std::string_view digits) {
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value < kMaxNumber ? value : kMaxNumber;
}

// Chinese numerals, with units (一百五, 三千零二十) or place by place (二零二六).
std::optional<Number> read_chinese(const Text& text, std::size_t at) {
    const auto& digits = chinese_digits();
    const auto& units = chinese_units();
    double total = 0, section = 0, digit = 0, last_unit = 1;
    bool pending = false, by_place = false, any_unit = false;
    auto end = at;
    const auto most = std::min(text.size(), at + kMaxNumberTokens);
    for (; end < most && text[end].kind == TokenKind::Han; ++end) {
        if (const auto* found = digits.find(text[end].text)) {
            by_place = by_place || (pending && digit != 0);
            digit = by_place ? digit * 10 + *found : *found;
            pending = true;
        } else if (const auto* unit = units.find(text[end].text)) {
            if (!pending && end > at && !any_unit) break;
            const double value = pending ? digit : (section == 0 && end == at ? 1 : 0);
            if (*unit >= 1e4) {
                total = (total + section + value) * *unit;
                section = 0;
            } else {
                section += value * *unit;
            }
            if (!pending && end > at && *unit < 1e4) break;
            last_unit = *unit;
            pending = false, by_place = false, any_unit = true;
            digit = 0;
        } else {
            break;
        }
        if (total + section > kMaxNumber || digit > kMaxNumber) return std::nullopt;
    }
    if (end == at) return std::nullopt;
    // 一百五 is 150: a last digit right after a unit counts the unit below it.
    const bool short_form =
        pending && any_unit && last_unit >= 100 && !by_place && !text.is(end - 2, "零");
    total += section + (short_form ? digit * last_unit / 10 : digit);
    if (!pending && !any_unit) return std::nullopt;
    // "两三个": about that many; the larger does not fall short.
    if (by_place && end == at + 2 && static_cast<int>(total) % 11 == 1 && total > 11)
        total = static_cast<int>(total) % 10;
    return Number{end, total, false};
}

std::optional<Number> read_dozen(const Text& text, std::size_t at, double count) {
    if (text.is(at, "dozen") || text.is(at, "dozens"))
        return Number{text.is(at + 1, "of") ? at + 2 : at + 1, count * 12, false};
    return std::nullopt;
}

// "a couple of", "a few", "half a dozen", "a hundred".
std::optional<Number> read_english_idiom(const Text& text, std::size_t at) {
    if (text.is(at, "half") && (text.is(at + 1, "a") || text.is(at + 1, "dozen")))
        return read_dozen(text, text.is(at + 1, "a") ? at + 2 : at + 1, 0.5);
    const auto word = text.is(at, "a") ? at + 1 : at;
    const auto past = [&](std::size_t end) { return text.is(end, "of") ? end + 1 : end; };
    if (text.is(word, "couple")) return Number{past(word + 1), 2, false};
    if (text.is(word, "pair") && text.is(word + 1, "of")) return Number{word + 2, 2, false};
    if (text.is(word, "few") && word > at) return Number{past(word + 1), 3, false};
    if (text.is(word, "several")) return Number{word + 1, 3, false};
    if (text.is(word, "hundred") && word > at) return Number{word + 1, 100, false};
    if (word > at || text.is(word, "dozen")) return read_dozen(text, word, 1);
    return std::nullopt;
}

std::optional<Number> read_english(const Text& text, std::size_t at) {
    if (const auto idiom = read_english_idiom(text, at)) return idiom;
    const auto& words = english_numbers();
    double total = 0, section = 0;
    auto end = at;
    bool any = false, open = true;
    while (end < std::min(text.size(), at + kMaxNumberTokens) && total + section < kMaxNumber) {
        const auto* found = words.find(text[end].text);
        if (found != nullptr && open) {
            section += *found;
            open = *found >= 20 && *found % 10 == 0;
        } else if (any && text.is(end, "hundred") && section > 0 && section < 100) {
            section *= 100;
            open = true;
        } else if (any && text.is(end, "thousand") && section > 0) {
            total += section * 1000;
            section = 0;
            open = true;
        } else if (any && text.is(end, "and") && text.is(end - 1, "hundred") &&
                   end + 1 < text.size() && words.contains(text[end + 1].text)) {
            ++end;
            continue;
        } else {
            break;
        }
        any = true;
        ++end;
        // After "twenty" only a digit may follow; after "hundred" anything.
        if (open && found != nullptr && end < text.size()) {
            const auto* next = words.find(text[end].text);
            if (next != nullptr && *next >= 10) open = false;
        }
    }
    if (!any) return std::nullopt;
    if (total == 0)
        if (const auto dozen = read_dozen(text, end, section)) return dozen;
    return Number{end, total + section, false};
}

// "三四个", "two or three": the larger of the two is what will not fall short.
std::optional<Number> read_single(const Text& text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    const auto& token = text[at];
    if (token.kind == TokenKind::Number) {
        auto value = value_of(token.text);
        auto end = at + 1;
        const auto& units = chinese_units();
        while (end < text.size() && value < kMaxNumber) {
            const auto* unit = units.find(text[end].text);
            if (unit == nullptr) break;
            value *= *unit;
            ++end;
        }
        if (const auto dozen = read_dozen(text, end, value)) return dozen;
        return Number{end, value, true};
    }
    if (token.kind == TokenKind::Han) return read_chinese(text, at);
    if (token.kind == TokenKind::Word) return read_english(text, at);
    return std::nullopt;
}

}  // namespace

std::optional<Number> read_number(const Text& text, std::size_t at) {
    auto number = read_single(text, at);
    if (!number) return number;
    // 十来个, 二十多份
    if ((text.is(number->end, "来") || text.is(number->end, "多")) && number->value >= 10 &&
        read_measure(text, number->end + 1))
        ++number->end;
    if (number->value < 11 && (text.is(number->end, "or") || text.is(number->end, "-"))) {
        const auto next = read_single(text, number->end + 1);
        if (next && next->value == number->value + 1) return next;
    }
    return number;
}

namespace {

std::optional<Fraction> percent(const Text& text, std::size_t at) {
    if (text.is(at, "百") && text.is(at + 1, "分") && text.is(at + 2, "之")) {
        const auto number = read_number(text, at + 3);
        if (number && number->value <= 100)
            return Fraction{number->end, static_cast<int>(number->value), 100};
    }
    const auto number = read_number(text, at);
    if (!number || number->value > 100) return std::nullopt;
    const auto end = number->end;
    const auto value = static_cast<int>(number->value);
    if (text.is(end, "%") || text.is(end, "percent")) return Fraction{end + 1, value, 100};
    if (text.is(end, "per") && text.is(end + 1, "cent")) return Fraction{end + 2, value, 100};
    return std::nullopt;
}

std::optional<Fraction> proportion(const Text& text, std::size_t at) {
    const auto number = read_number(text, at);
    if (!number || number->value < 1 || number->value > 100) return std::nullopt;
    const auto value = static_cast<int>(number->value);
    auto end = number->end;
    if (text.is(end, "分") && text.is(end + 1, "之")) {
        const auto part = read_number(text, end + 2);
        if (part && part->value <= value) return Fraction{part->end, int(part->value), value};
    }
    if (number->digits && text.is(end, "/") && text[end].glued) {
        const auto whole = read_number(text, end + 1);
        if (whole && whole->digits && whole->value > value)
            return Fraction{whole->end, value, int(whole->value)};
    }
    const auto tenths = text.is(end, "成") && value < 10;
    return tenths ? std::optional(Fraction{end + 1, value, 10}) : std::nullopt;
}

std::optional<Fraction> named(const Text& text, std::size_t at) {
    if (text.is(at, "一") && text.is(at + 1, "半")) return Fraction{at + 2, 1, 2};
    if (text.is(at, "半") && text.is(at + 1, "数")) return Fraction{at + 2, 1, 2};
    if (text.is(at, "half")) {
        if (text.is(at + 1, "a") || text.is(at + 1, "an") || text.is(at + 1, "dozen"))
            return std::nullopt;
        return Fraction{at + 1, 1, 2};
    }
    if (text.is(at, "quarter") && text.is(at + 1, "of")) return Fraction{at + 1, 1, 4};
    int parts = 1;
    auto word = at;
    if (text.is(at, "a") || text.is(at, "one")) ++word;
    if (text.is(at, "two")) ++word, parts = 2;
    if (text.is(at, "three")) ++word, parts = 3;
    if (word == at) return std::nullopt;
    if (text.is(word, "half")) return Fraction{word + 1, 1, 2};
    if (text.is(word, "third") || text.is(word, "thirds")) return Fraction{word + 1, parts, 3};
    if (text.is(word, "quarter") || text.is(word, "quarters")) return Fraction{word + 1, parts, 4};
    return std::nullopt;
}

}  // namespace

std::optional<Fraction> read_fraction(const Text& text, std::size_t at) {
    auto read = named(text, at);
    if (!read) read = percent(text, at);
    if (!read) read = proportion(text, at);
    if (!read) return read;
    if (text.is(read->end, "of") &&
        (text.is(read->end + 1, "them") || text.is(read->end + 1, "those") ||
         text.is(read->end + 1, "these")))
        read->end += 2;
    return read;
}

namespace {

const WordTable<int>& english_ordinals() {
    static const WordTable<int> all = {{"first", 1},  {"1st", 1},   {"second", 2}, {"third", 3},
                                       {"fourth", 4}, {"fifth", 5}, {"sixth", 6},  {"seventh", 7},
                                       {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"last", -1}};
    return all;
}

// What an ordinal is said of: "个", "one", "option".
std::size_t past_noun(const Text& text, std::size_t end) {
    static constexpr std::array<std::string_view, 25> kNouns = {
        "样",    "道",     "碗",   "瓶",    "盒",         "个",    "家", "种",  "款",
        "项",    "份",     "单",   "条",    "杯",         "间",    "号", "one", "option",
        "offer", "choice", "shop", "store", "restaurant", "place", "家"};
    for (const auto noun : kNouns)
        if (text.is(end, noun)) return end + 1;
    return end;
}

std::optional<Ordinal> chinese_ordinal(const Text& text, std::size_t at) {
    if (const auto number = read_number(text, at);
        number && text.is(number->end, "号") && number->value >= 1 && number->value < 100) {
        const auto end = number->end + 1;
        const bool ends =
            end >= text.size() || text[end].kind == TokenKind::Mark || text.is(end, "吧");
        if (ends) return Ordinal{end, static_cast<int>(number->value), false};
    }
    if (text.is(at, "第")) {
        const auto number = read_number(text, at + 1);
        if (!number || number->value < 1 || number->value > 1000) return std::nullopt;
        const auto end = past_noun(text, number->end);
        return Ordinal{end, static_cast<int>(number->value), end == number->end};
    }
    const bool last = text.is(at, "最") && text.is(at + 1, "后");
    const bool head = text.is(at, "头") && text.is(at + 1, "一");
    if (!last && !head) return std::nullopt;
    auto noun = at + 2;
    if (last && (text.is(noun, "一") || text.is(noun, "那"))) ++noun;
    const auto end = past_noun(text, noun);
    if (end == noun) return std::nullopt;
    return Ordinal{end, last ? -1 : 1, false};
}

std::optional<Ordinal> numbered(const Text& text, std::size_t at) {
    auto number = at;
    if (text.is(at, "#"))
        number = at + 1;
    else if (text.is(at, "option") || text.is(at, "number") || text.is(at, "choice") ||
             text.is(at, "offer") || text.is(at, "no"))
        number = text.is(at + 1, ".") || text.is(at + 1, "#") ? at + 2 : at + 1;
    if (number == at) {
        if (!text.is(at, "选") && !text.is(at, "选项")) return std::nullopt;
        return std::nullopt;
    }
    const auto read = read_number(text, number);
    if (!read || read->value < 1 || read->value > 1000) return std::nullopt;
    if (text.is(at, "no") && !read->digits) return std::nullopt;
    return Ordinal{read->end, static_cast<int>(read->value), false};
}

}  // namespace

std::optional<Ordinal> read_ordinal(const Text& text, std::size_t at) {
    if (const auto chinese = chinese_ordinal(text, at)) return chinese;
    if (const auto number = numbered(text, at)) return number;
    const auto word = text.is(at, "the") ? at + 1 : at;
    if (word >= text.size()) return std::nullopt;
    // "2nd" is a number and a word glued to it.
    if (text[word].kind == TokenKind::Number && word + 1 < text.size() && text[word + 1].glued &&
        (text.is(word + 1, "st") || text.is(word + 1, "nd") || text.is(word + 1, "rd") ||
         text.is(word + 1, "th"))) {
        const auto end = past_noun(text, word + 2);
        return Ordinal{end, static_cast<int>(value_of(text[word].text)), end == word + 2};
    }
    const auto* found = english_ordinals().find(text[word].text);
    if (found == nullptr) return std::nullopt;
    const auto end = past_noun(text, word + 1);
    return Ordinal{end, *found, end == word + 1};
}

}  // namespace errand::language
