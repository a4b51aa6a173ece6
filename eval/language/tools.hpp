// Owns: the measurement of finding the right tool for a request. One thread.
#pragma once

#include "eval/language/measure.hpp"

namespace errand::eval::language {

// The folder "metatool" of the data: tools.json (name to description), queries.csv (Query, Tool).
Result<Section> measure_tools(const MeasureOptions& options);

}  // namespace errand::eval::language
