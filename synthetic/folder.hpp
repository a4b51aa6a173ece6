// Owns: writing a set of made invoices with the truth about them: DIR/files, DIR/truth.json,
// DIR/about.json. One thread.
#pragma once

#include <filesystem>

#include "synthetic/set.hpp"

namespace errand::synthetic {

// DIR must not be there, or be empty.
Result<void> write_set(const Set& set, const Order& order, const std::filesystem::path& folder);

}  // namespace errand::synthetic
