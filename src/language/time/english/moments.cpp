// Dates and times that stand beside each other: "tomorrow morning at 9", "8pm on Friday", "Monday
// from 2 to 4", "today before 6pm". The pieces may come in any order, each kind once.
#include "language/time/english/grammar.hpp"
#include "language/time/english/slots.hpp"
#include "language/time/english/zones.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

using Step = bool (*)(const Sentence& in, std::size_t at, Slots& slots);

bool take(std::optional<Value>& slot, const Read& read, Slots& slots) {
    if (!read || slot) return false;
    slot = read->value;
    slots.end = read->end;
    return true;
}

// "this morning", "tonight", "last night": a date and a part of the day in one.
bool step_day_with_part(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.date || slots.part) return false;
    const Words& words = in.words;
    std::size_t next = words.skip_any(at, {"early", "late", "later", "earlier"});
    const Part part = next == at                               ? Part::None
                      : words.is_any(at, {"early", "earlier"}) ? Part::Start
                                                               : Part::End;
    if (words.is(next, "in") && part != Part::None) ++next;
    int offset = 0;
    std::size_t end = 0;
    std::string_view code;
    if (words.is_any(next, {"tonight", "tonite", "tonigh"})) {
        code = "NI";
        end = words.skip_any(next + 1, {"' s"});
    } else {
        const auto which = read_which(in, next);
        if (!which || which->own || which->vague) return false;
        const auto named = read_day_part(in, which->end);
        if (!named || named->value.part != Part::None || named->value.code.starts_with("ME") ||
            named->value.code == "BH" || words.is_any(which->end, {"in", "at", "during"}))
            return false;
        if (words.text(named->end - 1).back() == 's') return false;
        offset = which->offset;
        code = named->value.code == "EV"   ? "EV"
               : named->value.code == "MO" ? "MO"
               : named->value.code == "AF" ? "AF"
                                           : "NI";
        end = named->end;
    }
    slots.date = make_date(add_days(in.reference.date, offset));
    slots.part = part_of(make_part_of_day(code, in.reference), part);
    slots.end = end;
    return true;
}

bool joins(const Value& date) {
    return date.kind == Kind::Date;
}

bool step_date(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.date || (slots.part && !slots.clock && slots.part->code.starts_with("ME")))
        return false;
    const Words& words = in.words;
    const auto led = words.match_any(at, {"on", ", on", "of", "on the", "in", "for"});
    std::size_t next = at == slots.begin ? at : led ? *led : words.skip(at, ",");
    if (next > at && words.is(next - 1, "the") && led) --next;
    Slots inner = slots;
    if (at != slots.begin && step_day_with_part(in, next, inner)) {
        slots = inner;
        return true;
    }
    Read date = read_plain_date(in, next);
    if (date && read_holiday(in, next) && read_holiday(in, next)->end == date->end) date.reset();
    date = longer(date, read_offset(in, next));
    if (led && words.is(next, "the")) date = longer(date, read_month_date(in, next + 1));
    if (!date && led && words.is_any(at, {"on", ","}) && at != slots.begin)
        date = read_bare_day(in, next);
    if (date && words.is_any(at, {"in", "for"}) && at != slots.begin) return false;
    if (!date || !joins(date->value)) return false;
    return take(slots.date, date, slots);
}

// After a date that has been said with "on": "on the 17 from 2pm", "on 15 at 8:00".
bool step_first_bare_day(const Sentence& in, std::size_t at, Slots& slots) {
    const Words& words = in.words;
    // "the 12th between 7 and 9"
    if (words.is(at, "the") && words.is_digits(at + 1) && read_ordinal(words, at + 1))
        return take(slots.date, read_bare_day(in, at), slots);
    if (at == 0 || !words.is_any(at - 1, {"on", "at", "for"})) return false;
    // "a table for 2 at 7:30", "at 2 morning sessions"
    const bool plain = !words.is(at - 1, "on") && !words.is(at, "the") &&
                       (words.is(at - 1, "for") || !read_ordinal(words, at));
    return !plain && take(slots.date, read_bare_day(in, at), slots);
}

