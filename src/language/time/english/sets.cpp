// What comes again and again: "every Monday at 4pm", "daily", "Friday mornings", "once a week".
#include "language/time/english/grammar.hpp"
#include "language/time/english/slots.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

Read read_adverb(const Sentence& in, std::size_t at) {
    static const Lexicon<std::string_view> adverbs{
        {"fortnightly", "P2W"},
        {"half yearly|half - yearly", "P0.5Y"},
        {"biennial|biennially", "P2Y"},
        {"hourly", "PT1H"},
        {"nightly", "TNI"},
    };
    const auto hit = adverbs.find(in.words, at);
    if (!hit) return std::nullopt;
    return Item{at, hit->end, make_set(std::string(hit->meaning))};
}

// "weekly", "bi-monthly", "semiannual", "triweekly".
Read read_periodic(const Sentence& in, std::size_t at) {
    static const Lexicon<Amount> units{
        {"daily", {1, Unit::Day}},       {"weekly", {1, Unit::Week}}, {"monthly", {1, Unit::Month}},
        {"quarterly", {3, Unit::Month}}, {"yearly", {1, Unit::Year}}, {"annually", {1, Unit::Year}},
        {"annual", {1, Unit::Year}},
    };
    static const Lexicon<double> multipliers{{"semi", 0.5}, {"bi", 2}, {"tri", 3}};
    const Words& words = in.words;
    std::size_t next = at;
    double times = 1;
    std::optional<Lexicon<Amount>::Hit> unit;
    if (const auto multiplier = multipliers.find(words, at)) {
        times = multiplier->meaning;
        next = words.skip(multiplier->end, "-");
        unit = units.find(words, next);
    } else if (unit = units.find(words, at); !unit && words.is_letters(at)) {
        // Written together.
        for (const auto& [prefix, value] :
             {std::pair<std::string_view, double>{"semi", 0.5}, {"bi", 2.0}, {"tri", 3.0}}) {
            if (!words.text(at).starts_with(prefix)) continue;
            const Words rest(words.text(at).substr(prefix.size()));
            if (const auto inner = units.find(rest, 0)) {
                times = value;
                unit = Lexicon<Amount>::Hit{at + 1, inner->meaning};
            }
        }
    }
    if (!unit) return std::nullopt;
    Amount amount = unit->meaning;
    amount.count *= times;
    return Item{at, unit->end, make_set(make_duration({{amount}}).timex)};
}

// "once a week", "twice a month" recurs by the unit.
Read read_once(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto times =
        words.match_any(at, {"once a", "once an", "once per", "once every", "once each"});
    if (!times) return std::nullopt;
    const auto unit = read_unit(in, *times);
    if (!unit) return std::nullopt;
    return Item{at, unit->end, make_set(make_duration({{{1, unit->unit}}}).timex)};
}

struct Plural {
    std::size_t end = 0;
    int weekday = 1;
};
std::optional<Plural> read_weekdays(const Sentence& in, std::size_t at) {
    static const Lexicon<int> plurals{
        {"mondays", 1}, {"tuesdays", 2},  {"wednesdays", 3}, {"thursdays", 4},
        {"fridays", 5}, {"saturdays", 6}, {"sundays", 7},
    };
    const auto hit = plurals.find(in.words, at);
    if (!hit) return std::nullopt;
    return Plural{hit->end, hit->meaning};
}

std::string_view plural_part(const Words& words, std::size_t at) {
    if (words.is(at, "mornings")) return "MO";
    if (words.is(at, "afternoons")) return "AF";
    if (words.is(at, "evenings")) return "EV";
    if (words.is(at, "nights")) return "NI";
    return {};
}

// The time that follows: "at 7:13 p.m.", "at 9", "4pm"; seen in a part of the day.
struct Clock {
    std::size_t end = 0;
    std::string timex;
};
std::optional<Clock> read_clock_after(const Sentence& in, std::size_t at, std::string_view code) {
    const Words& words = in.words;
    const auto led = words.match_any(at, {"at", "@", ", at", "around", "by"});
    const std::size_t next = led ? *led : words.skip(at, ",");
    auto clock = read_clock(in, next);
    if (!clock && led) clock = read_hour(in, next);
    if (!clock || (!led && read_clock_range(in, next, true))) return std::nullopt;
    if (read_unit(in, clock->end)) return std::nullopt;
    const auto part = read_day_part(in, clock->end);
    if (code.empty() && part && words.is_any(clock->end, {"in", "at"})) {
        code = part->value.code;
        clock->end = part->end;
    }
    const Value value = in_day_part(clock->value, code, in.reference);
    return Clock{clock->end, value.timex};
}

