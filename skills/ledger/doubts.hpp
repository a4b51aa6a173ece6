// Owns: which doubts are worth a question, and the question that puts them all at once. Pure; any
// thread.
#pragma once

#include <vector>

#include "assistant/text.hpp"
#include "ledger/ledger.hpp"
#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

// Those that a person's word can settle: a field that is missing or was not surely read, sums that
// do not agree, a category that nothing tells. What only has to be known (another year, another
// buyer, a currency without a rate, a file that is no invoice) stands in the ledger's own list.
struct Questions {
    std::vector<Asked> asked;                   // at most kAskedDoubts
    std::vector<errand::ledger::Doubt> doubts;  // the same ones, in the same order
    std::size_t more = 0;                       // beyond the bound
};
// `settled`: entries up to this number were asked about before.
Questions worth_asking(const errand::ledger::Ledger& ledger, std::size_t settled = 0);

assistant::Text question_of(const errand::ledger::Ledger& ledger, const Questions& questions);

}  // namespace errand::skills::ledger
