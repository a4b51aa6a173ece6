// Orders that are paid: where they are, until they arrive; changes and cancellation by the shop's
// rules.
#include <algorithm>

#include "skills/food/edit.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/reduce.hpp"
#include "tool/tool.hpp"

namespace errand::skills::food {

namespace {

struct OneOrder {
    commerce::Order order;
};
BOOST_DESCRIBE_STRUCT(OneOrder, (), (order))

struct Preview {
    static constexpr bool kDefaults = true;
    bool allowed = false;
    commerce::Money refund;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Preview, (), (allowed, refund, reason))

struct Cancelled {
    commerce::Order order;
    commerce::Money refund;
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (order, refund))

commerce::Order* newest_coming(std::vector<commerce::Order>& orders) {
    for (auto order = orders.rbegin(); order != orders.rend(); ++order)
        if (is_coming(*order)) return &*order;
    return nullptr;
}

std::string refusal_message(const json::value& answer) {
    const auto* error = tool::refusal_in(answer);
    return error == nullptr ? std::string() : std::string(json::string_at(*error, "message"));
}

}  // namespace

void FoodErrand::show_orders(const std::string& status, const texts::Text& text,
                             json::object extra) {
    json::array orders;
    for (const auto& order : draft_.orders) orders.push_back(json::encode(order));
    errand_.set_orders(orders);
    if (!orders.empty()) extra["orders"] = std::move(orders);
    errand_.result(status, text, std::move(extra));
}

// An errand that begins with "where is it" or "cancel it": the order that is on its way. False
// where there is none, and the errand has ended.
flow::Task<bool> FoodErrand::adopt_earlier() {
    auto answer = co_await errand_.read("food", "orders", {{"limit", 10}});
    const auto value = taken(std::move(answer), "food");
    if (!value) co_return false;
    auto earlier = decoded<EarlierOrders>(*value, "food");
    if (!earlier) co_return false;
    std::erase_if(earlier->orders, [](const commerce::Order& one) { return !is_coming(one); });
    if (earlier->orders.empty()) {
        stop("declined", texts::nothing_on_its_way());
        co_return false;
    }
    draft_.orders = std::move(earlier->orders);
    std::ranges::sort(draft_.orders, {}, &commerce::Order::created);
    draft_.phase = Phase::Tracking;
    co_return true;
}

// Orders still to come as the shop has them now; those that do not answer stay as they were.
// Returns those whose state changed.
flow::Task<std::vector<commerce::Order>> FoodErrand::read_orders() {
    std::vector<commerce::Order> changed;
    for (auto& order : draft_.orders) {
        if (!is_coming(order)) continue;
        auto answer = co_await errand_.read("food", "order", {{"order", order.id}});
        if (!answer || is_refusal(*answer)) continue;
        auto read = json::decode<OneOrder>(*answer, json::Unknown::Ignore);
        if (!read) continue;
        const bool moved = read->order.state != order.state;
        order = std::move(read->order);
        if (moved) changed.push_back(order);
    }
    co_return changed;
}

// The time came to look: what changed is told; when nothing is on its way any more, it is over.
flow::Task<> FoodErrand::look_after() {
    for (const auto& order : co_await read_orders())
        errand_.progress(texts::state(order), {{"orders", json::array{json::encode(order)}}});
    json::array orders;
    for (const auto& order : draft_.orders) orders.push_back(json::encode(order));
    errand_.set_orders(std::move(orders));
    const bool coming = std::ranges::any_of(draft_.orders, is_coming);
    if (!coming || ++draft_.looks >= kMaxLooks) ended_ = true;
}

flow::Task<> FoodErrand::track() {
    auto changed = co_await read_orders();
    static_cast<void>(changed);
    texts::Text all;
    for (const auto& order : draft_.orders)
        if (is_coming(order) || &order == &draft_.orders.back()) all = all + texts::state(order);
    json::array orders;
    for (const auto& order : draft_.orders) orders.push_back(json::encode(order));
    errand_.set_orders(orders);
    errand_.reply(all);
    if (errand_.outcome().is_null()) show_orders("done", all);
    ended_ = ended_ || std::ranges::none_of(draft_.orders, is_coming);
}

namespace {

// As sure as words of calling off must be to be one at all, and to be carried out unasked where an
// order is paid. Pressed, they are.
constexpr double kCancels = 0.65;
constexpr double kCommands = 0.8;

bool is_sure(const brain::Act& act, double least) {
    return act.text.empty() || act.confidence == 0 || act.confidence >= least;
}

}  // namespace

bool may_cancel(const brain::Act& act) {
    return is_sure(act, kCancels);
}

bool is_command(const brain::Act& act) {
    return is_sure(act, kCommands);
}

// Cancels what is still free of charge at once; what costs something, or may not be meant, is asked
// first.
flow::Task<> FoodErrand::cancel_order(bool surely) {
    auto changed = co_await read_orders();
    static_cast<void>(changed);
    auto* order = newest_coming(draft_.orders);
    if (order == nullptr) {
        if (!draft_.orders.empty()) errand_.reply(texts::cannot_cancel(draft_.orders.back()));
        co_return;
    }
    auto answer = co_await errand_.read("food", "cancel_preview", {{"order", order->id}});
    if (!answer || is_refusal(*answer)) {
        errand_.reply(texts::cannot_cancel(*order));
        co_return;
    }
    const auto preview = json::decode<Preview>(*answer, json::Unknown::Ignore);
    if (!preview || !preview->allowed) {
        errand_.reply(texts::cannot_cancel(*order));
        co_return;
    }
    draft_.cancelling = order->id;
    if (surely && preview->refund == order->total) co_return co_await cancel_now();
    const bool zh = errand_.language() == "zh";
    ask("cancel", texts::confirm_cancel(*order, preview->refund),
        zh ? std::vector<std::string>{"是", "否"} : std::vector<std::string>{"yes", "no"});
}

flow::Task<> FoodErrand::cancel_now() {
    const auto id = std::exchange(draft_.cancelling, {});
    draft_.phase = Phase::Tracking;
    errand_.close_ask();
    const auto found = std::ranges::find(draft_.orders, id, &commerce::Order::id);
    if (found == draft_.orders.end()) co_return;
    auto answer = co_await errand_.call("food", "cancel", {{"order", id}});
    const auto done = answer ? json::decode<Cancelled>(*answer, json::Unknown::Ignore)
                             : Result<Cancelled>(std::unexpected(answer.error()));
    if (!done) {
        show_orders("done", texts::cannot_cancel(*found));
        co_return;
    }
    *found = done->order;
    const bool coming = std::ranges::any_of(draft_.orders, is_coming);
    const auto text = texts::cancelled_paid(*found, done->refund);
    show_orders(coming ? "done" : "cancelled", text,
                {{"refund", commerce::to_string(done->refund)}});
    ended_ = !coming;
}

// The note and the address of an order can change as long as the shop lets them.
flow::Task<> FoodErrand::change_order() {
    const auto edits = std::exchange(draft_.held, {});
    auto* order = newest_coming(draft_.orders);
    json::object arguments;
    for (const auto& edit : edits) {
        if (edit.operation == brain::Operation::SetNote) arguments["note"] = edit.text;
        if (edit.operation != brain::Operation::SetAddress) continue;
        draft_.place.reset();
        draft_.place_said = edit.text;
        const bool settled = co_await settle_place();
        if (ended_) co_return;
        draft_.phase = Phase::Tracking;
        if (!settled) errand_.close_ask();
        if (!settled) co_return errand_.reply(texts::place_not_found(edit.text));
        arguments["deliver_to"] = draft_.place->id;
    }
    if (order == nullptr || arguments.empty()) co_return errand_.reply(texts::cannot_change_paid());
    arguments["order"] = order->id;
    auto answer = co_await errand_.call("food", "change", std::move(arguments));
    const auto changed = answer ? json::decode<OneOrder>(*answer, json::Unknown::Ignore)
                                : Result<OneOrder>(std::unexpected(answer.error()));
    if (!changed) {
        const auto why = answer ? refusal_message(*answer) : answer.error().message;
        co_return errand_.reply(texts::cannot_change(why));
    }
    *order = changed->order;
    show_orders("done", texts::changed(*order));
}

}  // namespace errand::skills::food
