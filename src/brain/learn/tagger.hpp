// Owns: which tokens of a sentence are which slot's value: a linear-chain conditional random field
// over the labels O, B-slot and I-slot. Read only once made: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "brain/learn/key_table.hpp"
#include "brain/learn/token_features.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {

// Label 0 is O; slot k begins with 1 + 2k and goes on with 2 + 2k.
constexpr std::size_t begin_of(std::size_t slot) {
    return 1 + 2 * slot;
}
constexpr std::size_t inside_of(std::size_t slot) {
    return 2 + 2 * slot;
}
constexpr std::size_t labels_of(std::size_t slots) {
    return 1 + 2 * slots;
}
// An I follows only the B or I of its own slot.
constexpr bool may_follow(std::size_t before, std::size_t label) {
    return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

// The labels of some slots, in their order: with a handful of them all sums are short.
struct SomeLabels {
    std::vector<std::size_t> all;     // of the whole model
    std::vector<std::uint8_t> place;  // of each of the model's labels among them, or kAbsent
    std::size_t width = 0;            // of a row of them, padded

    // `seen` has a value for each slot; one that is 0 leaves its slot out.
    explicit SomeLabels(std::span<const std::uint8_t> seen);
    // The rows and columns of these labels in `from`, a matrix with rows of `from_width`.
    std::vector<float> square_of(std::span<const float> from, std::size_t from_width) const;
    std::vector<float> row_of(std::span<const float> from) const;

    static constexpr std::uint8_t kAbsent = 255;
};

// The tokens [begin, end) are a value of this slot; `sure` is the probability, by the model's own
// measure, of the least certain of its tokens.
struct Tagged {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t slot = 0;
    float sure = 0;
};
struct Tagging {
    std::vector<Tagged> slots;
    // Probability of the sentence's labels as a whole.
    float sure = 1;
};

// How sure the labels are costs a pass over all of their sequences.
enum class Certainty { Measured, Unasked };

class Tagger {
  public:
    static Result<Tagger> read(ByteReader& from);

    // The best labels (Viterbi), in time proportional to the tokens. `seen` has a value for each
    // slot; one that is 0 rules its slot out (pairing.hpp). Unasked, all is sure.
    Tagging tag(const TokenFeatures& features, std::span<const std::uint8_t> seen,
                Certainty certainty = Certainty::Measured) const;
    const std::vector<std::string>& slots() const { return slots_; }
    Cues cues() const { return {&cues_}; }

    // A row of weights in words of 16 bits: a label and its weight of -127 to 127 for each; where
    // that would be full_row() words or more, the weights of all labels, a byte each.
    static std::uint16_t labelled(std::size_t label, long weight) {
        return static_cast<std::uint16_t>(label | static_cast<unsigned long>(weight & 0xFF) << 8);
    }
    static constexpr std::size_t full_row(std::size_t labels) { return padded(labels) / 2; }

  private:
    static std::size_t label_of(std::uint16_t labelled) { return labelled & 0xFF; }
    static std::int32_t whole_weight_of(std::uint16_t labelled) {
        return static_cast<std::int8_t>(labelled >> 8);
    }

    struct Labels;
    Labels labels_of_seen(std::span<const std::uint8_t> seen) const;
    void find_rows(std::span<const std::uint64_t> keys, std::vector<std::uint32_t>& rows) const;
    void add_row(std::size_t row, std::span<std::int32_t> sums) const;
    std::vector<float> emissions(const TokenFeatures& features, const Labels& labels) const;

    KeyTable cues_;
    KeyTable table_;
    std::vector<std::string> slots_;
    std::size_t width_ = 0;  // of a row of labels, padded
    // Row r is the words [start_[r], start_[r + 1]) of weight_: a full one where it has full_row()
    // words. Its weights count scale_ each.
    std::vector<std::uint32_t> start_;
    std::span<const std::uint16_t> weight_;
    float scale_ = 0;
    // transition_[before * width_ + label], first_[label]; impossible ones are kImpossible.
    std::span<const float> transition_;
    std::span<const float> first_;
    std::vector<float> chance_;  // e to the power of transition_
};

inline constexpr float kImpossible = -1e9F;

}  // namespace errand::brain::learn
