#include "skills/food/reduce.hpp"

#include <algorithm>
#include <charconv>

#include "skills/food/edit.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/options.hpp"
#include "skills/food/question.hpp"
#include "skills/food/rank.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using assistant::Event;
using assistant::Text;
using brain::Intent;

using Says = std::vector<Text>;

bool paid(const Draft& draft) {
    return draft.phase == Phase::Tracking || !draft.cancelling.empty();
}

// The first number in the text, with its decimals; empty where there is none.
std::string first_number(std::string_view text) {
    const auto digit = [](char one) { return one >= '0' && one <= '9'; };
    const auto start = std::ranges::find_if(text, digit);
    const auto end =
        std::find_if_not(start, text.end(), [&](char one) { return digit(one) || one == '.'; });
    return {start, end};
}

std::optional<int> whole_number(std::string_view text) {
    const auto found = first_number(text);
    int value = 0;
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), value);
    if (found.empty() || error != std::errc{}) return std::nullopt;
    return value;
}

// What a sentence says besides the items.
void take_words(Draft& draft, const brain::Slots& slots) {
    if (slots.shop) draft.shop_said = *slots.shop;
    if (slots.deliver_to) {
        draft.place_said = *slots.deliver_to;
        draft.place.reset();
    }
    if (slots.when) set_when(draft, *slots.when);
    if (slots.note) add_note(draft, *slots.note);
    if (slots.budget && commerce::parse_money(slots.budget->amount)) draft.budget = slots.budget;
    if (slots.preference) draft.preference = *slots.preference;
    for (const auto& what : slots.avoid)
        if (std::ranges::find(draft.avoid, what) == draft.avoid.end() &&
            draft.avoid.size() < kMaxWishes)
            draft.avoid.push_back(what);
}

void take_items(Draft& draft, const std::vector<brain::ItemWish>& items) {
    for (const auto& item : items)
        if (!item.name.empty() && draft.wishes.size() < kMaxWishes)
            draft.wishes.push_back(wish_of(item));
}

// Quantity and options that came before any name: "two, with less ice" and then "milk tea".
void take_unnamed(Draft& draft, const std::vector<brain::ItemWish>& items) {
    for (const auto& item : items) {
        if (!item.name.empty()) continue;
        for (auto& wish : draft.wishes) {
            if (item.quantity && draft.wishes.size() == 1)
                wish.quantity = std::clamp(*item.quantity, 1, kMaxPieces);
            for (const auto& option : item.options) set_option(wish, option);
        }
    }
}

Next next_after(const Draft& draft, Stale stale) {
    const bool chosen = draft.chosen.has_value() && !draft.shop_kept.empty();
    if (stale == Stale::Nothing) return Next::Wait;
    const bool same_offers = stale == Stale::Note || stale == Stale::Order;
    if (same_offers && draft.phase == Phase::Choosing) return Next::Show;
    if (stale == Stale::Note && draft.phase == Phase::Approving && chosen) return Next::Price;
    return Next::Plan;
}

Folded edited(Draft draft, const std::vector<brain::Edit>& edits) {
    Edited all = apply_all(draft, edits);
    const auto next = next_after(draft, all.stale);
    return {std::move(draft), next, std::move(all.says)};
}

// --- answers to an open question ---

bool answer_item(Draft& draft, const Event& event) {
    const auto& slots = event.act.slots;
    auto named = slots.items;
    for (const auto& edit : event.act.edits) {
        if (edit.operation == brain::Operation::AddItems) named.push_back(edit.item);
        if (edit.operation == brain::Operation::ReplaceItem && edit.with)
            named.push_back(*edit.with);
    }
    std::erase_if(named, [](const brain::ItemWish& item) { return item.name.empty(); });
    if (named.empty() && slots.any) {
        draft.anything = true;
        if (draft.wishes.empty()) draft.wishes.emplace_back();
        if (draft.asked_wish < draft.wishes.size()) draft.wishes[draft.asked_wish].name.clear();
        return true;
    }
    if (named.empty() && !normalise(event.answer).empty() && slots.items.empty() && !slots.shop)
        named.emplace_back().name = event.answer;
    if (named.empty()) return slots.shop.has_value();
    draft.passed_over.clear();  // a shop that had run out of one dish may have the other
    if (draft.asked_wish < draft.wishes.size()) {
        auto& asked = draft.wishes[draft.asked_wish];
        // The number and the options that were said before the name hold for it too.
        const Wish before = asked;
        asked = wish_of(named.front());
        if (!named.front().quantity) asked.quantity = before.quantity;
        if (asked.options.empty()) asked.options = before.options;
        named.erase(named.begin());
    }
    take_items(draft, named);
    return true;
}

