// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::sqlite {

// How long a statement waits for another process's lock before it gives up.
inline constexpr std::chrono::milliseconds kBusyTimeout{5000};

// Prepared statements that wait to be used again, of one connection.
inline constexpr std::size_t kMaxIdleStatements = 64;

}  // namespace errand::sqlite
