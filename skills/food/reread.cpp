#include "skills/food/reread.hpp"

#include <algorithm>
#include <array>

#include "skills/food/choice_words.hpp"
#include "skills/food/options.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::LocalName;

// Fewer characters than this do not name a shop by themselves.
constexpr std::size_t kShopCharacters = 2;
// Fewer than this may stand in a sentence by chance.
constexpr std::size_t kWholeNameCharacters = 3;

std::string tight(std::string_view text) {
    auto plain = normalise(text);
    std::erase(plain, ' ');
    return plain;
}

bool is_shop(std::string_view words, const LocalName& shop) {
    const auto said = tight(words);
    return !said.empty() && (said == tight(shop.zh) || said == tight(shop.en));
}

bool is_served(const std::vector<Stall>& stalls, const Draft& draft, std::size_t wish) {
    return std::ranges::any_of(
        stalls, [&](const Stall& stall) { return serve(stall, draft, wish).has_value(); });
}

bool names_a_shop(const std::vector<Stall>& stalls, std::string_view words, bool exactly) {
    if (characters(words).size() < kShopCharacters) return false;
    return std::ranges::any_of(stalls, [&](const Stall& stall) {
        return is_shop(words, stall.shop.name) || (!exactly && names_shop(words, stall.shop.name));
    });
}

// The item that is left of a name that begins with a shop's: "早安包子铺的鲜肉包".
struct Split {
    std::string shop;
    std::string item;
};

std::optional<Split> split_at(const std::string& name, std::string_view mark,
                              const std::vector<Stall>& stalls) {
    const auto at = name.find(mark);
    if (at == std::string::npos || at == 0 || at + mark.size() >= name.size()) return std::nullopt;
    Split split{name.substr(0, at), name.substr(at + mark.size())};
    if (!names_a_shop(stalls, split.shop, false)) return std::nullopt;
    return split;
}

// What stands in a name behind a shop's name that it begins with, as whole words; nothing where it
// does not, or where nothing is left.
std::optional<std::string> behind(const std::string& name, const std::string& shop) {
    if (shop.empty()) return std::nullopt;
    if (is_chinese(shop))
        return name.starts_with(shop) && name.size() > shop.size()
                   ? std::optional(name.substr(shop.size()))
                   : std::nullopt;
    const auto words = words_in(normalise(name));
    const auto lead = words_in(normalise(shop));
    if (lead.empty() || words.size() <= lead.size() ||
        !std::equal(lead.begin(), lead.end(), words.begin()))
        return std::nullopt;
    std::string rest;
    for (auto at = lead.size(); at < words.size(); ++at)
        rest += (rest.empty() ? "" : " ") + words[at];
    return rest;
}

std::optional<Split> split_name(const std::string& name, const std::vector<Stall>& stalls) {
    for (const std::string_view mark : {"家的", "店的", "的", "'s "})
        if (auto split = split_at(name, mark, stalls)) return split;
    for (const auto& stall : stalls)
        for (const auto* shop : {&stall.shop.name.zh, &stall.shop.name.en})
            if (auto item = behind(name, *shop)) return Split{*shop, *std::move(item)};
    return std::nullopt;
}

// The line that a shop would serve for this wish has an extra of this name.
std::optional<brain::OptionWish> extra_of(const Stall& stall, const Draft& draft, std::size_t dish,
                                          const std::string& name) {
    const auto line = serve(stall, draft, dish);
    if (!line) return std::nullopt;
    const auto item = std::ranges::find(stall.items, line->id, &commerce::Item::id);
    if (item == stall.items.end()) return std::nullopt;
    brain::OptionWish extra{name, "extra", name};
    Wish only;
    only.options = {extra};
    Line taken;
    resolve_options(*item, only, taken);
    if (!taken.unmet.empty() || taken.options.empty()) return std::nullopt;
    return extra;
}

bool is_an_item(const std::vector<Stall>& stalls, const Said& said, double least) {
    return std::ranges::any_of(stalls, [&](const Stall& stall) {
        return std::ranges::any_of(stall.items, [&](const commerce::Item& item) {
            return said.likeness(item.name) >= least;
        });
    });
}

std::optional<brain::OptionWish> extra_anywhere(const std::vector<Stall>& stalls,
                                                const Draft& draft, std::size_t dish,
                                                const std::string& name) {
    for (const auto& stall : stalls)
        if (auto extra = extra_of(stall, draft, dish, name)) return extra;
    return std::nullopt;
}

