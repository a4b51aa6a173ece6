#include "skills/food/choice_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "language/numbers.hpp"
#include "skills/food/choice_synonyms.hpp"
#include "skills/food/leaving_out.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::Choice;
using commerce::Item;
using commerce::ItemOption;

using Words = std::vector<std::string>;

void add_once(Words& all, std::string one) {
    if (!one.empty() && std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

std::string joined(const Words& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

std::string singular(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    return word;
}

// Words that say nothing of a choice by themselves.
bool is_plain(std::string_view word) {
    static constexpr std::array kPlain = std::to_array<std::string_view>(
        {"regular", "normal",  "standard", "default", "none",  "no",    "yes",     "with",
         "without", "small",   "medium",   "large",   "plain", "extra", "more",    "less",
         "other",   "classic", "original", "full",    "half",  "light", "usual",   "正常",
         "标准",    "常规",    "普通",     "默认",    "不要",  "原味",  "经典",    "大份",
         "小份",    "正常的",  "要",       "不加",    "加",    "do",    "ordinary"});
    return word.empty() || std::ranges::find(kPlain, word) != kPlain.end();
}

// The last character of a name that ends in Chinese.
std::string last_character(std::string_view name) {
    auto last = name;
    for (auto rest = name; !rest.empty(); take(rest)) last = rest;
    return is_chinese(last) ? std::string(last) : std::string();
}

// The word that all choices of an option end with: "crust", 奶.
std::string shared_end(const ItemOption& option, bool chinese) {
    if (option.choices.size() < 2) return {};
    std::string shared;
    for (const auto& choice : option.choices) {
        const auto name = normalise(chinese ? choice.name.zh : choice.name.en);
        if (name.empty() || is_chinese(name) != chinese) return {};
        const auto end = chinese ? last_character(name) : singular(words_in(name).back());
        if (end.empty() || (!shared.empty() && end != shared)) return {};
        shared = end;
    }
    return shared;
}

// What all choices of one option have in common.
struct Common {
    std::string zh;   // the last character
    std::string en;   // the last word
    std::string key;  // in the singular
};

// The last word in the singular and in the plural.
void add_english(Words& all, Words words) {
    if (words.empty() || (words.size() == 1 && is_plain(words.front()))) return;
    add_once(all, joined(words));
    auto& last = words.back();
    const auto one = singular(last);
    last = one;
    add_once(all, joined(words));
    last = one + "s";
    add_once(all, joined(words));
}

void add_with_noun(Words& all, Words rest, const std::string& noun) {
    if (rest.empty() || (rest.size() == 1 && is_plain(rest.front()))) return;
    add_english(all, rest);
    auto behind = rest;
    behind.push_back(noun);
    add_english(all, behind);
    rest.insert(rest.begin(), noun);
    add_once(all, joined(rest));
    rest.front() = noun + "s";
    add_once(all, joined(rest));
}

void add_english_ways(Words& all, const Common& common, const std::string& name) {
    const auto words = words_in(name);
    add_english(all, words);
    // "brown bap" is the brown one, and the brown bread.
    for (const auto& noun : {common.en, common.key}) {
        if (noun.empty() || is_chinese(noun) || noun == "extra" || noun == "option") continue;
        auto rest = words;
        std::erase_if(rest, [&](const std::string& word) {
            const auto one = singular(word);
            return one == noun || (noun == common.key && one == common.en);
        });
        add_with_noun(all, rest, noun);
    }
}

void add_chinese_ways(Words& all, const Common& common, const std::string& name) {
    if (is_plain(name)) return;
    const auto letters = characters(name).size();
    if (letters > 1) add_once(all, name);
    add_once(all, name + "的");
    if (!common.zh.empty() && letters > 2) {
        const auto rest = name.substr(0, name.size() - common.zh.size());
        if (!is_plain(rest)) add_once(all, rest);
    }
}

std::string chinese_number(int value) {
    static constexpr std::array<std::string_view, 11> kDigits = {"零", "一", "二", "三", "四", "五",
                                                                 "六", "七", "八", "九", "十"};
    if (value <= 10) return std::string(kDigits.at(static_cast<std::size_t>(value)));
    const auto tens = static_cast<std::size_t>(value / 10);
    const auto ones = static_cast<std::size_t>(value % 10);
    return (tens > 1 ? std::string(kDigits.at(tens)) : std::string()) + "十" +
           (ones > 0 ? std::string(kDigits.at(ones)) : std::string());
}

std::string_view english_number(int value) {
    static constexpr std::array<std::string_view, 13> kNumbers = {
        "",      "one",   "two",  "three", "four",   "five",  "six",
        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return value < 13 ? kNumbers.at(static_cast<std::size_t>(value)) : std::string_view();
}

bool is_piece(std::string_view measure) {
    static constexpr std::array kPieces = std::to_array<std::string_view>(
        {"只",    "个",     "粒",    "颗", "枚",     "块",      "片",    "串",
         "根",    "条",     "支",    "件", "piece",  "pieces",  "pc",    "pcs",
         "slice", "slices", "count", "ct", "skewer", "skewers", "stick", "sticks"});
    return std::ranges::find(kPieces, measure) != kPieces.end();
}

// 12 of "12只", "12 pieces", and of a value that is a number under a key of pieces.
std::optional<int> pieces_of(const ItemOption& option, const Choice& choice) {
    for (const auto* name : {&choice.name.zh, &choice.name.en})
        if (const auto pieces = pieces_said(*name)) return pieces;
    const auto key = normalise(option.key);
    const bool counts = key == "pieces" || key == "piece" || key == "count" || key == "pcs";
    if (!counts) return std::nullopt;
    return pieces_said(choice.value + " pieces");
}

void add_pieces(Words& all, const Choice& choice, int pieces) {
    const auto digits = std::to_string(pieces);
    std::string measure = "只";
    const auto read = language::read_text(choice.name.zh);
    for (const auto& token : read.tokens)
        if (token.kind == language::TokenKind::Han && is_piece(token.text)) measure = token.text;
    Words numbers{digits, chinese_number(pieces)};
    if (pieces == 2) numbers.emplace_back("两");
    for (const auto& number : numbers)
        for (const auto& unit : {measure, std::string("个")})
            for (const std::string_view tail : {"", "的", "装", "装的"})
                add_once(all, number + unit + std::string(tail));
    for (const auto& number : {digits, std::string(english_number(pieces))})
        for (const std::string_view unit : {" piece", " pieces", " pc", " pcs", "-piece"})
            if (!number.empty()) add_once(all, number + std::string(unit));
}

// A size in numbers, as menus and people write its unit.
struct Unit {
    std::vector<std::string_view> ways;
};

const std::vector<Unit>& units() {
    static const std::vector<Unit> all = {
        {{"\"", "inch", "inches", "in", "寸", "英寸", "吋"}},
        {{"cm", "厘米", "公分"}},
        {{"ml", "millilitres", "milliliters", "毫升"}},
        {{"l", "litre", "litres", "liter", "liters", "升"}},
        {{"g", "gram", "grams", "克"}},
        {{"kg", "kilo", "kilos", "公斤", "千克"}},
        {{"oz", "ounce", "ounces", "盎司"}},
        {{"lb", "lbs", "pound", "pounds", "磅"}},
        {{"斤"}},
        {{"两"}},
        {{"串"}},
        {{"stick", "sticks"}},
        {{"skewer", "skewers"}},
        {{"slice", "slices"}},
    };
    return all;
}

struct Measure {
    double number = 0;
    const Unit* unit = nullptr;
};

// Of a size in numbers; far above what anything is sold by.
constexpr double kMostMeasure = 100'000;

// 12 inches of `12"`, half a 斤 of "半斤"; nothing where a name is not just that.
std::optional<Measure> measure_of(std::string_view name) {
    auto plain = language::normalise(name);
    std::erase(plain, ' ');
    std::erase(plain, '-');
    double number = 0;
    std::string_view rest = plain;
    if (rest.starts_with("半")) {
        number = 0.5;
        rest.remove_prefix(std::string_view("半").size());
    } else {
        const auto text = language::read_text(plain);
        const auto read = language::read_number(text, 0);
        if (!read || read->end >= text.size() || read->value > kMostMeasure) return std::nullopt;
        number = read->value;
        rest.remove_prefix(text[read->end].begin);
    }
    for (const auto& unit : units())
        if (std::ranges::find(unit.ways, rest) != unit.ways.end()) return Measure{number, &unit};
    return std::nullopt;
}

void add_measure(Words& all, double number, const Unit& unit) {
    const auto whole = static_cast<int>(number);
    Words numbers;
    if (static_cast<double>(whole) == number && whole > 0) {
        numbers = {std::to_string(whole), chinese_number(whole % 100),
                   std::string(english_number(whole))};
        if (whole >= 100) numbers[1].clear();
        if (whole == 2) numbers.emplace_back("两");
    } else if (number == 0.5) {
        numbers = {"半", "half a", "half"};
    }
    for (const auto& count : numbers)
        for (const auto way : unit.ways) {
            if (count.empty() || is_chinese(count) != is_chinese(way)) {
                if (count.empty() || count.front() < '0' || count.front() > '9') continue;
            }
            add_once(all, count + std::string(way));
            if (is_chinese(way)) {
                add_once(all, count + std::string(way) + "的");
                add_once(all, count + std::string(way) + "装");
            } else {
                add_once(all, count + " " + std::string(way));
            }
        }
}

void add_measures(Words& all, const Choice& choice) {
    constexpr double kGrams = 500;  // of a 斤
    constexpr double kLeast = 50;   // "500的", and no count
    for (const auto* name : {&choice.name.zh, &choice.name.en}) {
        const auto measure = measure_of(*name);
        if (!measure) continue;
        add_measure(all, measure->number, *measure->unit);
        if (measure->number >= kLeast) {
            const auto bare = std::to_string(static_cast<int>(measure->number));
            add_once(all, bare + "的");
            add_once(all, bare + "的那种");
        }
        for (const auto& unit : units())
            if (measure->unit->ways.front() == "斤" && unit.ways.front() == "g")
                add_measure(all, measure->number * kGrams, unit);
    }
}

void add_other_words(Words& all) {
    const auto said = all;
    for (const auto& one : said)
        for (const auto& other : choice_synonyms(one)) add_once(all, normalise(other));
}

// "12", "twelve": it may say how many as well.
bool only_counts(const std::string& words) {
    const auto text = language::read_text(words);
    const auto number = language::read_number(text, 0);
    return number && number->end == text.size();
}

Words ways_of(const ItemOption& option, const Common& common, const Choice& choice) {
    Words all;
    // "Black, no milk" is black.
    const auto first = choice.name.en.substr(0, choice.name.en.find(','));
    if (first.size() < choice.name.en.size()) add_english(all, words_in(normalise(first)));
    for (const auto* name : {&choice.name.zh, &choice.name.en}) {
        const auto plain = normalise(*name);
        if (plain.empty()) continue;
        if (name->contains('-')) add_once(all, language::normalise(*name));
        if (is_chinese(plain)) {
            add_chinese_ways(all, common, plain);
        } else {
            add_english_ways(all, common, plain);
        }
    }
    if (const auto value = normalise(choice.value);
        !value.empty() && !is_chinese(value) &&
        std::ranges::none_of(value, [](char one) { return one >= '0' && one <= '9'; }))
        add_english_ways(all, common, value);
    if (const auto pieces = pieces_of(option, choice)) add_pieces(all, choice, *pieces);
    add_measures(all, choice);
    if (common.key.starts_with("shot") && !choice.value.empty())
        for (const auto& other : choice_synonyms(choice.value + " shots"))
            add_once(all, std::string(other));
    add_other_words(all);
    std::erase_if(all, [](const std::string& one) { return is_plain(one) || only_counts(one); });
    return all;
}

// The single things that a choice leaves out by its names.
Words things_out(const Choice& choice) {
    Words all;
    for (const auto* name : {&choice.name.zh, &choice.name.en})
        if (const auto out = left_out(*name))
            for (auto& part : parts_of(*out)) add_once(all, std::move(part));
    return all;
}

Sayings work_out(const ItemOption& option) {
    const Common common{shared_end(option, true), shared_end(option, false),
                        singular(normalise(option.key))};
    Sayings made;
    for (const auto& choice : option.choices) {
        const auto at = made.ways.size();
        made.ways.push_back(ways_of(option, common, choice));
        made.out.push_back(things_out(choice));
        for (const auto* name : {&choice.name.zh, &choice.name.en})
            if (auto plain = normalise(*name); !plain.empty())
                made.by_name.emplace(std::move(plain), at);
        for (const auto& way : made.ways.back()) {
            made.by_way.emplace(way, at);
            made.by_way.emplace(normalise(way), at);
        }
    }
    return made;
}

// All that is written in an option, apart from its prices.
std::string content_of(const ItemOption& option) {
    constexpr char kEnd = '\0';
    std::string all = option.key + kEnd;
    for (const auto& choice : option.choices)
        for (const auto* part : {&choice.value, &choice.name.zh, &choice.name.en})
            all.append(*part).push_back(kEnd);
    return all;
}

}  // namespace

std::shared_ptr<const Sayings> sayings_of(const ItemOption& option) {
    // One sentence is held against the same menu many times.
    struct Remembered {
        std::unordered_map<std::string, std::shared_ptr<const Sayings>> options;
        std::size_t ways = 0;
    };
    thread_local Remembered remembered;
    auto content = content_of(option);
    if (const auto known = remembered.options.find(content); known != remembered.options.end())
        return known->second;
    auto made = std::make_shared<const Sayings>(work_out(option));
    if (remembered.ways > kMaxRememberedWays) remembered = {};
    for (const auto& ways : made->ways) remembered.ways += ways.size() + 1;
    remembered.options.emplace(std::move(content), made);
    return made;
}

std::vector<std::string> ways_to_say(const ItemOption& option, const Choice& choice) {
    const auto found = std::ranges::find(option.choices, choice);
    if (found == option.choices.end()) return {};
    return sayings_of(option)->ways[static_cast<std::size_t>(found - option.choices.begin())];
}

ChoiceFound choice_said(const Item& item, std::string_view words) {
    auto said = normalise(words);
    if (said.empty()) return {};
    const auto find = [&](std::string_view one) -> ChoiceFound {
        for (const auto& option : item.options) {
            const auto sayings = sayings_of(option);
            if (const auto way = sayings->by_way.find(std::string(one));
                way != sayings->by_way.end())
                return {&option, &option.choices[way->second]};
        }
        return {};
    };
    if (auto found = find(said)) return found;
    for (const std::string_view lead :
         {"要", "换成", "换", "用", "加", "with ", "on ", "in ", "the "})
        if (said.starts_with(lead) && said.size() > lead.size())
            if (auto found = find(std::string_view(said).substr(lead.size()))) return found;
    const std::string_view tail = "的";
    if (said.ends_with(tail) && said.size() > tail.size())
        return find(std::string_view(said).substr(0, said.size() - tail.size()));
    return {};
}

std::optional<Multiple> multiple_said(const Item& item, std::string_view words) {
    constexpr double kMost = 10;
    const auto said = measure_of(words);
    if (!said) return std::nullopt;
    Multiple best;
    double largest = 0;
    for (const auto& option : item.options)
        for (const auto& choice : option.choices)
            for (const auto* name : {&choice.name.zh, &choice.name.en}) {
                const auto own = measure_of(*name);
                if (!own || own->unit != said->unit || own->number <= largest) continue;
                const double times = said->number / own->number;
                if (times < 2 || times > kMost || times != std::floor(times)) continue;
                largest = own->number;
                best = {*name, static_cast<int>(times)};
            }
    return best.times > 0 ? std::optional(best) : std::nullopt;
}

std::optional<int> weight_said(std::string_view words) {
    constexpr double kMost = 99;
    const auto said = measure_of(words);
    if (!said || said->number < 1 || said->number > kMost ||
        said->number != std::floor(said->number))
        return std::nullopt;
    for (const std::string_view unit : {"斤", "kg"})
        if (said->unit->ways.front() == unit) return static_cast<int>(said->number);
    return std::nullopt;
}

std::optional<int> pieces_said(std::string_view words) {
    constexpr double kMost = 99;
    const auto text = language::read_text(words);
    const auto number = language::read_number(text, 0);
    if (!number || number->value < 1 || number->value > kMost ||
        number->value != std::floor(number->value))
        return std::nullopt;
    bool piece = false;
    for (auto at = number->end; at < text.size(); ++at) {
        const auto& word = text[at].text;
        if (is_piece(word)) {
            piece = true;
        } else if (word != "-" && word != "的" && word != "装" && word != "s") {
            return std::nullopt;
        }
    }
    return piece ? std::optional(static_cast<int>(number->value)) : std::nullopt;
}

}  // namespace errand::skills::food
