// Owns: text to the terms by which the city's searches compare it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace errand::city {

// Lower case, full-width forms made narrow, accents of Latin letters dropped, everything that is
// neither letter nor digit a space, and never two spaces in a row.
std::string fold(std::string_view text);

enum class TermKind {
    Character,  // one CJK character
    Pair,       // two that stand side by side
    Word,       // of Latin letters or digits, in the singular, where English
};
struct Term {
    TermKind kind = TermKind::Word;
    std::string text;

    bool operator==(const Term&) const = default;
};

// The terms of folded text, each once. Words that carry nothing (the, with, 份 …) are left out,
// unless that leaves nothing.
std::vector<Term> terms_of(std::string_view folded);

// "^wo", "wor", "ord", "rd$" of "word": what misspelt words are compared by.
std::vector<std::string> trigrams(std::string_view word);
// Dice's coefficient of their trigrams, 0 to 1.
double likeness(std::string_view left, std::string_view right);

bool is_cjk(char32_t character);
// The code points of well-formed UTF-8; ill-formed bytes are dropped.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

}  // namespace errand::city
