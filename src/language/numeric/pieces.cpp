#include "language/numeric/pieces.hpp"

#include <algorithm>

namespace errand::language::numeric {

std::size_t Pieces::from(std::size_t at) const {
    const auto found = std::ranges::lower_bound(all, at, {}, &Piece::begin);
    return static_cast<std::size_t>(found - all.begin());
}

Pieces read_pieces(const Glyphs& text) {
    Pieces pieces{text, {}};
    bool gap = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = text.at(at);
        if (is_space(first) || first < U' ' || first == U'\u200B') {
            gap = true, ++at;
            continue;
        }
        Piece piece{PieceKind::Mark, {}, at, at + 1, gap};
        const auto same = is_letter(first) ? is_letter : is_digit(first) ? is_digit : nullptr;
        if (same) {
            piece.kind = is_letter(first) ? PieceKind::Word : PieceKind::Digits;
            while (same(text.at(piece.end))) ++piece.end;
        }
        for (auto i = at; i < piece.end; ++i)
            append_utf8(piece.text, same ? text.at(i) : text.cased(i));
        gap = false;
        at = piece.end;
        pieces.all.push_back(std::move(piece));
    }
    return pieces;
}

}  // namespace errand::language::numeric
