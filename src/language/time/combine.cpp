// Values made of two values: see make.hpp.
#include <fmt/format.h>

#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

bool is_now(const Value& value) {
    return value.timex == "PRESENT_REF";
}

bool is_settled(const Value& value) {
    return value.past == value.future;
}

bool is_weekday(const Value& value) {
    return value.timex.starts_with("XXXX-WXX-") && value.timex.size() == 10;
}

bool is_weekday_moment(const Value& value) {
    return value.timex.starts_with("XXXX-WXX-");
}

// "XXXX-04-22": only the year is unsaid.
bool lacks_year(const Value& value) {
    return !is_weekday(value) && value.timex.starts_with("XXXX-") &&
           !value.timex.starts_with("XXXX-XX");
}

CivilDateTime on(CivilDate date, const CivilDateTime& clock) {
    return {date, clock.clock};
}

Interval at(const std::optional<CivilDateTime>& date, const Interval& time) {
    if (!date || !time.begin) return {};
    Interval joined;
    joined.begin = on(date->date, *time.begin);
    if (time.end) {
        joined.end = on(date->date, *time.end);
        if (*joined.end < *joined.begin) joined.end = add_seconds(*joined.end, kSecondsPerDay);
    }
    return joined;
}

// The two ends as dates with their timexes.
struct Ends {
    Value begin;
    Value end;
};

void set_year(Value& value, int year) {
    const auto& date = value.future.begin ? value.future.begin : value.past.begin;
    if (!date) return;
    CivilDate moved = date->date;
    moved.year = year;
    if (!is_valid(moved)) return;
    Value made = make_date(moved);
    value.timex = made.timex;
    value.past = made.past;
    value.future = made.future;
}

void share_year(Ends& ends) {
    // A weekday of a month is of the year before the end.
    if (ends.begin.timex.contains("WXX")) return;
    if (ends.end.year_said && lacks_year(ends.begin) && ends.end.future.begin) {
        const int year = ends.end.future.begin->date.year;
        set_year(ends.begin, year);
        if (ends.begin.future.begin && *ends.begin.future.begin > *ends.end.future.begin)
            set_year(ends.begin, year - 1);
    } else if (ends.begin.year_said && lacks_year(ends.end) && ends.begin.future.begin) {
        const int year = ends.begin.future.begin->date.year;
        set_year(ends.end, year);
        if (ends.end.future.begin && *ends.end.future.begin < *ends.begin.future.begin)
            set_year(ends.end, year + 1);
    }
}

// Readings in which the end is not before the begin.
void order(Ends& ends, bool weekdays) {
    auto& [begin, end] = ends;
    if (!begin.past.begin || !end.past.begin || !begin.future.begin || !end.future.begin) return;
    if (weekdays) {
        for (auto reading : {&Value::past, &Value::future}) {
            auto& from = (begin.*reading).begin->date;
            auto& to = (end.*reading).begin->date;
            to = add_days(from, (weekday_of(to) - weekday_of(from) + 7) % 7);
        }
        return;
    }
    const bool begin_settled = is_settled(begin);
    const bool end_settled = is_settled(end);
    if (begin_settled && !end_settled) {
        if (*end.past.begin >= *begin.past.begin) end.future = end.past;
        end.past = end.future;
    } else if (!begin_settled && end_settled) {
        if (*begin.future.begin <= *end.future.begin) begin.past = begin.future;
        begin.future = begin.past;
        // "March to today": which March is known.
        if (begin.grain != Unit::Day || begin.timex.contains("WXX"))
            begin.timex = format(begin.past.begin->date);
    } else if (!begin_settled && !end_settled) {
        const bool months = begin.timex.starts_with("XXXX-XX");
        const auto move = [&](CivilDate date, int by) {
            return months ? add_months(date, by) : add_years(date, by);
        };
        auto& past_end = end.past.begin->date;
        if (past_end < begin.past.begin->date) past_end = move(past_end, 1);
        auto& future_begin = begin.future.begin->date;
        if (end.future.begin->date < future_begin) future_begin = move(future_begin, -1);
    }
}

std::string length_of(const Value& begin, const Value& end, CivilDate from, CivilDate to) {
    const auto coarse = [](Unit unit) {
        return unit == Unit::Month || unit == Unit::Quarter || unit == Unit::Year;
    };
    if (begin.grain == Unit::Year && end.grain == Unit::Year && from.month == 1 && to.month == 1)
        return length_timex(to.year - from.year, 'Y');
    if (coarse(begin.grain) && coarse(end.grain))
        return length_timex(months_between(from, to), 'M');
    if (begin.grain == Unit::Week && end.grain == Unit::Week)
        return length_timex(days_between(from, to) / 7, 'W');
    return length_timex(days_between(from, to), 'D');
}

