// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::eval {

// One suite file, one world file.
inline constexpr std::size_t kMaxFileBytes = std::size_t{16} * 1024 * 1024;
// A workbook that is read.
inline constexpr std::size_t kMaxColumns = 1'000;
inline constexpr std::size_t kMaxRows = 100'000;
inline constexpr std::size_t kMaxScenarios = 100'000;
inline constexpr std::size_t kMaxTurns = 100;
inline constexpr int kMaxRepeat = 1000;
inline constexpr int kMaxJobs = 64;
// A turn settles within this (docs/scenarios.md).
inline constexpr std::chrono::seconds kSettleDeadline{30};
// A program is ready to serve within this.
inline constexpr std::chrono::seconds kStartDeadline{30};
// One question to the city's operator or to the assistant.
inline constexpr std::chrono::seconds kRequestDeadline{30};
// How long one look at a settling turn waits for it.
inline constexpr std::chrono::milliseconds kLook{1'000};
// How often a program that ought to be gone is looked at.
inline constexpr std::chrono::milliseconds kDeathPoll{25};
// Restarts of the assistant within one scenario.
inline constexpr int kMaxRestarts = 20;
// Points at which --crash-everywhere kills one scenario.
inline constexpr int kMaxCrashPoints = 1000;
// Events read in one request, and in all of one scenario.
inline constexpr std::size_t kEventsPage = 500;
inline constexpr std::size_t kMaxEvents = 20'000;

}  // namespace errand::eval
