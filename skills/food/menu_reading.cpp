#include "skills/food/menu_reading.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "brain/embedded/embedded.hpp"
#include "skills/food/choice_words.hpp"
#include "skills/food/leaving_out.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/reduce.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using brain::KnownName;
using commerce::Item;

struct Near {
    double likeness = 0;
    const Item* item = nullptr;
};

// The items of all stalls that a wish is like, the most like first.
std::vector<Near> items_near(const std::vector<Stall>& stalls, const Draft& draft) {
    std::vector<Said> said;
    said.reserve(draft.wishes.size());
    for (const auto& wish : draft.wishes)
        if (!wish.name.empty()) said.emplace_back(wish.name);
    std::vector<Near> all;
    for (const auto& stall : stalls)
        for (const auto& item : stall.items) {
            Near near{0, &item};
            for (const auto& one : said)
                near.likeness = std::max(near.likeness, one.likeness(item.name));
            if (near.likeness >= kNear) all.push_back(near);
        }
    std::ranges::sort(all, [](const Near& left, const Near& right) {
        return std::tuple(-left.likeness, left.item->id) <
               std::tuple(-right.likeness, right.item->id);
    });
    return all;
}

// "lattes" of a latte.
std::string plural(const std::string& name) {
    const bool word = !name.empty() && name.back() >= 'a' && name.back() <= 'z';
    return word && name.back() != 's' ? name + "s" : std::string();
}

class Names {
  public:
    void add(std::string name, KnownName::Kind kind) {
        if (name.empty() || context_.known.size() >= kMaxMenuNames) return;
        std::ranges::replace(name, '-', ' ');
        if (!seen_.insert({kind, name}).second) return;
        context_.known.push_back({.begin = 0, .end = 0, .name = std::move(name), .kind = kind});
    }
    void add_item(const Item& item) {
        for (const auto* name : {&item.name.zh, &item.name.en}) {
            add(normalise(*name), KnownName::Kind::Item);
            add(plural(normalise(*name)), KnownName::Kind::Item);
            if (const auto both = name->find('&'); both != std::string::npos)
                add(normalise(name->substr(0, both) + " and " + name->substr(both + 1)),
                    KnownName::Kind::Item);
        }
    }
    void add_said(const std::string& name) { add(name, KnownName::Kind::Item); }
    void add_choices(const Item& item) {
        for (const auto& option : item.options)
            for (const auto& ways : sayings_of(option)->ways)
                for (const auto& way : ways)
                    // A dish that is asked for is none of another's choices.
                    if (!ends_an_item(way)) add(way, KnownName::Kind::Choice);
    }
    brain::Context& context() { return context_; }

    // 豆浆 of 现磨豆浆: what the words name by themselves.
    bool ends_an_item(const std::string& words) const {
        return std::ranges::any_of(items_,
                                   [&](const std::string& name) { return name.ends_with(words); });
    }
    // Its name is on a menu, near to what is wished or not.
    void see(const Item& item) {
        if (items_.size() >= kMaxMenuNames) return;
        for (const auto* name : {&item.name.zh, &item.name.en})
            if (!name->empty()) items_.push_back(normalise(*name));
    }

  private:
    brain::Context context_;
    std::set<std::pair<KnownName::Kind, std::string>> seen_;
    std::vector<std::string> items_;
};

bool holds_a_choice(const Item& item, const std::string& name) {
    return std::ranges::any_of(item.options, [&](const commerce::ItemOption& option) {
        const auto sayings = sayings_of(option);
        return std::ranges::any_of(sayings->ways, [&](const std::vector<std::string>& ways) {
            return std::ranges::any_of(ways,
                                       [&](const std::string& way) { return name.contains(way); });
        });
    });
}

// The name stands for an item, and says none of its choices ("mutton satay").
bool is_short_for_one(const std::string& name, const std::vector<Near>& near) {
    const Said said(name);
    const auto plain = normalise(name);
    bool any = false;
    for (const auto& one : near) {
        if (said.likeness(one.item->name) < kMatch) continue;
        if (holds_a_choice(*one.item, plain)) return false;
        any = true;
    }
    return any;
}

