// The loop of the skill: find, ask, wait, fold what happened into the draft, go on.
#include <algorithm>

#include "skills/food/edit.hpp"
#include "skills/food/food.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/rank.hpp"
#include "tool/tool.hpp"

namespace errand::skills::food {

using assistant::Event;
using texts::Text;

flow::Task<json::value> FoodErrand::run() {
    co_await begin_or_go_on();
    for (;;) {
        while (!ended_ && draft_.phase == Phase::Planning) co_await plan();
        if (ended_) co_return errand_.outcome();
        co_await errand_.checkpoint(json::encode(draft_));
        const auto wait = co_await patience();
        const Event event = co_await errand_.next(wait);
        draft_.language = errand_.language();
        auto folded = reduce(std::move(draft_), event);
        draft_ = std::move(folded.draft);
        if (event.kind != Event::Kind::Timer) draft_.replans = draft_.renewals = 0;
        for (const auto& text : folded.says) errand_.reply(text);
        co_await carry_out(folded.next, event);
    }
}

flow::Task<> FoodErrand::begin_or_go_on() {
    if (const auto& state = errand_.state(); !state.is_null()) {
        auto draft = json::decode<Draft>(state, json::Unknown::Ignore);
        if (draft) {
            draft_ = *std::move(draft);
        } else {
            stop("failed", texts::service_failed("food", draft.error()));
        }
        co_return;
    }
    draft_ = begin(errand_.begun_by());
    draft_.language = errand_.language();
    if (errand_.begun_by().source == "skill") co_return co_await tell_of_earlier();
    const auto intent = errand_.begun_by().intent;
    const bool about_earlier = intent == brain::Intent::Track || intent == brain::Intent::Cancel ||
                               intent == brain::Intent::Status;
    if (!about_earlier) co_return;
    if (!co_await adopt_earlier()) co_return;
    if (intent == brain::Intent::Cancel) {
        co_await cancel_order(is_command(errand_.begun_by()));
    } else {
        co_await track();
    }
}

// How long to wait for the person before something has to be looked at.
flow::Task<std::optional<Millis>> FoodErrand::patience() {
    if (draft_.phase == Phase::Tracking) co_return kTrackEvery;
    if (draft_.phase == Phase::Scheduled) {
        const auto when = parse_time(draft_.when);
        const Time now = co_await errand_.flow().now();
        co_return when ? std::max(*when - now - kOrderAhead, Millis{1'000}) : Millis{1'000};
    }
    if (draft_.phase != Phase::Approving || !draft_.signed_draft || draft_.renewals >= kMaxRenewals)
        co_return std::nullopt;
    const auto expires = parse_time(json::string_at(draft_.signed_draft->draft, "expires"));
    if (!expires) co_return std::nullopt;
    const Time now = co_await errand_.flow().now();
    co_return std::max(*expires - now - kRenewBefore, Millis{1'000});
}

flow::Task<> FoodErrand::carry_out(Next next, Event event) {
    switch (next) {
        case Next::Wait:
            co_return co_await open_again();
        case Next::Tell:
            co_return co_await tell(event);
        case Next::Plan:
            draft_.phase = Phase::Planning;
            co_return;
        case Next::Price:
            co_return co_await price();
        case Next::Show:
            draft_.offers = rank(std::move(draft_.offers), draft_);
            ask_choice(texts::choose_one(draft_.offers, draft_.place.value_or(Place{})));
            co_return;
        case Next::Place:
            co_return co_await place(event.approval);
        case Next::Renew:
            co_return co_await renew();
        case Next::Decline:
            stop("declined", texts::declined());
            co_return;
        case Next::Cancel:
            stop("cancelled", texts::cancelled());
            co_return;
        case Next::Track:
            co_return co_await track();
        case Next::Look:
            co_return co_await look_after();
        case Next::ChangeOrder:
            co_return co_await change_order();
        case Next::CancelOrder:
            co_return co_await cancel_order(true);
        case Next::AskToCancel:
            co_return co_await cancel_order(false);
        case Next::ConfirmCancel:
            co_return co_await cancel_now();
        case Next::Keep:
            draft_.cancelling.clear();
            draft_.phase = Phase::Tracking;
            show_orders("done", texts::kept());
            co_return;
    }
}

// Puts the open question again: it is still to be answered.
flow::Task<> FoodErrand::open_again() {
    if (errand_.asking()) co_return errand_.show_ask();
    if (draft_.phase == Phase::Asking) {
        errand_.ask_slot(draft_.asked, texts::text(draft_.question), draft_.suggestions);
    } else if (draft_.phase == Phase::Choosing) {
        ask_choice(texts::choose_one(draft_.offers, draft_.place.value_or(Place{})));
    } else if (draft_.phase == Phase::Approving) {
        co_await price();
    }
}

void FoodErrand::ask_choice(const Text& question) {
    json::array cards;
    for (const auto& offer : draft_.offers)
        cards.push_back(card(offer, cards.size() + 1, errand_.language()));
    errand_.set_draft(summary(draft_, errand_.language()));
    errand_.ask_choice(question, std::move(cards));
}

void FoodErrand::ask(const std::string& slot, const Text& question,
                     const std::vector<std::string>& suggestions, std::size_t wish) {
    draft_.phase = Phase::Asking;
    draft_.asked = slot;
    draft_.asked_wish = wish;
    draft_.question = {question.zh, question.en};
    draft_.suggestions = suggestions;
    errand_.set_draft(summary(draft_, errand_.language()));
    errand_.ask_slot(slot, question, suggestions);
}

void FoodErrand::stop(const std::string& status, const Text& reason) {
    errand_.close_ask();
    const bool coming = std::ranges::any_of(draft_.orders, is_coming);
    if (!coming) {
        errand_.set_draft(nullptr);
        show_orders(status, reason);
        ended_ = true;
        return;
    }
    draft_.phase = Phase::Tracking;
    draft_.later.clear();
    show_orders("done", reason + texts::rest_not_ordered());
}

std::optional<json::value> FoodErrand::taken(Result<json::value> result,
                                             const std::string& service) {
    if (result) return *std::move(result);
    const auto& error = result.error();
    if (error.code == ErrorCode::Denied) {
        stop("declined", texts::grant_refused(error));
    } else if (error.code == ErrorCode::Cancelled) {
        stop("cancelled", texts::cancelled());
    } else {
        stop("failed", texts::service_failed(service, error));
    }
    return std::nullopt;
}

bool is_refusal(const json::value& answer) {
    return tool::refusal_in(answer) != nullptr;
}

std::string refusal_code(const json::value& answer) {
    const auto* error = tool::refusal_in(answer);
    return error == nullptr ? std::string() : std::string(json::string_at(*error, "code"));
}

bool is_coming(const commerce::Order& order) {
    return order.state == commerce::OrderState::Accepted ||
           order.state == commerce::OrderState::Preparing ||
           order.state == commerce::OrderState::Delivering ||
           (order.state == commerce::OrderState::Placed && order.paid);
}

assistant::SkillInfo make() {
    return {.name = "food",
            .version = 3,
            .what = {"点外卖和饮料", "order food and drinks"},
            .run = [](assistant::Errand& errand) -> flow::Task<json::value> {
                FoodErrand run(errand);
                co_return co_await run.run();
            },
            .claims = claims,
            .begins = begins};
}

}  // namespace errand::skills::food
