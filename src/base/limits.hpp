// Owns: the bounds of this room.
#pragma once

#include <chrono>

namespace errand {

// The longest duration that a person or a file may name.
inline constexpr std::chrono::hours kMaxDuration{24 * 366};

}  // namespace errand
