// Owns: the reading of one Chinese number of any form at one place, with its sign. Shared by the
// finders of numbers, ranges and amounts. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>

#include "language/numeric/chinese_numerals.hpp"

namespace errand::language::numeric {

struct ChineseValue {
    std::size_t begin = 0;  // of its sign, if it has one
    Numeral numeral;
    double value = 0;  // with its sign
};
// The longest number that begins at `at`: fraction, numeral or dozens. Nothing where none does.
std::optional<ChineseValue> read_value(const Glyphs& text, std::size_t at);
// Where to look on behind a place where nothing was read: past a whole run of digits.
std::size_t past_miss(const Glyphs& text, std::size_t at);

}  // namespace errand::language::numeric
