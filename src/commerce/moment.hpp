// Owns: moments as a person may be shown them before a yes. Pure; any thread.
#pragma once

#include <string>

#include "base/clock.hpp"

namespace errand::commerce {

// "2026-03-02 11:54" in the reader's own zone; what is no moment as it is, made harmless.
std::string day_and_time(const std::string& moment, const TimeZone& zone);

}  // namespace errand::commerce
