// Owns: answers to questions about a ledger. Pure; any thread. Amounts are exact and by currency.
#pragma once

#include <optional>

#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

// Nothing where the clause asks for nothing that a ledger holds.
std::optional<assistant::Text> answer_question(const Scene& scene, const Clause& clause);

}  // namespace errand::skills::ledger
