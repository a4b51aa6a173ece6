#include "language/time/lunar.hpp"

#include <gtest/gtest.h>

namespace errand::language::time {
namespace {

// The Spring Festivals that were and will be, by the calendars printed in China.
TEST(Lunar, SpringFestivals) {
    constexpr CivilDate kFestivals[] = {
        {1900, 1, 31}, {1912, 2, 18}, {1949, 1, 29}, {1954, 2, 3},  {1966, 1, 21}, {1976, 1, 31},
        {1985, 2, 20}, {1997, 2, 7},  {2000, 2, 5},  {2001, 1, 24}, {2007, 2, 18}, {2012, 1, 23},
        {2013, 2, 10}, {2014, 1, 31}, {2015, 2, 19}, {2016, 2, 8},  {2017, 1, 28}, {2018, 2, 16},
        {2019, 2, 5},  {2020, 1, 25}, {2021, 2, 12}, {2022, 2, 1},  {2023, 1, 22}, {2024, 2, 10},
        {2025, 1, 29}, {2026, 2, 17}, {2027, 2, 6},  {2028, 1, 26}, {2029, 2, 13}, {2030, 2, 3},
        {2033, 1, 31}, {2034, 2, 19}, {2044, 1, 30}, {2050, 1, 23}, {2100, 2, 9},
    };
    for (const auto& festival : kFestivals)
        EXPECT_EQ(civil_of({festival.year, 1, 1, false}), festival) << festival.year;
}

TEST(Lunar, DaysOfOtherMonths) {
    EXPECT_EQ(civil_of({2024, 5, 5, false}), (CivilDate{2024, 6, 10}));
    EXPECT_EQ(civil_of({2025, 5, 5, false}), (CivilDate{2025, 5, 31}));
    EXPECT_EQ(civil_of({2026, 5, 5, false}), (CivilDate{2026, 6, 19}));
    EXPECT_EQ(civil_of({2024, 8, 15, false}), (CivilDate{2024, 9, 17}));
    EXPECT_EQ(civil_of({2025, 8, 15, false}), (CivilDate{2025, 10, 6}));
    EXPECT_EQ(civil_of({2025, 7, 7, false}), (CivilDate{2025, 8, 29}));
    EXPECT_EQ(civil_of({2025, 9, 9, false}), (CivilDate{2025, 10, 29}));
    EXPECT_EQ(civil_of({2023, 2, 1, true}), (CivilDate{2023, 3, 22}));
    EXPECT_EQ(civil_of({2025, 6, 1, true}), (CivilDate{2025, 7, 25}));
    // The leap month of 2033 is the eleventh, not the seventh.
    EXPECT_EQ(leap_month_of(2033), 11);
    EXPECT_EQ(leap_month_of(2024), 0);
}

TEST(Lunar, WhatIsNotThere) {
    EXPECT_FALSE(civil_of({2024, 2, 1, true}));
    EXPECT_FALSE(civil_of({2024, 13, 1, false}));
    EXPECT_FALSE(civil_of({2024, 1, 0, false}));
    EXPECT_FALSE(civil_of({2024, 1, 31, false}));
    EXPECT_FALSE(civil_of({1899, 1, 1, false}));
    EXPECT_FALSE(civil_of({2101, 1, 1, false}));
    EXPECT_FALSE(lunar_of({1900, 1, 30}));
    EXPECT_FALSE(lunar_of({2101, 2, 1}));
}

// Every day of two centuries there and back, in order.
TEST(Lunar, EveryDayThereAndBack) {
    const auto last = day_number({2101, 1, 28});
    for (auto number = day_number({1900, 1, 31}); number <= last; ++number) {
        const auto date = date_of_day_number(number);
        const auto lunar = lunar_of(date);
        ASSERT_TRUE(lunar) << format(date);
        ASSERT_EQ(civil_of(*lunar), date) << format(date);
    }
}

// A month begins at a new moon: the mean one is never more than a day away.
TEST(Lunar, MonthsFollowTheMoon) {
    for (int year = kFirstLunarYear; year <= kLastLunarYear; ++year)
        for (int month = 1; month <= 12; ++month) {
            const auto first = civil_of({year, month, 1, false});
            ASSERT_TRUE(first);
            // Days since the new moon of 2000-01-06 18:14 UT.
            const double age =
                static_cast<double>(days_between({2000, 1, 6}, *first)) - 0.76 - 0.33;
            const double cycles = age / 29.530588861;
            const double off =
                (cycles -
                 static_cast<double>(static_cast<long>(cycles < 0 ? cycles - 0.5 : cycles + 0.5))) *
                29.53;
            EXPECT_LT(off, 1.2) << format(*first);
            EXPECT_GT(off, -1.8) << format(*first);
        }
}

TEST(Lunar, SolarTerms) {
    EXPECT_EQ(solar_term(2024, 6), (CivilDate{2024, 4, 4}));
    EXPECT_EQ(solar_term(2026, 6), (CivilDate{2026, 4, 5}));
    EXPECT_EQ(solar_term(2023, 6), (CivilDate{2023, 4, 5}));
    EXPECT_EQ(solar_term(2024, 23), (CivilDate{2024, 12, 21}));
    EXPECT_EQ(solar_term(2023, 23), (CivilDate{2023, 12, 22}));
    EXPECT_EQ(solar_term(2025, 2), (CivilDate{2025, 2, 3}));
    EXPECT_EQ(solar_term(2024, 2), (CivilDate{2024, 2, 4}));
    EXPECT_EQ(solar_term(2024, 11), (CivilDate{2024, 6, 21}));
    EXPECT_EQ(solar_term(2024, 0), (CivilDate{2024, 1, 6}));
}

}  // namespace
}  // namespace errand::language::time
