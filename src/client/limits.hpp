// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::client {

// A program that was started has its doors open within this.
inline constexpr std::chrono::seconds kStartDeadline{30};
// A program that was asked to stop has stopped within this; then it is killed.
inline constexpr std::chrono::seconds kStopDeadline{10};
// One question to errand's own doors, or to the city's operator.
inline constexpr std::chrono::seconds kRequestDeadline{60};
// How often a starting or stopping program is looked at.
inline constexpr std::chrono::milliseconds kPoll{2};
// A ready file.
inline constexpr std::size_t kMaxReadyBytes = std::size_t{64} * 1024;

}  // namespace errand::client
