// Owns: what may stand behind a single Chinese digit for it to be a number and no part of a word
// (一看, 四川, 美味十足). Pure; any thread.
#pragma once

#include "language/numeric/glyphs.hpp"

namespace errand::language::numeric {

// Wider than the measure words of measures.cpp, which are those that one orders by.
// True where the text at `at` is a measure word, a unit, a mark, a space or the end.
bool may_follow_digit(const Glyphs& text, std::size_t at);
// A measure word or a unit itself, as in 伍元, 陆个.
bool is_measure(char32_t character);

}  // namespace errand::language::numeric
