#include "brain/model/health.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "brain/model/limits.hpp"
#include "brain/model/rate.hpp"

namespace errand::brain::model {
namespace {

using namespace std::chrono_literals;

const Time kStart = *parse_time("2026-03-02T12:00:00Z");

void fail_once(Health& health, FailureKind kind, Time now) {
    health.failed(health.begin(now), failure(kind, ""), now);
}

TEST(Health, OpensAfterFailuresInARow) {
    Health health;
    for (int i = 1; i < kFailuresToOpen; ++i) {
        fail_once(health, FailureKind::Overloaded, kStart);
        EXPECT_TRUE(health.closed());
    }
    health.succeeded(health.begin(kStart));
    EXPECT_EQ(health.failures(), 0);
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Slow, kStart);
    EXPECT_FALSE(health.closed());
    EXPECT_EQ(health.ready_at(kStart), kStart + kFirstPause);
}

TEST(Health, IsProbedOnceAndItsPauseDoubles) {
    Health health;
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Unreachable, kStart);
    auto now = kStart + kFirstPause;
    ASSERT_EQ(health.ready_at(now), now);
    const auto probe = health.begin(now);
    EXPECT_FALSE(health.ready_at(now)) << "one probe at a time";
    health.failed(probe, failure(FailureKind::Unreachable, ""), now);
    EXPECT_EQ(health.ready_at(now), now + 2 * kFirstPause);
    for (int i = 0; i < 20; ++i) {
        now = *health.ready_at(now);
        fail_once(health, FailureKind::Unreachable, now);
    }
    EXPECT_EQ(health.ready_at(now), now + kMaxPause);
    now += kMaxPause;
    health.dropped(health.begin(now));
    EXPECT_EQ(health.ready_at(now), now) << "a probe that was stopped is made again";
    health.succeeded(health.begin(now));
    EXPECT_TRUE(health.closed());
    fail_once(health, FailureKind::Unreachable, now);
    EXPECT_TRUE(health.closed());
}

TEST(Health, AKeyThatIsRefusedPausesAtOnce) {
    Health health;
    fail_once(health, FailureKind::Denied, kStart);
    EXPECT_EQ(health.ready_at(kStart), kStart + kPauseWhenDenied);
}

TEST(Health, WhatAnswersIsThere) {
    Health health;
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Overloaded, kStart);
    fail_once(health, FailureKind::Refused, kStart + kFirstPause);
    EXPECT_TRUE(health.closed());
    EXPECT_EQ(health.failures(), 0);
}

TEST(Health, WaitsAsLongAsItIsTold) {
    Health health;
    auto limited = failure(FailureKind::RateLimited, "");
    limited.retry_after = 7s;
    health.failed(health.begin(kStart), limited, kStart);
    EXPECT_TRUE(health.closed());
    EXPECT_EQ(health.ready_at(kStart), kStart + 7s);
    EXPECT_EQ(health.ready_at(kStart + 8s), kStart + 8s);
}

TEST(Health, WaitsWhateverElseIsAnsweredMeanwhile) {
    Health health;
    const auto first = health.begin(kStart);
    const auto second = health.begin(kStart);
    const auto third = health.begin(kStart);
    auto limited = failure(FailureKind::RateLimited, "");
    limited.retry_after = 60s;
    health.failed(first, limited, kStart);
    health.succeeded(second);
    EXPECT_EQ(health.ready_at(kStart), kStart + 60s);
    limited.retry_after.reset();
    health.failed(third, limited, kStart);
    EXPECT_EQ(health.ready_at(kStart), kStart + 60s) << "nor shorter than it was told first";
}

// Nine turns side by side that fail together are one outage.
TEST(Health, WhatWasAskedBeforeItOpenedOpensItNoFurther) {
    Health health;
    std::vector<Health::Asking> askings;
    for (int i = 0; i < 9; ++i) askings.push_back(health.begin(kStart));
    for (const auto& asking : askings)
        health.failed(asking, failure(FailureKind::Overloaded, ""), kStart);
    EXPECT_EQ(health.ready_at(kStart), kStart + kFirstPause);
}

