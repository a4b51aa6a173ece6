// Owns: the training of the classifier. Deterministic; any thread.
#pragma once

#include <string>
#include <vector>

#include "brain/learn/classifier.hpp"
#include "brain/learn/dataset.hpp"
#include "brain/learn/gazetteer.hpp"

namespace errand::brain::learn {

struct TrainedClassifier {
    // For each example, then for each sentence outside: the scores of a classifier that was not
    // trained on its origin. What calibration and the tagger learn from.
    std::vector<Scores> held_out;
    // For each head the index of each example's label, or kUnlabelled.
    std::vector<std::vector<std::uint32_t>> labels;
    std::vector<Head> heads;
};
inline constexpr std::uint32_t kUnlabelled = 0xFFFFFFFF;

// Writes the form that Classifier::read takes.
TrainedClassifier train_classifier(const Dataset& data, const Gazetteer& gazetteer, ByteWriter& to);

}  // namespace errand::brain::learn
