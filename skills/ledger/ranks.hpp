// Owns: which of a ledger's entries, or of their parts, has most or least money. Amounts of several
// currencies are compared by what they are converted to, where every entry has a rate, else for
// each currency by itself. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "ledger/ledger.hpp"

namespace errand::skills::ledger {

enum class Order { Sum, Count, Name };
using PartName = std::function<std::string(const errand::ledger::Entry&)>;

// Sums of parts that `name` tells apart, in their order: the largest sum or count first, or by
// name; by name too where sums cannot be compared.
assistant::Text by_part(const errand::ledger::Ledger& ledger,
                        const std::vector<const errand::ledger::Entry*>& entries,
                        const PartName& name, bool first_only, Order order = Order::Sum);

// The entry with most, or least, money; or the one at that place from it, from 1.
assistant::Text extreme(const errand::ledger::Ledger& ledger,
                        const std::vector<const errand::ledger::Entry*>& entries, bool largest,
                        std::size_t place);

}  // namespace errand::skills::ledger
