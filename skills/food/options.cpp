#include "skills/food/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "skills/food/choice_words.hpp"
#include "skills/food/leaving_out.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::Choice;
using commerce::Item;
using commerce::ItemOption;
using commerce::LocalName;

// The common keys and values, in the order of their scale, with the words that shops use for them.
struct Common {
    std::string_view key;
    std::string_view value;
    std::vector<std::string> zh;
    std::vector<std::string> en;
};

const std::vector<Common>& common() {
    static const std::vector<Common> all = {
        {"size", "small", {"小杯", "小份", "小"}, {"small"}},
        {"size", "medium", {"中杯", "中份", "中"}, {"medium", "regular"}},
        {"size", "large", {"大杯", "大份", "大", "超大杯"}, {"large", "big"}},
        {"temperature", "hot", {"热", "热饮", "烫"}, {"hot"}},
        {"temperature", "warm", {"温", "温热", "常温"}, {"warm", "room temperature"}},
        {"temperature", "cold", {"冰", "冷", "冷饮", "冰饮"}, {"cold", "iced"}},
        {"ice", "none", {"去冰", "无冰", "不加冰"}, {"no ice"}},
        {"ice", "less", {"少冰", "微冰"}, {"less ice", "light ice"}},
        {"ice", "normal", {"正常冰", "标准冰"}, {"normal ice", "regular ice"}},
        {"ice", "more", {"多冰"}, {"more ice", "extra ice"}},
        {"sugar", "0", {"无糖", "不加糖", "零糖"}, {"no sugar", "0% sugar", "unsweetened"}},
        {"sugar", "30", {"三分糖", "微糖"}, {"30% sugar", "light sugar"}},
        {"sugar", "50", {"半糖", "五分糖"}, {"half sugar", "50% sugar"}},
        {"sugar", "70", {"七分糖", "少糖"}, {"70% sugar", "less sugar"}},
        {"sugar",
         "100",
         {"全糖", "正常糖", "标准糖"},
         {"full sugar", "100% sugar", "normal sugar"}},
        {"spice", "none", {"不辣", "免辣", "不要辣"}, {"not spicy", "no spice", "non-spicy"}},
        {"spice", "mild", {"微辣", "少辣"}, {"mild", "mildly spicy", "a little spicy"}},
        {"spice", "medium", {"中辣"}, {"medium spicy", "medium"}},
        {"spice", "hot", {"特辣", "重辣", "变态辣"}, {"hot", "very spicy", "extra spicy"}},
    };
    return all;
}

const Common* common_of(std::string_view key, std::string_view value) {
    const auto found = std::ranges::find_if(
        common(), [&](const Common& one) { return one.key == key && one.value == value; });
    return found == common().end() ? nullptr : &*found;
}

bool same(std::string_view left, std::string_view right) {
    return !left.empty() && !right.empty() && normalise(left) == normalise(right);
}

bool names(const Common& one, const LocalName& name) {
    const auto any = [](const std::vector<std::string>& words, const std::string& plain) {
        return !plain.empty() && std::ranges::any_of(words, [&](const std::string& word) {
            return word == plain || normalise(word) == plain;
        });
    };
    return any(one.zh, normalise(name.zh)) || any(one.en, normalise(name.en));
}

// "加珍珠", "extra rice", "with egg" without the adding.
std::string bare(std::string_view text) {
    auto plain = normalise(text);
    for (const std::string_view lead : {"多加", "加一份", "加个", "加", "多", "extra ", "add ",
                                        "with ", "more ", "plus ", "an ", "a "})
        if (plain.starts_with(lead) && plain.size() > lead.size()) plain.erase(0, lead.size());
    return plain;
}

struct Found {
    const ItemOption* option = nullptr;
    const Choice* choice = nullptr;
    explicit operator bool() const { return choice != nullptr; }
};

bool is_named(const Choice& choice, std::string_view text) {
    return same(choice.name.zh, text) || same(choice.name.en, text);
}

