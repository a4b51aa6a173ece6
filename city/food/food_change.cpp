// Owns: what happens to an order after it was placed: looking at it, changing it, cancelling it.
#include <fmt/format.h>

#include <cmath>

#include "city/food/food.hpp"
#include "city/limits.hpp"

namespace errand::city {
namespace {

using commerce::Money;
using commerce::OrderState;
using tool::CallResult;
using tool::refusal;

CallResult unknown_order() {
    return refusal("unknown_order", "There is no such order.", "Use an id that orders gave.");
}

std::string_view state_name(OrderState state) {
    switch (state) {
        case OrderState::Placed:
            return "placed";
        case OrderState::Accepted:
            return "accepted";
        case OrderState::Preparing:
            return "preparing";
        case OrderState::Delivering:
            return "delivering";
        case OrderState::Delivered:
            return "delivered";
        case OrderState::Cancelled:
            return "cancelled";
        case OrderState::Refunded:
            return "refunded";
    }
    return "unknown";
}

struct Preview {
    bool allowed = false;
    Money refund;
    std::string_view reason;
};

Preview preview_of(const OrderRow& row, Time now) {
    const auto state = row.state(now);
    const auto refund = refund_at(state, row.order.total, row.items_sum);
    switch (state) {
        case OrderState::Placed:
            return {true, {}, "It is not paid yet."};
        case OrderState::Accepted:
            return {true, refund, "The kitchen has not started: all of it comes back."};
        case OrderState::Preparing:
            return {true, refund, "The kitchen has started: half of the items' price comes back."};
        case OrderState::Delivering:
            return {false, {}, "It is on its way."};
        case OrderState::Delivered:
            return {false, {}, "It has been delivered."};
        default:
            return {false, {}, "It is cancelled already."};
    }
}

}  // namespace

json::value Food::encode_order(const OrderRow& row) const {
    return json::encode(order_at(row, catalog_.zone(), clock_.now()));
}

Result<std::optional<OrderRow>> Food::order_of(const std::string& user,
                                               const json::object& arguments) {
    ERRAND_TRY(auto row, orders_.find(std::string(json::string_at(arguments, "order"))));
    if (row && row->user != user) row.reset();
    return row;
}

Result<> Food::give_back_stock(const OrderRow& row) {
    auto* shop = catalog_.shop(row.order.shop);
    if (shop == nullptr) return {};
    for (const auto& line : row.order.items) {
        if (auto* item = shop->item(line.id))
            ERRAND_TRY_VOID(catalog_.set_stock(*shop, *item, item->stock + line.quantity));
    }
    return {};
}

Food::Answer Food::order(const json::object& arguments, const std::string& user) {
    ERRAND_TRY_VOID(lapse());
    ERRAND_TRY(const auto row, order_of(user, arguments));
    if (!row) return unknown_order();
    json::object answer{{"order", encode_order(*row)}};
    // Where the courier is: between the shop and the door.
    const auto course = row->timeline();
    const auto* shop = catalog_.shop(row->order.shop);
    const auto* from = shop == nullptr ? nullptr : atlas_.place(shop->shop.place);
    const auto* to = atlas_.place(row->order.deliver_to.place);
    if (course && !row->cancelled_at && from != nullptr && to != nullptr &&
        row->state(clock_.now()) == OrderState::Delivering) {
        const auto at =
            between(from->position(), to->position(), progress_at(*course, clock_.now()));
        answer["courier_at"] = {{"lat", at.lat}, {"lon", at.lon}};
    }
    return CallResult{std::move(answer)};
}

Food::Answer Food::orders(const json::object& arguments, const std::string& user) {
    ERRAND_TRY_VOID(lapse());
    const auto* limit = arguments.if_contains("limit");
    const int most = limit == nullptr ? kDefaultOffers : limit->to_number<int>();
    ERRAND_TRY(const auto rows, orders_.of_user(user, most));
    json::array orders;
    for (const auto& row : rows) orders.push_back(encode_order(row));
    return CallResult{json::object{{"orders", std::move(orders)}}};
}

Food::Answer Food::cancel_preview(const json::object& arguments, const std::string& user) {
    ERRAND_TRY_VOID(lapse());
    ERRAND_TRY(const auto row, order_of(user, arguments));
    if (!row) return unknown_order();
    const auto preview = preview_of(*row, clock_.now());
    return CallResult{json::object{{"allowed", preview.allowed},
                                   {"refund", commerce::to_string(preview.refund)},
                                   {"reason", std::string(preview.reason)}}};
}

Food::Answer Food::cancel_order(const std::string& id, const std::string& user) {
    ERRAND_TRY(auto row, orders_.find(id));
    if (!row || row->user != user) return unknown_order();
    const auto now = clock_.now();
    const auto state = row->state(now);
    const auto preview = preview_of(*row, now);
    if (!preview.allowed) {
        return refusal(state == OrderState::Cancelled ? "already_cancelled" : "too_late",
                       preview.reason, {}, {{"state", std::string(state_name(state))}});
    }
    row->cancelled_at = now;
    if (row->paid_at) {
        row->refund = preview.refund;
        row->refund_done = preview.refund.zero();
    }
    ERRAND_TRY_VOID(orders_.update(*row));
    if (state != OrderState::Preparing) ERRAND_TRY_VOID(give_back_stock(*row));
    return CallResult{json::object{{"order", encode_order(*row)},
                                   {"refund", commerce::to_string(preview.refund)}}};
}

Food::Answer Food::cancel(const json::object& arguments, const Caller& caller) {
    ERRAND_TRY_VOID(lapse());
    const std::string id(json::string_at(arguments, "order"));
    auto answer =
        once(database_, "cancel", arguments, caller, [&] { return cancel_order(id, caller.user); });
    if (!answer) ERRAND_TRY_VOID(catalog_.load());
    ERRAND_TRY_VOID(settle_refunds());
    return answer;
}

// A new address must not cost the shop more than what was paid for the way.
Food::Answer Food::move_order(OrderRow& row, const std::string& place_id) {
    const auto* to = atlas_.place(place_id);
    const auto* shop = catalog_.shop(row.order.shop);
    const auto* from = shop == nullptr ? nullptr : atlas_.place(shop->shop.place);
    const auto* before = atlas_.place(row.order.deliver_to.place);
    if (to == nullptr)
        return refusal("unknown_place", fmt::format("There is no place '{}'.", place_id));
    if (from == nullptr || before == nullptr)
        return refusal("not_allowed", "The shop cannot change this order any more.");
    const auto state = row.state(clock_.now());
    if (state != OrderState::Accepted && state != OrderState::Preparing) {
        return refusal("too_late",
                       "The address can be changed after payment, until the courier leaves.",
                       state == OrderState::Placed ? "Cancel it and check out again." : "");
    }
    const auto& rule = shop->shop.delivery;
    const double km = distance_km(from->position(), to->position());
    const double km_before = distance_km(from->position(), before->position());
    if (km > kMaxDeliveryKm) return refusal("too_far", "The shop does not deliver that far.");
    if (delivery_fee(rule, km, row.items_sum) > delivery_fee(rule, km_before, row.items_sum)) {
        return refusal("costs_more", "Delivery to there costs more than was paid.",
                       "Cancel it and order anew to the other address.");
    }
    ERRAND_TRY(row.order.deliver_to, deliver_to(row.user, *to));
    const int way_before = static_cast<int>(std::ceil(rule.minutes_per_km * km_before));
    const int way = static_cast<int>(std::ceil(rule.minutes_per_km * km));
    row.total_minutes = std::max(row.kitchen_minutes, row.total_minutes - way_before + way);
    return CallResult{};
}

Food::Answer Food::change_order(const json::object& arguments, const Caller& caller) {
    ERRAND_TRY_VOID(lapse());
    return once(database_, "change", arguments, caller, [&]() -> Answer {
        ERRAND_TRY(auto row, order_of(caller.user, arguments));
        if (!row) return unknown_order();
        const auto state = row->state(clock_.now());
        if (const auto* note = arguments.if_contains("note")) {
            if (state != OrderState::Placed && state != OrderState::Accepted) {
                return refusal("too_late", "A note can be changed until the kitchen starts.", {},
                               {{"state", std::string(state_name(state))}});
            }
            row->order.note = std::string(note->get_string());
        }
        if (const std::string place(json::string_at(arguments, "deliver_to")); !place.empty()) {
            ERRAND_TRY(auto moved, move_order(*row, place));
            if (moved.refused) return moved;
        }
        ERRAND_TRY_VOID(orders_.update(*row));
        return CallResult{json::object{{"order", encode_order(*row)}}};
    });
}

}  // namespace errand::city
