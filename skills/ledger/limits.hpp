// Owns: the bounds of this skill.
#pragma once

#include <cstddef>

#include "base/clock.hpp"

namespace errand::skills::ledger {

// Files read between two checkpoints, and side by side.
inline constexpr std::size_t kGroup = 96;
inline constexpr std::size_t kAtOnce = 8;
// Readings that are kept together, and the largest that is kept at all, in bytes. As text in JSON
// it may take twice as many, which the store must take as one file.
inline constexpr std::size_t kBundleBytes = std::size_t{16} << 20U;
// Messages about progress of one hand-in, however many files it has.
inline constexpr std::size_t kProgressEvents = 20;
// Files of one errand, and sentences that changed its ledger.
inline constexpr std::size_t kMaxFiles = 20'000;
inline constexpr std::size_t kMaxEdits = 500;
// One file's reading; the process that reads has its own, shorter bounds.
inline constexpr Millis kReadDeadline{120'000};
inline constexpr Millis kMakeDeadline{120'000};
// Doubts put in one question; all of them stand in the workbook.
inline constexpr std::size_t kAskedDoubts = 40;
// How long the question about doubtful fields waits before the ledger is finished without it.
inline constexpr Millis kAnswerWithin{30 * 60'000};
// How long a finished ledger can still be changed.
inline constexpr Millis kOpenFor{Millis(std::chrono::hours(24 * 30))};
// What one reply lists.
inline constexpr std::size_t kListed = 20;
// Rules remembered of one person.
inline constexpr std::size_t kMaxRemembered = 500;
// Filters that one clause may mean.
inline constexpr std::size_t kMaxFilters = 64;
inline constexpr std::size_t kMaxClauses = 40;

}  // namespace errand::skills::ledger
