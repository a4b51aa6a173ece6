// Owns: the table of words for choices of dishes and drinks (milk, crust, sauce, ways of cooking)
// in both languages. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace errand::skills::food {

// The other words for a choice that is said so (normalised), in both languages; empty where none is
// known.
std::vector<std::string_view> choice_synonyms(std::string_view words);

}  // namespace errand::skills::food
