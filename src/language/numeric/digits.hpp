// Owns: numbers written in digits: separators, decimals, powers, the letters that multiply, and
// n/m. One place for both languages. Pure; any thread; linear in what is read.
#pragma once

#include <cstddef>
#include <optional>

#include "language/numeric/glyphs.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

struct Digits {
    std::size_t end = 0;
    double value = 0;
    NumberKind kind = NumberKind::Integer;
};

// What only one of the languages writes.
struct DigitStyle {
    bool comma_decimals = false;  // "1,3" is 1.3, "1.111,11" is 1111.11, "40 000" is one number
};

// The number that begins at `at`, a digit or the point before one, without sign.
std::optional<Digits> read_digits(const Glyphs& text, std::size_t at, DigitStyle style);
// The letter or letters at `at` that multiply a number: "k", "M", "MM", "G", "B", "T"; its factor
// and its end. `small_m`: a lower case m is million, as it is beside a sign of money.
struct Multiplier {
    std::size_t end = 0;
    double factor = 1;
};
std::optional<Multiplier> read_multiplier(const Glyphs& text, std::size_t at, bool small_m);
// "3/4", "2 1/4", "½", "2½" at `at`, without sign.
std::optional<Digits> read_slash_fraction(const Glyphs& text, std::size_t at);
// True where a minus before `at` belongs to the number there; `sign` is set to its place.
bool has_sign(const Glyphs& text, std::size_t at, std::size_t& sign);

}  // namespace errand::language::numeric
