// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::flow {

// Steps, recorded reads and waits between two checkpoints: the cost of one replay.
inline constexpr std::size_t kMaxStepsPerSegment = 256;
// Branches of one all().
inline constexpr std::size_t kMaxBranches = 64;
// Nesting and text of what a step returns and is asked with; beyond it the step ends in Exhausted.
inline constexpr std::size_t kMaxValueDepth = 58;
inline constexpr std::size_t kMaxValueText = 4U << 20U;
// Attempts of one step, whatever its options say.
inline constexpr int kMaxAttempts = 20;
// The longest pause between two attempts.
inline constexpr std::chrono::milliseconds kMaxBackoff{30'000};
// How long an effect may go on after it was cancelled at its deadline; then it is left behind.
inline constexpr std::chrono::milliseconds kCancelGrace{1'000};
// Flows that hold a coroutine at one time; start() is refused beyond it, waking waits.
inline constexpr std::size_t kMaxResidentFlows = 10'000;
// Flows that are woken before the loop gets to other work.
inline constexpr std::size_t kWakeBatch = 64;
// Flows found in one query for what is due.
inline constexpr std::size_t kDuePage = 1'024;
// The clock may be moved or jump: timers look again after this long at the latest.
inline constexpr std::chrono::milliseconds kMaxTimerSleep{60'000};
// After the journal refused a write for another reason than a stale lease, the flow tries again.
inline constexpr std::chrono::milliseconds kJournalRetry{2'000};
// How long stop() waits for effects that cannot be cut off.
inline constexpr std::chrono::milliseconds kStopGrace{5'000};

}  // namespace errand::flow
