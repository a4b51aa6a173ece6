// Owns: what a name is indexed by and a query looked up by. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/names/units.hpp"

namespace errand::language::names {

enum class GramKind : std::uint8_t {
    Sound,     // the whole name, or its core, as letters: homophones and typed pinyin are the same
    Words,     // its words in any order and number
    Initials,  // the first letters of the whole
    Characters,    // two neighbouring characters, in any order; so are the next three
    Syllables,     // how two neighbours sound
    Ends,          // the first or last three letters of two neighbouring words
    Letters,       // three letters of a word
    InitialThree,  // three neighbouring first letters
};

struct Gram {
    std::uint32_t key = 0;
    GramKind kind = GramKind::Sound;

    // Says something about a part of the name, so that a sentence may hold it.
    bool partial() const { return kind >= GramKind::Characters && kind != GramKind::InitialThree; }
};

// Appends each gram of the whole name and of its core; the same one may come twice.
void grams_of_name(const Units& name, std::vector<Gram>& to);
// Those of a query: besides the name's own, typed pinyin split into syllables in every way.
void grams_of_query(const Units& query, std::vector<Gram>& to);
// Those that say something about a part: of a sentence, or of a stretch of a name.
void partial_grams(std::span<const Unit> units, std::vector<Gram>& to);

// The key of GramKind::Sound for what letters_of returned.
std::uint32_t sound_key(std::string_view letters);

}  // namespace errand::language::names
