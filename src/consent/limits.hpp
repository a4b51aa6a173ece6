// Owns: the bounds of this room. (Spending limits, which a user sets, are in spending.hpp.)
#pragma once

#include <cstddef>

namespace errand::consent {

inline constexpr std::size_t kMaxIdBytes = 200;  // a user, a service, a key, a name
inline constexpr std::size_t kMaxScopes = 50;    // of one grant
inline constexpr std::size_t kMaxScopeBytes = 200;
inline constexpr std::size_t kMaxTokensPerUser = 100;
inline constexpr std::size_t kMaxKeysInMemory = 256;
inline constexpr std::size_t kMaxAllowancesPerUser = 100;  // live ones
inline constexpr std::size_t kMaxSecretBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxAuditBytes = std::size_t{64} * 1024;  // one entry's data
inline constexpr std::size_t kMaxAuditPage = 1000;                     // entries read at once
// WAL pages (of 4 KiB) after which the WAL is folded into the database.
inline constexpr int kWalPages = 250;

}  // namespace errand::consent
