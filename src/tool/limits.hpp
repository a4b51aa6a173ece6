// Owns: the bounds of this room.
#pragma once

#include <cstddef>

namespace errand::tool {

// Connectors in one registry.
inline constexpr std::size_t kMaxConnectors = 256;

}  // namespace errand::tool