bool step_part(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.part) return false;
    const Words& words = in.words;
    const std::size_t next = at == slots.begin ? at : words.skip_any(at, {",", "-"});
    auto part = read_day_part(in, next);
    if (slots.clock && slots.clock->half_open && words.is_any(at, {"midnight", "noon"})) {
        slots.part = make_part_of_day(words.is(at, "noon") ? "MI" : "NT", in.reference);
        slots.end = at + 1;
        return true;
    }
    if (part) {
        if (part->value.code == "BH" && slots.clock) return false;
        if (slots.date && part->value.code.starts_with("ME")) return false;
        // "two nights" is counted, "mornings" recur.
        if (words.text(part->end - 1).back() == 's' && (slots.date || slots.clock)) return false;
        if (part->begin != next) part->begin = next;
        return take(slots.part, part, slots);
    }
    // "today pm".
    if (!slots.date || slots.clock || slots.range) return false;
    const auto half = read_half(in, at);
    if (!half || half->half == Half::Both || words.is(half->end, "i")) return false;
    slots.part = make_part_of_day(half->half == Half::Am ? "MO" : "AF", in.reference);
    slots.end = half->end;
    return true;
}

bool step_clock(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.clock || slots.range) return false;
    const Words& words = in.words;
    const bool first = at == slots.begin;
    const auto led = words.match_any(
        at, {"at", ", at", "@", "around", "about", "at around", "at about", "- at", "circa",
             "approximately", "@ around", "t", ", around", "starting at", "- @"});
    const auto loose = words.match_any(at, {"for", "in", "-", ",", "for the", "by the"});
    std::size_t next = first ? at : led ? *led : loose ? *loose : at;
    if (!first && words.is(at, "t") && !words.is_digits(next)) return false;
    Read clock = read_clock(in, next);
    const bool hour_alone = !clock;
    if (!clock && !first && (led || words.is(at, "for"))) clock = read_hour(in, next);
    if (!clock) return false;
    if (hour_alone && !led) {
        const auto part = read_day_part(in, clock->end);
        if (!part || !words.is_any(clock->end, {"in", "at"})) return false;
    }
    if (hour_alone && words.is_any(clock->end, {"%", "$", "percent", "th", "st", "nd"}))
        return false;
    if (hour_alone && read_unit(in, clock->end)) return false;
    if (words.is(at, "in") && !first) return false;
    return take(slots.clock, clock, slots);
}

// "7, this morning", "10 tonight", "seven on 15", "3 in the afternoon": an hour alone, with what
// makes it one.
bool step_first_hour(const Sentence& in, std::size_t at, Slots& slots) {
    const Words& words = in.words;
    const auto hour = read_hour(in, at);
    if (!hour || words.is_any(at - (at > 0 ? 1 : 0), {"$"})) return false;
    if (at > 0 && words.is_any(at - 1, {".", ",", ":", "/", "-"}) && words.glued(at)) return false;
    Slots next = slots;
    next.clock = hour->value;
    next.end = hour->end;
    const bool after_at = at > 0 && words.is_any(at - 1, {"at", "@"});
    const std::size_t past_comma = words.skip(next.end, ",");
    const auto part = read_day_part(in, next.end);
    const bool part_follows = part && (words.is_any(next.end, {"in", "at"}) ||
                                       hour->value.clock.minute || words.is(next.end, "lunchtime"));
    Slots day = next;
    const bool day_follows = step_day_with_part(in, past_comma, day);
    const bool date_follows = after_at && step_date(in, next.end, day);
    if (part_follows && hour->value.clock.hour <= 12) {
        slots = next;
        return true;
    }
    // "building 4 this afternoon": without a comma it needs an "at".
    const bool marked =
        after_at || past_comma != next.end || words.is_any(past_comma, {"tonight", "tonite"});
    if (!(day_follows && marked) && !date_follows) return false;
    slots = next;
    return true;
}

bool step_range(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.range || slots.clock) return false;
    const Words& words = in.words;
    const bool first = at == slots.begin;
    const std::size_t next = first ? at : words.skip_any(at, {",", "at", ", at", "-", "@"});
    const bool comma = words.is(at, ",") && !first;
    auto range = read_clock_range(in, next, slots.date.has_value() && !comma);
    if (!first || range) return take(slots.range, range, slots);
    // "5 to 7 next Sunday": hours, since a date follows.
    range = read_clock_range(in, next, true);
    Slots dated = slots;
    if (!take(dated.range, range, dated)) return false;
    Slots day = dated;
    if (!step_date(in, dated.end, day) && !step_day_with_part(in, dated.end, day)) return false;
    slots = dated;
    return true;
}

