// From one time of day to another: "from 2 to 4pm", "10-11:30", "from 9 for 2 hours".
#include <cmath>

#include "language/time/english/grammar.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

std::optional<std::size_t> read_link(const Words& words, std::size_t at, bool between) {
    if (between && words.is_any(at, {"and", "&"})) return at + 1;
    return words.match_any(at, {"to", "-", "till", "until", "til", "through", "thru", "~", "to the",
                                "up to", "until about", "till about", "- -"});
}

// A clock time, or an hour alone; whether it needs no company.
struct End {
    Item item;
    bool strong = false;
};

std::optional<End> read_end(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    auto clock = read_clock(in, at);
    bool strong = clock.has_value();
    if (!clock) {
        clock = read_hour(in, at);
        if (!clock) return std::nullopt;
        // "0730" and "6.30" stand for themselves.
        strong = clock->value.clock.minute.has_value();
        if (words.is_any(clock->end, {"%", "$", "percent", "/"})) return std::nullopt;
    }
    // "3 in the morning"
    if (words.is_any(clock->end, {"in", "at"})) {
        const auto part = read_day_part(in, clock->end);
        if (part && part->value.code.size() == 2 && part->value.part == Part::None) {
            clock->value = in_day_part(clock->value, part->value.code, in.reference);
            clock->end = part->end;
            strong = true;
        }
    }
    return End{*clock, strong};
}

Value lasting(const Sentence& in, const Value& begin, const Duration& duration) {
    const CivilDateTime from = *begin.future.begin;
    const CivilDateTime to = step(from, duration, 1);
    const ClockForm form{to.clock.hour, to.clock.minute, to.clock.second};
    Value range = begin;
    range.kind = Kind::TimeRange;
    range.clock_end = form;
    range.past = range.future = {from, CivilDateTime{in.reference.date, to.clock}};
    range.timex = range_timex(begin.timex, clock_timex(form),
                              clock_length_timex(std::llround(seconds_of(duration))));
    return range;
}

// "from 9 for 2.5 hours", "for 7 hours from 9:30am".
Read read_lasting(const Sentence& in, std::size_t at, bool beside_date) {
    const Words& words = in.words;
    if (words.is(at, "for")) {
        const auto duration = read_duration(in, at + 1);
        if (!duration || !has_clock_units(duration->value.duration)) return std::nullopt;
        const auto link = words.match_any(
            duration->end, {"from", "starting at", "starting from", "beginning at", ", from"});
        if (!link) return std::nullopt;
        const auto begin = read_end(in, *link);
        if (!begin) return std::nullopt;
        return Item{at, begin->item.end, lasting(in, begin->item.value, duration->value.duration)};
    }
    const bool from = words.is(at, "from");
    if (!from && !beside_date) return std::nullopt;
    const auto begin = read_end(in, words.skip(from ? at + 1 : at, "at"));
    if (!begin || (!from && !begin->strong) || !words.is(begin->item.end, "for"))
        return std::nullopt;
    const auto duration = read_duration(in, begin->item.end + 1);
    if (!duration || !has_clock_units(duration->value.duration)) return std::nullopt;
    return Item{at, duration->end, lasting(in, begin->item.value, duration->value.duration)};
}

}  // namespace

Read read_clock_range(const Sentence& in, std::size_t at, bool beside_date) {
    const Words& words = in.words;
    if (at > 0 && words.glued(at) && words.is_any(at - 1, {"-", "/", ".", ":", "$"}) && at > 1 &&
        words.is_digits(at - 2))
        return std::nullopt;
    if (auto read = read_lasting(in, at, beside_date)) return read;
    const bool between = words.is(at, "between");
    const bool led = between || words.is(at, "from");
    const std::size_t start = led ? at + 1 : at;
    const auto first = read_end(in, start);
    if (!first) return std::nullopt;
    const auto link = read_link(words, first->item.end, between);
    if (!link) return std::nullopt;
    const auto second = read_end(in, words.skip_any(*link, {"around", "about"}));
    if (!second) return std::nullopt;
    std::size_t end = second->item.end;
    Value range = make_range(first->item.value, second->item.value, in.reference);
    // "between 5 and 6 in the afternoon" holds for both.
    const auto part = read_day_part(in, second->item.end);
    const bool strong = first->strong || second->strong;
    if (!strong && !beside_date && !part) return std::nullopt;
    if (!strong && !beside_date && part && !words.is_any(second->item.end, {"in", "at"}))
        return std::nullopt;
    if (!second->strong && words.is_letters(end) && words.glued(end)) return std::nullopt;
    if (!second->strong && read_unit(in, end)) return std::nullopt;
    if (words.is_any(end, {"-", "/"}) && words.glued(end) && words.is_digits(end + 1))
        return std::nullopt;
    if (!led && !beside_date && !second->strong && !words.is_digits(*link)) return std::nullopt;
    return Item{at, end, std::move(range)};
}

}  // namespace errand::language::time::english
