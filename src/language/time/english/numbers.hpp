// Owns: numbers as they stand in English dates, times and durations. Each reader looks at one place
// and answers with where it ends; all are bounded by a few words.
#pragma once

#include <optional>

#include "language/time/english/words.hpp"

namespace errand::language::time::english {

struct Whole {
    std::size_t end = 0;
    int value = 0;
    int digits = 0;  // how many, where it is written in digits; 0 in words
};
// "7", "07", "2016"; at most nine digits.
std::optional<Whole> read_digits(const Words& words, std::size_t at);
// "seven", "twenty-one", "twenty and four"; below a hundred.
std::optional<Whole> read_small_words(const Words& words, std::size_t at);
// Either, and "a hundred and five", "two thousand".
std::optional<Whole> read_whole(const Words& words, std::size_t at);
// "3rd", "third", "twenty-third"; up to the 99th.
std::optional<Whole> read_ordinal(const Words& words, std::size_t at);

// A year of four digits, 1000 to 2999, or in words: "nineteen seventy two", "two thousand and six".
std::optional<Whole> read_year(const Words& words, std::size_t at);
// A year in words alone.
std::optional<Whole> read_year_words(const Words& words, std::size_t at);
// The century of a two-digit year, or nothing where both fit (30 to 39).
std::optional<int> full_year(int short_year);

struct Count {
    std::size_t end = 0;
    double value = 0;
    bool vague = false;    // "a few"
    bool article = false;  // "a", "an"
};
// How many: "3.5", "1,200", "two", "a", "a few", "a couple of", "half a", "one and a half".
std::optional<Count> read_count(const Words& words, std::size_t at);

}  // namespace errand::language::time::english
