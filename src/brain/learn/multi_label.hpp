// Owns: which labels hold of a sentence where several may hold at once, or none: one independent
// linear classifier for each label, over the same n-grams. Read only once made: any
// thread; linear in the sentence's length.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brain/learn/key_table.hpp"
#include "language/text.hpp"

namespace errand::brain::learn {

// Hashed features of a sentence, each once, ascending.
using Features = std::vector<std::uint64_t>;

// Runs of one to four tokens, each alone and beside `topic` (what is spoken of), and `notes`: what
// the caller knows beside the letters (what was said before). A part of a sentence weighs the same
// in a long one as in a short one, since each may say a thing of its own.
Features read_features(const language::Text& text, std::span<const std::string> notes = {},
                       std::string_view topic = {});

struct MultiLabelExample {
    Features features;
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
    std::vector<float> margins(const Features& features) const;
    // The labels that hold, in alphabetical order. They live as long as this.
    std::vector<std::string_view> labels_of(const Features& features) const;
    const std::vector<std::string>& labels() const { return labels_; }

    // The rows of the features that are known, ascending.
    static std::vector<std::uint32_t> rows_of(const KeyTable& table, const Features& features);
    // What each feature that stands in a sentence counts.
    static constexpr float kPresent = 0.25F;

  private:
    Result<void> read(ByteReader& from);

    std::shared_ptr<const std::vector<std::uint64_t>> own_;
    KeyTable table_;
    std::vector<std::string> labels_;
    std::size_t width_ = 0;  // of a row, padded
    // The bias, less the threshold that was chosen on what was held out.
    std::span<const float> bias_;
    std::span<const float> weight_;  // rows of width_
};

}  // namespace errand::brain::learn
