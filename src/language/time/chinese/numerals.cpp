#include "language/time/chinese/numerals.hpp"

namespace errand::language::time::chinese {
namespace {

constexpr std::size_t kMostDigits = 9;

int scale_of(char32_t code) {
    switch (code) {
        case U'十':
            return 10;
        case U'百':
            return 100;
        case U'千':
            return 1'000;
        default:
            return 0;
    }
}

std::optional<Numeral> read_arabic(const Line& line, std::size_t at) {
    Numeral numeral{at, 0, 0, true, false};
    while (is_digit(line[numeral.end]) && (numeral.end == at || !line.gap(numeral.end))) {
        if (++numeral.digits > static_cast<int>(kMostDigits)) return {};
        numeral.value = numeral.value * 10 + static_cast<double>(line[numeral.end] - U'0');
        ++numeral.end;
    }
    if (numeral.digits == 0) return {};
    return numeral;
}

// "二零一六": digit by digit.
std::optional<Numeral> read_row(const Line& line, std::size_t at) {
    Numeral numeral{at, 0, 0, false, false};
    for (int digit = digit_value(line[at]); digit >= 0 && line[numeral.end] != U'两';
         digit = digit_value(line[numeral.end])) {
        if (++numeral.digits > static_cast<int>(kMostDigits)) return {};
        numeral.value = numeral.value * 10 + digit;
        ++numeral.end;
    }
    if (numeral.digits < 2 || scale_of(line[numeral.end]) != 0) return {};
    return numeral;
}

// "两千零四": below ten thousand. Ends where the row no longer makes a number.
std::optional<Numeral> read_cardinal(const Line& line, std::size_t at) {
    int value = 0;
    int smallest = 10'000;
    std::size_t end = at;
    while (true) {
        std::size_t next = end;
        const bool zero = next > at && line[next] == U'零';
        if (zero) ++next;
        int digit = digit_value(line[next]);
        if (digit == 0 && next == at) return Numeral{at + 1, 0, 1, false, false};
        if (digit > 0) ++next;
        const int scale = scale_of(line[next]);
        if (digit < 0 && scale == 10 && next == at) digit = 1;
        if (digit <= 0 || scale >= smallest) break;
        if (scale == 0) {
            value += digit;
            end = next;
            break;
        }
        value += digit * scale;
        smallest = scale;
        end = next + 1;
    }
    if (end == at) return {};
    return Numeral{end, static_cast<double>(value), 0, false, false};
}

// "廿三", "卅".
std::optional<Numeral> read_short_tens(const Line& line, std::size_t at) {
    const int tens = line[at] == U'廿' ? 20 : line[at] == U'卅' ? 30 : 0;
    if (tens == 0) return {};
    const int digit = digit_value(line[at + 1]);
    if (digit > 0) return Numeral{at + 2, static_cast<double>(tens + digit), 0, false, false};
    return Numeral{at + 1, static_cast<double>(tens), 0, false, false};
}

// "两三", "七八", "二三十": the larger one.
std::optional<Numeral> read_about(const Line& line, std::size_t at) {
    const int first = digit_value(line[at]);
    const int second = digit_value(line[at + 1]);
    const bool neighbours = first > 0 && (second == first + 1 || (first == 3 && second == 5));
    if (!neighbours || digit_value(line[at + 2]) >= 0) return {};
    if (line[at + 2] == U'十')
        return Numeral{at + 3, static_cast<double>(second) * 10, 0, false, true};
    return Numeral{at + 2, static_cast<double>(second), 0, false, true};
}

}  // namespace

int digit_value(char32_t code) {
    switch (code) {
        case U'零':
            return 0;
        case U'一':
            return 1;
        case U'二':
        case U'两':
            return 2;
        case U'三':
            return 3;
        case U'四':
            return 4;
        case U'五':
            return 5;
        case U'六':
            return 6;
        case U'七':
            return 7;
        case U'八':
            return 8;
        case U'九':
            return 9;
        default:
            return -1;
    }
}

bool is_numeral(char32_t code) {
    return digit_value(code) >= 0 || scale_of(code) != 0 || code == U'万' || code == U'廿' ||
           code == U'卅';
}

std::optional<Numeral> read_numeral(const Line& line, std::size_t at) {
    if (is_digit(line[at])) return read_arabic(line, at);
    if (!is_numeral(line[at])) return {};
    if (const auto row = read_row(line, at)) return row;
    if (const auto tens = read_short_tens(line, at)) return tens;
    return read_cardinal(line, at);
}

std::optional<Numeral> read_count(const Line& line, std::size_t at) {
    if (line[at] == U'半') return Numeral{at + 1, 0.5, 0, false, false};
    if (line[at] == U'俩' || line[at] == U'仨')
        return Numeral{at + 1, line[at] == U'俩' ? 2.0 : 3.0, 0, false, false};
    if (line.is(at, U"几十")) return Numeral{at + 2, 30, 0, false, true};
    if (line.is(at, U"十几")) return Numeral{at + 2, 15, 0, false, true};
    if (line[at] == U'几') return Numeral{at + 1, 3, 0, false, true};
    if (auto about = read_about(line, at)) return about;
    auto numeral = read_numeral(line, at);
    if (!numeral) return {};
    if (numeral->arabic && line[numeral->end] == U'.' && is_digit(line[numeral->end + 1])) {
        double place = 0.1;
        std::size_t end = numeral->end + 1;
        for (; is_digit(line[end]) && end - numeral->end <= kMostDigits; ++end, place /= 10)
            numeral->value += place * static_cast<double>(line[end] - U'0');
        numeral->end = end;
    }
    if (line[numeral->end] == U'来' || (line[numeral->end] == U'多' && numeral->value >= 10)) {
        numeral->approximate = true;
        ++numeral->end;
    }
    return numeral;
}

}  // namespace errand::language::time::chinese
