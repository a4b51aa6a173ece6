// Numbers and ordinals in Chinese text. See spans.hpp.
#include <algorithm>

#include "language/numeric/chinese_followers.hpp"
#include "language/numeric/chinese_values.hpp"
#include "language/numeric/finders.hpp"

namespace errand::language::numeric {
namespace {

constexpr std::u32string_view kVerbs = U"开电对折算扫车架印球牌包赏造断听";

// 十打: dozens, if no number follows (一打五千 is a price).
void take_dozen(const Glyphs& text, Numeral& numeral) {
    const auto at = text.past_spaces(numeral.end);
    if (text.at(at) != U'打' || numeral.kind != NumberKind::Integer) return;
    const auto next = text.past_spaces(at + 1);
    if (chinese_digit(text.at(next)) >= 0 || chinese_unit(text.at(next)) > 0) return;
    if (kVerbs.contains(text.at(next)) && text.at(next) != U'\0') return;
    numeral.value *= 12;
    numeral.end = at + 1;
    numeral.single = false;
    numeral.digits = false;
}

// 半打, 半百
std::optional<Numeral> read_half(const Glyphs& text, std::size_t at) {
    if (text.at(at) != U'半') return std::nullopt;
    if (text.at(at + 1) == U'打') return Numeral{at + 2, 6};
    const auto unit = chinese_unit(text.at(at + 1));
    if (unit < 100) return std::nullopt;
    return Numeral{at + 2, unit / 2};
}

bool is_han_character(char32_t character) {
    return character >= 0x3400 && character < 0xA000;
}

constexpr std::u32string_view kFormal = U"壹贰貳叁參肆伍陆陸柒捌玖拾佰仟";

// 陆, 拾, 伍 and their like are also words of their own (大陆, 收拾, 退伍).
bool is_formal(char32_t character) {
    return kFormal.contains(character);
}

constexpr std::u32string_view kWordBefore = U"大登海内着著水月收退入队行落放新旧夕东南北西";

constexpr std::u32string_view kCountedBehind = U"元圆角分个件年月日人天只张台万亿是";

// A numeral of one character that is no number here.
bool is_word(const Glyphs& text, std::size_t at, const Numeral& numeral) {
    if (numeral.end != at + 1) return false;
    const auto next = text.at(at + 1);
    if (!is_formal(text.at(at))) return text.at(at) == U'十' && next == U'足';
    const auto previous = text.before(at);
    if (at > 0 && kWordBefore.contains(previous)) return true;
    return is_han_character(next) && !kCountedBehind.contains(next);
}

// 百分之五 is read as five here: its hundredth is a percentage. So are 千分之 and 百万分之.
std::size_t past_percent_mark(const Glyphs& text, std::size_t at) {
    auto mark = at;
    while (mark - at < 4 && chinese_unit(text.at(mark)) >= 100) ++mark;
    const auto behind = mark > at ? past_parts_of(text, mark) : 0;
    return behind > 0 ? behind : at;
}

bool stands(const Glyphs& text, const ChineseValue& found) {
    const auto& numeral = found.numeral;
    const bool plain = numeral.kind == NumberKind::Integer && !numeral.digits;
    if (numeral.row) return numeral.digits;
    if (plain && numeral.single && found.value >= 0 && !may_follow_digit(text, numeral.end))
        return false;
    // 二两: the second is a unit.
    if (plain && numeral.single && chinese_digit(text.before(found.begin)) >= 0) return false;
    return !is_word(text, found.begin, numeral);
}

}  // namespace

std::optional<ChineseValue> read_value(const Glyphs& text, std::size_t at) {
    const auto from = past_sign(text, at);
    auto numeral = read_chinese_fraction(text, from);
    if (!numeral) numeral = read_half(text, from);
    if (!numeral) {
        numeral = read_numeral(text, from);
        if (!numeral) return std::nullopt;
        if (!numeral->row) take_dozen(text, *numeral);
    }
    ChineseValue found{at, *numeral, numeral->value};
    if (from > at) found.value = -found.value;
    return found;
}

std::size_t past_miss(const Glyphs& text, std::size_t at) {
    if (!is_digit(text.at(at))) return at + 1;
    while (is_digit(text.at(at))) ++at;
    return at;
}

std::vector<NumberSpan> chinese_numbers(const Glyphs& text) {
    std::vector<NumberSpan> found;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto behind = past_percent_mark(text, at); behind > at) {
            at = behind;
            continue;
        }
        const auto read = read_value(text, at);
        if (!read) {
            at = text.is(at, U"万一") ? at + 2 : past_miss(text, at);  // "in case"
            continue;
        }
        if (stands(text, *read))
            found.push_back({at, read->numeral.end, read->value, read->numeral.kind});
        at = std::max(at + 1, read->numeral.end);
    }
    return found;
}

std::vector<OrdinalSpan> chinese_ordinals(const Glyphs& text) {
    std::vector<OrdinalSpan> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool from_end = text.is(at, U"倒数第") || text.is(at, U"倒數第");
        if (!from_end && text.at(at) != U'第') continue;
        const auto from = text.past_spaces(at + (from_end ? 3 : 1));
        const auto numeral = read_numeral(text, from);
        if (!numeral || numeral->kind != NumberKind::Integer) continue;
        if (from_end && numeral->value >= 1)
            found.push_back({at, numeral->end, Anchor::End, numeral->value - 1});
        else
            found.push_back({at, numeral->end, Anchor::Start, numeral->value});
        at = numeral->end - 1;
    }
    return found;
}

}  // namespace errand::language::numeric
