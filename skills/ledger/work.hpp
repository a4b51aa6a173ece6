// Owns: what this skill does on the workshop's threads: reading files, putting their readings
// together, making the ledger of them and writing it. Blocks; any thread. Every function gives the
// same for the same store and state, so a step that is asked for twice does no harm.
#pragma once

#include "assistant/workshop.hpp"
#include "ledger/ledger.hpp"
#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

using assistant::Workplace;

// The item at `index` of a hand-in's list, read: {"name", "reading": hash, "invoices", "problem"}.
Result<json::value> read_item(Workplace& place, const std::string& list, std::size_t index);
// What read_item gave of the items from `first` on, put together: {"bundles": [hash, …]}. An item
// whose reading cannot be had is in them as unread.
Result<json::value> bundle(Workplace& place, const std::string& list, std::size_t first,
                           const json::array& readings);

// The state as it counts: of edits that take each other's place the last one.
struct Folded {
    std::optional<int> year;
    std::string language;
    std::string claimant;
    std::string buyer_tax_id;
    std::vector<std::string> formats;
};
Folded fold(const State& state);

// The ledger of the state, its words in `language` ("zh" or "en").
Result<errand::ledger::Ledger> open_ledger(Workplace& place, const State& state,
                                           const std::string& language, Time now);

// Writes version `state.version`: {"files": […], "invoices", "text": {zh, en}, "asked": […],
// "question": {zh, en}}.
Result<json::value> make_version(Workplace& place, const State& state, const std::string& language,
                                 Time now);

}  // namespace errand::skills::ledger
