// What is said about orders that are paid, and about ends.
#include <fmt/format.h>

#include "skills/food/texts.hpp"

namespace errand::skills::food::texts {

namespace {

Text state_only(const commerce::Order& order) {
    switch (order.state) {
        case commerce::OrderState::Placed:
            return {"已下单,还没付款。", "placed, not paid yet."};
        case commerce::OrderState::Accepted:
            return {"店家已接单。", "the shop has accepted it."};
        case commerce::OrderState::Preparing:
            return {"店家正在制作。", "it is being prepared."};
        case commerce::OrderState::Delivering:
            return {"骑手正在配送。", "the courier is on the way."};
        case commerce::OrderState::Delivered:
            return {"已送达。", "it has been delivered."};
        case commerce::OrderState::Cancelled:
            return {"已取消。", "it was cancelled."};
        case commerce::OrderState::Refunded:
            return {"已取消并退款。", "it was cancelled and refunded."};
    }
    return {};
}

}  // namespace

Text state(const commerce::Order& order) {
    Text all{fmt::format("「{}」这一单:", order.shop_name.in("zh")),
             fmt::format("Your order from {}:", order.shop_name.in("en"))};
    all = all + state_only(order);
    const bool coming = order.state == commerce::OrderState::Accepted ||
                        order.state == commerce::OrderState::Preparing ||
                        order.state == commerce::OrderState::Delivering;
    if (!coming) return all;
    if (order.courier)
        all =
            all + Text{fmt::format("骑手 {}(电话 {}),路程已走 {:.0f}%,还要约 {} 分钟。",
                                   order.courier->name, order.courier->phone,
                                   order.courier->progress * 100, order.courier->minutes_left),
                       fmt::format("Courier {} (phone {}), {:.0f} % of the way, about {} min left.",
                                   order.courier->name, order.courier->phone,
                                   order.courier->progress * 100, order.courier->minutes_left)};
    if (order.eta)
        all = all + Text{fmt::format("预计 {} 送到。", hour(*order.eta)),
                         fmt::format("Expected at {}.", hour(*order.eta))};
    if (order.pickup_code)
        all = all + Text{fmt::format("取餐码 {}。", *order.pickup_code),
                         fmt::format("Pick-up code {}.", *order.pickup_code)};
    return all;
}

Text declined() {
    return {"好的,不下单了,没有付款。", "All right, nothing was ordered or paid."};
}

Text cancelled() {
    return {"已取消,没有付款。", "Cancelled; nothing was paid."};
}

Text cancelled_paid(const commerce::Order& order, Money refund) {
    const auto back = money(refund, order.currency);
    return {fmt::format("「{}」的订单已取消,退款 {}。", order.shop_name.in("zh"), back),
            fmt::format("The order from {} was cancelled, {} refunded.", order.shop_name.in("en"),
                        back)};
}

Text cannot_cancel(const commerce::Order& order) {
    const bool there = order.state == commerce::OrderState::Delivered;
    return {fmt::format("「{}」这一单{},不能取消了。", order.shop_name.in("zh"),
                        there ? "已经送达" : "骑手已经在路上"),
            fmt::format("The order from {} {} and can no longer be cancelled.",
                        order.shop_name.in("en"),
                        there ? "has been delivered" : "is already on its way")};
}

Text kept() {
    return {"好的,订单照旧。", "All right, the order stays as it is."};
}

Text changed(const commerce::Order& order) {
    const auto to = address(order.deliver_to);
    Text all{fmt::format("订单已改:送到{}。", to.in("zh")),
             fmt::format("The order was changed: it goes to {}.", to.in("en"))};
    if (!order.note.empty())
        all =
            all + Text{fmt::format("备注:{}。", order.note), fmt::format("Note: {}.", order.note)};
    return all;
}

Text cannot_change(const std::string& reason) {
    return {fmt::format("店家改不了这一单:{}", reason),
            fmt::format("The shop cannot change this order: {}", reason)};
}

Text cannot_change_paid() {
    return {"这一单已经付款,内容不能再改。可以取消后重下,或者另加一单。",
            "This order is already paid, so its items cannot change. You can cancel it and order "
            "again, or add another order."};
}

Text grant_refused(const Error& error) {
    return {fmt::format("没有得到所需的权限,这件事就不办了,没有付款。({})", error.message),
            fmt::format("Without that permission it cannot be done; nothing was paid. ({})",
                        error.message)};
}

Text rest_not_ordered() {
    return {"前一单照常送,后面的没有下单。",
            "The first order is on its way; the rest was not ordered."};
}

}  // namespace errand::skills::food::texts
