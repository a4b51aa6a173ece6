#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "language/limits.hpp"
#include "language/time/find.hpp"

namespace errand::language::time {
namespace {

// A Wednesday.
constexpr CivilDateTime kNow{{2018, 5, 16}, {16, 12, 0}};

std::string written(const std::optional<CivilDateTime>& moment) {
    return moment ? format(*moment) : "-";
}

// Every span as "text: timex begin end | timex begin end".
std::string read(std::string_view sentence) {
    std::string all;
    for (const auto& span : find_times(sentence, Language::English, kNow)) {
        if (!all.empty()) all += "; ";
        all += std::string(sentence.substr(span.begin, span.end - span.begin)) + ":";
        bool first = true;
        for (const auto& reading : span.readings) {
            all += first ? " " : " | ";
            first = false;
            all += reading.timex;
            if (span.kind == Kind::Duration) all += " " + format_count(reading.seconds);
            if (reading.begin) all += " " + written(reading.begin);
            if (reading.end) all += " to " + written(reading.end);
        }
    }
    return all;
}

TEST(EnglishTimes, FridayIsTheLastAndTheNextOne) {
    EXPECT_EQ(read("deliver it on Friday"),
              "Friday: XXXX-WXX-5 2018-05-11 00:00:00 | XXXX-WXX-5 2018-05-18 00:00:00");
    EXPECT_EQ(read("deliver it on wednesday"),
              "wednesday: XXXX-WXX-3 2018-05-09 00:00:00 | XXXX-WXX-3 2018-05-16 00:00:00");
}

TEST(EnglishTimes, SevenIsInTheMorningAndInTheEvening) {
    EXPECT_EQ(read("call me at 7"), "7: T07 2018-05-16 07:00:00 | T19 2018-05-16 19:00:00");
    EXPECT_EQ(read("call me at 7 in the evening"), "7 in the evening: T19 2018-05-16 19:00:00");
    EXPECT_EQ(read("call me at 12:30"),
              "12:30: T12:30 2018-05-16 12:30:00 | T00:30 2018-05-16 00:30:00");
}

TEST(EnglishTimes, EveryWeekdayAndMonthHasItsNames) {
    constexpr const char* days[][2] = {
        {"monday", "mon"}, {"tuesday", "tues"}, {"wednesday", "weds"}, {"thursday", "thurs"},
        {"friday", "fri"}, {"saturday", "sat"}, {"sunday", "sun"}};
    for (int day = 0; day < 7; ++day)
        for (const char* name : days[day]) {
            const auto found =
                find_times(fmt::format("see you next {}", name), Language::English, kNow);
            ASSERT_EQ(found.size(), 1U) << name;
            EXPECT_EQ(found[0].readings[0].timex, fmt::format("2018-05-{}", 21 + day)) << name;
        }
    constexpr const char* months[][2] = {
        {"january", "jan"},    {"february", "feb"}, {"march", "mar"},    {"april", "apr"},
        {"may", "may"},        {"june", "jun"},     {"july", "jul"},     {"august", "aug"},
        {"september", "sept"}, {"october", "oct"},  {"november", "nov"}, {"december", "dec"}};
    for (int month = 0; month < 12; ++month)
        for (const char* name : months[month]) {
            const auto found =
                find_times(fmt::format("it was {} 3rd, 2015", name), Language::English, kNow);
            ASSERT_EQ(found.size(), 1U) << name;
            EXPECT_EQ(found[0].readings[0].timex, fmt::format("2015-{:02}-03", month + 1));
        }
}

TEST(EnglishTimes, PiecesMayComeInAnyOrder) {
    const std::string meaning = ": 2018-05-17T09 2018-05-17 09:00:00";
    for (const std::string said : {"tomorrow morning at 9", "tomorrow at 9am", "9am tomorrow",
                                   "9 in the morning tomorrow", "tomorrow, 9 a.m."})
        EXPECT_EQ(read(said), said + meaning);
}

TEST(EnglishTimes, ReadsRanges) {
    EXPECT_EQ(read("from 2 to 4pm tomorrow"),
              "from 2 to 4pm tomorrow: (2018-05-17T14,2018-05-17T16,PT2H) 2018-05-17 14:00:00 to "
              "2018-05-17 16:00:00");
    EXPECT_EQ(read("June 3rd to 9th, 2019"),
              "June 3rd to 9th, 2019: (2019-06-03,2019-06-09,P6D) 2019-06-03 00:00:00 to "
              "2019-06-09 00:00:00");
    EXPECT_EQ(read("between 2012 and 2015"),
              "between 2012 and 2015: (2012-01-01,2015-01-01,P3Y) 2012-01-01 00:00:00 to "
              "2015-01-01 00:00:00");
    EXPECT_EQ(read("from Monday 9am until Wednesday noon").substr(0, 40),
              "from Monday 9am until Wednesday noon: (X");
}

TEST(EnglishTimes, ReadsWhatIsCountedFromNow) {
    EXPECT_EQ(read("in half an hour"), "in half an hour: 2018-05-16T16:42:00 2018-05-16 16:42:00");
    EXPECT_EQ(read("two weeks ago"), "two weeks ago: 2018-05-02 2018-05-02 00:00:00");
    EXPECT_EQ(read("the day after tomorrow"),
              "the day after tomorrow: 2018-05-18 2018-05-18 00:00:00");
    EXPECT_EQ(read("three days after Easter 2019"),
              "three days after Easter 2019: 2019-04-24 2019-04-24 00:00:00");
    EXPECT_EQ(read("in four business days"),
              "in four business days: 2018-05-22 2018-05-22 00:00:00");
}

TEST(EnglishTimes, ReadsPeriods) {
    EXPECT_EQ(read("the third week of June 2018"),
              "the third week of June 2018: 2018-06-W03 2018-06-18 00:00:00 to 2018-06-25 "
              "00:00:00");
    EXPECT_EQ(read("next quarter"),
              "next quarter: (2018-07-01,2018-10-01,P3M) 2018-07-01 00:00:00 to 2018-10-01 "
              "00:00:00");
    EXPECT_EQ(read("in the nineties").substr(0, 52),
              "the nineties: (XX90-01-01,XX00-01-01,P10Y) 1990-01-0");
    EXPECT_EQ(read("this summer"), "this summer: 2018-SU");
}

TEST(EnglishTimes, ReadsLengthsAndWhatComesAgain) {
    EXPECT_EQ(read("for two and a half hours"), "two and a half hours: PT2.5H 9000");
    EXPECT_EQ(read("1h 30m"), "1h 30m: PT1H30M 5400");
    EXPECT_EQ(read("every other friday at 5pm"), "every other friday at 5pm: XXXX-WXX-5T17");
    EXPECT_EQ(read("a biweekly report"), "biweekly: P2W");
    EXPECT_EQ(read("sunday mornings"), "sunday mornings: XXXX-WXX-7TMO");
}

TEST(EnglishTimes, BoundsOpenOneSide) {
    const auto before = find_times("by tomorrow", Language::English, kNow);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].bound, Bound::Before);
    EXPECT_FALSE(before[0].readings[0].begin);
    EXPECT_EQ(written(before[0].readings[0].end), "2018-05-17 00:00:00");
    const auto after = find_times("after 2016", Language::English, kNow);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(written(after[0].readings[0].begin), "2017-01-01 00:00:00");
    EXPECT_EQ(after[0].source, Source::Range);
}

