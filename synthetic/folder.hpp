// Owns: a folder of made invoices with the truth about them: DIR/files, DIR/truth.json,
// DIR/about.json. Writes files; one thread.
#pragma once

#include <filesystem>
#include <vector>

#include "synthetic/made.hpp"

namespace errand::synthetic {

struct Order {
    std::uint64_t seed = 1;
    std::size_t count = 100;  // files
    bool faults = false;      // mix in what is wrong, doubled, unreadable or no invoice
    std::vector<Form> forms;  // empty: all
    int year = 2025;
};

// The one whose ledger it is; with faults, the buyer of every other invoice.
struct Set {
    Party buyer;
    std::vector<Made> files;
};

Set make_set(const Order& order);
// DIR must not be there, or be empty.
Result<void> write_set(const Set& set, const Order& order, const std::filesystem::path& folder);

}  // namespace errand::synthetic
