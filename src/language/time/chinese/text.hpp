// Owns: a sentence as the Chinese grammar of times reads it: one folded character each (half width,
// simplified), without spaces. Pure, linear; any thread.
#pragma once

#include <array>
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
    // Keeps a view of the text.
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

    // The bytes of the characters [begin, end), as they were written.
    std::string_view said(std::size_t begin, std::size_t end) const {
        return text_.substr(begin_byte(begin), end_byte(end) - begin_byte(begin));
    }

    // The word stands at `at`.
    bool is(std::size_t at, std::u32string_view word) const {
        if (at + word.size() > characters_.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i)
            if (characters_[at + i].code != word[i]) return false;
        return true;
    }
    // The word ends before `end`.
    bool ends(std::size_t end, std::u32string_view word) const;
    // Past the longest of the words at `at`; `at` itself where there is none.
    std::size_t past(std::size_t at, std::span<const std::u32string_view> words) const;
    std::size_t past(std::size_t at, std::initializer_list<std::u32string_view> words) const {
        return past(at, std::span(words.begin(), words.size()));
    }
    // The start of the longest of the words that ends before `end`; `end` itself where there is
    // none.
    std::size_t before(std::size_t end, std::initializer_list<std::u32string_view> words) const;

  private:
    std::string_view text_;
    std::vector<Character> characters_;
};

// Words with what they mean: entries with a member `word`. Which characters begin any of them is
// known beforehand, so that a miss costs one look. Made of an array that outlives it.
template <typename Entry>
class WordTable {
  public:
    template <std::size_t kSize>
    consteval explicit WordTable(const Entry (&entries)[kSize]) : entries_(entries) {
        for (const Entry& entry : entries) {
            const std::size_t bit = bit_of(entry.word.front());
            first_[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    }
    // The entry whose word is the longest at `at`, or null.
    const Entry* find(const Line& line, std::size_t at) const {
        const std::size_t bit = bit_of(line[at]);
        if ((first_[bit / 64] >> bit % 64 & 1) == 0) return nullptr;
        const Entry* best = nullptr;
        for (const Entry& entry : entries_)
            if (line.is(at, entry.word) && (!best || entry.word.size() > best->word.size()))
                best = &entry;
        return best;
    }

  private:
    static constexpr std::size_t kBits = 4'096;
    static constexpr std::size_t bit_of(char32_t code) { return code % kBits; }

    std::span<const Entry> entries_;
    std::array<std::uint64_t, kBits / 64> first_{};
};

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
