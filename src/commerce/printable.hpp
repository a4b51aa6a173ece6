// Owns: strangers' text as a person may be shown it before a yes. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace errand::commerce {

// What ends up on a terminal could move the cursor and paint over the amount, or be reordered, so
// control characters and bidirectional overrides are shown as a mark.
std::string printable(std::string_view text);

// "2026-03-02 11:54" in the reader's own zone.
std::string day_and_time(const std::string& moment, const TimeZone& zone);

}  // namespace errand::commerce