Value date_ends(const Value& value) {
    return value.kind == Kind::DateRange ? as_point(value, Part::Start) : value;
}

// The end of a range moved behind what it names.
void include(Value& end, const Value& said) {
    if (said.kind == Kind::DateTime || (said.kind == Kind::Date && said.grain != Unit::Day)) return;
    const Duration one{{{1, said.kind == Kind::Date ? Unit::Day : said.grain}}};
    for (Interval* reading : {&end.past, &end.future})
        if (reading->begin) reading->begin = step(*reading->begin, one, 1);
    if (!end.future.begin) return;
    const std::string date = format(end.future.begin->date);
    if (is_weekday(end))
        end.timex = weekday_timex(weekday_of(end.future.begin->date));
    else
        end.timex = end.timex.starts_with("XXXX") ? "XXXX" + date.substr(4) : date;
}

Value make_date_range(const Value& first, const Value& last, Reference reference, bool inclusive) {
    Ends ends{date_ends(first), date_ends(last)};
    for (Value* end : {&ends.begin, &ends.end})
        if (is_now(*end)) *end = make_date(reference.date);
    const bool weekdays = is_weekday(ends.begin) && is_weekday(ends.end);
    if (is_weekday(ends.end) && is_settled(ends.begin) && ends.begin.future.begin) {
        const CivilDate from = ends.begin.future.begin->date;
        const int weekday = ends.end.timex.back() - '0';
        ends.end = make_date(add_days(from, (weekday - weekday_of(from) + 7) % 7));
    }
    share_year(ends);
    order(ends, weekdays);
    if (inclusive) include(ends.end, last);
    Value range;
    range.kind = Kind::DateRange;
    range.past = {ends.begin.past.begin, ends.end.past.begin};
    range.future = {ends.begin.future.begin, ends.end.future.begin};
    const auto timex = [&](const Interval& interval) {
        return range_timex(
            ends.begin.timex, ends.end.timex,
            length_of(ends.begin, ends.end, interval.begin->date, interval.end->date));
    };
    if (!range.future.begin || !range.future.end) {
        range.timex = range_timex(ends.begin.timex, ends.end.timex, "");
        return range;
    }
    range.timex = timex(range.future);
    if (range.past.begin && range.past.end && timex(range.past) != range.timex)
        range.timex += "|" + timex(range.past);
    return range;
}

Value shifted_clock(const Value& time, int hours, Reference reference) {
    ClockForm clock = time.clock;
    clock.hour += hours;
    return make_clock(clock, false, reference);
}

Value make_time_range(Value begin, Value end, Reference reference) {
    Value range;
    const auto later = [&](const Value& value) {
        return value.clock.hour < 12 ? shifted_clock(value, 12, reference) : value;
    };
    const auto clock = [](const Value& value) { return value.clock.clock(); };
    if (begin.half_open && end.half_open) {
        range.half_open = true;
        if (clock(end) <= clock(begin) && begin.clock.hour != 12) {
            end = later(end);
            // "10:30 to 3" is of the day.
            range.half_open = begin.clock.minute.has_value() == end.clock.minute.has_value();
        }
        if (begin.clock.hour == 12 && end.clock.hour != 12) end = later(end);
    } else if (begin.half_open) {
        Value moved = later(begin);
        if (begin.clock.hour == 12 && end.clock.hour < 12)
            moved = shifted_clock(begin, -12, reference);
        if (clock(moved) < clock(end) || (clock(begin) > clock(end))) begin = moved;
    } else if (end.half_open) {
        const Value moved = later(end);
        if (clock(end) <= clock(begin) && clock(moved) > clock(begin)) end = moved;
    }
    const auto& from = *begin.future.begin;
    const auto& to = *end.future.begin;
    const std::int64_t seconds = seconds_between(from, to);
    range.kind = Kind::TimeRange;
    range.clock = begin.clock;
    range.clock_end = end.clock;
    range.past = range.future = {from, to};
    range.timex = range_timex(begin.timex, end.timex,
                              clock_length_timex(seconds < 0 ? seconds + kSecondsPerDay : seconds));
    range.zone = end.zone ? end.zone : begin.zone;
    return range;
}

