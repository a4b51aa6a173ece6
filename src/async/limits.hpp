// Owns: the bounds of this room.
#pragma once

#include <cstddef>

namespace errand::async {

// Pieces of blocking work that may wait for a thread of one Pool.
inline constexpr std::size_t kMaxPoolQueue = 1024;
// Threads of one Pool.
inline constexpr std::size_t kMaxPoolThreads = 64;

}  // namespace errand::async
