// Owns: the number words at one place of English text as a row of tokens, and what a row of them is
// worth. The ground of english_numerals. Pure; any thread; bounded by kMaxNumberWords.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "language/numeric/english_words.hpp"
#include "language/numeric/pieces.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

// A number is read from at most so many words.
inline constexpr std::size_t kMaxNumberWords = 40;

enum class TokenRole { Small, Tens, Round, Article, Ordinal, RoundOrdinal, Half };

struct NumberToken {
    TokenRole role = TokenRole::Small;
    double value = 0;
    std::size_t piece = 0;  // first and past the last of its pieces
    std::size_t end_piece = 0;
    std::size_t end = 0;  // characters
    bool plural = false;
    bool digits = false;
    bool decimal = false;
    bool after_and = false;
    bool hyphen = false;  // joined to the one before by a hyphen
};

// The row that begins at piece `at`; it ends with the first ordinal, half or quarter. `attached`:
// digits may have letters behind them.
std::vector<NumberToken> read_tokens(const Pieces& pieces, std::size_t at, bool attached);

struct Cardinal {
    std::size_t count = 0;  // tokens used
    double value = 0;
    double last_round = 0;  // the round number it ends with, or 0
};
// The longest well-formed number that the tokens [begin, end) begin with.
Cardinal cardinal_of(const std::vector<NumberToken>& tokens, std::size_t begin, std::size_t end);

// Tokens [0, size) as a fraction whose last token is its denominator's last word.
struct WordFraction {
    double whole = 0;
    double part = 0;
    double whole_round = 0;  // as Cardinal::last_round, of the whole
};
std::optional<WordFraction> fraction_of(const std::vector<NumberToken>& tokens);

}  // namespace errand::language::numeric
