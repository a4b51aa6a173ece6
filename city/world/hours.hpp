// Owns: opening hours. Pure; any thread. A day's hours are spans of its wall clock; a span whose
// end is not after its start runs past midnight, and one from a time to the same time is a whole
// day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace errand::city {

// Minutes since midnight; `closes` may be up to 48 hours where the span runs past midnight.
struct HoursSpan {
    int opens = 0;
    int closes = 0;
};

// As in a world: [["10:00", "14:00"], ["17:00", "22:00"]]. "24:00" is midnight at the day's end.
Result<std::vector<HoursSpan>> parse_hours(const std::vector<std::vector<std::string>>& hours,
                                           const std::string& path);

// `closes_at` where it is open and will close within a day; `opens_at` where it is closed and will
// open within two.
struct OpenState {
    bool open = false;
    std::optional<Time> closes_at;
    std::optional<Time> opens_at;
};
OpenState open_state(const std::vector<HoursSpan>& hours, const TimeZone& zone, Time now);

}  // namespace errand::city
