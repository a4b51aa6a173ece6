// Owns: telling a long request, which states situations and conditions, from a short order. Pure;
// any thread.
#pragma once

#include <vector>

#include "brain/understanding.hpp"
#include "language/text.hpp"

namespace errand::brain::embedded {

// True for a Chinese text that asks for something to eat or drink and says more about it than slots
// hold: long and of several clauses, unless all it asks for is named and counted in `acts`, which
// were read of it; or with a condition of health, of a person or of a shop in it.
bool is_long_request(const language::Text& text, const std::vector<Act>& acts);

// One Start of food with the whole text as its `request`. What was read of it word by word stays
// beside it, for where nothing better comes of it.
// Its `when` is the time of delivery, where a clause speaks of one.
Act long_request(const language::Text& text, const Context& context, std::vector<Act> acts);

}  // namespace errand::brain::embedded
