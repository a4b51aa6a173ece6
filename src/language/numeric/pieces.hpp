// Owns: English text as words, runs of digits and marks, for the grammars of numbers and units.
// Pure; any thread; linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "language/numeric/glyphs.hpp"

namespace errand::language::numeric {

enum class PieceKind { Word, Digits, Mark };

// [begin, end) are characters. `gap`: a space, or more, stands before it. Words are in lower case,
// digits as they stand, a mark is one character.
struct Piece {
    PieceKind kind = PieceKind::Mark;
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool gap = false;
};

struct Pieces {
    const Glyphs& text;
    std::vector<Piece> all;

    std::size_t size() const { return all.size(); }
    const Piece& operator[](std::size_t i) const { return all[i]; }
    bool is(std::size_t i, std::string_view word) const {
        return i < all.size() && all[i].text == word;
    }
    bool is_any(std::size_t i, std::initializer_list<std::string_view> words) const {
        for (const auto word : words)
            if (is(i, word)) return true;
        return false;
    }
    // The first piece that begins at character `at` or later.
    std::size_t from(std::size_t at) const;
};

Pieces read_pieces(const Glyphs& text);

}  // namespace errand::language::numeric
