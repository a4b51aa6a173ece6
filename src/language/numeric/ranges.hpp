// Owns: what ranges have in common in both languages: one-sided ranges, and two of them that make
// one ("more than 10 and less than 20"). Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>

#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

enum class Side { Above, Below, Equal };

RangeSpan one_sided(std::size_t begin, std::size_t end, Side side, double value, bool closed);
// The two as one range, where one has a lower bound, the other a higher upper one.
std::optional<RangeSpan> joined(const RangeSpan& first, const RangeSpan& second);

}  // namespace errand::language::numeric
