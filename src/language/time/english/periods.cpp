// Stretches of days: weeks, months, and so on seen from today; parts of them; those around a date.
#include <algorithm>

#include "language/time/english/grammar.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

// The week, month, year … `offset` away from the one that holds the reference.
std::optional<Value> unit_away(const Sentence& in, Unit unit, int offset) {
    const CivilDate today = in.reference.date;
    const CivilDate month = add_months({today.year, today.month, 1}, offset);
    switch (unit) {
        case Unit::Week:
            return make_week(add_days(today, 7LL * offset));
        case Unit::Weekend:
            return make_weekend(add_days(today, 7LL * offset));
        case Unit::Fortnight:
            return std::nullopt;
        case Unit::Month: {
            Value value = make_month(month.year, month.month, in.reference);
            value.year_said = false;
            return value;
        }
        case Unit::Quarter: {
            const CivilDate first =
                add_months({today.year, (today.month - 1) / 3 * 3 + 1, 1}, 3LL * offset);
            Value value = make_months(first.year, first.month, 3, in.reference);
            value.year_said = false;
            return value;
        }
        case Unit::Year: {
            Value value = make_year(today.year + offset);
            value.year_said = false;
            return value;
        }
        case Unit::Decade:
            return make_decade(today.year / 10 * 10 + 10 * offset);
        case Unit::Century:
            return make_decade(today.year / 100 * 100 + 100 * offset, 100);
        default:
            return std::nullopt;
    }
}

Value vague(Value value, Unit unit) {
    value.undefined_reference = true;
    value.timex = unit == Unit::Week      ? "XXXX-WXX"
                  : unit == Unit::Weekend ? "XXXX-WXX-WE"
                  : unit == Unit::Month   ? "XXXX-XX"
                  : unit == Unit::Year    ? "XXXX"
                                          : value.timex;
    return value;
}

// "this week", "next calendar year", "the weekend", "same month", "the next decade".
Read read_unit_period(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    std::size_t start = at;
    if (words.is(at, "the")) {
        const auto inner = read_which(in, at + 1);
        if (inner && !inner->own && !inner->vague &&
            words.is_any(inner->end, {"decade", "century"}))
            start = at + 1;
    }
    auto which = read_which(in, start);
    if (!which && words.is(start, "weekend")) which = Which{start, 0};
    if (!which) return std::nullopt;
    std::size_t next = which->end;
    if (!which->own && words.match_any(next, {"school year", "fiscal year", "financial year"})) {
        Value value = make_season(std::nullopt, "");
        value.timex = (words.is(next, "school") ? "SY" : "FY") +
                      year_timex(in.reference.date.year + which->offset);
        value.grain = Unit::Year;
        return Item{at, next + 2, std::move(value)};
    }
    next = words.skip(next, "calendar");
    const auto unit = read_unit(in, next);
    if (!unit || words.text(next).back() == 's') return std::nullopt;
    if (which->own && (unit->unit == Unit::Quarter || unit->unit == Unit::Decade ||
                       unit->unit == Unit::Century || words.is(next, "wk")))
        return std::nullopt;
    // "the same week", "last week of" are read with what follows.
    const auto value = unit_away(in, unit->unit, which->offset);
    if (!value) return std::nullopt;
    if (which->own && (words.is_any(unit->end, {"-", "ago", "long"}) ||
                       read_whole(words, unit->end) || words.match(unit->end, "to date") ||
                       (words.is(unit->end, "of") && read_year(words, unit->end + 1))))
        return std::nullopt;
    return Item{at, unit->end, which->vague ? vague(*value, unit->unit) : *value};
}

// "the week after next", "the month after the next".
Read read_after_next(const Sentence& in, std::size_t at) {
    const std::size_t start = in.words.skip(at, "the");
    const auto unit = read_unit(in, start);
    if (!unit) return std::nullopt;
    const auto end = in.words.match_any(
        unit->end, {"after next", "after the next", "before last", "before the last"});
    if (!end) return std::nullopt;
    const auto value = unit_away(in, unit->unit, in.words.is(unit->end, "after") ? 2 : -2);
    if (!value) return std::nullopt;
    return Item{at, *end, *value};
}

