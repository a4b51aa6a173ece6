// Owns: the bounds of this room.
#pragma once

#include <cstddef>
#include <cstdint>

namespace errand::files {

// One file, as it is handed in.
inline constexpr std::uint64_t kMaxFileBytes = 64ULL << 20U;
// Files of one sentence, and their bytes together.
inline constexpr std::size_t kMaxFilesAtOnce = 5'000;
inline constexpr std::uint64_t kMaxBytesAtOnce = 1ULL << 30U;
// Paths that one sentence may name, and folders in folders.
inline constexpr std::size_t kMaxPathsAtOnce = 1'000;
inline constexpr int kMaxFolderDepth = 16;
// Entries of folders that are looked at, those passed over included.
inline constexpr std::size_t kMaxEntriesSeen = 20'000;
// A file's name with the folders that it lies in.
inline constexpr std::size_t kMaxNameBytes = 1'024;
// Everything that is kept of one user.
inline constexpr std::uint64_t kMaxUserBytes = 8ULL << 30U;

}  // namespace errand::files
