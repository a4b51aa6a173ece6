// Owns: the Chinese calendar: lunar dates and solar terms in the Gregorian calendar. Pure; any
// thread. A table of our own for 1900-2100 rather than ICU: ICU 72 computes 14 of these years
// wrongly (it puts the Spring Festival of 2027 on 7 February; it is on the 6th) and weighs 30 MB.
// The table agrees with ICU in every other year, and with new moons and solar terms computed by
// Meeus' series, where a new moon is not within minutes of midnight.
#pragma once

#include <optional>

#include "language/time/civil.hpp"

namespace errand::language::time {

inline constexpr int kFirstLunarYear = 1900;
inline constexpr int kLastLunarYear = 2100;

// A lunar year bears the number of the Gregorian year in which it begins.
struct LunarDate {
    int year = kFirstLunarYear;
    int month = 1;
    int day = 1;
    bool leap = false;  // in the leap month that follows the month of this number
    auto operator<=>(const LunarDate&) const = default;
};

// 29 or 30; 0 where the year has no such month or is outside the table.
int days_in_lunar_month(int year, int month, bool leap);
// The month that is followed by a leap month of the same number; 0 where there is none.
int leap_month_of(int year);
// Nothing where there is no such day, or none in the table.
std::optional<CivilDate> civil_of(const LunarDate& date);
std::optional<LunarDate> lunar_of(CivilDate date);

// Solar terms, counted from 小寒 (0, early January) to 冬至 (23); 清明 is 6. The day in China on
// which the sun reaches the term's longitude, computed to about ten minutes.
inline constexpr int kSolarTerms = 24;
CivilDate solar_term(int year, int term);

}  // namespace errand::language::time
