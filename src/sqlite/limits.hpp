// Owns: the bounds of this room.
#pragma once

#include <chrono>

namespace errand::sqlite {

// How long a statement waits for another process's lock before it gives up.
inline constexpr std::chrono::milliseconds kBusyTimeout{5000};

}  // namespace errand::sqlite
