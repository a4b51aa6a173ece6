#include "language/text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "language/limits.hpp"
#include "language/simplify.hpp"

namespace errand::language {
namespace {

enum class Class { Space, Digit, Letter, Han, Mark };

bool is_letter(char32_t character) {
    return (character >= U'a' && character <= U'z') ||
           (character >= 0xC0 && character < 0x2000 && character != 0xD7 && character != 0xF7);
}

Class class_of(char32_t character) {
    if (character <= U' ' || character == U'\uFFFD') return Class::Space;
    if (character >= U'0' && character <= U'9') return Class::Digit;
    if (is_han(character)) return Class::Han;
    if (is_letter(character)) return Class::Letter;
    return Class::Mark;
}

struct Reader {
    std::string_view from;
    std::vector<Token>& to;
    bool gap = true;

    char32_t peek(std::size_t at) const {
        return at < from.size() ? folded(next_character(from, at)) : U' ';
    }
    void emit(TokenKind kind, std::string text, std::size_t begin, std::size_t end) {
        to.push_back({kind, std::move(text), begin, end, !gap});
        gap = false;
    }
    // A new line ends a sentence.
    void space(char32_t character, std::size_t begin, std::size_t end) {
        if (character == U'\n' && !to.empty()) emit(TokenKind::Mark, ".", begin, end);
        gap = true;
    }
    // Letters with inner apostrophes: "i'd", "mcdonald's".
    std::size_t word(std::size_t begin) {
        std::string text;
        auto at = begin;
        while (at < from.size()) {
            auto next = at;
            const auto character = folded(next_character(from, next));
            const bool inner =
                character == U'\'' && !text.empty() && is_letter(peek(next)) && at > begin;
            if (!is_letter(character) && !inner) break;
            append_utf8(text, character);
            at = next;
        }
        emit(TokenKind::Word, std::move(text), begin, at);
        return at;
    }
    // Digits with one decimal point or with thousands separators: "12.5", "1,200".
    std::size_t number(std::size_t begin) {
        std::string text;
        auto at = begin;
        bool point = false;
        while (at < from.size()) {
            auto next = at;
            const auto character = folded(next_character(from, next));
            if (class_of(character) == Class::Digit) {
                append_utf8(text, character);
            } else if (character == U'.' && !point && class_of(peek(next)) == Class::Digit) {
                point = true;
                text.push_back('.');
            } else if (character != U',' || point || !thousands(next)) {
                break;
            }
            at = next;
        }
        emit(TokenKind::Number, std::move(text), begin, at);
        return at;
    }
    // Exactly three ASCII digits follow.
    bool thousands(std::size_t at) const {
        const auto digit = [&](std::size_t i) {
            return i < from.size() && from[i] >= '0' && from[i] <= '9';
        };
        return from[at - 1] == ',' && digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
    }
};

}  // namespace

bool is_han(char32_t character) {
    return (character >= 0x3400 && character < 0xA000) ||
           (character >= 0xF900 && character < 0xFB00) ||
           (character >= 0x20000 && character < 0x32000) || character == U'〇';
}

std::string Text::said(std::size_t begin, std::size_t end) const {
    if (begin >= end || end > tokens.size()) return {};
    return original.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin);
}

Text read_text(std::string_view sentence) {
    Text text;
    text.original = std::string(sentence.substr(0, kMaxSentenceBytes));
    Reader reader{text.original, text.tokens};
    std::size_t at = 0;
    while (at < text.original.size() && text.tokens.size() < kMaxTokens) {
        auto next = at;
        const auto character = folded(next_character(text.original, next));
        switch (class_of(character)) {
            case Class::Space:
                reader.space(character, at, next);
                break;
            case Class::Letter:
                next = reader.word(at);
                break;
            case Class::Digit:
                next = reader.number(at);
                break;
            case Class::Han:
            case Class::Mark: {
                std::string one;
                append_utf8(one, character == U'〇' ? U'零' : character);
                reader.emit(class_of(character) == Class::Han ? TokenKind::Han : TokenKind::Mark,
                            std::move(one), at, next);
                break;
            }
        }
        at = next;
    }
    return text;
}

std::string normalise(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_utf8(made, folded(next_character(text, at)));
    return made;
}

std::string_view language_of(const Text& text) {
    const auto count = [&](TokenKind kind) {
        return std::ranges::count(text.tokens, kind, &Token::kind);
    };
    const auto han = count(TokenKind::Han);
    // A Latin word says about as much as one and a half Chinese characters: names of files and
    // things of the trade stand in a Chinese sentence too.
    return han > 0 && 2 * han >= 3 * count(TokenKind::Word) ? "zh" : "en";
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_character(text, at);
    return count;
}

}  // namespace errand::language
