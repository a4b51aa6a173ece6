// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::journal {

// Writes that wait for the writer thread. Beyond it, a write is refused at once (Exhausted).
inline constexpr std::size_t kMaxQueuedWrites = 65'536;
// How long a write that nobody waits for may wait for one that somebody does. What a read answered
// is all that a crash within it can lose: it is read once more.
inline constexpr std::chrono::milliseconds kLazyDelay{20};
// Writes in one grouped commit.
inline constexpr std::size_t kMaxWritesInGroup = 2'048;
// Events or flows that one query returns.
inline constexpr std::size_t kMaxPage = 10'000;
// Views that are kept as they were last read.
inline constexpr std::size_t kMaxViewsKept = 64;
// Records of one flow that one query returns; a flow's segment holds far fewer.
inline constexpr std::size_t kMaxRecordsRead = 100'000;
// Text of all records of one append, and of one input, view, event, outcome or signal.
inline constexpr std::size_t kMaxPayload = 8U << 20U;
// Names of users, conversations and skills whose row ids the writer remembers.
inline constexpr std::size_t kMaxRememberedNames = 100'000;
// Signals of one flow that wait to be consumed.
inline constexpr std::size_t kMaxWaitingSignals = 1'000;
// WAL pages (of 4 KiB) after which the writer folds the WAL into the database.
inline constexpr int kWalPages = 1'000;

}  // namespace errand::journal
