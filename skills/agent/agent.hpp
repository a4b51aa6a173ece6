// Owns: the skill's door: what no other skill takes, with a large model (docs/agent.md).
// Strand: the flow's.
#pragma once

#include "assistant/errand.hpp"

namespace errand::skills::agent {

assistant::SkillInfo make();

}  // namespace errand::skills::agent
