// Dates: see make.hpp.
#include <fmt/format.h>
#include <algorithm>

#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

// How many years or months away a day that not every one of them has is looked for.
constexpr int kYearsLooked = 8;
constexpr int kMonthsLooked = 48;

CivilDateTime midnight(CivilDate date) {
    return {date, {}};
}

Value date_value(std::string timex, std::optional<CivilDate> past,
                 std::optional<CivilDate> future) {
    Value value;
    value.timex = std::move(timex);
    if (past) value.past.begin = midnight(*past);
    if (future) value.future.begin = midnight(*future);
    return value;
}

// The nearest dates before `reference` and not before it, among those that `date_at` gives for
// steps -limit to limit; steps that give none are passed over.
template <class DateAt>
Value nearest(std::string timex, int limit, Reference reference, DateAt date_at) {
    std::optional<CivilDate> past;
    std::optional<CivilDate> future;
    for (int step = -limit; step <= limit; ++step) {
        const std::optional<CivilDate> date = date_at(step);
        if (!date || !is_valid(*date)) continue;
        if (midnight(*date) < reference) {
            past = date;
        } else if (!future) {
            future = date;
        }
    }
    return date_value(std::move(timex), past, future);
}

}  // namespace

Value make_date(CivilDate date) {
    return date_value(date_timex(date), date, date);
}

Value make_date(std::optional<int> year, std::optional<int> month, int day, Reference reference) {
    std::string timex = date_timex(year, month, day);
    if (year && month) {
        const CivilDate date{*year, *month, day};
        std::optional<CivilDate> real;
        if (is_valid(date)) real = date;
        Value value = date_value(std::move(timex), real, real);
        value.year_said = true;
        return value;
    }
    const CivilDate today = reference.date;
    if (month)
        return nearest(std::move(timex), kYearsLooked, reference, [&](int step) {
            return std::optional(CivilDate{today.year + step, *month, day});
        });
    // A day of this month is the next one even where it is today and some of today has passed.
    return nearest(std::move(timex), 2, midnight(today), [&](int step) {
        const CivilDate first = add_months({today.year, today.month, 1}, step);
        return std::optional(CivilDate{first.year, first.month, day});
    });
}

Value make_date_of_short_year(int short_year, int month, int day) {
    std::optional<CivilDate> past{{1900 + short_year, month, day}};
    std::optional<CivilDate> future{{2000 + short_year, month, day}};
    if (!is_valid(*past)) past.reset();
    if (!is_valid(*future)) future.reset();
    return date_value(fmt::format("XX{:02}-{:02}-{:02}", short_year, month, day), past, future);
}

Value make_weekday(int weekday, Reference reference) {
    const int ahead = (weekday - weekday_of(reference.date) + 7) % 7;
    const CivilDate future = add_days(reference.date, ahead);
    return date_value(weekday_timex(weekday), add_days(future, -7), future);
}

Value make_weekday_with_day(int weekday, int day, Reference reference) {
    const CivilDate today = reference.date;
    Value value = nearest(weekday_timex(weekday), kMonthsLooked, midnight(today), [&](int step) {
        const CivilDate first = add_months({today.year, today.month, 1}, step);
        const CivilDate date{first.year, first.month, day};
        return is_valid(date) && weekday_of(date) == weekday ? std::optional(date) : std::nullopt;
    });
    if (value.future.begin && value.future.begin->date == today) return make_date(today);
    return value;
}

Value make_weekday_of_week(int weekday, int offset, Reference reference) {
    return make_date(add_days(weekday_in_week(reference.date, weekday), 7LL * offset));
}

Value make_nth_weekday(std::optional<int> year, int month, int weekday, int n,
                       Reference reference) {
    const auto in = [&](int y) {
        const CivilDate date = nth_weekday(y, month, weekday, n);
        return date.month == month ? std::optional(date) : std::nullopt;
    };
    std::string timex =
        month_timex(year, month) + "-" + fmt::format("WXX-{}-#{}", weekday, n < 0 ? 6 + n : n);
    if (year) {
        Value value = date_value(std::move(timex), in(*year), in(*year));
        value.year_said = true;
        return value;
    }
    return nearest(std::move(timex), 2, reference,
                   [&](int step) { return in(reference.date.year + step); });
}

Value make_yearly(std::optional<int> year, std::string timex, CivilDate (*date_in)(int year),
                  Reference reference) {
    if (year) {
        Value value = make_date(date_in(*year));
        value.year_said = true;
        return value;
    }
    return nearest(std::move(timex), 2, reference,
                   [&](int step) { return std::optional(date_in(reference.date.year + step)); });
}

}  // namespace errand::language::time