Value make_moment_range(const Value& first, const Value& last, Reference reference) {
    // A time alone is on the day of the other end; beside "now", on today.
    const auto dated = [&](const Value& value, const Value& other) {
        if (value.kind == Kind::DateTime) return value;
        if (value.kind == Kind::Date)
            return join(value, make_clock({0, {}, {}}, false, reference), reference);
        CivilDate date = reference.date;
        if (other.future.begin && &value == &last) date = other.future.begin->date;
        return join(make_date(date), value, reference);
    };
    const Value begin = dated(first, last);
    const Value end = dated(last, first);
    Value range;
    range.kind = Kind::DateTimeRange;
    range.half_open = begin.half_open && end.half_open;
    range.past = {begin.past.begin, end.past.begin};
    range.future = {begin.future.begin, end.future.begin};
    range.timex = range_timex(begin.timex, end.timex, "");
    if (!range.future.begin || !range.future.end) return range;
    for (Interval* reading : {&range.past, &range.future}) {
        if (!reading->begin || !reading->end || *reading->end >= *reading->begin) continue;
        if (is_weekday_moment(end)) {
            while (*reading->end < *reading->begin)
                reading->end = add_seconds(*reading->end, 7 * kSecondsPerDay);
            continue;
        }
        if (end.half_open && !begin.half_open &&
            add_seconds(*reading->end, kSecondsPerDay / 2) > *reading->begin)
            reading->end = add_seconds(*reading->end, kSecondsPerDay / 2);
    }
    range.timex = range_timex(begin.timex, end.timex,
                              clock_length_timex(std::max<std::int64_t>(
                                  0, seconds_between(*range.future.begin, *range.future.end))));
    return range;
}

}  // namespace

Value join(const Value& date, const Value& time, Reference) {
    Value joined = time;
    joined.past = at(date.past.begin, time.past);
    joined.future = at(date.future.begin, time.future);
    joined.year_said = date.year_said;
    if (time.kind == Kind::Time) {
        joined.kind = Kind::DateTime;
        joined.timex = date.timex + time.timex;
        return joined;
    }
    joined.kind = Kind::DateTimeRange;
    if (!time.code.empty() || time.bound != Bound::None) {
        joined.timex = date.timex + time.timex;
        if (time.bound != Bound::None) joined.source = Source::None;
        return joined;
    }
    std::string end_date = date.timex;
    if (time.past.begin && time.past.end && *time.past.end < *time.past.begin)
        end_date = shift_half_day(date.timex + "T12", 12);
    if (const auto clock = end_date.find('T'); clock != std::string::npos) end_date.resize(clock);
    const auto seconds =
        time.past.begin && time.past.end ? seconds_between(*time.past.begin, *time.past.end) : 0;
    std::string begin_clock = clock_timex(time.clock);
    std::string end_clock = clock_timex(time.clock_end);
    joined.timex =
        range_timex(date.timex + begin_clock, end_date + end_clock,
                    clock_length_timex(seconds < 0 ? seconds + kSecondsPerDay : seconds));
    return joined;
}

Value make_range(const Value& begin, const Value& end, Reference reference, bool inclusive) {
    const auto is_date = [](const Value& value) {
        return value.kind == Kind::Date || value.kind == Kind::DateRange;
    };
    if (begin.kind == Kind::Time && end.kind == Kind::Time)
        return make_time_range(begin, end, reference);
    if ((is_date(begin) || is_now(begin)) && (is_date(end) || is_now(end)) &&
        (is_date(begin) || is_date(end)))
        return make_date_range(begin, end, reference, inclusive);
    return make_moment_range(begin, end, reference);
}

Value shift(const Value& from, const Duration& duration, int sign, Reference reference) {
    if (is_now(from)) return shift_from_now(duration, sign, reference);
    if (!from.future.begin) return from;
    const CivilDateTime moved = step(*from.future.begin, duration, sign);
    if (from.kind != Kind::DateTime && !has_clock_units(duration)) return make_date(moved.date);
    Value value = make_now(moved);
    value.timex = moment_timex(moved);
    return value;
}

Value shift_from_now(const Duration& duration, int sign, Reference reference) {
    const CivilDateTime moved = step(reference, duration, sign);
    if (!has_clock_units(duration)) return make_date(moved.date);
    Value value = make_now(moved);
    value.timex = moment_timex(moved);
    return value;
}

Value as_point(const Value& range, Part part) {
    Value point = range;
    point.kind = Kind::Date;
    point.part = Part::None;
    const auto pick = [&](const Interval& interval) {
        Interval picked;
        if (!interval.begin || !interval.end) return picked;
        picked.begin = part == Part::End ? interval.end : interval.begin;
        if (part == Part::Mid) {
            const std::int64_t length = days_between(interval.begin->date, interval.end->date);
            picked.begin->date = add_days(interval.begin->date, length / 2);
        }
        return picked;
    };
    if (part != Part::Start && point.grain == Unit::Year) point.grain = Unit::Month;
    point.past = pick(range.past);
    point.future = pick(range.future);
    if (!point.future.begin) return point;
    point.timex = format(point.future.begin->date);
    if (!is_settled(point)) point.timex.replace(0, 4, "XXXX");
    return point;
}

}  // namespace errand::language::time
