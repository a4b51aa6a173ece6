// Dates with the name of a month, days of a month alone, and the choice among all kinds of dates.
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

struct Day {
    std::size_t end = 0;
    int day = 0;
    bool ordinal = false;
};

// "2", "2nd", "second", "twenty one": 1 to 31.
std::optional<Day> read_day_number(const Words& words, std::size_t at) {
    if (const auto ordinal = read_ordinal(words, at)) {
        if (ordinal->value < 1 || ordinal->value > 31) return std::nullopt;
        return Day{ordinal->end, ordinal->value, true};
    }
    auto number = read_digits(words, at);
    if (!number) number = read_small_words(words, at);
    if (!number || number->digits > 2 || number->value < 1 || number->value > 31)
        return std::nullopt;
    // A time, a decimal, a percentage.
    const std::size_t end = number->end;
    if (words.is(end, ":") && words.glued(end) && words.is_digits(end + 1)) return std::nullopt;
    if (words.is_any(end, {".", ","}) && words.glued(end) && words.is_digits(end + 1) &&
        words.glued(end + 1) && words[end + 1].text.size() != 4)
        return std::nullopt;
    if (words.is_any(end, {"%", "percent"})) return std::nullopt;
    if (words.glued(end) && words.is_letters(end) && !words.is(end, "of") &&
        !names_month(words, end))
        return std::nullopt;
    return Day{end, number->value, false};
}

bool is_after_amount(const Words& words, std::size_t at) {
    if (at > 0 && words.is_any(at - 1, {"$", "€", "£", "¥"})) return true;
    if (at == 0 || !words.glued(at)) return false;
    if (words.is(at - 1, "#")) return true;
    return at >= 2 && words.is_any(at - 1, {".", ",", ":"}) && words.is_digits(at - 2) &&
           words.glued(at - 1);
}

struct YearRead {
    std::size_t end = 0;
    std::optional<int> year;
    std::optional<int> short_year;
};

// The year after a day and month, past a comma or the like.
YearRead read_year_after(const Sentence& in, std::size_t at, bool after_ordinal) {
    const Words& words = in.words;
    std::size_t next = words.skip_any(at, {",", "-", "/", ".", "of", "in", ", in"});
    const bool marked = next != at || words.is(next, "'");
    if (const auto year = read_year(words, next)) {
        const bool clock = words.is(year->end, ":") && words.is_digits(year->end + 1);
        if (!clock && !words.is_any(year->end, {"hours", "hrs", "%"}))
            return {year->end, year->value, {}};
    }
    if (words.is(at, "of") || words.is(at, "in")) return {at, {}, {}};
    next = words.skip(next, "'");
    const auto digits = read_digits(words, next);
    if (!digits || digits->digits != 2 || !(marked || after_ordinal)) return {at, {}, {}};
    const std::size_t end = digits->end;
    // "5, 20 people", "5-10 pm", "first 12:30".
    if (words.is_any(end, {":", "-", "/", "%", "to", "till", "until"}) || read_half(in, end) ||
        read_unit(in, end) || (words.is_letters(end) && words.glued(end)) ||
        (words.is(end, ".") && words.is_digits(end + 1)))
        return {at, {}, {}};
    if (words.is(at, ".") || (words.is(at, ",") && words.is_letters(end) && !words.glued(next)))
        return {at, {}, {}};
    if (const auto year = full_year(digits->value)) return {end, year, {}};
    return {end, {}, digits->value};
}

Read dated(const Sentence& in, std::size_t begin, int month, int day, const YearRead& year) {
    if (year.short_year)
        return Item{begin, year.end, make_date_of_short_year(*year.short_year, month, day)};
    return Item{begin, year.end, make_date(year.year, month, day, in.reference)};
}

// "Oct 2, 2016", "october the second", "Oct/2", "September-2020-23".
Read read_month_first(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto month = read_month(in, at);
    if (!month) return std::nullopt;
    std::size_t next = words.skip(month->end, ".");
    const std::size_t after_dot = next;
    next = words.skip_any(next, {"-", "/", ",", "the", "of", "- the"});
    if (words.is_any(after_dot, {"-", "/"}) && words.is_digits(next) &&
        words[next].text.size() == 4) {
        const auto year = read_year(words, next);
        if (year && words.is_any(year->end, {"-", "/"}))
            if (const auto day = read_day_number(words, year->end + 1))
                return Item{at, day->end,
                            make_date(year->value, month->value, day->day, in.reference)};
    }
    const auto day = read_day_number(words, next);
    if (!day) return std::nullopt;
    // "may 20 minutes", "dec 5 hours".
    if (!day->ordinal && read_unit(in, day->end)) return std::nullopt;
    return dated(in, at, month->value, day->day, read_year_after(in, day->end, day->ordinal));
}