// "today before 4pm".
bool step_bounded(const Sentence& in, std::size_t at, Slots& slots) {
    if (!slots.date || slots.clock || slots.range || slots.part) return false;
    const auto bound = read_bound_words(in.words, in.words.skip(at, ","));
    if (!bound || bound->approximate || bound->bound == Bound::None) return false;
    Slots inner;
    inner.begin = inner.end = bound->end;
    Read clock = read_clock(in, bound->end);
    if (!clock) clock = read_hour(in, bound->end);
    if (!clock) return false;
    inner.clock = clock->value;
    inner.end = clock->end;
    step_part(in, inner.end, inner);
    Value value = *inner.clock;
    if (inner.part) value = in_day_part(value, inner.part->code, in.reference);
    value = with_bound(value, bound->bound);
    slots.range = value;
    slots.end = inner.end;
    return true;
}

bool step_zone(const Sentence& in, std::size_t at, Slots& slots) {
    if (slots.zone || !(slots.clock || slots.range || (slots.part && slots.date))) return false;
    const auto zone = read_zone(in.words, at);
    if (!zone) return false;
    const std::size_t begin = in.words[at].begin;
    const std::size_t end = in.words[zone->end - 1].end;
    slots.zone = Zone{zone->offset_minutes, std::string(in.text.substr(begin, end - begin))};
    for (char& c : slots.zone->said)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    slots.end = zone->end;
    return true;
}

// "Wednesday evening next week", "first Monday morning of next month".
bool step_week(const Sentence& in, std::size_t at, Slots& slots) {
    if (!slots.date || !(slots.part || slots.clock || slots.range)) return false;
    const Words& words = in.words;
    const auto which = read_which(in, words.skip_any(at, {"of", "in", ","}));
    if (!which || which->own || which->vague) return false;
    const std::size_t begin = words.skip(slots.begin, "the");
    if (words.is(which->end, "week")) {
        const auto weekday = read_weekday(in, slots.begin);
        if (!weekday || slots.date->timex != weekday_timex(weekday->value)) return false;
        slots.date = make_weekday_of_week(weekday->value, which->offset, in.reference);
    } else if (words.is(which->end, "month")) {
        const auto order = read_ordinal(words, begin);
        if (!order) return false;
        const auto weekday = read_weekday(in, order->end);
        if (!weekday) return false;
        const CivilDate today = in.reference.date;
        const CivilDate month = add_months({today.year, today.month, 1}, which->offset);
        slots.date =
            make_nth_weekday(month.year, month.month, weekday->value, order->value, in.reference);
        slots.date->timex.replace(0, 4, "XXXX");
        slots.begin = begin;
    } else {
        return false;
    }
    slots.end = which->end + 1;
    return true;
}

// "Wed Oct 26 15:50:06 2016".
bool step_year(const Sentence& in, std::size_t at, Slots& slots) {
    if (!slots.date || !slots.clock || slots.date->year_said ||
        !slots.date->timex.starts_with("XXXX-") || slots.date->timex.starts_with("XXXX-W") ||
        slots.date->timex.starts_with("XXXX-XX"))
        return false;
    const auto year = read_digits(in.words, at);
    if (!year || year->digits != 4 || year->value < 1'900 || year->value > 2'100) return false;
    const auto& timex = slots.date->timex;
    slots.date = make_date(year->value, std::stoi(timex.substr(5, 2)),
                           std::stoi(timex.substr(8, 2)), in.reference);
    slots.end = year->end;
    return true;
}

// The step that goes furthest.
bool extend(const Sentence& in, Slots& slots, std::initializer_list<Step> steps) {
    std::optional<Slots> best;
    for (const auto step : steps) {
        Slots next = slots;
        if (step(in, slots.end, next) && (!best || next.end > best->end)) best = next;
    }
    if (!best) return false;
    slots = *best;
    return true;
}

