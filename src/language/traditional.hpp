// Owns: traditional characters with their simplified forms, as data for simplify.cpp.
#pragma once

#include <string_view>

namespace errand::language {

// Pairs: the traditional character, then the simplified one.
std::u32string_view traditional_pairs();

}  // namespace errand::language
