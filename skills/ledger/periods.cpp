#include "skills/ledger/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "language/time/find.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Filter;
using language::time::CivilDate;

struct MonthName {
    std::string_view name;
    int month;
};
constexpr std::array<MonthName, 24> kEnglish = {
    {{"january", 1},   {"february", 2},  {"march", 3},  {"april", 4},     {"may", 5},
     {"june", 6},      {"july", 7},      {"august", 8}, {"september", 9}, {"october", 10},
     {"november", 11}, {"december", 12}, {"sept", 9},   {"jan", 1},       {"feb", 2},
     {"mar", 3},       {"apr", 4},       {"jun", 6},    {"jul", 7},       {"aug", 8},
     {"sep", 9},       {"oct", 10},      {"nov", 11},   {"dec", 12}}};
// The longer ones first.
constexpr std::array<MonthName, 12> kChinese = {{{"十二", 12},
                                                 {"十一", 11},
                                                 {"十", 10},
                                                 {"一", 1},
                                                 {"二", 2},
                                                 {"三", 3},
                                                 {"四", 4},
                                                 {"五", 5},
                                                 {"六", 6},
                                                 {"七", 7},
                                                 {"八", 8},
                                                 {"九", 9}}};

// Reads one text from left to right; what is read is not read again.
class Reader {
  public:
    Reader(std::string_view text, CivilDate today, int ledger_year)
        : text_(text), today_(today), year_(ledger_year) {}

    std::vector<Period> run() {
        days();
        for (std::size_t at = 0; at < text_.size();) {
            if (taken(at)) {
                ++at;
                continue;
            }
            if (const auto end = one_at(at); end > at)
                at = end;
            else
                ++at;
        }
        join();
        std::ranges::sort(found_, {}, [](const Period& one) { return one.spot.begin; });
        return std::move(found_);
    }

  private:
    bool taken(std::size_t at) const {
        return std::ranges::any_of(
            found_, [&](const Period& one) { return one.spot.begin <= at && at < one.spot.end; });
    }
    bool at_word(std::size_t at) const { return at == 0 || !is_letter(text_[at - 1]); }
    bool ends_word(std::size_t at) const { return at >= text_.size() || !is_letter(text_[at]); }
    std::size_t spaces(std::size_t at) const {
        while (at < text_.size() && text_[at] == ' ') ++at;
        return at;
    }
    std::size_t skip(std::size_t at, std::initializer_list<std::string_view> words) const {
        for (const auto word : words)
            if (text_.substr(at).starts_with(word)) return at + word.size();
        return at;
    }

    struct Read {
        int value = 0;
        std::size_t end = 0;
    };
    std::optional<Read> year_at(std::size_t at) const {
        if (!at_word(at) || at + 4 > text_.size()) return {};
        if (text_.substr(at, 2) != "20" && text_.substr(at, 2) != "19") return {};
        if (!is_digit(text_[at + 2]) || !is_digit(text_[at + 3])) return {};
        if (at + 4 < text_.size() && (is_digit(text_[at + 4]) || text_[at + 4] == '.')) return {};
        if (at > 0 && (text_[at - 1] == '.' || text_[at - 1] == '-')) return {};
        const int year = (text_[at] - '0') * 1000 + (text_[at + 1] - '0') * 100 +
                         (text_[at + 2] - '0') * 10 + (text_[at + 3] - '0');
        return Read{year, skip(at + 4, {"年度", "年份", "年"})};
    }
    std::optional<Read> chinese_month(std::size_t at) const {
        std::size_t end = at;
        int month = 0;
        if (is_digit(text_[at]) && at_word(at)) {
            while (end < text_.size() && is_digit(text_[end]) && end - at < 2)
                month = month * 10 + (text_[end++] - '0');
        } else {
            for (const auto& name : kChinese)
                if (text_.substr(at).starts_with(name.name)) {
                    month = name.month;
                    end = at + name.name.size();
                    break;
                }
        }
        if (month < 1 || month > 12 || !text_.substr(end).starts_with("月")) return {};
        return Read{month, skip(end + std::string_view("月").size(), {"份"})};
    }
    std::optional<Read> english_month(std::size_t at) const {
        if (!at_word(at)) return {};
        for (const auto& name : kEnglish) {
            const auto end = at + name.name.size();
            if (!text_.substr(at).starts_with(name.name) || !ends_word(end)) continue;
            if (name.name == "may" && at > 0 &&
                has_word(text_.substr(at > 6 ? at - 6 : 0, std::min<std::size_t>(at, 6)),
                         "you|we|they|it|i"))
                return {};
            return Read{name.month, end};
        }
        return {};
    }
    std::optional<Read> month_at(std::size_t at) const {
        if (auto month = chinese_month(at)) return month;
        return english_month(at);
    }
    std::optional<Read> quarter_at(std::size_t at) const {
        if (text_[at] == 'q' && at_word(at) && at + 1 < text_.size() && text_[at + 1] >= '1' &&
            text_[at + 1] <= '4' && ends_word(at + 2))
            return Read{text_[at + 1] - '0', at + 2};
        constexpr std::array<std::string_view, 16> kSaid = {
            "first quarter", "second quarter", "third quarter", "fourth quarter",
            "1st quarter",   "2nd quarter",    "3rd quarter",   "4th quarter",
            "一季度",        "二季度",         "三季度",        "四季度",
            "1季度",         "2季度",          "3季度",         "4季度"};
        const auto from = skip(at, {"第", "the "});
        for (std::size_t i = 0; i < kSaid.size(); ++i)
            if (text_.substr(from).starts_with(kSaid[i]))
                return Read{static_cast<int>(i % 4) + 1, from + kSaid[i].size()};
        return {};
    }
    std::optional<Read> half_at(std::size_t at) const {
        constexpr std::array<std::string_view, 4> kSaid = {"上半年", "下半年", "first half",
                                                           "second half"};
        for (std::size_t i = 0; i < kSaid.size(); ++i)
            if (text_.substr(at).starts_with(kSaid[i]))
                return Read{static_cast<int>(i % 2), at + kSaid[i].size()};
        return {};
    }

