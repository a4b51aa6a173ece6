// Owns: what everyday words have to do with each other, as the finder of tools uses it: broad
// families (all that has to do with weather), and senses (one thing or deed in both languages).
// Each table has a line for each, English words, a bar, Chinese words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tool/words.hpp"

namespace errand::tool {

std::string_view concept_families();

// The families that a word belongs to, as their places in the table: an English word's stem, or a
// Chinese word. Any thread.
const std::vector<std::uint16_t>& families_of(std::string_view word);

std::string_view senses_of_deeds();
std::string_view senses_of_work();
std::string_view senses_of_life();

// One expression that has been found, with all that it may mean.
using Senses = std::vector<std::uint16_t>;
// The expressions in a text, the longest at each place, so that 火车 is no 车. Any thread; what is
// pointed to lasts.
std::vector<const Senses*> senses_in(const Words& words);

}  // namespace errand::tool
