// Owns: what was read of handed-in files, as it is kept: put together in the store, and taken out
// again. Blocks; any thread.
#pragma once

#include <string>
#include <vector>

#include "assistant/workshop.hpp"
#include "ledger/ledger.hpp"
#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

// What was read of one file, and where its copy lies below the originals; empty: nowhere.
struct Read {
    errand::ledger::Handed handed;
    std::string lies;
};

// Everything that an edit handed in, in its order.
Result<std::vector<Read>> read_of(assistant::Workplace& place, const Edit& edit);

}  // namespace errand::skills::ledger
