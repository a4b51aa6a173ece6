// Owns: a sentence's n-grams as weighted rows of a classifier. Read only once made: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brain/learn/grams.hpp"
#include "brain/learn/key_table.hpp"

namespace errand::brain::learn {

struct Entry {
    std::uint32_t row = 0;
    float value = 0;
};
// Each row once, in ascending order within its group of n-grams.
using Sparse = std::vector<Entry>;

// Weights as in tf-idf: the root of how often it stands here, times how rare it is in general. Each
// group's squares sum to one half: fewer where some n-grams are unknown, since these count as the
// rarest. So a sentence about something else has a short vector, and small scores.
class Vocabulary {
  public:
    // What stands in two origins or more, the most frequent first where there is too much. `keep`
    // has a value for each row of the vocabulary that would be written without it; one that is 0
    // leaves its row out.
    static void write(std::span<const Grams> sentences, std::span<const std::size_t> origins,
                      ByteWriter& to, std::span<const std::uint8_t> keep = {});
    static Result<Vocabulary> read(ByteReader& from);

    Sparse weigh(const Grams& grams) const;
    std::size_t rows() const { return table_.rows(); }
    float rarity(std::size_t row) const { return rarity_[row]; }

  private:
    void add(std::span<const std::uint64_t> keys, Sparse& to) const;

    KeyTable table_;
    std::span<const float> rarity_;
    float rarest_ = 1;
};

}  // namespace errand::brain::learn
