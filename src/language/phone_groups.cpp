#include "language/phone_groups.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "language/limits.hpp"
#include "language/phones.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kMaxBlanks = 2;
constexpr std::size_t kMaxGroupDigits = 14;
constexpr std::size_t kMaxInternational = 15;  // E.164
constexpr std::size_t kMaxNational = 12;
constexpr std::size_t kNorthAmerican = 10;
constexpr std::size_t kMaxCard = 19;  // ISO/IEC 7812
constexpr std::size_t kLeastDigits = 7;

using Groups = std::span<const DigitGroup>;

std::size_t past_blanks(const Letters& text, std::size_t at) {
    const auto begin = at;
    while (at - begin < kMaxBlanks && is_blank(text[at])) ++at;
    return at;
}

// "(541)", "( +86 )", "541", "+86" at `at`.
std::optional<DigitGroup> read_group(const Letters& text, std::size_t at) {
    DigitGroup group;
    group.begin = at;
    if (text[at] == U'(') {
        group.bracket = true;
        at = past_blanks(text, at + 1);
    }
    if (text[at] == U'+') {
        group.plus = true;
        at = past_blanks(text, at + 1);
    }
    const auto end = text.digits_end(at);
    if (end == at) return std::nullopt;
    group.digits = text.folded(at, end);
    group.end = end;
    if (!group.bracket) return group;
    const auto close = past_blanks(text, end);
    if (text[close] != U')') return std::nullopt;
    group.end = close + 1;
    return group;
}

bool is_joint(char32_t c) {
    return c == U'-' || c == U'.' || c == U'/';
}

// What may stand between two groups, from `at` on: one past it.
std::size_t read_separator(const Letters& text, std::size_t at, std::string& separator) {
    const auto begin = at;
    at = past_blanks(text, at);
    if (is_joint(text[at])) at = past_blanks(text, at + 1);
    separator = text.folded(begin, at);
    return at;
}

std::size_t total(Groups groups) {
    return std::accumulate(groups.begin(), groups.end(), std::size_t{0},
                           [](std::size_t sum, const DigitGroup& one) { return sum + one.size(); });
}

std::string joined(Groups groups) {
    std::string all;
    for (const auto& group : groups) all += group.digits;
    return all;
}

int number(const DigitGroup& group) {
    return group.size() > 4 ? -1 : std::stoi(group.digits);
}
bool is_year(const DigitGroup& group) {
    return group.size() == 4 && number(group) >= 1000 && number(group) < 2200;
}
bool in(const DigitGroup& group, int least, int most) {
    return group.size() <= 2 && number(group) >= least && number(group) <= most;
}
bool plain(const DigitGroup& group) {
    return !group.bracket && !group.plus;
}

// 16-04-2010, 04/21/2020, 2010.4.16.
bool is_day(Groups groups) {
    if (groups.size() != 3 || !std::ranges::all_of(groups, plain)) return false;
    if (groups[1].separator != groups[2].separator) return false;
    const auto day_and_month = [](const DigitGroup& a, const DigitGroup& b) {
        return (in(a, 1, 31) && in(b, 1, 12)) || (in(a, 1, 12) && in(b, 1, 31));
    };
    return (is_year(groups[2]) && day_and_month(groups[0], groups[1])) ||
           (is_year(groups[0]) && day_and_month(groups[1], groups[2]));
}

// A day, 2009/2010, 1000 - 5000.
bool is_date(Groups groups) {
    if (!std::ranges::all_of(groups, plain)) return false;
    if (groups.size() >= 2 && std::ranges::all_of(groups, is_year)) return true;
    const bool range = groups.size() == 2 && groups[0].size() == 4 && groups[1].size() == 4 &&
                       groups[1].separator.size() == 3;
    return range || is_day(groups);
}

// A day with something else before or behind it.
bool has_date(Groups groups) {
    return groups.size() > 3 && (is_day(groups.first(3)) || is_day(groups.last(3)));
}

// 123-45-6789: a social security number.
bool is_insurance_number(Groups groups) {
    return groups.size() == 3 && groups[0].size() == 3 && groups[1].size() == 2 &&
           groups[2].size() == 4 && !groups[0].bracket && !groups[0].plus &&
           groups[1].separator == "-" && groups[2].separator == "-";
}

