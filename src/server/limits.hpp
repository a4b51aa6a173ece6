// Owns: the bounds of this room. Those of the wire itself are net's.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.hpp"

namespace errand::server {

inline constexpr std::size_t kMaxBodyBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxIdentifierBytes = 128;  // of a conversation, an ask, a service
inline constexpr std::size_t kEventsAtOnce = 500;        // of one list, or one read of a stream
inline constexpr std::size_t kErrandsListed = 200;
inline constexpr Millis kLongestWait{20'000};  // for a conversation to settle
inline constexpr std::size_t kAuditListed = 500;
inline constexpr std::size_t kMaxStreamsPerUser = 16;
inline constexpr std::chrono::seconds kStreamHeartbeat{15};

// --- following another clock ---
inline constexpr Millis kClockEvery{200};
inline constexpr Millis kClockDeadline{2'000};
// A difference that is no jump but the time that the question took.
inline constexpr Millis kClockTolerance{400};

// --- signing in ---
inline constexpr std::chrono::seconds kSignInStep{10};
inline constexpr std::size_t kPendingSignIns = 256;
// A token is refreshed this long before it expires.
inline constexpr Millis kRefreshBefore{10'000};

inline constexpr std::chrono::seconds kStopWithin{5};

// --- files ---
// Threads for work on them.
inline constexpr std::size_t kWorkThreads = 4;
inline constexpr std::uint64_t kMaxDownloadBytes = std::uint64_t{256} << 20U;

}  // namespace errand::server
