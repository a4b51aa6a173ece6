// Owns: what is said after a wish in the same sentence and changes it ("two lattes … no wait, make
// it three, and to the office"). Pure; any thread.
#pragma once

#include <vector>

#include "brain/embedded/scene.hpp"
#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// The wish as if it were a draft already, so that edits of it can be read.
ErrandSeen as_draft(const Slots& slots);
ErrandSeen as_draft(const std::vector<Edit>& edits);

// Takes the edits into the wish. `corrects`: a new item takes the place of one that was said
// before, rather than standing beside it.
void amend(Slots& slots, const std::vector<Edit>& edits, bool corrects);
// The same for what earlier edits bring in. False where they bring in nothing.
bool amend(std::vector<Edit>& earlier, const std::vector<Edit>& edits);

}  // namespace errand::brain::embedded