// "2 Oct 2016", "the second of october", "16. Nov. 2016", "22/Jan/2019", "third day of May".
Read read_day_first(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (is_after_amount(words, at)) return std::nullopt;
    const auto day = read_day_number(words, at);
    if (!day) return std::nullopt;
    const std::size_t next = words.skip_any(
        day->end, {".", "of", "-", "/", ",", "day of", "day in", "of the month of", "of this"});
    const auto month = read_month(in, next);
    if (!month) return std::nullopt;
    // "7 may" could be "7 may come"; a plain number before it must stand like a date.
    if (words.is(next, "may") && !day->ordinal && next == day->end && !words.is_digits(at))
        return std::nullopt;
    std::size_t end = month->end;
    const std::size_t dotted = words.skip(end, ".");
    const auto year = read_year_after(in, dotted, false);
    if (year.end == dotted) return dated(in, at, month->value, day->day, {end, {}, {}});
    return dated(in, at, month->value, day->day, year);
}

// "2019/aug/01", "2020-23-Sep", "2016 june 5".
Read read_year_first(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto year = read_digits(words, at);
    if (!year || year->digits != 4 || year->value < 1'000 || is_after_amount(words, at))
        return std::nullopt;
    const std::size_t next = words.skip_any(year->end, {"-", "/", ".", ","});
    if (const auto month = read_month(in, next)) {
        const auto day = read_day_number(words, words.skip_any(month->end, {"-", "/", ".", ","}));
        if (!day) return std::nullopt;
        return Item{at, day->end, make_date(year->value, month->value, day->day, in.reference)};
    }
    if (next == year->end) return std::nullopt;
    const auto day = read_day_number(words, next);
    if (!day || !words.is_any(day->end, {"-", "/", "."})) return std::nullopt;
    const auto month = read_month(in, day->end + 1);
    if (!month) return std::nullopt;
    return Item{at, month->end, make_date(year->value, month->value, day->day, in.reference)};
}

// "the thirty-first day of the month", "the 20th of next month", "the 21st this month".
Read read_day_of_month(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    const auto day = read_ordinal(words, start);
    if (!day || day->value > 31 || day->value < 1) return std::nullopt;
    std::size_t next = words.skip_any(day->end, {"day of", "day in", "of", "day", "in"});
    const auto which = read_which(in, next);
    if (!which || which->vague || !words.is(which->end, "month")) return std::nullopt;
    if (which->own && next == day->end) return std::nullopt;
    const CivilDate today = in.reference.date;
    const CivilDate month = add_months({today.year, today.month, 1}, which->offset);
    return Item{at, which->end + 1, make_date(month.year, month.month, day->value, in.reference)};
}

bool is_preposition(const Words& words, std::size_t at) {
    return words.is_any(at, {"on", "in"});
}

// "Monday 21", "Wed 13th", "tues the 4th".
Read read_weekday_with_day(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto weekday = read_weekday(in, at);
    if (!weekday) return std::nullopt;
    std::size_t next = words.skip(weekday->end, ".");
    const bool article = words.is(next, "the") || words.is(next + 1, "the");
    next = words.skip_any(next, {"the", ", the"});
    const auto day = read_day_number(words, next);
    if (!day || (!article && !words.is_digits(next))) return std::nullopt;
    if (!article && words.is(weekday->end, ".")) return std::nullopt;
    if (!day->ordinal && (words.is_any(day->end, {"-", "/", ":", "to", "till", "until", "o",
                                                  "oclock", "h", "through", "thru"}) ||
                          read_half(in, day->end) || read_unit(in, day->end)))
        return std::nullopt;
    if (!article)
        return Item{at, day->end, make_weekday_with_day(weekday->value, day->day, in.reference)};
    const CivilDate date{in.reference.date.year, in.reference.date.month, day->day};
    if (!is_valid(date) || weekday_of(date) != weekday->value) return std::nullopt;
    return Item{at, day->end, make_date(date)};
}

// "tomorrow, 13/04/21": the date says it all.
Read read_day_before_date(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (!words.is_any(at, {"today", "tomorrow", "tmr", "tmrw", "yesterday"})) return std::nullopt;
    const std::size_t next = words.skip_any(at + 1, {",", "-", "("});
    if (next == at + 1) return std::nullopt;
    Read date = longer(read_month_first(in, next), read_day_first(in, next));
    date = longer(date, read_numeric_date(in, next, false));
    if (!date) return std::nullopt;
    if (words.is(next - 1, "(")) {
        if (!words.is(date->end, ")")) return std::nullopt;
        ++date->end;
    }
    date->begin = at;
    return date;
}

// A weekday before a date that says it all: "Friday, 7/6", "this friday (jun-15)".
Read read_weekday_before(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    std::size_t next = at;
    const auto which = read_which(in, at);
    if (which && !which->own && !which->vague) next = which->end;
    const auto weekday = read_weekday(in, next);
    if (!weekday) return std::nullopt;
    next = words.skip(weekday->end, ".");
    next = words.skip_any(next, {",", "-", "the", ", the", "the date of"});
    const bool bracket = words.is(next, "(");
    if (bracket) ++next;
    Read date = longer(read_month_first(in, next), read_day_first(in, next));
    date = longer(date, read_year_first(in, next));
    // "Monday 6-8" is of hours, "Friday 12-25" of days.
    const auto second = read_digits(words, next + 2);
    const auto numeric = read_numeric_date(in, next, true);
    const bool hours = words.is(next + 1, "-") && second && second->value <= 24 && numeric &&
                       numeric->end == next + 3;
    if (!hours) date = longer(date, numeric);
    if (!date) return std::nullopt;
    if (bracket) {
        if (!words.is(date->end, ")")) return std::nullopt;
        ++date->end;
    }
    // What is said of a certain week is one day, not two.
    if (which && !which->own && !which->vague && date->value.past != date->value.future) {
        Interval& past = date->value.past;
        Interval& future = date->value.future;
        const bool of_this_year = past.begin && past.begin->date.year == in.reference.date.year;
        (of_this_year ? future : past) = of_this_year ? past : future;
    }
    date->begin = at;
    return date;
}

}  // namespace

