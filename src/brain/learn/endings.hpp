// Owns: with which words the entries of the skills' lists begin and end: what a name that stands in
// no list looks like (…影院 as cinemas do, vegetable … as dishes do). Read only once made: any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "brain/learn/key_table.hpp"

namespace errand::brain::learn {

// The lists that a token looks like, the likeliest first; kNoList where there is none. Their
// numbers are those of the names in alphabetical order.
using Alike = std::array<std::uint8_t, 2>;
inline constexpr std::uint8_t kNoList = 255;

// A token as the last of an entry, and as one before the last. A Chinese character is looked at
// together with the one before it (last), or behind it (first).
struct Ending {
    Alike last{kNoList, kNoList};
    Alike first{kNoList, kNoList};
};

class Endings {
  public:
    // Writes the form that read() takes. What stands in one entry alone says nothing of others, so
    // it is left out: an entry that is hidden in use looks as it did in training.
    static void write(std::span<const ListEntry> entries, ByteWriter& to);
    static Result<Endings> read(ByteReader& from);

    // Of the first kMaxSentenceTokens tokens.
    std::vector<Ending> find(const language::Text& text) const;

  private:
    KeyTable table_;
    std::span<const std::uint8_t> lists_;  // two of each row

    Alike alike(std::uint64_t key) const;
};

}  // namespace errand::brain::learn
