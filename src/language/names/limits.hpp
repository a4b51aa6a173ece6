// Owns: the bounds of matching names.
#pragma once

#include <cstddef>
#include <cstdint>

namespace errand::language::names {

// Names in one catalogue, those removed and not yet compacted away included.
inline constexpr std::size_t kMaxNames = 1U << 20U;
// One name. A length is kept in one byte.
inline constexpr std::size_t kMaxNameBytes = 255;
// What is read of one name or query; the rest is left unread.
inline constexpr std::size_t kMaxUnits = 48;
// What is read of a sentence in which names are looked for.
inline constexpr std::size_t kMaxSentenceUnits = 256;
// Letters of a query that one machine word of the edit distance holds.
inline constexpr std::size_t kMaxPatternLetters = 64;
// Combinations of readings of one name ("银行": yin hang, yin xing).
inline constexpr std::size_t kMaxReadings = 4;
// Names in one posting list; later names with the same gram are found by their other grams, so that
// a catalogue of a million equal names costs no more than one of this many.
inline constexpr std::uint32_t kMaxPostings = 1U << 16U;
// Postings read for one query, rarest lists first; and where that is enough, since some name shares
// much with it.
inline constexpr std::size_t kMaxPostingsRead = 12'000;
inline constexpr std::size_t kEnoughPostings = 6'000;
// Candidates that are looked at for their count, and those compared letter by letter.
inline constexpr std::size_t kMaxCounted = 4'096;
inline constexpr std::size_t kMaxCandidates = 128;
// Units of one stretch of a sentence that is looked up as a whole name.
inline constexpr std::size_t kMaxWindowUnits = 8;
// Results of one call, whatever was asked for.
inline constexpr std::size_t kMaxMatches = 100;
// Names offered for one stretch of a sentence.
inline constexpr std::size_t kMaxNamesPerSpan = 3;

}  // namespace errand::language::names
