// Months, and the weeks, quarters and days counted within a month or a year.
#include "language/time/english/grammar.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

// "may", "mar", "march", "dec" alone are words too, or somebody's name.
bool may_stand_alone(const Sentence& in, std::size_t at, std::size_t end) {
    const Words& words = in.words;
    if (words.is_any(end, {"'"}) && words.is(end + 1, "s") && words.is(at, "may")) return false;
    if (!words.is_any(at, {"may", "mar", "march"})) return true;
    // "this may change"
    if (words.is(at, "may") && !words[at].capital && at > 0 && words.is(at - 1, "this") &&
        words.is_letters(end))
        return false;
    if (words.is(at, "may") && words.is_any(end, {"not", "be", "have", "also", "never"}))
        return false;
    if (words[at].capital && at > 0 && words.is(at - 1, "the")) return true;
    if (words.is(at, "march") && words[at].capital) return true;
    if (at == 0) return words.is_any(end, {"to", "through", "until", "till", "-"});
    return words.is_any(
               at - 1,
               {"in",     "of",        "this",     "next",    "last", "mid",    "early", "late",
                "after",  "before",    "since",    "until",   "till", "from",   "to",    "by",
                "during", "for",       "through",  "between", "past", "coming", "-",     "or",
                "end",    "following", "previous", "every",   "each", "around", "thru"}) ||
           words.is_any(end, {"to", "through", "until", "till", "-"});
}

Value month_away(const Sentence& in, int month, const Which& which) {
    const CivilDate today = in.reference.date;
    int year = today.year + which.offset;
    if (which.upcoming) year = today.year + (month > today.month ? 0 : 1);
    if (which.past) year = today.year - (month < today.month ? 0 : 1);
    Value value = make_month(year, month, in.reference);
    value.year_said = false;
    return value;
}

// "April", "april 2017", "next june", "June next year", "Aug 99".
Read read_month_name(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto which = read_which(in, at);
    if (which && !which->own && !which->vague) {
        const auto month = read_month(in, which->end);
        if (!month) return std::nullopt;
        // "this may change"
        if (words.is(which->end, "may") && !words[which->end].capital &&
            words.is_letters(month->end) && !words.is_any(month->end, {"to", "and", "for"}))
            return std::nullopt;
        return Item{at, month->end, month_away(in, month->value, *which)};
    }
    const auto month = read_month(in, at);
    if (!month) return std::nullopt;
    const std::size_t dotted = words.skip(month->end, ".");
    const std::size_t next = words.skip_any(dotted, {",", "of", "in", "-", "/", "of the year"});
    if (const auto year = read_year(words, next);
        year && !(words.is(year->end, ":") && words.is_digits(year->end + 1)))
        return Item{at, year->end, make_month(year->value, month->value, in.reference)};
    if (const auto of = read_which(in, next);
        of && !of->vague && words.is(of->end, "year") && (!of->own || next != dotted))
        return Item{at, of->end + 1, month_away(in, month->value, {0, of->offset})};
    const auto digits = read_digits(words, words.skip(next, "'"));
    if (digits && digits->digits == 2 && digits->value > 31) {
        if (const auto year = full_year(digits->value); year)
            return Item{at, digits->end, make_month(year, month->value, in.reference)};
    }
    if (!may_stand_alone(in, at, month->end)) return std::nullopt;
    return Item{at, month->end, make_month(std::nullopt, month->value, in.reference)};
}

// "the month of January".
Read read_named_month(const Sentence& in, std::size_t at) {
    const auto of = in.words.match_any(at, {"month of", "the month of"});
    if (!of || read_month_date(in, *of)) return std::nullopt;
    auto month = read_month_name(in, *of);
    if (month) month->begin = at;
    return month;
}

// "2017 april", "2016, nov".
Read read_year_and_month(const Sentence& in, std::size_t at) {
    const auto year = read_year(in.words, at);
    if (!year) return std::nullopt;
    const auto month = read_month(in, in.words.skip_any(year->end, {",", "-", "/", "' s", "in"}));
    if (!month) return std::nullopt;
    return Item{at, month->end, make_month(year->value, month->value, in.reference)};
}

// "2015-3", "12-2015", "2016 / 11".
Read read_numeric_month(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto first = read_digits(words, at);
    if (!first || !words.is_any(first->end, {"-", "/", "."})) return std::nullopt;
    const auto second = read_digits(words, first->end + 1);
    if (!second) return std::nullopt;
    const bool year_first = first->digits == 4;
    const Whole& year = year_first ? *first : *second;
    const Whole& month = year_first ? *second : *first;
    if (year.digits != 4 || month.digits > 2 || month.value < 1 || month.value > 12 ||
        year.value < 1'500 || year.value > 2'100)
        return std::nullopt;
    const auto joined = [&](std::size_t mark) {
        return words.is_any(mark, {"-", "/", "."}) && words.is_digits(mark + 1);
    };
    if (joined(second->end) || (words.is(first->end, ".") && !words.glued(first->end + 1)))
        return std::nullopt;
    if (at >= 2 && words.is_any(at - 1, {"-", "/", ".", "+", "$", ":"}) && words.glued(at))
        return std::nullopt;
    if (at >= 2 && words.is_any(at - 1, {"-", "/"}) && words.is_digits(at - 2)) return std::nullopt;
    return Item{at, second->end, make_month(year.value, month.value, in.reference)};
}