bool answer_quantity(Draft& draft, const Event& event) {
    std::optional<int> quantity;
    for (const auto& item : event.act.slots.items)
        if (item.quantity) quantity = item.quantity;
    if (!quantity) quantity = whole_number(event.answer);
    if (!quantity || *quantity < 1) return false;
    brain::Edit edit;
    edit.operation = brain::Operation::SetQuantity;
    edit.item.quantity = quantity;
    if (draft.asked_wish < draft.wishes.size())
        edit.item.name = draft.wishes[draft.asked_wish].name;
    apply(draft, edit);
    return true;
}

std::optional<std::string> choice_said(const OpenOption& open, const Event& event) {
    for (const auto& item : event.act.slots.items)
        for (const auto& option : item.options) {
            const auto same = [&](const commerce::Choice& one) {
                return option.key == open.key && option.value == one.value;
            };
            if (std::ranges::any_of(open.choices, same)) return option.value;
            if (auto named = named_choice(open, option.text)) return named;
        }
    if (event.act.slots.any)
        return std::ranges::min_element(open.choices, {}, &commerce::Choice::extra)->value;
    return event.answer.empty() ? std::nullopt : named_choice(open, event.answer);
}

bool answer_options(Draft& draft, const Event& event) {
    bool answered = false;
    if (!draft.chosen) return false;
    for (const auto& line : draft.chosen->lines)
        for (const auto& open : line.open) {
            const auto value = choice_said(open, event);
            if (!value || line.wish >= draft.wishes.size()) continue;
            set_option(draft.wishes[line.wish], {.text = {}, .key = open.key, .value = *value});
            answered = true;
        }
    return answered;
}

bool answer_place(Draft& draft, const Event& event) {
    const auto& said = event.act.slots.deliver_to;
    if (!said && event.answer.empty()) return false;
    draft.place_said = said ? *said : event.answer;
    draft.place.reset();
    return true;
}

bool answer_budget(Draft& draft, const Event& event) {
    const auto& slots = event.act.slots;
    if (slots.budget && commerce::parse_money(slots.budget->amount)) {
        draft.budget = slots.budget;
    } else if (slots.any) {
        draft.budget.reset();
    } else {
        const auto amount = commerce::parse_money(first_number(event.answer));
        if (!amount || !draft.budget) return false;
        draft.budget->amount = commerce::to_string(*amount);
    }
    return true;
}

bool says_yes(const Event& event) {
    if (event.act.intent == Intent::Approve) return true;
    const auto said = normalise(event.answer);
    for (const std::string_view yes :
         {"yes", "y", "ok", "okay", "sure", "confirm", "是", "是的", "好", "好的", "确认", "确定",
          "可以", "对", "嗯", "行", "取消", "cancel"})
        if (said == yes) return true;
    return false;
}

bool says_no(const Event& event) {
    if (event.act.intent == Intent::Refuse) return true;
    const auto said = normalise(event.answer);
    for (const std::string_view no : {"no", "n", "keep", "keep it", "否", "不", "不用", "不要",
                                      "不取消", "算了", "不了", "留着"})
        if (said == no) return true;
    return false;
}

Folded not_understood(Draft draft) {
    return {std::move(draft),
            Next::Wait,
            {{"没听明白这个回答,请再说一次。",
              "I could not make that answer out; please say it again."}}};
}

Folded answered_cancel(Draft draft, const Event& event) {
    if (says_no(event)) return {std::move(draft), Next::Keep, {}};
    if (says_yes(event)) return {std::move(draft), Next::ConfirmCancel, {}};
    return not_understood(std::move(draft));
}

bool answer_slot(Draft& draft, const Event& event) {
    if (draft.asked == "item") return answer_item(draft, event);
    if (draft.asked == "quantity") return answer_quantity(draft, event);
    if (draft.asked == "options") return answer_options(draft, event);
    if (draft.asked == "deliver_to") return answer_place(draft, event);
    if (draft.asked == "budget") return answer_budget(draft, event);
    return false;
}

Folded answered(Draft draft, const Event& event) {
    if (draft.asked == "cancel") return answered_cancel(std::move(draft), event);
    const auto before = draft;
    const bool understood = answer_slot(draft, event);
    take_words(draft, event.act.slots);
    if (draft.asked != "item") {
        take_items(draft, event.act.slots.items);
        take_unnamed(draft, event.act.slots.items);
        apply_all(draft, event.act.edits);
    }
    if (!understood && draft == before) return not_understood(std::move(draft));
    return {std::move(draft), Next::Plan, {}};
}

// --- choices ---

