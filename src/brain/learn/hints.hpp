// Owns: what the grammars find in a sentence, as hints for the trained brain. Training and use call
// the same function. Pure, linear in the length; any thread.
#pragma once

#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

// "<time>", "<length>", "<recurring>"; elsewhere "<money>", "<ordinal>", "<fraction>",
// "<quantity>", "<number>": at each place the first of these that is found. Without overlap, at
// most kMaxHints.
Hints read_hints(const language::Text& text);
// The hint is of a moment, a length or a recurring time. Those stand first, in order.
bool is_time(const Hint& hint);

}  // namespace errand::brain::learn
