// Owns: the readers of the English time grammar, one family a source file. Each looks at one place
// of a sentence and gives the longest it can read there. All are bounded by a few dozen words, none
// reads what another has begun, so that the whole is linear. Pure; any thread.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "language/time/english/numbers.hpp"
#include "language/time/english/words.hpp"
#include "language/time/find.hpp"
#include "language/time/make.hpp"

namespace errand::language::time::english {

// Words [begin, end) and what they mean.
struct Item {
    std::size_t begin = 0;
    std::size_t end = 0;
    Value value;
};
using Read = std::optional<Item>;

// What the larger rules read at each place, so that none is read twice.
enum class Rule {
    PlainDate,
    MonthDate,
    Offset,
    Period,
    PlainPeriod,
    Duration,
    Clock,
    DayPart,
    Moment,
    DateRange,
    NamedMoment,
    Count,
};
class Memory {
  public:
    explicit Memory(std::size_t words) : places_(words * static_cast<std::size_t>(Rule::Count)) {}
    // What `read` gives at `at`, asked once.
    template <class Reader>
    const Read& recall(Rule rule, std::size_t at, Reader read) {
        static const Read nothing;
        const std::size_t place =
            at * static_cast<std::size_t>(Rule::Count) + static_cast<std::size_t>(rule);
        if (place >= places_.size()) return nothing;
        if (places_[place] == 0) {
            Read found = read();
            places_[place] = 1;
            if (found) {
                items_.push_back(std::move(found));
                places_[place] = static_cast<std::uint32_t>(items_.size()) + 1;
            }
        }
        return places_[place] == 1 ? nothing : items_[places_[place] - 2];
    }

  private:
    std::vector<std::uint32_t> places_;  // 0: not asked; 1: nothing; else an item's number + 2
    std::deque<Read> items_;             // keeps its place as it grows
};

struct Sentence {
    std::string_view text;
    Words words;
    Reference reference;
    Options options;
    mutable Memory memory{words.size()};
};

// The one that ends later; the first where both do.
Read longer(Read first, Read second);

// --- words.: names.cpp ---
std::optional<Whole> read_weekday(const Sentence& in, std::size_t at);  // 1 to 7
std::optional<Whole> read_month(const Sentence& in, std::size_t at);    // 1 to 12
bool names_month(const Words& words, std::size_t at);
// Which one of a row: "this" 0, "next" 1, "last" -1; the kinds differ in what they pass over.
struct Which {
    std::size_t end = 0;
    int offset = 0;
    bool upcoming = false;  // "coming": the next that comes, were it of this week
    bool past = false;      // "past": the last that was
    bool vague = false;     // "same", "that": one that the conversation knows
    bool own = false;       // "my", "the"
};
std::optional<Which> read_which(const Sentence& in, std::size_t at);
struct UnitRead {
    std::size_t end = 0;
    Unit unit = Unit::Day;
};
std::optional<UnitRead> read_unit(const Sentence& in, std::size_t at);

// --- dates.cpp, numeric_dates.cpp ---
Read read_numeric_date(const Sentence& in, std::size_t at, bool after_preposition);
Read read_month_date(const Sentence& in, std::size_t at);
// A day of the month alone: "the 21st", "15".
Read read_bare_day(const Sentence& in, std::size_t at);
// Any date, without durations from it.
Read read_plain_date(const Sentence& in, std::size_t at);
// --- relative_dates.cpp ---
Read read_relative_date(const Sentence& in, std::size_t at);
Read read_nth_weekday(const Sentence& in, std::size_t at);
// --- holidays.cpp ---
Read read_holiday(const Sentence& in, std::size_t at);
// --- offsets.cpp: "two weeks ago", "3 days after Easter" ---
Read read_offset(const Sentence& in, std::size_t at);
// Any date.
Read read_date(const Sentence& in, std::size_t at);

// --- periods.cpp, year_periods.cpp ---
Read read_period(const Sentence& in, std::size_t at);
Read read_year_period(const Sentence& in, std::size_t at);
Read read_counted_period(const Sentence& in, std::size_t at);
Read read_month_period(const Sentence& in, std::size_t at);

// --- durations.cpp ---
Read read_duration(const Sentence& in, std::size_t at);

// --- clock.cpp ---
enum class Half { None, Am, Pm, Both };
struct HalfRead {
    std::size_t end = 0;
    Half half = Half::None;
};
std::optional<HalfRead> read_half(const Sentence& in, std::size_t at);
// A time that is one in itself: "7pm", "half past seven", "noon".
Read read_clock(const Sentence& in, std::size_t at);
// A number that may be an hour, with or without minutes: "7", "seven thirty", "0730".
Read read_hour(const Sentence& in, std::size_t at);
// The clock time said with a part of the day: "7" in the evening is 19.
Value in_day_part(Value clock, std::string_view code, Reference reference);

// --- day_parts.cpp ---
// "morning", "late evening", "lunch".
Read read_day_part(const Sentence& in, std::size_t at);
// --- moments.cpp: dates and times beside each other ---
Read read_moment(const Sentence& in, std::size_t at);
// "now", "the end of the day", "asap".
Read read_named_moment(const Sentence& in, std::size_t at);
// --- ranges.cpp: from one end to the other ---
Read read_clock_range(const Sentence& in, std::size_t at, bool beside_date);
Read read_date_range(const Sentence& in, std::size_t at);
Read read_moment_range(const Sentence& in, std::size_t at);
// --- sets.cpp ---
Read read_set(const Sentence& in, std::size_t at);
// --- bounds.cpp: "before", "after", "or later" ---
Read read_bounded(const Sentence& in, std::size_t at);
// Anything that stands by itself at `at`.
Read read_any(const Sentence& in, std::size_t at);

}  // namespace errand::language::time::english
