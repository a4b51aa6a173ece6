// Owns: the measurement "recognizers": every file of models, read by errand's own readers and
// scored beside Microsoft's own package (references.json; made by bench/peers/recognizers.mjs). One
// thread.
#pragma once

#include "eval/language/measure.hpp"

namespace errand::eval::language {

Result<Section> measure_recognizers(const MeasureOptions& options);

// The figures of a section as a references.json for `package`: file, cases, span and full.
json::value references_of(const Section& section, std::string_view package, std::string_view date);

}  // namespace errand::eval::language
