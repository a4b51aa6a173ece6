// Owns: an invoice's days. Pure; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace errand::invoice {

using Day = std::chrono::year_month_day;

// "2025-01-31", "20250131", "2025/1/31", "2025.01.31", "2025年01月31日", each also with a time or a
// zone after it. Nothing where it is no day of 1900 to 2199.
std::optional<Day> parse_day(std::string_view text);
// "2025-01-31".
std::string to_string(Day day);

}  // namespace errand::invoice
