// Owns: rates of exchange as they are said. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "assistant/text.hpp"
#include "ledger/change.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

// The change, or why it is not made.
struct RateSaid {
    std::vector<errand::ledger::Change> changes;
    assistant::Text says;
};
// "汇率按 7.2", "1 美元 = 7.1", "100 日元兑 4.8 人民币", "EUR rate 7.8"; nothing where none is
// said. A rate counts for one currency only: which one must be said or plain.
std::optional<RateSaid> read_rate(const Scene& scene, const Clause& clause);

}  // namespace errand::skills::ledger
