// Dates and moments a length of time away from another: "two weeks ago", "in 5 minutes", "3 days
// after Easter", "two Sundays from now".
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

struct Direction {
    int sign = 0;
    bool anchored = false;  // an anchor follows: "after tomorrow"
};

const Lexicon<Direction>& directions() {
    static const Lexicon<Direction> lexicon{
        {"ago|earlier|before now|in the past|back", Direction{-1, false}},
        {"later|from now|after now|from this moment", Direction{1, false}},
        {"after|from|since|following", Direction{1, true}},
        {"before|prior to|preceding|ahead of", Direction{-1, true}},
    };
    return lexicon;
}

// What a length is counted from: a date, an hour, a year's begin.
Read read_anchor(const Sentence& in, std::size_t at) {
    Read anchor = read_plain_date(in, at);
    if (anchor) return anchor;
    const std::size_t number = in.words.skip_any(at, {"the year", "year", "the year of"});
    if (const auto year = read_year(in.words, number))
        return Item{at, year->end, as_point(make_year(year->value), Part::Start)};
    return std::nullopt;
}

// Days counted by the clock from a date make no sense: "3 minutes from today".
bool fits(const Value& duration, const Value& anchor) {
    return anchor.kind == Kind::DateTime || !has_clock_units(duration.duration);
}

Read read_weekdays_away(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto count = read_whole(words, at);
    if (!count || count->value < 1 || count->value > 520) return std::nullopt;
    std::size_t next = count->end;
    std::optional<Whole> weekday = read_weekday(in, next);
    if (!weekday) {
        static const Lexicon<int> plural{
            {"mondays", 1}, {"tuesdays", 2},  {"wednesdays", 3}, {"thursdays", 4},
            {"fridays", 5}, {"saturdays", 6}, {"sundays", 7},
        };
        const auto hit = plural.find(words, next);
        if (!hit) return std::nullopt;
        weekday = Whole{hit->end, hit->meaning, 0};
    }
    next = weekday->end;
    const auto direction = directions().find(words, next);
    if (!direction || direction->meaning.anchored) return std::nullopt;
    const CivilDate today = in.reference.date;
    const int ahead = (weekday->value - weekday_of(today) + 7) % 7;
    CivilDate date = add_days(today, ahead);
    if (direction->meaning.sign > 0)
        date = add_days(date, 7LL * (count->value - (date > today ? 1 : 0)));
    else
        date = add_days(date, -7LL * count->value);
    return Item{at, direction->end, make_date(date)};
}

// The weekday of the week that holds the date; here weeks begin on Sundays, as the speakers of
// American English say them.
CivilDate in_week(CivilDate date, int weekday) {
    return add_days(date, weekday % 7 - weekday_of(date) % 7);
}

// "Saturday 3 days from now", "3 weeks after Christmas on Friday": the weekday in that week.
Read with_weekday(const Sentence& in, std::size_t at, Read date) {
    if (!date) return date;
    const std::size_t next = in.words.skip_any(date->end, {"on", ", on"});
    if (next == date->end) return date;
    const auto weekday = read_weekday(in, next);
    if (!weekday || !date->value.future.begin || date->value.kind != Kind::Date) return date;
    return Item{at, weekday->end,
                make_date(in_week(date->value.future.begin->date, weekday->value))};
}

Read read_counted(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto compared = words.match_any(at, {"more than", "less than"});
    auto duration = read_duration(in, compared ? *compared : at);
    // "the day after Christmas"
    const auto day = words.match_any(at, {"the day", "day"});
    if (!duration && day && words.is_any(*day, {"after", "before"}))
        duration = Item{at, *day, make_duration({{{1, Unit::Day}}})};
    if (!duration) return std::nullopt;
    std::size_t next = words.skip_any(duration->end, {"' time", "' s time"});
    const auto direction = directions().find(words, next);
    if (!direction) return std::nullopt;
    const int sign = direction->meaning.sign;
    // "in two years since 2011", "in 2 days from today" as well.
    if (!direction->meaning.anchored) {
        Value value = shift_from_now(duration->value.duration, sign, in.reference);
        if (compared) value.bound = words.is(at, "more") ? Bound::More : Bound::Less;
        return Item{at, direction->end, std::move(value)};
    }
    if (compared) return std::nullopt;
    const auto anchor = read_anchor(in, direction->end);
    if (!anchor || !fits(duration->value, anchor->value)) return std::nullopt;
    return Item{at, anchor->end,
                shift(anchor->value, duration->value.duration, sign, in.reference)};
}

// "in 5 minutes", "in less than an hour", "in a fortnight".
Read read_in(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (!words.is(at, "in")) return std::nullopt;
    std::size_t next = at + 1;
    const auto bound =
        words.match_any(next, {"less than", "more than", "about", "around", "approximately"});
    if (bound) next = *bound;
    next = words.skip(next, "another");
    const auto duration = read_duration(in, next);
    if (!duration) return std::nullopt;
    if (words.is(duration->end, "since")) {
        const auto anchor = read_anchor(in, duration->end + 1);
        if (anchor && fits(duration->value, anchor->value))
            return Item{at, anchor->end,
                        shift(anchor->value, duration->value.duration, 1, in.reference)};
    }
    if (directions().find(words, duration->end)) return std::nullopt;
    Value value = shift_from_now(duration->value.duration, 1, in.reference);
    if (bound && words.is(at + 1, "less")) value.bound = Bound::Less;
    if (bound && words.is(at + 1, "more")) value.bound = Bound::More;
    return Item{at, duration->end, std::move(value)};
}

}  // namespace

static Read read_offset_anew(const Sentence& in, std::size_t at) {
    Read best = longer(read_counted(in, at), read_weekdays_away(in, at));
    best = with_weekday(in, at, best);
    best = longer(best, read_in(in, at));
    if (best) return best;
    const auto weekday = read_weekday(in, at);
    if (!weekday) return std::nullopt;
    const std::size_t next = in.words.skip_any(weekday->end, {",", "in"});
    const auto date = longer(read_counted(in, next), read_in(in, next));
    if (!date || date->value.kind != Kind::Date || !date->value.future.begin) return std::nullopt;
    return Item{at, date->end, make_date(in_week(date->value.future.begin->date, weekday->value))};
}

Read read_offset(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::Offset, at, [&] { return read_offset_anew(in, at); });
}

}  // namespace errand::language::time::english
