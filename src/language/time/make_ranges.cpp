// Ranges of dates: see make.hpp.
#include <fmt/format.h>
#include <algorithm>

#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

Interval days(CivilDate begin, CivilDate end) {
    return {CivilDateTime{begin, {}}, CivilDateTime{end, {}}};
}

Value range_value(std::string timex, Interval past, Interval future, Unit grain) {
    Value value;
    value.kind = Kind::DateRange;
    value.timex = std::move(timex);
    value.past = past;
    value.future = future;
    value.grain = grain;
    return value;
}

// The month's weeks are those whose Thursday it has; n from 1, -1 the last.
CivilDate week_of_month(int year, int month, int n) {
    return monday_of(nth_weekday(year, month, 4, n));
}

}  // namespace

Value make_day_range(std::string timex, CivilDate begin, CivilDate end, Unit grain) {
    return range_value(std::move(timex), days(begin, end), days(begin, end), grain);
}

Value make_year(int year) {
    year = std::clamp(year, kMinYear, kMaxYear);
    Value value =
        make_day_range(year_timex(year), {year, 1, 1}, add_years({year, 1, 1}, 1), Unit::Year);
    value.year_said = true;
    return value;
}

Value make_month(std::optional<int> year, int month, Reference reference) {
    const auto of = [&](int y) { return days({y, month, 1}, add_months({y, month, 1}, 1)); };
    std::string timex = month_timex(year, month);
    if (year) {
        Value value = range_value(std::move(timex), of(*year), of(*year), Unit::Month);
        value.year_said = true;
        return value;
    }
    const CivilDate today = reference.date;
    const int past = today.year - (month >= today.month ? 1 : 0);
    const int future = today.year + (month < today.month ? 1 : 0);
    return range_value(std::move(timex), of(past), of(future), Unit::Month);
}

Value make_week(CivilDate day_in_it) {
    const CivilDate monday = monday_of(day_in_it);
    return make_day_range(week_timex(monday), monday, add_days(monday, 7), Unit::Week);
}

Value make_weekend(CivilDate day_in_it) {
    const CivilDate monday = monday_of(day_in_it);
    return make_day_range(week_timex(monday) + "-WE", add_days(monday, 5), add_days(monday, 7),
                          Unit::Weekend);
}

Value make_months(std::optional<int> year, int first, int count, Reference reference) {
    const auto of = [&](int y) {
        const CivilDate begin{y, first, 1};
        return days(begin, add_months(begin, count));
    };
    const Interval any = of(year.value_or(2000));
    std::string begin = format(any.begin->date);
    std::string end = format(any.end->date);
    if (!year) begin.replace(0, 4, "XXXX"), end.replace(0, 4, "XXXX");
    std::string timex = range_timex(begin, end, length_timex(count, 'M'));
    if (year) {
        Value value = range_value(std::move(timex), of(*year), of(*year), Unit::Month);
        value.year_said = true;
        return value;
    }
    // Of the current year and the one that lies on the other side of it.
    const int this_year = reference.date.year;
    if (of(this_year).begin->date < reference.date)
        return range_value(std::move(timex), of(this_year), of(this_year + 1), Unit::Month);
    return range_value(std::move(timex), of(this_year - 1), of(this_year), Unit::Month);
}

Value make_decade(int first_year, int years) {
    const CivilDate begin{std::clamp(first_year, kMinYear, kMaxYear), 1, 1};
    const CivilDate end = add_years(begin, years);
    return make_day_range(range_timex(format(begin), format(end), length_timex(years, 'Y')), begin,
                          end, Unit::Year);
}

Value make_short_decade(int short_year, Reference) {
    const auto of = [&](int century) {
        const CivilDate begin{century + short_year, 1, 1};
        return days(begin, add_years(begin, 10));
    };
    return range_value(
        range_timex(fmt::format("XX{:02}-01-01", short_year),
                    fmt::format("XX{:02}-01-01", (short_year + 10) % 100), length_timex(10, 'Y')),
        of(1900), of(2000), Unit::Year);
}

Value make_week_of_month(std::optional<int> year, int month, int n, Reference reference) {
    const auto of = [&](int y) {
        const CivilDate monday = week_of_month(y, month, n);
        return days(monday, add_days(monday, 7));
    };
    std::string timex = fmt::format("{}-W{:02}", month_timex(year, month), n < 0 ? 6 + n : n);
    if (year) return range_value(std::move(timex), of(*year), of(*year), Unit::Week);
    const int this_year = reference.date.year;
    const bool passed = of(this_year).begin->date < reference.date;
    return range_value(std::move(timex), of(passed ? this_year : this_year - 1),
                       of(passed ? this_year + 1 : this_year), Unit::Week);
}

Value make_week_of_year(int year, int n) {
    const int weeks = iso_week({year, 12, 28}).week;
    return make_week(monday_of(IsoWeek{year, n < 0 ? weeks + 1 + n : n}));
}

Value make_season(std::optional<int> year, std::string_view code) {
    Value value;
    value.kind = Kind::DateRange;
    value.timex = year ? year_timex(*year) + "-" + std::string(code) : std::string(code);
    value.grain = Unit::Quarter;
    value.year_said = year.has_value();
    return value;
}

Value make_days_around(const Duration& duration, int sign, Reference reference) {
    const CivilDate today = reference.date;
    const CivilDate begin = sign > 0 ? add_days(today, 1) : step({today, {}}, duration, -1).date;
    const CivilDate end = sign > 0 ? step({begin, {}}, duration, 1).date : today;
    return make_day_range(range_timex(format(begin), format(end), timex_of(duration)), begin, end,
                          Unit::Day);
}

Value make_moments_around(const Duration& duration, int sign, Reference reference) {
    const CivilDateTime other = step(reference, duration, sign);
    const CivilDateTime begin = sign > 0 ? reference : other;
    const CivilDateTime end = sign > 0 ? other : reference;
    Value value =
        range_value(range_timex(moment_timex(begin), moment_timex(end), timex_of(duration)),
                    {begin, end}, {begin, end}, Unit::Second);
    value.kind = Kind::DateTimeRange;
    return value;
}

}  // namespace errand::language::time
