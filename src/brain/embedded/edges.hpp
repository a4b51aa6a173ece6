// Owns: what closed classes of words say about where a value begins and ends, and which of two
// slots it is for: halves of words, verbs, sizes, measures, classes of seats (docs/phrases.md).
// Pure, linear in the length times the number of values; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "brain/learn/model.hpp"

namespace errand::brain::embedded {

// Values come and stay in the order of the sentence, without overlap.
void mend_edges(std::vector<learn::SlotReading>& slots, const language::Text& text,
                std::string_view skill);

}  // namespace errand::brain::embedded