TEST(EnglishTimes, WordsThatOnlyLookLikeTimesAreNone) {
    for (const auto* sentence :
         {"may I come in?", "the sun is shining", "he sat down", "give me a second", "good morning",
          "a 4:3 screen", "call 555-0102-33", "it costs $2018", "6.45 percent", "version 10.2.3.4",
          "the march of time", "32-2015"})
        EXPECT_EQ(read(sentence), "") << sentence;
}

TEST(EnglishTimes, ADayThatDoesNotExistIsKnownAndUnresolved) {
    EXPECT_EQ(read("Feb 30"), "Feb 30: XXXX-02-30");
    EXPECT_EQ(read("2/29/2019"), "2/29/2019: 2019-02-29");
}

TEST(EnglishTimes, SpansNeitherOverlapNorLeaveTheText) {
    constexpr std::string_view vocabulary[] = {
        "monday",  "may",   "5",      "at",    "7",       "pm",    "to",   "from",
        "between", "and",   "next",   "last",  "week",    "the",   "end",  "of",
        "2018",    "two",   "days",   "after", "before",  "half",  "past", "noon",
        "-",       "/",     ":",      ",",     ".",       "every", "in",   "mid",
        "q3",      "1990s", "easter", "until", "morning", "now",   "or",   "later"};
    std::mt19937 random(7);
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        for (int i = 0; i < 12; ++i) {
            text += vocabulary[random() % std::size(vocabulary)];
            if (random() % 4 != 0) text += ' ';
        }
        std::size_t last = 0;
        for (const auto& span : find_times(text, Language::English, kNow)) {
            ASSERT_LE(last, span.begin) << text;
            ASSERT_LT(span.begin, span.end) << text;
            ASSERT_LE(span.end, text.size()) << text;
            ASSERT_FALSE(span.readings.empty()) << text;
            last = span.end;
        }
    }
}

TEST(EnglishTimes, LongTextIsReadInItsLength) {
    for (const std::string_view part : {"half past ", "from 3 to ", "two days after the day after ",
                                        "1/", "the end of the ", "monday at 5 and "}) {
        std::string text;
        while (text.size() < 2 * kMaxSentenceBytes) text += part;
        for (const auto& span : find_times(text, Language::English, kNow))
            ASSERT_LE(span.end, kMaxSentenceBytes);
    }
}

}  // namespace
}  // namespace errand::language::time
