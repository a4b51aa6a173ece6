// Owns: a sentence as tokens. Chinese by character, Latin by word, numbers as one token; each with
// the bytes it came from. Pure, linear in the length, any thread. Ill-formed UTF-8 is read as
// separators; nothing here fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace errand::language {

enum class TokenKind { Han, Word, Number, Mark };

// `text` is normalised: half width, lower case, simplified, one form for each punctuation mark.
// [begin, end) are bytes of Text::original. `glued`: nothing stands between it and the one before.
struct Token {
    TokenKind kind = TokenKind::Mark;
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool glued = false;
};

struct Text {
    std::string original;
    std::vector<Token> tokens;

    std::size_t size() const { return tokens.size(); }
    const Token& operator[](std::size_t at) const { return tokens[at]; }
    // True where token `at` exists and reads so.
    bool is(std::size_t at, std::string_view text) const {
        return at < tokens.size() && tokens[at].text == text;
    }
    // The words of the tokens [begin, end), as they were written.
    std::string said(std::size_t begin, std::size_t end) const;
};

Text read_text(std::string_view sentence);

// The same characters in one form: half width, lower case, simplified; spacing is kept.
std::string normalise(std::string_view text);
// "zh" or "en": by what most of it is written in.
std::string_view language_of(const Text& text);
bool is_han(char32_t character);
// Characters, not bytes.
std::size_t length(std::string_view text);

}  // namespace errand::language
