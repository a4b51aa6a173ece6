// Owns: the first sentence once more, by the rules, with the names on the menus at hand: what is an
// item of its own, what is a choice of one, how many pieces are meant. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "skills/food/match.hpp"

namespace errand::skills::food {

// The ways to say the choices of the items that the draft's lines stand for, for what is said next.
std::vector<std::string> choices_to_say(const std::vector<Stall>& stalls, const Draft& draft);

// Where the sentence reads better so, the draft takes that reading. True where it changed.
// `begun` is the act that began the errand, as it was read without any menu.
bool read_with_menus(Draft& draft, const std::vector<Stall>& stalls, const brain::Act& begun);

// Names that no shop has, that were not counted and are like nothing on any menu, beside others
// that are there: words said in passing. They leave the draft and are returned.
std::vector<std::string> drop_passing_words(Draft& draft, const std::vector<Stall>& stalls,
                                            const brain::Act& begun);

}  // namespace errand::skills::food
