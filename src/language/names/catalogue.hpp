// Owns: a catalogue of up to a million names (shops, dishes, saved addresses, contacts) that are
// found by what people say: with slips, in part, by pinyin, in either language. Made at run time,
// no training; names come and go.
//
// One thread at a time, reading included: a search uses counters that the catalogue holds. What
// must stay true: every list and every loop is bounded (limits.hpp), so that no catalogue and no
// query makes a search slow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "language/names/grams.hpp"
#include "language/names/postings.hpp"
#include "language/names/similarity.hpp"
#include "language/names/texts.hpp"

namespace errand::language::names {

using NameId = std::uint32_t;
// What a name is of; the caller's own numbering, 0 to 31.
using Kind = std::uint8_t;
using Kinds = std::uint32_t;  // one bit for each kind
inline constexpr Kinds kEveryKind = ~Kinds{0};

// `score` is as Query::score says.
struct Match {
    NameId id = 0;
    double score = 0;
    bool operator==(const Match&) const = default;
};

// [begin, end) are bytes of the sentence.
struct Mention {
    std::size_t begin = 0;
    std::size_t end = 0;
    NameId id = 0;
    double score = 0;
};

class Catalogue {
  public:
    Catalogue();

    // Invalid where the name has nothing to be found by or is longer than kMaxNameBytes; Exhausted
    // where the catalogue is full. The same name may be added twice and has two ids.
    Result<NameId> add(std::string_view name, Kind kind = 0);
    // False where there is no such name. Its id may be given to a name that is added later.
    bool remove(NameId id);

    std::size_t size() const { return size_; }
    // As it was added; empty where there is none. Good until the catalogue is changed.
    std::string_view name(NameId id) const;
    Kind kind(NameId id) const { return entries_[id].kind; }
    // Memory that the catalogue holds.
    std::size_t bytes() const;
    // Makes room for so many names, so that adding them does not index the first ones again.
    void reserve(std::size_t names);

    // The best first, at most `count`, none below `least`.
    std::vector<Match> match(std::string_view query, std::size_t count, Kinds kinds = kEveryKind,
                             double least = 0.5) const;
    // The names that a sentence holds, by place. Stretches do not overlap, but one may have several
    // names, the best first.
    std::vector<Mention> mentions(std::string_view sentence, std::size_t count,
                                  Kinds kinds = kEveryKind, double least = 0.75) const;

  private:
    struct Entry {
        std::uint32_t text = 0;
        std::uint16_t sound = 0;  // of the key of the whole, and of the core, as letters
        std::uint16_t core_sound = 0;
        Kind kind = 0;
        std::uint8_t units = 0;  // of the core; 0: there is no name here
    };
    struct Counted {
        NameId id = 0;
        int rank = 0;
    };
    struct Listed {
        std::uint32_t key = 0;
        std::uint32_t count = 0;
        std::uint8_t weight = 0;
    };

    void index(NameId id, const Units& units);
    void rebuild(std::size_t buckets);
    bool wanted(NameId id, Kinds kinds) const {
        return entries_[id].units > 0 && (kinds >> entries_[id].kind & 1U) != 0;
    }
    void count_grams(std::vector<Listed>& lists) const;
    void forget_counts() const;
    std::vector<Counted> counted(std::size_t size, Kinds kinds) const;
    std::vector<NameId> candidates(const Units& query, Kinds kinds) const;
    std::vector<NameId> sentence_candidates(const Units& sentence, Kinds kinds) const;
    void windows(std::string_view sentence, const Units& units, Kinds kinds,
                 std::vector<Mention>& to) const;
    void aligned(std::string_view sentence, const Units& units, Kinds kinds,
                 std::vector<Mention>& to) const;

    std::vector<Entry> entries_;
    std::vector<std::uint8_t> partial_;  // how many grams a sentence may share with the core
    std::vector<NameId> free_;
    std::size_t size_ = 0;
    std::size_t dead_ = 0;  // removed and still in the lists
    Texts texts_;
    Postings postings_;
    // Of one search; empty and zero between searches.
    mutable std::vector<std::uint8_t> counts_;  // by name
    mutable std::vector<NameId> touched_;       // names with a count
};

}  // namespace errand::language::names
