// Ranges of numbers in English text: "between 2 and 5", "at least 3", "more than 10 and less than
// 20", ">= 5", "500 or more". See spans.hpp.
#include <algorithm>

#include "language/numeric/english_numerals.hpp"
#include "language/numeric/finders.hpp"
#include "language/numeric/ranges.hpp"

namespace errand::language::numeric {
namespace {

// Words of comparison; `end` is the piece behind them.
struct Comparison {
    std::size_t end = 0;
    Side side = Side::Equal;
    bool closed = false;
    bool bare = false;  // "more", "higher": needs "than" or a number behind it
};

Side opposite(Side side) {
    return side == Side::Above ? Side::Below : Side::Above;
}

std::optional<Comparison> degree(const Pieces& pieces, std::size_t at) {
    if (pieces.is_any(at, {"more", "greater", "bigger", "higher", "larger", "longer", "older"}))
        return Comparison{at + 1, Side::Above, false, true};
    if (pieces.is_any(at, {"less", "lower", "smaller", "fewer", "shorter", "younger"}))
        return Comparison{at + 1, Side::Below, false, true};
    return std::nullopt;
}

std::optional<Comparison> verb(const Pieces& pieces, std::size_t at) {
    if (pieces.is_any(at, {"above", "over", "beyond", "exceed", "exceeds", "exceeded", "exceeding",
                           "surpass", "surpasses", "surpassed", "surpassing"}))
        return Comparison{at + 1, Side::Above, false, false};
    if (pieces.is_any(at, {"below", "under", "beneath"}))
        return Comparison{at + 1, Side::Below, false, false};
    return std::nullopt;
}

// "or equal (to|than)", "or equals": where it ends, or 0.
std::size_t past_or_equal(const Pieces& pieces, std::size_t at) {
    if (!pieces.is(at, "or") || !pieces.is_any(at + 1, {"equal", "equals"})) return 0;
    return at + (pieces.is_any(at + 2, {"to", "than"}) ? 3 : 2);
}

std::optional<Comparison> marks(const Pieces& pieces, std::size_t at) {
    const auto is_mark = [&](std::size_t i) { return pieces.is_any(i, {"<", ">", "="}); };
    if (pieces.is(at, "≥")) return Comparison{at + 1, Side::Above, true, false};
    if (pieces.is(at, "≤")) return Comparison{at + 1, Side::Below, true, false};
    if (!is_mark(at) || (at > 0 && is_mark(at - 1))) return std::nullopt;
    Comparison read{at + 1, Side::Equal, true, false};
    if (!pieces.is(at, "=")) {
        read.side = pieces.is(at, ">") ? Side::Above : Side::Below;
        read.closed = pieces.is(at + 1, "=");
        if (read.closed) ++read.end;
    }
    if (is_mark(read.end)) return std::nullopt;
    return read;
}

// "equal to", "equals", "equal to or more than"
std::optional<Comparison> equality(const Pieces& pieces, std::size_t at) {
    if (!pieces.is_any(at, {"equal", "equals", "equaling", "equalling", "equivalent"}))
        return std::nullopt;
    Comparison read{at + 1, Side::Equal, true, false};
    if (pieces.is_any(read.end, {"to", "than"})) ++read.end;
    if (!pieces.is(read.end, "or")) return read;
    if (auto more = degree(pieces, read.end + 1)) {
        if (!pieces.is(more->end, "than")) return read;
        return Comparison{more->end + 1, more->side, true, false};
    }
    if (const auto more = verb(pieces, read.end + 1))
        return Comparison{more->end, more->side, true, false};
    return read;
}

std::optional<Comparison> bounded(const Pieces& pieces, std::size_t at) {
    if (pieces.is(at, "at") && pieces.is_any(at + 1, {"least", "most"})) {
        Comparison read{at + 2, pieces.is(at + 1, "least") ? Side::Above : Side::Below, true,
                        false};
        if (const auto end = past_or_equal(pieces, at + 2)) read.end = end;
        return read;
    }
    if (pieces.is(at, "up") && pieces.is(at + 1, "to"))
        return Comparison{at + 2, Side::Below, true, false};
    if (pieces.is_any(at, {"minimum", "maximum"}) && pieces.is(at + 1, "of"))
        return Comparison{at + 2, pieces.is(at, "minimum") ? Side::Above : Side::Below, true,
                          false};
    if (pieces.is_any(at, {"no", "not"})) {
        auto read = degree(pieces, at + 1);
        if (read && pieces.is(read->end, "than")) ++read->end;
        if (!read) read = verb(pieces, at + 1);
        if (!read) return std::nullopt;
        return Comparison{read->end, opposite(read->side), true, false};
    }
    return std::nullopt;
}

std::optional<Comparison> comparison(const Pieces& pieces, std::size_t at) {
    if (auto read = marks(pieces, at)) return read;
    if (auto read = equality(pieces, at)) return read;
    if (auto read = bounded(pieces, at)) return read;
    auto read = degree(pieces, at);
    if (!read) read = verb(pieces, at);
    if (!read) return std::nullopt;
    if (const auto end = past_or_equal(pieces, read->end)) {
        read->end = end, read->closed = true;
        return read;
    }
    if (read->bare && pieces.is(read->end, "than")) ++read->end;
    if (const auto end = past_or_equal(pieces, read->end)) read->end = end, read->closed = true;
    return read;
}

// A number, or a rank ("the tenth").
std::optional<EnglishValue> value_at(const Pieces& pieces, std::size_t at) {
    auto number = read_english(pieces, at, Letters::Multiply);
    auto rank = read_english_ordinal(pieces, at);
    if (rank && (!number || rank->end > number->end)) return rank;
    return number;
}

std::size_t past_the(const Pieces& pieces, std::size_t at) {
    return pieces.is(at, "the") ? at + 1 : at;
}

// "or more", "and greater than", "or above" behind a value, with no number behind them.
std::optional<Comparison> suffix(const Pieces& pieces, std::size_t at) {
    if (!pieces.is_any(at, {"or", "and"})) return std::nullopt;
    auto read = degree(pieces, at + 1);
    if (read && pieces.is(read->end, "than")) ++read->end;
    if (!read && pieces.is_any(at + 1, {"above", "over", "below", "under"}))
        read = verb(pieces, at + 1);
    if (!read || value_at(pieces, past_the(pieces, read->end))) return std::nullopt;
    if (past_or_equal(pieces, read->end) > 0) return std::nullopt;
    return read;
}

std::optional<RangeSpan> compared(const Pieces& pieces, std::size_t at) {
    const auto words = comparison(pieces, at);
    if (!words) return std::nullopt;
    const auto value = value_at(pieces, past_the(pieces, words->end));
    if (!value) return std::nullopt;
    const auto begin = pieces[at].begin;
    const auto next = value->end_piece;
    if (words->side == Side::Equal) {
        if (const auto more = suffix(pieces, next))
            return one_sided(begin, pieces[more->end - 1].end, more->side, value->value, true);
    } else if (const auto end = past_or_equal(pieces, next);
               end > 0 && !value_at(pieces, past_the(pieces, end))) {
        return one_sided(begin, pieces[end - 1].end, words->side, value->value, true);
    }
    return one_sided(begin, value->end, words->side, value->value, words->closed);
}

bool in_time_or_code(const Pieces& pieces, std::size_t begin, std::size_t end) {
    const auto before = pieces.text.before(begin);
    const auto after = pieces.text.at(end);
    const auto bad = [](char32_t mark) { return mark == U'-' || mark == U'/' || mark == U':'; };
    return bad(before) || before == U'+' || (bad(after) && after != U'-') ||
           (after == U'-' && is_digit(pieces.text.at(end + 1)));
}

std::optional<RangeSpan> pair_of(const Pieces& pieces, std::size_t begin, const EnglishValue& low,
                                 std::size_t at) {
    const auto high = value_at(pieces, past_the(pieces, at));
    if (!high || low.value >= high->value) return std::nullopt;
    RangeSpan range{begin, high->end, Bound{low.value, true}, Bound{high->value, true}};
    range.pair = true;
    return range;
}

std::optional<RangeSpan> between(const Pieces& pieces, std::size_t at) {
    if (!pieces.is(at, "between")) return std::nullopt;
    const auto low = value_at(pieces, past_the(pieces, at + 1));
    if (!low || !pieces.is(low->end_piece, "and")) return std::nullopt;
    return pair_of(pieces, pieces[at].begin, *low, low->end_piece + 1);
}

std::optional<RangeSpan> till(const Pieces& pieces, std::size_t at, std::size_t& past) {
    const bool from = pieces.is(at, "from");
    const auto low = value_at(pieces, from ? past_the(pieces, at + 1) : at);
    if (!low) return std::nullopt;
    if (!from) past = low->end_piece;
    auto next = low->end_piece;
    const bool dash = pieces.is_any(next, {"-", "–", "—", "~", "～"});
    if (!dash && !pieces.is_any(next, {"to", "through", "till", "until"})) return std::nullopt;
    ++next;
    if (dash && pieces.is(next, "-")) ++next;
    if (dash && next < pieces.size() && pieces[next].kind == PieceKind::Word &&
        pieces[at].kind != PieceKind::Word)
        return std::nullopt;
    const auto range = pair_of(pieces, pieces[at].begin, *low, next);
    if (!range) return range;
    if (dash && in_time_or_code(pieces, low->begin, range->end)) return std::nullopt;
    return range;
}

std::optional<RangeSpan> valued(const Pieces& pieces, std::size_t at, std::size_t& past) {
    const auto value = value_at(pieces, at);
    if (!value) return std::nullopt;
    past = std::max(past, value->end_piece);
    if (pieces.is(value->end_piece, "in") && value->kind == NumberKind::Integer) {
        // "2 in 5 or more": two fifths.
        const auto whole = value_at(pieces, value->end_piece + 1);
        if (whole && whole->value > value->value)
            if (const auto more = suffix(pieces, whole->end_piece))
                return one_sided(value->begin, pieces[more->end - 1].end, more->side,
                                 value->value / whole->value, true);
    }
    const auto more = suffix(pieces, value->end_piece);
    if (!more) return std::nullopt;
    return one_sided(value->begin, pieces[more->end - 1].end, more->side, value->value, true);
}

std::optional<RangeSpan> read_range(const Pieces& pieces, std::size_t at, std::size_t& past) {
    if (at >= pieces.size()) return std::nullopt;
    if (auto range = between(pieces, at)) return range;
    if (auto range = compared(pieces, at)) return range;
    if (auto range = till(pieces, at, past)) return range;
    return valued(pieces, at, past);
}

std::size_t past_joint(const Pieces& pieces, std::size_t at) {
    const auto begin = at;
    if (pieces.is_any(at, {",", ";"})) ++at;
    if (pieces.is_any(at, {"and", "but"})) ++at;
    return at > begin ? at : pieces.size();
}

}  // namespace

std::vector<RangeSpan> english_ranges(const Glyphs& text) {
    const auto pieces = read_pieces(text);
    std::vector<RangeSpan> found;
    for (std::size_t at = 0; at < pieces.size();) {
        std::size_t past = at + 1;
        if (auto range = read_range(pieces, at, past)) {
            std::size_t ignored = 0;
            const auto joint = past_joint(pieces, pieces.from(range->end));
            if (const auto second = read_range(pieces, joint, ignored))
                if (const auto both = joined(*range, *second)) range = both;
            found.push_back(*range);
            past = pieces.from(range->end);
        }
        at = std::max(at + 1, past);
    }
    return found;
}

}  // namespace errand::language::numeric
