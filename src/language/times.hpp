// Owns: times of day and waiting times in requests. Pure; any thread: the moment it is now and the
// zone are given.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "language/text.hpp"

namespace errand::language {

// A time as said. At least one of the members is set.
struct Moment {
    std::size_t end = 0;
    bool asap = false;                 // "尽快", "now"
    std::optional<int> in_minutes;     // "半小时后", "in half an hour"
    std::optional<int> day;            // days from today: 明天 is 1
    std::optional<int> minute_of_day;  // "12点半" is 750; spoken hours of unknown half: see guess
    bool half_of_day_unsaid = false;   // "7 o'clock" may be in the morning or in the evening
    bool vague = false;                // only a part of the day: "中午", "tonight"
    bool limit = false;                // no later than that: "半小时内", "before 1 pm"
};
std::optional<Moment> read_moment(const Text& text, std::size_t at);

// The moment meant, as seen from `now`: the next one that fits.
Time resolve(const Moment& moment, Time now, const TimeZone& zone);

}  // namespace errand::language
