// Owns: a name, a query or a sentence as the units that are compared: Chinese characters with their
// readings, words, numbers. Pure, linear in the length, any thread; ill-formed UTF-8 separates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/names/readings.hpp"

namespace errand::language::names {

enum class UnitKind : std::uint8_t { Han, Word, Number };

struct Unit {
    UnitKind kind = UnitKind::Han;
    char32_t character = 0;  // of Han: simplified
    Readings readings;       // of Han
    std::string letters;     // of a word: lower case, without accents; of a number: its digits
    std::size_t begin = 0;   // bytes of the text it came from
    std::size_t end = 0;

    // How much it says: a Chinese character 1, a word more with its length.
    float weight() const;
};

struct Units {
    std::vector<Unit> all;
    // The first `core` of them are the name itself, before a bracket or a dash that tells one
    // branch from another: 麦当劳 of 麦当劳(文三路店).
    std::size_t core = 0;

    std::span<const Unit> whole() const { return all; }
    std::span<const Unit> head() const { return {all.data(), core}; }
    bool has_branch() const { return core < all.size(); }
};

Units read_units(std::string_view text, std::size_t at_most = kMaxUnits);

// Everything as one row of letters: characters by their commonest reading, digits as they are read
// in Chinese, words as they are. Where `like` is given, of several readings the one that occurs in
// it.
std::string letters_of(std::span<const Unit> units, std::string_view like = {});
// The first letter of each character's reading and of each word.
std::string initials_of(std::span<const Unit> units);
// A word without its plural ending.
std::string_view stem_of(std::string_view word);

}  // namespace errand::language::names
