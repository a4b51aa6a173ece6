#include <fmt/format.h>

#include "language/time/chinese/clocks.hpp"
#include "language/time/chinese/combine.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

bool can_end_a_range(const Piece& piece) {
    const Value& value = piece.value;
    if (value.bound != Bound::None || piece.closed) return false;
    switch (value.kind) {
        case Kind::Date:
        case Kind::DateRange:
        case Kind::Time:
        case Kind::DateTime:
        case Kind::DateTimeRange:
            return true;
        default:
            return false;
    }
}

enum class Link { None, To, And, AfterBefore };

// "到第二天早上6点".
std::size_t past_next_day(const Line& line, std::size_t at) {
    return line.past(at, {U"第二天", U"第二天的", U"次日", U"隔天", U"翌日", U"转天", U"次日的"});
}

// How the words between two ends bind them, and where the second end's own words stop.
Link link_between(const Line& line, const Piece& first, const Piece& second) {
    std::size_t at = first.end;
    if (second.begin > at + 6) return Link::None;
    const std::size_t to = line.past(at, {U"到", U"至", U"-", U"--", U"直到", U"一直到", U"开始到",
                                          U"到了", U"开始至", U",到", U"~"});
    if (to > at && to == second.begin) return Link::To;
    const std::size_t next_day = past_next_day(line, to);
    if (to > at && next_day > to && next_day == second.begin && second.value.kind == Kind::Time)
        return Link::To;
    // "自…起到…之前" says two bounds.
    const std::size_t since = line.past(at, {U"起到", U"起至"});
    if (since > at && since == second.begin &&
        line.past(second.end, {U"之前", U"以前", U"前"}) == second.end)
        return Link::To;
    const std::size_t both = line.past(at, {U"和", U"与", U"跟", U"同"});
    if (both > at && both == second.begin &&
        line.past(second.end, {U"之间", U"间", U"中间"}) > second.end)
        return Link::And;
    const std::size_t after = line.past(at, {U"之后", U"以后", U"后", U"之后,", U"以后,"});
    if (after > at && after == second.begin &&
        line.past(second.end, {U"之前", U"以前", U"前"}) > second.end)
        return Link::AfterBefore;
    return Link::None;
}

// The second end takes the year and the month from the first: "2016年一月十日到十二日".
Piece completed(const Context& context, const Piece& first, Piece second) {
    if (!first.form || !second.form || second.form->lunar != first.form->lunar) return second;
    DateForm form = *second.form;
    const DateForm& from = *first.form;
    if (!form.month && form.day) {
        if (form.year) return second;
        form.month = from.month;
        form.year = from.year;
    } else if (!form.year && from.year && form.month) {
        form.year = from.year;
        const int begin_day = from.day.value_or(1);
        if (from.month && (*form.month < *from.month ||
                           (*form.month == *from.month && form.day && *form.day < begin_day)))
            ++*form.year;
    } else {
        return second;
    }
    second.value = value_of(form, context.now);
    second.form = form;
    return second;
}

// "今晚八点到九点": the half of the day is the first one's.
Piece followed(const Context& context, const Piece& first, Piece second) {
    if (!second.clock || second.value.kind != Kind::Time) return second;
    ClockRead read = *second.clock;
    if (context.line.past(second.begin - 1, {U"天", U"日", U"的"}) == second.begin) {
        read.half_open = false;
        second.value = value_of(read, context.now);
        return second;
    }
    if (!first.clock) return second;
    follow(*first.clock, read);
    if (read.half_open == second.clock->half_open) return second;
    second.value = value_of(read, context.now);
    second.clock = read;
    return second;
}

bool is_settled(const Value& value) {
    return value.past == value.future && value.past.begin.has_value();
}

// "今晚到明早": from the begin of the one to the end of the other.
std::optional<Value> across_parts(const Value& first, const Value& second) {
    if (first.kind != Kind::DateTimeRange || !is_settled(first)) return {};
    if (!is_settled(second)) return {};
    const auto last = second.past.end ? second.past.end : second.past.begin;
    if (*last <= *first.past.begin) return {};
    Value value;
    value.kind = Kind::DateTimeRange;
    value.past = value.future = {first.past.begin, last};
    value.timex = range_timex(moment_timex(*first.past.begin), moment_timex(*last),
                              clock_length_timex(seconds_between(*first.past.begin, *last)));
    return value;
}

// 29 February in years that have it; the other end is in the same years.
std::optional<Value> from_leap_day(const Piece& first, const Piece& second) {
    if (!first.form || first.form->month != 2 || first.form->day != 29 || first.form->year)
        return {};
    if (!second.form || second.form->year || !second.form->month || !second.form->day) return {};
    Value value;
    value.kind = Kind::DateRange;
    const auto with_end = [&](const Interval& from) {
        Interval made = from;
        if (from.begin)
            made.end =
                CivilDateTime{{from.begin->date.year, *second.form->month, *second.form->day}, {}};
        return made;
    };
    value.past = with_end(first.value.past);
    value.future = with_end(first.value.future);
    if (!value.future.begin) return {};
    value.timex = range_timex(
        first.value.timex, second.value.timex,
        length_timex(days_between(value.future.begin->date, value.future.end->date), 'D'));
    return value;
}

// "周一到周五": of this week where that is not over, and where it has not begun of the last one
// too.
Value weekday_range(const Value& begin, const Value& end) {
    Value value;
    value.kind = Kind::DateRange;
    value.past = {begin.past.begin, end.past.begin};
    value.future = {begin.future.begin, end.future.begin};
    if (*value.future.begin > *value.future.end) value.future.begin = value.past.begin;
    if (*value.past.end < *value.past.begin) value.past.end = value.future.end;
    const auto days = days_between(value.future.begin->date, value.future.end->date);
    value.timex = range_timex(begin.timex, end.timex, length_timex(days, 'D'));
    return value;
}

