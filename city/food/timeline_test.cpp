#include "city/food/timeline.hpp"

#include <gtest/gtest.h>

namespace errand::city {
namespace {

using commerce::Money;
using commerce::OrderState;
using std::chrono::minutes;

TEST(Timeline, StatesFollowTheClock) {
    const auto paid = *parse_time("2026-03-02T12:00:00+08:00");
    const auto timeline = make_timeline(paid, 12, 20);
    EXPECT_EQ(state_at(timeline, paid), OrderState::Accepted);
    EXPECT_EQ(state_at(timeline, paid + minutes(1)), OrderState::Preparing);
    EXPECT_EQ(state_at(timeline, paid + minutes(12)), OrderState::Delivering);
    EXPECT_EQ(state_at(timeline, paid + minutes(20)), OrderState::Delivered);
    EXPECT_FALSE(courier_at(timeline, "o1", paid));
    const auto courier = courier_at(timeline, "o1", paid + minutes(16));
    ASSERT_TRUE(courier);
    EXPECT_EQ(courier->progress, 0.5);
    EXPECT_EQ(courier->minutes_left, 4);
    EXPECT_EQ(courier_at(timeline, "o1", paid + minutes(5))->name, courier->name);
    EXPECT_FALSE(courier_at(timeline, "o1", paid + minutes(20)));
}

TEST(Timeline, NeverOutOfOrder) {
    const auto paid = *parse_time("2026-03-02T12:00:00+08:00");
    for (int kitchen = 0; kitchen < 5; ++kitchen) {
        for (int total = 0; total < 5; ++total) {
            const auto timeline = make_timeline(paid, kitchen, total);
            EXPECT_LE(timeline.accepted, timeline.preparing);
            EXPECT_LE(timeline.preparing, timeline.delivering);
            EXPECT_LE(timeline.delivering, timeline.delivered);
        }
    }
}

TEST(Refund, FollowsTheShopsRules) {
    EXPECT_EQ(refund_at(OrderState::Accepted, Money{5000}, Money{4501}), Money{5000});
    EXPECT_EQ(refund_at(OrderState::Preparing, Money{5000}, Money{4501}), Money{2251});
    EXPECT_EQ(refund_at(OrderState::Preparing, Money{1000}, Money{4501}), Money{1000});
    EXPECT_EQ(refund_at(OrderState::Delivering, Money{5000}, Money{4501}), Money{});
    EXPECT_FALSE(can_cancel(OrderState::Delivering));
}

}  // namespace
}  // namespace errand::city
