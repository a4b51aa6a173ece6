// Lengths of time: "3 hours 30 minutes", "an hour and a half", "all day", "10D".
#include <algorithm>

#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

struct Part {
    std::size_t end = 0;
    Amount amount;
    bool article = false;
};

// "10D", "3Y", "5m": a number with a letter glued to it.
std::optional<Part> read_letter_unit(const Sentence& in, std::size_t at, const Count& count) {
    static const Lexicon<Unit> letters{{"d", Unit::Day},
                                       {"y", Unit::Year},
                                       {"w", Unit::Week},
                                       {"h", Unit::Hour},
                                       {"s", Unit::Second}};
    if (!in.words.is_digits(at) || !in.words.glued(count.end)) return std::nullopt;
    // Minutes and seconds only after hours: "1h 30m".
    if (in.words.is_any(count.end, {"m", "s"})) {
        const bool after_hours =
            at > 1 && in.words.is_any(at - 1, {"h", "m"}) && in.words.is_digits(at - 2);
        if (!after_hours || in.words.glued(count.end + 1)) return std::nullopt;
        return Part{count.end + 1,
                    {count.value, in.words.is(count.end, "m") ? Unit::Minute : Unit::Second}};
    }
    const auto letter = letters.find(in.words, count.end);
    if (!letter) return std::nullopt;
    if (in.words.is_digits(letter->end) && in.words.glued(letter->end)) return std::nullopt;
    return Part{letter->end, {count.value, letter->meaning}};
}

std::optional<Part> read_part(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto count = read_count(words, at);
    if (!count) return std::nullopt;
    if (at > 0 && words.glued(at) && words.is_any(at - 1, {".", ",", ":", "/"}) && at > 1 &&
        words.is_digits(at - 2))
        return std::nullopt;
    // "0900 hours" is a time.
    if (words.is_digits(at) && words[at].text.size() > 2 && words[at].text.front() == '0')
        return std::nullopt;
    std::size_t next = count->end;
    if (words.is(next, "-")) ++next;
    next = words.skip_any(next, {"more", "full", "whole", "long"});
    if (words.is(next, "ys") && words.is_digits(at))
        return Part{next + 1, {count->value, Unit::Year}};
    if (const auto unit = read_unit(in, next)) {
        if (words.is(at, "some") && words.text(next).back() != 's') return std::nullopt;
        // "3 h" is hours, "a h" is nothing; "the night" of "three night markets" is no length.
        if (words.is(next, "h") && !words.is_digits(at)) return std::nullopt;
        if (words.is(next, "mo") && !words.is_digits(at)) return std::nullopt;
        if (words.is(next, "night") && count->value != 1) return std::nullopt;
        if (words.is(next, "second") && count->article) return std::nullopt;
        if (words.is(next, "night") && count->article) return std::nullopt;
        return Part{unit->end, {count->value, unit->unit}, count->article};
    }
    return read_letter_unit(in, at, *count);
}

// "all day", "the whole week", "another hour".
std::optional<Part> read_whole_unit(const Sentence& in, std::size_t at) {
    const auto whole = in.words.match_any(
        at, {"all", "full", "whole", "entire", "another", "all -", "full -", "whole -"});
    if (!whole) return std::nullopt;
    const auto unit = read_unit(in, *whole);
    if (!unit || in.words.is(*whole, "second")) return std::nullopt;
    return Part{unit->end, {1, unit->unit}};
}

// "an hour and a half".
std::size_t read_half_after(const Sentence& in, std::size_t at, Amount& amount) {
    if (const auto quarter = in.words.match_any(at, {"and a quarter", "and quarter"});
        quarter && !in.words.is_any(*quarter, {"of", "to", "past"})) {
        amount.count += 0.25;
        return *quarter;
    }
    const auto half = in.words.match_any(at, {"and a half", "and half"});
    if (!half) return at;
    // "an hour and half a minute"
    if (read_unit(in, *half) || in.words.is_any(*half, {"a", "an"})) return at;
    amount.count += 0.5;
    return *half;
}

}  // namespace

static Read read_duration_anew(const Sentence& in, std::size_t at) {
    constexpr std::size_t most_parts = 7;
    auto part = read_whole_unit(in, at);
    if (!part) part = read_part(in, at);
    if (!part) return std::nullopt;
    Duration duration;
    std::size_t end = read_half_after(in, part->end, part->amount);
    duration.amounts.push_back(part->amount);
    while (duration.amounts.size() < most_parts) {
        const std::size_t next = in.words.skip_any(end, {"and", ",", ", and"});
        const auto more = read_part(in, next);
        const auto taken = [&](Unit unit) {
            return std::ranges::find(duration.amounts, unit, &Amount::unit) !=
                   duration.amounts.end();
        };
        if (!more || taken(more->amount.unit) || more->article) break;
        end = more->end;
        duration.amounts.push_back(more->amount);
    }
    std::ranges::sort(duration.amounts, [](const Amount& a, const Amount& b) {
        return seconds_of(a.unit) > seconds_of(b.unit);
    });
    return Item{at, end, make_duration(std::move(duration))};
}

Read read_duration(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::Duration, at, [&] { return read_duration_anew(in, at); });
}

}  // namespace errand::language::time::english
