// Owns: how people say to whom invoices are made out. What is read is blanked. Texts are
// normalised. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// "开给别家公司的", "made out to someone else": not to whom most are.
bool take_other_buyers(std::string& clause);
// "抬头是", "made out to", behind which the buyer's name stands; a name that stood before it
// ("某某公司抬头的") is put there.
std::optional<Spot> made_out_to(std::string& clause);

}  // namespace errand::skills::ledger