TEST(Health, WhatWasAskedBeforeSaysNothingOfItNow) {
    Health health;
    const auto before = health.begin(kStart);
    const auto late = health.begin(kStart);
    const auto later = health.begin(kStart);
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Overloaded, kStart);
    health.succeeded(before);
    EXPECT_FALSE(health.closed());
    const auto now = kStart + kFirstPause;
    const auto probe = health.begin(now);
    ASSERT_TRUE(probe.probe);
    health.dropped(late);
    EXPECT_FALSE(health.ready_at(now)) << "the probe is still under way";
    health.failed(later, failure(FailureKind::Overloaded, ""), now);
    EXPECT_FALSE(health.ready_at(now));
    health.succeeded(probe);
    EXPECT_TRUE(health.closed());
}

TEST(Health, WhatWasNotSentSaysNothing) {
    Health health;
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Overloaded, kStart);
    const auto now = kStart + kFirstPause;
    health.failed(health.begin(now), unsent(FailureKind::Refused, ""), now);
    EXPECT_FALSE(health.closed());
    EXPECT_EQ(health.failures(), kFailuresToOpen);
    EXPECT_EQ(health.ready_at(now), now) << "it can be probed";
}

TEST(Health, AClockThatIsSetBackMakesItNoLonger) {
    Health health;
    for (int i = 0; i < kFailuresToOpen; ++i) fail_once(health, FailureKind::Overloaded, kStart);
    const auto back = kStart - 1h;
    EXPECT_EQ(health.ready_at(back), back + kFirstPause);
    EXPECT_EQ(health.ready_at(back + kFirstPause), back + kFirstPause);
}

TEST(Rate, LetsNoMoreThroughInAnyMinute) {
    const RateLimits limits{.requests_per_minute = 3, .tokens_per_minute = 100};
    Rate rate(limits);
    std::vector<std::pair<Time, std::int64_t>> sent;
    auto now = kStart;
    for (int i = 0; i < 400; ++i) {
        const std::int64_t tokens = 7 + (i * 13) % 60;
        now = rate.ready_at(now, tokens);
        rate.take(now, tokens);
        sent.emplace_back(now, tokens);
        now += Millis((i * 37) % 900);
    }
    for (const auto& [from, ignored] : sent) {
        std::int64_t requests = 0;
        std::int64_t tokens = 0;
        for (const auto& [at, used] : sent)
            if (at >= from && at < from + kRateWindow) {
                ++requests;
                tokens += used;
            }
        EXPECT_LE(requests, limits.requests_per_minute);
        EXPECT_LE(tokens, limits.tokens_per_minute);
    }
}

TEST(Rate, CountsEachRequestOfAnAttempt) {
    Rate rate({.requests_per_minute = 4});
    const auto taken = rate.take(kStart, 0);
    rate.correct(taken, 0, 2);
    EXPECT_EQ(rate.ready_at(kStart, 0), kStart);
    rate.take(kStart, 0);
    EXPECT_EQ(rate.ready_at(kStart, 0), kStart + kRateWindow);
}

TEST(Rate, AClockThatIsSetBackStandsStill) {
    Rate rate({.requests_per_minute = 2});
    rate.take(kStart - 10s, 0);
    const auto last = rate.take(kStart, 0);
    const auto back = kStart - 1h;
    EXPECT_EQ(rate.ready_at(back, 0), back + kRateWindow - 10s);
    rate.take(back, 0);
    rate.correct(last, 0, 1);
    EXPECT_EQ(rate.ready_at(back, 0), back + kRateWindow);
    // A clock that trembles makes no more of it.
    for (int i = 0; i < 1000; ++i) rate.take(back + Millis(i % 2), 0);
    EXPECT_LE(rate.ready_at(back, 0), back + kRateWindow + 1s);
}

TEST(Rate, ADefaultLimitsNothing) {
    Rate rate({});
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(rate.ready_at(kStart, 1'000'000), kStart);
        rate.take(kStart, 1'000'000);
    }
}

TEST(Rate, IsCorrectedByWhatWasUsed) {
    Rate rate({.tokens_per_minute = 100});
    const auto taken = rate.take(kStart, 90);
    EXPECT_EQ(rate.ready_at(kStart, 20), kStart + kRateWindow);
    rate.correct(taken, -50);
    EXPECT_EQ(rate.ready_at(kStart, 20), kStart);
    rate.correct(taken, 1000);
    EXPECT_EQ(rate.ready_at(kStart, 1), kStart + kRateWindow);
    // One that never fits by itself is let through alone.
    EXPECT_EQ(rate.ready_at(kStart + kRateWindow, 5000), kStart + kRateWindow);
}

}  // namespace
}  // namespace errand::brain::model
