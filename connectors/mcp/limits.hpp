// Owns: the bounds of this connector.
#pragma once

#include <cstddef>

namespace errand::connectors::mcp {

// Users whose clients one connector keeps; the one unused for longest is let go for another.
inline constexpr std::size_t kMaxUsers = 256;

}  // namespace errand::connectors::mcp
