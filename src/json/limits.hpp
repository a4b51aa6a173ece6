// Owns: the bounds of this room.
#pragma once

#include <cstddef>

namespace errand::json {

// Nesting of any text that is read.
inline constexpr std::size_t kMaxDepth = 64;

}  // namespace errand::json