// The month or year that parts are counted within.
struct Within {
    std::size_t end = 0;
    std::optional<int> year;
    std::optional<int> month;
    bool relative = false;
};

std::optional<Within> read_whole_period(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const CivilDate today = in.reference.date;
    if (const auto year = read_year(words, words.skip(at, "the year")))
        return Within{year->end, year->value, {}};
    if (const auto month = read_month(in, at)) {
        const auto year =
            read_year(words, words.skip_any(month->end, {",", "of", "in", "of the year"}));
        if (year) return Within{year->end, year->value, month->value};
        const auto which = read_which(in, words.skip_any(month->end, {"of", "in"}));
        if (which && !which->vague && !which->own && words.is(which->end, "year"))
            return Within{which->end + 1, today.year + which->offset, month->value, true};
        return Within{month->end, {}, month->value};
    }
    const auto which = read_which(in, at);
    if (!which || which->vague) return std::nullopt;
    if (const auto month = read_month(in, which->end); month && !which->own)
        return Within{month->end, today.year + which->offset, month->value, true};
    const std::size_t unit = words.skip(which->end, "calendar");
    if (words.is(unit, "year"))
        return Within{unit + 1, today.year + which->offset, {}, !which->own};
    if (words.is(unit, "month")) {
        const CivilDate month = add_months({today.year, today.month, 1}, which->offset);
        return Within{unit + 1, month.year, month.month, true};
    }
    return std::nullopt;
}

struct Order {
    std::size_t end = 0;
    int n = 0;  // -1 is the last
};
std::optional<Order> read_order(const Sentence& in, std::size_t at) {
    if (in.words.is_any(at, {"last", "final"})) return Order{at + 1, -1};
    const auto ordinal = read_ordinal(in.words, at);
    if (!ordinal || ordinal->value < 1) return std::nullopt;
    return Order{ordinal->end, ordinal->value};
}

std::optional<Value> counted(const Sentence& in, Unit unit, int n, const Within& whole,
                             bool of_the_year) {
    const std::optional<int> year = of_the_year ? std::nullopt : whole.year;
    if (unit == Unit::Week && whole.month)
        return n <= 5 ? std::optional(make_week_of_month(year, *whole.month, n, in.reference))
                      : std::nullopt;
    if (unit == Unit::Week && whole.year && n <= 53) return make_week_of_year(*whole.year, n);
    if (unit == Unit::Quarter && !whole.month && n <= 4)
        return make_months(year, 3 * (n < 0 ? 3 : n - 1) + 1, 3, in.reference);
    if (unit == Unit::Month && !whole.month && n <= 12) {
        Value value = make_month(whole.year, n < 0 ? 12 : n, in.reference);
        return value;
    }
    return std::nullopt;
}

// "the third week of May", "first quarter of the year", "the 9th month of next year".
Read read_nth_unit(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    const auto order = read_order(in, start);
    if (!order) return std::nullopt;
    const auto unit = read_unit(in, order->end);
    if (!unit || words.text(order->end).back() == 's') return std::nullopt;
    const std::size_t next = words.skip_any(unit->end, {"of", "in", "of the month of", ","});
    const auto whole = read_whole_period(in, next);
    if (!whole) return std::nullopt;
    const bool of_the_year = !whole->relative && whole->year && words.is(next, "the") &&
                             words.is(next + 1, "year") && words.is(whole->end - 1, "year");
    const auto value = counted(in, unit->unit, order->n, *whole, of_the_year);
    if (!value) return std::nullopt;
    return Item{at, whole->end, *value};
}

// "the first 2 weeks of 2021", "last four months of this year", "first ten days of last year".
Read read_first_units(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    const bool last = words.is(start, "last");
    if (!last && !words.is(start, "first")) return std::nullopt;
    const auto count = read_whole(words, start + 1);
    if (!count || count->value < 1 || count->value > 400) return std::nullopt;
    const auto unit = read_unit(in, count->end);
    if (!unit || is_clock_unit(unit->unit)) return std::nullopt;
    const auto whole = read_whole_period(in, words.skip_any(unit->end, {"of", "in"}));
    if (!whole || !(whole->year || whole->month)) return std::nullopt;
    const int year = whole->year.value_or(in.reference.date.year);
    CivilDate begin{year, whole->month.value_or(1), 1};
    CivilDate end = whole->month ? add_months(begin, 1) : add_years(begin, 1);
    const Duration duration{{{static_cast<double>(count->value), unit->unit}}};
    if (unit->unit == Unit::Week) {
        // Whole weeks: from its first Monday week on, or up to its last.
        const auto week_of = [](CivilDate day) { return monday_of(add_days(day, 3)); };
        begin = week_of(begin);
        end = week_of(end);
    }
    if (last)
        begin = step({end, {}}, duration, -1).date;
    else
        end = step({begin, {}}, duration, 1).date;
    return Item{at, whole->end,
                make_day_range(range_timex(format(begin), format(end), timex_of(duration)), begin,
                               end, Unit::Day)};
}

}  // namespace

Read read_month_period(const Sentence& in, std::size_t at) {
    Read best = read_month_name(in, at);
    best = longer(best, read_named_month(in, at));
    best = longer(best, read_year_and_month(in, at));
    best = longer(best, read_numeric_month(in, at));
    best = longer(best, read_nth_unit(in, at));
    return longer(best, read_first_units(in, at));
}

}  // namespace errand::language::time::english
