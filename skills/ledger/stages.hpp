// Owns: the parts of the flow between two waits: writing a version, keeping what
// was learned. Strand: the flow's coroutine.
#pragma once

#include <vector>

#include "assistant/errand.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

// What a sentence may change of a ledger, to be put back where no version could be made of it.
struct Before {
    std::vector<Edit> edits;
    std::vector<Edit> undone;
    Outcome* outcome = nullptr;  // what it teaches is remembered once the version is there
};
// publishing.cpp: writes the next version and says so, or asks. Where it cannot be written, the
// state is as `before` says, if a sentence has changed it. False: the errand has failed with that.
flow::Task<bool> publish(assistant::Errand& errand, State& state, bool ask,
                         const Before* before = nullptr);
assistant::Text joined(const std::vector<assistant::Text>& parts);

// remembering.cpp: the last change taken back, or done again; true: the ledger is another.
bool take_back_or_redo(State& state, Outcome& outcome);
// Keeps or forgets what the sentence taught, and says so.
flow::Task<> remember_it(assistant::Errand& errand, State& state, Outcome& outcome);

}  // namespace errand::skills::ledger