// The readings paired so that the end is after the begin: a begin that lies beyond the end is the
// earlier one of its readings.
Value ordered_range(const Context& context, Value begin, Value end) {
    const bool now = begin.timex == "PRESENT_REF";
    if (now && end.kind == Kind::Time && end.half_open && end.future.begin &&
        end.future.begin->clock <= context.now.clock && end.clock.hour <= 12) {
        ClockForm later = end.clock;
        later.hour = later.hour % 12 + 12;
        end = make_clock(later, false, context.now);
    }
    const auto is_weekday = [](const Value& value) {
        return value.kind == Kind::Date && value.timex.starts_with("XXXX-WXX-");
    };
    if (is_weekday(begin) && is_weekday(end)) return weekday_range(begin, end);
    const std::string said = begin.timex;
    if (begin.future.begin && end.future.begin && *begin.future.begin > *end.future.begin &&
        begin.past.begin && (begin.kind == Kind::Date || begin.kind == Kind::DateRange))
        begin.future = begin.past;
    Value value = make_range(begin, end, context.now);
    if (const auto bar = value.timex.find('|'); bar != std::string::npos) value.timex.resize(bar);
    if (said.starts_with("XXXX-") && end.timex.starts_with("XXXX-") &&
        value.timex.starts_with('(') && value.timex.size() > 5 && value.timex[1] != 'X')
        value.timex.replace(1, 4, "XXXX");
    return value;
}

// "五月到2020年10月": the first end takes the year from the second.
Piece begun(const Context& context, Piece first, const Piece& second) {
    if (!first.form || !second.form || first.form->year || !first.form->month) return first;
    if (!second.form->year || !second.form->month || second.form->lunar) return first;
    DateForm form = *first.form;
    const int begin = *form.month * 100 + form.day.value_or(1);
    const int end = *second.form->month * 100 + second.form->day.value_or(1);
    form.year = *second.form->year - (begin > end ? 1 : 0);
    first.value = value_of(form, context.now);
    first.form = form;
    return first;
}

std::optional<Value> range_of(const Context& context, const Piece& from, const Piece& second) {
    const Piece first = begun(context, from, second);
    Piece end = followed(context, first, completed(context, first, second));
    // "到月底": to the end of it.
    if (end.value.kind == Kind::DateRange && end.value.part != Part::None && end.value.future.begin)
        end.value = as_point(end.value, Part::End);
    const auto is_part = [](const Value& value) { return value.kind == Kind::DateTimeRange; };
    if (is_part(first.value) || is_part(end.value)) return across_parts(first.value, end.value);
    if (auto leap = from_leap_day(first, end)) return leap;
    const auto is_date = [](const Value& value) {
        return value.kind == Kind::Date || value.kind == Kind::DateRange;
    };
    if (is_date(first.value) && is_date(end.value) &&
        (!first.value.future.begin || !end.value.future.begin)) {
        Value value;
        value.kind = Kind::DateRange;
        value.timex = range_timex(first.value.timex, end.value.timex, "PXD");
        return value;
    }
    return ordered_range(context, first.value, end.value);
}

// "从" before and "之间" after the range belong to it.
void widen(const Line& line, Link link, Piece& range) {
    const std::size_t after = line.past(range.end, {U"之间", U"间", U"期间", U"中间", U"为止"});
    const bool between = after > range.end && !is_one_of(line[after], U"隔谍");
    if (link == Link::AfterBefore) {
        range.end = line.past(range.end, {U"之前", U"以前", U"前"});
        return;
    }
    if (between && !line.is(range.end, U"间接")) range.end = after;
    range.begin = line.before(range.begin, {U"从", U"自", U"由", U"自从"});
    if (between && link == Link::And) range.begin = line.before(range.begin, {U"在", U"介于"});
}

// The two pieces as one range, or nothing.
std::optional<Piece> linked(const Context& context, const Piece& first, const Piece& second) {
    if (!can_end_a_range(first) || !can_end_a_range(second)) return {};
    const Link link = link_between(context.line, first, second);
    if (link == Link::None) return {};
    auto value = range_of(context, first, second);
    if (!value) return {};
    Piece range;
    range.begin = first.begin;
    range.end = second.end;
    range.value = std::move(*value);
    range.closed = true;
    range.next_day = first.next_day;
    if (link != Link::To) widen(context.line, link, range);
    return range;
}

}  // namespace

bool is_from_to(const Line& line, const Piece& first, const Piece& second) {
    return link_between(line, first, second) == Link::To;
}

Pieces join_clock_ranges(const Context& context, Pieces pieces) {
    Pieces made;
    for (auto& next : pieces) {
        if (!made.empty() && made.back().value.kind == Kind::Time && next.value.kind == Kind::Time)
            if (auto range = linked(context, made.back(), next)) {
                made.back() = std::move(*range);
                continue;
            }
        made.push_back(std::move(next));
    }
    return made;
}

Pieces join_ranges(const Context& context, Pieces pieces) {
    Pieces made;
    for (auto& next : pieces) {
        if (!made.empty())
            if (auto range = linked(context, made.back(), next)) {
                made.back() = std::move(*range);
                continue;
            }
        made.push_back(std::move(next));
    }
    for (auto& piece : made)
        if (piece.closed) widen(context.line, Link::To, piece);
    return made;
}

}  // namespace errand::language::time::chinese
