// Owns: what the grammars build: one time value with its TIMEX3-like form and both the past and the
// future reading, not yet unfolded into readings. The same for every language. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "language/time/civil.hpp"
#include "language/time/duration.hpp"

namespace errand::language::time {

enum class Kind {
    Date,
    Time,
    DateTime,
    DateRange,
    TimeRange,
    DateTimeRange,
    Duration,
    Set,
    Zone,
};

// How what was said bounds the time looked for: "before Friday" ends at it, "after" begins at it.
// Since and Until include it; Less and More are for durations.
enum class Bound { None, Before, After, Since, Until, Less, More };
enum class Part { None, Start, Mid, End };
// What a bound was put on.
enum class Source { None, Point, Range };

// [begin, end); a point has only a begin. Times without a date stand on the reference's date.
struct Interval {
    std::optional<CivilDateTime> begin;
    std::optional<CivilDateTime> end;
    bool operator==(const Interval&) const = default;
};

// A clock time as precisely as it was said: 8, 8:30 or 8:30:15.
struct ClockForm {
    int hour = 0;
    std::optional<int> minute;
    std::optional<int> second;
    bool operator==(const ClockForm&) const = default;
    ClockTime clock() const { return {hour, minute.value_or(0), second.value_or(0)}; }
};

struct Zone {
    int offset_minutes = 0;
    std::string said;
    bool operator==(const Zone&) const = default;
};

struct Value {
    Kind kind = Kind::Date;
    std::string timex;       // "XXXX-WXX-5", "(2016-11-07,2016-11-14,P7D)"
    std::string past_timex;  // of the past reading, where it has one of its own
    // Equal where only one reading exists. Both without begin and end: known, but on no calendar.
    Interval past;
    Interval future;
    // Time: clock. TimeRange: both, unless it is a part of the day with a name of its own in `code`
    // ("MO", "TEV" without the T).
    ClockForm clock;
    ClockForm clock_end;
    std::string code;
    // The half of the day is unsaid: "at 7" is at 7 and at 19. The readings hold the earlier ones.
    bool half_open = false;
    // Of a DateRange: what it counts in, so that "May to July" is two months, not 61 days.
    Unit grain = Unit::Day;
    // The year was said in so many words, and so holds for the other end of a range too.
    bool year_said = false;
    Duration duration;
    Bound bound = Bound::None;
    Part part = Part::None;
    bool approximate = false;
    // "that weekend": one that the conversation knows and the sentence does not.
    bool undefined_reference = false;
    // One of several that are named as alternatives.
    bool alternative = false;
    // A date in the lunar calendar.
    bool lunar = false;
    Source source = Source::None;
    std::optional<Zone> zone;

    bool is_point() const {
        return kind == Kind::Date || kind == Kind::Time || kind == Kind::DateTime;
    }
    bool is_range() const {
        return kind == Kind::DateRange || kind == Kind::TimeRange || kind == Kind::DateTimeRange;
    }
};

// A value and the bytes it was read from.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    Value value;
};

}  // namespace errand::language::time
