// Owns: which label of each head a sentence has: linear scores over weighted n-grams, all heads in
// one pass. Read only once made: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "brain/learn/vocabulary.hpp"

namespace errand::brain::learn {

struct Head {
    std::string name;
    std::vector<std::string> labels;
    // Probability = softmax(sharpness * scores), fitted on what was held out.
    float sharpness = 1;
    // A sentence whose best score is less is about something else.
    float familiar_from = -1;
};

// The scores of one sentence: a value for each label of each head. A score is about 1 where the
// sentence is like those of the label, about -1 where it is not.
struct Scores {
    std::vector<float> values;
    std::vector<std::size_t> begin;  // of each head, and the end of the last

    std::span<const float> of(std::size_t head) const {
        return {values.data() + begin[head], begin[head + 1] - begin[head]};
    }
};

class Classifier {
  public:
    static Result<Classifier> read(ByteReader& from);

    Scores score(const Sparse& sentence) const;
    Sparse weigh(const Grams& grams) const { return vocabulary_.weigh(grams); }
    const std::vector<Head>& heads() const { return heads_; }

  private:
    Vocabulary vocabulary_;
    std::vector<Head> heads_;
    std::vector<std::size_t> begin_;
    std::size_t width_ = 0;  // of a row, padded
    std::span<const float> bias_;
    // Row r is scale_[r] times the packed weights (vectors.hpp) from r * width_ / 2 on.
    std::span<const float> scale_;
    std::span<const std::uint8_t> weight_;
};

}  // namespace errand::brain::learn
