#include "language/numeric/glyphs.hpp"

#include <algorithm>

#include "language/limits.hpp"
#include "language/simplify.hpp"

namespace errand::language::numeric {

char32_t Glyphs::cased(std::size_t i) const {
    if (i >= raw.size()) return U'\0';
    const auto character = raw[i];
    return character >= 0xFF01 && character <= 0xFF5E ? character - 0xFEE0 : character;
}

std::size_t Glyphs::past_spaces(std::size_t i) const {
    while (i < low.size() && is_space(low[i])) ++i;
    return i;
}

std::size_t Glyphs::index_of(std::size_t offset) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(byte, offset) - byte.begin());
}

Glyphs read_glyphs(std::string_view text) {
    Glyphs made;
    text = text.substr(0, kMaxSentenceBytes);
    made.raw.reserve(text.size());
    made.low.reserve(text.size());
    made.byte.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
        made.byte.push_back(static_cast<std::uint32_t>(at));
        const auto character = next_character(text, at);
        made.raw.push_back(character);
        made.low.push_back(folded(character));
    }
    made.byte.push_back(static_cast<std::uint32_t>(text.size()));
    return made;
}

bool is_digit(char32_t character) {
    return character >= U'0' && character <= U'9';
}

bool is_letter(char32_t character) {
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z') ||
           (character >= 0xC0 && character < 0x2000 && character != 0xD7 && character != 0xF7);
}

bool is_space(char32_t character) {
    return character == U' ' || character == U'\t' || character == U'\u00A0' ||
           character == U'\u3000' || character == U'\u202F' || character == U'\u2009';
}

}  // namespace errand::language::numeric
