// Owns: a sentence as the Chinese grammar of times reads it: one folded character each (half width,
// simplified), without spaces. Pure, linear; any thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace errand::language::time::chinese {

struct Character {
    char32_t code = 0;
    std::uint32_t begin = 0;  // bytes of the text, [begin, end)
    std::uint32_t end = 0;
    bool gap = false;  // white space stands before it
};

class Line {
  public:
    explicit Line(std::string_view text);

    std::size_t size() const { return characters_.size(); }
    // U+0000 beyond the end.
    char32_t operator[](std::size_t at) const {
        return at < characters_.size() ? characters_[at].code : U'\0';
    }
    bool gap(std::size_t at) const { return at < characters_.size() && characters_[at].gap; }
    std::size_t begin_byte(std::size_t at) const { return characters_[at].begin; }
    // Where the characters before `end` end; `end` > 0.
    std::size_t end_byte(std::size_t end) const { return characters_[end - 1].end; }

    // The word stands at `at`.
    bool is(std::size_t at, std::u32string_view word) const;
    // The word ends before `end`.
    bool ends(std::size_t end, std::u32string_view word) const;
    // Past the longest of the words at `at`; `at` itself where there is none.
    std::size_t past(std::size_t at, std::span<const std::u32string_view> words) const;
    std::size_t past(std::size_t at, std::initializer_list<std::u32string_view> words) const {
        return past(at, std::span(words.begin(), words.size()));
    }
    // The start of the longest of the words that ends before `end`; `end` itself where there is none.
    std::size_t before(std::size_t end, std::initializer_list<std::u32string_view> words) const;

  private:
    std::vector<Character> characters_;
};

// The entry of a table whose `word` is the longest at `at`, or null.
template <typename Entry>
const Entry* find_word(std::span<const Entry> table, const Line& line, std::size_t at) {
    const Entry* best = nullptr;
    for (const Entry& entry : table)
        if (line.is(at, entry.word) && (!best || entry.word.size() > best->word.size()))
            best = &entry;
    return best;
}

inline bool is_digit(char32_t code) {
    return code >= U'0' && code <= U'9';
}
inline bool is_latin(char32_t code) {
    return code >= U'a' && code <= U'z';
}
inline bool is_one_of(char32_t code, std::u32string_view set) {
    return code != 0 && set.find(code) != std::u32string_view::npos;
}

}  // namespace errand::language::time::chinese