Found by_name(const Item& item, const brain::OptionWish& wish) {
    const auto text = normalise(wish.text);
    Found other;
    if (text.empty()) return other;
    for (const auto& option : item.options) {
        const auto sayings = sayings_of(option);
        const auto named = sayings->by_name.find(text);
        if (named == sayings->by_name.end()) continue;
        const Found found{&option, &option.choices[named->second]};
        if (wish.key.empty() || option.key == wish.key ||
            common_of(wish.key, wish.value) == nullptr)
            return found;
        if (!other) other = found;
    }
    return other;
}

// The choice of an option that has one of a common value's names.
Found named_so(const ItemOption& option, const Common& meant, bool of_its_key) {
    const auto sayings = sayings_of(option);
    auto first = option.choices.size();
    for (const auto* words : {&meant.zh, &meant.en})
        for (const auto& word : *words) {
            const auto named = sayings->by_name.find(normalise(word));
            if (named == sayings->by_name.end() || named->second >= first) continue;
            if (of_its_key || common_of(option.key, option.choices[named->second].value) == nullptr)
                first = named->second;
        }
    return first < option.choices.size() ? Found{&option, &option.choices[first]} : Found{};
}

Found by_common(const Item& item, const brain::OptionWish& wish) {
    if (wish.key.empty()) return {};
    if (const auto* option = item.option(wish.key))
        if (const auto* choice = option->find(wish.value)) return {option, choice};
    const auto* meant = common_of(wish.key, wish.value);
    if (meant == nullptr) return {};
    for (const auto& option : item.options)
        if (const auto found = named_so(option, *meant, option.key == wish.key)) return found;
    return {};
}

// Other words for a choice.
Found by_words(const Item& item, const brain::OptionWish& wish) {
    const auto& words = wish.key == "extra" && !wish.value.empty() ? wish.value : wish.text;
    if (words.empty()) return {};
    const auto said = choice_said(item, words);
    return {said.option, said.choice};
}

Likest likest_of(const ItemOption& option, const Sayings& sayings, const Said& said) {
    Likest best;
    for (std::size_t at = 0; at < option.choices.size(); ++at) {
        if (!sayings.out[at].empty()) continue;  // it says the opposite
        const auto& choice = option.choices[at];
        const LocalName name{bare(choice.name.zh), bare(choice.name.en)};
        const double like = std::max(said.likeness(name), said.likeness({"", bare(choice.value)}));
        if (like > best.likeness) best = {at, like};
    }
    return best;
}

