#include "skills/food/leaving_out.hpp"

#include <algorithm>
#include <array>

#include "skills/food/choice_synonyms.hpp"
#include "skills/food/kinds.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::Choice;
using commerce::Item;
using Words = std::vector<std::string>;

bool starts_leaving_out(std::string_view& words) {
    static constexpr std::array kLeads = std::to_array<std::string_view>(
        {"千万别放", "千万不要放", "千万不要",   "不要放",         "不要加",         "别给我放",
         "不想要",   "不要",       "不放",       "不加",           "不含",           "不带",
         "不吃",     "别放",       "别加",       "别要",           "without any ",   "without the ",
         "without ", "no more ",   "no ",        "hold the ",      "hold ",          "skip the ",
         "skip ",    "leave out ", "leave off ", "leave out the ", "leave off the ", "minus ",
         "omit ",    "free of ",   "exclude "});
    std::string_view longest;
    for (const auto lead : kLeads)
        if (words.starts_with(lead) && words.size() > lead.size() && lead.size() > longest.size())
            longest = lead;
    words.remove_prefix(longest.size());
    return !longest.empty();
}

// What dishes are seasoned with, in one character each: 葱姜蒜 is three things.
bool is_seasoning(char32_t letter) {
    static constexpr std::u32string_view kSeasonings = U"葱姜蒜辣糖盐油醋冰奶";
    return kSeasonings.contains(letter);
}

// What a single character may leave out of a dish or a drink.
bool is_eaten(std::string_view what) {
    static constexpr std::array kParts =
        std::to_array<std::string_view>({"皮", "骨", "骨头", "刺", "籽", "核", "青", "料", "汁",
                                         "酱", "味精", "酱油", "乳糖", "糖浆", "馅", "菜"});
    if (std::ranges::find(kParts, what) != kParts.end()) return true;
    const auto letters = characters(what);
    return (!letters.empty() && std::ranges::all_of(letters, is_seasoning)) ||
           !other_words(what).empty() || !choice_synonyms(what).empty() ||
           food_kind(what) != nullptr;
}

// 去冰, 免葱, 无糖, 走青.
bool starts_in_one_character(std::string_view& words) {
    for (const std::string_view lead : {"免", "去", "无", "走"}) {
        if (!words.starts_with(lead)) continue;
        auto rest = words.substr(lead.size());
        const std::string_view tail = "的";
        if (rest.ends_with(tail)) rest.remove_suffix(tail.size());
        if (!is_eaten(rest)) return false;
        words = rest;
        return true;
    }
    return false;
}

bool is_none(const Choice& choice) {
    static constexpr std::array<std::string_view, 6> kNone = {"none", "without", "no",
                                                              "off",  "0",       "false"};
    return std::ranges::find(kNone, choice.value) != kNone.end();
}

// --- how much of a thing a choice leaves out ---

bool drop_end(std::string& name, bool made_of) {
    static constexpr std::array kPieces = std::to_array<std::string_view>(
        {"碎", "丁", "粒", "末", "片", "段", "丝", "块", "花", "蓉", "茸", "泥"});
    static constexpr std::array kMade =
        std::to_array<std::string_view>({"酱", "汁", "仁", "油", "粉", "酥", "椒"});
    const auto drop = [&](std::string_view end) {
        if (!name.ends_with(end) || name.size() <= end.size()) return false;
        name.resize(name.size() - end.size());
        return true;
    };
    return std::ranges::any_of(kPieces, drop) || (made_of && std::ranges::any_of(kMade, drop));
}

bool drop_words(std::string& name, bool made_of) {
    static constexpr std::array kBefore =
        std::to_array<std::string_view>({"crushed", "chopped", "sliced", "diced", "raw", "fresh",
                                         "ground", "minced", "grated", "shredded", "any", "the"});
    static constexpr std::array kBehind =
        std::to_array<std::string_view>({"pieces", "bits", "slices", "chunks", "crumbs", "flakes"});
    static constexpr std::array kMade = std::to_array<std::string_view>(
        {"sauce", "butter", "oil", "dressing", "powder", "paste", "spread"});
    auto words = words_in(name);
    const auto count = words.size();
    while (words.size() > 1 && std::ranges::find(kBefore, words.front()) != kBefore.end())
        words.erase(words.begin());
    const auto behind = [&](const std::string& word) {
        return std::ranges::find(kBehind, word) != kBehind.end() ||
               (made_of && std::ranges::find(kMade, word) != kMade.end());
    };
    while (words.size() > 1 && behind(words.back())) words.pop_back();
    name.clear();
    for (const auto& word : words) name += (name.empty() ? "" : " ") + word;
    return words.size() < count;
}

// 花生 of 花生碎, and with `made_of` of 花生酱 too; nothing where the name is no form of another.
std::optional<std::string> form_of(std::string name, bool made_of) {
    const bool dropped = is_chinese(name) ? drop_end(name, made_of) : drop_words(name, made_of);
    return dropped ? std::optional(std::move(name)) : std::nullopt;
}

// All names of one thing, as word_key writes them.
Words names_of(std::string_view what) {
    Words all{word_key(what)};
    for (const auto& other : other_words(what)) all.push_back(word_key(other));
    for (const auto other : choice_synonyms(normalise(what))) all.push_back(word_key(other));
    return all;
}

enum class Cover { None, Part, Whole };