brain::Context menu_context(const std::vector<Stall>& stalls, const Draft& draft,
                            const brain::Act& begun) {
    Names names;
    const auto near = items_near(stalls, draft);
    for (const auto& one : near) names.add_item(*one.item);
    for (const auto& stall : stalls)
        for (const auto& item : stall.items) names.see(item);
    // 鸭脖, where the menu says 卤鸭脖.
    for (const auto& wish : draft.wishes)
        if (is_short_for_one(wish.name, near)) names.add_said(wish.name);
    for (const auto& stall : stalls)
        for (const auto* name : {&stall.shop.name.zh, &stall.shop.name.en})
            names.add(*name, KnownName::Kind::Shop);
    for (const auto& one : near) names.add_choices(*one.item);
    if (begun.slots.deliver_to) names.context().address_labels.push_back(*begun.slots.deliver_to);
    return std::move(names.context());
}

// How well the shops can serve a reading: wishes that no shop has beside the others, kinds of
// items, options that cannot be had.
struct Fit {
    std::size_t missing = 0;
    std::size_t kinds = 0;
    std::size_t unmet = 0;
    auto key() const { return std::tuple(missing, -static_cast<long>(kinds), unmet); }
};

Fit fit_of(const std::vector<Stall>& stalls, const Draft& draft) {
    Fit best{draft.wishes.size(), 0, 0};
    for (const auto& stall : stalls) {
        if (!draft.shop_said.empty() && !names_shop(draft.shop_said, stall.shop.name)) continue;
        const auto served = serve_all(stall, draft);
        Fit fit{served.missing.size(), 0, 0};
        std::set<std::string> kinds;
        for (const auto& line : served.lines) {
            kinds.insert(line.id);
            fit.unmet += line.unmet.size();
        }
        fit.kinds = kinds.size();
        if (fit.key() < best.key()) best = fit;
    }
    return best;
}

bool any_item_says(const std::vector<Stall>& stalls, const Said& name, std::string_view words) {
    return std::ranges::any_of(stalls, [&](const Stall& stall) {
        return std::ranges::any_of(stall.items, [&](const Item& item) {
            return name.likeness(item.name) >= kMatch && choice_said(item, words);
        });
    });
}

std::optional<Multiple> multiple_of(const std::vector<Stall>& stalls, const Said& name,
                                    std::string_view words) {
    if (any_item_says(stalls, name, words)) return std::nullopt;
    for (const auto& stall : stalls)
        for (const auto& item : stall.items)
            if (name.likeness(item.name) >= kMatch)
                if (auto multiple = multiple_said(item, words)) return multiple;
    return std::nullopt;
}

bool comes_in_pieces(const std::vector<Stall>& stalls, const Said& name) {
    return std::ranges::any_of(stalls, [&](const Stall& stall) {
        return std::ranges::any_of(stall.items, [&](const Item& item) {
            return name.likeness(item.name) >= kMatch &&
                   std::ranges::any_of(item.options, [](const commerce::ItemOption& option) {
                       return std::ranges::any_of(option.choices, [](const auto& choice) {
                           return pieces_said(choice.name.zh) || pieces_said(choice.name.en);
                       });
                   });
        });
    });
}

// "两斤" of what comes by the 斤: that choice, twice. Of several portions that size may be each
// one's or all of them together: it is taken where both come to the same, and else stays as said.
void take_multiple(Wish& wish, brain::OptionWish& option, const Multiple& multiple) {
    const bool each = normalise(option.text).ends_with("的");
    if (wish.quantity > 1 && (each || wish.quantity != multiple.times)) return;
    option.text = multiple.choice;
    wish.quantity = std::clamp(multiple.times, 1, kMaxPieces);
}

// "生蚝八只" beside another dish that comes in eights: where the item itself does not come in
// pieces, and no portions were counted, the pieces are how many of it. Others stay as said.
void count_pieces(Draft& draft, const std::vector<Stall>& stalls) {
    for (auto& wish : draft.wishes) {
        const Said name(wish.name);
        const bool portions = wish.quantity > 1;
        for (auto& option : wish.options)
            if (const auto multiple = option.key.empty() ? multiple_of(stalls, name, option.text)
                                                         : std::optional<Multiple>())
                take_multiple(wish, option, *multiple);
        std::erase_if(wish.options, [&](const brain::OptionWish& option) {
            if (!option.key.empty() || portions) return false;
            auto pieces = pieces_said(option.text);
            if (pieces && comes_in_pieces(stalls, name)) return false;
            if (!pieces) pieces = weight_said(option.text);
            if (!pieces || any_item_says(stalls, name, option.text)) return false;
            wish.quantity = std::clamp(*pieces, 1, kMaxPieces);
            return true;
        });
    }
}

