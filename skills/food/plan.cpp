// From wishes to offers: the shop that was kept, or any that serves them.
#include <algorithm>

#include "skills/food/edit.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/match.hpp"
#include "skills/food/menu_reading.hpp"
#include "skills/food/rank.hpp"
#include "skills/food/reread.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

struct Orders {
    std::vector<commerce::Order> orders;
};
BOOST_DESCRIBE_STRUCT(Orders, (), (orders))

bool names_something(const Draft& draft) {
    if (draft.repeat) return true;
    return !draft.wishes.empty() && std::ranges::none_of(draft.wishes, [&](const Wish& wish) {
        return wish.name.empty() && wish.item.empty() && !draft.anything;
    });
}

bool can_be_repeated(const commerce::Order& order, const std::string& said) {
    if (order.items.empty() || order.service != "food") return false;
    if (said.empty()) return true;
    const Said words(said);
    return names_shop(said, order.shop_name) ||
           std::ranges::any_of(order.items, [&](const commerce::OrderItem& item) {
               return words.likeness(item.name) >= kMatch;
           });
}

Wish wish_again(const commerce::OrderItem& item, const std::string& language) {
    Wish wish;
    wish.name = item.name.in(language);
    wish.quantity = item.quantity;
    wish.item = item.id;
    for (const auto& [key, values] : item.options)
        for (const auto& value : values)
            wish.options.push_back({.text = {}, .key = key, .value = value});
    return wish;
}

// What is named and was not in that order comes on top of it.
bool is_extra(const Draft& draft, const brain::Edit& edit) {
    const bool changes = edit.operation == brain::Operation::SetQuantity ||
                         edit.operation == brain::Operation::SetOptions;
    return changes && !edit.item.name.empty() && meant(draft, edit.item).empty();
}

// The same again, priced now: items, options, shop, address and note of an earlier order.
void take_over(Draft& draft, const commerce::Order& order) {
    draft.repeat = false;
    draft.wishes.clear();
    for (const auto& item : order.items) draft.wishes.push_back(wish_again(item, draft.language));
    if (draft.shop_said.empty()) {
        draft.shop_kept = order.shop;
    } else {
        unpin(draft);
    }
    if (!draft.place && draft.place_said.empty())
        draft.place = Place{order.deliver_to.place, order.deliver_to.label.value_or(""),
                            order.deliver_to.name};
    if (draft.note.empty()) draft.note = order.note;
    for (auto& edit : draft.held)
        if (is_extra(draft, edit)) edit.operation = brain::Operation::AddItems;
    apply_all(draft, draft.held);
    draft.held.clear();
    // "The same without the cola": a dish of that order, and no ingredient.
    std::erase_if(draft.avoid, [&](const std::string& what) {
        const Said said(what);
        const auto named = [&](const Wish& wish) {
            return said.likeness(commerce::local_name(wish.name)) >= kMatch;
        };
        if (draft.wishes.size() < 2 || std::ranges::none_of(draft.wishes, named)) return false;
        std::erase_if(draft.wishes, named);
        return true;
    });
}

std::vector<std::size_t> unserved(const std::vector<Stall>& stalls, const Draft& draft) {
    std::vector<std::size_t> all;
    for (std::size_t wish = 0; wish < draft.wishes.size(); ++wish)
        if (std::ranges::none_of(stalls, [&](const Stall& stall) {
                return stall.shop.open && serve(stall, draft, wish).has_value();
            }))
            all.push_back(wish);
    return all;
}

// Splits the wishes: what the shop that has the most of them serves comes first.
void set_apart(Draft& draft, const std::vector<Stall>& stalls) {
    std::vector<std::size_t> most_missing(draft.wishes.size() + 1);
    for (const auto& stall : stalls) {
        if (!stall.shop.open) continue;
        auto missing = serve_all(stall, draft).missing;
        if (missing.size() < most_missing.size()) most_missing = std::move(missing);
    }
    std::ranges::sort(most_missing, std::greater{});
    for (const auto at : most_missing) {
        if (at >= draft.wishes.size()) continue;
        draft.later.insert(draft.later.begin(), draft.wishes[at]);
        draft.wishes.erase(draft.wishes.begin() + static_cast<long>(at));
    }
}

