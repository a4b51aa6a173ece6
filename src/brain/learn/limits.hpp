// Owns: the bounds of the trainable brain.
#pragma once

#include <cstddef>

namespace errand::brain::learn {

// Labels of one head (skills, acts), and kinds of slots: a slot's labels fit in a byte.
inline constexpr std::size_t kMaxLabels = 1'024;
inline constexpr std::size_t kMaxSlots = 127;
inline constexpr std::size_t kMaxHeads = 8;
// Bytes of a label's or slot's name.
inline constexpr std::size_t kMaxNameBytes = 128;
// Rows of one table of weights.
inline constexpr std::size_t kMaxRows = 1U << 20;
// A model file that is larger is not ours.
inline constexpr std::size_t kMaxModelBytes = 256U << 20;
// Sentences that are trained on at once.
inline constexpr std::size_t kMaxSentences = 1'000'000;
// Tokens of a sentence that are looked at; a request is far shorter.
inline constexpr std::size_t kMaxSentenceTokens = 256;
// Features of one sentence, and of one token.
inline constexpr std::size_t kMaxSentenceGrams = 16'384;
inline constexpr std::size_t kMaxTokenFeatures = 128;
// A file of phrases or lists, and a line of it.
inline constexpr std::size_t kMaxPhraseFileBytes = 8U << 20;
inline constexpr std::size_t kMaxPhraseBytes = 4'096;
// Lists of the skills, which share a word of bits; and tokens of an entry, beyond which it is no
// name but a sentence.
inline constexpr std::size_t kMaxLists = 64;
inline constexpr std::size_t kMaxEntryTokens = 10;
// Hints of one sentence that are looked at.
inline constexpr std::size_t kMaxHints = 64;
// Words between quotation marks that may be one name.
inline constexpr std::size_t kMaxTitleTokens = 16;

}  // namespace errand::brain::learn
