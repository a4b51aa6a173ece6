// Owns: the bounds of reading text.
#pragma once

#include <cstddef>

namespace errand::language {

// What is read of one sentence; the rest is left unread. Keeps every later pass small.
inline constexpr std::size_t kMaxSentenceBytes = 8'192;
inline constexpr std::size_t kMaxTokens = 2'048;
// Phrases are matched over at most this many tokens.
inline constexpr std::size_t kMaxPhraseTokens = 12;
// A number is read from at most this many tokens, so that a long row of digits costs no more than
// its length.
inline constexpr std::size_t kMaxNumberTokens = 24;
// A telephone number is made of at most this many groups of digits.
inline constexpr std::size_t kMaxPhoneGroups = 8;
// A place's name, in characters, and the parts of one address.
inline constexpr std::size_t kMaxPlaceName = 16;
inline constexpr std::size_t kMaxPlaceParts = 24;
// Words that are looked at for an English one.
inline constexpr std::size_t kMaxPlaceWords = 20;
// Larger numbers are not quantities of anything that is ordered, paid or counted here.
inline constexpr double kMaxNumber = 1e12;

}  // namespace errand::language
