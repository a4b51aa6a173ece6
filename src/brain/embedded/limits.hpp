// Owns: the bounds of the embedded brain.
#pragma once

#include <cstddef>

namespace errand::brain::embedded {

// Names that the caller knows and that are looked for in a sentence: more would cost more time than
// they are worth; the rest is left unknown.
inline constexpr std::size_t kMaxKnownNames = 768;
// A mention with this score is the name itself, misspelled.
inline constexpr double kSameName = 0.85;
// Errands, offers and items of a view that are looked at.
inline constexpr std::size_t kMaxSeen = 32;
// Acts of one sentence.
inline constexpr std::size_t kMaxActs = 4;
// Below this a reading is not acted on but answered with suggestions.
inline constexpr double kLeastConfidence = 0.45;
// From here the trained model's word for a skill is taken; and where it stands against what the
// conversation makes likely.
inline constexpr double kSure = 0.6;
inline constexpr double kVerySure = 0.9;
// What the rules take for food and are this sure of at most may be anything that has a name: where
// nothing is open, the model's word counts against it from kLikely on. Chosen on training phrases
// that were held out.
inline constexpr double kGuess = 0.7;
inline constexpr double kLikely = 0.3;
// Below this its word is no reason against anything.
inline constexpr double kDoubtful = 0.4;
// Below this the model sees no food in a sentence.
inline constexpr double kHardly = 0.15;

}  // namespace errand::brain::embedded
