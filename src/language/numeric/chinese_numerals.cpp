#include "language/numeric/chinese_numerals.hpp"

#include <array>
#include <cmath>

#include "language/numeric/digits.hpp"

namespace errand::language::numeric {
namespace {

// The parts of one numeral already closed by 万, 亿 or 兆: each with the unit it was closed by, in
// falling order, so there are never more than a few.
struct Sections {
    struct Part {
        double value;
        double scale;
    };
    std::array<Part, 8> parts{};
    std::size_t count = 0;
    double below = 0;  // what has no 万 yet

    double total() const {
        double sum = below;
        for (std::size_t i = 0; i < count; ++i) sum += parts[i].value;
        return sum;
    }
    // 一万五千亿: all that is smaller than the unit is counted by it.
    bool close(double scale, bool after_scale) {
        if (after_scale && count > 0) {
            parts[count - 1].value *= scale;
            parts[count - 1].scale *= scale;
            return true;
        }
        double sum = below;
        while (count > 0 && parts[count - 1].scale < scale) sum += parts[--count].value;
        if (count == parts.size()) return false;
        parts[count++] = {sum * scale, scale};
        below = 0;
        return true;
    }
};

enum class Last { Nothing, Digit, Zero, Unit, Scale };

// Reads 一百零五万六 mark by mark.
struct Reader {
    const Glyphs& text;
    std::size_t at;
    Sections sections;
    double digit = 0;
    double last_unit = 1;
    double smallest = 1e4;  // of the units below 万 since the last 万
    std::size_t end = 0;    // past the last mark that belongs to the numeral
    Last last = Last::Nothing;
    int marks = 0;
    bool any_unit = false;
    bool about = false;
    bool row = false;
    bool small = false;  // the pending digits are a run of ASCII digits longer than one

