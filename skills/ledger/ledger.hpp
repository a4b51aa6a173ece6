// Owns: the skill's door: invoices to a ledger (docs/ledger-errand.md). Strand: the flow's.
#pragma once

#include "assistant/errand.hpp"

namespace errand::skills::ledger {

assistant::SkillInfo make();

}  // namespace errand::skills::ledger