    void add(std::size_t begin, std::size_t end, Filter filter, bool year_alone = false) {
        found_.push_back({{begin, end}, std::move(filter), year_alone});
    }
    static Filter months(int year, int first, int last) {
        Filter filter;
        filter.from = fmt::format("{:04}-{:02}-01", year, first);
        filter.to =
            fmt::format("{:04}-{:02}-{:02}", year, last, language::time::days_in_month(year, last));
        return filter;
    }

    // What begins at `at`; where it ends, or `at`.
    std::size_t one_at(std::size_t at) {
        if (const auto end = relative_at(at); end > at) return end;
        int year = 0;
        auto from = at;
        if (const auto read = year_at(at)) {
            year = read->value;
            from = skip(spaces(read->end), {"的", "-", "/"});
        }
        if (from < text_.size()) {
            if (const auto end = part_at(at, from, year); end > at) return end;
        }
        if (year == 0) return at;
        Filter filter;
        filter.year = year;
        const auto end = year_at(at)->end;
        add(at, end, filter, true);
        return end;
    }
    std::size_t part_at(std::size_t at, std::size_t from, int year) {
        if (const auto quarter = quarter_at(from)) {
            const auto [of, end] = year_after(quarter->end, year);
            add(at, end, months(of, quarter->value * 3 - 2, quarter->value * 3));
            return end;
        }
        if (const auto half = half_at(from)) {
            const auto [of, end] = year_after(half->end, year);
            add(at, end, months(of, half->value * 6 + 1, half->value * 6 + 6));
            return end;
        }
        const auto month = month_at(from);
        if (!month) return at;
        Filter filter;
        filter.month = month->value;
        auto end = month->end;
        if (year == 0)
            if (const auto next = year_at(skip(spaces(end), {"of ", ", "}))) {
                year = next->value;
                end = next->end;
            }
        if (year != 0) filter.year = year;
        add(at, end, filter);
        return end;
    }
    // "Q1 2025", "first half of 2025".
    std::pair<int, std::size_t> year_after(std::size_t end, int year) const {
        if (year != 0) return {year, end};
        const auto next = skip(spaces(end), {"of the year ", "of "});
        if (next < text_.size())
            if (const auto read = year_at(next)) return {read->value, read->end};
        return {year_, end};
    }
    std::size_t relative_at(std::size_t at) {
        struct Said {
            std::string_view word;
            int years;
            int months;
            bool of_year;
        };
        constexpr std::array<Said, 14> kSaid = {{{"前年", -2, 0, true},
                                                 {"去年", -1, 0, true},
                                                 {"上一年", -1, 0, true},
                                                 {"今年", 0, 0, true},
                                                 {"本年度", 0, 0, true},
                                                 {"last year", -1, 0, true},
                                                 {"this year", 0, 0, true},
                                                 {"上个月", 0, -1, false},
                                                 {"上月", 0, -1, false},
                                                 {"这个月", 0, 0, false},
                                                 {"本月", 0, 0, false},
                                                 {"last month", 0, -1, false},
                                                 {"this month", 0, 0, false},
                                                 {"previous month", 0, -1, false}}};
        for (const auto& said : kSaid) {
            if (!text_.substr(at).starts_with(said.word)) continue;
            const auto end = at + said.word.size();
            if (said.of_year) {
                const int year = today_.year + said.years;
                if (end < text_.size())
                    if (const auto done = part_at(at, skip(end, {"的"}), year); done > at)
                        return done;
                Filter filter;
                filter.year = year;
                add(at, end, filter, true);
                return end;
            }
            const auto day =
                language::time::add_months({today_.year, today_.month, 1}, said.months);
            add(at, end, months(day.year, day.month, day.month));
            return end;
        }
        return at;
    }

