// Owns: the measurement of the whole embedded brain on sentences that people might say, written
// apart from the training phrases and never trained on (eval/language/own/); those of unseen/ give
// figures alone, so that none is tuned for. Needs no public data.
#pragma once

#include "eval/language/measure.hpp"

namespace errand::eval::language {

// A sentence counts as right in full where the skill is right and the values are exactly those
// wanted: slot by slot, the same words. The act is reported apart.
Result<Section> measure_own(const MeasureOptions& options);

}  // namespace errand::eval::language
