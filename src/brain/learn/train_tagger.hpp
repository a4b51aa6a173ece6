// Owns: the training of the tagger. Deterministic; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "brain/learn/bytes.hpp"
#include "brain/learn/dataset.hpp"
#include "brain/learn/endings.hpp"
#include "brain/learn/gazetteer.hpp"

namespace errand::brain::learn {

// `intents` are what the tagger is told each example is about. Writes the form that Tagger::read
// takes, and returns the slots' names in its order.
std::vector<std::string> train_tagger(std::span<const Example> examples,
                                      std::span<const std::string> intents,
                                      const Gazetteer& gazetteer, const Endings& endings,
                                      ByteWriter& to);

}  // namespace errand::brain::learn
