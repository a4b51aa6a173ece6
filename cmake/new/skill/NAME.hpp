// Owns: the skill @NAME@. Strand: the flow's.
#pragma once

#include "assistant/errand.hpp"

namespace errand::skills::@NAME@ {

assistant::SkillInfo make();

}  // namespace errand::skills::@NAME@
