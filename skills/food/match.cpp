#include "skills/food/match.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "skills/food/limits.hpp"
#include "skills/food/options.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

Line line_for(const commerce::Item& item, const Wish& wish, std::size_t index,
              const std::vector<std::string>& avoid) {
    Line line;
    line.wish = index;
    line.id = item.id;
    line.name = item.name;
    line.quantity = wish.quantity;
    resolve_options(item, wish, line);
    leave_out(item, avoid, line);
    for (const auto& [key, values] : line.options)
        for (const auto& value : values) line.words.push_back(choice_words(item, key, value));
    return line;
}

namespace {

using commerce::Item;

// A tag names a kind of dish: it fits, but any dish that says so in its name fits better.
constexpr double kTagged = 0.72;
// What an option that cannot be had as wished takes away from an item, and what the exact name is
// worth: the dish that was named stays the first candidate even where an option is missing.
constexpr double kUnmet = 0.1;
constexpr double kExactBonus = 0.3;

// What is vegan is vegetarian, never the other way round.
bool is_tagged(const std::string& word, std::string_view tag) {
    if (likeness(word, tag) >= 1) return true;
    return word == "vegetarian" && (likeness("vegan", tag) >= 1 || likeness("纯素", tag) >= 1);
}

double item_likeness(const Said& said, const Item& item) {
    double best = said.likeness(item.name);
    if (best >= kMatch) return best;
    for (const auto& tag : item.tags)
        for (const auto& word : said.all())
            if (is_tagged(word, tag)) best = std::max(best, kTagged);
    return best;
}

void add_texts(std::vector<std::string_view>& all, const json::value& value) {
    if (value.is_string()) all.push_back(value.get_string());
    if (value.is_array())
        for (const auto& one : value.get_array()) add_texts(all, one);
    if (value.is_object())
        for (const auto& one : value.get_object()) add_texts(all, one.value());
}

// All that an item says of itself.
std::vector<std::string_view> texts_of(const Item& item) {
    std::vector<std::string_view> all{item.name.zh, item.name.en};
    all.insert(all.end(), item.tags.begin(), item.tags.end());
    for (const auto& one : item.attributes) add_texts(all, one.value());
    return all;
}

// The choices that are kept of each option, in their order; what comes by itself is one of them.
void bound_choices(Item& item) {
    std::size_t left = kMaxItemChoices;
    for (auto& option : item.options) {
        if (option.choices.size() > left) {
            const auto by_itself =
                std::ranges::find(option.choices, option.default_, &commerce::Choice::value);
            if (by_itself != option.choices.end())
                std::rotate(option.choices.begin(), by_itself, by_itself + 1);
            option.choices.resize(left);
        }
        left -= option.choices.size();
    }
}

struct Pick {
    const Item* item = nullptr;
    Line line;
    double likeness = 0;
    double worth = 0;
};

Pick weigh(const Item& item, const Draft& draft, std::size_t index, double like) {
    Pick pick{&item, line_for(item, draft.wishes[index], index, draft.avoid), like, like};
    pick.worth -= kUnmet * static_cast<double>(pick.line.unmet.size());
    if (like >= kExact) pick.worth += kExactBonus;
    return pick;
}

bool better(const Pick& left, const Pick& right) {
    if (right.item == nullptr) return true;
    if (std::abs(left.worth - right.worth) > 0.001) return left.worth > right.worth;
    return left.item->price < right.item->price;
}

const Item* pinned_item(const Stall& stall, const Draft& draft, const Wish& wish) {
    if (wish.item.empty() || stall.shop.id != draft.shop_kept) return nullptr;
    const auto found = std::ranges::find(stall.items, wish.item, &Item::id);
    return found == stall.items.end() || found->stock <= 0 ? nullptr : &*found;
}

Pick pick_for(const Stall& stall, const Draft& draft, std::size_t index) {
    const auto& wish = draft.wishes[index];
    if (!wish.item.empty() && stall.shop.id == draft.shop_kept) {
        const auto* item = pinned_item(stall, draft, wish);
        return item == nullptr ? Pick{} : weigh(*item, draft, index, 1);
    }
    const Said said(wish.name);
    // What the wished dish is named after ("珍珠奶茶, no pearls") is left to the kitchen.
    auto avoid = draft.avoid;
    std::erase_if(avoid, [&](const std::string& what) { return mentions(wish.name, what); });
    Pick best;
    for (const auto& item : stall.items) {
        if (item.stock <= 0 || is_avoided(item, avoid)) continue;
        const double like = wish.name.empty() ? kMatch : item_likeness(said, item);
        if (like < kMatch) continue;
        auto pick = weigh(item, draft, index, like);
        if (wish.name.empty() && best.item != nullptr) continue;  // the first is the best liked
        if (better(pick, best)) best = std::move(pick);
    }
    return best;
}

// Wishes of one name mean one item ("20 with half sugar, 20 without"): the one that suits the wish
// with the most options suits the others.
void agree_on_items(const Draft& draft, std::vector<Pick>& picks) {
    for (std::size_t at = 0; at < picks.size(); ++at) {
        const auto& wish = draft.wishes[at];
        if (picks[at].item == nullptr || wish.name.empty() || !wish.item.empty()) continue;
        std::size_t leader = at;
        for (std::size_t other = 0; other < picks.size(); ++other)
            if (picks[other].item != nullptr && draft.wishes[other].name == wish.name &&
                draft.wishes[other].options.size() > draft.wishes[leader].options.size())
                leader = other;
        if (picks[leader].item == picks[at].item) continue;
        picks[at] = weigh(*picks[leader].item, draft, at, picks[leader].likeness);
    }
}

}  // namespace