void add_tags(std::vector<std::string>& tags, const Stall& stall, const std::string& id) {
    const auto item = std::ranges::find(stall.items, id, &commerce::Item::id);
    if (item != stall.items.end()) tags.insert(tags.end(), item->tags.begin(), item->tags.end());
    tags.insert(tags.end(), stall.shop.tags.begin(), stall.shop.tags.end());
}

std::vector<std::string> in_language(const std::vector<commerce::LocalName>& names,
                                     const std::string& language) {
    std::vector<std::string> all;
    all.reserve(names.size());
    for (const auto& name : names) all.push_back(name.in(language));
    return all;
}

}  // namespace

flow::Task<> FoodErrand::plan() {
    draft_.asked.clear();
    draft_.offers.clear();
    draft_.signed_draft.reset();
    if (++draft_.replans > kMaxReplans) {
        stop("failed", texts::gives_up());
        co_return;
    }
    if (has_request()) {
        const bool considered = co_await consider();
        if (considered || ended_) co_return;
        draft_ = begin_in_words(errand_.begun_by());
        draft_.language = errand_.language();
    }
    if (!names_something(draft_) && draft_.shop_said.empty()) {
        ask("item", texts::ask_item());
        co_return;
    }
    if (draft_.repeat && !co_await load_earlier()) co_return;
    if (!co_await settle_place()) co_return;
    if (co_await is_for_later()) co_return;
    errand_.set_status("working");
    if (!names_something(draft_)) co_return co_await ask_of_shop();
    if (!draft_.shop_kept.empty()) {
        const bool settled = co_await plan_kept();
        if (settled || ended_) co_return;
        unpin(draft_);
    }
    co_await plan_freely();
}

// Shops deliver at once, so what is wanted later is ordered later: true where it has to wait.
flow::Task<bool> FoodErrand::is_for_later() {
    const auto when = parse_time(draft_.when);
    if (!when) co_return false;
    const Time now = co_await errand_.flow().now();
    if (*when - now <= kOrderAhead) co_return false;
    draft_.phase = Phase::Scheduled;
    errand_.close_ask();
    errand_.set_draft(summary(draft_, errand_.language()));
    errand_.set_status("waiting");
    draft_.told_when = true;
    errand_.reply(texts::scheduled(draft_.when, draft_.clock));
    co_return true;
}

// False where there is nothing to repeat, or the errand ended.
flow::Task<bool> FoodErrand::load_earlier() {
    auto answer = co_await errand_.read("food", "orders", {{"limit", 10}});
    const auto value = taken(std::move(answer), "food");
    if (!value) co_return false;
    const auto earlier = decoded<Orders>(*value, "food");
    if (!earlier) co_return false;
    const commerce::Order* latest = nullptr;
    for (const auto& order : earlier->orders)
        if (can_be_repeated(order, draft_.repeat_said) &&
            (latest == nullptr || order.created > latest->created))
            latest = &order;
    if (latest != nullptr) {
        take_over(draft_, *latest);
        co_return true;
    }
    draft_.repeat = false;
    if (!draft_.repeat_said.empty()) {
        Wish named;
        named.name = draft_.repeat_said;
        draft_.wishes.push_back(std::move(named));
        apply_all(draft_, draft_.held);
        errand_.reply(texts::nothing_earlier());
        co_return true;
    }
    ask("item", texts::nothing_earlier() + texts::ask_item());
    co_return false;
}

// A shop was named and nothing else: what it is known for.
flow::Task<> FoodErrand::ask_of_shop() {
    std::vector<std::pair<std::string, std::string>> asked;
    asked.emplace_back(std::string(), draft_.shop_said);
    const auto stalls = co_await search(std::move(asked));
    if (ended_) co_return;
    for (const auto& stall : stalls) {
        if (!names_shop(draft_.shop_said, stall.shop.name)) continue;
        std::vector<commerce::LocalName> names;
        for (const auto& item : stall.items)
            if (item.stock > 0 && names.size() < kMaxSuggestions) names.push_back(item.name);
        ask("item", texts::ask_item_of(stall.shop.name, names),
            in_language(names, errand_.language()));
        co_return;
    }
    ask("item", texts::shop_not_found(draft_.shop_said) + texts::ask_item());
    draft_.shop_said.clear();
}

