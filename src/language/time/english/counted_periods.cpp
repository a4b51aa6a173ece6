// Stretches counted from today: "the next 3 days", "past few weeks", "within 5 minutes", "next
// hour".
#include <algorithm>

#include "language/time/english/grammar.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

// Whole quarters, decades and centuries beside the current one.
std::optional<Value> aligned(const Sentence& in, const Duration& duration, int sign) {
    if (duration.amounts.size() != 1) return std::nullopt;
    const auto [count, unit] = duration.amounts.front();
    const int n = static_cast<int>(std::clamp(count, 1.0, 1'000.0));
    const CivilDate today = in.reference.date;
    CivilDate first;
    int months = 0;
    switch (unit) {
        case Unit::Quarter:
            first = {today.year, (today.month - 1) / 3 * 3 + 1, 1}, months = 3;
            break;
        case Unit::Decade:
            first = {today.year / 10 * 10, 1, 1}, months = 120;
            break;
        case Unit::Century:
            first = {today.year / 100 * 100, 1, 1}, months = 1'200;
            break;
        default:
            return std::nullopt;
    }
    const CivilDate begin =
        sign > 0 ? add_months(first, months) : add_months(first, -static_cast<int64_t>(months) * n);
    const CivilDate end = sign > 0 ? add_months(begin, static_cast<int64_t>(months) * n) : first;
    const std::string length =
        unit == Unit::Quarter ? length_timex(3LL * n, 'M') : length_timex(months / 12LL * n, 'Y');
    return make_day_range(range_timex(format(begin), format(end), length), begin, end, Unit::Day);
}

Value around(const Sentence& in, const Duration& duration, int sign) {
    if (has_clock_units(duration)) return make_moments_around(duration, sign, in.reference);
    if (const auto value = aligned(in, duration, sign)) return *value;
    if (duration.amounts.size() == 1 && duration.amounts[0].unit == Unit::BusinessDay) {
        Value value = make_days_around(duration, sign, in.reference);
        return value;
    }
    return make_days_around(duration, sign, in.reference);
}

// From the reference's own day on.
Value from_now(const Sentence& in, const Duration& duration) {
    if (has_clock_units(duration)) return make_moments_around(duration, 1, in.reference);
    const CivilDate begin = in.reference.date;
    const CivilDate end = step({begin, {}}, duration, 1).date;
    return make_day_range(range_timex(format(begin), format(end), timex_of(duration)), begin, end,
                          Unit::Day);
}

bool is_plural_of_decade(const Duration& duration) {
    return std::ranges::any_of(duration.amounts, [](const Amount& amount) {
        return amount.unit == Unit::Decade || amount.unit == Unit::Century;
    });
}

// "next 3 days", "the last two decades", "next hour", "last minute".
Read read_next_units(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool article = words.is(at, "the");
    const auto which = read_which(in, article ? at + 1 : at);
    if (!which || which->offset == 0 || which->own || which->vague) return std::nullopt;
    const int sign = which->offset;
    // "it shouldn't last two hours"
    if (words.is(at, "last") && at > 0 &&
        words.is_any(at - 1, {"will", "shall", "should", "would", "could", "can", "may", "might",
                              "must", "to", "not", "t", "does", "did", "ll", "always", "usually"}))
        return std::nullopt;
    const auto unit = read_unit(in, which->end);
    if (unit && is_clock_unit(unit->unit) && words.text(which->end).back() != 's' && !article) {
        // "the last second", "at the last minute" are no times.
        if (unit->unit == Unit::Second || words.is(which->end, "h")) return std::nullopt;
        return Item{at, unit->end, make_moments_around({{{1, unit->unit}}}, sign, in.reference)};
    }
    if (unit && unit->unit == Unit::Fortnight && words.is(which->end, "fortnight"))
        return Item{at, unit->end, make_days_around({{{1, Unit::Fortnight}}}, sign, in.reference)};
    std::size_t next = which->end;
    const auto count = read_count(words, next);
    const bool units = unit && words.text(which->end).back() == 's' && unit->unit != Unit::Second;
    if (!count && units && !article) {
        // "the past weeks" are some.
        return std::nullopt;
    }
    if (!count || count->article) return std::nullopt;
    const auto duration = read_duration(in, next);
    if (!duration) return std::nullopt;
    if (article && !is_plural_of_decade(duration->value.duration)) return std::nullopt;
    // "the last 3 months, and 2 days ago …"
    if (words.is_any(duration->end, {"ago", "later", "earlier"}) &&
        duration->value.duration.amounts.size() > 1) {
        const auto first = read_count(words, next);
        const auto counted = read_unit(in, first->end);
        if (!counted) return std::nullopt;
        return Item{at, counted->end, around(in, {{{first->value, counted->unit}}}, sign)};
    }
    return Item{at, duration->end, around(in, duration->value.duration, sign)};
}

// "2 next days", "5 past years", "4 weeks in the future", "2 days hence".
Read read_units_next(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto count = read_count(words, at);
    if (count && !count->article) {
        const auto which = read_which(in, count->end);
        if (which && which->offset != 0) {
            const auto unit = read_unit(in, which->end);
            if (unit && words.text(which->end).back() == 's')
                return Item{at, unit->end,
                            around(in, {{{count->value, unit->unit}}}, which->offset)};
        }
    }
    const auto duration = read_duration(in, at);
    if (!duration) return std::nullopt;
    const auto end = words.match_any(duration->end, {"in the future", "hence", "into the future"});
    if (!end) return std::nullopt;
    return Item{at, *end, around(in, duration->value.duration, 1)};
}

// "within 5 days", "within the next 2 weeks", "within 2 weeks from today", "less than 3 days after
// tomorrow", "more than 2 weeks after today".
Read read_within(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool within = words.is(at, "within");
    const auto compared = words.match_any(at, {"less than", "more than"});
    if (!within && !compared) return std::nullopt;
    std::size_t next = within ? at + 1 : *compared;
    if (within)
        next = words.skip_any(next, {"the next", "the upcoming", "next", "upcoming", "the coming",
                                     "the following", "less than"});
    const auto duration = read_duration(in, next);
    if (!duration) return std::nullopt;
    const Duration& length = duration->value.duration;
    const std::size_t link = duration->end;
    if (words.match_any(link, {"from now", "of now"}) && !compared)
        return Item{at, link + 2, from_now(in, length)};
    const bool after = words.is_any(link, {"after", "from", "of"});
    const bool before = words.is(link, "before");
    if (!after && !before) {
        if (!within) return std::nullopt;
        return Item{at, duration->end, from_now(in, length)};
    }
    const auto anchor = read_plain_date(in, link + 1);
    if (!anchor || anchor->value.kind != Kind::Date || has_clock_units(length) ||
        !anchor->value.future.begin) {
        if (!within) return std::nullopt;
        return Item{at, duration->end, from_now(in, length)};
    }
    const int sign = after ? 1 : -1;
    const Value moved = shift(anchor->value, length, sign, in.reference);
    if (words.is(at, "more")) {
        Value value = with_bound(moved, after ? Bound::After : Bound::Before);
        value.source = Source::None;
        return Item{at, anchor->end, std::move(value)};
    }
    CivilDate begin = anchor->value.future.begin->date;
    CivilDate end = moved.future.begin->date;
    if (end < begin) {
        if (within) return std::nullopt;
        std::swap(begin, end);
    }
    return Item{at, anchor->end,
                make_day_range(range_timex(format(begin), format(end), timex_of(length)), begin,
                               end, Unit::Day)};
}

// "3 days starting from next Monday", "for 3 days from today", "a day starting this Friday at 5
// pm".
Read read_starting(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool lasting = words.is(at, "for");
    const auto duration = read_duration(in, lasting ? at + 1 : at);
    if (!duration) return std::nullopt;
    std::size_t next = words.skip(duration->end, ",");
    const auto start = words.match_any(
        next, {"starting from", "starting on", "starting", "beginning on", "beginning",
               "commencing", "commencing on", "starting at", "beginning from"});
    if (start)
        next = *start;
    else if (lasting && words.is(next, "from"))
        ++next;
    else
        return std::nullopt;
    const std::size_t begins = start && lasting ? at + 1 : at;
    const auto moment = read_moment(in, next);
    const auto date = longer(read_plain_date(in, next), moment);
    if (!date || !date->value.future.begin || !date->value.is_point()) return std::nullopt;
    const Duration& length = duration->value.duration;
    const CivilDateTime begin = *date->value.future.begin;
    const CivilDateTime end = step(begin, length, 1);
    if (date->value.kind == Kind::Date) {
        if (has_clock_units(length)) return std::nullopt;
        return Item{
            begins, date->end,
            make_day_range(range_timex(format(begin.date), format(end.date), timex_of(length)),
                           begin.date, end.date, Unit::Day)};
    }
    if (date->value.kind != Kind::DateTime) return std::nullopt;
    return Item{begins, date->end, make_moments_around(length, 1, begin)};
}

}  // namespace

Read read_counted_period(const Sentence& in, std::size_t at) {
    Read best = read_next_units(in, at);
    best = longer(best, read_units_next(in, at));
    best = longer(best, read_within(in, at));
    return longer(best, read_starting(in, at));
}

}  // namespace errand::language::time::english
