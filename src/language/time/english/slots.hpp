// Owns: what the pieces of a date-time are gathered in, and the words that bound a time.
#pragma once

#include <optional>

#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {

struct Slots {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<Value> date;
    std::optional<Value> part;   // of the day
    std::optional<Value> clock;  // one time
    std::optional<Value> range;  // of times, or a bounded time
    std::optional<Zone> zone;
};

// The longest row of pieces that holds a time.
std::optional<Slots> read_slots(const Sentence& in, std::size_t at);

struct BoundWords {
    std::size_t end = 0;
    Bound bound = Bound::None;
    bool approximate = false;
};
// "before", "no later than", "at or after", "around".
std::optional<BoundWords> read_bound_words(const Words& words, std::size_t at);

}  // namespace errand::language::time::english
