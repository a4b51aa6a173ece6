// So many units at the begin or the end of a period: "2021年的前两周", "今年最后三个月",
// "下周头三天".
#include "language/time/chinese/durations.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

bool is_one_year(CivilDate begin, CivilDate end) {
    return begin.month == 1 && begin.day == 1 && end == add_years(begin, 1);
}

bool is_one_month(CivilDate begin, CivilDate end) {
    return begin.day == 1 && end == add_months(begin, 1);
}

// The whole weeks of a year or a month are those whose Thursday it has.
std::pair<CivilDate, CivilDate> weeks_of(CivilDate begin, CivilDate end) {
    if (is_one_year(begin, end))
        return {monday_of(IsoWeek{begin.year, 1}), monday_of(IsoWeek{begin.year + 1, 1})};
    if (is_one_month(begin, end))
        return {monday_of(nth_weekday(begin.year, begin.month, 4, 1)),
                add_days(monday_of(nth_weekday(begin.year, begin.month, 4, -1)), 7)};
    return {begin, end};
}

Interval part_of(const Interval& whole, const Duration& length, bool last) {
    if (!whole.begin || !whole.end) return {};
    auto bounds = std::pair{whole.begin->date, whole.end->date};
    if (length.amounts.front().unit == Unit::Week) bounds = weeks_of(bounds.first, bounds.second);
    const auto [begin, end] = bounds;
    const CivilDate from = last ? step({end, {}}, length, -1).date : begin;
    const CivilDate to = last ? end : step({begin, {}}, length, 1).date;
    return {CivilDateTime{from, {}}, CivilDateTime{to, {}}};
}

}  // namespace

Read read_counted_part(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto whole = read_period(context, at);
    if (!whole || whole->value.kind != Kind::DateRange || !whole->value.future.begin) return {};
    const std::size_t start = line.past(whole->end, {U"的"});
    const std::size_t first =
        line.past(start, {U"前", U"头", U"最初", U"最初的", U"开头", U"最开始"});
    const std::size_t final = line.past(start, {U"最后", U"最后的", U"后", U"末尾"});
    if (std::max(first, final) == start) return {};
    const auto read = read_length(context, std::max(first, final), true);
    if (!read || read->duration.amounts.size() != 1 || has_clock_units(read->duration)) return {};
    const bool last = final > first;
    Value value;
    value.kind = Kind::DateRange;
    value.past = part_of(whole->value.past, read->duration, last);
    value.future = part_of(whole->value.future, read->duration, last);
    std::string begin = format(value.future.begin->date);
    std::string end = format(value.future.end->date);
    if (!(value.past == value.future)) begin.replace(0, 4, "XXXX"), end.replace(0, 4, "XXXX");
    value.timex = range_timex(begin, end, timex_of(read->duration));
    return make_piece(at, read->end, std::move(value));
}

}  // namespace errand::language::time::chinese
