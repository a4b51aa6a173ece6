// Owns: finding words in a clause, and the words that this skill knows. Texts are normalised (half
// width, lower case, simplified). Pure; any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.hpp"

namespace errand::skills::ledger {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
// Of a word in Latin letters, digits included.
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c);
}

struct Spot {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// `list`: words parted by "|". The earliest place from `from` on; of the words there the longest. A
// Chinese word counts anywhere, another one only as whole words.
std::optional<Spot> find_word(std::string_view text, std::string_view list, std::size_t from = 0);
bool has_word(std::string_view text, std::string_view list);
// Where the longest of these words that stands at `at`, as a word of its own, ends.
std::optional<std::size_t> word_at(std::string_view text, std::size_t at, std::string_view list);
// Where the spaces from `at` on end.
std::size_t past_spaces(std::string_view text, std::size_t at);
// Overwrites the spot with spaces, so that it is read once.
void blank(std::string& text, Spot spot);
// Blanks every place of these words; whether there was one.
bool take_words(std::string& text, std::string_view list);
// Without spaces and empty words around it ("的", "费用", "please", "the").
std::string_view bare(std::string_view text);
// Nothing is left but particles and marks.
bool is_empty(std::string_view text);

// Kinds of expense narrower than a category, or named otherwise: "打车", "flights".
struct Kind {
    std::string_view words;                            // how people say it
    std::optional<errand::ledger::Category> category;  // entries of it, as they are filed
    std::string_view texts;    // or whose seller, goods or kind say one of these
    std::string_view but_not;  // unless they say one of these
};
const std::vector<Kind>& kinds();
bool is_of(const Kind& kind, const errand::ledger::Entry& entry);

// A category's name anywhere in the text: the longest. `destination`: words that mostly mean
// something else ("其他", "rest") count too.
struct CategorySpot {
    Spot spot;
    errand::ledger::Category category;
};
std::optional<CategorySpot> find_category(std::string_view text, bool destination);

// Seller, goods, kind and business of an entry in one normalised text.
std::string text_of(const errand::ledger::Entry& entry);

}  // namespace errand::skills::ledger
