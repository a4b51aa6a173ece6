// Owns: clock times as they are said in Chinese. Pure; any thread.
#pragma once

#include <optional>

#include "language/time/chinese/piece.hpp"

namespace errand::language::time::chinese {

// "下午": where it puts an hour, and its code for make_part_of_day; empty for the hours before
// dawn.
struct PartOfDay {
    std::u32string_view word;
    Half half;
    std::string_view code;
    // "早" and "晚" stand in other words too.
    bool is_short() const { return word.size() == 1; }
};
const PartOfDay* find_part_of_day(const Line& line, std::size_t at);
std::optional<ClockRead> read_clock(const Line& line, std::size_t at);
// Puts the hour into the read's half of the day.
void bend(ClockRead& read);
// The second time of a range takes the half of the day from the first: "下午五点到六点".
void follow(const ClockRead& first, ClockRead& second);
Value value_of(const ClockRead& read, CivilDateTime now);

}  // namespace errand::language::time::chinese
