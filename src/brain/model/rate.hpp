// Owns: an endpoint's own limits of requests and tokens a minute. Pure but for the time it is
// given; one thread. Must stay true: in no window of sixty seconds is more let through than is
// configured, by what was known when it was let through.
#pragma once

#include <deque>

#include "base/clock.hpp"

namespace errand::brain::model {

// Zero: no limit.
struct RateLimits {
    std::int64_t requests_per_minute = 0;
    std::int64_t tokens_per_minute = 0;

    bool operator==(const RateLimits&) const = default;
};

class Rate {
  public:
    explicit Rate(RateLimits limits) : limits_(limits) {}

    // The first moment, not before `now`, at which a request of so many tokens fits. One that is
    // above the limit by itself fits an empty window.
    Time ready_at(Time now, std::int64_t tokens) const;
    // It is sent. Returns when, for `correct`.
    Time take(Time now, std::int64_t tokens);
    // What was taken at `when` turned out to be so many tokens more (or, below zero, fewer).
    void correct(Time when, std::int64_t more);

  private:
    // What was sent within one second, as if all of it at its end.
    struct Slot {
        Time last;
        std::int64_t requests = 0;
        std::int64_t tokens = 0;
    };
    void forget(Time now);

    RateLimits limits_;
    std::deque<Slot> slots_;  // oldest first; no more than the window has seconds
};

}  // namespace errand::brain::model