    // Days and ranges of days: the grammar of times, where a month is named in words or digits.
    void days() {
        using namespace language::time;
        const bool chinese = std::ranges::any_of(
            text_, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
        CivilDateTime reference{{year_, 12, 31}, {}};
        if (today_.year == year_) reference.date = today_;
        for (const auto& span :
             find_times(text_, chinese ? Language::Chinese : Language::English, reference)) {
            const auto said = text_.substr(span.begin, span.end - span.begin);
            const bool day = span.kind == language::time::Kind::Date && names_day(said);
            if (!day && !(span.kind == language::time::Kind::DateRange && names_day(said)))
                continue;
            const auto& reading = span.readings.front();
            if (!reading.begin) continue;
            Filter filter;
            filter.from = format(reading.begin->date);
            filter.to = day || !reading.end ? filter.from : format(add_days(reading.end->date, -1));
            add(span.begin, span.end, filter);
        }
    }
    // "3月15日", "march 3rd", "2025-03-15": a month and a day, not an amount or a lone number.
    bool names_day(std::string_view said) const {
        bool month = said.find("月") != std::string_view::npos;
        for (const auto& name : kEnglish) month = month || find_word(said, name.name).has_value();
        const auto dashes = std::ranges::count(said, '-') + std::ranges::count(said, '/');
        const bool digits = std::ranges::any_of(said, is_digit) ||
                            said.find("日") != std::string_view::npos ||
                            said.find("号") != std::string_view::npos;
        const bool whole_month = said.ends_with("月") || said.ends_with("月份");
        if (dashes == 2 && said.size() >= 8) return true;
        if (!month || !digits || whole_month) return false;
        // A month with a year is a month.
        return said.find("日") != std::string_view::npos ||
               said.find("号") != std::string_view::npos || !english_month_and_year(said);
    }
    static bool english_month_and_year(std::string_view said) {
        std::size_t digits = 0;
        for (const char c : said) digits += is_digit(c) ? 1 : 0;
        return digits == 4;
    }

    // "三月到五月", "march to may".
    void join() {
        std::ranges::sort(found_, {}, [](const Period& one) { return one.spot.begin; });
        for (std::size_t i = 0; i + 1 < found_.size();) {
            auto& left = found_[i];
            const auto& right = found_[i + 1];
            const auto between =
                bare(text_.substr(left.spot.end, right.spot.begin - left.spot.end));
            const auto raw = text_.substr(left.spot.end, right.spot.begin - left.spot.end);
            const bool range = between == "到" || between == "至" || between == "to" ||
                               between == "until" || between == "through" || between == "till" ||
                               raw == "-" || raw == "~" || raw == "到" || raw == "至" ||
                               raw == " - " || raw == " to ";
            if (!range || !left.filter.month || !right.filter.month) {
                ++i;
                continue;
            }
            const int last_year = right.filter.year.value_or(left.filter.year.value_or(year_));
            const int first_year = left.filter.year.value_or(last_year);
            auto filter = months(first_year, *left.filter.month, *left.filter.month);
            filter.to = months(last_year, *right.filter.month, *right.filter.month).to;
            left = {{left.spot.begin, right.spot.end}, filter, false};
            found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }

    std::string_view text_;
    CivilDate today_;
    int year_;
    std::vector<Period> found_;
};

}  // namespace

std::vector<Period> find_periods(std::string_view text, CivilDate today, int ledger_year) {
    return Reader(text, today, ledger_year).run();
}

}  // namespace errand::skills::ledger
