// Owns: the proleptic Gregorian calendar without zones: dates, clock times, and steps between them.
// Pure; any thread. Years stay within [kMinYear, kMaxYear]: a step beyond ends at the border, so
// that no input overflows.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace errand::language::time {

inline constexpr int kMinYear = 1;
inline constexpr int kMaxYear = 9'999;

struct CivilDate {
    int year = 1;
    int month = 1;
    int day = 1;
    auto operator<=>(const CivilDate&) const = default;
};

struct ClockTime {
    int hour = 0;
    int minute = 0;
    int second = 0;
    auto operator<=>(const ClockTime&) const = default;
};

struct CivilDateTime {
    CivilDate date;
    ClockTime clock;
    auto operator<=>(const CivilDateTime&) const = default;
};

bool is_leap_year(int year);
int days_in_month(int year, int month);
bool is_valid(CivilDate date);

// Days since 1970-01-01, and back.
std::int64_t day_number(CivilDate date);
CivilDate date_of_day_number(std::int64_t number);

CivilDate add_days(CivilDate date, std::int64_t days);
// The same day of a later or earlier month; the month's last day where it has no such day.
CivilDate add_months(CivilDate date, std::int64_t months);
CivilDate add_years(CivilDate date, std::int64_t years);
// Over days without Saturdays and Sundays.
CivilDate add_business_days(CivilDate date, std::int64_t days);
CivilDateTime add_seconds(CivilDateTime moment, std::int64_t seconds);
std::int64_t days_between(CivilDate from, CivilDate to);
std::int64_t seconds_between(CivilDateTime from, CivilDateTime to);
// Whole months from the month of `from` to the month of `to`.
std::int64_t months_between(CivilDate from, CivilDate to);

// Monday is 1, Sunday 7.
int weekday_of(CivilDate date);
CivilDate monday_of(CivilDate date);
// The weekday of the same ISO week.
CivilDate weekday_in_week(CivilDate date, int weekday);
// ISO 8601 weeks.
struct IsoWeek {
    int year = 1;
    int week = 1;
    auto operator<=>(const IsoWeek&) const = default;
};
IsoWeek iso_week(CivilDate date);
CivilDate monday_of(IsoWeek week);
// The n-th such weekday of a month, n from 1; -1 is the last.
CivilDate nth_weekday(int year, int month, int weekday, int n);
// Western Easter Sunday, by the anonymous Gregorian algorithm.
CivilDate easter_sunday(int year);
// Orthodox Easter Sunday in the Gregorian calendar.
CivilDate orthodox_easter_sunday(int year);

std::string format(CivilDate date);        // "2016-11-07"
std::string format(ClockTime clock);       // "16:12:00"
std::string format(CivilDateTime moment);  // "2016-11-07 16:12:00"
// "2016-11-07T16:12:00"; the time may be absent, a fraction of a second is dropped.
std::optional<CivilDateTime> parse_civil(std::string_view text);

}  // namespace errand::language::time
