// Owns: what pieces that stand beside each other make together: "明天" + "下午三点", "周一" 到
// "周五", "周三" 之前. Pure; any thread; each pass is linear in the pieces.
#pragma once

#include <vector>

#include "language/time/chinese/piece.hpp"

namespace errand::language::time::chinese {

using Pieces = std::vector<Piece>;

// "4月8号和9号": the month is said once.
void share_months(const Context& context, Pieces& pieces);
// "下午三点" 到 "五点", before dates take their times.
Pieces join_clock_ranges(const Context& context, Pieces pieces);
// Dates and recurring times with the clock times and parts of the day that follow; lengths before
// and after dates; weekdays of weeks.
Pieces join_neighbours(const Context& context, Pieces pieces);
// Whether the words between make the two the ends of one range.
bool is_from_to(const Line& line, const Piece& first, const Piece& second);
// "从…到…", "…至…", "在…和…之间", "…之后…之前".
Pieces join_ranges(const Context& context, Pieces pieces);
// "…之前", "自…起", "…或之后", "不晚于…".
Pieces put_bounds(const Context& context, Pieces pieces);

}  // namespace errand::language::time::chinese
