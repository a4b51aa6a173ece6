#include "commerce/order.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commerce/limits.hpp"
#include "commerce/option_text.hpp"

namespace errand::commerce {
namespace {

// One name for every value that is chosen, and for nothing else.
bool names_all(const OrderItem& item) {
    if (!item.chosen) return false;
    std::size_t values = 0;
    for (const auto& [key, chosen] : item.options) values += chosen.size();
    if (values != item.chosen->size()) return false;
    return std::ranges::all_of(*item.chosen, [&](const ChosenOption& one) {
        const auto found = item.options.find(one.key);
        const auto same = [&](const ChosenOption& other) {
            return other.key == one.key && other.value == one.value;
        };
        return found != item.options.end() && !one.name.empty() &&
               std::ranges::count(found->second, one.value) == 1 &&
               std::ranges::count_if(*item.chosen, same) == 1;
    });
}

}  // namespace

std::vector<LocalName> option_names(const OrderItem& item) {
    std::vector<LocalName> names;
    if (names_all(item)) {
        for (const auto& one : *item.chosen)
            if (!one.plain) names.push_back(one.name);
        return names;
    }
    for (const auto& [key, values] : item.options)
        for (const auto& value : values)
            names.push_back({option_text(key, value, "zh"), option_text(key, value, "en")});
    return names;
}

namespace {

Result<Money> sum_of_items(const std::vector<OrderItem>& items) {
    Money sum;
    for (const auto& item : items) {
        if (item.quantity < 1 || item.quantity > kMaxQuantity) {
            return fail(ErrorCode::Invalid,
                        fmt::format("{} has the quantity {}", item.name.in("en"), item.quantity));
        }
        ERRAND_TRY(const auto amount, times(item.unit_price, item.quantity));
        if (item.unit_price.negative() || amount != item.amount) {
            return fail(
                ErrorCode::Invalid,
                fmt::format("{} does not cost its price times its quantity", item.name.in("en")));
        }
        ERRAND_TRY(sum, add(sum, amount));
    }
    return sum;
}

}  // namespace

Result<> check_price(const std::vector<OrderItem>& items, const std::vector<PriceLine>& lines,
                     Money total) {
    if (items.size() > kMaxOrderItems || lines.size() > kMaxPriceLines) {
        return fail(ErrorCode::Exhausted, "an order with too many lines");
    }
    ERRAND_TRY(const auto of_items, sum_of_items(items));
    Money sum;
    Money items_lines;
    for (const auto& line : lines) {
        const bool coupon =
            line.kind == PriceKind::ShopCoupon || line.kind == PriceKind::PlatformCoupon;
        if (coupon && line.amount > Money{}) {
            return fail(ErrorCode::Invalid, "a coupon that makes the order dearer");
        }
        if (line.kind == PriceKind::Items) {
            ERRAND_TRY(items_lines, add(items_lines, line.amount));
        }
        ERRAND_TRY(sum, add(sum, line.amount));
    }
    if (items_lines != of_items) {
        return fail(ErrorCode::Invalid, "the items do not add up to their line of the price");
    }
    if (sum != total || total.negative()) {
        return fail(ErrorCode::Invalid, "the lines of the price do not add up to the total");
    }
    return {};
}

}  // namespace errand::commerce
