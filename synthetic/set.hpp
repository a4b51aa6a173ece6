// Owns: which invoices make up a set, in which forms, with which faults. Any thread.
#pragma once

#include <vector>

#include "synthetic/made.hpp"

namespace errand::synthetic {

struct Order {
    std::uint64_t seed = 1;
    std::size_t count = 100;  // files that are handed in; what they contain comes on top
    bool faults = false;      // mix in what is wrong, doubled, wrapped, unreadable or no invoice
    std::vector<Form> forms;  // empty: all
    int year = 2025;
};

// `buyer`: the one whose ledger it is; with faults, the buyer of every other invoice.
struct Set {
    Party buyer;
    std::vector<Made> files;
};

Set make_set(const Order& order);

}  // namespace errand::synthetic
