// What years, months and days mean: see forms.hpp.
#include "language/time/chinese/forms.hpp"
#include "language/time/lunar.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

Interval day_interval(CivilDate date) {
    return {CivilDateTime{date, {}}, std::nullopt};
}

Value make_lunar_month(const DateForm& form, CivilDateTime now) {
    const auto today = lunar_of(now.date);
    const int year = form.year.value_or(today ? today->year : now.date.year);
    const auto first = civil_of({year, *form.month, 1, form.leap});
    Value value;
    value.kind = Kind::DateRange;
    value.grain = Unit::Month;
    value.lunar = true;
    value.timex = month_timex(form.year, *form.month);
    if (first) {
        const int days = days_in_lunar_month(year, *form.month, form.leap);
        value.past = {CivilDateTime{*first, {}}, CivilDateTime{add_days(*first, days), {}}};
        value.future = value.past;
    }
    return value;
}

}  // namespace

Value value_of(const DateForm& form, CivilDateTime now) {
    if (form.lunar && form.day) return make_lunar(form, now);
    if (form.lunar && form.month) return make_lunar_month(form, now);
    if (form.day) return make_date(form.year, form.month, *form.day, now);
    if (form.month) return make_month(form.year, *form.month, now);
    return make_year(form.year.value_or(now.date.year));
}

Value make_lunar(const DateForm& form, CivilDateTime now) {
    Value value;
    value.kind = Kind::Date;
    value.lunar = true;
    value.timex = date_timex(form.year, form.month, *form.day);
    const auto today = lunar_of(now.date);
    const int middle = form.year.value_or(today ? today->year : now.date.year);
    const int month = form.month.value_or(today ? today->month : now.date.month);
    // The last day of a month is called its thirtieth even where it has 29.
    const auto in_year = [&](int year) {
        const int days = days_in_lunar_month(year, month, form.leap);
        const int day = *form.day == 30 && days == 29 ? 29 : *form.day;
        return civil_of({year, month, day, form.leap});
    };
    if (form.year) {
        if (const auto date = in_year(middle)) value.past = value.future = day_interval(*date);
        return value;
    }
    for (int year = middle - 2; year <= middle + 2; ++year) {
        const auto date = in_year(year);
        if (!date) continue;
        if (*date < now.date)
            value.past = day_interval(*date);
        else if (!value.future.begin)
            value.future = day_interval(*date);
    }
    // Leap months come seldom: the nearest one then holds alone.
    if (!value.past.begin) value.past = value.future;
    if (!value.future.begin) value.future = value.past;
    return value;
}

}  // namespace errand::language::time::chinese
