#include "skills/ledger/year_words.hpp"

#include <algorithm>
#include <array>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using language::time::CivilDate;

constexpr int kCentury = 2000;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;

constexpr std::string_view kYearEnds = "年全年|年整年|年度|年份|财年|年|全年|财务年度|会计年度";
constexpr std::string_view kFiscal =
    "fiscal year|financial year|tax year|calendar year|fiscal|fy|cy|the year|year";
// Behind a number they make an amount of it, or a length of time.
constexpr std::string_view kNoYear =
    "元|块|圆|人民币|yuan|rmb|cny|eur|euro|euros|usd|dollars|dollar|gbp|pounds|chf|以上|以下|以内|"
    "or more|or less|and above|and below|张|个|份|笔";
constexpr std::string_view kNoYearBefore =
    "over|above|under|below|than|least|most|exceeding|超过|大于|小于|低于|高于|不到|金额|$|¥|€|£";
// "25年前", "20年的经验": a length of time.
constexpr std::string_view kLength = "前|内|后|来|间|期|限|龄|以上|以下|左右";

struct Relative {
    std::string_view words;
    int years;
};
// The longer ones first.
constexpr std::array<Relative, 4> kRelative = {
    {{"大前年|three years ago", -3},
     {"前年|the year before last|year before last|two years ago", -2},
     {"去年度|去年|上一个年度|上一年度|上一财年|上个财年|上财年|上年度|上一年|上年|last year|"
      "last calendar year|last fiscal year|last financial year|last tax year|previous year|"
      "prior year|the year before|last yr",
      -1},
     {"今年度|今年|本年度|本财年|本年|当年|这一年度|this year|current year|"
      "this calendar year|this fiscal year|this financial year|this tax year|"
      "current fiscal year",
      0}}};

bool ends_number(std::string_view text, std::size_t end) {
    if (end >= text.size()) return true;
    if (is_letter(text[end])) return false;
    return text[end] != '.' || end + 1 >= text.size() || !is_digit(text[end + 1]);
}

int digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (auto i = at; i < at + count; ++i) {
        if (i >= text.size() || !is_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// The words just before `at`, spaces skipped.
bool stands_before(std::string_view text, std::size_t at, std::string_view list) {
    constexpr std::size_t kReach = 16;
    while (at > 0 && text[at - 1] == ' ') --at;
    const auto from = at > kReach ? at - kReach : 0;
    const auto before = text.substr(from, at - from);
    for (auto spot = find_word(before, list); spot; spot = find_word(before, list, spot->end))
        if (spot->end == before.size()) return true;
    return false;
}

std::size_t year_end(std::string_view text, std::size_t end) {
    return word_at(text, end, kYearEnds).value_or(end);
}

// "2025", "2025年度", "2025 全年".
std::optional<YearWord> four_digits(std::string_view text, std::size_t at) {
    const int year = digits(text, at, 4);
    if (year < kFirstYear || year > kLastYear) return {};
    if (at > 0 && text[at - 1] == '.') return {};
    const auto end = at + 4;
    // "2025q3" is a year and a quarter.
    const bool quarter =
        end + 1 < text.size() && (text[end] == 'q' || text[end] == 'h') && is_digit(text[end + 1]);
    if (!ends_number(text, end) && !quarter) return {};
    if (word_at(text, past_spaces(text, end), kNoYear) || stands_before(text, at, kNoYearBefore))
        return {};
    return YearWord{year, year_end(text, end)};
}

// "25年", "25财年", "25年度": two digits and the word.
std::optional<YearWord> two_digits(std::string_view text, std::size_t at) {
    const int year = digits(text, at, 2);
    const auto said = year < 0 ? std::nullopt : word_at(text, at + 2, kYearEnds);
    if (!said || text.substr(at + 2).starts_with("全")) return {};
    const bool whole = text.substr(at + 2, 3) != "年" || *said > at + 5;
    if (!whole && word_at(text, *said, kLength)) return {};
    return YearWord{kCentury + year, *said};
}

int chinese_digit(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 12> kDigits = {"〇", "一", "二", "三", "四", "五",
                                                          "六", "七", "八", "九", "零", "○"};
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        if (text.substr(at).starts_with(kDigits[i])) return i >= 10 ? 0 : static_cast<int>(i);
    return -1;
}

// "二〇二五", "二零二五年度", "二五年".
std::optional<YearWord> chinese_digits(std::string_view text, std::size_t at) {
    int value = 0;
    std::size_t count = 0;
    auto end = at;
    while (count < 5 && end < text.size()) {
        const int digit = chinese_digit(text, end);
        if (digit < 0) break;
        value = value * 10 + digit;
        end += 3;
        ++count;
    }
    if (count == 4 && value >= kFirstYear && value <= kLastYear)
        return YearWord{value, year_end(text, end)};
    const auto said = word_at(text, end, kYearEnds);
    if (count != 2 || !said || word_at(text, *said, kLength)) return {};
    return YearWord{kCentury + value, *said};
}

// "fy2025", "fy 25", "fiscal year 2025", "'24".
std::optional<YearWord> marked(std::string_view text, std::size_t at) {
    auto from = at;
    bool apostrophe = false;
    if (const auto fiscal = word_at(text, at, kFiscal)) {
        from = past_spaces(text, *fiscal);
    } else if (text.substr(at).starts_with("fy") && at + 2 < text.size() &&
               (at == 0 || !is_letter(text[at - 1])) &&
               (is_digit(text[at + 2]) || text[at + 2] == '\'')) {
        from = at + 2;
    } else if (text[at] != '\'' && !text.substr(at).starts_with("’")) {
        return {};
    }
    for (const std::string_view mark : {"'", "’"})
        if (text.substr(from).starts_with(mark)) {
            if (from == at && at > 0 && is_letter(text[at - 1]) && !is_digit(text[at - 1]))
                return {};
            from += mark.size();
            apostrophe = true;
        }
    if (const int year = digits(text, from, 4); year >= kFirstYear && year <= kLastYear)
        if (ends_number(text, from + 4)) return YearWord{year, year_end(text, from + 4)};
    const int year = digits(text, from, 2);
    const bool fiscal = text[at] == 'f';
    if (year < 0 || !ends_number(text, from + 2) || !(fiscal || apostrophe)) return {};
    return YearWord{kCentury + year, from + 2};
}

// "twenty twenty-five", "two thousand and twenty four".
std::optional<YearWord> spelled(std::string_view text, std::size_t at) {
    const auto century =
        word_at(text, at, "twenty|two thousand and|two thousand|two-thousand-and|two-thousand");
    if (!century) return {};
    auto from = *century;
    if (from < text.size() && text[from] == '-') ++from;
    from = past_spaces(text, from);
    if (word_at(text, at, "twenty") && !word_at(text, from, "twenty|nineteen|eighteen|thirty"))
        return {};
    const auto rest = count_word_at(text, from);
    // "two thousand five hundred" is an amount.
    if (!rest || is_digit(text[from]) || rest->value < 10) return {};
    return YearWord{kCentury + rest->value, rest->end};
}

}  // namespace

std::optional<CountWord> count_word_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    if (is_digit(text[at])) {
        auto end = at;
        while (end < text.size() && is_digit(text[end]) && end - at < 3) ++end;
        if (end - at > 2) return {};
        return CountWord{digits(text, at, end - at), end};
    }
    constexpr std::array<std::string_view, 20> kUnits = {
        "zero",     "one",     "two",     "three",     "four",     "five",    "six",
        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    for (std::size_t i = 0; i < kUnits.size(); ++i)
        if (const auto end = word_at(text, at, kUnits[i]))
            return CountWord{static_cast<int>(i), *end};
    constexpr std::array<std::string_view, 4> kTens = {"twenty", "thirty", "forty", "fifty"};
    for (std::size_t i = 0; i < kTens.size(); ++i)
        if (const auto end = word_at(text, at, kTens[i])) {
            const int tens = (static_cast<int>(i) + 2) * 10;
            const auto next = *end < text.size() && (text[*end] == '-' || text[*end] == ' ')
                                  ? *end + 1
                                  : text.size();
            for (std::size_t unit = 1; unit < 10; ++unit)
                if (const auto last = word_at(text, next, kUnits[unit]))
                    return CountWord{tens + static_cast<int>(unit), *last};
            return CountWord{tens, *end};
        }
    int tens = -1;
    auto end = at;
    int value = text.substr(at).starts_with("两") ? 2 : chinese_digit(text, at);
    if (value >= 0) end += 3;
    if (text.substr(end).starts_with("十")) {
        tens = value < 0 ? 1 : value;
        end += 3;
        value = end < text.size() ? chinese_digit(text, end) : -1;
        if (value >= 0) end += 3;
    }
    if (end == at) return {};
    return CountWord{(tens < 0 ? 0 : tens * 10) + std::max(value, 0), end};
}

std::optional<YearWord> year_word_at(std::string_view text, std::size_t at, CivilDate today) {
    if (at >= text.size()) return {};
    for (const auto& one : kRelative)
        if (const auto end = word_at(text, at, one.words))
            return YearWord{today.year + one.years, year_end(text, *end)};
    if (at > 0 && is_digit(text[at]) && is_letter(text[at - 1])) return {};
    if (is_digit(text[at])) {
        if (auto year = four_digits(text, at)) return year;
        return two_digits(text, at);
    }
    if (static_cast<unsigned char>(text[at]) >= 0xE0 && chinese_digit(text, at) >= 0) {
        // Not in the middle of a longer number.
        if (at >= 3 && chinese_digit(text, at - 3) >= 0) return {};
        return chinese_digits(text, at);
    }
    if (auto year = marked(text, at)) return year;
    return spelled(text, at);
}

}  // namespace errand::skills::ledger
