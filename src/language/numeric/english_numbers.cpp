// Numbers, ordinals and percentages in English text. See spans.hpp.
#include <algorithm>
#include <array>

#include "language/numeric/english_numerals.hpp"
#include "language/numeric/finders.hpp"

namespace errand::language::numeric {
namespace {

// "this one", "which one": a pronoun.
bool is_pronoun(const Pieces& pieces, std::size_t at, const EnglishValue& value) {
    if (!pieces.is(at, "one") || value.end_piece != at + 1 || at == 0) return false;
    return pieces.is_any(at - 1, {"the", "this", "that", "which", "these", "those", "another",
                                  "each", "every", "any", "no"});
}

struct Relative {
    std::array<std::string_view, 7> words;  // the rest empty
    Anchor anchor;
    double offset;
};
// Longer ones first.
constexpr std::array<Relative, 22> kRelatives = {{
    {{"the", "one", "before", "the", "last", "one"}, Anchor::End, 1},
    {{"the", "one", "before", "the", "last"}, Anchor::End, 1},
    {{"one", "before", "the", "last", "one"}, Anchor::End, 1},
    {{"one", "before", "the", "last"}, Anchor::End, 1},
    {{"the", "last", "but", "one"}, Anchor::End, 1},
    {{"last", "but", "one"}, Anchor::End, 1},
    {{"the", "last", "but", "two"}, Anchor::End, 2},
    {{"last", "but", "two"}, Anchor::End, 2},
    {{"the", "second", "to", "last"}, Anchor::End, 1},
    {{"second", "to", "last"}, Anchor::End, 1},
    {{"the", "third", "to", "last"}, Anchor::End, 2},
    {{"third", "to", "last"}, Anchor::End, 2},
    {{"next", "to", "last"}, Anchor::End, 1},
    {{"penultimate"}, Anchor::End, 1},
    {{"antepenultimate"}, Anchor::End, 2},
    {{"next", "one"}, Anchor::Current, 1},
    {{"previous", "one"}, Anchor::Current, -1},
    {{"current", "one"}, Anchor::Current, 0},
    {{"next"}, Anchor::Current, 1},
    {{"previous"}, Anchor::Current, -1},
    {{"current"}, Anchor::Current, 0},
    {{"last"}, Anchor::End, 0},
}};

std::optional<OrdinalSpan> relative(const Pieces& pieces, std::size_t at, std::size_t& past) {
    for (const auto& rule : kRelatives) {
        std::size_t count = 0;
        while (count < rule.words.size() && !rule.words[count].empty() &&
               pieces.is(at + count, rule.words[count]))
            ++count;
        if (count < rule.words.size() && !rule.words[count].empty()) continue;
        past = at + count;
        return OrdinalSpan{pieces[at].begin, pieces[past - 1].end, rule.anchor, rule.offset};
    }
    return std::nullopt;
}

// "percent", "per cent", "%": the piece past it, or 0.
std::size_t past_percent(const Pieces& pieces, std::size_t at) {
    if (pieces.is(at, "%")) {
        const bool code = at + 1 < pieces.size() && !pieces[at + 1].gap &&
                          pieces[at + 1].kind == PieceKind::Digits;
        return code ? 0 : at + 1;
    }
    if (pieces.is(at, "per") && pieces.is_any(at + 1, {"cent", "cents"})) return at + 2;
    return pieces.is_any(at, {"percent", "percents", "percentage", "percentages", "pct"}) ? at + 1
                                                                                          : 0;
}

std::optional<PercentSpan> percent(const Pieces& pieces, std::size_t at, std::size_t& past) {
    const auto value = read_english(pieces, at, Letters::Multiply);
    if (!value) return std::nullopt;
    past = value->end_piece;
    if (pieces.text.before(value->begin) == U'%') return std::nullopt;  // a code in an address
    auto next = value->end_piece;
    if (pieces.is(next, "-")) ++next;
    const auto end = past_percent(pieces, next);
    if (end == 0) return std::nullopt;
    past = end;
    return PercentSpan{value->begin, pieces[end - 1].end, value->value};
}

// "one out of three", "three in five", "a quarter of"
std::optional<PercentSpan> share(const Pieces& pieces, std::size_t at, std::size_t& past) {
    const auto value = read_english(pieces, at, Letters::Multiply);
    if (!value || after_currency(pieces, at)) return std::nullopt;
    const auto next = value->end_piece;
    if (value->kind == NumberKind::Fraction && pieces.is(next, "of")) {
        past = next + 1;
        return PercentSpan{value->begin, pieces[next].end, value->value * 100};
    }
    const bool out = pieces.is(next, "out") && pieces.is(next + 1, "of");
    if (value->kind != NumberKind::Integer || (!out && !pieces.is(next, "in"))) return std::nullopt;
    const auto whole = read_english(pieces, next + (out ? 2 : 1), Letters::Multiply);
    if (!whole || whole->kind != NumberKind::Integer || whole->value < value->value ||
        whole->value <= 0)
        return std::nullopt;
    past = whole->end_piece;
    return PercentSpan{value->begin, whole->end, value->value * 100 / whole->value};
}

}  // namespace

std::vector<NumberSpan> english_numbers(const Glyphs& text) {
    const auto pieces = read_pieces(text);
    std::vector<NumberSpan> found;
    for (std::size_t at = 0; at < pieces.size();) {
        const auto value = read_english(pieces, at, Letters::Multiply);
        if (value && !is_pronoun(pieces, at, *value))
            found.push_back({value->begin, value->end, value->value, value->kind});
        at = value ? std::max(at + 1, value->end_piece) : at + 1;
    }
    return found;
}

std::vector<OrdinalSpan> english_ordinals(const Glyphs& text) {
    const auto pieces = read_pieces(text);
    std::vector<OrdinalSpan> found;
    for (std::size_t at = 0; at < pieces.size();) {
        std::size_t past = at + 1;
        if (const auto found_relative = relative(pieces, at, past)) {
            found.push_back(*found_relative);
        } else if (const auto rank = read_english_ordinal(pieces, at)) {
            found.push_back({rank->begin, rank->end, Anchor::Start, rank->value});
            past = rank->end_piece;
        }
        at = std::max(at + 1, past);
    }
    return found;
}

std::vector<PercentSpan> english_percents(const Glyphs& text, PercentScope scope) {
    const auto pieces = read_pieces(text);
    std::vector<PercentSpan> found;
    for (std::size_t at = 0; at < pieces.size();) {
        std::size_t past = at + 1;
        auto read = percent(pieces, at, past);
        if (!read && scope == PercentScope::Shares) read = share(pieces, at, past);
        if (!read && pieces[at].kind == PieceKind::Word && past == at + 1) {
            if (const auto end = past_percent(pieces, at)) {
                read = PercentSpan{pieces[at].begin, pieces[end - 1].end, std::nullopt};
                past = end;
            }
        }
        if (read) found.push_back(*read);
        at = std::max(at + 1, past);
    }
    return found;
}

}  // namespace errand::language::numeric
