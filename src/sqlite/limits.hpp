// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::sqlite {

// How long a statement waits for another process's lock before it gives up.
inline constexpr std::chrono::milliseconds kBusyTimeout{5000};

// Prepared statements that wait to be used again, of one connection.
inline constexpr std::size_t kMaxIdleStatements = 64;

// SQLite's own: a page, and the header of one in the WAL.
inline constexpr int kPageBytes = 4'096;
inline constexpr int kFrameHeaderBytes = 24;

}  // namespace errand::sqlite
