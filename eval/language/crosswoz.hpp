// Owns: the measurement of dialogue acts with their values on CrossWOZ's Chinese dialogues over
// hotels, restaurants, sights, metro and taxi, learned by the product's own trainable core. One
// thread.
#pragma once

#include "eval/language/measure.hpp"

namespace errand::eval::language {

Result<Section> measure_crosswoz(const MeasureOptions& options);

}  // namespace errand::eval::language
