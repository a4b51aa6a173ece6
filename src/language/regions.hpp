// Owns: the names of China's provinces and cities, and of the world's large cities in English.
// Pure; any thread. Source: GB/T 2260, the prefecture-level divisions, and the best-known
// county-level cities.
#pragma once

#include <cstddef>

#include "language/english_words.hpp"
#include "language/letters.hpp"
#include "language/places.hpp"

namespace errand::language {

struct Region {
    std::size_t end = 0;  // characters; 0: none
    PartKind kind = PartKind::City;
};
// The province or city whose name begins at `at`, with or without its 省, 市, 自治区, 地区, 州, 盟.
Region read_region(const Letters& text, std::size_t at);

// The number of words of a large city's English name, 0 where none begins at word `at`: "new york",
// "shanghai".
std::size_t read_english_city(const EnglishWords& words, std::size_t at);

}  // namespace errand::language
