// Owns: labelled sentences to a model. Deterministic: the same dataset gives the same bytes. Any
// thread; takes seconds.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "brain/learn/dataset.hpp"
#include "brain/learn/model.hpp"

namespace errand::brain::learn {

struct TrainOptions {
    // Copies of each origin's first example with typing errors, about one for every 15 characters.
    int noise_copies = 0;
};

// The bytes of a model file. Invalid where the examples do not fit the heads, a label has no name,
// a slot lies outside its sentence, or a bound is passed.
Result<std::string> train(const Dataset& data, const TrainOptions& options = {});

// The model of the skills in these folders (phrases.hpp), with hints (hints.hpp) and noise: what
// the build puts into the program.
Result<std::string> train_skills(std::span<const std::filesystem::path> folders);

}  // namespace errand::brain::learn
