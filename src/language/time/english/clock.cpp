// Times of day by the clock: "7:30pm", "half past seven", "ten to 8 in the evening", "noon".
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

struct Clock {
    std::size_t end = 0;
    ClockForm form;
    Half half = Half::None;
};

bool is_before_digit(const Words& words, std::size_t at, std::string_view mark) {
    return words.is(at, mark) && words.glued(at) && words.is_digits(at + 1) && words.glued(at + 1);
}

bool is_after_digit(const Words& words, std::size_t at) {
    return at >= 2 && words.glued(at) && words.glued(at - 1) && words.is_digits(at - 2) &&
           words.is_any(at - 1, {":", ".", ",", "/"});
}

Read finish(const Sentence& in, std::size_t begin, Clock clock) {
    if (const auto half = read_half(in, clock.end); half && clock.half == Half::None) {
        clock.end = half->end;
        clock.half = half->half;
    }
    const int hour = clock.form.hour;
    const bool open =
        clock.half == Half::Both || (clock.half == Half::None && hour >= 1 && hour <= 12);
    if (clock.half == Half::Pm && hour < 12) clock.form.hour += 12;
    if (clock.half == Half::Am && hour == 12) clock.form.hour = 0;
    return Item{begin, clock.end, make_clock(clock.form, open, in.reference)};
}

std::optional<int> minutes_at(const Words& words, std::size_t at) {
    if (!words.is_digits(at) || words[at].text.size() != 2) return std::nullopt;
    const int value = std::stoi(words[at].text);
    if (value > 59) return std::nullopt;
    return value;
}

// "7:30", "7:30:15".
std::optional<Clock> read_colons(const Words& words, std::size_t at) {
    const auto hour = read_digits(words, at);
    if (!hour || hour->digits > 2 || hour->value > 24 || is_after_digit(words, at))
        return std::nullopt;
    if (!is_before_digit(words, hour->end, ":")) return std::nullopt;
    const auto minute = minutes_at(words, hour->end + 1);
    if (!minute) return std::nullopt;
    Clock clock{hour->end + 2, {hour->value % 24, minute, {}}};
    if (is_before_digit(words, clock.end, ":")) {
        const auto second = minutes_at(words, clock.end + 1);
        if (!second) return std::nullopt;
        clock.form.second = second;
        clock.end += 2;
        if (is_before_digit(words, clock.end, ":")) return std::nullopt;
        if (is_before_digit(words, clock.end, ".")) clock.end += 2;
    }
    return clock;
}

// "340pm", "1140 a.m.", "8.30 pm", "7pm", "3 p . m .".
std::optional<Clock> read_with_half(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto number = read_digits(words, at);
    if (!number || is_after_digit(words, at)) return std::nullopt;
    Clock clock{number->end, {number->value, {}, {}}};
    if (number->digits >= 3) {
        if (number->digits > 4) return std::nullopt;
        clock.form = {number->value / 100, number->value % 100, {}};
    } else if (is_before_digit(words, number->end, ".")) {
        clock.form.minute = minutes_at(words, number->end + 1);
        if (!clock.form.minute) return std::nullopt;
        clock.end = number->end + 2;
    } else if (words.is(number->end, ".") && words.glued(number->end) &&
               words.glued(number->end + 1) && read_half(in, number->end + 1)) {
        ++clock.end;
    }
    const auto half = read_half(in, clock.end);
    if (!half || clock.form.hour > 23 || clock.form.minute.value_or(0) > 59) return std::nullopt;
    clock.half = half->half;
    clock.end = half->end;
    return clock;
}

// "7h01", "10 H 10".
std::optional<Clock> read_h(const Words& words, std::size_t at) {
    const auto hour = read_digits(words, at);
    if (!hour || hour->digits > 2 || hour->value > 23 || !words.is(hour->end, "h"))
        return std::nullopt;
    const auto minute = minutes_at(words, hour->end + 1);
    if (!minute) return std::nullopt;
    // "1h 30m" is a length.
    if (words.is_any(hour->end + 2, {"m", "min", "mins", "minutes"})) return std::nullopt;
    return Clock{hour->end + 2, {hour->value, minute, {}}};
}

std::optional<Whole> read_hour_number(const Words& words, std::size_t at) {
    if (const auto digits = read_digits(words, at)) {
        if (digits->digits > 2 || digits->value > 24 || is_after_digit(words, at))
            return std::nullopt;
        return digits;
    }
    const auto small = read_small_words(words, at);
    if (!small || small->value > 24) return std::nullopt;
    return small;
}

std::optional<std::size_t> read_oclock(const Words& words, std::size_t at) {
    return words.match_any(at, {"o ' clock", "o clock", "oclock", "o ` clock", "sharp"});
}

