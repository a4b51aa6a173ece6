// Owns: clock times as they are said in Chinese. Pure; any thread.
#pragma once

#include <optional>

#include "language/time/chinese/piece.hpp"

namespace errand::language::time::chinese {

std::optional<ClockRead> read_clock(const Line& line, std::size_t at);
// The second time of a range takes the half of the day from the first: "下午五点到六点".
void follow(const ClockRead& first, ClockRead& second);
Value value_of(const ClockRead& read, CivilDateTime now);

}  // namespace errand::language::time::chinese
