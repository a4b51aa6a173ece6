// Owns: families of everyday words, as the finder of tools uses them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace errand::tool {

// The table: a family a line, English words, a bar, Chinese words.
std::string_view concept_families();

// The families that a word belongs to, as their places in the table: an English word's stem, or a
// Chinese word. Any thread.
const std::vector<std::uint16_t>& families_of(std::string_view word);

}  // namespace errand::tool
