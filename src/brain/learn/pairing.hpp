// Owns: what goes together: which labels of the other heads, and which slots, a label of the first
// head was ever seen with. Nobody pays for a greeting. Read only once made: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brain/learn/bytes.hpp"
#include "brain/learn/classifier.hpp"
#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

class Pairing {
  public:
    // `heads` and `slots` as the classifier and the tagger name them.
    static void write(const Dataset& data, std::span<const Head> heads,
                      std::span<const std::string> slots, ByteWriter& to);
    static Result<Pairing> read(ByteReader& from, std::span<const Head> heads, std::size_t slots);

    // One value for each label of `head` (not the first), or for each slot: not 0 where it was seen
    // with `label` of the first head.
    std::span<const std::uint8_t> labels(std::size_t label, std::size_t head) const {
        return row(label).subspan(begin_[head - 1], begin_[head] - begin_[head - 1]);
    }
    std::span<const std::uint8_t> slots(std::size_t label) const {
        return row(label).subspan(begin_.back());
    }

  private:
    std::span<const std::uint8_t> row(std::size_t label) const {
        return seen_.subspan(label * width_, width_);
    }

    std::size_t width_ = 0;
    std::vector<std::size_t> begin_;  // of the second head, the third, …, the slots
    std::span<const std::uint8_t> seen_;
};

// Probabilities of each head, changed for what goes together: a label of the first head is as
// probable as it and the best that goes with it; then each other head keeps what goes with the
// first one's best. Each head sums to 1 again.
void pair_up(const Pairing& pairing, std::vector<std::vector<float>>& heads);

}  // namespace errand::brain::learn
