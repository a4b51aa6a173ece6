// Owns: what files that come later are of the part that was wanted before. On the workshop's
// threads; pure but for the store.
#pragma once

#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "language/time/civil.hpp"
#include "skills/ledger/state.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {

struct Later {
    static constexpr bool kDefaults = true;
    std::vector<errand::ledger::Change> only;  // empty: no part is wanted
    std::string part;                          // the words that want it, as Edit has them
    bool part_of_beginning = false;
    std::size_t entries = 0;
    std::size_t before = 0;  // entries without the files that came last
    std::vector<assistant::Text> says;
};
BOOST_DESCRIBE_STRUCT(Later, (), (only, part, part_of_beginning, entries, before, says))

// As JSON of Later. The part's own words are read anew against all entries; where they no longer
// mean the same of the earlier ones (lines of a question, say), those stay as they were, and the
// new ones lie outside.
Result<json::value> part_of_later(Workplace& place, State state, language::time::CivilDate today,
                                  Time now);

}  // namespace errand::skills::ledger
