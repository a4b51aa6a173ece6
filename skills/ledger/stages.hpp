// Owns: the parts of the flow between two waits: reading a hand-in, writing a version, keeping what
// was learned. Strand: the flow's coroutine.
#pragma once

#include <vector>

#include "assistant/errand.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

// reading.cpp: the next group of the files that wait; at the end of the last one the hand-in has
// become an edit.
flow::Task<> read_group(assistant::Errand& errand, State& state);

// publishing.cpp: writes the next version and says so, or asks. False: it could not be written.
flow::Task<bool> publish(assistant::Errand& errand, State& state, bool ask);
assistant::Text joined(const std::vector<assistant::Text>& parts);

// remembering.cpp: the last change taken back, or done again; true: the ledger is another.
bool take_back_or_redo(State& state, Outcome& outcome);
// Keeps or forgets what the sentence taught, and says so.
flow::Task<> keep_memory(assistant::Errand& errand, State& state, Outcome& outcome);

}  // namespace errand::skills::ledger
