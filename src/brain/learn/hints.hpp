// Owns: what the grammars find in a sentence, as hints for the trained brain. Training and use call
// the same function. Pure, linear in the length; any thread.
#pragma once

#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

// "<money>", "<moment>", "<ordinal>", "<fraction>", "<quantity>", "<number>": at each place the
// first of these that is found, without overlap. At most kMaxHints.
Hints read_hints(const language::Text& text);

}  // namespace errand::brain::learn
