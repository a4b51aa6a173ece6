// Owns: one form for each character. Pure; any thread.
#pragma once

#include <string_view>

namespace errand::language {

// Traditional to simplified, for the characters that requests are written with; others unchanged.
char32_t simplified(char32_t character);
// Full width to half width, Chinese and typographic marks to their ASCII relatives, Latin letters
// to lower case; then simplified().
char32_t folded(char32_t character);

// Reads one character of UTF-8 at `at` and moves `at` past it; U+FFFD for an ill-formed byte.
char32_t next_character(std::string_view text, std::size_t& at);

}  // namespace errand::language