bool may_be_item(const brain::OptionWish& option) {
    return option.key == "extra" || (option.key.empty() && characters(option.text).size() > 1);
}

std::string item_name(const brain::OptionWish& option) {
    return option.value.empty() ? option.text : option.value;
}

// What a shop's name and a dish of it end with in common: 猪脚饭 of 王记猪脚饭.
std::string dish_in_name(const Stall& stall, const std::string& shop) {
    const auto name = characters(tight(shop));
    std::size_t longest = 0;
    for (const auto& item : stall.items) {
        const auto dish = characters(tight(item.name.zh));
        std::size_t same = 0;
        while (same < name.size() && same < dish.size() &&
               name[name.size() - 1 - same] == dish[dish.size() - 1 - same])
            ++same;
        longest = std::max(longest, same);
    }
    if (longest < kShopCharacters) return {};
    auto rest = std::string_view(shop);
    for (std::size_t skip = name.size() - longest; skip > 0; --skip) take(rest);
    return std::string(rest);
}

// The shop's name is no part of what is wished.
void drop_shop_name(Draft& draft, const Stall& stall, const std::string& shop) {
    for (auto& wish : draft.wishes) {
        const bool alone = is_shop(wish.name, {shop, shop});
        const auto left = alone ? std::optional(std::string()) : behind(wish.name, shop);
        if (!left || is_an_item({stall}, Said(wish.name), kExact)) continue;
        std::string_view rest = *left;
        for (const std::string_view mark : {"家的", "店的", "的"})
            if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
        wish.name = std::string(rest);
        if (wish.name.empty() && draft.wishes.size() == 1) wish.name = dish_in_name(stall, shop);
    }
    auto rest = draft.wishes;
    std::erase_if(rest, [&](const Wish& wish) {
        const auto words = tight(wish.name);
        return words.empty() ||
               (stands_in(shop, wish.name) && !is_an_item({stall}, Said(wish.name), kMatch));
    });
    if (!rest.empty()) draft.wishes = std::move(rest);
    if (draft.wishes.size() == 1 && stands_in(shop, draft.wishes[0].name) &&
        !is_an_item({stall}, Said(draft.wishes[0].name), kMatch))
        draft.wishes[0].name.clear();
}

}  // namespace

bool take_shop_from_text(Draft& draft, const std::vector<Stall>& stalls, std::string_view text) {
    if (!draft.shop_said.empty()) return false;
    for (const auto& stall : stalls)
        for (const auto* shop : {&stall.shop.name.zh, &stall.shop.name.en}) {
            if (characters(tight(*shop)).size() < kWholeNameCharacters || !stands_in(text, *shop))
                continue;
            drop_shop_name(draft, stall, *shop);
            draft.shop_said = *shop;
            return true;
        }
    return false;
}

bool take_shop_from_wishes(Draft& draft, const std::vector<Stall>& stalls) {
    if (!draft.shop_said.empty()) return false;
    for (std::size_t at = 0; at < draft.wishes.size(); ++at) {
        const auto name = draft.wishes[at].name;
        if (name.empty()) continue;
        if (draft.wishes.size() == 1 && names_a_shop(stalls, name, true) &&
            !is_served(stalls, draft, at)) {
            draft.shop_said = name;
            draft.wishes[at].name.clear();
            return true;
        }
        const bool exactly = is_served(stalls, draft, at);
        if (draft.wishes.size() > 1 && names_a_shop(stalls, name, exactly)) {
            draft.shop_said = name;
            draft.wishes.erase(draft.wishes.begin() + static_cast<long>(at));
            return true;
        }
        if (is_an_item(stalls, Said(name), kExact)) continue;
        if (auto split = split_name(name, stalls)) {
            draft.shop_said = split->shop;
            draft.wishes[at].name = split->item;
            return true;
        }
    }
    return false;
}