Value with_part(const Sentence& in, Value range, const Value& part) {
    if (!range.half_open) return range;
    const bool late = part.code != "MO" && part.code != "NT" && part.code != "MEB";
    range.half_open = false;
    if (!late || range.clock.hour >= 12) return range;
    ClockForm begin = range.clock;
    ClockForm end = range.clock_end;
    begin.hour += 12;
    end.hour = (end.hour + 12) % 24;
    return make_range(make_clock(begin, false, in.reference), make_clock(end, false, in.reference),
                      in.reference);
}

std::optional<Value> value_of(const Sentence& in, const Slots& slots) {
    std::optional<Value> time;
    if (slots.clock) {
        time =
            slots.part ? in_day_part(*slots.clock, slots.part->code, in.reference) : *slots.clock;
    } else if (slots.range) {
        time = slots.part ? with_part(in, *slots.range, *slots.part) : *slots.range;
    } else if (slots.part) {
        time = slots.part;
    }
    if (!time) return std::nullopt;
    Value value = slots.date ? join(*slots.date, *time, in.reference) : *time;
    value.zone = slots.zone;
    return value;
}

bool is_whole(const Slots& slots) {
    return (slots.clock || slots.range || slots.part);
}

}  // namespace

std::optional<Slots> read_slots(const Sentence& in, std::size_t at) {
    std::optional<Slots> best;
    constexpr Step first_steps[] = {step_day_with_part, step_first_bare_day, step_date, step_clock,
                                    step_part,          step_first_hour,     step_range};
    for (const auto first : first_steps) {
        Slots slots;
        slots.begin = slots.end = at;
        if (!first(in, at, slots)) continue;
        while (extend(in, slots,
                      {step_day_with_part, step_date, step_clock, step_part, step_range,
                       step_bounded, step_zone, step_year, step_week})) {
        }
        if (is_whole(slots) && (!best || slots.end > best->end)) best = slots;
    }
    return best;
}

// "later today", "early in the day Wednesday", "mid today": half a day or its middle.
Read read_half_day(const Sentence& in, std::size_t at) {
    static const Lexicon<Part> parts{
        {"early|earlier|early in|earlier in|early in the day|earlier in the day|early in the day "
         "on",
         Part::Start},
        {"late|later|late in|later in|late in the day|later in the day|late in the day on",
         Part::End},
        {"mid|mid -|middle of|the middle of", Part::Mid},
    };
    const auto part = parts.find(in.words, at);
    if (!part) return std::nullopt;
    // "late tomorrow evening"
    if (const auto slots = read_slots(in, part->end);
        slots && slots->date && slots->part && !slots->clock && !slots->range &&
        slots->part->part == Part::None && part->meaning != Part::Mid)
        return Item{at, slots->end,
                    join(*slots->date, part_of(*slots->part, part->meaning), in.reference)};
    const auto date = read_relative_date(in, part->end);
    if (!date || !joins(date->value)) return std::nullopt;
    Value value = date->value;
    value.kind = Kind::DateTimeRange;
    value.part = part->meaning;
    for (Interval* reading : {&value.past, &value.future}) {
        if (!reading->begin) continue;
        const CivilDate day = reading->begin->date;
        const CivilDateTime noon{day, {12, 0, 0}};
        if (value.part == Part::Start) reading->end = noon;
        if (value.part == Part::End) reading->begin = noon, reading->end = {add_days(day, 1), {}};
        if (value.part == Part::Mid)
            reading->begin = {day, {10, 0, 0}}, reading->end = {day, {14, 0, 0}};
    }
    return Item{at, date->end, std::move(value)};
}

static Read read_moment_anew(const Sentence& in, std::size_t at) {
    auto slots = read_slots(in, at);
    if (!slots) return read_half_day(in, at);
    const auto value = value_of(in, *slots);
    if (!value) return std::nullopt;
    Item item{slots->begin, slots->end, *value};
    // "during the morning" is said of the morning alone.
    if (in.words.is(at, "in") && in.words.is_any(at + 1, {"early", "late"})) item.begin = at + 1;
    if (in.words.is_any(at, {"during", "over"}))
        item.begin = in.words.skip_any(at, {"during the", "during", "over the"});
    return item;
}

Read read_moment(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::Moment, at, [&] { return read_moment_anew(in, at); });
}

}  // namespace errand::language::time::english
