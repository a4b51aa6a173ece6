// Owns: the public sets of sentences with intents (and slots) as datasets for training, and as what
// a model is tested on. A set's own test part is used where it lies beside the training part;
// otherwise a part of the training data is kept apart. One thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "brain/learn/dataset.hpp"

namespace errand::eval::language {

struct IntentSet {
    brain::learn::Dataset train;  // one head, "intent"
    std::vector<brain::learn::Example> test;
    std::vector<std::string> test_outside;  // sentences of no intent
    std::string split;                      // what is tested on, in words
};

// clinc150: data_full.json or train_val.json, with the lists train, oos_train and, to test on, test
// and oos_test (in the same file or in test.json), or else val and oos_val.
Result<IntentSet> load_clinc150(const std::filesystem::path& folder);
// banking77: train.csv and, where it is there, test.csv, with the columns text and category.
Result<IntentSet> load_banking77(const std::filesystem::path& folder);
// hwu64: train.csv and, where it is there, test.csv, with the columns intent_name and
// answer_annotation ("wake me [date : tomorrow]").
Result<IntentSet> load_hwu64(const std::filesystem::path& folder);

// "wake me [date : tomorrow]" with its slots.
brain::learn::Example read_bracketed(std::string_view annotated);

}  // namespace errand::eval::language
