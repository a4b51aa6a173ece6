// Owns: which entries a filter fits. Pure; any thread.
#pragma once

#include "ledger/ledger.hpp"

namespace errand::ledger {

// Invalid: a day that is none, a month beyond 1 to 12.
Result<void> check_filter(const Filter& filter);
bool fits(const Filter& filter, const Entry& entry);

}  // namespace errand::ledger
