// Owns: the files of a hand-in, read group by group. Strand: the flow's coroutine.
#pragma once

#include <string>

#include "assistant/errand.hpp"
#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

Pending pending_of(const assistant::Attached& files, std::string said);

// The next group of the state's pending files; at the end of the last one the hand-in has become an
// edit.
flow::Task<> read_group(assistant::Errand& errand, State& state);

}  // namespace errand::skills::ledger
