// Owns: finding dates, times, ranges of them, durations and recurring times in a sentence, each as
// a span with every reading. Pure functions over UTF-8, linear in the length; any thread.
// Ill-formed text is read as separators.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/time/value.hpp"

namespace errand::language::time {

enum class Language { English, Chinese };

// One meaning of what was said. Points have `begin`; ranges have `begin` and `end` ([begin, end)),
// or only one of them where a bound leaves the other side open. Neither is there where the words
// name a time that is on no calendar ("summer", "every day", "30 February").
// Times without a date stand on the reference's date.
struct Reading {
    std::string timex;
    std::optional<CivilDateTime> begin;
    std::optional<CivilDateTime> end;
    double seconds = 0;  // of a duration
    bool operator==(const Reading&) const = default;
};

struct TimeSpan {
    std::size_t begin = 0;  // bytes of the text, [begin, end)
    std::size_t end = 0;
    Kind kind = Kind::Date;
    Bound bound = Bound::None;
    Part part = Part::None;
    bool approximate = false;
    bool undefined_reference = false;
    bool lunar = false;
    bool alternative = false;
    Source source = Source::None;
    std::optional<Zone> zone;
    // The earlier ones first. "Friday" is the last and the next one, "at 7" in the morning and in
    // the evening. Never empty.
    std::vector<Reading> readings;
};

// What the words mean beyond their usual use.
struct Options {
    bool calendar = false;      // only what is to come: "Friday" is the next one
    bool experimental = false;  // "earlier this week", "less than" … by their inner time
    bool split = false;         // a date and its time apart
    bool complex_calendar = false;
    bool extended = false;  // numbers alone as years and hours
    bool tasks = false;     // times of to-do items: the next moment that fits
};

// Spans in the order of the text; they do not overlap.
std::vector<TimeSpan> find_times(std::string_view text, Language language, CivilDateTime reference,
                                 const Options& options = {});

}  // namespace errand::language::time
