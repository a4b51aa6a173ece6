// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace errand::app {

// One line that a person types.
inline constexpr std::size_t kMaxLineBytes = std::size_t{64} * 1024;
inline constexpr int kHistoryLines = 500;
// What runs is looked at this often, and for this long; then the prompt comes back all the same.
inline constexpr std::chrono::milliseconds kLookEvery{100};
inline constexpr std::chrono::seconds kSettleDeadline{60};
// How far a service says it is.
inline constexpr std::chrono::seconds kWorkingShownEvery{5};
inline constexpr std::size_t kEventsPage = 200;
// Events that wait while a model's words are being written.
inline constexpr std::size_t kMaxEventsWaiting = 200;
// Errands whose last recorded turn is remembered, so that late words of it are not shown.
inline constexpr std::size_t kMaxErrandsEnded = 1'000;
// Questions that one `errand ask` or the demo answers before it gives up.
inline constexpr int kMaxAnswers = 20;
// Whether something that says it runs does run is known within this.
inline constexpr std::chrono::seconds kProbeDeadline{3};
inline constexpr std::uint16_t kDefaultPort = 7700;
inline constexpr int kDefaultAllowanceDays = 30;
inline constexpr int kMaxAllowanceDays = 366;

// Services in the settings.
inline constexpr std::size_t kMaxServices = 200;
inline constexpr std::size_t kMaxServiceName = 64;
inline constexpr std::size_t kMaxCommandWords = 256;
inline constexpr std::size_t kMaxCommandWordBytes = 4096;
// While another command changes them.
inline constexpr std::chrono::seconds kFileLockWait{5};
// For a service to show itself to `errand connect`; a program may be fetched first.
inline constexpr std::chrono::seconds kTryWithin{60};
inline constexpr std::size_t kMaxKeyLine = 4096;
inline constexpr std::size_t kToolsShown = 20;

// Of what a model's server lists, in one line; and the context below which few tools fit.
inline constexpr std::size_t kModelsShown = 8;
inline constexpr std::int64_t kSmallContext = 8192;

// Files of one ledger, and how deep their folders stand in one another.
inline constexpr std::size_t kMaxLedgerFiles = 100'000;
inline constexpr int kMaxLedgerDepth = 64;
inline constexpr int kFirstLedgerYear = 1900;
inline constexpr int kLastLedgerYear = 2199;

}  // namespace errand::app