// "the week of April 10th", "w/c Feb 4", "the week commencing on Monday", "month of may 3".
Read read_unit_of_date(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    std::size_t next = 0;
    Unit unit = Unit::Week;
    if (const auto short_form = words.match_any(start, {"w / c", "w / b", "wc", "wb"})) {
        next = *short_form;
    } else {
        const auto read = read_unit(in, start);
        if (!read ||
            (read->unit != Unit::Week && read->unit != Unit::Month && read->unit != Unit::Weekend))
            return std::nullopt;
        unit = read->unit;
        const auto link = words.match_any(
            read->end, {"of", "commencing", "commencing on", "beginning", "beginning on",
                        "starting", "starting on", "containing", "of the"});
        if (!link) return std::nullopt;
        next = *link;
        if (words.is(next - 1, "the")) --next;
    }
    Read date = read_plain_date(in, next);
    if (!date) date = read_bare_day(in, next);
    if (!date || date->value.kind != Kind::Date || !date->value.future.begin ||
        !date->value.past.begin)
        return std::nullopt;
    if (unit == Unit::Weekend) {
        if (const auto holiday = read_holiday(in, at)) return holiday;
    }
    const auto around = [&](const Interval& interval) {
        const CivilDate day = interval.begin->date;
        return unit == Unit::Week      ? make_week(day).future
               : unit == Unit::Weekend ? make_weekend(day).future
                                       : make_month(day.year, day.month, in.reference).future;
    };
    Value value = date->value;
    value.kind = Kind::DateRange;
    value.grain = unit;
    value.past = around(date->value.past);
    value.future = around(date->value.future);
    if (unit == Unit::Week && (in.options.complex_calendar || in.options.calendar)) {
        value.timex = week_timex(value.future.begin->date);
        value.past_timex = week_timex(value.past.begin->date);
    }
    return Item{at, date->end, std::move(value)};
}

static Read read_plain_period_anew(const Sentence& in, std::size_t at) {
    Read best = read_unit_period(in, at);
    best = longer(best, read_after_next(in, at));
    best = longer(best, read_unit_of_date(in, at));
    best = longer(best, read_year_period(in, at));
    best = longer(best, read_month_period(in, at));
    return longer(best, read_counted_period(in, at));
}

Read read_plain_period(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::PlainPeriod, at, [&] { return read_plain_period_anew(in, at); });
}

struct PartRead {
    std::size_t end = 0;
    Part part = Part::None;
    bool of = false;  // "the end of", rather than "late"
};

std::optional<PartRead> read_part(const Sentence& in, std::size_t at) {
    static const Lexicon<Part> of{
        {"end of|ending of|the end of", Part::End},
        {"beginning of|start of|the beginning of|the start of", Part::Start},
        {"middle of|the middle of", Part::Mid},
    };
    static const Lexicon<Part> words{
        {"early|early in|early -|the early", Part::Start},
        {"late|late in|late -|the late", Part::End},
        {"mid|mid -|middle", Part::Mid},
    };
    if (const auto hit = of.find(in.words, at)) return PartRead{hit->end, hit->meaning, true};
    if (const auto hit = words.find(in.words, at)) return PartRead{hit->end, hit->meaning, false};
    return std::nullopt;
}

// "end of this year", "early next week", "mid-November".
Read read_part_of_period(const Sentence& in, std::size_t at) {
    if (in.words.is(at, "the")) return std::nullopt;
    const auto part = read_part(in, at);
    if (!part) return std::nullopt;
    auto whole = read_plain_period(in, part->end);
    if (!whole || whole->value.part != Part::None || whole->value.kind != Kind::DateRange)
        return std::nullopt;
    const bool thirds = whole->value.year_said;
    return Item{at, whole->end, part_of(whole->value, part->part, thirds)};
}

