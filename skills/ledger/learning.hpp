// Owns: what an edit teaches, and how it is taken back. Pure; any thread.
#pragma once

#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

// What was remembered before in place of what the edit teaches.
Earlier earlier_of(const Memory& memory, const Edit& edit);
// The memory with what the edit teaches, and without it: as it was before, unless something else
// was learned in its place since.
Memory taught(Memory memory, const Edit& edit);
Memory untaught(Memory memory, const Edit& edit);

}  // namespace errand::skills::ledger
