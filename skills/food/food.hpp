// Owns: the food and drink skill's entry. Any thread; the flow that it starts belongs to the
// engine's strand.
#pragma once

#include "assistant/errand.hpp"

namespace errand::skills::food {

// Food and drink delivered: from the sentence to the pick-up code.
assistant::SkillInfo make();

}  // namespace errand::skills::food
