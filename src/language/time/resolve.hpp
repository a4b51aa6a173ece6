// Owns: a value unfolded into its readings, and the order among values that overlap. Pure; any
// thread.
#pragma once

#include <vector>

#include "language/time/find.hpp"
#include "language/time/value.hpp"

namespace errand::language::time {

// Past before future, the morning before the evening; equal ones once.
std::vector<Reading> readings_of(const Value& value);
TimeSpan span_of(const Found& found);
// In the order of the text, without overlaps: of two that overlap the longer stays, of two of the
// same length the one given first.
std::vector<Found> without_overlaps(std::vector<Found> found);

}  // namespace errand::language::time
