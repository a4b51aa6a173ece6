// Dates in digits with separators: "2016-01-29", "1/2/2020" (day first), "12/1" (month first).
#include <array>

#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"
#include "language/time/make.hpp"

namespace errand::language::time::chinese {
namespace {

struct Parts {
    std::size_t end = 0;
    std::size_t count = 0;
    char32_t separator = 0;  // '-', '/', '.', or ' ' for spaces alone
    std::array<int, 3> value{};
    std::array<int, 3> digits{};
};

bool is_number_mark(char32_t code) {
    return code == U'-' || code == U'/' || code == U'.';
}

// Up to three numbers with the same separator between them.
Parts read_parts(const Line& line, std::size_t at) {
    Parts parts{at};
    for (std::size_t from = at; parts.count < 3;) {
        const auto numeral = is_digit(line[from]) ? read_numeral(line, from) : std::nullopt;
        if (!numeral || numeral->digits > 4) break;
        parts.value[parts.count] = numeral->integer();
        parts.digits[parts.count] = numeral->digits;
        parts.end = numeral->end;
        ++parts.count;
        const bool spaced = line.gap(numeral->end) && is_digit(line[numeral->end]);
        const char32_t mark = spaced ? U' ' : line[numeral->end];
        if (!spaced && !is_number_mark(mark)) break;
        if (parts.separator == 0) parts.separator = mark;
        if (parts.separator != mark) break;
        from = numeral->end + (spaced ? 0 : 1);
    }
    return parts;
}

std::optional<DateForm> form_of(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return {};
    return DateForm{year, month, day};
}

std::optional<DateForm> day_first(int first, int second, int year) {
    if (const auto form = form_of(year, second, first)) return form;
    return form_of(year, first, second);
}

std::optional<DateForm> whole_date(const Parts& parts) {
    const auto& [first, second, third] = parts.value;
    const auto& digits = parts.digits;
    if (digits[1] > 2) return {};
    if (digits[0] == 4) return digits[2] > 2 ? std::nullopt : form_of(first, second, third);
    if (digits[0] > 2) return {};
    if (parts.separator == U' ') return {};
    if (digits[2] == 4) return day_first(first, second, third);
    if (digits[2] > 2 || parts.separator == U'.') return {};
    // "12-11-10" begins with the year, "3-7-07" ends with it.
    if (digits[0] == 2 && third >= 1 && third <= 31 && first != 0)
        if (const auto form = form_of(whole_year(first, 2), second, third);
            form && (digits[2] < 2 || parts.separator == U'-' || first > 31))
            return form;
    if (digits[2] == 2) return day_first(first, second, whole_year(third, 2));
    return {};
}

bool is_free(const Line& line, const Parts& parts) {
    const char32_t next = line[parts.end];
    if (is_digit(next) && !line.gap(parts.end)) return false;
    if (is_number_mark(next) && parts.separator == next && is_digit(line[parts.end + 1]))
        return false;
    return next != U'%' && !(is_latin(next) && next != U't');
}

}  // namespace

Read read_numeric_date(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (!is_digit(line[at])) return {};
    const Parts parts = read_parts(line, at);
    if (parts.count < 2 || !is_free(line, parts)) return {};
    std::optional<DateForm> form;
    if (parts.count == 3) {
        form = whole_date(parts);
    } else if (parts.separator == U'/' && parts.digits[0] <= 2 && parts.digits[1] <= 2) {
        // "1/2杯" is a fraction.
        if (is_one_of(line[parts.end], U"杯份个勺碗盘瓶斤只张人元块")) return {};
        form = form_of(0, parts.value[0], parts.value[1]);
        if (form) form->year.reset();
    } else if (parts.separator != U'.' && parts.separator != U' ' && parts.digits[0] == 4 &&
               parts.digits[1] == 2 && parts.value[1] >= 1 && parts.value[1] <= 12) {
        form = DateForm{parts.value[0], parts.value[1], {}};
    }
    if (!form) return {};
    Piece made;
    made.begin = at;
    made.end = parts.end;
    made.value = value_of(*form, context.now);
    made.form = form;
    return made;
}

}  // namespace errand::language::time::chinese
