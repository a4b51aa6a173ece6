// Owns: how alike a query and a name are. Pure; any thread.
//
// Units are aligned (a homophone costs little, an unlike character all, two swapped ones half);
// typed letters are compared with how the name is read, by a bit-parallel edit distance (Myers
// 1999, with transpositions after Hyyrö 2003); words also in any order. What of the name is not
// named costs little, so that a part of a name finds it, and finds the shortest first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "language/names/units.hpp"

namespace errand::language::names {

// Where a pattern's units fit best among others, and what that costs in units of weight.
struct Alignment {
    float cost = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

// Every unit of `pattern` against a stretch of `among`; what stands beside the stretch is free.
Alignment align(std::span<const Unit> pattern, std::span<const Unit> among);

// What a row of letters costs against the best stretch of another, in letters.
class LetterPattern {
  public:
    // At most kMaxPatternLetters are used.
    explicit LetterPattern(std::string_view letters);
    std::size_t size() const { return size_; }
    std::size_t distance_within(std::string_view text) const { return distance(text, true); }
    std::size_t distance_to(std::string_view text) const { return distance(text, false); }

  private:
    std::size_t distance(std::string_view text, bool within) const;

    std::array<std::uint64_t, 256> masks_{};
    std::size_t size_ = 0;
};

// A query made ready to be compared with many names.
class Query {
  public:
    explicit Query(Units units);
    const Units& units() const { return units_; }
    // 1: the same; above 0.9: one reading or plural apart, or the name without its branch; below
    // about 0.6: not likely meant.
    double score(const Units& name) const;

  private:
    double part_score(std::span<const Unit> name) const;
    double letters_score(std::span<const Unit> name, bool han) const;
    double words_score(std::span<const Unit> name) const;
    double initials_score(std::span<const Unit> name) const;

    Units units_;
    float weight_ = 0;
    bool has_han_ = false;
    bool has_words_ = false;
    std::string letters_;
    std::string initials_;  // what was typed, where it may be first letters
    LetterPattern exact_;
    LetterPattern blurred_;
};

}  // namespace errand::language::names
