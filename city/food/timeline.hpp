// Owns: where an order is at a moment. Pure; any thread. A paid order's course is fixed when it is
// paid; its state, its courier and what a cancellation gives back are functions of that and the
// time.
//
//   placed --pay--> accepted --(60 s)--> preparing --(kitchen)--> delivering --(way)--> delivered
//      |                |                    |
//      +-- 15 min ------+---- cancel --------+--> cancelled, refunded where it was paid
#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "city/world/geography.hpp"
#include "commerce/order.hpp"

namespace errand::city {

// The moments at which a paid order enters its states.
struct Timeline {
    Time accepted;
    Time preparing;
    Time delivering;
    Time delivered;
};

Timeline make_timeline(Time paid, int kitchen_minutes, int total_minutes);

commerce::OrderState state_at(const Timeline& timeline, Time now);

// From the start of preparing until delivery; the name and number follow from the order's id.
// `chinese`: what the place speaks.
std::optional<commerce::Courier> courier_at(const Timeline& timeline, const std::string& order,
                                            Time now, bool chinese = true);
// How far the courier is on the way, 0 to 1.
double progress_at(const Timeline& timeline, Time now);

// What comes back on cancelling now: everything until preparing starts, half of the items' sum
// while preparing (but never more than was paid), nothing once delivering.
commerce::Money refund_at(commerce::OrderState state, commerce::Money total,
                          commerce::Money items_sum);
bool can_cancel(commerce::OrderState state);

}  // namespace errand::city
