// Owns: which entries a filter fits. Pure; any thread.
#pragma once

#include "ledger/ledger.hpp"

namespace errand::ledger {

// Invalid: a day that is none, a month beyond 1 to 12.
Result<void> check_filter(const Filter& filter);
bool fits(const Filter& filter, const Entry& entry);
// Whether `said` is the path or whole parts of it, the last with or without its ending.
bool is_part_of_path(std::string_view said, std::string_view path);

}  // namespace errand::ledger
