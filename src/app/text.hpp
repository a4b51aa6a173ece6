// Owns: text as it stands in a terminal: how wide it is, where it is cut. What is left out of it:
// base/printable.hpp. Pure; any thread. Source: Unicode 15 East Asian Width; combining marks take
// no place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/printable.hpp"

namespace errand::app {

// Columns that the text takes. Text that is not UTF-8 counts a column for each bad byte.
std::size_t width(std::string_view text);

// The text with spaces up to `columns`; longer text stays whole.
std::string pad(std::string_view text, std::size_t columns);
// The same with the spaces in front.
std::string pad_left(std::string_view text, std::size_t columns);

// The text in lines of at most `columns`, broken at spaces, and anywhere between wide characters.
// A line break in the text is one here. Of a line that begins with "> " each one does.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace errand::app
