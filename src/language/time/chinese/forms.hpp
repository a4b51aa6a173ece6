// Owns: years, months and days as they are written, before they are seen from a reference. Pure;
// any thread.
#pragma once

#include <optional>

#include "language/time/chinese/text.hpp"
#include "language/time/value.hpp"

namespace errand::language::time::chinese {

struct Context {
    const Line& line;
    CivilDateTime now;
};

// A year, a month or a day of the calendar; what is unsaid is left out.
struct DateForm {
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;
    bool lunar = false;
    bool leap = false;  // in the leap month of that number
};

struct FormRead {
    std::size_t end = 0;
    DateForm form;
};

struct YearRead {
    std::size_t end = 0;
    int year = 0;
    // "18年" and "两千年" are a year only where a month follows; alone they are a length.
    bool needs_month = false;
};

struct OffsetRead {
    std::size_t end = 0;
    int offset = 0;  // "上上个" -2, "这" 0, "下" 1
};

struct NumberRead {
    std::size_t end = 0;
    int value = 0;
};

// "2016年", "二零一六年", "08年", "去年", "民国三年".
std::optional<YearRead> read_year(const Context& context, std::size_t at);
// "康熙二十年": the year that the era's first one counts from, and where the name ends.
std::optional<NumberRead> read_era(const Line& line, std::size_t at);
// "这个", "上上", "下一个"; nothing where a number follows ("上两周").
std::optional<OffsetRead> read_offset(const Line& line, std::size_t at);
// "一" to "日" after "周", "星期" or "礼拜", with these.
std::optional<NumberRead> read_weekday_name(const Line& line, std::size_t at);
// "第三个", "第2", "最后一个" (-1), with a "的" before it.
std::optional<NumberRead> read_rank(const Line& line, std::size_t at);
// "3月", "十二月份", "正月", "下个月": sets the form's month, and its year where that is known.
std::optional<std::size_t> read_month(const Context& context, std::size_t at, DateForm& form);
// A whole day: "2016年1月29日", "农历八月十五", "本月十日", "十五号".
std::optional<FormRead> read_day_form(const Context& context, std::size_t at);
// A year, or a month with or without its year.
std::optional<FormRead> read_month_form(const Context& context, std::size_t at);

// The number [begin, end) before "号" is of a house, a line or a desk rather than of a day.
bool is_house_number(const Line& line, std::size_t begin, std::size_t end);
// A year in two digits: of this century below 40.
int whole_year(int year, int digits);
Value value_of(const DateForm& form, CivilDateTime now);
// A day of the lunar calendar, in the Gregorian calendar where the table reaches.
Value make_lunar(const DateForm& form, CivilDateTime now);

}  // namespace errand::language::time::chinese
