// Ranges of numbers in Chinese text: 三到五, 20和30之间, 超过80, 五百以上, 五百多. See spans.hpp.
#include <algorithm>
#include <array>

#include "language/numeric/chinese_followers.hpp"
#include "language/numeric/chinese_values.hpp"
#include "language/numeric/finders.hpp"
#include "language/numeric/ranges.hpp"

namespace errand::language::numeric {
namespace {

struct Comparison {
    std::u32string_view phrase;
    Side side;
    bool closed;
};

// Said before the number. Longer ones first.
constexpr std::array kComparisons = std::to_array<Comparison>({{U"大于或者等于", Side::Above, true},
                                                               {U"大于或等于", Side::Above, true},
                                                               {U"大于等于", Side::Above, true},
                                                               {U"等于或大于", Side::Above, true},
                                                               {U"多于或等于", Side::Above, true},
                                                               {U"高于或等于", Side::Above, true},
                                                               {U"超过或等于", Side::Above, true},
                                                               {U"小于或者等于", Side::Below, true},
                                                               {U"小于或等于", Side::Below, true},
                                                               {U"小于等于", Side::Below, true},
                                                               {U"等于或小于", Side::Below, true},
                                                               {U"少于或等于", Side::Below, true},
                                                               {U"低于或等于", Side::Below, true},
                                                               {U"不小于", Side::Above, true},
                                                               {U"不少于", Side::Above, true},
                                                               {U"不低于", Side::Above, true},
                                                               {U"不下于", Side::Above, true},
                                                               {U"至少", Side::Above, true},
                                                               {U"最少", Side::Above, true},
                                                               {U"最低", Side::Above, true},
                                                               {U"最小", Side::Above, true},
                                                               {U"起码", Side::Above, true},
                                                               {U"不大于", Side::Below, true},
                                                               {U"不多于", Side::Below, true},
                                                               {U"不高于", Side::Below, true},
                                                               {U"不超过", Side::Below, true},
                                                               {U"至多", Side::Below, true},
                                                               {U"最多", Side::Below, true},
                                                               {U"最高", Side::Below, true},
                                                               {U"最大", Side::Below, true},
                                                               {U"顶多", Side::Below, true},
                                                               {U"大于", Side::Above, false},
                                                               {U"多于", Side::Above, false},
                                                               {U"高于", Side::Above, false},
                                                               {U"超过", Side::Above, false},
                                                               {U"超出", Side::Above, false},
                                                               {U"高过", Side::Above, false},
                                                               {U"小于", Side::Below, false},
                                                               {U"少于", Side::Below, false},
                                                               {U"低于", Side::Below, false},
                                                               {U"不到", Side::Below, false},
                                                               {U"不足", Side::Below, false},
                                                               {U"不等于", Side::Equal, false},
                                                               {U"等于", Side::Equal, true},
                                                               {U"≥", Side::Above, true},
                                                               {U"≤", Side::Below, true},
                                                               {U">", Side::Above, false},
                                                               {U"<", Side::Below, false},
                                                               {U"=", Side::Equal, true},
                                                               {U"过", Side::Above, false}});

constexpr std::u32string_view kMore = U"大多高长重快贵老强远宽厚";
constexpr std::u32string_view kLess = U"小少低短轻慢矮近窄薄";

// Said behind the number.
constexpr std::array kSuffixes = std::to_array<Comparison>({{U"以上", Side::Above, false},
                                                            {U"之上", Side::Above, false},
                                                            {U"及以上", Side::Above, true},
                                                            {U"或以上", Side::Above, true},
                                                            {U"或者以上", Side::Above, true},
                                                            {U"以下", Side::Below, false},
                                                            {U"之下", Side::Below, false},
                                                            {U"以内", Side::Below, false},
                                                            {U"之内", Side::Below, false},
                                                            {U"及以下", Side::Below, true},
                                                            {U"或以下", Side::Below, true},
                                                            {U"或者以下", Side::Below, true}});

// The phrase at `at`, with spaces allowed between its characters: where it ends, or 0.
std::size_t past_phrase(const Glyphs& text, std::size_t at, std::u32string_view phrase) {
    const auto begin = at;
    for (const auto character : phrase) {
        if (at > begin) at = text.past_spaces(at);
        if (text.at(at) != character) return 0;
        ++at;
    }
    return at;
}

// A number or an ordinal (第十).
struct Value {
    std::size_t end = 0;
    double value = 0;
    Numeral numeral;
};
std::optional<Value> value_at(const Glyphs& text, std::size_t at) {
    if (chinese_unit(text.at(at)) == 100) {  // 百分之八十
        const auto behind = past_parts_of(text, at + 1);
        if (const auto part = behind > 0 ? read_numeral(text, behind) : std::nullopt; part)
            return Value{part->end, part->value / 100, *part};
    }
    const bool ordinal = text.at(at) == U'第';
    const auto read = read_value(text, ordinal ? at + 1 : at);
    if (!read) return std::nullopt;
    return Value{read->numeral.end, read->value, read->numeral};
}

constexpr std::u32string_view kCopulas = U"了有是为达要需";

// What may come between a comparison and its number: 超过了80, 至少有10, 最多为5.
std::size_t past_copula(const Glyphs& text, std::size_t at) {
    at = text.past_spaces(at);
    if (at < text.size() && kCopulas.contains(text.at(at))) at = text.past_spaces(at + 1);
    return at;
}

constexpr std::u32string_view kMarks = U"<>=";

std::optional<RangeSpan> comparison(const Glyphs& text, std::size_t at) {
    for (auto rule : kComparisons) {
        auto end = past_phrase(text, at, rule.phrase);
        if (end == 0) continue;
        if (rule.phrase.size() == 1) {  // "> =", and no part of "<>" or "=>"
            const auto next = text.past_spaces(end);
            if (text.at(next) == U'=' && rule.side != Side::Equal)
                rule.closed = true, end = next + 1;
            const auto marked = [&](char32_t mark) {
                return mark != U'\0' && kMarks.contains(mark);
            };
            if (marked(text.before(at)) || marked(text.at(end))) return std::nullopt;
        }
        if (rule.side == Side::Equal && !rule.closed) return std::nullopt;
        const auto from = past_copula(text, end);
        const auto value = value_at(text, from);
        // 吃过三次 says nothing of a bound.
        if (!value || (rule.phrase == U"过" && (value->numeral.single || value->value < 10)))
            return std::nullopt;
        auto past = value->end;
        if (is_about(text.at(past)) && !value->numeral.single) ++past;
        return one_sided(at, past, rule.side, value->value, rule.closed);
    }
    return std::nullopt;
}

// 比三十大, 比170低
std::optional<RangeSpan> than(const Glyphs& text, std::size_t at) {
    if (text.at(at) != U'比') return std::nullopt;
    const auto value = value_at(text, text.past_spaces(at + 1));
    if (!value) return std::nullopt;
    const auto next = text.past_spaces(value->end);
    if (next >= text.size()) return std::nullopt;
    const bool more = kMore.contains(text.at(next));
    if (!more && !kLess.contains(text.at(next))) return std::nullopt;
    return one_sided(at, next + 1, more ? Side::Above : Side::Below, value->value, false);
}

constexpr std::u32string_view kTill = U"到至-~";

// 到, 至, "-", "~" between two numbers, or 和 and 与 where 之间 follows.
std::optional<RangeSpan> pair(const Glyphs& text, std::size_t begin, std::size_t from,
                              const Value& low, bool wants_between) {
    auto at = text.past_spaces(low.end);
    if (at >= text.size()) return std::nullopt;
    const bool till = kTill.contains(text.at(at));
    const bool with = text.at(at) == U'和' || text.at(at) == U'与';
    if (!till && !with) return std::nullopt;
    ++at;
    if (till && text.at(at) == U'-') ++at;
    const auto high = value_at(text, text.past_spaces(at));
    if (!high) return std::nullopt;
    const auto behind = text.past_spaces(high->end);
    auto end = high->end;
    if (text.is(behind, U"之间") || text.is(behind, U"之間"))
        end = behind + 2;
    else if (text.at(behind) == U'间')
        end = behind + 1;
    const bool between = end > high->end;
    const bool opened = from > begin && !wants_between && text.at(begin) == U'介';
    if (((with && !opened) || wants_between) && !between) return std::nullopt;
    // A row of dashes is a telephone number or a date.
    const bool chain = text.at(high->end) == U'-' || text.at(high->end) == U'/';
    if (chain || (from > 0 && text.before(from) == U'-' && begin == from)) return std::nullopt;
    if (low.value >= high->value || low.numeral.row || high->numeral.row) return std::nullopt;
    RangeSpan range{begin, end, Bound{low.value, true}, Bound{high->value, true}};
    range.pair = true;
    return range;
}

// 五百或者更多, 三十或更大
std::optional<RangeSpan> or_more(const Glyphs& text, std::size_t begin, const Value& value) {
    auto at = text.past_spaces(value.end);
    if (text.at(at) != U'或' && text.at(at) != U'及') return std::nullopt;
    if (text.at(++at) == U'者') ++at;
    if (text.at(at) != U'更' || at + 1 >= text.size()) return std::nullopt;
    const bool more = kMore.contains(text.at(at + 1));
    if (!more && !kLess.contains(text.at(at + 1))) return std::nullopt;
    return one_sided(begin, at + 2, more ? Side::Above : Side::Below, value.value, true);
}

std::optional<RangeSpan> from_value(const Glyphs& text, std::size_t at, std::size_t& past) {
    const auto value = value_at(text, at);
    if (!value) return std::nullopt;
    past = value->end;
    if (auto range = pair(text, at, at, *value, false)) return range;
    const auto next = text.past_spaces(value->end);
    if (auto range = or_more(text, at, *value)) return range;
    for (const auto& rule : kSuffixes)
        if (const auto end = past_phrase(text, next, rule.phrase))
            return one_sided(at, end, rule.side, value->value, rule.closed);
    const bool counted = !value->numeral.single && value->numeral.kind == NumberKind::Integer;
    if (counted && (value->numeral.about_unit || is_about(text.at(value->end)))) {
        const auto end = is_about(text.at(value->end)) ? value->end + 1 : value->end;
        return one_sided(at, end, Side::Above, value->value, false);
    }
    return std::nullopt;
}

// Words that open a pair; with some of them 之间 must close it.
struct Opening {
    std::u32string_view phrase;
    bool wants_between;
};
constexpr std::array<Opening, 7> kOpenings = {{{U"位于", true},
                                               {U"介于", false},
                                               {U"处于", true},
                                               {U"在", true},
                                               {U"从", false},
                                               {U"從", false},
                                               {U"由", false}}};

std::optional<RangeSpan> introduced(const Glyphs& text, std::size_t at) {
    for (const auto& opening : kOpenings) {
        if (!text.is(at, opening.phrase)) continue;
        const auto from = text.past_spaces(at + opening.phrase.size());
        const auto low = value_at(text, from);
        return low ? pair(text, at, from, *low, opening.wants_between) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<RangeSpan> read_range(const Glyphs& text, std::size_t at, std::size_t& past) {
    if (auto range = introduced(text, at)) return range;
    if (auto range = comparison(text, at)) return range;
    if (auto range = than(text, at)) return range;
    return from_value(text, at, past);
}

constexpr std::array<std::u32string_view, 8> kJoints = {U"并且", U"而且", U"但是", U"同时",
                                                        U"且",   U"但",   U"并",   U"和"};

// Past a comma and a word of joining: 大于100 并且小于300.
std::size_t past_joint(const Glyphs& text, std::size_t at) {
    at = text.past_spaces(at);
    if (text.at(at) == U',' || text.cased(at) == U'、') at = text.past_spaces(at + 1);
    for (const auto joint : kJoints)
        if (text.is(at, joint)) return text.past_spaces(at + joint.size());
    return at;
}

}  // namespace

std::vector<RangeSpan> chinese_ranges(const Glyphs& text) {
    std::vector<RangeSpan> found;
    for (std::size_t at = 0; at < text.size();) {
        auto past = past_miss(text, at);
        if (auto range = read_range(text, at, past)) {
            std::size_t ignored = 0;
            if (const auto second = read_range(text, past_joint(text, range->end), ignored))
                if (const auto both = joined(*range, *second)) range = both;
            found.push_back(*range);
            past = range->end;
        }
        at = std::max(at + 1, past);
    }
    return found;
}

}  // namespace errand::language::numeric
