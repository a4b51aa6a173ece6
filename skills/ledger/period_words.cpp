#include "skills/ledger/period_words.hpp"

#include <algorithm>
#include <array>

#include "skills/ledger/year_words.hpp"

namespace errand::skills::ledger {
namespace {

using language::time::CivilDate;
using Words = std::vector<TimeWord>;

struct Part {
    int first = 1;
    int last = 12;
    std::size_t end = 0;
};
struct Named {
    std::string_view words;
    int value;
};

// Months that are counted off: three of a quarter, six of a half.
constexpr int kQuarter = 3;
constexpr int kHalf = 6;
constexpr int kYear = 12;

constexpr std::array<Named, 12> kMonths = {{{"january|jan", 1},
                                            {"february|feb", 2},
                                            {"march|mar", 3},
                                            {"april|apr", 4},
                                            {"may", 5},
                                            {"june|jun", 6},
                                            {"july|jul", 7},
                                            {"august|aug", 8},
                                            {"september|sept|sep", 9},
                                            {"october|oct", 10},
                                            {"november|nov", 11},
                                            {"december|dec", 12}}};
constexpr std::array<Named, 4> kQuarters = {
    {{"q1|1q|first quarter|1st quarter|quarter one|quarter 1|first qtr", 1},
     {"q2|2q|second quarter|2nd quarter|quarter two|quarter 2|second qtr", 2},
     {"q3|3q|third quarter|3rd quarter|quarter three|quarter 3|third qtr", 3},
     {"q4|4q|fourth quarter|4th quarter|quarter four|quarter 4|fourth qtr|final quarter|"
      "last quarter|最后一个季度|最后一季度",
      4}}};
constexpr std::array<Named, 2> kHalves = {
    {{"上半年度|上半年|前半年|h1|1h|first half of the year|first half|1st half|first six months|"
      "first 6 months",
      0},
     {"下半年度|下半年|后半年|h2|2h|second half of the year|second half|2nd half|latter half|"
      "last six months of the year|last half of the year|last half",
      1}}};
constexpr std::array<Named, 3> kRelativeMonths = {
    {{"上上个月|上上月|the month before last|month before last|two months ago", -2},
     {"上一个月|上个月|上月|last month|previous month|prior month|past month", -1},
     {"这一个月|这个月|本月|当月|这月|this month|current month", 0}}};
constexpr std::array<Named, 3> kRelativeQuarters = {
    {{"上上个季度|上上季度|the quarter before last|quarter before last", -2},
     {"上一个季度|上一季度|上个季度|上季度|上一季|last quarter|previous quarter|prior quarter|"
      "past quarter",
      -1},
     {"这一季度|这个季度|这季度|本季度|当季|this quarter|current quarter", 0}}};
constexpr std::array<Named, 2> kRelativeHalves = {
    {{"上个半年|last half year|last half-year|previous half year", -1},
     {"这半年|this half year|this half-year", 0}}};
constexpr std::array<Named, 3> kRelativeWeeks = {
    {{"上上周|上上个星期|the week before last|week before last", -2},
     {"上一周|上个星期|上个礼拜|上星期|上礼拜|上周|last week|previous week", -1},
     {"这一周|这个星期|这星期|这周|本周|this week|current week", 0}}};
// "2026 so far": up to today is all that there is.
constexpr std::string_view kYearToDate =
    "year to date|year-to-date|ytd|so far this year|this year so far|this year to date|"
    "年初至今|年初到现在|年初到今天|年初以来|今年以来|今年至今|今年到现在|今年到目前为止|"
    "今年到目前|今年截至目前|今年截止目前";
constexpr std::string_view kMonthEnds = "月份|月";
constexpr std::string_view kQuarterEnds = "个季度|季度|季";
constexpr std::string_view kTo = "到|至|~|-|–|—|－";
constexpr std::string_view kAnd = "、|,|和|及|与|跟|&";
constexpr std::string_view kLasting =
    "过去的|过去|最近的|最近|近|这|the last|last|the past|past|the previous|previous";
constexpr std::string_view kAgo = "来|以来|内|里";

template <std::size_t N>
std::optional<std::pair<int, std::size_t>> named_at(std::string_view text, std::size_t at,
                                                    const std::array<Named, N>& all) {
    std::optional<std::pair<int, std::size_t>> longest;
    for (const auto& one : all)
        if (const auto end = word_at(text, at, one.words);
            end && (!longest || *end > longest->second))
            longest = {one.value, *end};
    return longest;
}

std::size_t past(std::string_view text, std::size_t at, std::string_view list) {
    return past_spaces(text, word_at(text, at, list).value_or(at));
}

// Not "you may", "may I".
bool is_verb(std::string_view text, std::size_t at, std::size_t end) {
    if (text.substr(at, end - at) != "may") return false;
    const auto before = text.substr(at > 6 ? at - 6 : 0, std::min<std::size_t>(at, 6));
    return has_word(before, "you|we|they|it|i|he|she|that") ||
           word_at(text, past_spaces(text, end), "i|we|you|be|have|not").has_value();
}

// "三月", "3、4月", "三四月份", "3-5月": one part for each month or run of months.
std::vector<Part> chinese_months(std::string_view text, std::size_t at) {
    struct Counted {
        int value;
        std::size_t end;
        bool range;  // from the one before
    };
    std::vector<Counted> counted;
    auto from = at;
    bool range = false;
    for (;;) {
        const auto count = count_word_at(text, from);
        if (!count || is_letter(text[count->end - 1]) != is_digit(text[count->end - 1])) return {};
        if (count->value < 1 || count->value > kYear) return {};
        counted.push_back({count->value, count->end, range});
        auto next = count->end;
        if (const auto month = word_at(text, next, kMonthEnds)) {
            counted.back().end = *month;
            break;
        }
        next = past_spaces(text, next);
        range = word_at(text, next, kTo).has_value();
        const auto joined = word_at(text, next, range ? kTo : kAnd);
        // "三四月": nothing between two that follow each other.
        if (joined)
            from = past_spaces(text, *joined);
        else if (next == count->end && next < text.size() && !is_letter(text[next]))
            from = next;
        else
            return {};
        if (counted.size() > static_cast<std::size_t>(kYear)) return {};
        if (!joined) {
            const auto following = count_word_at(text, from);
            if (!following || following->value != count->value + 1) return {};
        }
    }
    std::vector<Part> parts;
    for (const auto& one : counted) {
        if (one.range && !parts.empty() && parts.back().first <= one.value) {
            parts.back().last = one.value;
            parts.back().end = one.end;
        } else {
            parts.push_back({one.value, one.value, one.end});
        }
    }
    return parts;
}

std::vector<Part> months_at(std::string_view text, std::size_t at) {
    if (at > 0 && is_letter(text[at]) && is_letter(text[at - 1])) return {};
    if (!is_letter(text[at]) || is_digit(text[at])) {
        // Not inside a longer number: "十" of "二十月".
        if (at >= 3 && !is_digit(text[at]) && count_word_at(text, at - 3) &&
            static_cast<unsigned char>(text[at - 3]) >= 0xE0)
            return {};
        return chinese_months(text, at);
    }
    const auto month = named_at(text, at, kMonths);
    if (!month || is_verb(text, at, month->second)) return {};
    auto end = month->second;
    if (end < text.size() && text[end] == '.' && end + 1 < text.size() && text[end + 1] == ' ')
        ++end;
    return {{month->first, month->first, end}};
}

std::optional<Part> quarters_at(std::string_view text, std::size_t at) {
    const auto from = past(text, at, "the");
    if (const auto quarter = named_at(text, from, kQuarters))
        return Part{quarter->first * kQuarter - 2, quarter->first * kQuarter, quarter->second};
    // "第三季度", "一到三季度", "前三季度".
    const bool first_ones = text.substr(at).starts_with("前");
    const auto begin = word_at(text, at, first_ones ? "前" : "第").value_or(at);
    const auto count = count_word_at(text, begin);
    if (!count || count->value < 1 || count->value > 4) return {};
    if (const auto end = word_at(text, count->end, kQuarterEnds)) {
        // "三季" alone is many things; "第三季" is a quarter.
        if (text.substr(*end - 3, 3) == "季" && begin == at) return {};
        return Part{first_ones ? 1 : count->value * kQuarter - 2, count->value * kQuarter, *end};
    }
    const auto to = word_at(text, count->end, kTo);
    if (!to) return {};
    const auto last = count_word_at(text, word_at(text, *to, "第").value_or(*to));
    if (!last || last->value < count->value || last->value > 4) return {};
    const auto end = word_at(text, last->end, kQuarterEnds);
    if (!end) return {};
    return Part{count->value * kQuarter - 2, last->value * kQuarter, *end};
}

// "前三个月", "the first three months", "the first two quarters", "the last three months of".
std::optional<Part> counted_part(std::string_view text, std::size_t at, bool of_year) {
    const auto from = past(text, at, "the");
    const auto first = word_at(text, from, of_year ? "first|前|头" : "first|头");
    const auto last =
        first ? std::nullopt : word_at(text, from, of_year ? "last|final|后|最后" : "");
    if (!first && !last) return {};
    const auto count = count_word_at(text, past_spaces(text, first ? *first : *last));
    if (!count) return {};
    auto next = past_spaces(text, count->end);
    int months = count->value;
    if (const auto end = word_at(text, next, "个月|months|month")) {
        next = *end;
    } else if (const auto quarters = word_at(text, next, "个季度|季度|quarters")) {
        next = *quarters;
        months *= kQuarter;
    } else {
        return {};
    }
    if (months < 1 || months > kYear) return {};
    return first ? Part{1, months, next} : Part{kYear - months + 1, kYear, next};
}

std::vector<Part> parts_at(std::string_view text, std::size_t at, bool of_year) {
    if (at >= text.size()) return {};
    if (const auto quarters = quarters_at(text, at)) return {*quarters};
    if (const auto half = named_at(text, past(text, at, "the"), kHalves))
        return {{half->first * kHalf + 1, half->first * kHalf + kHalf, half->second}};
    if (const auto counted = counted_part(text, at, of_year)) return {*counted};
    return months_at(text, at);
}

// "2024q3": the year's digits are no part of the word behind them.
std::vector<Part> parts_behind(std::string_view text, std::size_t from) {
    if (from == 0 || from >= text.size() || !is_digit(text[from - 1]))
        return parts_at(text, from, true);
    auto parts = parts_at(text.substr(from), 0, true);
    for (auto& part : parts) part.end += from;
    return parts;
}

TimeWord days(Spot spot, CivilDate from, CivilDate to) {
    return {.spot = spot, .kind = TimeWord::Kind::Days, .year = {}, .from = from, .to = to};
}

CivilDate month_end(CivilDate month) {
    return {month.year, month.month, language::time::days_in_month(month.year, month.month)};
}

// "过去三个月", "last 30 days", "最近半年", "the past year": up to today.
std::optional<TimeWord> lasting(std::string_view text, std::size_t at, CivilDate today) {
    using namespace language::time;
    const auto begin = word_at(text, at, kLasting);
    if (!begin) return {};
    auto next = past_spaces(text, *begin);
    const bool half = text.substr(next).starts_with("半") || word_at(text, next, "half a|half");
    int count = 1;
    if (half) {
        next = past_spaces(text, *word_at(text, next, "半|half a|half"));
    } else if (const auto counted = count_word_at(text, next)) {
        count = counted->value;
        next = past_spaces(text, counted->end);
    } else if (!word_at(text, at, "过去的|过去|最近的|最近|近|the past|past")) {
        return {};  // "last year" is a calendar's
    }
    struct Unit {
        std::string_view words;
        int months, days;
    };
    constexpr std::array<Unit, 5> kUnits = {{{"个季度|季度|quarters|quarter", kQuarter, 0},
                                             {"个月|月|months|month", 1, 0},
                                             {"个星期|个礼拜|星期|周|weeks|week", 0, 7},
                                             {"年|years|year", kYear, 0},
                                             {"天|日|days|day", 0, 1}}};
    for (const auto& unit : kUnits) {
        const auto said = word_at(text, next, unit.words);
        if (!said || count > 99) continue;
        const int months = half ? unit.months / 2 : unit.months * count;
        const auto back = months > 0 ? add_months(today, -months)
                                     : add_days(today, -std::int64_t{unit.days} * count);
        const auto end = word_at(text, *said, kAgo).value_or(*said);
        return days({at, end}, add_days(back, 1), today);
    }
    return {};
}

std::optional<TimeWord> relative(std::string_view text, std::size_t at, CivilDate today) {
    using namespace language::time;
    if (auto counted = lasting(text, at, today)) return counted;
    const CivilDate month{today.year, today.month, 1};
    if (const auto said = named_at(text, at, kRelativeMonths)) {
        const auto of = add_months(month, said->first);
        return days({at, said->second}, of, month_end(of));
    }
    if (const auto said = named_at(text, at, kRelativeQuarters)) {
        // "the last quarter of 2025" is its fourth.
        if (word_at(text, past_spaces(text, said->second), "of")) return {};
        const auto first = add_months({today.year, (today.month - 1) / kQuarter * kQuarter + 1, 1},
                                      said->first * kQuarter);
        return days({at, said->second}, first, month_end(add_months(first, kQuarter - 1)));
    }
    if (const auto said = named_at(text, at, kRelativeHalves)) {
        const auto first =
            add_months({today.year, (today.month - 1) / kHalf * kHalf + 1, 1}, said->first * kHalf);
        return days({at, said->second}, first, month_end(add_months(first, kHalf - 1)));
    }
    if (const auto said = named_at(text, at, kRelativeWeeks)) {
        const auto monday = add_days(monday_of(today), std::int64_t{7} * said->first);
        return days({at, said->second}, monday, add_days(monday, 6));
    }
    return {};
}

// "2025-03", "2025/3", "03/2025": a year and a month, and no day.
std::optional<TimeWord> numeric_month(std::string_view text, std::size_t at) {
    constexpr std::string_view kBetween = "-/.";
    if (!is_digit(text[at]) ||
        (at > 0 && (is_letter(text[at - 1]) || kBetween.contains(text[at - 1]))))
        return {};
    const auto run = [&](std::size_t from) {
        auto end = from;
        while (end < text.size() && is_digit(text[end]) && end - from < 5) ++end;
        return end;
    };
    const auto middle = run(at);
    if (middle + 1 >= text.size() || !kBetween.contains(text[middle])) return {};
    const auto end = run(middle + 1);
    const bool more =
        end + 1 < text.size() && kBetween.contains(text[end]) && is_digit(text[end + 1]);
    if (more || (end < text.size() && is_letter(text[end]))) return {};
    const auto number = [&](std::size_t from, std::size_t to) {
        int value = 0;
        for (auto i = from; i < to; ++i) value = value * 10 + (text[i] - '0');
        return value;
    };
    const bool year_first = middle - at == 4;
    if (!year_first && end - middle != 5) return {};
    const int year = year_first ? number(at, middle) : number(middle + 1, end);
    const int month = year_first ? number(middle + 1, end) : number(at, middle);
    if (year < 1990 || year > 2099 || month < 1 || month > kYear) return {};
    if (year_first && end - middle > 3) return {};
    return TimeWord{.spot = {at, end},
                    .kind = TimeWord::Kind::Month,
                    .year = year,
                    .first = month,
                    .last = month,
                    .from = {},
                    .to = {}};
}

// "last May" is the one that was.
std::optional<int> year_of_last(std::string_view text, std::size_t at, const Part& part,
                                CivilDate today) {
    constexpr std::string_view kLast = "last ";
    if (part.first != part.last || at < kLast.size()) return {};
    if (text.substr(at - kLast.size(), kLast.size()) != kLast) return {};
    return part.first < today.month ? today.year : today.year - 1;
}

Words words_of(const std::vector<Part>& parts, std::size_t at, std::optional<int> year) {
    Words words;
    for (const auto& part : parts) {
        const bool month = part.first == part.last;
        words.push_back({.spot = {at, part.end},
                         .kind = month ? TimeWord::Kind::Month : TimeWord::Kind::Part,
                         .year = year,
                         .first = part.first,
                         .last = part.last,
                         .from = {},
                         .to = {}});
        at = part.end;
    }
    return words;
}

TimeWord whole_year(Spot spot, int year) {
    return {.spot = spot, .kind = TimeWord::Kind::Year, .year = year, .from = {}, .to = {}};
}

}  // namespace

std::vector<TimeWord> time_words_at(std::string_view text, std::size_t at, CivilDate today) {
    if (at >= text.size()) return {};
    if (const auto end = word_at(text, at, kYearToDate))
        return {whole_year({at, *end}, today.year)};
    if (const auto month = numeric_month(text, at)) return {*month};
    if (const auto year = year_word_at(text, at, today)) {
        auto from = past_spaces(text, year->end);
        from = past(text, from, "的|-|/|,|in|中");
        if (const auto parts = parts_behind(text, from); !parts.empty())
            return words_of(parts, at, year->year);
        auto end = year->end;
        if (const auto more = word_at(text, past_spaces(text, end), "so far|to date|全年|整年"))
            end = *more;
        return {whole_year({at, end}, year->year)};
    }
    if (auto said = relative(text, at, today)) return {*said};
    auto parts = parts_at(text, at, false);
    const bool of_year = parts.empty();
    if (of_year) parts = parts_at(text, at, true);
    if (parts.empty()) return {};
    auto year = year_of_last(text, at, parts.front(), today);
    const auto next = past(text, past_spaces(text, parts.back().end), "of the|of|in|,|的");
    if (const auto said = year_word_at(text, next, today)) {
        year = said->year;
        parts.back().end = said->end;
    } else if (const auto whole = word_at(text, next, "year"); whole && parts.size() == 1) {
        parts.back().end = *whole;
    } else if (of_year) {
        return {};  // "前三个月" without its year
    }
    return words_of(parts, at, year);
}

}  // namespace errand::skills::ledger
