// Owns: a want as one phrase tells it, and when two wants are one. Pure; any thread.
#pragma once

#include <vector>

#include "skills/food/choosing/phrase.hpp"
#include "skills/food/choosing/request.hpp"

namespace errand::skills::food::choosing {

// The want that `phrase` of `clause` names, as far as the two tell it.
Want want_of(const Phrase& phrase, View clause);
// "最近的": of the shops that have it, the nearest.
bool says_nearest(const Phrase& phrase);

// The same thing spoken of again: the earlier want takes what is new in `want`. False where none
// is the same.
bool merge_into_earlier(std::vector<Want>& wants, const Want& want);

}  // namespace errand::skills::food::choosing