Folded chose(Draft draft, const Event& event) {
    // Until the yes one can still switch to another of the offers.
    const bool open = draft.phase == Phase::Choosing || draft.phase == Phase::Approving;
    if (!open || draft.offers.empty()) return {std::move(draft), Next::Wait, {}};
    auto name = event.choice_name;
    if (name.empty() && event.act.slots.shop) name = *event.act.slots.shop;
    if (name.empty() && !event.act.slots.items.empty()) name = event.act.slots.items.front().name;
    auto offer = chosen_offer(draft.offers, event.choice, name);
    if (!offer) offer = preferred_offer(draft.offers, preference_in(event.text));
    if (!offer)
        return {std::move(draft),
                Next::Wait,
                {{"没有这一项,请从列出的方案里选。",
                  "There is no such option; please take one of those shown."}}};
    draft = choose(std::move(draft), *offer);
    if (event.act.edits.empty()) return {std::move(draft), Next::Price, {}};
    return edited(std::move(draft), event.act.edits);
}

Folded said_yes(Draft draft) {
    if (draft.phase == Phase::Choosing && !draft.offers.empty()) {
        draft = choose(std::move(draft), 0);
        return {std::move(draft), Next::Price, {}};
    }
    if (!draft.cancelling.empty()) return {std::move(draft), Next::ConfirmCancel, {}};
    return {std::move(draft), Next::Wait, {}};
}

Folded said_no(Draft draft, const Event& event) {
    if (!draft.cancelling.empty()) return {std::move(draft), Next::Keep, {}};
    if (paid(draft)) return {std::move(draft), Next::Wait, {}};
    // "No, another shop": what follows the no is what is wanted.
    if (!event.act.edits.empty()) return edited(std::move(draft), event.act.edits);
    return {std::move(draft), Next::Decline, {}};
}

// --- what is said at any moment ---

Folded edit_paid(Draft draft, const brain::Act& act) {
    std::vector<brain::ItemWish> added;
    for (const auto& edit : act.edits)
        if (edit.operation == brain::Operation::AddItems && !edit.item.name.empty())
            added.push_back(edit.item);
    if (added.empty()) {
        draft.held = act.edits;
        return {std::move(draft), Next::ChangeOrder, {}};
    }
    draft.wishes.clear();
    draft.chosen.reset();
    draft.note.clear();
    take_items(draft, added);
    return {std::move(draft),
            Next::Plan,
            {{"前一单已经付款,新加的另下一单。",
              "The first order is already paid, so what you add becomes an order of its own."}}};
}

// Slots said where none was asked for: they change the draft as an edit would.
Folded folded_slots(Draft draft, const brain::Slots& slots) {
    const auto before = draft;
    take_words(draft, slots);
    take_items(draft, slots.items);
    take_unnamed(draft, slots.items);
    if (slots.shop) unpin(draft);
    const bool changed = !(draft == before);
    return {std::move(draft), changed ? Next::Plan : Next::Wait, {}};
}

Folded said(Draft draft, const Event& event) {
    const auto& act = event.act;
    if (act.source == "skill") return {std::move(draft), Next::Tell, {}};
    switch (act.intent) {
        case Intent::Track:
        case Intent::Status:
            return {draft, draft.orders.empty() ? Next::Tell : Next::Track, {}};
        case Intent::Approve:
            return said_yes(std::move(draft));
        case Intent::Choose:
            return chose(std::move(draft), event);
        case Intent::Edit:
            if (paid(draft)) return edit_paid(std::move(draft), act);
            if (draft.phase == Phase::Asking && draft.asked == "item") {
                auto folded = answered(draft, event);
                if (folded.next == Next::Plan) return folded;
            }
            return edited(std::move(draft), act.edits);
        case Intent::Start:
        case Intent::Answer:
        case Intent::Repeat:
            if (paid(draft)) return {std::move(draft), Next::Wait, {}};
            if (!act.edits.empty()) return edited(std::move(draft), act.edits);
            return folded_slots(std::move(draft), act.slots);
        default:
            return {std::move(draft), Next::Wait, {}};
    }
}

Next timed(const Draft& draft) {
    if (draft.phase == Phase::Tracking) return Next::Look;
    if (draft.phase == Phase::Scheduled) return Next::Plan;
    return draft.phase == Phase::Approving ? Next::Renew : Next::Wait;
}

}  // namespace

Draft begin(const brain::Act& act) {
    if (act.intent != Intent::Start || !act.slots.request) return begin_in_words(act);
    Draft draft;
    draft.request = *act.slots.request;
    set_when(draft, act.slots.when.value_or(""));
    return draft;
}