// 12.5, 8.8.8.8, 1.234.567: points alone make a number only of a telephone's groups.
bool is_decimal(Groups groups) {
    const auto pointed = [](const DigitGroup& group) { return group.separator == "."; };
    if (groups.size() < 2 || groups[0].bracket || groups[0].plus) return false;
    if (!std::ranges::all_of(groups.subspan(1), pointed)) return false;
    if (groups.size() == 2) return true;
    return std::ranges::all_of(groups.subspan(1),
                               [](const DigitGroup& group) { return group.size() <= 3; });
}

// 5111 1111 1111 1111, 3600 0000 0000 009, 3782 822463 10005: a bank card's rows.
bool is_card(Groups groups) {
    if (groups[0].plus || groups[0].bracket || groups[0].size() != 4) return false;
    const auto sum = total(groups);
    if (groups.size() == 3) return groups[1].size() == 6 && groups[2].size() == 5;
    const auto four = [](const DigitGroup& group) { return group.size() == 4; };
    return groups.size() >= 4 && sum >= kMaxInternational && sum <= kMaxCard &&
           std::ranges::all_of(groups.first(groups.size() - 1), four);
}

bool exchange(const DigitGroup& group) {
    return group.size() == 3 && group.digits.front() >= '2';
}

// Two groups without a country's code: an area and a number.
bool is_pair(Groups groups) {
    const auto& area = groups[0];
    const auto& line = groups[1];
    const auto sum = area.size() + line.size();
    if (area.bracket) return area.size() >= 1 && area.size() <= 5 && line.size() >= 5;
    if (area.size() == 3 && line.size() == 4) return exchange(area);
    return area.size() >= 2 && line.size() >= 4 && sum >= 8 && sum <= kMaxNational;
}

// A national number of three groups and more.
bool is_row(Groups groups) {
    const auto sum = total(groups);
    const auto most = groups.size() <= 4 ? kMaxInternational : kMaxNational;
    if (sum < kLeastDigits || sum > most) return false;
    std::size_t singles = 0;
    std::size_t brackets = 0;
    for (const auto& group : groups) {
        singles += group.size() == 1 ? 1 : 0;
        brackets += group.bracket ? 1 : 0;
        if (group.size() > 9) return false;
    }
    // "1-444-555-1234", "1000-1-999", "(06) 1 234 567"
    return singles <= 1 && brackets <= 1 && groups.back().size() >= 2 &&
           (singles == 0 || groups.back().size() >= 3);
}

bool is_national(Groups groups) {
    if (groups.empty() || groups.size() > kMaxPhoneGroups) return false;
    if (groups.size() == 1)
        return groups[0].size() >= kLeastDigits && groups[0].size() <= kMaxGroupDigits;
    return groups.size() == 2 ? is_pair(groups) : is_row(groups);
}

bool north_american(std::string_view digits) {
    return digits.size() == 10 && digits[0] >= '2' && digits[3] >= '2';
}
bool chinese_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// How many groups at the front are the dialling prefix and the country's code, with that code.
struct Country {
    std::size_t groups = 0;
    std::string code;
    std::string rest;  // what of the last of those groups belongs to the national number
    bool said = false;
};

// "8613800138000" is 86 and the rest.
Country split_code(std::string_view digits, std::size_t groups) {
    for (std::size_t length = 1; length <= 3 && length <= digits.size(); ++length)
        if (is_calling_code(digits.substr(0, length)))
            return {groups, std::string(digits.substr(0, length)),
                    std::string(digits.substr(length)), true};
    return {groups, "", std::string(digits), true};
}

Country country_of(Groups groups) {
    const std::string_view first = groups[0].digits;
    if (groups[0].plus) return split_code(first, 1);
    if ((first == "00" || first == "011") && groups.size() > 1)
        return split_code(groups[1].digits, 2);
    if (first.starts_with("00") && first.size() > 3) return split_code(first.substr(2), 1);
    return {};
}

// "86 20 8280 3159", "1-541-754-3010": a code without its sign, before a whole number.
Country bare_country(Groups groups) {
    if (groups.size() < 2 || groups[0].bracket || !is_calling_code(groups[0].digits)) return {};
    return {1, groups[0].digits, "", false};
}

