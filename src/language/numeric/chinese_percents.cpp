// Percentages in Chinese text: 百分之五, 千分之三, 五成, 八折, 12个百分点, 5%. See spans.hpp.
#include <algorithm>

#include "language/numeric/chinese_values.hpp"
#include "language/numeric/digits.hpp"
#include "language/numeric/finders.hpp"

namespace errand::language::numeric {
namespace {

bool is_numeral_mark(char32_t character) {
    return chinese_digit(character) >= 0 || chinese_unit(character) > 0 || is_digit(character);
}

// 百分之…, 千分之…, 百万分之…
std::optional<PercentSpan> parts_of(const Glyphs& text, std::size_t at) {
    double below = chinese_unit(text.at(at));
    if (below < 100 || (at > 0 && is_numeral_mark(text.before(at)))) return std::nullopt;
    auto mark = at + 1;
    for (; mark - at < 4 && chinese_unit(text.at(mark)) > 0; ++mark)
        below *= chinese_unit(text.at(mark));
    const auto parts = past_parts_of(text, mark);
    if (parts == 0) return std::nullopt;
    const auto from = past_sign(text, parts);
    if (chinese_unit(text.at(from)) == 100 && chinese_digit(text.at(from + 1)) < 0)
        return PercentSpan{at, from + 1, 1e4 / below};  // 百分之百
    const auto above = read_numeral(text, from);
    if (!above || above->row) return std::nullopt;
    const double sign = from > parts ? -1 : 1;
    return PercentSpan{at, above->end, sign * above->value * 100 / below};
}

// 个百分点 behind a number: where it ends, or 0.
std::size_t past_points(const Glyphs& text, std::size_t at) {
    for (const auto mark : U"个百分点") {
        if (mark == U'\0') break;
        at = text.past_spaces(at);
        const auto character = text.at(at);
        const bool same = character == mark || (mark == U'个' && character == U'個') ||
                          (mark == U'百' && character == U'佰');
        if (!same) return 0;
        ++at;
    }
    return at;
}

// 七五折 is 75 %, 八折 80 %; a whole number of one digit counts tenths.
std::optional<double> discount(const Glyphs& text, std::size_t at, const Numeral& numeral) {
    if (numeral.row) return numeral.value < 100 ? std::optional(numeral.value) : std::nullopt;
    if (numeral.kind == NumberKind::Decimal)
        return numeral.value < 10 ? std::optional(numeral.value * 10) : std::nullopt;
    if (numeral.single) return numeral.value * 10;
    if (!numeral.digits || numeral.end - at > 2 || text.at(at) == U'0') return std::nullopt;
    return numeral.value < 10 ? numeral.value * 10 : numeral.value;
}

// 成 behind a number begins a word of its own: 成为, 成功.
constexpr std::u32string_view kDoneWords = U"为功果就员长熟立都绩交本分套群效";

// 三成半, 三成五, 9.5成, 十成
std::optional<PercentSpan> tenths(const Glyphs& text, std::size_t at, const Numeral& numeral) {
    auto end = text.past_spaces(numeral.end);
    if (text.at(end) != U'成' || numeral.row || numeral.value > 10) return std::nullopt;
    if (kDoneWords.contains(text.at(end + 1)) && end + 1 < text.size()) return std::nullopt;
    double percent = numeral.value * 10;
    ++end;
    const auto more = text.past_spaces(end);
    if (text.at(more) == U'半') return PercentSpan{at, more + 1, percent + 5};
    auto digit = chinese_digit(text.at(more));
    if (is_digit(text.at(more)) && !is_digit(text.at(more + 1))) digit = text.at(more) - U'0';
    const bool whole = numeral.kind == NumberKind::Integer;
    if (whole && digit >= 0 && chinese_unit(text.at(more + 1)) == 0)
        return PercentSpan{at, more + 1, percent + digit};
    return PercentSpan{at, end, percent};
}

// "5%", not the code of a character in an address (%20).
std::optional<PercentSpan> sign(const Glyphs& text, std::size_t begin, std::size_t from,
                                const Numeral& numeral) {
    const auto at = text.past_spaces(numeral.end);
    if (text.at(at) != U'%' || text.before(begin) == U'%' || is_digit(text.at(at + 1)))
        return std::nullopt;
    return PercentSpan{begin, at + 1, from > begin ? -numeral.value : numeral.value};
}

std::optional<PercentSpan> numbered(const Glyphs& text, std::size_t at, std::size_t& past) {
    const auto from = past_sign(text, at);
    const auto numeral = read_numeral(text, from);
    if (!numeral) return std::nullopt;
    past = numeral->end;
    if (at > 0 && chinese_digit(text.before(at)) >= 0) return std::nullopt;  // 二三十
    if (auto percent = sign(text, at, from, *numeral)) return percent;
    if (const auto end = past_points(text, numeral->end); end > 0) {
        if (numeral->row) return std::nullopt;
        return PercentSpan{at, end, from > at ? -numeral->value : numeral->value};
    }
    if (auto percent = tenths(text, at, *numeral)) return percent;
    const auto fold = text.past_spaces(numeral->end);
    if (text.at(fold) == U'折' && text.at(fold + 1) != U'叠')
        if (const auto percent = discount(text, from, *numeral))
            return PercentSpan{at, fold + 1, percent};
    return std::nullopt;
}

std::optional<PercentSpan> half(const Glyphs& text, std::size_t at) {
    if (text.at(at) == U'半') {
        const auto next = text.past_spaces(at + 1);
        if (text.at(next) == U'折') return PercentSpan{at, next + 1, 50};
        if (text.at(next) == U'成') return PercentSpan{at, next + 1, 5};
    }
    // 打对折; 对折 alone is how paper is folded.
    if (text.at(at) == U'对' && text.at(at + 1) == U'折' && text.before(at) == U'打')
        return PercentSpan{at, at + 2, 50};
    return std::nullopt;
}

}  // namespace

std::vector<PercentSpan> chinese_percents(const Glyphs& text) {
    std::vector<PercentSpan> found;
    for (std::size_t at = 0; at < text.size();) {
        auto past = past_miss(text, at);
        auto percent = parts_of(text, at);
        if (!percent) percent = half(text, at);
        if (!percent) percent = numbered(text, at, past);
        if (percent) {
            found.push_back(*percent);
            past = percent->end;
        }
        at = std::max(at + 1, past);
    }
    return found;
}

}  // namespace errand::language::numeric
