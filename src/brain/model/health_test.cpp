#include "brain/model/health.hpp"

#include <gtest/gtest.h>

#include "brain/model/limits.hpp"
#include "brain/model/rate.hpp"

namespace errand::brain::model {
namespace {

using namespace std::chrono_literals;

const Time kStart = *parse_time("2026-03-02T12:00:00Z");

void fail_once(Health& health, FailureKind kind, Time now) {
    health.begin(now);
    health.failed(failure(kind, ""), now);
}

TEST(Health, OpensAfterFailuresInARow) {
    Health health;
    for (int i = 1; i < kFailuresToOpen; ++i) {
        fail_once(health, FailureKind::Overloaded, kStart);
        EXPECT_TRUE(health.closed());
    }
    health.begin(kStart);
    health.succeeded();
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
    health.begin(now);
    EXPECT_FALSE(health.ready_at(now)) << "one probe at a time";
    health.failed(failure(FailureKind::Unreachable, ""), now);
    EXPECT_EQ(health.ready_at(now), now + 2 * kFirstPause);
    for (int i = 0; i < 20; ++i) {
        now = *health.ready_at(now);
        fail_once(health, FailureKind::Unreachable, now);
    }
    EXPECT_EQ(health.ready_at(now), now + kMaxPause);
    now += kMaxPause;
    health.begin(now);
    health.dropped();
    EXPECT_EQ(health.ready_at(now), now) << "a probe that was stopped is made again";
    health.begin(now);
    health.succeeded();
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
    health.begin(kStart);
    auto limited = failure(FailureKind::RateLimited, "");
    limited.retry_after = 7s;
    health.failed(limited, kStart);
    EXPECT_TRUE(health.closed());
    EXPECT_EQ(health.ready_at(kStart), kStart + 7s);
    EXPECT_EQ(health.ready_at(kStart + 8s), kStart + 8s);
}

TEST(Rate, LetsNoMoreThroughInAnyMinute) {
    const RateLimits limits{.requests_per_minute = 3, .tokens_per_minute = 100};
    Rate rate(limits);
    std::vector<std::pair<Time, std::int64_t>> sent;
    auto now = kStart;
    for (int i = 0; i < 400; ++i) {
        const std::int64_t tokens = 7 + (i * 13) % 60;
        now = rate.ready_at(now, tokens);
        sent.emplace_back(rate.take(now, tokens), tokens);
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