    bool step();
    bool take_digit(double value, std::size_t past);
    bool take_unit(double unit, std::size_t past);
    double value() const {
        const bool short_form = last == Last::Digit && any_unit && last_unit >= 100 && !small;
        return sections.total() + (short_form ? digit * last_unit / 10 : digit);
    }
};

bool Reader::take_digit(double value, std::size_t past) {
    if (last == Last::Digit) {
        // 二两 is a weight.
        const bool weight = text.at(past - 1) == U'两' && text.at(end - 1) != U'两';
        row = !any_unit && !weight;  // 二零二六; 两千三五 stops
        return false;
    }
    if (last == Last::Zero && !any_unit && marks == 1) {
        row = true;
        return false;
    }
    // 三十两 weighs thirty 两; as a digit 两 wants a unit behind it.
    const auto mark = text.at(past - 1);
    if (any_unit && (mark == U'两' || mark == U'俩') && chinese_unit(text.at(past)) < 100)
        return false;
    digit = value;
    last = value == 0 && past - at == 1 ? Last::Zero : Last::Digit;
    if (last == Last::Zero) last_unit = 1;
    end = past;
    return true;
}

bool Reader::take_unit(double unit, std::size_t past) {
    const bool pending = last == Last::Digit;
    if (unit < 1e4) {
        // 百, 千 want a digit before them, 十 does not: 零十, 一百十五.
        const bool bare = !pending && marks > 0;
        if (bare && unit != 10) return false;
        if (bare && last == Last::Unit && last_unit <= 10) return false;
        if (unit >= smallest) return false;  // 五百一十七千 ends before 千
        smallest = unit;
        sections.below += (pending ? digit : 1) * unit;
        last = Last::Unit;
    } else {
        if (last == Last::Nothing) sections.below = 1;
        if (pending) sections.below += digit;
        if (!sections.close(unit, last == Last::Scale)) return false;
        smallest = 1e4;
        last = Last::Scale;
    }
    digit = 0;
    last_unit = unit;
    any_unit = true, small = false;
    end = past;
    return true;
}

// One mark, with the spaces before it; false where the numeral is over.
bool Reader::step() {
    auto next = marks == 0 ? at : text.past_spaces(end);
    if (next - end > 3 && marks > 0) return false;
    at = next;
    auto character = text.at(next);
    if (is_about(character)) {
        const auto unit = text.past_spaces(next + 1);
        if (marks == 0 || chinese_unit(text.at(unit)) < 1e2) return false;
        about = true;
        next = unit;
        character = text.at(unit);
    }
    if (const auto value = chinese_digit(character); value >= 0) return take_digit(value, next + 1);
    if (const auto unit = chinese_unit(character); unit > 0) return take_unit(unit, next + 1);
    if (!is_digit(character) || marks == 0) return false;
    // 25万6千: digits may go on behind a unit, if they are fewer than it counts.
    std::size_t past = next;
    while (is_digit(text.at(past))) ++past;
    if (last == Last::Digit || past - next > 4) return false;
    double value = 0;
    for (auto i = next; i < past; ++i) value = value * 10 + (text.at(i) - U'0');
    if (value >= last_unit && last != Last::Zero) return false;
    if (text.cased(past) == U'.' || text.at(past) == U',' || text.at(past) == U'/') return false;
    if (next > end && chinese_unit(text.at(text.past_spaces(past))) == 0) return false;
    small = past - next > 1;
    return take_digit(value, past);
}

constexpr int kMaxMarks = 40;

// A bare 百, 千 or 万 counts one only with a digit behind it (千三); 万一 is "in case".
bool may_begin(const Glyphs& text, std::size_t at) {
    const auto unit = chinese_unit(text.at(at));
    if (unit == 0 || unit == 10) return unit == 10 || chinese_digit(text.at(at)) >= 0;
    const auto next = text.past_spaces(at + 1);
    const auto digit = chinese_digit(text.at(next));
    if (digit < 0) return false;
    return !(unit == 1e4 && digit == 1 && chinese_unit(text.at(next + 1)) == 0);
}

// 点五, ".五" behind a whole number: where the digits end, and their value added.
void read_point(const Glyphs& text, Numeral& numeral) {
    auto at = text.past_spaces(numeral.end);
    if (text.at(at) != U'点' && text.cased(at) != U'.') return;
    double place = 0.1, part = 0;
    std::size_t end = 0;
    for (at = text.past_spaces(at + 1); at - numeral.end < 64; at = text.past_spaces(at + 1)) {
        const auto digit = chinese_digit(text.at(at));
        if (digit < 0 || text.at(at) == U'两' || text.at(at) == U'俩') break;
        part += digit * place, place /= 10;
        end = at + 1;
    }
    // 三点五十: half past three and twenty minutes, no decimal.
    if (end == 0 || text.at(end) == U'十') return;
    // Rounded to the digits that were said.
    const double scale = std::round(0.1 / place);
    numeral.value += std::round(part * scale) / scale;
    numeral.end = end;
    numeral.kind = NumberKind::Decimal;
    numeral.single = false;
    if (const auto scale_unit = chinese_unit(text.at(end)); scale_unit >= 1e4) {
        numeral.value *= scale_unit;
        ++numeral.end;
    }
}

std::optional<Numeral> read_characters(const Glyphs& text, std::size_t at, double first,
                                       std::size_t behind_first) {
    Reader reader{text, at, {}};
    reader.end = at;
    if (behind_first > at) {  // digits began it
        reader.digit = first;
        reader.last = Last::Digit;
        reader.end = behind_first;
        reader.marks = 1;
        reader.small = true;
    }
    while (reader.marks < kMaxMarks && reader.step()) ++reader.marks;
    Numeral numeral;
    numeral.end = reader.end;
    numeral.row = reader.row;
    numeral.value = reader.value();
    numeral.about_unit = reader.about;
    numeral.single = reader.marks == 1 && !reader.any_unit;
    return numeral;
}

// All the digits of 二零二六, as one number; 二三十 is about thirty, so only 二 is left to the row.
void read_row(const Glyphs& text, std::size_t at, Numeral& numeral) {
    numeral.value = 0;
    for (; chinese_digit(text.at(at)) >= 0; ++at) {
        if (at + 1 < text.size() && chinese_unit(text.at(at + 1)) > 0) break;
        numeral.value = numeral.value * 10 + chinese_digit(text.at(at));
    }
    numeral.end = at;
    numeral.single = false;
}

constexpr std::u32string_view kHundredWords = U"慕事度货合叶";

// "4.78万亿", "25万6千", "3.2k", "5".
std::optional<Numeral> read_from_digits(const Glyphs& text, std::size_t at) {
    const auto read = read_digits(text, at, {});
    if (!read) return std::nullopt;
    Numeral numeral{read->end, read->value, read->kind};
    numeral.digits = true;
    auto next = text.past_spaces(read->end);
    const bool about = is_about(text.at(next));
    if (about) next = text.past_spaces(next + 1);
    const auto unit = chinese_unit(text.at(next));
    // 12百慕大元, 3百合: 百 begins a word.
    const bool word =
        unit == 100 && next + 1 < text.size() && kHundredWords.contains(text.at(next + 1));
    if (read->kind == NumberKind::Integer && unit > 10 && !word) {
        const auto full = read_characters(text, at, read->value, read->end);
        if (full->end > read->end) {
            numeral.end = full->end;
            numeral.value = full->value;
            numeral.about_unit = full->about_unit;
            numeral.digits = false;
            return numeral;
        }
    }
    const bool compound = unit > 0 && unit < 1e4 && text.at(next + 1) == U'万';
    if (read->kind != NumberKind::Power && (unit >= 1e4 || compound)) {
        numeral.digits = false;
        numeral.about_unit = about;
        for (int i = 0; i < 3; ++i, ++next) {
            const auto scale = chinese_unit(text.at(next));
            if (scale == 0 || (i > 0 && scale < 1e4)) break;
            numeral.value *= scale;
            numeral.end = next + 1;
        }
    } else if (const auto letters = read_multiplier(text, read->end, false)) {
        numeral.value *= letters->factor;
        numeral.end = letters->end;
    }
    return numeral;
}

}  // namespace

constexpr std::u32string_view kDigits =
    U"零0〇0一1二2三3四4五5六6七7八8九9壹1贰2貳2叁3參3肆4伍5陆6陸6柒7捌8玖9两2俩2倆2仨3";

int chinese_digit(char32_t character) {
    for (std::size_t i = 0; i < kDigits.size(); i += 2)
        if (kDigits[i] == character) return static_cast<int>(kDigits[i + 1] - U'0');
    return -1;
}

double chinese_unit(char32_t character) {
    switch (character) {
        case U'十':
        case U'拾':
            return 10;
        case U'百':
        case U'佰':
            return 100;
        case U'千':
        case U'仟':
            return 1000;
        case U'万':
            return 1e4;
        case U'亿':
            return 1e8;
        case U'兆':
            return 1e12;
        default:
            return 0;
    }
}

bool is_about(char32_t character) {
    return character == U'多' || character == U'几' || character == U'余';
}

std::size_t past_sign(const Glyphs& text, std::size_t at) {
    if (text.at(at) == U'负' || text.at(at) == U'負') return text.past_spaces(at + 1);
    if (text.at(at) != U'-') return at;
    const auto number = text.past_spaces(at + 1);
    std::size_t sign = 0;
    return has_sign(text, number, sign) && sign == at ? number : at;
}

std::size_t past_parts_of(const Glyphs& text, std::size_t at) {
    at = text.past_spaces(at);
    if (text.at(at) != U'分') return 0;
    at = text.past_spaces(at + 1);
    return text.at(at) == U'之' ? text.past_spaces(at + 1) : 0;
}

std::optional<Numeral> read_numeral(const Glyphs& text, std::size_t at) {
    const auto first = text.at(at);
    if (is_digit(first) || (text.cased(at) == U'.' && is_digit(text.at(at + 1))))
        return read_from_digits(text, at);
    // 廿 and 卅: twenty and thirty, with a digit or alone.
    if (first == U'廿' || first == U'卅') {
        Numeral numeral{at + 1, first == U'廿' ? 20.0 : 30.0};
        if (const auto digit = chinese_digit(text.at(at + 1)); digit > 0)
            numeral.value += digit, ++numeral.end;
        return numeral;
    }
    if (!may_begin(text, at)) return std::nullopt;
    auto numeral = read_characters(text, at, 0, at);
    if (numeral->end == at) return std::nullopt;
    if (numeral->row) read_row(text, at, *numeral);
    read_point(text, *numeral);
    return numeral;
}

std::optional<Numeral> read_chinese_fraction(const Glyphs& text, std::size_t at) {
    if (const auto slash = read_slash_fraction(text, at))
        return Numeral{slash->end, slash->value, NumberKind::Fraction};
    double whole = 0;
    auto below = read_numeral(text, at);
    // 千分之一: one of a thousand.
    if (!below && chinese_unit(text.at(at)) > 0) below = Numeral{at + 1, chinese_unit(text.at(at))};
    if (!below || below->kind != NumberKind::Integer || below->row) return std::nullopt;
    if (const auto again = text.past_spaces(below->end); text.at(again) == U'又') {
        whole = below->value;
        below = read_numeral(text, past_sign(text, text.past_spaces(again + 1)));
        if (!below || below->kind != NumberKind::Integer) return std::nullopt;
    }
    const auto parts = past_parts_of(text, below->end);
    if (parts == 0 || below->value == 0) return std::nullopt;
    const auto signed_from = past_sign(text, parts);
    const auto above = read_numeral(text, signed_from);
    if (!above || above->row) return std::nullopt;
    const double part = above->value / below->value;
    return Numeral{above->end, whole + (signed_from > parts ? -part : part), NumberKind::Fraction};
}

}  // namespace errand::language::numeric
