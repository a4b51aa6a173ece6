// Owns: numbers in Chinese and English text: cardinals, fractions, ordinals, quantities with their
// measure words. Each reader looks at one token position and answers with where the reading ends.
// Pure, any thread; every reader is linear in what it reads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "language/text.hpp"

namespace errand::language {

struct Number {
    std::size_t end = 0;
    double value = 0;
    bool digits = false;  // written in digits, rather than in words
};
// "3", "12.5", "1,200", "三", "两", "一百五", "二十来", "twenty five", "a hundred", "half a dozen",
// "a couple of", "几" and "a few" (three).
std::optional<Number> read_number(const Text& text, std::size_t at);

struct Fraction {
    std::size_t end = 0;
    int numerator = 0;
    int denominator = 1;
};
// "一半", "三分之一", "half", "half of them", "a third", "1/3", "20%", "百分之二十", "twenty
// percent".
std::optional<Fraction> read_fraction(const Text& text, std::size_t at);

struct Ordinal {
    std::size_t end = 0;
    int rank = 0;       // from 1; -1 is the last
    bool bare = false;  // only "second": not said of what
};
// "第二个", "第2家", "最后一个", "the second one", "2nd", "#2", "option 2", "number two", "last
// one".
std::optional<Ordinal> read_ordinal(const Text& text, std::size_t at);

enum class Size { None, Small, Medium, Large };
struct Quantity {
    std::size_t end = 0;
    int value = 0;
    std::string measure;     // "杯", "cup"; empty where there is none
    Size size = Size::None;  // "两大杯"
    bool article = false;    // "a", "an": one, said in passing
    bool bare = false;       // a number with no measure word
};
// "两杯", "3 份", "一大碗", "two cups of", "a", "2x", "x2", "半打". A Chinese numeral needs a
// measure word, since names of dishes are full of numerals; digits and English words do not.
std::optional<Quantity> read_quantity(const Text& text, std::size_t at);

// The measure word at `at` ("杯", "人份", "cups of"): where it ends, or nothing.
std::optional<std::size_t> read_measure(const Text& text, std::size_t at);

}  // namespace errand::language