// Something to be added, or words that were not understood: the choice that is most like them.
Found by_likeness(const Item& item, const brain::OptionWish& wish) {
    if (!wish.key.empty() && wish.key != "extra") return {};
    const auto words = bare(wish.key.empty() ? wish.text : wish.value);
    std::optional<Said> said;
    Found best;
    double best_likeness = 0.8;
    for (const auto& option : item.options) {
        const auto sayings = sayings_of(option);
        auto known = sayings->likest.find(words);
        if (known == sayings->likest.end()) {
            if (!said) said.emplace(words);
            if (sayings->likest.size() >= kMaxRememberedThings) sayings->likest.clear();
            known = sayings->likest.emplace(words, likest_of(option, *sayings, *said)).first;
        }
        const auto& likest = known->second;
        if (likest.likeness <= best_likeness) continue;
        best_likeness = likest.likeness;
        best = {&option, &option.choices[likest.choice]};
    }
    return best;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// A choice's place on the scale of a common key, or nothing.
std::optional<int> place_on(std::string_view key, const Choice& choice) {
    if (key == "sugar")
        if (const auto percent = number(choice.value)) return percent;
    int at = 0;
    for (const auto& one : common()) {
        if (one.key != key) continue;
        const int place = key == "sugar" ? number(one.value).value_or(0) : at;
        if (one.value == choice.value || names(one, choice.name)) return place;
        ++at;
    }
    return std::nullopt;
}

Found nearest(const Item& item, const brain::OptionWish& wish) {
    const auto* option = item.option(wish.key);
    if (option == nullptr || wish.value == "none" || wish.value == "0") return {};
    const auto wanted = place_on(wish.key, Choice{wish.value, {}, {}});
    if (!wanted) return {};
    const int reach = wish.key == "sugar" ? 30 : 1;
    Found best;
    int best_distance = reach + 1;
    for (const auto& choice : option->choices) {
        const auto place = place_on(wish.key, choice);
        // Cold is not near warm, and "some" is not near "none".
        if (!place || choice.value == "none" || choice.value == "cold" || wish.value == "cold")
            continue;
        const int distance = std::abs(*place - *wanted);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = {option, &choice};
    }
    return best;
}

bool about(const Item& item, std::string_view word) {
    return mentions(item.name.zh, word) || mentions(item.name.en, word) ||
           std::ranges::any_of(item.tags, [&](const auto& tag) { return mentions(tag, word); });
}

bool met_by_itself(const Item& item, const brain::OptionWish& wish) {
    if (wish.key.empty()) return about(item, wish.text);
    const auto* option = item.option(wish.key);
    if (option != nullptr && option->default_ == wish.value) return true;
    if (const auto* attribute = item.attributes.if_contains(wish.key);
        attribute != nullptr && *attribute == json::value(wish.value))
        return true;
    if (wish.key == "temperature" && wish.value == "cold" && item.option("ice") != nullptr &&
        item.option("temperature") == nullptr)
        return true;
    if (option != nullptr) return false;
    if (wish.key == "spice" && wish.value == "none")
        return !about(item, "辣") && !about(item, "spicy") && !about(item, "麻辣");
    if ((wish.key == "ice" && wish.value == "normal") ||
        (wish.key == "sugar" && wish.value == "100"))
        return true;
    const auto* meant = common_of(wish.key, wish.value);
    return meant != nullptr &&
           (std::ranges::any_of(meant->zh,
                                [&](const auto& word) { return item.name.zh.contains(word); }) ||
            std::ranges::any_of(meant->en,
                                [&](const auto& word) { return mentions(item.name.en, word); }));
}

// False where no more of this option can be taken.
bool take(const Found& found, commerce::Options& options) {
    auto& values = options[found.option->key];
    if (std::ranges::find(values, found.choice->value) != values.end()) return true;
    if (found.option->most > 1) {
        if (values.size() >= static_cast<std::size_t>(found.option->most)) return false;
        values.push_back(found.choice->value);
    } else {
        values = {found.choice->value};
    }
    return true;
}

void add_once(std::vector<LocalName>& all, LocalName one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

bool has(const Line& line, const ItemOption& option, const Choice& choice) {
    const auto taken = line.options.find(option.key);
    return taken != line.options.end() &&
           std::ranges::find(taken->second, choice.value) != taken->second.end();
}

// Takes that choice, unless another of its kind was taken before. True where the line has it.
bool take_out(const Without& without, Line& line) {
    const auto& [option, choice] = without.found;
    const auto taken = line.options.find(option->key);
    const bool other = option->most <= 1 && taken != line.options.end() && !taken->second.empty() &&
                       !has(line, *option, *choice);
    if (other || !take({option, choice}, line.options)) return false;
    std::erase_if(line.open, [&](const OpenOption& one) { return one.key == option->key; });
    return true;
}

// True where nothing of `what` stays in it then, by the item's own choices.
bool leave_one_out(const Item& item, const std::string& what, Line& line) {
    if (const auto all = choice_without(item, what)) return take_out(all, line) && all.whole;
    const auto parts = parts_of(what);
    if (parts.size() < 2) return false;
    bool whole = true;
    for (const auto& part : parts) {
        const auto one = choice_without(item, part);
        const bool done = one && take_out(one, line) && one.whole;
        whole = whole && done;
    }
    return whole;
}

void resolve_one(const Item& item, const brain::OptionWish& wish, Line& line) {
    Found found = by_name(item, wish);
    if (!found) found = by_common(item, wish);
    if (!found) found = by_words(item, wish);
    // "without chilli" of a dish that comes with a sauce of it, or without.
    const auto out = wish.key == "extra" ? std::nullopt : left_out(wish.text);
    if (!found && out && leave_one_out(item, *out, line)) return;
    if (!found && !out) found = by_likeness(item, wish);
    if (found) {
        if (!take(found, line.options)) add_once(line.unmet, option_words(wish));
        return;
    }
    if (met_by_itself(item, wish)) return;
    if (const auto near = nearest(item, wish)) {
        take(near, line.options);
        add_once(line.near, choice_words(item, near.option->key, near.choice->value));
        return;
    }
    add_once(line.unmet, option_words(wish));
}

// "Less ice" asks for a cold drink where the item can also be had hot.
void imply_cold(const Item& item, Line& line) {
    const auto* temperature = item.option("temperature");
    if (temperature == nullptr || temperature->find("cold") == nullptr) return;
    if (line.options.contains("ice") && !line.options.contains("temperature") &&
        temperature->default_ != "cold")
        line.options["temperature"] = {"cold"};
}

}  // namespace

LocalName option_words(const brain::OptionWish& wish) {
    LocalName words;
    if (const auto* meant = common_of(wish.key, wish.value))
        words = {meant->zh.front(), meant->en.front()};
    if (wish.text.empty()) return words.empty() ? commerce::local_name(wish.value) : words;
    auto& own = is_chinese(wish.text) ? words.zh : words.en;
    own = wish.text;
    return words;
}

LocalName common_words(const std::string& key, const std::string& value) {
    if (const auto* meant = common_of(key, value)) return {meant->zh.front(), meant->en.front()};
    return commerce::local_name(value);
}

LocalName choice_words(const Item& item, const std::string& key, const std::string& value) {
    if (const auto* option = item.option(key))
        if (const auto* choice = option->find(value); choice != nullptr && !choice->name.empty())
            return choice->name;
    return common_words(key, value);
}

void resolve_options(const Item& item, const Wish& wish, Line& line) {
    for (const auto& option : wish.options) resolve_one(item, option, line);
    imply_cold(item, line);
    for (const auto& option : item.options) {
        const bool single = option.most <= 1 && option.key != "extra" && option.choices.size() > 1;
        if (single && option.default_.empty() && !line.options.contains(option.key))
            line.open.push_back({option.key, option.choices});
    }
}

namespace {

// The other choices of what would come by itself and holds it.
void open_others(const ItemOption& option, const std::string& what, Line& line) {
    const bool said = line.options.contains(option.key);
    const auto* taken = option.find(option.default_);
    if (said || option.most > 1 || taken == nullptr || !holds(*taken, what)) return;
    OpenOption open{option.key, option.choices};
    std::erase_if(open.choices, [&](const Choice& choice) { return holds(choice, what); });
    const auto asked = std::ranges::find(line.open, option.key, &OpenOption::key);
    if (open.choices.empty() || asked != line.open.end()) return;
    line.open.push_back(std::move(open));
}

}  // namespace

void leave_out(const Item& item, const std::vector<std::string>& avoid, Line& line) {
    for (const auto& what : avoid) {
        if (leave_one_out(item, what, line)) line.without.push_back(what);
        for (const auto& option : item.options) open_others(option, what, line);
    }
}

std::optional<std::string> named_choice(const OpenOption& open, std::string_view words) {
    for (const auto& choice : open.choices)
        if (is_named(choice, words) || same(choice.value, words)) return choice.value;
    for (const auto& choice : open.choices) {
        const auto* meant = common_of(open.key, choice.value);
        if (meant != nullptr && names(*meant, commerce::local_name(std::string(words))))
            return choice.value;
    }
    Item asked;
    asked.options.push_back({open.key, {}, 1, open.choices});
    if (const auto said = choice_said(asked, words)) return said.choice->value;
    if (const auto out = left_out(words)) {
        if (const auto without = choice_without(asked, *out)) return without.found.choice->value;
        // "Black, no milk" says it too, and nothing else does.
        for (const auto& choice : open.choices)
            if (stands_in(choice.name.zh, words) || stands_in(choice.name.en, words))
                return choice.value;
        return std::nullopt;
    }
    const Said said(words);
    for (const auto& choice : open.choices)
        if (said.likeness(choice.name) >= kMatch) return choice.value;
    const auto plain = normalise(words);
    for (const auto& choice : open.choices)
        for (const auto& name : {normalise(choice.name.zh), normalise(choice.name.en)})
            if (!name.empty() && plain.contains(name)) return choice.value;
    return std::nullopt;
}

}  // namespace errand::skills::food
