#include "language/time/civil.hpp"

#include <gtest/gtest.h>

#include "language/time/duration.hpp"
#include "language/time/islamic.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

TEST(Civil, DayNumbersAndDatesAreEachOthersReverse) {
    EXPECT_EQ(day_number({1970, 1, 1}), 0);
    EXPECT_EQ(day_number({2000, 3, 1}), 11'017);
    CivilDate date{1896, 12, 25};
    for (std::int64_t number = day_number(date); date.year < 1905; ++number) {
        ASSERT_EQ(day_number(date), number);
        ASSERT_EQ(date_of_day_number(number), date);
        ASSERT_TRUE(is_valid(date));
        date = add_days(date, 1);
    }
}

TEST(Civil, KnowsLeapYears) {
    EXPECT_TRUE(is_leap_year(2000));
    EXPECT_FALSE(is_leap_year(1900));
    EXPECT_EQ(days_in_month(2024, 2), 29);
    EXPECT_EQ(days_in_month(2023, 2), 28);
    EXPECT_FALSE(is_valid({2023, 2, 29}));
    EXPECT_FALSE(is_valid({2023, 13, 1}));
}

TEST(Civil, MonthsEndAtTheirLastDay) {
    EXPECT_EQ(add_months({2023, 1, 31}, 1), (CivilDate{2023, 2, 28}));
    EXPECT_EQ(add_months({2024, 3, 31}, -1), (CivilDate{2024, 2, 29}));
    EXPECT_EQ(add_months({2024, 3, 15}, -15), (CivilDate{2022, 12, 15}));
    EXPECT_EQ(add_years({2024, 2, 29}, 1), (CivilDate{2025, 2, 28}));
}

TEST(Civil, NothingLeavesTheCalendar) {
    EXPECT_EQ(add_days({9999, 12, 31}, 1'000'000'000), (CivilDate{9999, 12, 31}));
    EXPECT_EQ(add_days({1, 1, 1}, -1), (CivilDate{1, 1, 1}));
    EXPECT_EQ(add_years({2000, 1, 1}, 1'000'000).year, kMaxYear);
    EXPECT_EQ(add_months({2000, 1, 1}, -1'000'000).year, kMinYear);
    EXPECT_TRUE(is_valid(step({{2000, 1, 1}, {}}, {{{1e18, Unit::Century}}}, 1).date));
    EXPECT_TRUE(is_valid(step({{2000, 1, 1}, {}}, {{{1e300, Unit::Second}}}, -1).date));
}

TEST(Civil, WeeksFollowIso8601) {
    EXPECT_EQ(weekday_of({2016, 11, 7}), 1);
    EXPECT_EQ(iso_week({2016, 1, 1}), (IsoWeek{2015, 53}));
    EXPECT_EQ(iso_week({2018, 12, 31}), (IsoWeek{2019, 1}));
    EXPECT_EQ(monday_of(IsoWeek{2019, 1}), (CivilDate{2018, 12, 31}));
    EXPECT_EQ(nth_weekday(2016, 11, 4, 4), (CivilDate{2016, 11, 24}));
    EXPECT_EQ(nth_weekday(2018, 5, 1, -1), (CivilDate{2018, 5, 28}));
}

TEST(Civil, KnowsMovingFeasts) {
    EXPECT_EQ(easter_sunday(2019), (CivilDate{2019, 4, 21}));
    EXPECT_EQ(easter_sunday(2024), (CivilDate{2024, 3, 31}));
    EXPECT_EQ(orthodox_easter_sunday(2024), (CivilDate{2024, 5, 5}));
    EXPECT_EQ(orthodox_easter_sunday(2021), (CivilDate{2021, 5, 2}));
    EXPECT_EQ(islamic_date_in(2021, 9, 1), (CivilDate{2021, 4, 12}));
    EXPECT_EQ(islamic_date_in(2023, 10, 1), (CivilDate{2023, 4, 21}));
}

TEST(Civil, BusinessDaysPassOverWeekends) {
    EXPECT_EQ(add_business_days({2018, 8, 21}, 4), (CivilDate{2018, 8, 27}));
    EXPECT_EQ(add_business_days({2018, 8, 20}, -1), (CivilDate{2018, 8, 17}));
}

TEST(Civil, ReadsWhatItWrites) {
    const CivilDateTime moment{{2016, 11, 7}, {16, 12, 5}};
    EXPECT_EQ(format(moment), "2016-11-07 16:12:05");
    EXPECT_EQ(parse_civil(format(moment)), moment);
    EXPECT_EQ(parse_civil("2016-11-07T16:12:05.123"), moment);
    EXPECT_EQ(parse_civil("2016-11-07"), (CivilDateTime{{2016, 11, 7}, {}}));
    EXPECT_FALSE(parse_civil("2016-13-07"));
    EXPECT_FALSE(parse_civil("2016-11-07T25:00:00"));
    EXPECT_FALSE(parse_civil("soon"));
}

TEST(Timex, HalfADayLaterIsTheNextDayPastMidnight) {
    EXPECT_EQ(shift_half_day("T07:30", 12), "T19:30");
    EXPECT_EQ(shift_half_day("T12:30", -12), "T00:30");
    EXPECT_EQ(shift_half_day("(XXXX-WXX-1T11,XXXX-WXX-1T16,PT5H)", 12),
              "(XXXX-WXX-1T23,XXXX-WXX-2T04,PT5H)");
    EXPECT_EQ(shift_half_day("2016-12-31T16", 12), "2017-01-01T04");
    EXPECT_EQ(shift_half_day("XXXX-02-28T16", 12), "XXXX-02-29T04");
}

TEST(Timex, WritesLengths) {
    EXPECT_EQ(timex_of(Duration{{{3, Unit::Month}, {2, Unit::Week}, {2, Unit::Day}}}), "P3M2W2D");
    EXPECT_EQ(timex_of(Duration{{{1, Unit::Day}, {5, Unit::Hour}, {30, Unit::Minute}}}),
              "P1DT5H30M");
    EXPECT_EQ(timex_of(Duration{{{2, Unit::Decade}}}), "P20Y");
    EXPECT_EQ(seconds_of(Duration{{{3.5, Unit::Year}}}), 110'376'000);
    EXPECT_EQ(clock_length_timex(95'400), "PT26H30M");
}

}  // namespace
}  // namespace errand::language::time
