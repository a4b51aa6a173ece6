#include "skills/food/edit.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/encoding.hpp"
#include "skills/food/leaving_out.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using brain::Edit;
using brain::Operation;

int bounded(int quantity) {
    return std::clamp(quantity, 1, kMaxPieces);
}

// How much a wish, or the item that stands for it, is what was named.
double named(const Draft& draft, std::size_t wish, const Said& said) {
    double best = said.likeness(commerce::local_name(draft.wishes[wish].name));
    if (draft.chosen)
        for (const auto& line : draft.chosen->lines)
            if (line.wish == wish) best = std::max(best, said.likeness(line.name));
    return best;
}

std::vector<std::size_t> by_name(const Draft& draft, const std::string& name) {
    const Said said(name);
    std::vector<double> scores;
    scores.reserve(draft.wishes.size());
    for (std::size_t at = 0; at < draft.wishes.size(); ++at)
        scores.push_back(named(draft, at, said));
    std::vector<std::size_t> found;
    if (scores.empty()) return found;
    const double best = std::ranges::max(scores);
    // Of a name that the draft has not in these words, the kind of dish is enough: "the tea".
    if (best < kNear) return found;
    for (std::size_t at = 0; at < scores.size(); ++at)
        if (scores[at] >= best - 0.001) found.push_back(at);
    return found;
}

std::vector<std::size_t> all_of(const Draft& draft) {
    std::vector<std::size_t> all(draft.wishes.size());
    std::iota(all.begin(), all.end(), 0UL);
    return all;
}

bool one_name(const Draft& draft) {
    return std::ranges::all_of(
        draft.wishes, [&](const Wish& wish) { return wish.name == draft.wishes.front().name; });
}

int pieces(const Draft& draft, const std::vector<std::size_t>& which) {
    return std::accumulate(which.begin(), which.end(), 0, [&](int sum, std::size_t at) {
        return sum + draft.wishes[at].quantity;
    });
}

// The minutes of "PT40M"; 0 where it is none.
int parse_limit(std::string_view when) {
    int minutes = 0;
    const auto digits = when.substr(2, when.size() - 3);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), minutes);
    return error == std::errc{} && end == digits.data() + digits.size() ? minutes : 0;
}

Edited not_there(const Edit& edit) {
    return {Stale::Nothing,
            {{"这一单里没有「" + edit.item.name + "」,所以没有改动。",
              "There is no “" + edit.item.name + "” in this order, so nothing was changed."}}};
}

void erase(Draft& draft, std::vector<std::size_t> which) {
    std::ranges::sort(which, std::greater{});
    for (const auto at : which) draft.wishes.erase(draft.wishes.begin() + static_cast<long>(at));
}

// Several wishes of one name ("20 with half sugar, 20 without") keep their shares of the new total.
void spread(Draft& draft, const std::vector<std::size_t>& which, int total) {
    const int before = std::max(1, pieces(draft, which));
    int left = bounded(std::max(total, static_cast<int>(which.size())));
    for (std::size_t n = 0; n < which.size(); ++n) {
        auto& wish = draft.wishes[which[n]];
        const bool last = n + 1 == which.size();
        const int rest = static_cast<int>(which.size() - n - 1);
        const int part = last ? left : std::clamp(wish.quantity * total / before, 1, left - rest);
        wish.quantity = part;
        left -= part;
    }
}

// "The iced ones": of several wishes of one name, those with these options.
void narrow(const Draft& draft, const brain::ItemWish& item, std::vector<std::size_t>& which) {
    if (item.options.empty() || which.size() < 2) return;
    auto some = which;
    std::erase_if(some, [&](std::size_t at) {
        return std::ranges::none_of(draft.wishes[at].options, [&](const brain::OptionWish& one) {
            return std::ranges::any_of(item.options, [&](const brain::OptionWish& wanted) {
                return wanted.key.empty() ? one.text == wanted.text
                                          : one.key == wanted.key && one.value == wanted.value;
            });
        });
    });
    if (!some.empty()) which = std::move(some);
}