// "eight forty", "eleven oh five", "seven twenty-seven", "six forty-three minutes".
std::optional<Clock> read_spoken(const Words& words, std::size_t at) {
    if (words.is_digits(at)) return std::nullopt;
    std::optional<Whole> hour;
    // "twenty two fifteen" is 22:15, "two fifteen" 2:15, "twenty fifteen" 20:15.
    if (const auto whole = read_small_words(words, at); whole && whole->value <= 24) hour = whole;
    if (!hour || hour->value == 0) return std::nullopt;
    // "nineteen twenty eight" is a year.
    if (const auto year = read_year_words(words, at); year && hour->value > 12) {
        static const Lexicon<Half> halves{{"am|a . m .|a . m|a m", Half::Am},
                                          {"pm|p . m .|p . m|p m", Half::Pm}};
        if (!halves.find(words, year->end)) return std::nullopt;
    }
    std::size_t next = hour->end;
    if (words.is_any(next, {"oh", "o"}) && !read_oclock(words, next)) {
        const auto one = read_small_words(words, next + 1);
        if (!one || one->value < 1 || one->value > 9) return std::nullopt;
        return Clock{one->end, {hour->value % 24, one->value, {}}};
    }
    if (words.is(next, "-")) ++next;
    if (words.is_digits(next)) return std::nullopt;
    auto minute = read_small_words(words, next);
    if (!minute || minute->value > 59 || (minute->value < 10 && minute->value != 5))
        return std::nullopt;
    Clock clock{minute->end, {hour->value % 24, minute->value, {}}};
    clock.end = words.skip_any(clock.end, {"minutes", "mins", "minute", "min"});
    return clock;
}

Read read_named(const Sentence& in, std::size_t at);
Read read_stated(const Sentence& in, std::size_t at);

// An hour as it follows "past" or "to": "eight", "8pm", "five thirty", "10 H 10 pm".
Read read_target(const Sentence& in, std::size_t at) {
    if (auto clock = read_named(in, at)) return clock;
    if (auto clock = read_stated(in, at)) return clock;
    const auto hour = read_hour_number(in.words, at);
    if (!hour) return std::nullopt;
    Clock clock{hour->end, {hour->value % 24, {}, {}}};
    if (const auto oclock = read_oclock(in.words, clock.end)) clock.end = *oclock;
    return finish(in, at, clock);
}

// "half past eight", "a quarter to 8", "20 min past eight", "three minutes to five thirty".
Read read_past(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    static const Lexicon<int> fractions{
        {"half|half an hour", 30},
        {"quarter|a quarter|one quarter", 15},
        {"three quarters|three quarter", 45},
    };
    std::size_t next = at;
    int minutes = 0;
    if (const auto fraction = fractions.find(words, at)) {
        minutes = fraction->meaning;
        next = fraction->end;
    } else {
        const auto number = read_digits(words, at);
        const auto count = number ? number : read_small_words(words, at);
        if (!count || count->value > 59 || count->digits > 2 || is_after_digit(words, at))
            return std::nullopt;
        minutes = count->value;
        next = words.skip_any(count->end, {"min", "mins", "minute", "minutes"});
        // "7 to 8" is a range: minutes before an hour say so.
        // "twenty to nine" is no range.
        const bool spoken = !number && count->value > 12 && words.is(next, "to") &&
                            !(at > 0 && words.is_any(at - 1, {"from", "between"}));
        if (next == count->end && !words.is(next, "past") && !spoken) return std::nullopt;
    }
    int sign = 0;
    if (words.is_any(next, {"past", "after"})) sign = 1;
    if (words.is_any(next, {"to", "before", "till", "til"})) sign = -1;
    if (sign == 0) return std::nullopt;
    auto target = read_target(in, next + 1);
    if (!target || target->value.kind != Kind::Time || target->value.clock.second)
        return std::nullopt;
    const ClockForm form = target->value.clock;
    const int total =
        (form.hour * 60 + form.minute.value_or(0) + sign * minutes + 24 * 60) % (24 * 60);
    const bool open = target->value.half_open;
    return Item{at, target->end, make_clock({total / 60, total % 60, {}}, open, in.reference)};
}

// "noon", "midnight", "mid-morning", "noonish", "12 noon".
Read read_named(const Sentence& in, std::size_t at) {
    static const Lexicon<int> names{
        {"noon|midday|mid day|mid - day|noonish|noon - ish|12 noon|twelve noon|12 midday|high noon",
         12},
        {"midnight|mid night|mid - night|12 midnight|twelve midnight", 0},
        {"midmorning|mid morning|mid - morning", 10},
        {"midafternoon|mid afternoon|mid - afternoon", 14},
    };
    const auto hit = names.find(in.words, at);
    if (!hit) return std::nullopt;
    return Item{at, hit->end, make_clock({hit->meaning, {}, {}}, false, in.reference)};
}

