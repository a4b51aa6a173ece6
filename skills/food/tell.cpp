// Questions and words that change nothing: each gets its answer, and what was asked stays open.
#include <algorithm>
#include <array>

#include "skills/food/answers.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/question.hpp"

namespace errand::skills::food {

namespace {

// For this errand whatever else is open, and for it where nothing else is meant.
constexpr double kSurely = 0.9;
constexpr double kShown = 0.85;
constexpr double kPerhaps = 0.6;

// Only food is spoken of like this.
bool is_of_food(const Question& question) {
    constexpr std::array kOfFood = {Topic::Delivery,   Topic::Packing, Topic::Minimum,
                                    Topic::PickupCode, Topic::Courier, Topic::Rating,
                                    Topic::Address,    Topic::Shop,    Topic::Arrival,
                                    Topic::Where,      Topic::Payment};
    return std::ranges::any_of(question.topics, [&](Topic topic) {
        return std::ranges::find(kOfFood, topic) != kOfFood.end();
    });
}

// What can be asked while a value is asked for; "what do you recommend" answers the question.
bool fits_a_slot(const Question& question) {
    return is_of_food(question) || question.asks(Topic::Total) || question.asks(Topic::Coupons);
}

bool of_orders(const Question& question) {
    return question.asks(Topic::PickupCode) || question.asks(Topic::Courier) ||
           question.asks(Topic::Where) || question.asks(Topic::Payment);
}

}  // namespace

double claims(std::string_view text, const json::value& view) {
    const auto question = question_of(text);
    if (!question) return 0;
    const auto* ask = json::find(view, "ask");
    const auto type = ask != nullptr && ask->is_object() ? json::string_at(*ask, "type") : "";
    const auto* orders = json::find(view, "orders");
    const bool ordered = orders != nullptr && orders->is_array() && !orders->get_array().empty();
    if (type == "choice" || type == "approval") return is_of_food(*question) ? kSurely : kShown;
    if (type == "slot") return fits_a_slot(*question) ? kSurely : 0;
    if (!ordered || question->compares) return 0;
    return is_of_food(*question) ? kSurely : kPerhaps;
}

double begins(std::string_view text) {
    const auto question = question_of(text);
    if (!question || question->compares) return 0;
    const bool of_an_order =
        question->past || question->asks(Topic::PickupCode) || question->asks(Topic::Payment);
    return of_an_order ? 1 : 0;
}

// Asked when nothing is under way: the latest order, as the service has it.
flow::Task<> FoodErrand::tell_of_earlier() {
    auto answer = co_await errand_.read("food", "orders", {{"limit", 10}});
    const auto value = taken(std::move(answer), "food");
    if (!value) co_return;
    auto earlier = decoded<EarlierOrders>(*value, "food");
    if (!earlier) co_return;
    std::ranges::sort(earlier->orders, {}, &commerce::Order::created);
    const auto question = question_of(errand_.begun_with()).value_or(Question{});
    if (earlier->orders.empty()) co_return stop("declined", texts::nothing_on_its_way());
    draft_.orders = {earlier->orders.back()};
    const auto text = answer_orders(question, draft_);
    ended_ = true;
    show_orders("done", text);
}

flow::Task<> FoodErrand::tell(assistant::Event event) {
    auto question = question_of(event.text);
    const auto intent = event.act.intent;
    if (!question && (intent == brain::Intent::Track || intent == brain::Intent::Status))
        question = Question{.topics = {Topic::Arrival}, .place = 0, .preference = {}};
    const bool paid = !draft_.orders.empty() &&
                      (draft_.phase == Phase::Tracking || (question && of_orders(*question)));
    if (question && paid) {
        auto changed = co_await read_orders();
        static_cast<void>(changed);
        errand_.reply(answer_orders(*question, draft_));
        co_return co_await open_again();
    }
    std::optional<texts::Text> answer;
    if (question) {
        const Time now = co_await errand_.flow().now();
        answer = answer_offers(*question, event.text, draft_, now);
        if (!answer) answer = texts::not_known_yet();
    }
    errand_.reply(answer.value_or(nothing_changed(draft_)));
    co_await open_again();
}

}  // namespace errand::skills::food