Draft begin_in_words(const brain::Act& act) {
    Draft draft;
    take_words(draft, act.slots);
    draft.anything = act.slots.any;
    if (act.intent == Intent::Repeat) {
        draft.repeat = true;
        draft.held = act.edits;
        for (const auto& item : act.slots.items) {
            if (!item.name.empty()) draft.repeat_said = item.name;
            brain::Edit edit;
            edit.item = item;
            edit.operation = brain::Operation::SetQuantity;
            if (item.quantity) draft.held.push_back(edit);
            edit.operation = brain::Operation::SetOptions;
            edit.item.quantity.reset();
            if (!item.options.empty()) draft.held.push_back(edit);
        }
        return draft;
    }
    take_items(draft, act.slots.items);
    take_unnamed(draft, act.slots.items);
    if (draft.wishes.empty()) {
        for (const auto& item : act.slots.items) draft.wishes.push_back(wish_of(item));
        if (draft.wishes.size() > 1) draft.wishes.resize(1);
    }
    if (act.intent == Intent::Edit) apply_all(draft, act.edits);
    if (draft.wishes.empty() && draft.anything) draft.wishes.emplace_back();
    return draft;
}

std::optional<std::size_t> chosen_offer(const std::vector<Offer>& offers, std::size_t place,
                                        const std::string& name) {
    if (place >= 1 && place <= offers.size()) return place - 1;
    if (place != 0 || name.empty()) return std::nullopt;
    for (std::size_t at = 0; at < offers.size(); ++at) {
        const auto& shop = offers[at].shop_name;
        if (normalise(shop.zh).contains(normalise(name)) ||
            normalise(shop.en).contains(normalise(name)))
            return at;
    }
    std::optional<std::size_t> best;
    double best_likeness = kMatch - 0.01;
    const Said words(name);
    for (std::size_t at = 0; at < offers.size(); ++at) {
        double like = words.likeness(offers[at].shop_name);
        for (const auto& line : offers[at].lines) like = std::max(like, words.likeness(line.name));
        if (like <= best_likeness) continue;
        best_likeness = like;
        best = at;
    }
    return best;
}

namespace {

// The offers of a long request differ in their options: those of the one that was chosen hold.
std::vector<brain::OptionWish> wishes_for(const Line& line) {
    std::vector<brain::OptionWish> all;
    for (const auto& [key, values] : line.options)
        for (const auto& value : values) all.push_back({.text = {}, .key = key, .value = value});
    return all;
}

}  // namespace

Draft choose(Draft draft, std::size_t offer) {
    draft.chosen = draft.offers.at(offer);
    draft.shop_kept = draft.chosen->shop;
    std::size_t wished = 0;
    for (const auto& line : draft.chosen->lines) {
        // An add-on was proposed with the offer: from now on it is wished.
        const bool proposed = draft.chosen->add_on && &line != draft.chosen->lines.data() &&
                              &line == &draft.chosen->lines.back();
        if (line.wish >= draft.wishes.size()) draft.wishes.resize(line.wish + 1);
        auto& wish = draft.wishes[line.wish];
        if (proposed || wish.name.empty()) wish.name = line.name.in(draft.language);
        wish.item = line.id;
        wish.quantity = line.quantity;
        if (!draft.request.empty()) wish.options = wishes_for(line);
        wished = std::max(wished, line.wish + 1);
    }
    // The add-on of another offer that was chosen before.
    if (draft.chosen->add_on) draft.wishes.resize(wished);
    return draft;
}

namespace {

Folded fold(Draft draft, const Event& event) {
    switch (event.kind) {
        case Event::Kind::Cancel: {
            // A question ends nothing.
            if (!paid(draft)) return {draft, may_cancel(event.act) ? Next::Cancel : Next::Tell, {}};
            return {draft, is_command(event.act) ? Next::CancelOrder : Next::AskToCancel, {}};
        }
        case Event::Kind::Approve:
            return {draft, draft.phase == Phase::Approving ? Next::Place : Next::Wait, {}};
        case Event::Kind::Refuse:
            return said_no(std::move(draft), event);
        case Event::Kind::Choose:
            return chose(std::move(draft), event);
        case Event::Kind::Answer:
            if (draft.phase == Phase::Asking) return answered(std::move(draft), event);
            return said(std::move(draft), event);
        case Event::Kind::Timer:
            return {draft, timed(draft), {}};
        case Event::Kind::Grant:
            return {std::move(draft), Next::Wait, {}};
        case Event::Kind::Act:
            return said(std::move(draft), event);
    }
    return {std::move(draft), Next::Wait, {}};
}

// A person said or pressed it, so there is an answer to it.
bool spoken(const Event& event) {
    return event.kind != Event::Kind::Timer && event.kind != Event::Kind::Grant;
}

}  // namespace

Folded reduce(Draft draft, const Event& event) {
    auto folded = fold(std::move(draft), event);
    if (folded.next == Next::Wait && folded.says.empty() && spoken(event)) folded.next = Next::Tell;
    return folded;
}

}  // namespace errand::skills::food
