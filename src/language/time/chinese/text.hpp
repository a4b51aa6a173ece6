// Owns: a sentence as the Chinese grammar of times reads it: one folded character each (half width,
// simplified), without spaces. Pure, linear; any thread.
#pragma once

#include <algorithm>
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

// Words with what they mean: entries with a member `word`, looked up by their first character. Made
// of an array that outlives it.
template <typename Entry, std::size_t kSize>
class WordTable {
  public:
    consteval explicit WordTable(const Entry (&entries)[kSize]) : entries_(entries) {
        for (std::size_t i = 0; i < kSize; ++i) order_[i] = static_cast<std::uint16_t>(i);
        std::ranges::sort(order_, {}, [&](std::uint16_t i) { return entries[i].word.front(); });
        for (const Entry& entry : entries) {
            const std::size_t bit = entry.word.front() % kBits;
            first_[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    }
    // The entry whose word is the longest at `at`, or null.
    const Entry* find(const Line& line, std::size_t at) const {
        const std::size_t bit = line[at] % kBits;
        if ((first_[bit / 64] >> bit % 64 & 1) == 0) return nullptr;
        const Entry* best = nullptr;
        const auto first = [this](std::uint16_t i) { return entries_[i].word.front(); };
        for (auto i = std::ranges::lower_bound(order_, line[at], {}, first);
             i != order_.end() && first(*i) == line[at]; ++i) {
            const Entry& entry = entries_[*i];
            if (line.is(at, entry.word) && (!best || entry.word.size() > best->word.size()))
                best = &entry;
        }
        return best;
    }

  private:
    static constexpr std::size_t kBits = 4'096;

    std::span<const Entry, kSize> entries_;
    std::array<std::uint16_t, kSize> order_{};
    // Which first characters there are: most lookups end here.
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
