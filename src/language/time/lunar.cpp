#include "language/time/lunar.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace errand::language::time {
namespace {

// One year each: bits 15 to 4 say which of the months 1 to 12 have 30 days, bits 3 to 0 the number
// of the leap month (0: none), bit 16 whether that one has 30 days.
constexpr std::array<std::uint32_t, kLastLunarYear - kFirstLunarYear + 1> kYears = {
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2,
    0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977,
    0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970,
    0x06566, 0x0d4a0, 0x0ea50, 0x16a95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,
    0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557,
    0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,
    0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,
    0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570,
    0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60, 0x096d5, 0x092e0,
    0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5,
    0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530,
    0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,
    0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0,
    0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0,
    0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0, 0x0a6d0, 0x055d4,
    0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160,
    0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
    0x0d520,
};

// The first day of the lunar year 1900.
constexpr CivilDate kFirstDay{1900, 1, 31};

bool in_table(int year) {
    return year >= kFirstLunarYear && year <= kLastLunarYear;
}

std::uint32_t year_bits(int year) {
    return kYears[static_cast<std::size_t>(year - kFirstLunarYear)];
}

int days_in_lunar_year(int year) {
    int days = 0;
    for (int month = 1; month <= 12; ++month) {
        days += days_in_lunar_month(year, month, false);
        days += days_in_lunar_month(year, month, true);
    }
    return days;
}

// The day numbers of the first days of the table's years, and of the year after the last.
const std::array<std::int64_t, kYears.size() + 1>& starts() {
    static const auto made = [] {
        std::array<std::int64_t, kYears.size() + 1> all{};
        all[0] = day_number(kFirstDay);
        for (std::size_t i = 0; i < kYears.size(); ++i)
            all[i + 1] = all[i] + days_in_lunar_year(kFirstLunarYear + static_cast<int>(i));
        return all;
    }();
    return made;
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

// The sun's apparent longitude in degrees, Meeus' low-precision series (Astronomical Algorithms,
// chapter 25); `day` in days of dynamical time since 1970-01-01 00:00.
double sun_longitude(double day) {
    const double t = (day - 10957.5) / 36525;  // centuries since 2000-01-01 12:00
    const double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    const double m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t);
    const double centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * std::sin(m) +
                          (0.019993 - 0.000101 * t) * std::sin(2 * m) + 0.000289 * std::sin(3 * m);
    const double node = radians(125.04 - 1934.136 * t);
    const double all = mean + centre - 0.00569 - 0.00478 * std::sin(node);
    return all - 360 * std::floor(all / 360);
}

}  // namespace

int days_in_lunar_month(int year, int month, bool leap) {
    if (!in_table(year) || month < 1 || month > 12) return 0;
    const auto bits = year_bits(year);
    if (leap && leap_month_of(year) != month) return 0;
    const bool large = leap ? (bits >> 16 & 1) != 0 : (bits >> (16 - month) & 1) != 0;
    return large ? 30 : 29;
}

int leap_month_of(int year) {
    return in_table(year) ? static_cast<int>(year_bits(year) & 15) : 0;
}

std::optional<CivilDate> civil_of(const LunarDate& date) {
    if (date.day < 1 || date.day > days_in_lunar_month(date.year, date.month, date.leap)) return {};
    auto number = starts()[static_cast<std::size_t>(date.year - kFirstLunarYear)];
    for (int month = 1; month <= date.month; ++month) {
        if (month < date.month || date.leap) number += days_in_lunar_month(date.year, month, false);
        if (month < date.month) number += days_in_lunar_month(date.year, month, true);
    }
    return date_of_day_number(number + date.day - 1);
}

std::optional<LunarDate> lunar_of(CivilDate date) {
    const auto number = day_number(date);
    // The lunar year begins in January or February, so it is this one or the one before.
    for (const int year : {date.year, date.year - 1}) {
        if (!in_table(year)) continue;
        auto left = number - starts()[static_cast<std::size_t>(year - kFirstLunarYear)];
        if (left < 0) continue;
        for (int month = 1; month <= 12; ++month)
            for (const bool leap : {false, true}) {
                const int days = days_in_lunar_month(year, month, leap);
                if (left < days) return LunarDate{year, month, static_cast<int>(left) + 1, leap};
                left -= days;
            }
    }
    return {};
}

CivilDate solar_term(int year, int term) {
    const double wanted = 285 + 15.0 * term;
    double day = static_cast<double>(day_number({year, 1, 6})) + 15.22 * term;
    for (int i = 0; i < 8; ++i) {
        double off = wanted - sun_longitude(day);
        off -= 360 * std::floor(off / 360 + 0.5);
        day += off * 365.2422 / 360;
    }
    // Dynamical time runs about a minute ahead of UT in the years that matter; China is at +8 h.
    return date_of_day_number(static_cast<std::int64_t>(std::floor(day - 69.0 / 86400 + 8.0 / 24)));
}

}  // namespace errand::language::time
