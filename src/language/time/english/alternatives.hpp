// Owns: what times named as alternatives ("Tuesday or Thursday next week") share. Pure.
#pragma once

#include <vector>

#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {

// `items` in the order of the sentence. Those that are alternatives are marked, given what the
// others say for all, and a lone "this" or "next" beside them is added.
void join_alternatives(const Sentence& in, std::vector<Item>& items);

}  // namespace errand::language::time::english
