// Owns: who claims the expenses, as a clause names them. Pure; any thread.
#pragma once

#include <string>

#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

// "报销人写李雷", "报销人换成赵敏", "the claimant should be Priya Nair, not Dana"; empty: nobody.
std::string claimant_in(const Clause& clause);
// In the sentence that begins a ledger also "I'm Dana Whitfield", "expense claim for Dana
// Whitfield", "我叫王小明".
std::string claimant_at_beginning(const Clause& clause);

}  // namespace errand::skills::ledger
