// Dates in digits: "2016-11-07", "11/7/2016", "7.11.16", "4/22", "20161107".
#include <array>

#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

struct Parts {
    std::array<Whole, 3> numbers{};
    std::size_t count = 0;
    std::size_t end = 0;
    char separator = 0;
    bool spaced = false;
    bool comma = false;  // "08/12,2015"
};

bool is_after_number(const Words& words, std::size_t at) {
    if (at == 0 || !words.glued(at)) return false;
    if (words.is_any(at - 1, {"$", "+"})) return true;
    return at >= 2 && words.glued(at - 1) && words.is_digits(at - 2) &&
           words.is_any(at - 1, {"/", ".", ",", ":"});
}

std::optional<Parts> read_parts(const Words& words, std::size_t at) {
    auto number = read_digits(words, at);
    if (!number || is_after_number(words, at)) return std::nullopt;
    Parts parts;
    parts.numbers[parts.count++] = *number;
    parts.end = number->end;
    while (parts.count < 3) {
        const std::size_t mark = parts.end;
        const bool same = parts.separator == 0 ? words.is_any(mark, {"-", "/", "."})
                                               : words.is(mark, std::string(1, parts.separator));
        const bool comma = parts.count == 2 && parts.separator == '/' && words.is(mark, ",");
        if (!same && !comma) break;
        number = read_digits(words, mark + 1);
        if (!number) break;
        if (comma && number->digits != 4 && !(number->digits == 2 && words.glued(mark + 1))) break;
        const bool spaced = !words.glued(mark) || !words.glued(mark + 1);
        if (spaced && !comma && (words.is(mark, ".") || (words.is(mark, "-") && parts.count == 2)))
            break;
        if (!comma) parts.separator = words[mark].text.front();
        parts.spaced = parts.spaced || (spaced && !comma);
        parts.comma = comma;
        parts.numbers[parts.count++] = *number;
        parts.end = number->end;
    }
    return parts;
}

// More digits follow with a mark between: a version, an address, a formula.
bool goes_on(const Words& words, const Parts& parts) {
    return words.is_any(parts.end, {"-", "/", ".", ":", ","}) && words.glued(parts.end) &&
           words.is_digits(parts.end + 1) && words.glued(parts.end + 1) &&
           !(words.is(parts.end, "-") && parts.separator == '/') && !words.is(parts.end, ",");
}

std::optional<CivilDate> ordered(int year, int month, int day) {
    if (month > 12 && day <= 12) std::swap(month, day);
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    return CivilDate{year, month, day};
}

Read of_three(const Sentence& in, std::size_t at, const Parts& parts) {
    const auto& [a, b, c] = parts.numbers;
    if (a.digits == 4 && b.digits <= 2 && c.digits <= 2) {
        const auto date = ordered(a.value, b.value, c.value);
        if (!date || date->month != b.value) return std::nullopt;
        return Item{at, parts.end, make_date(date->year, date->month, date->day, in.reference)};
    }
    if (a.digits > 2 || b.digits > 2) return std::nullopt;
    if (c.digits == 4) {
        const auto date = ordered(c.value, a.value, b.value);
        if (!date) return std::nullopt;
        return Item{at, parts.end, make_date(date->year, date->month, date->day, in.reference)};
    }
    if (c.digits != 2) return std::nullopt;
    const auto date = ordered(2000, a.value, b.value);
    if (!date) return std::nullopt;
    if (const auto year = full_year(c.value))
        return Item{at, parts.end, make_date(year, date->month, date->day, in.reference)};
    return Item{at, parts.end, make_date_of_short_year(c.value, date->month, date->day)};
}

Read of_two(const Sentence& in, std::size_t at, const Parts& parts, bool after_preposition) {
    const auto& [a, b, c] = parts.numbers;
    if (a.digits > 2 || b.digits > 2 || parts.spaced) return std::nullopt;
    if (parts.separator != '/' && !after_preposition) return std::nullopt;
    const auto date = ordered(2000, a.value, b.value);
    if (!date) return std::nullopt;
    if (in.words.is_any(parts.end, {"%", "percent"}) || read_unit(in, parts.end))
        return std::nullopt;
    return Item{at, parts.end, make_date(std::nullopt, date->month, date->day, in.reference)};
}

// "20161107", "2016 11 07".
Read of_year_first(const Sentence& in, std::size_t at) {
    const auto first = read_digits(in.words, at);
    if (!first || is_after_number(in.words, at)) return std::nullopt;
    if (first->digits == 8) {
        const int year = first->value / 10'000;
        const CivilDate date{year, first->value / 100 % 100, first->value % 100};
        if (year < 1900 || year > 2100 || !is_valid(date)) return std::nullopt;
        return Item{at, first->end, make_date(date.year, date.month, date.day, in.reference)};
    }
    const auto month = read_digits(in.words, first->end);
    if (first->digits != 4 || !month || month->digits != 2) return std::nullopt;
    const auto day = read_digits(in.words, month->end);
    if (!day || day->digits != 2 || first->value < 1900) return std::nullopt;
    const CivilDate date{first->value, month->value, day->value};
    if (!is_valid(date)) return std::nullopt;
    return Item{at, day->end, make_date(date.year, date.month, date.day, in.reference)};
}

}  // namespace

Read read_numeric_date(const Sentence& in, std::size_t at, bool after_preposition) {
    if (auto read = of_year_first(in, at)) return read;
    const auto parts = read_parts(in.words, at);
    if (!parts || parts->count < 2) return std::nullopt;
    // "5/1-5/7" are two dates, "86-10-12-2015" is none.
    if (at > 1 && in.words.glued(at) && in.words.is(at - 1, "-") && in.words.is_digits(at - 2) &&
        parts->separator != '/')
        return std::nullopt;
    if (parts->count == 3) {
        if (goes_on(in.words, *parts)) return std::nullopt;
        return of_three(in, at, *parts);
    }
    if (goes_on(in.words, *parts)) return std::nullopt;
    return of_two(in, at, *parts, after_preposition);
}

}  // namespace errand::language::time::english
