// Owns: the words that follow a position of a text, for the readers of English places. Used by them
// alone. Pure; any thread.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

// Letters, digits and inner apostrophes, dashes and ampersands. Characters [begin, end).
struct EnglishWord {
    std::string text;  // lower case
    std::size_t begin = 0;
    std::size_t end = 0;
    bool capital = false;  // begins with a capital letter
    bool upper = false;    // all of it is capital letters
    bool comma = false;    // a comma stands before it
    bool breaks = false;   // another mark, a new line or Chinese stands before it
};

// Every word of a text.
class EnglishText {
  public:
    explicit EnglishText(const Letters& text);
    // The index of the word that begins at character `at`; size() where none does.
    std::size_t index_at(std::size_t at) const;
    std::size_t size() const { return words_.size(); }
    const EnglishWord& operator[](std::size_t at) const { return words_[at]; }

  private:
    std::vector<EnglishWord> words_;
};

// The words from one on, as far as nothing but spaces and single commas stand between them, at most
// kMaxPlaceWords. A view: the text of words must outlive it.
class EnglishWords {
  public:
    EnglishWords(const EnglishText& text, std::size_t first);

    std::size_t size() const { return size_; }
    // An empty word beyond the end.
    const EnglishWord& operator[](std::size_t at) const;
    // Word `at` reads so, and nothing but a space stands before it.
    bool is(std::size_t at, std::string_view text) const;
    // The words from `at` on are these, separated by spaces: how many, or 0.
    std::size_t reads(std::size_t at, std::string_view phrase) const;

  private:
    const EnglishText& text_;
    std::size_t first_;
    std::size_t size_;
};

bool is_number_word(std::string_view word);    // "221b", "12-14", "5"
bool is_ordinal_word(std::string_view word);   // "5th", "42nd", "fifth"
bool is_function_word(std::string_view word);  // no name has it in it: "please", "and", "at"
bool is_determiner(std::string_view word);     // "the", "my", "our"
// "station", "hotel": what it names is a place, wherever it stands.
bool is_place_noun(std::string_view word);
// "street", "ave": what ends a road's name; `weak`: it means much else as well ("way", "place").
bool is_road_word(std::string_view word, bool& weak);

// A saved name from word `at` on: "my place", "the office". Its length in words, or 0.
std::size_t saved_name(const EnglishWords& words, std::size_t at, std::string& label);

}  // namespace errand::language
