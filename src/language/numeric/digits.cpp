#include "language/numeric/digits.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace errand::language::numeric {
namespace {

// Groups of digits in one number: more than any value has, so that a row of them costs no more than
// its length.
constexpr int kMaxGroups = 12;

std::size_t past_digits(const Glyphs& text, std::size_t at) {
    while (is_digit(text.at(at))) ++at;
    return at;
}

// A written point, not a full stop of Chinese.
bool is_point(const Glyphs& text, std::size_t at) {
    return text.cased(at) == U'.';
}
// A wide comma parts digits only where they are wide too: "$20，300" are two numbers.
bool is_comma(const Glyphs& text, std::size_t at) {
    if (text.cased(at) != U',') return false;
    return text.raw[at] == U',' || at == 0 || text.raw[at - 1] >= 0xFF10;
}

// The ends of a number's parts: [whole, ...) with separators left out.
struct Parts {
    std::string text;
    std::size_t end = 0;
    bool decimal = false;

    void take(const Glyphs& from, std::size_t begin, std::size_t past) {
        for (auto i = begin; i < past; ++i)
            if (is_digit(from.at(i))) text.push_back(static_cast<char>(from.at(i)));
        end = past;
    }
    void point() { text.push_back('.'), decimal = true; }
    double value() const {
        double read = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), read);
        return result.ec == std::errc() ? read : HUGE_VAL;
    }
};

// Past groups of three behind `at`, each after `separator`; groups of two may come before the last
// (12,34,567). `at` itself where there are none.
std::size_t past_groups(const Glyphs& text, std::size_t at, char32_t separator) {
    auto good = at;
    const auto parts = [&](std::size_t i) {
        return separator == U',' ? is_comma(text, i) : text.cased(i) == separator;
    };
    for (int groups = 0; groups < kMaxGroups && parts(at); ++groups) {
        const auto end = past_digits(text, at + 1);
        const auto length = end - at - 1;
        if (length != 3 && (separator != U',' || length != 2)) break;
        if (length == 3) good = end;
        at = end;
    }
    return good;
}

// Groups parted by single spaces: "1 414 021 100".
std::size_t past_spaced_groups(const Glyphs& text, std::size_t at) {
    auto end = at;
    for (int groups = 0; is_space(text.at(end)) && is_digit(text.at(end + 1)); ++groups) {
        if (groups == kMaxGroups) return at;
        const auto next = past_digits(text, end + 1);
        if (next - end != 4) return at;
        end = next;
    }
    const bool bad = is_letter(text.at(end)) || text.at(end) == U'/' || text.at(end) == U'%';
    return bad ? at : end;
}

// A decimal part at `at`: a point and digits, with no further point and digits behind.
std::size_t past_decimals(const Glyphs& text, std::size_t at, bool comma) {
    const auto mark = [&](std::size_t i) {
        return is_point(text, i) || (comma && is_comma(text, i));
    };
    if (!mark(at) || !is_digit(text.at(at + 1))) return at;
    const auto end = past_digits(text, at + 1);
    return mark(end) && is_digit(text.at(end + 1)) ? at : end;
}

bool follows_point(const Glyphs& text, std::size_t at) {
    return at >= 2 && is_point(text, at - 1) && is_digit(text.at(at - 2));
}

Parts plain_parts(const Glyphs& text, std::size_t at, DigitStyle style) {
    Parts parts;
    const auto first = past_digits(text, at);
    auto whole = first;
    if (first - at <= 3 && first > at) {
        whole = past_groups(text, first, U',');
        if (whole == first && style.comma_decimals) {
            const auto dots = past_groups(text, first, U'.');
            const auto end = dots > first && is_comma(text, dots) ? past_digits(text, dots + 1) : 0;
            if (end > dots + 1 && !follows_point(text, at)) {
                parts.take(text, at, dots);
                parts.point();
                parts.take(text, dots + 1, end);
                return parts;
            }
            whole = past_spaced_groups(text, first);
        }
    }
    parts.take(text, at, whole);
    // "1,2,3" is a list.
    const bool listed = at >= 2 && is_comma(text, at - 1) && is_digit(text.at(at - 2));
    const bool comma = style.comma_decimals && whole == first && !listed;
    if (const auto end = past_decimals(text, whole, comma);
        end > whole && !follows_point(text, at)) {
        parts.point();
        parts.take(text, whole + 1, end);
    }
    return parts;
}

// "e10", "e-1", "^+23", "^--23": the power's end and value.
std::optional<std::pair<std::size_t, double>> exponent(const Glyphs& text, std::size_t at) {
    if (text.at(at) != U'e' && text.at(at) != U'^') return std::nullopt;
    bool negative = false;
    ++at;
    while (text.at(at) == U'-' || text.at(at) == U'+') negative ^= text.at(at++) == U'-';
    const auto end = past_digits(text, at);
    if (end == at || is_letter(text.at(end))) return std::nullopt;
    Parts parts;
    parts.take(text, at, end);
    return std::pair{end, negative ? -parts.value() : parts.value()};
}