bool is_like_any(const std::vector<Stall>& stalls, const std::string& name) {
    const Said said(name);
    const auto letters = characters(normalise(name));
    return std::ranges::any_of(stalls, [&](const Stall& stall) {
        return std::ranges::any_of(stall.items, [&](const Item& item) {
            if (said.likeness(item.name) >= kMatch) return true;
            const auto other =
                characters(normalise(is_chinese(name) ? item.name.zh : item.name.en));
            return is_chinese(name) && !other.empty() && letters.back() == other.back();
        });
    });
}

}  // namespace

std::vector<std::string> choices_to_say(const std::vector<Stall>& stalls, const Draft& draft) {
    std::vector<std::string> all;
    std::set<std::string> items;
    for (std::size_t wish = 0; wish < draft.wishes.size(); ++wish)
        for (const auto& stall : stalls) {
            const auto line = serve(stall, draft, wish);
            if (!line || !items.insert(stall.shop.id + " " + line->id).second) continue;
            const auto item = std::ranges::find(stall.items, line->id, &Item::id);
            if (item == stall.items.end()) continue;
            for (const auto& option : item->options)
                for (const auto& ways : sayings_of(option)->ways)
                    for (const auto& way : ways)
                        if (all.size() < kMaxChoiceWords &&
                            std::ranges::find(all, way) == all.end())
                            all.push_back(way);
        }
    return all;
}

namespace {

// "花生酱" where it was said that there must be no 花生.
bool is_avoided_choice(const brain::OptionWish& option, const std::vector<std::string>& avoid) {
    if (!option.key.empty() || left_out(option.text)) return false;
    return std::ranges::any_of(
        avoid, [&](const std::string& what) { return mentions(option.text, what); });
}

}  // namespace

bool read_with_menus(Draft& draft, const std::vector<Stall>& stalls, const brain::Act& begun) {
    if (begun.intent != brain::Intent::Start || begun.source != "rules" || begun.text.empty() ||
        begun.slots.request || draft.repeat || draft.anything)
        return false;
    const auto again =
        brain::embedded::read_with_menu(begun.text, menu_context(stalls, draft, begun));
    if (!again || again->items.empty()) return false;
    auto act = begun;
    act.slots.items = again->items;
    // What must not be there stays so, whatever the menu calls it.
    act.slots.avoid = again->avoid;
    for (const auto& what : begun.slots.avoid)
        if (std::ranges::find(act.slots.avoid, what) == act.slots.avoid.end())
            act.slots.avoid.push_back(what);
    for (auto& item : act.slots.items)
        std::erase_if(item.options, [&](const brain::OptionWish& option) {
            return is_avoided_choice(option, begun.slots.avoid);
        });
    auto read = begin_in_words(act);
    auto other = draft;
    other.wishes = std::move(read.wishes);
    other.avoid = std::move(read.avoid);
    count_pieces(other, stalls);
    if (other.wishes == draft.wishes && other.avoid == draft.avoid) return false;
    if (other.wishes.empty() || other.wishes.front().name.empty()) return false;
    if (fit_of(stalls, draft).key() < fit_of(stalls, other).key()) return false;
    draft = std::move(other);
    return true;
}

std::vector<std::string> drop_passing_words(Draft& draft, const std::vector<Stall>& stalls,
                                            const brain::Act& begun) {
    std::vector<std::string> dropped;
    const auto counted = [&](const Wish& wish) {
        // "a nightmare of a morning" counts nothing.
        const auto words = normalise(begun.text);
        const bool article = stands_in(words, "a " + normalise(wish.name)) ||
                             stands_in(words, "an " + normalise(wish.name));
        return wish.quantity > 1 ||
               (!article &&
                std::ranges::any_of(begun.slots.items, [&](const brain::ItemWish& item) {
                    return item.name == wish.name && item.quantity.has_value();
                }));
    };
    const bool any_there = std::ranges::any_of(
        draft.wishes, [&](const Wish& wish) { return is_like_any(stalls, wish.name); });
    if (!any_there) return dropped;
    std::erase_if(draft.wishes, [&](const Wish& wish) {
        if (wish.name.empty() || !wish.item.empty() || !wish.options.empty() || counted(wish))
            return false;
        if (is_like_any(stalls, wish.name) || !other_words(wish.name).empty()) return false;
        dropped.push_back(wish.name);
        return true;
    });
    return dropped;
}

}  // namespace errand::skills::food