// Drops the "(0)" of "+44 (0)161 123 4567".
std::string national_of(const Country& country, Groups rest) {
    auto digits = country.rest;
    for (const auto& group : rest)
        if (!(group.bracket && group.digits == "0")) digits += group.digits;
    return digits;
}

bool fits_abroad(const Country& country, Groups groups) {
    const auto rest = groups.subspan(country.groups);
    const auto national = national_of(country, rest).size();
    const auto brackets = std::ranges::count_if(rest, &DigitGroup::bracket);
    if (brackets > 1 || groups.size() > kMaxPhoneGroups) return false;
    if (!rest.empty() && rest.back().bracket) return false;
    if (country.code == "1") return national == kNorthAmerican;
    // A national number may begin with its trunk's zero.
    return national >= 6 && country.code.size() + national <= kMaxInternational + 1;
}

PhoneShape abroad(const Country& country, Groups groups) {
    PhoneShape shape;
    shape.international = true;
    shape.is_phone = fits_abroad(country, groups);
    shape.country_code = country.code;
    shape.national = national_of(country, groups.subspan(country.groups));
    shape.confidence = country.code.empty() ? 0.7 : 1;
    return shape;
}

// "010-65980408-8001"
bool ends_in_extension(Groups groups) {
    return groups.size() == 3 && groups[1].size() >= 7 && groups[1].size() <= 8 &&
           groups[2].size() >= 1 && groups[2].size() <= 5 && groups[2].separator == "-" &&
           is_pair(groups.first(2));
}

double confidence_of(Groups groups, std::string_view digits) {
    if (chinese_mobile(digits)) return 1;
    if (groups.size() == 1) return 0.4;
    return north_american(digits) ? 1 : 0.7;
}

}  // namespace

std::vector<DigitGroup> read_digit_groups(const Letters& text, std::size_t at) {
    std::vector<DigitGroup> all;
    auto group = read_group(text, at);
    while (group) {
        all.push_back(std::move(*group));
        group.reset();
        if (all.size() >= kMaxPhoneGroups) break;
        std::string separator;
        auto next = all.back().end;
        // "123)456-7890": a bracket whose fellow was lost
        const bool closed = !all.back().bracket && all.size() == 1 && all.back().size() == 3 &&
                            text[next] == U')' && text.before(all.back().begin) != U'(';
        next = read_separator(text, closed ? next + 1 : next, separator);
        if (separator.empty() && !closed && !all.back().bracket && text[next] != U'(') break;
        group = read_group(text, next);
        if (group && group->plus) group.reset();
        if (group) {
            group->separator = std::move(separator);
            group->closed_before = closed;
        }
    }
    return all;
}

PhoneShape shape_of(Groups groups) {
    if (groups.empty() || is_decimal(groups) || has_date(groups)) return {};
    if (is_date(groups) || is_insurance_number(groups) || is_card(groups))
        return {.is_other = true};
    if (groups.size() > 1 && groups[1].closed_before &&
        !(groups.size() == 3 && exchange(groups[1]) && groups[2].size() == 4))
        return {};
    if (const auto country = country_of(groups); country.said) return abroad(country, groups);
    PhoneShape shape;
    if (ends_in_extension(groups)) {
        shape.extension_last = true;
        groups = groups.first(2);
    }
    if (is_national(groups)) {
        shape.is_phone = true;
        shape.national = joined(groups);
        shape.confidence = confidence_of(groups, shape.national);
    }
    const auto country = bare_country(groups);
    const auto rest = groups.subspan(country.groups);
    if (country.groups == 0 || !is_national(rest)) return shape;
    const auto digits = joined(rest);
    const bool known = (country.code == "1" && north_american(digits)) ||
                       (country.code == "86" && digits.size() >= 10) || !shape.is_phone;
    if (!known || digits.size() > kMaxNational) return shape;
    shape.is_phone = true;
    shape.country_code = country.code;
    shape.national = digits;
    shape.confidence = std::max(shape.confidence, 0.7);
    return shape;
}

}  // namespace errand::language
