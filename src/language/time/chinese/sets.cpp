// Recurring times: "每天", "每隔两天", "每周一三五下午八点" (the time is joined later), "每月5号".
#include <fmt/format.h>

#include "language/time/chinese/durations.hpp"
#include "language/time/chinese/numerals.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

Piece piece(std::size_t begin, std::size_t end, std::string timex) {
    Piece made;
    made.begin = begin;
    made.end = end;
    made.value = make_set(std::move(timex));
    return made;
}

struct EveryWord {
    std::u32string_view word;
    std::string_view timex;
};
constexpr EveryWord kEveryWords[] = {
    {U"天", "P1D"},        {U"日", "P1D"},        {U"一天", "P1D"},    {U"周", "P1W"},
    {U"星期", "P1W"},      {U"个星期", "P1W"},    {U"礼拜", "P1W"},    {U"个礼拜", "P1W"},
    {U"一周", "P1W"},      {U"月", "P1M"},        {U"个月", "P1M"},    {U"年", "P1Y"},
    {U"一年", "P1Y"},      {U"季度", "P3M"},      {U"个季度", "P3M"},  {U"小时", "PT1H"},
    {U"个小时", "PT1H"},   {U"个钟头", "PT1H"},   {U"分钟", "PT1M"},   {U"秒", "PT1S"},
    {U"秒钟", "PT1S"},     {U"个工作日", "P1BD"}, {U"工作日", "P1BD"}, {U"周末", "P1WE"},
    {U"个周末", "P1WE"},   {U"一个月", "P1M"},    {U"逢周末", "P1WE"}, {U"逢双休日", "P1WE"},
    {U"个双休日", "P1WE"},
};
constexpr WordTable kEveryWordsTable(kEveryWords);

// "每周一三五", "每周一、三、五", "每个周一".
Read read_weekdays(const Line& line, std::size_t begin, std::size_t at) {
    auto name = read_weekday_name(line, at);
    if (!name) return {};
    std::string timex = weekday_timex(name->value);
    std::size_t end = name->end;
    const std::size_t last_at = line.past(end, {U"到", U"至", U"-"});
    if (const auto last = read_weekday_name(line, last_at); last && last_at > end) {
        for (int day = name->value; day != last->value;) {
            day = day % 7 + 1;
            timex += "," + weekday_timex(day);
        }
        return piece(begin, last->end, std::move(timex));
    }
    while (true) {
        const std::size_t next = line.past(end, {U"、", U",", U"和", U"与"});
        int weekday = digit_value(line[next]);
        if (line[next] == U'日') weekday = 7;
        std::size_t after = next + 1;
        if (const auto whole = read_weekday_name(line, next)) {
            weekday = whole->value;
            after = whole->end;
        } else if (is_numeral(line[after]) ? digit_value(line[after]) < 0
                                           : is_one_of(line[after], U"点时个次号月天分")) {
            break;
        }
        if (weekday < 1 || weekday > 7 || line[next] == U'两') break;
        timex += "," + weekday_timex(weekday);
        end = after;
    }
    return piece(begin, end, std::move(timex));
}

// "每月5号", "每年五月一日", "每年10月", "每年春节".
Read read_calendar(const Context& context, std::size_t begin, std::size_t at) {
    const Line& line = context.line;
    const std::size_t month = line.past(at, {U"月", U"个月"});
    const std::size_t year = line.past(at, {U"年"});
    const std::size_t start = line.past(std::max(month, year), {U"的"});
    if (start == at) return {};
    if (year > at)
        if (const auto holiday = read_holiday(context, start))
            return piece(begin, holiday->end, holiday->value.timex);
    if (const auto rank = read_rank(line, start); rank && month > at && rank->value <= 5)
        if (const auto name = read_weekday_name(line, rank->end))
            return piece(
                begin, name->end,
                fmt::format("XXXX-XX-WXX-{}-#{}", name->value, rank->value < 0 ? 5 : rank->value));
    if (const auto day = read_day_form(context, start); day && !day->form.year)
        if (day->form.month.has_value() == (year > at))
            return piece(begin, day->end, date_timex({}, day->form.month, *day->form.day));
    if (year == at) return {};
    const auto form = read_month_form(context, start);
    if (!form || form->form.year || !form->form.month) return {};
    return piece(begin, form->end, month_timex({}, *form->form.month));
}

// "每隔两天" leaves two days out; of hours and minutes it is said of the distance.
Read read_distance(const Context& context, std::size_t begin, std::size_t at) {
    const bool apart = context.line[at] == U'隔';
    const auto read = read_length(context, at + (apart ? 1 : 0), false);
    if (!read || read->duration.amounts.size() != 1) return {};
    Duration duration = read->duration;
    Amount& amount = duration.amounts.front();
    if (apart && !is_clock_unit(amount.unit) && amount.count >= 1) amount.count += 1;
    return piece(begin, read->end, timex_of(duration));
}

}  // namespace

Read read_set(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (line[at] == U'隔') {
        if (line.is(at, U"隔天") || line.is(at, U"隔日")) return piece(at, at + 2, "P2D");
        if (line.is(at, U"隔周")) return piece(at, at + 2, "P2W");
        return {};
    }
    if (line[at] != U'每') return {};
    std::size_t start = line.past(at + 1, {U"逢", U"到", U"个", U"一个"});
    if (auto days = read_weekdays(line, at, start)) return days;
    start = at + 1;
    Read best = read_calendar(context, at, start);
    if (auto distance = read_distance(context, at, start);
        distance && (!best || distance->end > best->end))
        best = std::move(distance);
    if (const auto* word = kEveryWordsTable.find(line, start))
        if (const std::size_t end = start + word->word.size(); !best || end >= best->end)
            best = piece(at, end, std::string(word->timex));
    if (!best && is_one_of(line[start], U"晚早")) best = piece(at, start, "P1D");
    return best;
}

}  // namespace errand::language::time::chinese
