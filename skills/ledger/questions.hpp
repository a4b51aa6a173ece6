// Owns: whether a clause asks about the ledger or orders something. A question is never carried
// out; a polite order in a question's form is one. Texts are normalised. Pure; any thread.
#pragma once

#include <string_view>

namespace errand::skills::ledger {

// "did you leave out the taxis?", "打车的去掉了吗"; not "can you leave out the taxis?",
// "把打车的去掉 好吗". `marked`: a question mark ends the clause.
bool asks_only(std::string_view text, bool marked);
// "total without the taxis": a sum that goes without them, and no order.
bool sums_without(std::string_view text);

}  // namespace errand::skills::ledger