void bound(std::vector<Item>& items) {
    if (items.size() > kMaxShopItems) items.resize(kMaxShopItems);
    for (auto& item : items) bound_choices(item);
}

void add_to(std::vector<Stall>& stalls, const commerce::Shop& shop, const Item& item) {
    auto stall = std::ranges::find(stalls, shop.id, [](const Stall& one) { return one.shop.id; });
    if (stall == stalls.end()) stall = stalls.insert(stalls.end(), Stall{shop, {}, false});
    if (stall->items.size() >= kMaxShopItems ||
        std::ranges::find(stall->items, item.id, &Item::id) != stall->items.end())
        return;
    stall->items.push_back(item);
    bound_choices(stall->items.back());
}

std::optional<Line> serve(const Stall& stall, const Draft& draft, std::size_t wish) {
    auto pick = pick_for(stall, draft, wish);
    if (pick.item == nullptr) return std::nullopt;
    return std::move(pick.line);
}

Served serve_all(const Stall& stall, const Draft& draft) {
    Served served;
    served.likeness = 1;
    served.as_wished = true;
    std::vector<Pick> picks;
    picks.reserve(draft.wishes.size());
    for (std::size_t index = 0; index < draft.wishes.size(); ++index)
        picks.push_back(pick_for(stall, draft, index));
    agree_on_items(draft, picks);
    for (std::size_t index = 0; index < picks.size(); ++index) {
        auto& pick = picks[index];
        if (pick.item == nullptr) {
            served.missing.push_back(index);
            served.as_wished = false;
            continue;
        }
        served.likeness = std::min(served.likeness, pick.likeness);
        served.as_wished = served.as_wished && pick.line.unmet.empty();
        served.lines.push_back(std::move(pick.line));
    }
    if (served.lines.empty()) served.likeness = 0;
    return served;
}

bool is_avoided(const Item& item, const std::vector<std::string>& avoid) {
    if (avoid.empty()) return false;
    const auto texts = texts_of(item);
    return std::ranges::any_of(avoid, [&](const std::string& what) {
        return std::ranges::any_of(texts, [&](auto text) { return mentions(text, what); }) &&
               std::ranges::none_of(texts, [&](auto text) { return says_free_of(text, what); });
    });
}

bool names_shop(std::string_view words, const commerce::LocalName& shop) {
    const auto said = normalise(words);
    if (said.empty()) return false;
    for (const auto& name : {normalise(shop.zh), normalise(shop.en)}) {
        if (name.empty()) continue;
        if (stands_in(name, said) || (name.size() > 3 && stands_in(said, name))) return true;
        // The front of its name: "starbuck".
        if (said.size() > 3 && name.starts_with(said)) return true;
        if (likeness(said, name) >= kMatch) return true;
    }
    return false;
}

namespace {

std::size_t shared_tags(const Stall& stall, const Item& item,
                        const std::vector<std::string>& tags) {
    return static_cast<std::size_t>(std::ranges::count_if(tags, [&](const std::string& tag) {
        return std::ranges::find(item.tags, tag) != item.tags.end() ||
               std::ranges::find(stall.shop.tags, tag) != stall.shop.tags.end();
    }));
}

struct Near {
    std::size_t shared = 0;
    double likeness = 0;
    std::size_t place = 0;
    commerce::LocalName name;
};

}  // namespace

std::vector<commerce::LocalName> nearest_names(const std::vector<Stall>& stalls, const Draft& draft,
                                               std::size_t wish,
                                               const std::vector<std::string>& tags) {
    const Said said(draft.wishes[wish].name);
    std::vector<Near> found;
    for (const auto& stall : stalls) {
        if (!stall.shop.open) continue;
        for (const auto& item : stall.items) {
            if (item.stock <= 0 || is_avoided(item, draft.avoid)) continue;
            const auto known = [&](const Near& one) { return one.name == item.name; };
            if (std::ranges::none_of(found, known))
                found.push_back({shared_tags(stall, item, tags), said.likeness(item.name),
                                 found.size(), item.name});
        }
    }
    const bool related = std::ranges::any_of(found, [](const Near& one) { return one.shared > 0; });
    if (related)
        std::erase_if(found,
                      [](const Near& one) { return one.shared == 0 && one.likeness < kNear; });
    std::ranges::sort(found, [](const Near& left, const Near& right) {
        return std::tuple(-left.likeness, right.shared, left.place) <
               std::tuple(-right.likeness, left.shared, right.place);
    });
    std::vector<commerce::LocalName> names;
    for (auto& one : found)
        if (names.size() < kMaxSuggestions) names.push_back(std::move(one.name));
    return names;
}

std::vector<Line> for_pricing(std::vector<Line> lines) {
    for (auto& line : lines)
        for (const auto& open : line.open) {
            const auto cheapest =
                std::ranges::min_element(open.choices, {}, &commerce::Choice::extra);
            line.options[open.key] = {cheapest->value};
        }
    return lines;
}

}  // namespace errand::skills::food
