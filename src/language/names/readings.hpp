// Owns: pinyin. How a Chinese character may be read, and when two spellings sound alike. Pure; any
// thread; the table is made at the first call (well under a millisecond).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "language/names/limits.hpp"

namespace errand::language::names {

// A syllable without its tone, as a place in the table.
using Syllable = std::uint16_t;

// The commonest reading first; none for what is not a Chinese character.
struct Readings {
    std::array<Syllable, kMaxReadings> of{};
    std::uint8_t count = 0;

    const Syllable* begin() const { return of.data(); }
    const Syllable* end() const { return of.data() + count; }
};

Readings readings_of(char32_t character);
// "zhang"; "lv" for lü.
std::string_view spelling(Syllable syllable);
// The same for syllables that are often confused: zh/z, ch/c, sh/s, n/l at the front, n/ng at the
// end.
std::uint16_t sound_class(Syllable syllable);
// The syllable spelled so; "lue" is lüe.
std::optional<Syllable> syllable_of(std::string_view spelling);

// A row of letters with what is often confused made one: zh → z, ng → n, l → n, v → u, and so on.
// Two rows of syllables that sound alike are blurred to the same letters, however they are split.
std::string blurred(std::string_view letters);

// A mixing hash of 32 bits.
std::uint32_t hashed(std::string_view text, std::uint32_t seed = 0);
std::uint32_t mixed(std::uint64_t value);

}  // namespace errand::language::names
