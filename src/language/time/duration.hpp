// Owns: lengths of time as they are said ("3 hours 30 minutes", "two weeks"). Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "language/time/civil.hpp"

namespace errand::language::time {

enum class Unit {
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
};

struct Amount {
    double count = 0;
    Unit unit = Unit::Day;
    bool operator==(const Amount&) const = default;
};

// In the order said, from the largest unit to the smallest.
struct Duration {
    std::vector<Amount> amounts;
    bool empty() const { return amounts.empty(); }
    bool operator==(const Duration&) const = default;
};

bool is_clock_unit(Unit unit);  // second, minute, hour
// One unit's length; a month is 30 days, a year 365.
double seconds_of(Unit unit);
double seconds_of(const Duration& duration);
// ISO 8601 as TIMEX3 writes it: "P3M2W2D", "PT3H30M", "P3.5Y", "P2BD".
std::string timex_of(const Duration& duration);
// A number without needless zeros: "3", "0.5", "3.5".
std::string format_count(double count);
// True where a part of it is counted by the clock.
bool has_clock_units(const Duration& duration);
// `moment` moved by it, `sign` 1 or -1: months and years by the calendar, the rest by their length.
CivilDateTime step(CivilDateTime moment, const Duration& duration, int sign);

}  // namespace errand::language::time
