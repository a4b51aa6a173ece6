// Owns: which labels hold of a sentence where several may hold at once, or none: one independent
// linear classifier for each label, over the same weighted n-grams. Read only once made: any
// thread; linear in the sentence's length.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brain/learn/vocabulary.hpp"

namespace errand::brain::learn {

// A sentence to learn from, as its n-grams; what the caller knows of it beside its letters (what
// was said before) are n-grams too.
struct MultiLabelExample {
    Grams grams;
    std::vector<std::string> labels;
    // Examples of one origin (a dialogue's) stay together when a part is held out.
    std::size_t origin = 0;
};

// The bytes that MultiLabel::open takes. Deterministic. Labels of fewer than two origins are left
// out: nothing could judge them. Invalid without examples or labels, Exhausted above a bound.
Result<std::string> train_multi_label(std::span<const MultiLabelExample> examples);

class MultiLabel {
  public:
    // Corrupt where `bytes` break their form.
    static Result<MultiLabel> open(std::string_view bytes);

    // By how much each label's score passes its threshold: it holds where this is positive. A score
    // of 1 is that of clear cases.
    std::vector<float> margins(const Grams& grams) const;
    // The labels that hold, in alphabetical order. They live as long as this.
    std::vector<std::string_view> labels_of(const Grams& grams) const;
    const std::vector<std::string>& labels() const { return labels_; }

  private:
    Result<void> read(ByteReader& from);

    std::shared_ptr<const std::vector<std::uint64_t>> own_;
    Vocabulary vocabulary_;
    std::vector<std::string> labels_;
    std::size_t width_ = 0;  // of a row, padded
    // The bias, less the threshold that was chosen on what was held out.
    std::span<const float> bias_;
    std::span<const float> weight_;  // rows of width_
};

}  // namespace errand::brain::learn