namespace {

// What is left of a name without the words of a choice, and without the words that join the two.
std::optional<std::string> without_words(const std::string& name, const std::string& words) {
    static constexpr std::array<std::string_view, 5> kJoins = {"on", "with", "in", "of", "and"};
    const auto at = name.find(words);
    if (words.empty() || at == std::string::npos || name.size() == words.size())
        return std::nullopt;
    auto front = name.substr(0, at);
    auto back = name.substr(at + words.size());
    if (is_chinese(name)) {
        for (const std::string_view mark : {"的", "要", "带", "加"}) {
            if (front.ends_with(mark)) front.resize(front.size() - mark.size());
            if (back.starts_with(mark)) back.erase(0, mark.size());
        }
        return front + back;
    }
    const bool whole = (front.empty() || front.back() == ' ') && (back.empty() || back[0] == ' ');
    if (!whole) return std::nullopt;
    auto left = words_in(front);
    auto right = words_in(back);
    while (!left.empty() && std::ranges::find(kJoins, left.back()) != kJoins.end()) left.pop_back();
    while (!right.empty() && std::ranges::find(kJoins, right.front()) != kJoins.end())
        right.erase(right.begin());
    left.insert(left.end(), right.begin(), right.end());
    std::string rest;
    for (const auto& word : left) rest += (rest.empty() ? "" : " ") + word;
    return rest;
}

struct Peeled {
    std::string name;
    std::string choice;
    double likeness = 0;
};

// Keeps what is left of the name without `way` where it is more like the item than the best so far.
void try_way(const std::string& plain, const std::string& way, const commerce::Item& item,
             Peeled& best) {
    constexpr std::size_t kChoiceCharacters = 2;
    if (!plain.contains(way) || characters(way).size() < kChoiceCharacters) return;
    const auto rest = without_words(plain, way);
    if (!rest || rest->empty()) return;
    const double like = Said(*rest).likeness(item.name);
    if (like < kMatch || like < best.likeness) return;
    if (like == best.likeness && way.size() <= best.choice.size()) return;
    best = {*rest, way, like};
}

// The choice of an item whose words, taken out of the name, leave the item most alike.
std::optional<Peeled> peel(const std::string& name, const std::vector<Stall>& stalls) {
    const auto plain = normalise(name);
    Peeled best;
    for (const auto& stall : stalls)
        for (const auto& item : stall.items)
            for (const auto& option : item.options) {
                const auto sayings = sayings_of(option);
                for (const auto& ways : sayings->ways)
                    for (const auto& way : ways) try_way(plain, way, item, best);
                // The name by itself too, though by itself it might mean anything: 原味.
                for (const auto& [way, choice] : sayings->by_name) try_way(plain, way, item, best);
            }
    return best.likeness > 0 ? std::optional(best) : std::nullopt;
}

}  // namespace

bool take_choices_from_wishes(Draft& draft, const std::vector<Stall>& stalls) {
    bool changed = false;
    for (std::size_t at = 0; at < draft.wishes.size(); ++at) {
        auto& wish = draft.wishes[at];
        if (wish.name.empty() || !wish.item.empty() || is_served(stalls, draft, at)) continue;
        const auto peeled = peel(wish.name, stalls);
        if (!peeled) continue;
        wish.name = peeled->name;
        wish.options.push_back({.text = peeled->choice, .key = {}, .value = {}});
        changed = true;
    }
    return changed;
}

bool take_extras_from_wishes(Draft& draft, const std::vector<Stall>& stalls) {
    for (std::size_t at = 1; at < draft.wishes.size(); ++at) {
        const auto& wish = draft.wishes[at];
        if (wish.name.empty() || !wish.item.empty() || !wish.options.empty() || wish.quantity > 1)
            continue;
        if (is_an_item(stalls, Said(wish.name), kExact)) continue;
        const auto extra = extra_anywhere(stalls, draft, at - 1, wish.name);
        if (!extra) continue;
        draft.wishes[at - 1].options.push_back(*extra);
        draft.wishes.erase(draft.wishes.begin() + static_cast<long>(at));
        return true;
    }
    return false;
}

std::vector<std::string> unmet_extras(const Draft& draft, const std::vector<Stall>& stalls) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < draft.wishes.size(); ++at)
        for (const auto& option : draft.wishes[at].options)
            if (may_be_item(option) && !extra_anywhere(stalls, draft, at, item_name(option)))
                all.push_back(item_name(option));
    return all;
}

bool take_wishes_from_extras(Draft& draft, const std::vector<Stall>& stalls) {
    bool changed = false;
    std::vector<Wish> added;
    for (std::size_t at = 0; at < draft.wishes.size(); ++at) {
        std::erase_if(draft.wishes[at].options, [&](const brain::OptionWish& option) {
            const auto name = item_name(option);
            if (!may_be_item(option) || extra_anywhere(stalls, draft, at, name)) return false;
            if (!is_an_item(stalls, Said(name), kMatch)) return false;
            added.emplace_back().name = name;
            return true;
        });
    }
    changed = !added.empty();
    for (auto& wish : added) draft.wishes.push_back(std::move(wish));
    return changed;
}

}  // namespace errand::skills::food