Edited set_quantity(Draft& draft, const Edit& edit) {
    auto which = meant(draft, edit.item);
    narrow(draft, edit.item, which);
    if (which.empty()) return not_there(edit);
    const int wanted = edit.item.quantity.value_or(1);
    if (wanted <= 0) {
        erase(draft, which);
    } else if (edit.item.every && !one_name(draft)) {
        for (const auto at : which) draft.wishes[at].quantity = bounded(wanted);
    } else {
        spread(draft, which, bounded(wanted));
    }
    return {Stale::Price, {}};
}

Edited change_quantity(Draft& draft, const Edit& edit) {
    auto which = meant(draft, edit.item);
    if (which.empty()) {
        if (edit.delta <= 0 || edit.item.name.empty()) return not_there(edit);
        auto added = wish_of(edit.item);
        added.quantity = bounded(edit.delta);
        draft.wishes.push_back(std::move(added));
        return {Stale::Price, {}};
    }
    narrow(draft, edit.item, which);
    if (!edit.item.every) which.resize(1);
    for (const auto at : which) draft.wishes[at].quantity += edit.delta;
    std::erase_if(which, [&](std::size_t at) { return draft.wishes[at].quantity > 0; });
    erase(draft, which);
    for (auto& wish : draft.wishes) wish.quantity = bounded(wish.quantity);
    return {Stale::Price, {}};
}

Edited add_item(Draft& draft, const Edit& edit) {
    if (edit.item.name.empty()) {
        Edit more = edit;
        more.delta = edit.item.quantity.value_or(1);
        if (!draft.wishes.empty() && edit.item.options.empty()) return change_quantity(draft, more);
        if (draft.wishes.empty()) return not_there(edit);
        // "Another one, hot": the same dish with other options.
        Wish another = draft.wishes.back();
        another.quantity = bounded(more.delta);
        for (const auto& option : edit.item.options) set_option(another, option);
        draft.wishes.push_back(std::move(another));
        return {Stale::Price, {}};
    }
    auto wish = wish_of(edit.item);
    const auto same = std::ranges::find_if(draft.wishes, [&](const Wish& one) {
        return word_key(one.name) == word_key(wish.name) &&
               (wish.options.empty() || one.options == wish.options);
    });
    if (same != draft.wishes.end()) {
        same->quantity = bounded(same->quantity + wish.quantity);
    } else if (draft.wishes.size() < kMaxWishes) {
        draft.wishes.push_back(std::move(wish));
    } else {
        return {Stale::Nothing,
                {{"一单里的种类太多了,没有再加。",
                  "That is too many kinds for one order; not added."}}};
    }
    return {Stale::Price, {}};
}

// "Take the pearls out": what was added to an item; what was refused stays refused. True where
// there was such a thing.
bool drop_option(Draft& draft, const std::string& words) {
    const auto said = normalise(words);
    bool dropped = false;
    if (said.empty()) return dropped;
    for (auto& wish : draft.wishes)
        dropped =
            std::erase_if(wish.options,
                          [&](const brain::OptionWish& option) {
                              const bool added = option.key.empty() || option.key == "extra";
                              const bool refused = left_out(option.text) || left_out(option.value);
                              return added && !refused &&
                                     (mentions(option.text, said) || mentions(option.value, said));
                          }) > 0 ||
            dropped;
    return dropped;
}

Edited remove_item(Draft& draft, const Edit& edit) {
    auto which = meant(draft, edit.item);
    narrow(draft, edit.item, which);
    if (which.empty() && drop_option(draft, edit.item.name)) return {Stale::Price, {}};
    if (which.empty()) return not_there(edit);
    if (edit.item.quantity && *edit.item.quantity < pieces(draft, which)) {
        spread(draft, which, pieces(draft, which) - *edit.item.quantity);
        return {Stale::Price, {}};
    }
    erase(draft, which);
    return {Stale::Price, {}};
}

// "Three of them with less ice" makes two wishes of one.
void split_off(Draft& draft, std::size_t at, const brain::ItemWish& item) {
    Wish part = draft.wishes[at];
    part.quantity = *item.quantity;
    draft.wishes[at].quantity -= *item.quantity;
    for (const auto& option : item.options) set_option(part, option);
    draft.wishes.insert(draft.wishes.begin() + static_cast<long>(at) + 1, std::move(part));
}

