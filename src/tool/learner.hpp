// Owns: which tools a request resembles by sentences that tools were used for: softmax regression
// over hashed features, on top of a given score, with the tools' weights kept sparse. One thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tool/features.hpp"

namespace errand::tool {

class Learner {
  public:
    // Counts how often each feature of a sentence is seen, which says how much it tells.
    void see(const std::vector<Feature>& features);
    // The features that count, with their weight: rarer ones more, all together of length one. What
    // score() and step() want.
    std::vector<Feature> weighted(const std::vector<Feature>& features) const;
    // Adds what was learned to `scores`, which has a place for every tool.
    void score(const std::vector<Feature>& features, std::vector<float>& scores) const;
    // One step towards `tool`, where `scores` were the sentence's (score() included). `learns` says
    // which tools' weights may change.
    void step(const std::vector<Feature>& features, std::uint32_t tool,
              const std::vector<float>& scores, const std::vector<bool>& learns);
    // What was learned of one tool goes.
    void forget(std::uint32_t tool);

  private:
    struct Weight {
        std::uint32_t tool = 0;
        float value = 0;
        float steps = 1;  // the sum of the squares of its steps (Adagrad)
    };
    struct Row {
        std::uint32_t seen = 0;
        std::vector<Weight> weights;
    };
    std::unordered_map<std::uint32_t, Row> rows_;
    std::uint32_t sentences_ = 0;
};

}  // namespace errand::tool