struct Head {
    std::size_t end = 0;
    std::string timex;
    std::string code;    // of a part of the day
    bool dated = false;  // names days: a time may follow
    bool daily = false;  // every day: a time stands for it
};

// What "every" is said of.
std::optional<Head> read_each(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (words.is(at, "everyday")) return Head{at + 1, "P1D", {}, true, true};
    if (words.is(at, "all")) {
        if (const auto weekdays = read_weekdays(in, at + 1))
            return Head{weekdays->end, weekday_timex(weekdays->weekday), {}, true};
        if (words.is(at + 1, "weekends")) return Head{at + 2, "P1WE", {}};
        return std::nullopt;
    }
    const auto each = words.match_any(at, {"every", "each", "every single", "each and every"});
    if (!each) return std::nullopt;
    const bool other = words.is(*each, "other") || words.is(*each, "alternate");
    std::size_t next = other ? *each + 1 : *each;
    double count = other ? 2 : 1;
    if (const auto weekday = read_weekday(in, next)) {
        Head head{weekday->end, weekday_timex(weekday->value), {}, true};
        if (const auto part = read_day_part(in, weekday->end);
            part && part->value.code.size() == 2 && part->value.part == Part::None) {
            head.code = part->value.code;
            head.end = part->end;
        }
        return head;
    }
    if (!other) {
        const auto part = read_day_part(in, next);
        if (part && !words.is_any(next, {"in", "at", "during"}))
            return Head{part->end, {}, part->value.code, true, true};
        if (const auto date = longer(read_month_date(in, next), read_numeric_date(in, next, true)))
            return Head{date->end, date->value.timex, {}, true};
        if (const auto month = read_month(in, next))
            return Head{month->end, month_timex(std::nullopt, month->value), {}};
        if (const auto number = read_count(words, next); number && !number->article) {
            if (read_unit(in, number->end)) {
                count = number->value;
                next = number->end;
            }
        } else if (const auto ordinal = read_ordinal(words, next);
                   ordinal && read_unit(in, ordinal->end)) {
            count = ordinal->value;
            next = ordinal->end;
        }
    }
    const auto unit = read_unit(in, next);
    if (!unit) return std::nullopt;
    const bool daily = unit->unit == Unit::Day && count == 1;
    return Head{unit->end, make_duration({{{count, unit->unit}}}).timex, {}, daily, daily};
}

std::optional<Head> read_plural(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "on");
    if (const auto weekdays = read_weekdays(in, start))
        return Head{weekdays->end, weekday_timex(weekdays->weekday), {}, true};
    if (const auto weekday = read_weekday(in, start)) {
        const auto code = plural_part(words, weekday->end);
        if (!code.empty())
            return Head{weekday->end + 1, weekday_timex(weekday->value), std::string(code), true};
    }
    const auto code = plural_part(words, start);
    if (!code.empty() && !words.is(start, "nights") &&
        (start != at || read_clock_after(in, start + 1, code)) &&
        !(start == at && at > 0 && words.is(at - 1, "the")))
        return Head{start + 1, {}, std::string(code), true, true};
    return std::nullopt;
}

Read with_time(const Sentence& in, std::size_t begin, const Head& head) {
    std::size_t end = head.end;
    std::string timex = head.daily && !head.code.empty() ? "" : head.timex;
    if (head.dated) {
        if (const auto clock = read_clock_after(in, head.end, head.code)) {
            end = clock->end;
            timex = head.daily ? clock->timex : timex + clock->timex;
            return Item{begin, end, make_set(std::move(timex))};
        }
    }
    if (!head.code.empty()) timex += "T" + head.code;
    return Item{begin, end, make_set(std::move(timex))};
}

// "3pm every day", "9am on Sundays".
Read read_time_first(const Sentence& in, std::size_t at) {
    const auto clock = read_clock(in, at);
    if (!clock) return std::nullopt;
    const std::size_t next = in.words.skip(clock->end, ",");
    auto head = read_each(in, next);
    if (!head) head = read_plural(in, next);
    if (!head || !head->dated) return std::nullopt;
    const Value value = in_day_part(clock->value, head->code, in.reference);
    std::string timex = head->daily ? value.timex : head->timex + value.timex;
    return Item{at, head->end, make_set(std::move(timex))};
}

}  // namespace

Read read_set(const Sentence& in, std::size_t at) {
    Read best = longer(read_adverb(in, at), read_once(in, at));
    best = longer(best, read_periodic(in, at));
    if (const auto head = read_each(in, at)) best = longer(best, with_time(in, at, *head));
    if (const auto head = read_plural(in, at)) best = longer(best, with_time(in, at, *head));
    return longer(best, read_time_first(in, at));
}

}  // namespace errand::language::time::english