Edited set_options(Draft& draft, const Edit& edit) {
    auto item = edit.item;
    auto which = meant(draft, item);
    // Options said without a name are for all of one order's pieces of that kind.
    if (item.name.empty() && !item.position && draft.wishes.size() > 1) which = all_of(draft);
    if (which.empty()) return not_there(edit);
    if (item.quantity && which.size() == 1 && *item.quantity > 0 &&
        *item.quantity < draft.wishes[which.front()].quantity) {
        split_off(draft, which.front(), item);
        return {Stale::Price, {}};
    }
    for (const auto at : which)
        for (const auto& option : item.options) set_option(draft.wishes[at], option);
    return {Stale::Price, {}};
}

// "the same size": as what it takes the place of.
bool keeps_options(const brain::OptionWish& option) {
    return option.key == "keep";
}

Edited replace_item(Draft& draft, const Edit& edit) {
    const auto which = meant(draft, edit.item);
    if (which.empty() || !edit.with) return not_there(edit);
    auto& wish = draft.wishes[which.front()];
    const int quantity = edit.with->quantity.value_or(pieces(draft, which));
    if (edit.with->name.empty()) {
        for (const auto& option : edit.with->options) set_option(wish, option);
    } else {
        const auto before = std::exchange(wish, wish_of(*edit.with));
        const bool kept = std::ranges::any_of(edit.with->options, keeps_options);
        for (const auto& option : before.options)
            if (kept && std::ranges::none_of(wish.options, [&](const brain::OptionWish& one) {
                    return !option.key.empty() && one.key == option.key;
                }))
                wish.options.push_back(option);
    }
    wish.quantity = bounded(quantity);
    if (which.size() > 1) erase(draft, {which.begin() + 1, which.end()});
    return {Stale::Price, {}};
}

Edited other_shop(Draft& draft, bool more) {
    if (draft.chosen && !more) {
        draft.passed_over.push_back(draft.chosen->shop);
    } else {
        for (const auto& offer : draft.offers) draft.passed_over.push_back(offer.shop);
    }
    while (draft.passed_over.size() > kMaxPassedOver)
        draft.passed_over.erase(draft.passed_over.begin());
    draft.shop_said.clear();
    unpin(draft);
    return {Stale::Offers, {}};
}

Edited set_shop(Draft& draft, const Edit& edit) {
    draft.shop_said = utf8_prefix(edit.text, kMaxWordsBytes);
    draft.passed_over.clear();
    unpin(draft);
    return {Stale::Offers, {}};
}

Edited set_budget(Draft& draft, const Edit& edit) {
    draft.budget = edit.budget;
    if (draft.budget && !commerce::parse_money(draft.budget->amount)) draft.budget.reset();
    return {Stale::Price, {}};
}

// "No onions" said of what is ordered: an option where the item has one, else a note. What a dish
// is named after stays a wish for the kitchen.
Edited set_note(Draft& draft, const Edit& edit) {
    const auto out = left_out_of_dish(edit.text);
    if (!out || draft.avoid.size() >= kMaxWishes) {
        add_note(draft, edit.text);
        return {Stale::Note, {}};
    }
    if (std::ranges::find(draft.avoid, *out) == draft.avoid.end()) draft.avoid.push_back(*out);
    return {Stale::Price, {}};
}

Edited set_preference(Draft& draft, const Edit& edit) {
    const bool same =
        draft.preference == edit.text || (draft.preference.empty() && edit.text == "cheapest");
    draft.preference = edit.text;
    Edited edited{Stale::Order, {}};
    if (same && !draft.offers.empty())
        edited.says.push_back({"已经是这样排的,第一个就是。",
                               "They are in that order already; the first one is it."});
    if (draft.phase == Phase::Choosing) return edited;
    draft.passed_over.clear();
    unpin(draft);
    edited.stale = Stale::Offers;
    return edited;
}

}  // namespace

std::vector<std::size_t> meant(const Draft& draft, const brain::ItemWish& item) {
    if (draft.wishes.empty()) return {};
    if (item.every) return all_of(draft);
    if (item.position) {
        const int count = static_cast<int>(draft.wishes.size());
        const int at = *item.position < 0 ? count + *item.position : *item.position - 1;
        if (at < 0 || at >= count) return {};
        return {static_cast<std::size_t>(at)};
    }
    auto found = item.name.empty() ? std::vector<std::size_t>{} : by_name(draft, item.name);
    if (item.name.empty() && one_name(draft)) found = all_of(draft);
    if (!found.empty()) return found;
    if (!item.name.empty()) return {};
    return {draft.wishes.size() - 1};
}

