// Owns: the values that the grammars of all languages are made of. Each gives the timex, the past
// and the future reading seen from the reference. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "language/time/value.hpp"

namespace errand::language::time {

using Reference = CivilDateTime;

// Which one of a row, seen from the reference: "last", "this", "next", "the week after next".
// Negative is past, 0 is the one that holds the reference.

// --- dates ---
Value make_date(CivilDate date);
// Whole parts may be unsaid: "7 March", "the 21st". The last such day before and the next one not
// before the reference; a day that no year has is known and on no calendar.
Value make_date(std::optional<int> year, std::optional<int> month, int day, Reference reference);
// A year said in two digits that may be of two centuries: "XX35".
Value make_date_of_short_year(int short_year, int month, int day);
// "Friday": today counts as the next one.
Value make_weekday(int weekday, Reference reference);
// "Friday the 13th": the nearest months in which they meet.
Value make_weekday_with_day(int weekday, int day, Reference reference);
// "Friday next week": the weekday of the week `offset` weeks away.
Value make_weekday_of_week(int weekday, int offset, Reference reference);
// "The last Monday of May", n from 1 (-1 the last); a year unsaid gives both readings.
Value make_nth_weekday(std::optional<int> year, int month, int weekday, int n, Reference reference);
// A date that `date_in` gives for each year ("Easter"). `timex` holds for a year unsaid.
Value make_yearly(std::optional<int> year, std::string timex, CivilDate (*date_in)(int year),
                  Reference reference);

// --- ranges of dates; ends are exclusive ---
Value make_day_range(std::string timex, CivilDate begin, CivilDate end, Unit grain);
Value make_year(int year);
Value make_month(std::optional<int> year, int month, Reference reference);
Value make_week(CivilDate day_in_it);
Value make_weekend(CivilDate day_in_it);
// Months `first` to `first + count - 1` of a year: quarters (3) and halves (6).
Value make_months(std::optional<int> year, int first, int count, Reference reference);
Value make_decade(int first_year, int years = 10);
// "The nineties": of the last and of the next century that fit.
Value make_short_decade(int short_year, Reference reference);
// "The third week of May": `n` from 1, -1 the last. Weeks that hold the month's Thursday are its.
Value make_week_of_month(std::optional<int> year, int month, int n, Reference reference);
Value make_week_of_year(int year, int n);
// SP, SU, FA, WI: known, and on no calendar.
Value make_season(std::optional<int> year, std::string_view code);
// The next (sign 1) or the past (sign -1) so many units, today not counted: "the next 3 days".
Value make_days_around(const Duration& duration, int sign, Reference reference);
// From the reference on or up to it, to the second: "the last 3 hours".
Value make_moments_around(const Duration& duration, int sign, Reference reference);

// --- times of day ---
Value make_clock(const ClockForm& clock, bool half_open, Reference reference);
// "MO" 8-12, "MI" 11-13, "AF" 12-16, "EV" 16-20, "NI" 20-23:59:59, "NT" 0-8, "DT" 8-18, and meals
// "MEB" 8-12, "MER" 8-12 (brunch), "MEL" 11-13, "MED" 16-20.
Value make_part_of_day(std::string_view code, Reference reference);
Value make_now(Reference reference);

// --- lengths and recurrences ---
Value make_duration(Duration duration);
Value make_set(std::string timex);

// --- combinations ---
// A date and a clock time or a part of the day or a range of times.
Value join(const Value& date, const Value& time, Reference reference);
// From `begin` to `end`: both dates, ranges of dates, times, or moments, or one of each.
// `inclusive`: the last day, month or year said belongs to it.
Value make_range(const Value& begin, const Value& end, Reference reference, bool inclusive = false);
// "Three days after Easter": `sign` 1 or -1. The result is one date (or moment), seen from the
// future reading.
Value shift(const Value& from, const Duration& duration, int sign, Reference reference);
// "In 5 minutes", "two weeks ago": a date, or a moment where the duration counts by the clock.
Value shift_from_now(const Duration& duration, int sign, Reference reference);
// The first or the last half of it, or its middle: "mid November", "early morning", "end of 2016".
// `thirds`: of a year by thirds, as "the end of 2016", instead of halves, as "late this year".
Value part_of(Value whole, Part part, bool thirds = false);
// "The middle of March" as an end of a range: one day.
Value as_point(const Value& range, Part part);
Value with_bound(Value value, Bound bound);

}  // namespace errand::language::time