struct Vulgar {
    char32_t mark;
    int above;
    int below;
};
constexpr std::array<Vulgar, 18> kVulgar = {{{U'½', 1, 2},
                                             {U'⅓', 1, 3},
                                             {U'⅔', 2, 3},
                                             {U'¼', 1, 4},
                                             {U'¾', 3, 4},
                                             {U'⅕', 1, 5},
                                             {U'⅖', 2, 5},
                                             {U'⅗', 3, 5},
                                             {U'⅘', 4, 5},
                                             {U'⅙', 1, 6},
                                             {U'⅚', 5, 6},
                                             {U'⅐', 1, 7},
                                             {U'⅛', 1, 8},
                                             {U'⅜', 3, 8},
                                             {U'⅝', 5, 8},
                                             {U'⅞', 7, 8},
                                             {U'⅑', 1, 9},
                                             {U'⅒', 1, 10}}};

std::optional<Digits> vulgar(const Glyphs& text, std::size_t at) {
    for (const auto& one : kVulgar)
        if (text.cased(at) == one.mark)
            return Digits{at + 1, double(one.above) / one.below, NumberKind::Fraction};
    return std::nullopt;
}

}  // namespace

std::optional<Digits> read_digits(const Glyphs& text, std::size_t at, DigitStyle style) {
    const auto previous = text.before(at);
    const bool leading_point = is_point(text, at) && is_digit(text.at(at + 1)) &&
                               previous != U'.' && !is_digit(previous) && !is_letter(previous);
    if (!is_digit(text.at(at)) && !leading_point) return std::nullopt;
    Parts parts;
    if (leading_point) {
        const auto end = past_decimals(text, at, false);
        if (end == at) return std::nullopt;
        parts.point();
        parts.take(text, at + 1, end);
        parts.text.insert(0, "0");
    } else {
        parts = plain_parts(text, at, style);
    }
    Digits read{parts.end, parts.value(), NumberKind::Integer};
    if (parts.decimal) read.kind = NumberKind::Decimal;
    if (const auto power = exponent(text, read.end)) {
        const bool scientific = text.at(read.end) == U'e';
        read.value = scientific ? read.value * std::pow(10, power->second)
                                : std::pow(read.value, power->second);
        read.end = power->first;
        read.kind = NumberKind::Power;
    }
    return read;
}

std::optional<Multiplier> read_multiplier(const Glyphs& text, std::size_t at, bool small_m) {
    at = text.past_spaces(at);
    struct Word {
        std::u32string_view letters;
        double factor;
    };
    static constexpr std::array<Word, 6> words = {
        {{U"mln", 1e6}, {U"mn", 1e6}, {U"bln", 1e9}, {U"bn", 1e9}, {U"tln", 1e12}, {U"trn", 1e12}}};
    for (const auto& word : words) {
        const auto past = at + word.letters.size();
        if (text.is(at, word.letters) && !is_letter(text.at(past)) && !is_digit(text.at(past)))
            return Multiplier{past, word.factor};
    }
    double factor = 0;
    auto end = at + 1;
    switch (text.cased(at)) {
        case U'k':
        case U'K':
            factor = 1e3;
            break;
        case U'm':
            if (text.cased(at + 1) == U'm' || !small_m) return std::nullopt;
            [[fallthrough]];
        case U'M':
            factor = 1e6;
            if (text.cased(end) == U'M') ++end;
            break;
        case U'b':
        case U'B':
        case U'G':
            factor = 1e9;
            if (small_m && text.cased(end) == U'n') ++end;
            break;
        case U'T':
            factor = 1e12;
            break;
        default:
            return std::nullopt;
    }
    if (is_letter(text.at(end)) || is_digit(text.at(end))) return std::nullopt;
    return Multiplier{end, factor};
}

std::optional<Digits> read_slash_fraction(const Glyphs& text, std::size_t at) {
    if (auto mark = vulgar(text, at)) return mark;
    auto first = past_digits(text, at);
    if (first == at || follows_point(text, at)) return std::nullopt;
    Parts whole;
    whole.take(text, at, first);
    const auto next = text.past_spaces(first);
    if (const auto mark = vulgar(text, next); mark && whole.text.size() < 16)
        return Digits{mark->end, whole.value() + mark->value, NumberKind::Fraction};
    Parts above = whole;
    const auto middle = past_digits(text, next);
    const bool mixed = next > first && middle > next;
    if (mixed) {
        above = Parts();
        above.take(text, next, middle);
        first = middle;
    }
    const auto below_end = past_digits(text, first + 1);
    if (text.at(first) != U'/' || below_end == first + 1) return std::nullopt;
    if (text.at(below_end) == U'/' || is_letter(text.at(below_end))) return std::nullopt;
    if (is_point(text, below_end) && is_digit(text.at(below_end + 1))) return std::nullopt;
    if (at > 0 && (text.at(at - 1) == U'/' || is_point(text, at - 1))) return std::nullopt;
    if (at > 1 && text.at(at - 1) == U'-' && is_digit(text.at(at - 2))) return std::nullopt;
    Parts below;
    below.take(text, first + 1, below_end);
    if (below.value() == 0) return std::nullopt;
    const double part = above.value() / below.value();
    return Digits{below_end, mixed ? whole.value() + part : part, NumberKind::Fraction};
}

bool has_sign(const Glyphs& text, std::size_t at, std::size_t& sign) {
    auto before = at;
    while (before > 0 && at - before < 3 && is_space(text.at(before - 1))) --before;
    if (before == 0 || text.at(before - 1) != U'-') return false;
    --before;
    auto left = before;
    while (left > 0 && before - left < 3 && is_space(text.at(left - 1))) --left;
    const auto previous = text.before(left);
    if (is_digit(previous) || previous == U'-') return false;
    if (left == before && (is_letter(previous) || previous == U')')) return false;
    sign = before;
    return true;
}

}  // namespace errand::language::numeric
