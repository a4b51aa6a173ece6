// Owns: one form for each character of a page. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::invoice::layout {

// Small letters without accents (Latin-1 and Latin Extended-A), one dash, one currency sign for the
// yuan; others unchanged. Expects half width and simplified characters.
char32_t base_letter(char32_t letter);
// Some fonts name their characters as radicals (U+2F00 to U+2FD5), which look the same: 方 for ⽅.
// The text with the characters that are meant.
std::string without_radicals(std::string_view text);

}  // namespace errand::invoice::layout