// The shop that was chosen, with what the wishes are now. True where this led to a question, a card
// or the end; false where other shops come into question, and the person was told why.
flow::Task<bool> FoodErrand::plan_kept() {
    const auto stall = co_await menu(draft_.shop_kept);
    if (ended_) co_return true;
    if (!stall) co_return false;
    if (!stall->shop.open) {
        errand_.reply(texts::shop_closed(stall->shop.name, stall->shop.opens_at));
        co_return false;
    }
    // "Add pearls" means the extra where the dish has it, "add a coke" the drink.
    const std::vector<Stall> here{*stall};
    draft_.choices = choices_to_say(here, draft_);
    take_extras_from_wishes(draft_, here);
    take_wishes_from_extras(draft_, here);
    auto served = serve_all(*stall, draft_);
    if (!served.missing.empty()) {
        errand_.reply(
            texts::shop_has_not(stall->shop.name, draft_.wishes[served.missing.front()].name));
        co_return false;
    }
    const auto candidate = candidate_of(*stall, std::move(served.lines), served.likeness);
    std::vector<Candidate> one;
    one.push_back(candidate);
    auto offers = co_await quote_all(std::move(one));
    if (ended_) co_return true;
    if (offers.empty()) co_return false;
    auto& offer = offers.front();
    if (!offer.problems.empty()) {
        const auto problem = offer.problems.front();
        if (problem.code == commerce::ProblemCode::BelowMinimum)
            co_return co_await propose_add_ons(candidate, problem);
        errand_.reply(texts::problem(problem, offer));
        co_return false;
    }
    if (!within(offer, draft_.budget)) {
        errand_.reply(texts::above_budget(*draft_.budget, offer.currency));
        co_return false;
    }
    draft_.chosen = std::move(offer);
    co_await price();
    co_return true;
}

flow::Task<> FoodErrand::plan_freely() {
    errand_.progress(texts::looking(draft_.wishes));
    auto stalls = co_await look();
    if (ended_) co_return;
    co_await read_again(stalls);
    if (ended_) co_return;
    if (!names_something(draft_)) co_return co_await ask_of_shop();
    if (!draft_.shop_said.empty() && std::ranges::none_of(stalls, [&](const Stall& stall) {
            return names_shop(draft_.shop_said, stall.shop.name);
        })) {  // it may be there, and closed, or have nothing of the kind
        std::vector<std::pair<std::string, std::string>> asked;
        asked.emplace_back(std::string(), draft_.shop_said);
        for (const auto& stall : co_await search(std::move(asked)))
            for (const auto& item : stall.items) add_to(stalls, stall.shop, item);
        if (ended_) co_return;
    }
    keep_named_shop(stalls);
    if (const auto missing = unserved(stalls, draft_); !missing.empty())
        co_return co_await explain_none(std::move(stalls), missing.front());
    co_await plan_among(std::move(stalls));
}

flow::Task<> FoodErrand::plan_among(std::vector<Stall> stalls) {
    draft_.choices = choices_to_say(stalls, draft_);
    auto asked = candidates(stalls, draft_);
    if (asked.empty() && draft_.wishes.size() > 1) {
        co_await read_menus(stalls);
        if (ended_) co_return;
        asked = candidates(stalls, draft_);
    }
    if (asked.empty() && !draft_.passed_over.empty()) {
        errand_.reply(texts::no_other_shop());
        draft_.passed_over.clear();
        asked = candidates(stalls, draft_);
    }
    if (asked.empty() && draft_.wishes.size() > 1) {
        set_apart(draft_, stalls);
        errand_.reply(texts::apart(draft_.wishes, draft_.later));
        asked = candidates(stalls, draft_);
    }
    auto offers = co_await quote_all(asked);
    if (ended_) co_return;
    auto ranked = rank(offers, draft_);
    if (!ranked.empty()) co_return co_await present(std::move(ranked));
    co_await overcome(std::move(offers), std::move(asked));
}