// "7 o'clock", "11ish", "8 in the morning" is elsewhere.
Read read_marked_hour(const Sentence& in, std::size_t at) {
    const auto hour = read_hour_number(in.words, at);
    if (!hour) return std::nullopt;
    Clock clock{hour->end, {hour->value % 24, {}, {}}};
    if (const auto oclock = read_oclock(in.words, hour->end)) {
        clock.end = *oclock;
        return finish(in, at, clock);
    }
    const auto ish = in.words.match_any(hour->end, {"ish", "- ish"});
    if (ish && in.words.glued(hour->end)) {
        clock.end = *ish;
        return finish(in, at, clock);
    }
    if (!in.words.is_digits(at) && read_half(in, hour->end)) return finish(in, at, clock);
    return std::nullopt;
}

// A clock time that is not counted from another.
Read read_stated(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    // "T12:34:20"
    if (words.is(at, "t") && words.glued(at + 1)) {
        if (const auto colons = read_colons(words, at + 1)) return finish(in, at, *colons);
    }
    if (const auto colons = read_colons(words, at)) return finish(in, at, *colons);
    if (const auto clock = read_with_half(in, at)) return finish(in, at, *clock);
    if (const auto clock = read_h(words, at)) return finish(in, at, *clock);
    Read best = read_marked_hour(in, at);
    if (const auto clock = read_spoken(words, at)) best = longer(best, finish(in, at, *clock));
    return best;
}

}  // namespace

std::optional<HalfRead> read_half(const Sentence& in, std::size_t at) {
    static const Lexicon<Half> halves{
        {"am|a . m .|a . m|a m", Half::Am},
        {"pm|p . m .|p . m|p m", Half::Pm},
        {"ampm|am pm|am / pm", Half::Both},
    };
    const Words& words = in.words;
    const auto hit = halves.find(words, at);
    // "9a", "9:00p"
    if (!hit && words.is_any(at, {"a", "p"}) && words.glued(at) && at > 0 &&
        words.is_digits(at - 1) &&
        !(words.glued(at + 1) && !words.is_any(at + 1, {".", ",", "?", "!"})))
        return HalfRead{at + 1, words.is(at, "a") ? Half::Am : Half::Pm};
    if (!hit) return std::nullopt;
    // "a m" is a half of the day only where the letters stand alone; "10 am i" is not.
    if (in.words.is(at, "am") && in.words.is(hit->end, "i")) return std::nullopt;
    return HalfRead{hit->end, hit->meaning};
}

static Read read_clock_anew(const Sentence& in, std::size_t at) {
    if (at >= in.words.size()) return std::nullopt;
    Read best = read_named(in, at);
    best = longer(best, read_past(in, at));
    return best ? best : read_stated(in, at);
}

Read read_clock(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::Clock, at, [&] { return read_clock_anew(in, at); });
}

Read read_hour(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (auto clock = read_clock(in, at)) return clock;
    const auto digits = read_digits(words, at);
    if (digits && digits->digits == 4 && !is_after_digit(words, at) && digits->value % 100 < 60 &&
        digits->value < 2'400 && words[at].text.front() <= '0')
        return finish(in, at, {digits->end, {digits->value / 100, digits->value % 100, {}}});
    const auto hour = read_hour_number(words, at);
    if (!hour) return std::nullopt;
    if (words.is_any(hour->end, {"%", "percent", "th", "st", "nd", "rd"})) return std::nullopt;
    if (words.glued(hour->end) && words.is_letters(hour->end)) return std::nullopt;
    // "6.30" is said with "at".
    if (is_before_digit(words, hour->end, ".")) {
        const auto minute = minutes_at(words, hour->end + 1);
        if (!minute || words.is_any(hour->end + 2, {"%", "percent"})) return std::nullopt;
        return finish(in, at, {hour->end + 2, {hour->value % 24, minute, {}}});
    }
    return finish(in, at, {hour->end, {hour->value % 24, {}, {}}});
}

Value in_day_part(Value clock, std::string_view code, Reference reference) {
    const int hour = clock.clock.hour;
    if (!clock.half_open) return clock;
    ClockForm form = clock.clock;
    const bool lunch = code == "MEL" || code == "MI";
    const bool evening = code == "AF" || code == "EV" || code == "NI" || code == "MED";
    // "tonight around 3" is after midnight.
    const bool small_hours = code == "NI" && hour < 5;
    if (evening && hour < 12 && !small_hours) form.hour += 12;
    if (lunch && hour < 10) form.hour += 12;
    if ((code == "NI" || code == "NT" || code == "MO") && hour == 12) form.hour = 0;
    Value value = make_clock(form, false, reference);
    value.zone = clock.zone;
    return value;
}

}  // namespace errand::language::time::english
