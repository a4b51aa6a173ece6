// Owns: what a stranger's text may do where a person reads it: say something, and nothing else.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand {

// A stranger's text made harmless: control characters, escape sequences, marks that turn the
// direction of text and bytes that are no UTF-8 become U+FFFD. Line breaks stay.
std::string printable(std::string_view text);
// The same, and a line break too becomes U+FFFD: for what must not begin a line of its own.
std::string printable_line(std::string_view text);

// Splits the first character (its bytes) off `text`; empty at the end.
std::string_view take_character(std::string_view& text);
// The code point of one character; U+FFFD for a byte that is none.
char32_t code_point(std::string_view character);

}  // namespace errand
