// Owns: the bounds of this room.
#pragma once

#include <cstddef>

namespace errand::crypto {

// A PEM file that holds one key.
inline constexpr std::size_t kMaxKeyFileBytes = std::size_t{16} * 1024;
// What seal() and open() take at once.
inline constexpr std::size_t kMaxSealedBytes = std::size_t{1024} * 1024;

// Signatures that a public key remembers having found to fit.
inline constexpr std::size_t kVerifiedKept = 8;

}  // namespace errand::crypto
