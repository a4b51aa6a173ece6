// Owns: what is surely wrong at the edges of the values that the model took, by the rules of
// docs/phrases.md. Pure, linear in the number of values; any thread.
#pragma once

#include <vector>

#include "brain/learn/model.hpp"

namespace errand::brain::embedded {

// Values come and stay in the order of the sentence, without overlap. A time is all that the
// grammar of times reads there; a name in quotation marks is all of it; one value that was taken in
// pieces is one; what was refused or is to be replaced ("not seven", 从两瓶改成三瓶) is none;
// articles and 的 do not belong to what they stand at.
void mend_values(std::vector<learn::SlotReading>& slots, const learn::Hints& hints,
                 const language::Text& text);

}  // namespace errand::brain::embedded
