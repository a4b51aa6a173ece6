// Owns: one English number at one place: digits, words, both together ("3 hundred and 21"), with
// fractions ("one and a half", "two thirds of a million"). Pure; any thread; linear in what is
// read, which is at most kMaxNumberWords words.
#pragma once

#include <cstddef>
#include <optional>

#include "language/numeric/pieces.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

// Which letters glued to digits belong to the number: those that multiply ("10k", beside money
// also "10m"); with `Attached` any letters may follow and none is read.
enum class Letters { Multiply, MultiplyMoney, Attached };

struct EnglishValue {
    std::size_t begin = 0;  // characters
    std::size_t end = 0;
    std::size_t end_piece = 0;
    double value = 0;
    NumberKind kind = NumberKind::Integer;
    bool digits = false;  // begins with digits
    bool half = false;    // the word "half" or "quarter" without a count
};
std::optional<EnglishValue> read_english(const Pieces& pieces, std::size_t at, Letters letters);

// True where a sign of money stands right before piece `at`.
bool after_currency(const Pieces& pieces, std::size_t at);

// "twenty-first", "two hundredth", "11th": a rank from one; the longest at `at`.
std::optional<EnglishValue> read_english_ordinal(const Pieces& pieces, std::size_t at);

}  // namespace errand::language::numeric
