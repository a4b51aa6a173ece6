// Owns: the names and words that the skills' lists hold (dishes, cities, films), found in a
// sentence. What is listed is only a hint: the tagger learns with a part of it hidden, so that it
// does not depend on it. Read only once made: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "brain/learn/key_table.hpp"

namespace errand::brain::learn {

// The tokens [begin, end) are an entry of this list.
struct Listed {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t list = 0;

    bool operator==(const Listed&) const = default;
};

class Gazetteer {
  public:
    // Writes the form that read() takes. Entries of more than kMaxEntryTokens are left out.
    // Exhausted: more than kMaxLists.
    static Result<> write(std::span<const ListEntry> entries, ByteWriter& to);
    static Result<Gazetteer> read(ByteReader& from);

    // Of each list the entries without overlap, from the left, the longest first. Looks at the
    // first kMaxSentenceTokens tokens.
    std::vector<Listed> find(const language::Text& text) const;

  private:
    KeyTable table_;
    // A bit for each list that the row's entry stands in.
    std::span<const std::uint64_t> lists_;
};

}  // namespace errand::brain::learn
