// From one date or moment to another: "from May 4 to 8", "between 2014 and 2018", "today till
// tomorrow 4:30pm", "from the middle of 2007 to the end of 2008".
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

std::optional<std::size_t> read_link(const Words& words, std::size_t at, bool between) {
    if (between && words.is_any(at, {"and", "&"})) return at + 1;
    return words.match_any(at, {"to", "-", "till", "until", "til", "through", "thru", "~", "up to",
                                "- -", "and until", "to the"});
}

// "the end of March" as an end of a range.
Read read_edge(const Sentence& in, std::size_t at) {
    static const Lexicon<Part> edges{
        {"end of|the end of", Part::End},
        {"beginning of|the beginning of|start of|the start of", Part::Start},
        {"middle of|the middle of", Part::Mid},
    };
    const auto edge = edges.find(in.words, at);
    if (!edge) return std::nullopt;
    auto period = read_period(in, edge->end);
    if (!period || period->value.kind != Kind::DateRange || period->value.part != Part::None)
        return std::nullopt;
    period->value = as_point(period->value, edge->meaning);
    return period;
}

bool is_stretch(const Value& value) {
    return value.kind == Kind::DateRange && value.future.begin && value.bound == Bound::None &&
           value.part == Part::None && !value.timex.starts_with('(');
}

Read read_now(const Sentence& in, std::size_t at) {
    const auto end = in.words.match_any(at, {"now", "date", "present", "the present"});
    if (!end) return std::nullopt;
    return Item{at, *end, make_now(in.reference)};
}

// One end of a range of dates.
Read read_date_end(const Sentence& in, std::size_t at, bool second) {
    if (auto edge = read_edge(in, at)) return edge;
    Read best = read_date(in, at);
    if (best && best->value.kind != Kind::Date) best.reset();
    if (auto period = read_period(in, at);
        period && (is_stretch(period->value) || period->value.grain == Unit::Month)) {
        if (!best || period->end > best->end) best = period;
    }
    if (!best && (second || !in.words.is_any(at, {"date", "present"}))) best = read_now(in, at);
    return best;
}

struct DayRead {
    std::size_t end = 0;
    int day = 0;
};
std::optional<DayRead> read_day(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    if (const auto ordinal = read_ordinal(words, start))
        return ordinal->value <= 31 ? std::optional(DayRead{ordinal->end, ordinal->value})
                                    : std::nullopt;
    auto number = read_digits(words, start);
    if (!number) number = read_small_words(words, start);
    if (!number || number->digits > 2 || number->value < 1 || number->value > 31)
        return std::nullopt;
    if (words.is_any(number->end, {":", "%"}) || read_half(in, number->end)) return std::nullopt;
    return DayRead{number->end, number->value};
}

struct Month {
    std::size_t end = 0;
    int month = 1;
    std::optional<int> year;
};
// "of Sept", "January, 1995", "in next month", "this month".
std::optional<Month> read_month_around(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t next = words.skip_any(at, {"of", "in", ",", "day of", "of the"});
    if (const auto month = read_month(in, next)) {
        const std::size_t dotted = words.skip(month->end, ".");
        const auto year = read_year(words, words.skip_any(dotted, {",", "of", "in"}));
        if (year) return Month{year->end, month->value, year->value};
        return Month{month->end, month->value, {}};
    }
    const auto which = read_which(in, next);
    if (!which || which->own || which->vague || !words.is(which->end, "month")) return std::nullopt;
    const CivilDate today = in.reference.date;
    const CivilDate first = add_months({today.year, today.month, 1}, which->offset);
    return Month{which->end + 1, first.month, first.year};
}

Item days_of(const Sentence& in, std::size_t begin, std::size_t end, int first, int last,
             const Month& month) {
    return Item{begin, end,
                make_range(make_date(month.year, month.month, first, in.reference),
                           make_date(month.year, month.month, last, in.reference), in.reference)};
}

// "from 4 to 22 this month", "between 2 and 7 Feb 2018", "4-23 of May".
Read read_days_of_month(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool between = words.is(at, "between");
    const std::size_t start = between || words.is(at, "from") ? at + 1 : at;
    if (start == at && at > 0 && words.glued(at) && words.is_any(at - 1, {"-", "/", ".", "$"}))
        return std::nullopt;
    const auto first = read_day(in, start);
    if (!first) return std::nullopt;
    const auto link = read_link(words, first->end, between);
    if (!link) return std::nullopt;
    // "from 02 to April 07"
    if (const auto date = read_month_date(in, *link);
        date && date->value.kind == Kind::Date && start != at && date->value.future.begin) {
        const bool known = date->value.year_said;
        const CivilDate day = date->value.future.begin->date;
        return days_of(in, at, date->end, first->day, day.day,
                       {0, day.month, known ? std::optional(day.year) : std::nullopt});
    }
    const auto second = read_day(in, *link);
    if (!second) return std::nullopt;
    const auto month = read_month_around(in, second->end);
    if (!month) return std::nullopt;
    return days_of(in, at, month->end, first->day, second->day, *month);
}