// One thing that was said, against things that choices leave out.
class Thing {
  public:
    explicit Thing(const std::string& what) : names_(names_of(what)) {
        if (const auto whole = form_of(normalise(what), false)) wider_ = names_of(*whole);
    }
    Cover covered_by(const std::string& out) const {
        const auto key = word_key(out);
        const auto has = [](const Words& names, const std::string& one) {
            return std::ranges::find(names, one) != names.end();
        };
        if (has(names_, key) || has(wider_, key)) return Cover::Whole;
        const auto whole = form_of(normalise(out), true);
        return whole && has(names_, word_key(*whole)) ? Cover::Part : Cover::None;
    }
    Cover covered_by(const Words& outs) const {
        auto best = Cover::None;
        for (const auto& out : outs) best = std::max(best, covered_by(out));
        return best;
    }

  private:
    Words names_;
    Words wider_;  // of what it is a form of: without peanuts there are no crushed peanuts
};

// How well a choice that leaves out `outs` does what was said; 0: not at all. That it leaves out
// more than that is worse than what leaves out just that.
std::size_t fit_of(const std::vector<Thing>& things, const Words& outs, bool& whole) {
    constexpr std::size_t kMost = 1000;
    if (outs.empty()) return 0;
    const auto is = [&](Cover cover) {
        return [&outs, cover](const Thing& thing) { return thing.covered_by(outs) >= cover; };
    };
    whole = std::ranges::all_of(things, is(Cover::Whole));
    if (whole) return kMost - std::min(kMost / 2, outs.size());
    return things.size() == 1 && is(Cover::Part)(things.front()) ? 1 : 0;
}

}  // namespace

std::optional<std::string> left_out(std::string_view words) {
    const auto plain = normalise(words);
    std::string_view rest = plain;
    if (starts_leaving_out(rest) || starts_in_one_character(rest)) return std::string(rest);
    if (rest.size() > 5 && rest.ends_with(" free"))
        return std::string(rest.substr(0, rest.size() - 5));
    return std::nullopt;
}

std::optional<std::string> left_out_of_dish(std::string_view note) {
    static constexpr std::array kHanding = std::to_array<std::string_view>(
        {"前台", "门",   "楼",   "电梯", "敲", "铃", "电话", "打",   "按", "餐具", "筷子", "叉子",
         "勺",   "刀叉", "吸管", "袋",   "纸", "放", "送",   "小票", "催", "进",   "叫",   "喊"});
    static constexpr std::array kWords = std::to_array<std::string_view>(
        {"door",     "doorbell",   "bell",     "lobby",   "desk",    "gate",    "lift",
         "elevator", "knock",      "knocking", "ring",    "call",    "calls",   "need",
         "cutlery",  "utensils",   "bag",      "bags",    "straw",   "straws",  "napkin",
         "napkins",  "chopsticks", "contact",  "ringing", "calling", "receipt", "reception",
         "stairs",   "phone",      "rush",     "hurry"});
    auto out = left_out(note);
    if (!out) return out;
    const auto words = words_in(*out);
    const bool handing =
        std::ranges::any_of(kHanding, [&](auto word) { return out->contains(word); }) ||
        std::ranges::any_of(words, [&](const std::string& word) {
            return std::ranges::find(kWords, word) != kWords.end();
        });
    return handing ? std::nullopt : out;
}

std::vector<std::string> parts_of(std::string_view what) {
    static constexpr std::array kJoins = std::to_array<std::string_view>(
        {"、", "\uFF0C", ",", "/", "&", "以及", "还有", "和", "与", "跟", "或", " or ", " and "});
    std::string text(what);
    for (const auto join : kJoins)
        for (auto at = text.find(join, 1); at != std::string::npos; at = text.find(join, at + 1))
            text.replace(at, join.size(), "\n");
    if (is_chinese(text)) std::ranges::replace(text, ' ', '\n');
    Words all;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        auto part = normalise(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + 1));
        const auto letters = characters(part);
        if (letters.size() > 1 && std::ranges::all_of(letters, is_seasoning)) {
            for (std::string_view left = part; !left.empty();) {
                const auto before = left;
                take(left);
                all.emplace_back(before.substr(0, before.size() - left.size()));
            }
        } else if (!part.empty()) {
            all.push_back(std::move(part));
        }
    }
    return all;
}

Without choice_without(const Item& item, std::string_view what) {
    std::vector<Thing> things;
    for (const auto& part : parts_of(what)) things.emplace_back(part);
    Without best;
    std::size_t best_fit = 0;
    if (things.empty()) return best;
    const auto offer = [&](const commerce::ItemOption& option, const Choice& choice,
                           const Words& outs) {
        bool whole = false;
        const auto fit = fit_of(things, outs, whole);
        if (fit <= best_fit) return;
        best_fit = fit;
        best = {{&option, &choice}, whole};
    };
    for (const auto& option : item.options) {
        const auto sayings = sayings_of(option);
        for (std::size_t at = 0; at < option.choices.size(); ++at)
            offer(option, option.choices[at], sayings->out[at]);
    }
    for (const auto& option : item.options)
        for (const auto& choice : option.choices)
            if (is_none(choice)) offer(option, choice, {normalise(option.key)});
    return best;
}

bool holds(const Choice& choice, std::string_view what) {
    if (is_none(choice) || left_out(choice.name.zh) || left_out(choice.name.en)) return false;
    return mentions(choice.name.zh, what) || mentions(choice.name.en, what) ||
           mentions(choice.value, what);
}

}  // namespace errand::skills::food
