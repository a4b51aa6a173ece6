// Owns: an endpoint's own limits of requests and tokens a minute. Pure but for the time it is
// given; one thread. Must stay true: in no window of sixty seconds is more let through than is
// configured, by what was known when it was let through; a clock that is set back counts as
// standing still, so that nothing waits for longer than a window.
#pragma once

#include <cstdint>
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
    Time ready_at(Time now, std::int64_t tokens);
    // It is sent. Returns its number, for `correct`.
    std::uint64_t take(Time now, std::int64_t tokens);
    // What was taken turned out to be so many tokens more (or, below zero, fewer), in so many more
    // requests. What has left the window is passed over.
    void correct(std::uint64_t number, std::int64_t more_tokens, std::int64_t more_requests = 0);

  private:
    // What was sent within one second, as if all of it at its end.
    struct Slot {
        Time first;
        Time last;
        std::uint64_t first_number = 0;
        std::int64_t requests = 0;
        std::int64_t tokens = 0;
    };
    void forget(Time now);

    RateLimits limits_;
    std::uint64_t taken_ = 0;
    std::deque<Slot> slots_;  // oldest first; hardly more than the window has seconds
};

}  // namespace errand::brain::model
