// Dates seen from today: "the day after tomorrow", "next Friday", "the second Monday of next
// month".
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

Read read_named_day(const Sentence& in, std::size_t at) {
    static const Lexicon<int> days{
        {"today|today ' s|otd|the current day|this day|current date|the current date|"
         "today ' s date",
         0},
        {"tomorrow|tmr|tmrw|tomorrow ' s|tmw|tommorow|tomorow", 1},
        {"yesterday|yesterday ' s|last day|the last day|past day|previous day|the previous day",
         -1},
        {"next day|the next day|following day|the following day", 1},
        {"day after tomorrow|the day after tomorrow|day after tmr|the day after tmr|"
         "day after tmrw|the day after tmrw|tomorrow next|the day after next",
         2},
        {"day before yesterday|the day before yesterday", -2},
        {"the day|my day", 0},
        {"the day after", 1},
        {"the day before", -1},
    };
    const auto hit = days.find(in.words, at);
    if (!hit) return std::nullopt;
    // "the day of the", "the last day of", "the day before"
    // "the day after Easter" is read with what follows.
    if (in.words.is_any(hit->end - 1, {"after", "before"}) && hit->end < in.words.size() &&
        !in.words.is_mark(hit->end))
        return std::nullopt;
    const bool plain = in.words.is(hit->end - 1, "day");
    if (plain && in.words.is_any(hit->end, {"before", "after", "that", "when", "trip", "-", "i",
                                            "we", "he", "she", "they", "you"}))
        return std::nullopt;
    // "the last day of school"; "the next day of the trip" is tomorrow all the same.
    if (plain && hit->meaning < 1 && in.words.is_any(hit->end, {"of", "in"})) return std::nullopt;
    if (plain && at > 0 && in.words.is_any(at - 1, {"of", "during", "in", "through"}))
        return std::nullopt;
    return Item{at, hit->end, make_date(add_days(in.reference.date, hit->meaning))};
}

CivilDate weekday_by(const Sentence& in, const Which& which, int weekday) {
    const CivilDate today = in.reference.date;
    const CivilDate same_week = weekday_in_week(today, weekday);
    if (which.upcoming) return same_week > today ? same_week : add_days(same_week, 7);
    if (which.past) return same_week < today ? same_week : add_days(same_week, -7);
    return add_days(same_week, 7LL * which.offset);
}

// "next Friday", "this week Friday", "next week on Friday", "Friday".
Read read_weekday_date(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto which = read_which(in, at);
    const bool picks = which && !which->own && !which->vague;
    if (picks) {
        if (const auto weekday = read_weekday(in, which->end)) {
            const CivilDate date = weekday_by(in, *which, weekday->value);
            std::size_t end = weekday->end;
            if (words.is(end, "'") && words.is(end + 1, "s")) end += 2;
            return Item{at, weekday->end, make_date(date)};
        }
        if (words.is(which->end, "week")) {
            const std::size_t next = words.skip_any(which->end + 1, {"on", "-", "' s", ","});
            if (const auto weekday = read_weekday(in, next))
                return Item{at, weekday->end,
                            make_weekday_of_week(weekday->value, which->offset, in.reference)};
        }
    }
    const std::size_t start = words.skip(at, "on");
    const auto weekday = read_weekday(in, start);
    if (!weekday) return std::nullopt;
    // "Friday next week", "on Sunday of next week", "monday of the following week".
    const std::size_t next = words.skip_any(weekday->end, {"of", ",", "in", "of the", "the"});
    const auto week = read_which(in, next);
    if (week && !week->own && !week->vague && words.is(week->end, "week") &&
        !(start != at && week->offset <= 0))
        return Item{at, week->end + 1,
                    make_weekday_of_week(weekday->value, week->offset, in.reference)};
    if (start != at) return std::nullopt;
    return Item{at, weekday->end, make_weekday(weekday->value, in.reference)};
}

// "next 5/12": the coming one alone.
Read read_next_date(const Sentence& in, std::size_t at) {
    const auto which = read_which(in, at);
    if (!which || which->own || which->vague) return std::nullopt;
    Read date = read_numeric_date(in, which->end, false);
    date = longer(date, read_month_date(in, which->end));
    if (!date || date->value.past == date->value.future) return std::nullopt;
    auto& value = date->value;
    if (which->offset == 0) {
        const bool past = value.past.begin && value.future.begin &&
                          value.past.begin->date.year == in.reference.date.year;
        (past ? value.future : value.past) = past ? value.past : value.future;
        date->begin = at;
        return date;
    }
    (which->offset > 0 ? value.past : value.future) = which->offset > 0 ? value.future : value.past;
    date->begin = at;
    return date;
}

}  // namespace

Read read_nth_weekday(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    int n = 0;
    std::size_t next = start;
    if (const auto ordinal = read_ordinal(words, start); ordinal && ordinal->value <= 5) {
        n = ordinal->value;
        next = ordinal->end;
    } else if (words.is(start, "last")) {
        n = -1;
        next = start + 1;
    } else {
        return std::nullopt;
    }
    const auto weekday = read_weekday(in, next);
    if (!weekday) return std::nullopt;
    const CivilDate today = in.reference.date;
    const std::size_t of = words.skip_any(weekday->end, {"of", "in", "of the month of"});
    if (const auto month = read_month(in, of)) {
        const auto year = read_year(words, words.skip_any(month->end, {",", "of", "in"}));
        std::optional<int> said;
        if (year) said = year->value;
        return Item{at, year ? year->end : month->end,
                    make_nth_weekday(said, month->value, weekday->value, n, in.reference)};
    }
    const auto which = read_which(in, of);
    if (which && !which->vague && words.is(which->end, "month") &&
        (!which->own || of != weekday->end)) {
        const CivilDate month = add_months({today.year, today.month, 1}, which->offset);
        Value value = make_nth_weekday(month.year, month.month, weekday->value, n, in.reference);
        value.year_said = false;
        value.timex.replace(0, 4, "XXXX");
        return Item{at, which->end + 1, std::move(value)};
    }
    if (n < 0) return std::nullopt;  // "last Monday" is the one of last week
    // Of this month.
    const CivilDate date = nth_weekday(today.year, today.month, weekday->value, n);
    if (date.month != today.month) return std::nullopt;
    return Item{at, weekday->end, make_date(date)};
}

Read read_relative_date(const Sentence& in, std::size_t at) {
    Read best = read_named_day(in, at);
    best = longer(best, read_weekday_date(in, at));
    return longer(best, read_next_date(in, at));
}

}  // namespace errand::language::time::english
