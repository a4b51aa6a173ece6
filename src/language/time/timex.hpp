// Owns: the TIMEX3-like strings. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "language/time/value.hpp"

namespace errand::language::time {

// "2016-11-07", "XXXX-11-07", "XXXX-XX-07".
std::string date_timex(std::optional<int> year, std::optional<int> month, int day);
std::string date_timex(CivilDate date);
std::string month_timex(std::optional<int> year, int month);  // "2016-11", "XXXX-11"
std::string year_timex(int year);                             // "2016"
std::string week_timex(CivilDate monday);                     // "2016-W45", the ISO week
std::string weekday_timex(int weekday);                       // "XXXX-WXX-5"
std::string clock_timex(const ClockForm& clock);              // "T15", "T15:30", "T15:30:00"
std::string moment_timex(CivilDateTime moment);               // "2016-11-07T16:12:00"
// "(begin,end,length)".
std::string range_timex(std::string_view begin, std::string_view end, std::string_view length);
// "P19D", "P2M".
std::string length_timex(std::int64_t count, char unit);
// "PT2H30M" from seconds: hours are not folded into days ("PT26H").
std::string clock_length_timex(std::int64_t seconds);
// Every clock time in it `hours` later, -12 or 12, with the day after where midnight is passed:
// "XXXX-WXX-1T16" to "XXXX-WXX-2T04".
std::string shift_half_day(std::string_view timex, int hours);

}  // namespace errand::language::time
