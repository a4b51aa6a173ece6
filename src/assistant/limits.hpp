// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.hpp"

namespace errand::assistant {

// --- what a person sends ---
inline constexpr std::size_t kMaxSayBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{4} * 1024;
inline constexpr std::size_t kMaxKeyBytes = 128;
inline constexpr std::size_t kMaxActs = 8;          // of one sentence
inline constexpr std::size_t kMaxOpenErrands = 32;  // of one conversation

// --- calls to services. One whole call, with all its attempts, stays below 30 seconds, so that a
// person who waits is told within that time ---
inline constexpr Millis kReadDeadline{8'000};
inline constexpr Millis kChangeDeadline{8'000};
inline constexpr int kCallAttempts = 3;
inline constexpr Millis kFirstBackoff{200};
inline constexpr Millis kSignInDeadline{15'000};
// Times that one call may ask for a grant: another user may withdraw it, or a scope be missing.
inline constexpr int kGrantRounds = 3;
// Times that one ask for a grant tries to sign in.
inline constexpr int kSignInRounds = 3;

// --- work that blocks ---
inline constexpr Millis kWorkDeadline{120'000};
inline constexpr std::size_t kMaxWorkAtOnce = 32;
// What a skill may keep of one person.
inline constexpr std::size_t kMaxMemoryBytes = std::size_t{256} * 1024;

// --- payments whose outcome is not known ---
inline constexpr int kPayRounds = 15;
inline constexpr Millis kPayAgainAfter{60'000};
inline constexpr Millis kApprovalLifetime{15 * 60'000};

// --- what is remembered ---
inline constexpr std::size_t kEarlierErrands = 10;     // given to a skill
inline constexpr std::size_t kFamiliarNames = 20'000;  // shops and dishes of one user's errands
inline constexpr std::size_t kNamesInSentence = 16;
// Sentences of one user whose keys are known; and how far back they are looked for at a start.
inline constexpr std::size_t kSentencesRemembered = 500;
inline constexpr std::size_t kEventsLookedBack = 2'000;
inline constexpr std::size_t kAnswersRemembered = 10'000;  // to tell a repeat from a second answer

}  // namespace errand::assistant