static Read read_month_date_anew(const Sentence& in, std::size_t at) {
    Read best = longer(read_month_first(in, at), read_day_first(in, at));
    return longer(best, read_year_first(in, at));
}

Read read_month_date(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::MonthDate, at, [&] { return read_month_date_anew(in, at); });
}

Read read_bare_day(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    const auto day = read_day_number(words, start);
    if (!day) return std::nullopt;
    if (start == at && !day->ordinal && !words.is_digits(start)) return std::nullopt;
    if (read_unit(in, day->end) || read_half(in, day->end) || words.is_any(day->end, {"/", "$"}) ||
        (words.is(day->end, "-") && (words.glued(day->end) || !day->ordinal)))
        return std::nullopt;
    return Item{at, day->end, make_date(std::nullopt, std::nullopt, day->day, in.reference)};
}

static Read read_plain_date_anew(const Sentence& in, std::size_t at) {
    Read best = longer(read_weekday_before(in, at), read_day_before_date(in, at));
    // "for the 9th of May" is said with its article.
    if (at > 0 && in.words.is(at - 1, "for") && in.words.is(at, "the")) {
        auto date = read_month_date(in, at + 1);
        if (date) date->begin = at;
        best = longer(best, date);
    }
    best = longer(best, read_weekday_with_day(in, at));
    best = longer(best, read_month_date(in, at));
    best = longer(best, read_numeric_date(in, at, at > 0 && is_preposition(in.words, at - 1)));
    best = longer(best, read_day_of_month(in, at));
    best = longer(best, read_nth_weekday(in, at));
    best = longer(best, read_relative_date(in, at));
    best = longer(best, read_holiday(in, at));
    return best;
}

Read read_plain_date(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::PlainDate, at, [&] { return read_plain_date_anew(in, at); });
}

Read read_date(const Sentence& in, std::size_t at) {
    return longer(read_plain_date(in, at), read_offset(in, at));
}

}  // namespace errand::language::time::english
