// Owns: the measurements of what the brain learns: a model of each public set of intents, trained
// by the product's own code and settings, and tested. One thread.
#pragma once

#include <span>

#include "eval/language/measure.hpp"

namespace errand::eval::language {

Result<Section> measure_clinc150(const MeasureOptions& options);
Result<Section> measure_banking77(const MeasureOptions& options);
Result<Section> measure_hwu64(const MeasureOptions& options);

// The probability that one of `inside` is larger than one of `outside`; a half for equals. The area
// under the curve of those caught against those refused.
double area_under_curve(std::span<const float> inside, std::span<const float> outside);

}  // namespace errand::eval::language