// A wish that no open shop has: closed ones may have it, or something near it is there.
flow::Task<> FoodErrand::explain_none(std::vector<Stall> stalls, std::size_t wish) {
    std::optional<std::string> opens_at;
    bool closed = false;
    std::vector<std::string> tags;
    const Said said(draft_.wishes[wish].name);
    for (const auto& stall : stalls) {
        for (const auto& item : stall.items)  // sold out
            if (item.stock <= 0 && said.likeness(item.name) >= kMatch)
                add_tags(tags, stall, item.id);
        const auto line = serve(stall, draft_, wish);
        if (stall.shop.open || !line) continue;
        closed = true;
        add_tags(tags, stall, line->id);
        if (stall.shop.opens_at && (!opens_at || *stall.shop.opens_at < *opens_at))
            opens_at = stall.shop.opens_at;
    }
    if (!draft_.avoid.empty()) {
        auto all = draft_;
        all.avoid.clear();
        for (const auto& stall : stalls)
            if (const auto line = serve(stall, all, wish); line && stall.shop.open) {
                errand_.reply(texts::holds_avoided(line->name, draft_.avoid));
                break;
            }
    }
    auto nearest = nearest_names(stalls, draft_, wish, tags);
    if (nearest.empty()) {
        std::vector<std::pair<std::string, std::string>> anything(1);
        stalls = co_await search(std::move(anything));
        if (ended_) co_return;
        // Each time the name becomes shorter.
        if (take_choices_from_wishes(draft_, stalls)) co_return co_await plan_freely();
        nearest = nearest_names(stalls, draft_, wish, tags);
    }
    // With every shop closed there is nothing to ask for.
    if (closed && nearest.empty()) co_return stop("failed", texts::all_closed(opens_at));
    const auto& name = draft_.wishes[wish].name;
    ask("item",
        (closed ? texts::sellers_closed(name, opens_at) : texts::not_found(name)) +
            texts::instead(nearest),
        in_language(nearest, errand_.language()), wish);
}

// The shops' own prices, side by side. A shop that does not answer, or refuses, gives no offer.
flow::Task<std::vector<Offer>> FoodErrand::quote_all(std::vector<Candidate> asked) {
    std::vector<assistant::Call> calls;
    calls.reserve(asked.size());
    for (const auto& one : asked)
        calls.push_back(read_call(
            "quote", order_arguments(one.shop.id, one.lines, draft_, errand_.language())));
    std::vector<Offer> offers;
    if (calls.empty()) co_return offers;
    auto results = co_await errand_.call_all(std::move(calls));
    for (std::size_t at = 0; at < results.size(); ++at) {
        if (!results[at] && results[at].error().code != ErrorCode::Denied &&
            results[at].error().code != ErrorCode::Cancelled && at + 1 < results.size())
            continue;
        const auto value = taken(std::move(results[at]), "food");
        if (!value) co_return offers;
        if (is_refusal(*value)) continue;
        const auto quote = json::decode<commerce::Quote>(*value, json::Unknown::Ignore);
        if (quote) offers.push_back(offer_of(asked[at], *quote));
        if (quote && quote->created) draft_.clock = *quote->created;
    }
    co_return offers;
}

// Side by side, for the person to choose; straight to the price where a shop was named and there is
// nothing to choose.
flow::Task<> FoodErrand::present(std::vector<Offer> offers) {
    draft_.offers = std::move(offers);
    const auto& fastest = *std::ranges::min_element(draft_.offers, {}, &Offer::eta_minutes);
    if (draft_.within_minutes > 0 && fastest.eta_minutes > draft_.within_minutes)
        errand_.reply(texts::none_in_time(draft_.within_minutes, fastest));
    const bool nothing_to_choose =
        !draft_.shop_said.empty() && draft_.offers.size() == 1 && !draft_.offers.front().add_on;
    if (nothing_to_choose) {
        draft_ = choose(std::move(draft_), 0);
        co_return co_await price();
    }
    draft_.phase = Phase::Choosing;
    ask_choice(texts::choose_one(draft_.offers, *draft_.place));
}

}  // namespace errand::skills::food
