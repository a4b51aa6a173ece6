// Owns: a sentence as characters, for the grammars of numbers and units: what was written, its one
// form (half width, lower case, simplified), and the byte each began at. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace errand::language::numeric {

// Positions are indices of characters; `byte[i]` is where character i begins, `byte[size()]` the
// end of what was read. Reading past the end gives U'\0'.
struct Glyphs {
    std::u32string raw;
    std::u32string low;
    std::vector<std::uint32_t> byte;

    std::size_t size() const { return low.size(); }
    char32_t at(std::size_t i) const { return i < low.size() ? low[i] : U'\0'; }
    char32_t before(std::size_t i) const { return i > 0 ? at(i - 1) : U'\0'; }
    // As written but half width: for marks and letters whose case counts.
    char32_t cased(std::size_t i) const;
    bool is(std::size_t i, std::u32string_view text) const {
        return i <= low.size() && std::u32string_view(low).substr(i, text.size()) == text;
    }
    std::size_t past_spaces(std::size_t i) const;
    // The first character at or after byte `offset`.
    std::size_t index_of(std::size_t offset) const;
};

Glyphs read_glyphs(std::string_view text);

bool is_digit(char32_t character);
// Letters of alphabets, not of Chinese.
bool is_letter(char32_t character);
bool is_space(char32_t character);

}  // namespace errand::language::numeric
