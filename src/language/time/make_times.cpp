// Times of day, lengths, recurrences, bounds and parts: see make.hpp.
#include <algorithm>
#include <array>

#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

struct PartOfDay {
    std::string_view code;
    ClockTime begin;
    ClockTime end;
};
constexpr std::array kPartsOfDay{
    PartOfDay{"MO", {8, 0, 0}, {12, 0, 0}},    PartOfDay{"MI", {11, 0, 0}, {13, 0, 0}},
    PartOfDay{"AF", {12, 0, 0}, {16, 0, 0}},   PartOfDay{"EV", {16, 0, 0}, {20, 0, 0}},
    PartOfDay{"NI", {20, 0, 0}, {23, 59, 59}}, PartOfDay{"NT", {0, 0, 0}, {8, 0, 0}},
    PartOfDay{"DT", {8, 0, 0}, {18, 0, 0}},    PartOfDay{"BH", {8, 0, 0}, {18, 0, 0}},
    PartOfDay{"MEB", {8, 0, 0}, {12, 0, 0}},   PartOfDay{"MER", {8, 0, 0}, {12, 0, 0}},
    PartOfDay{"MEL", {11, 0, 0}, {13, 0, 0}},  PartOfDay{"MED", {16, 0, 0}, {20, 0, 0}},
};

Value at_clock(Kind kind, Reference reference, ClockTime begin, std::optional<ClockTime> end) {
    Value value;
    value.kind = kind;
    value.past.begin = CivilDateTime{reference.date, begin};
    if (end) value.past.end = CivilDateTime{reference.date, *end};
    value.future = value.past;
    return value;
}

Interval third(const Interval& whole, Part part, Unit grain, bool thirds) {
    const CivilDate begin = whole.begin->date;
    const CivilDate end = whole.end->date;
    CivilDate early = begin;  // where the start ends
    CivilDate late = begin;   // where the end begins
    CivilDate mid_begin = begin;
    CivilDate mid_end = end;
    if (grain == Unit::Week) {
        early = late = add_days(begin, 3);
        mid_begin = add_days(begin, 1), mid_end = add_days(begin, 5);
    } else if (grain == Unit::Month && months_between(begin, end) == 1) {
        early = late = add_days(begin, 15);
        mid_begin = add_days(begin, 9), mid_end = add_days(begin, 20);
    } else if (grain == Unit::Year && months_between(begin, end) == 12) {
        early = add_months(begin, thirds ? 4 : 6);
        late = add_months(begin, thirds ? 8 : 6);
        mid_begin = add_months(begin, thirds ? 4 : 3);
        mid_end = add_months(begin, thirds ? 8 : 9);
    } else {
        const std::int64_t length = days_between(begin, end);
        early = late = add_days(begin, length / 2);
        mid_begin = add_days(begin, length / 4), mid_end = add_days(begin, length * 3 / 4);
    }
    const auto at = [](CivilDate date) { return CivilDateTime{date, {}}; };
    if (part == Part::Start) return {whole.begin, at(early)};
    if (part == Part::End) return {at(late), whole.end};
    return {at(mid_begin), at(mid_end)};
}

}  // namespace

Value make_clock(const ClockForm& clock, bool half_open, Reference reference) {
    Value value = at_clock(Kind::Time, reference, clock.clock(), std::nullopt);
    value.timex = clock_timex(clock);
    value.clock = clock;
    value.half_open = half_open;
    return value;
}

Value make_part_of_day(std::string_view code, Reference reference) {
    const auto* found = std::ranges::find(kPartsOfDay, code, &PartOfDay::code);
    if (found == kPartsOfDay.end()) found = kPartsOfDay.begin();
    Value value = at_clock(Kind::TimeRange, reference, found->begin, found->end);
    value.timex = "T" + std::string(found->code);
    value.code = found->code;
    return value;
}

Value make_now(Reference reference) {
    Value value = at_clock(Kind::DateTime, reference, reference.clock, std::nullopt);
    value.timex = "PRESENT_REF";
    value.grain = Unit::Second;
    return value;
}

Value make_duration(Duration duration) {
    Value value;
    value.kind = Kind::Duration;
    value.timex = timex_of(duration);
    value.duration = std::move(duration);
    return value;
}

Value make_set(std::string timex) {
    Value value;
    value.kind = Kind::Set;
    value.timex = std::move(timex);
    return value;
}

Value part_of(Value whole, Part part, bool thirds) {
    if (part == Part::None) return whole;
    whole.part = part;
    for (Interval* interval : {&whole.past, &whole.future}) {
        if (!interval->begin || !interval->end) continue;
        if (whole.kind == Kind::DateRange) {
            *interval = third(*interval, part, whole.grain, thirds);
        } else if (part == Part::Start) {
            interval->end = add_seconds(*interval->begin, 7'200);
        } else if (part == Part::End) {
            const ClockTime last = interval->end->clock;
            interval->begin = CivilDateTime{interval->end->date,
                                            {(last.hour + (last.minute == 59 ? 1 : 0)) - 2, 0, 0}};
        }
    }
    return whole;
}

Value with_bound(Value value, Bound bound) {
    value.bound = bound;
    if (value.is_point()) {
        value.source = Source::Point;
        value.kind = value.kind == Kind::Date   ? Kind::DateRange
                     : value.kind == Kind::Time ? Kind::TimeRange
                                                : Kind::DateTimeRange;
        if (value.timex == "PRESENT_REF") value.kind = Kind::DateTimeRange;
    } else if (value.is_range()) {
        value.source = Source::Range;
    }
    return value;
}

}  // namespace errand::language::time
