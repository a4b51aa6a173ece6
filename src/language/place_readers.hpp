// Owns: the readers that find_places is made of. Each looks at one position of a text and answers
// with a place that begins there, in characters, or nothing. Used by places.cpp alone. Pure; any
// thread; what one call reads is bounded.
#pragma once

#include <optional>

#include "language/english_words.hpp"
#include "language/letters.hpp"
#include "language/places.hpp"

namespace errand::language {

// Chinese, from the province to the door; a region alone; a named place alone. `announced`: a word
// before it says that a place follows.
std::optional<FoundPlace> read_chinese_address(const Letters& text, std::size_t at, bool announced);
// 外滩附近, 3号门前面, 公司楼下.
std::optional<FoundPlace> read_chinese_landmark(const Letters& text, std::size_t at,
                                                bool announced);
// 家里, 我家, 公司, 小王家.
std::optional<FoundPlace> read_chinese_saved(const Letters& text, std::size_t at, bool announced);

// The readers of English look at the words from one on.
// "221B Baker Street, London", "Apt 4B", "the corner of A and B".
std::optional<FoundPlace> read_english_address(const Letters& text, const EnglishWords& words);
// "next to the station", "in front of gate 3", "to the airport", "in Paris".
std::optional<FoundPlace> read_english_landmark(const Letters& text, const EnglishWords& words);
// "my place", "the office", "Jane's house".
std::optional<FoundPlace> read_english_saved(const Letters& text, const EnglishWords& words);

}  // namespace errand::language