// "November 19-20", "on november 18-19", "April 9th through seventeenth", "Feb between 2-7 2018".
Read read_month_then_days(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    std::size_t start = at;
    if (words.is_any(at, {"on", "from", "between"})) ++start;
    const auto month = read_month(in, start);
    if (!month) return std::nullopt;
    std::size_t next = words.skip_any(month->end, {".", "the", "from", "between", "from the"});
    const bool between = words.is(at, "between") || words.is(next - 1, "between");
    const auto first = read_day(in, next);
    if (!first) return std::nullopt;
    const auto link = read_link(words, first->end, between);
    if (!link) return std::nullopt;
    const auto second = read_day(in, *link);
    if (!second || second->day <= first->day) return std::nullopt;
    std::size_t end = second->end;
    if (words.glued(end) && (words.is_letters(end) || words.is_any(end, {"/"})))
        return std::nullopt;
    if (words.is_any(end, {"-", ":"}) && words.is_digits(end + 1)) return std::nullopt;
    if (read_unit(in, end) || read_month(in, end) || read_month(in, words.skip(end, "of")))
        return std::nullopt;
    std::optional<int> year;
    if (const auto said = read_year(words, words.skip_any(end, {",", "of", "in"}))) {
        year = said->value;
        end = said->end;
    }
    return days_of(in, at, end, first->day, second->day, {end, month->value, year});
}

// "next week between Wednesday and Friday", "this week from Tue to Thur".
Read read_days_of_week(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto which = read_which(in, at);
    if (!which || which->vague || !words.is(which->end, "week")) return std::nullopt;
    std::size_t next = words.skip(which->end + 1, ",");
    const bool between = words.is(next, "between");
    if (between || words.is(next, "from")) ++next;
    const auto first = read_weekday(in, next);
    if (!first) return std::nullopt;
    const auto link = read_link(words, first->end, between);
    if (!link) return std::nullopt;
    const auto second = read_weekday(in, *link);
    if (!second) return std::nullopt;
    return Item{
        at, second->end,
        make_range(make_weekday_of_week(first->value, which->offset, in.reference),
                   make_weekday_of_week(second->value, which->offset, in.reference), in.reference)};
}

bool are_years(const Value& first, const Value& second) {
    return first.grain == Unit::Year && second.grain == Unit::Year &&
           first.kind == Kind::DateRange && second.kind == Kind::DateRange;
}

Read read_two_dates(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool between = words.is(at, "between");
    const bool led = between || words.is(at, "from");
    const bool in_years = words.is(at, "in");
    const std::size_t start = led || in_years ? at + 1 : at;
    const auto first = read_date_end(in, start, false);
    if (!first) return std::nullopt;
    const auto link = read_link(words, words.skip(first->end, ","), between);
    if (!link) return std::nullopt;
    const std::size_t next =
        words.skip_any(*link, {"on", "in", "the day", "the day of", "the year"});
    auto second = read_date_end(in, *link, led);
    if (!second && next != *link) second = read_date_end(in, next, led);
    if (!second && (led || words.is_any(*link - 1, {"to", "through", "until", "till"})) &&
        first->value.kind == Kind::Date && first->value.future.begin) {
        // "from Oct 2 to 22"
        const auto day = read_day(in, *link);
        if (!day || read_unit(in, day->end)) return std::nullopt;
        const CivilDate date = first->value.future.begin->date;
        const bool month_said =
            first->value.timex.substr(5, 2) != "XX" && !first->value.timex.starts_with("XXXX-W");
        if (!month_said || day->day <= date.day) return std::nullopt;
        std::optional<int> year;
        if (first->value.past == first->value.future) year = date.year;
        second = Item{*link, day->end, make_date(year, date.month, day->day, in.reference)};
    }
    if (!second) return std::nullopt;
    const bool now = first->value.kind == Kind::DateTime || second->value.kind == Kind::DateTime;
    if (now && first->value.kind == second->value.kind) return std::nullopt;
    if (now && !led) return std::nullopt;
    if (in_years && !are_years(first->value, second->value)) return std::nullopt;
    if (!first->value.future.begin && !first->value.past.begin) return std::nullopt;
    if (!second->value.future.begin && !second->value.past.begin) return std::nullopt;
    return Item{at, second->end,
                make_range(first->value, second->value, in.reference, in.options.experimental)};
}

// One end of a range of moments.
Read read_moment_end(const Sentence& in, std::size_t at) {
    Read best = read_moment(in, at);
    if (best && !best->value.is_point()) best.reset();
    best = longer(best, read_named_moment(in, at));
    best = longer(best, read_now(in, at));
    if (const auto offset = read_offset(in, at); offset && offset->value.kind == Kind::DateTime)
        best = longer(best, offset);
    const auto hour = read_hour(in, at);
    if (!best && hour && !read_unit(in, hour->end)) best = hour;
    return best;
}

}  // namespace

static Read read_date_range_anew(const Sentence& in, std::size_t at) {
    Read best = read_two_dates(in, at);
    best = longer(best, read_days_of_month(in, at));
    best = longer(best, read_month_then_days(in, at));
    return longer(best, read_days_of_week(in, at));
}

Read read_date_range(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::DateRange, at, [&] { return read_date_range_anew(in, at); });
}

Read read_moment_range(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const bool between = words.is(at, "between");
    const bool led = between || words.is(at, "from");
    const std::size_t start = led ? at + 1 : at;
    const auto first = read_moment_end(in, start);
    if (!first) return std::nullopt;
    const auto link = read_link(words, words.skip(first->end, ","), between);
    if (!link) return std::nullopt;
    const auto second = read_moment_end(in, *link);
    if (!second) return std::nullopt;
    const auto is_moment = [](const Value& value) { return value.kind == Kind::DateTime; };
    const bool one = is_moment(first->value) || is_moment(second->value);
    const bool both = is_moment(first->value) && is_moment(second->value);
    if (!one || (!led && !both)) return std::nullopt;
    if (first->value.timex == "PRESENT_REF" && second->value.timex == "PRESENT_REF")
        return std::nullopt;
    return Item{at, second->end, make_range(first->value, second->value, in.reference)};
}

}  // namespace errand::language::time::english