Wish wish_of(const brain::ItemWish& item) {
    Wish wish;
    wish.name = utf8_prefix(item.name, kMaxWordsBytes);
    wish.quantity = bounded(item.quantity.value_or(1));
    for (const auto& option : item.options) set_option(wish, option);
    return wish;
}

void set_option(Wish& wish, const brain::OptionWish& option) {
    if (keeps_options(option)) return;
    std::erase_if(wish.options, [&](const brain::OptionWish& one) {
        if (one == option) return true;
        return !option.key.empty() && option.key != "extra" && one.key == option.key;
    });
    const auto drop = [&](std::string_view key) {
        std::erase_if(wish.options, [&](const auto& one) { return one.key == key; });
    };
    // Hot drinks have no ice, and ice makes a drink cold.
    if (option.key == "temperature" && option.value != "cold") drop("ice");
    if (option.key == "ice" && option.value != "none") drop("temperature");
    wish.options.push_back(option);
}

void set_when(Draft& draft, const std::string& when) {
    const auto limit = when.starts_with("PT") && when.ends_with('M') ? parse_limit(when) : 0;
    if (limit > 0 && limit <= kLongestLimit) {
        draft.within_minutes = limit;
        draft.when.clear();
        return;
    }
    draft.within_minutes = 0;
    draft.when = limit > 0 ? std::string_view() : utf8_prefix(when, kMaxWordsBytes);
    draft.told_when = false;
}

std::vector<std::string> entries_of(std::string_view note) {
    std::string text(note);
    for (const std::string_view mark :
         {"\uFF1B", "\uFF0C", "。", "\uFF01", ";", ",", ". ", "!", "\n"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), "\x1f");
    std::vector<std::string> all;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\x1f'), rest.size());
        if (auto entry = normalise(rest.substr(0, end)); !entry.empty())
            all.push_back(std::move(entry));
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    return all;
}

bool holds_entries(std::string_view note, std::string_view words) {
    const auto held = entries_of(note);
    return std::ranges::all_of(entries_of(words), [&](const std::string& entry) {
        return std::ranges::find(held, entry) != held.end();
    });
}

void add_note(Draft& draft, const std::string& words) {
    if (words.empty() || holds_entries(draft.note, words)) return;
    const std::string mark = draft.note.empty() ? "" : is_chinese(words) ? ";" : "; ";
    draft.note += mark + words;
    draft.note = std::string(utf8_prefix(draft.note, kMaxNoteBytes));
}

void unpin(Draft& draft) {
    draft.shop_kept.clear();
    draft.chosen.reset();
    for (auto& wish : draft.wishes) wish.item.clear();
}

Edited apply(Draft& draft, const Edit& edit) {
    switch (edit.operation) {
        case Operation::AddItems:
            return add_item(draft, edit);
        case Operation::RemoveItems:
            return remove_item(draft, edit);
        case Operation::SetQuantity:
            return set_quantity(draft, edit);
        case Operation::ChangeQuantity:
            return change_quantity(draft, edit);
        case Operation::SetOptions:
            return set_options(draft, edit);
        case Operation::ReplaceItem:
            return replace_item(draft, edit);
        case Operation::SetShop:
            return set_shop(draft, edit);
        case Operation::OtherShop:
            return other_shop(draft, false);
        case Operation::MoreOffers:
            return other_shop(draft, true);
        case Operation::SetAddress:
            draft.place_said = utf8_prefix(edit.text, kMaxWordsBytes);
            draft.place.reset();
            return {Stale::Price, {}};
        case Operation::SetTime:
            set_when(draft, edit.text);
            return {Stale::Price, {}};
        case Operation::SetBudget:
            return set_budget(draft, edit);
        case Operation::SetNote:
            return set_note(draft, edit);
        case Operation::SetPreference:
            return set_preference(draft, edit);
    }
    return {};
}

Edited apply_all(Draft& draft, const std::vector<Edit>& edits) {
    Edited all;
    for (const auto& edit : edits) {
        auto one = apply(draft, edit);
        all.stale = std::max(all.stale, one.stale);
        std::ranges::move(one.says, std::back_inserter(all.says));
    }
    return all;
}

}  // namespace errand::skills::food
