#include "skills/ledger/periods.hpp"

#include <gtest/gtest.h>

#include "language/text.hpp"

namespace errand::skills::ledger {
namespace {

// On 2 March 2026, of a ledger of 2025: "2025", "2025-3", "-3" (March of any year), "from..to".
std::string read(std::string_view sentence) {
    std::string all;
    for (const auto& period : find_periods(language::normalise(sentence), {2026, 3, 2}, 2025)) {
        const auto& filter = period.filter;
        all += all.empty() ? "" : " ";
        if (filter.year) all += std::to_string(*filter.year);
        if (filter.month) all += "-" + std::to_string(*filter.month);
        if (!filter.from.empty() || !filter.to.empty()) all += filter.from + ".." + filter.to;
    }
    return all;
}

struct Said {
    const char* sentence;
    const char* means;
};

TEST(Periods, Years) {
    for (const auto& [sentence, means] :
         std::vector<Said>{{"2025年度", "2025"},
                           {"二〇二四年", "2024"},
                           {"二零二四年度台账", "2024"},
                           {"24年全年的", "2024"},
                           {"二五年的", "2025"},
                           {"前年的", "2024"},
                           {"上一年度的", "2025"},
                           {"今年以来的", "2026"},
                           {"fy2025", "2025"},
                           {"FY 24", "2024"},
                           {"fiscal year 2024", "2024"},
                           {"expenses '24", "2024"},
                           {"for twenty twenty-four.", "2024"},
                           {"in 2025.", "2025"},
                           {"the year before last", "2024"},
                           {"year to date", "2026"},
                           {"2026 so far", "2026"},
                           {"2024到2025年", "2024-01-01..2025-12-31"},
                           {"2000元以上", ""},
                           {"over 2000", ""},
                           {"二十五年", ""},
                           {"20年前", ""}})
        EXPECT_EQ(read(sentence), means) << sentence;
}

TEST(Periods, Parts) {
    for (const auto& [sentence, means] :
         std::vector<Said>{{"第四季度", "2025-10-01..2025-12-31"},
                           {"去年第四季度的", "2025-10-01..2025-12-31"},
                           {"2024年三季度", "2024-07-01..2024-09-30"},
                           {"前三季度", "2025-01-01..2025-09-30"},
                           {"Q3 2024", "2024-07-01..2024-09-30"},
                           {"2024Q3", "2024-07-01..2024-09-30"},
                           {"last quarter", "2025-10-01..2025-12-31"},
                           {"上个季度", "2025-10-01..2025-12-31"},
                           {"the last quarter of 2024", "2024-10-01..2024-12-31"},
                           {"上半年", "2025-01-01..2025-06-30"},
                           {"25年的发票台账,下半年的", "2025-07-01..2025-12-31"},
                           {"second half of last year", "2025-07-01..2025-12-31"},
                           {"H1 2024", "2024-01-01..2024-06-30"},
                           {"上个月", "2026-02-01..2026-02-28"},
                           {"last month", "2026-02-01..2026-02-28"},
                           {"最近三个月", "2025-12-03..2026-03-02"},
                           {"这一年的", "2025-03-03..2026-03-02"},
                           {"the last 30 days", "2026-02-01..2026-03-02"},
                           {"去年前三个月", "2025-01-01..2025-03-31"},
                           {"上周", "2026-02-23..2026-03-01"},
                           {"三月份", "-3"},
                           {"May 2024", "2024-5"},
                           {"May of last year", "2025-5"},
                           {"last November", "2025-11"},
                           {"2025-03", "2025-3"},
                           {"3、4月", "-3 -4"}})
        EXPECT_EQ(read(sentence), means) << sentence;
}

TEST(Periods, RangesAndOpenOnes) {
    for (const auto& [sentence, means] :
         std::vector<Said>{{"今年一月到三月", "2026-01-01..2026-03-31"},
                           {"三到五月", "2025-03-01..2025-05-31"},
                           {"3-5月", "2025-03-01..2025-05-31"},
                           {"january thru june", "2025-01-01..2025-06-30"},
                           {"between March and May", "2025-03-01..2025-05-31"},
                           {"from Nov to Feb 2026", "2025-11-01..2026-02-28"},
                           {"since April", "2025-04-01.."},
                           {"from April on", "2025-04-01.."},
                           {"after April", "2025-05-01.."},
                           {"四月以来", "2025-04-01.."},
                           {"before April", "..2025-03-31"},
                           {"until the end of April", "..2025-04-30"},
                           {"四月以前", "..2025-03-31"},
                           {"截至四月", "..2025-04-30"},
                           {"the year ending December 2025", "2025-01-01..2025-12-31"},
                           {"from March", "-3"},
                           {"3月15日", "2025-03-15..2025-03-15"}})
        EXPECT_EQ(read(sentence), means) << sentence;
}

TEST(Periods, BoundsAndListsOfDays) {
    for (const auto& [sentence, means] :
         std::vector<Said>{{"5月6号之前的", "..2025-05-05"},
                           {"5月6日之后", "2025-05-07.."},
                           {"5月6号以后的", "2025-05-06.."},
                           {"截至5月6号", "..2025-05-06"},
                           {"after 6 May", "2025-05-07.."},
                           {"before May 6", "..2025-05-05"},
                           {"until 6 May", "..2025-05-06"},
                           {"since May 6", "2025-05-06.."},
                           {"5月6号到5月9号的", "2025-05-06..2025-05-09"},
                           {"2025-05-06到2025-05-09", "2025-05-06..2025-05-09"},
                           {"2025-05-06之前", "..2025-05-05"},
                           {"May 6 to May 9", "2025-05-06..2025-05-09"},
                           {"5月6号和9号", "2025-05-06..2025-05-06 2025-05-09..2025-05-09"},
                           {"6 and 9 May", "2025-05-06..2025-05-06 2025-05-09..2025-05-09"},
                           {"May 6th or 9th", "2025-05-06..2025-05-06 2025-05-09..2025-05-09"},
                           {"5月以后", "2025-05-01.."},
                           {"5月之后", "2025-06-01.."}})
        EXPECT_EQ(read(sentence), means) << sentence;
}

}  // namespace
}  // namespace errand::skills::ledger
