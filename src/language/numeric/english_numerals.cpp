#include "language/numeric/english_numerals.hpp"

#include <cmath>

#include "language/numeric/digits.hpp"
#include "language/numeric/english_tokens.hpp"

namespace errand::language::numeric {
namespace {

using Tokens = std::vector<NumberToken>;

EnglishValue value_of(const Pieces& pieces, std::size_t at, std::size_t end, double value,
                      NumberKind kind) {
    EnglishValue made;
    made.begin = pieces[at].begin;
    made.end = end;
    made.end_piece = pieces.from(end);
    made.value = value;
    made.kind = kind;
    made.digits = pieces[at].kind != PieceKind::Word;
    return made;
}

bool is_round(const Pieces& pieces, std::size_t at) {
    if (at >= pieces.size()) return false;
    const auto word = number_word(pieces[at].text);
    return word && word->kind == WordKind::Round && !word->plural;
}

// "half million", "two thirds of a million": the round word behind a fraction.
void take_round(const Pieces& pieces, EnglishValue& value, double whole, double part) {
    auto at = value.end_piece;
    if (pieces.is(at, "of") && pieces.is(at + 1, "a"))
        at += 2;
    else if (pieces.is(at, "a"))
        ++at;
    if (!is_round(pieces, at)) return;
    const auto round = number_word(pieces[at].text)->value;
    value.value = whole >= round ? whole + part * round : (whole + part) * round;
    value.end = pieces[at].end;
    value.end_piece = at + 1;
    value.half = false;
}

std::optional<EnglishValue> fraction(const Pieces& pieces, std::size_t at, const Tokens& tokens) {
    const auto read = fraction_of(tokens);
    if (!read) return std::nullopt;
    auto value =
        value_of(pieces, at, tokens.back().end, read->whole + read->part, NumberKind::Fraction);
    const auto before = value.end;
    take_round(pieces, value, read->whole, read->part);
    // "three million and a half": half a million.
    if (value.end == before && read->whole_round >= 1e6)
        value.value = read->whole + read->part * read->whole_round;
    return value;
}

// "half", "half million", "quarter million", "half a million"; not "quarter" alone.
std::optional<EnglishValue> bare_half(const Pieces& pieces, std::size_t at) {
    if (!pieces.is(at, "half") && !pieces.is(at, "quarter")) return std::nullopt;
    const double part = pieces.is(at, "half") ? 0.5 : 0.25;
    auto value = value_of(pieces, at, pieces[at].end, part, NumberKind::Fraction);
    value.half = true;
    take_round(pieces, value, 0, part);
    if (value.half && part == 0.25) return std::nullopt;
    return value;
}

bool is_dozen(const Pieces& pieces, std::size_t at) {
    return pieces.is_any(at, {"dozen", "dozens", "doz", "dozs", "dz"});
}

// "a dozen", "half a dozen", "half dozen"
std::optional<EnglishValue> dozen(const Pieces& pieces, std::size_t at) {
    auto noun = at;
    double count = 12;
    if (pieces.is(noun, "half")) ++noun, count = 6;
    if (pieces.is(noun, "a")) ++noun;
    if (noun == at || !pieces.is(noun, "dozen")) return std::nullopt;
    return value_of(pieces, at, pieces[noun].end, count, NumberKind::Integer);
}

// "three dozen", "four score" behind a whole number.
void take_dozen(const Pieces& pieces, EnglishValue& value) {
    const auto at = value.end_piece;
    const bool score = pieces.is(at, "score") && !value.digits && value.value > 1 &&
                       value.value < 10 && !pieces.is(at + 1, "of");
    if (!score && !is_dozen(pieces, at)) return;
    value.value *= score ? 20 : 12;
    value.end = pieces[at].end;
    value.end_piece = at + 1;
}

// "point zero three", "point twenty five" behind words.
bool take_point(const Pieces& pieces, EnglishValue& value) {
    auto at = value.end_piece;
    if (!pieces.is(at, "point") || value.digits) return false;
    double part = 0, place = 1;
    auto last = at;
    for (++at; at < pieces.size() && place < 1e15; ++at) {
        const auto word = number_word(pieces[at].text);
        if (!word || word->kind > WordKind::Tens || word->plural) break;
        if (word->kind != WordKind::Ones && last != value.end_piece) break;
        auto digit = word->value;
        if (word->kind == WordKind::Tens && at + 1 < pieces.size()) {
            const auto next = number_word(pieces[at + 1].text);
            if (next && next->kind == WordKind::Ones && next->value > 0) digit += next->value, ++at;
        }
        const double scale = word->kind == WordKind::Ones ? 10 : 100;
        part = part * scale + digit, place *= scale;
        last = at;
        if (word->kind != WordKind::Ones) break;
    }
    if (last == value.end_piece) return false;
    value.value += part / place;
    value.kind = NumberKind::Decimal;
    value.end = pieces[last].end;
    value.end_piece = last + 1;
    take_round(pieces, value, 0, value.value);
    return true;
}

// "one over twenty", not "$2000 over 3 years".
void take_over(const Pieces& pieces, std::size_t at, EnglishValue& value) {
    if (!pieces.is(value.end_piece, "over") || value.kind != NumberKind::Integer) return;
    if (after_currency(pieces, at)) return;
    const auto tokens = read_tokens(pieces, value.end_piece + 1, false);
    const auto below = cardinal_of(tokens, 0, tokens.size());
    if (below.count == 0 || below.value == 0 || tokens[below.count - 1].decimal) return;
    const auto& last = tokens[below.count - 1];
    value.value /= below.value;
    value.kind = NumberKind::Fraction;
    value.end = last.end;
    value.end_piece = last.end_piece;
}

std::optional<EnglishValue> slashed(const Pieces& pieces, std::size_t at) {
    const auto read = read_slash_fraction(pieces.text, pieces[at].begin);
    if (!read) return std::nullopt;
    const auto previous = pieces.text.before(pieces[at].begin);
    if (is_letter(previous) || previous == U'_') return std::nullopt;
    auto value = value_of(pieces, at, read->end, read->value, NumberKind::Fraction);
    take_round(pieces, value, 0, read->value);
    return value;
}

// Digits with letters that multiply them, which read_tokens refuses: "10k", "1.2b", "1MM".
std::optional<EnglishValue> multiplied(const Pieces& pieces, std::size_t at, Letters letters) {
    if (letters == Letters::Attached) return std::nullopt;
    const auto& text = pieces.text;
    const auto begin = pieces[at].begin;
    const auto previous = text.before(begin);
    if (is_letter(previous) || previous == U'_') return std::nullopt;
    const auto read = read_digits(text, begin, {.comma_decimals = true});
    if (!read) return std::nullopt;
    const auto more = read_multiplier(text, read->end, letters == Letters::MultiplyMoney);
    if (!more) return std::nullopt;
    return value_of(pieces, at, more->end, read->value * more->factor, read->kind);
}

std::optional<EnglishValue> cardinal(const Pieces& pieces, std::size_t at, const Tokens& tokens) {
    const auto read = cardinal_of(tokens, 0, tokens.size());
    if (read.count == 0) return std::nullopt;
    const auto& first = tokens.front();
    const auto& last = tokens[read.count - 1];
    auto kind = NumberKind::Integer;
    if (first.decimal) {
        const auto digits = read_digits(pieces.text, pieces[at].begin, {.comma_decimals = true});
        kind = digits ? digits->kind : NumberKind::Decimal;
    }
    auto value = value_of(pieces, at, last.end, read.value, kind);
    if (take_point(pieces, value)) return value;
    take_dozen(pieces, value);
    take_over(pieces, at, value);
    return value;
}

std::optional<EnglishValue> unsigned_value(const Pieces& pieces, std::size_t at, Letters letters) {
    if (at >= pieces.size()) return std::nullopt;
    const auto& piece = pieces[at];
    if (piece.kind != PieceKind::Word) {
        if (auto slash = slashed(pieces, at)) return slash;
        if (auto letter = multiplied(pieces, at, letters)) return letter;
    } else if (auto twelve = dozen(pieces, at)) {
        return twelve;
    }
    const auto tokens = read_tokens(pieces, at, letters == Letters::Attached);
    if (tokens.empty()) return std::nullopt;
    if (auto part = fraction(pieces, at, tokens)) return part;
    if (auto half = bare_half(pieces, at)) return half;
    return cardinal(pieces, at, tokens);
}

// 1st, 2nd, 3rd, 11th; "th" stands behind any.
bool fits(double value, std::string_view ending) {
    if (ending == "th") return true;
    const auto last = std::fmod(value, 10);
    const auto tens = std::fmod(value, 100) - last;
    return tens != 10 && ending == (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

}  // namespace

bool after_currency(const Pieces& pieces, std::size_t at) {
    return at > 0 && pieces.is_any(at - 1, {"$", "€", "£", "¥", "￥"});
}

std::optional<EnglishValue> read_english(const Pieces& pieces, std::size_t at, Letters letters) {
    if (at >= pieces.size()) return std::nullopt;
    const bool word = pieces.is_any(at, {"minus", "negative"});
    std::size_t sign = 0;
    const bool dash = pieces.is(at, "-") && at + 1 < pieces.size() &&
                      has_sign(pieces.text, pieces[at + 1].begin, sign) &&
                      sign == pieces[at].begin && pieces[at + 1].kind != PieceKind::Word;
    if (!word && !dash) return unsigned_value(pieces, at, letters);
    auto value = unsigned_value(pieces, at + 1, letters);
    if (!value) return value;
    value->begin = pieces[at].begin;
    value->value = -value->value;
    return value;
}

std::optional<EnglishValue> read_english_ordinal(const Pieces& pieces, std::size_t at) {
    if (at >= pieces.size()) return std::nullopt;
    const auto& text = pieces.text;
    if (pieces[at].kind == PieceKind::Digits) {
        const auto previous = text.before(pieces[at].begin);
        if (is_letter(previous) || previous == U'.' || previous == U'_') return std::nullopt;
        const auto read = read_digits(text, pieces[at].begin, {});
        if (!read || read->kind != NumberKind::Integer) return std::nullopt;
        const auto next = pieces.from(read->end);
        if (!pieces.is_any(next, {"st", "nd", "rd", "th"})) return std::nullopt;
        if (pieces[next].gap && !pieces.is(next, "th")) return std::nullopt;
        if (!fits(read->value, pieces[next].text)) return std::nullopt;
        return value_of(pieces, at, pieces[next].end, read->value, NumberKind::Integer);
    }
    const auto tokens = read_tokens(pieces, at, false);
    if (tokens.empty()) return std::nullopt;
    const auto& last = tokens.back();
    const bool ranks = last.role == TokenRole::Ordinal || last.role == TokenRole::RoundOrdinal;
    if (!ranks || last.plural || tokens.front().digits) return std::nullopt;
    const auto count = tokens.size() - 1;
    // "a trillionth" is a fraction.
    if (count == 0 && last.role == TokenRole::RoundOrdinal && at > 0 &&
        pieces.is_any(at - 1, {"a", "an"}))
        return std::nullopt;
    if (count == 0) return value_of(pieces, at, last.end, last.value, NumberKind::Integer);
    const auto above = cardinal_of(tokens, 0, count);
    if (above.count != count) return std::nullopt;
    const auto& before = tokens[count - 1];
    double value = above.value + last.value;
    if (last.role == TokenRole::RoundOrdinal) {
        if (before.role == TokenRole::Article || last.after_and) return std::nullopt;
        value = above.value * last.value;  // three trillionth
    } else if (before.role == TokenRole::Tens ? last.value >= 10
                                              : before.role != TokenRole::Round) {
        return std::nullopt;  // one third, a fifth
    }
    return value_of(pieces, at, last.end, value, NumberKind::Integer);
}

}  // namespace errand::language::numeric