// "earlier this month": up to today; "later in the year": from today on.
Read read_rest(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool later = words.is(at, "later");
    if (!later && !words.is(at, "earlier")) return std::nullopt;
    const std::size_t next = words.skip(at + 1, "in");
    const auto which = read_which(in, next);
    if (!which || which->vague || which->offset != 0) return std::nullopt;
    auto whole = read_unit_period(in, next);
    if (!whole) return std::nullopt;
    const Value half = part_of(whole->value, later ? Part::End : Part::Start);
    const CivilDateTime today{in.reference.date, {}};
    Interval interval = half.future;
    if (later) interval.begin = std::max(*interval.begin, today);
    if (!later) interval.end = std::min(*interval.end, today);
    whole->value.past = whole->value.future = interval;
    whole->begin = at;
    return whole;
}

// "rest of the week", "the remaining of this month", "rest of the day".
Read read_remainder(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = at;
    const auto rest = words.match_any(
        start, {"rest of", "rest", "remaining of", "remainder of", "remaining", "remainder"});
    if (!rest) return std::nullopt;
    const auto which = read_which(in, *rest);
    if (which && which->offset != 0) return std::nullopt;
    const std::size_t next = which ? which->end : *rest;
    if (!which && words.is(*rest - 1, "rest")) return std::nullopt;
    const auto unit = read_unit(in, next);
    if (!unit || words.text(next).back() == 's') return std::nullopt;
    const CivilDate today = in.reference.date;
    if (unit->unit == Unit::Day) {
        const CivilDateTime end{today, {23, 59, 59}};
        Value value = make_moments_around({}, 1, in.reference);
        value.past = value.future = {in.reference, end};
        value.timex = range_timex(moment_timex(in.reference), moment_timex(end),
                                  "PT" + std::to_string(seconds_between(in.reference, end)) + "S");
        return Item{at, unit->end, std::move(value)};
    }
    const auto whole = unit_away(in, unit->unit, 0);
    if (!whole || !whole->future.end) return std::nullopt;
    const CivilDate last = add_days(whole->future.end->date, -1);
    if (last < today) return std::nullopt;
    std::int64_t days = days_between(today, last);
    if (unit->unit != Unit::Week) ++days;
    return Item{at, unit->end,
                make_day_range(range_timex(format(today), format(last), length_timex(days, 'D')),
                               today, last, Unit::Day)};
}

// "year to date": from its begin to today.
Read read_to_date(const Sentence& in, std::size_t at) {
    const std::size_t start = at;
    const auto unit = read_unit(in, start);
    if (!unit || !in.words.match(unit->end, "to date")) return std::nullopt;
    auto value = unit_away(in, unit->unit, 0);
    if (!value || value->kind != Kind::DateRange || !value->future.begin) return std::nullopt;
    value->future.end = CivilDateTime{in.reference.date, {}};
    value->past = value->future;
    return Item{at, unit->end + 2, *value};
}

// "EOY", "end of month": short for the end of this one.
Read read_short_end(const Sentence& in, std::size_t at) {
    static const Lexicon<Unit> ends{
        {"eoy|end of year", Unit::Year},
        {"eom|end of month", Unit::Month},
        {"eow|end of week", Unit::Week},
    };
    const auto hit = ends.find(in.words, at);
    if (!hit) return std::nullopt;
    return Item{at, hit->end, part_of(*unit_away(in, hit->meaning, 0), Part::End)};
}

}  // namespace

static Read read_period_anew(const Sentence& in, std::size_t at) {
    Read best = read_plain_period(in, at);
    // In a calendar "the week" alone, as in "employee of the week", names no week.
    if (best && (in.options.complex_calendar || in.options.calendar) && in.words.is(at, "the") &&
        best->end == at + 2 && !read_year_period(in, at))
        return std::nullopt;
    best = longer(best, read_part_of_period(in, at));
    best = longer(best, read_rest(in, at));
    best = longer(best, read_remainder(in, at));
    best = longer(best, read_to_date(in, at));
    return longer(best, read_short_end(in, at));
}

Read read_period(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::Period, at, [&] { return read_period_anew(in, at); });
}

}  // namespace errand::language::time::english
