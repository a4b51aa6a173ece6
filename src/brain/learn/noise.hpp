// Owns: typing errors for training. Pure; any thread.
#pragma once

#include <cstdint>

#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

// A copy with about one error for every 15 characters, at least one in a sentence of eight or more:
// letters swapped, lost, doubled or replaced by a neighbour on the keyboard; in Chinese lost,
// doubled or swapped. Digits stay as they are. Slots move along, and none is left empty. Hints are
// dropped where the text changed within them: what no grammar would find is no hit. The same seed
// gives the same copy.
Example noisy(const Example& example, std::uint64_t seed);

}  // namespace errand::brain::learn
