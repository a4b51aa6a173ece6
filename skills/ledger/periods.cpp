#include "skills/ledger/periods.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "language/time/find.hpp"
#include "skills/ledger/period_words.hpp"

namespace errand::skills::ledger {
namespace {

using language::time::CivilDate;

constexpr std::string_view kMonthNames =
    "january|february|march|april|may|june|july|august|september|october|november|december|sept|"
    "jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec";
constexpr std::string_view kTo =
    "到|至|直到|~|-|–|—|to|thru|through|until|till|up to|to the end of|through the end of";
// Before a period: what it is the end or the beginning of.
constexpr std::string_view kFrom =
    "从|自从|自|from|between|starting from|starting in|starting with";
constexpr std::string_view kSince =
    "since|starting from|starting in|starting with|starting|beginning in|beginning|as of|"
    "since the beginning of|since the start of|from the start of|自从";
constexpr std::string_view kAfter = "after|later than|晚于";
constexpr std::string_view kBefore = "before|prior to|earlier than|早于";
constexpr std::string_view kUntil =
    "until the end of|until|till|up until|up to and including|up to|through|thru|截至|截止到|截止|"
    "直到";
constexpr std::string_view kYearEnding =
    "year ending in|year ending on|year ending|year ended|year to|year up to|12 months to|"
    "12 months ending|12 months ended|12 months up to|twelve months to|twelve months ending|"
    "twelve months ended";
// Behind one.
constexpr std::string_view kSinceBehind =
    "以来|以后|开始|起|至今|到现在|到今天|到目前为止|到目前|到今|往后|及以后|onwards|onward|"
    "and later|and after|and onwards|to now|until now|till now|to date|to today|until today|"
    "till today|up to now|up to today";
constexpr std::string_view kOnBehind = "on|forward|forwards";  // "from April on"
constexpr std::string_view kAfterBehind = "之后";
constexpr std::string_view kBeforeBehind = "以前|之前";
// The day that is named belongs to what is open on its other side.
constexpr std::string_view kWithTheDay =
    "以后|until|till|by|up to|through|no later than|not later than";
constexpr std::string_view kBetweenDays = "到|至|~|-|–|—|to|thru|through|until|till|and|between";
constexpr std::string_view kUntilBehind = "为止|及以前|及之前|and before|and earlier|or earlier";

struct Range {
    CivilDate from, to;
};

// What was said of one time, with the words around it.
struct Said {
    TimeWord word;
    Spot also;
    std::optional<Range> range;  // of several words together
    bool open_begin = false;
    bool open_end = false;
};

CivilDate month_end(int year, int month) {
    return {year, month, language::time::days_in_month(year, month)};
}

// Reads one text from left to right; what is read is not read again.
class Reader {
  public:
    Reader(std::string_view text, CivilDate today, int ledger_year)
        : text_(text), today_(today), year_(ledger_year) {}

    std::vector<Period> run() {
        days();
        for (std::size_t at = 0; at < text_.size();) at = taken(at) ? at + 1 : take(at);
        std::ranges::sort(said_, {}, [](const Said& one) { return one.word.spot.begin; });
        join();
        give_years();
        for (auto& one : said_)
            if (!one.open_begin && !one.open_end) bound(one);
        std::vector<Period> periods;
        periods.reserve(said_.size());
        for (const auto& one : said_) periods.push_back(period_of(one));
        return periods;
    }

  private:
    bool taken(std::size_t at) const {
        return std::ranges::any_of(said_, [&](const Said& one) {
            return one.word.spot.begin <= at && at < one.word.spot.end;
        });
    }
    std::size_t take(std::size_t at) {
        auto words = time_words_at(text_, at, today_);
        if (words.empty()) return at + 1;
        const auto end = words.back().spot.end;
        for (auto& word : words) said_.push_back({.word = word, .also = {}, .range = {}});
        return std::max(end, at + 1);
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
            const bool day = span.kind == language::time::Kind::Date;
            if ((!day && span.kind != language::time::Kind::DateRange) || !names_day(said))
                continue;
            if (auto one = days_of(span, said, day)) said_.push_back(*one);
        }
        further_days();
    }
    // A bound leaves one side open; the days that are named as ends belong to it.
    static std::optional<Said> days_of(const language::time::TimeSpan& span, std::string_view said,
                                       bool day) {
        using language::time::Bound;
        const auto& reading = span.readings.front();
        if (!reading.begin && !reading.end) return std::nullopt;
        Range range;
        range.from = reading.begin ? reading.begin->date : reading.end->date;
        range.to = reading.end && !day ? reading.end->date : range.from;
        const bool open_begin = !reading.begin;
        const bool open_end = !day && !reading.end;
        // "until 10 March" has that day, and so has "3月10号以后".
        if (open_begin && span.bound == Bound::Before && !has_word(said, kWithTheDay))
            range.to = language::time::add_days(range.to, -1);
        if (open_end && span.bound == Bound::After && !has_word(said, kWithTheDay))
            range.from = language::time::add_days(range.from, 1);
        // "the week of 10 March" ends before its end.
        if (!day && !open_begin && !open_end && !has_word(said, kBetweenDays))
            range.to = language::time::add_days(range.to, -1);
        return day_word({span.begin, span.end}, range, open_begin, open_end);
    }
    static Said day_word(Spot spot, Range range, bool open_begin = false, bool open_end = false) {
        return {.word = {.spot = spot,
                         .kind = TimeWord::Kind::Days,
                         .year = range.from.year,
                         .from = range.from,
                         .to = range.to},
                .also = {},
                .range = range,
                .open_begin = open_begin,
                .open_end = open_end};
    }

    // "3月9号和10号", "4 and 5 February", "Feb 4th or 5th": further days of the same month.
    void further_days() {
        const auto count = said_.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto one = said_[i];
            if (one.open_begin || one.open_end || one.range->from != one.range->to) continue;
            std::ranges::move(days_behind(one), std::back_inserter(said_));
            if (auto before = day_before(one)) said_.push_back(*before);
        }
    }
    struct DayNumber {
        int day = 0;
        Spot spot;
    };
    // A day's number, with what makes it one behind it.
    std::optional<DayNumber> day_number_at(std::size_t at) const {
        auto end = at;
        int day = 0;
        while (end < text_.size() && is_digit(text_[end]) && end - at < 3)
            day = day * 10 + (text_[end++] - '0');
        if (end == at || day < 1 || day > 31) return std::nullopt;
        for (const std::string_view mark : {"号", "日", "st", "nd", "rd", "th"})
            if (text_.substr(end).starts_with(mark)) {
                end += mark.size();
                break;
            }
        if (end < text_.size() && (is_letter(text_[end]) || text_[end] == '.')) return std::nullopt;
        return DayNumber{day, {at, end}};
    }
    std::optional<Said> same_month(const Said& one, const DayNumber& number) const {
        auto date = one.range->from;
        if (number.day > language::time::days_in_month(date.year, date.month)) return std::nullopt;
        date.day = number.day;
        return day_word(number.spot, {date, date});
    }
    std::vector<Said> days_behind(const Said& one) const {
        std::vector<Said> more;
        const auto said =
            text_.substr(one.word.spot.begin, one.word.spot.end - one.word.spot.begin);
        const bool chinese = said.contains("月");
        // "4 February and 5" may be anything.
        const bool ends_in_day =
            chinese || !find_word(said.substr(said.find_last_of(' ') + 1), kMonthNames);
        for (auto end = one.word.spot.end; ends_in_day;) {
            const auto at = word_at(text_, past_spaces(text_, end), "和|、|及|与|跟|and|or|&");
            const auto number = at ? day_number_at(past_spaces(text_, *at)) : std::nullopt;
            const bool marked =
                number && (!chinese || word_at(text_, number->spot.end - 3, "号|日"));
            auto day = marked ? same_month(one, *number) : std::nullopt;
            if (!day) break;
            end = day->word.spot.end;
            more.push_back(*std::move(day));
        }
        return more;
    }
    std::optional<Said> day_before(const Said& one) const {
        // Only where the span begins with the day: "5 February".
        const auto own = one.word.spot.begin;
        if (own >= text_.size() || !is_digit(text_[own])) return std::nullopt;
        const auto joins = ends_before(own, "and|or|&");
        if (!joins) return std::nullopt;
        auto end = *joins;
        while (end > 0 && text_[end - 1] == ' ') --end;
        auto at = end;
        while (at > 0 && is_letter(text_[at - 1])) --at;
        const auto number = day_number_at(at);
        if (!number || number->spot.end != end) return std::nullopt;
        return same_month(one, *number);
    }
    // "3月15日", "march 3rd", "2025-03-15": a month and a day, not an amount or a lone number.
    static bool names_day(std::string_view said) {
        const bool chinese_day =
            said.find("日") != std::string_view::npos || said.find("号") != std::string_view::npos;
        const bool month =
            said.find("月") != std::string_view::npos || find_word(said, kMonthNames).has_value();
        const auto dashes = std::ranges::count(said, '-') + std::ranges::count(said, '/');
        const bool digits = std::ranges::any_of(said, is_digit) || chinese_day;
        // "3月以后" names a month.
        if (said.find("月") != std::string_view::npos) return chinese_day;
        if (dashes >= 2 && said.size() >= 8) return true;
        if (!month || !digits || said.ends_with("月") || said.ends_with("月份")) return false;
        // A month with a year, and months with or without one, are none.
        return chinese_day || names_a_day_of_a_month(said);
    }
    // "march 3rd", "3 march 2025"; not "march 2025", "march '25".
    static bool names_a_day_of_a_month(std::string_view said) {
        for (std::size_t at = 0; at < said.size();) {
            auto end = at;
            while (end < said.size() && is_digit(said[end])) ++end;
            const bool after_mark = at > 0 && (said[at - 1] == '\'' || is_digit(said[at - 1]));
            if (end > at && end - at <= 2 && !after_mark) return true;
            at = std::max(end, at + 1);
        }
        return false;
    }

    // The days that a word means, its year taken as `year` where it has none.
    Range range_of(const Said& said, int year) const {
        if (said.range) return *said.range;
        const auto& word = said.word;
        if (word.kind == TimeWord::Kind::Days) return {word.from, word.to};
        const int of = word.year.value_or(year);
        return {{of, word.first, 1}, month_end(of, word.last)};
    }

    // "三月到五月", "march to may", "2024年11月至今年2月".
    void join() {
        for (std::size_t i = 0; i + 1 < said_.size();) {
            auto& left = said_[i];
            auto& right = said_[i + 1];
            auto at = past_spaces(text_, left.word.spot.end);
            const auto to = word_at(text_, at, kTo);
            const bool open =
                left.open_begin || left.open_end || right.open_begin || right.open_end;
            const bool both = !to && word_at(text_, at, "and|和") &&
                              ends_before(left.word.spot.begin, "between|在|介于");
            if (both) at = past_spaces(text_, *word_at(text_, at, "and|和"));
            if (to) at = past_spaces(text_, *to);
            if (open || !(to || both) || at != right.word.spot.begin) {
                ++i;
                continue;
            }
            left.range = joined(left, right);
            left.word.spot.end = right.word.spot.end;
            left.word.kind = TimeWord::Kind::Days;
            left.word.year = left.range->from.year;
            said_.erase(said_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
    Range joined(const Said& left, const Said& right) const {
        auto first = left.word.year;
        auto last = right.word.year;
        const bool turns = left.word.first > right.word.last;  // November to February
        if (!first && !last) {
            last = year_;
            first = year_ - (turns ? 1 : 0);
        } else if (!first) {
            first = *last - (turns ? 1 : 0);
        } else if (!last) {
            last = *first + (turns ? 1 : 0);
        }
        return {range_of(left, *first).from, range_of(right, *last).to};
    }

    // "25年的台账,上半年的": one year beside parts that have none is theirs.
    void give_years() {
        const auto years = std::ranges::count_if(said_, is_year);
        const bool parts =
            std::ranges::any_of(said_, [](const Said& one) { return lacks_year(one); });
        if (years != 1 || !parts) return;
        const auto year = std::ranges::find_if(said_, is_year);
        const auto spot = year->word.spot;
        const auto of = year->word.year;
        said_.erase(year);
        for (auto& one : said_) {
            if (!lacks_year(one)) continue;
            one.word.year = of;
            if (one.also.end == 0) one.also = spot;
        }
    }
    static bool is_year(const Said& one) { return one.word.kind == TimeWord::Kind::Year; }
    static bool lacks_year(const Said& one) {
        return !one.range && !one.word.year && one.word.kind != TimeWord::Kind::Days;
    }

    // Where words of the list end right before `at`: where they begin.
    std::optional<std::size_t> ends_before(std::size_t at, std::string_view list) const {
        constexpr std::size_t kReach = 32;
        while (at > 0 && text_[at - 1] == ' ') --at;
        const auto from = at > kReach ? at - kReach : 0;
        const auto before = text_.substr(from, at - from);
        for (auto spot = find_word(before, list); spot;
             spot = find_word(before, list, spot->begin + 1))
            if (spot->end == before.size()) return from + spot->begin;
        return std::nullopt;
    }
    void bound(Said& one) const {
        auto& spot = one.word.spot;
        auto begin = spot.begin;
        for (const std::string_view filler :
             {"the end of", "the start of", "the beginning of", "the"})
            if (const auto at = ends_before(begin, filler)) begin = *at;
        const auto behind = past_spaces(text_, spot.end);
        const auto range = range_of(one, year_);
        const auto before = [&](std::string_view list) { return ends_before(begin, list); };
        const auto after = [&](std::string_view list) { return word_at(text_, behind, list); };
        const auto set = [&](Range to, std::optional<std::size_t> from,
                             std::optional<std::size_t> end) {
            one.range = to;
            if (from) spot.begin = *from;
            if (end) spot.end = *end;
        };
        if (const auto at = before(kYearEnding))
            return set(
                {language::time::add_days(language::time::add_months(range.to, -12), 1), range.to},
                at, {});
        const auto from = before(kFrom);
        if (const auto end = after(kAfterBehind)) return later(one, from, end);
        if (const auto at = before(kAfter)) return later(one, at, {});
        auto on = after(kSinceBehind);
        if (!on && from) on = after(kOnBehind);
        const auto since = before(kSince);
        if (since || on) {
            one.open_end = true;
            return set(range, since ? since : from, on);
        }
        auto earlier = after(kBeforeBehind);
        if (!earlier && after("前") && !count_follows(behind)) earlier = after("前");
        if (const auto at = before(kBefore); at || earlier) {
            one.open_begin = true;
            return set({range.from, language::time::add_days(range.from, -1)}, at, earlier);
        }
        const auto until = after(kUntilBehind);
        if (const auto at = before(kUntil); at || until) {
            one.open_begin = true;
            return set(range, at ? at : before("到|至"), until);
        }
        if (from) spot.begin = *from;
    }
    void later(Said& one, std::optional<std::size_t> begin, std::optional<std::size_t> end) const {
        const auto range = range_of(one, year_);
        const auto from = language::time::add_days(range.to, 1);
        one.range = Range{from, from};
        one.open_end = true;
        if (begin) one.word.spot.begin = *begin;
        if (end) one.word.spot.end = *end;
    }
    // "三月前三张": the first three of March.
    bool count_follows(std::size_t at) const {
        const auto end = word_at(text_, at, "前").value_or(at);
        return word_at(text_, end, "一|二|两|三|四|五|六|七|八|九|十|几|半").has_value() ||
               (end < text_.size() && is_digit(text_[end]));
    }

    Period period_of(const Said& one) const {
        Period period{.spot = one.word.spot, .filter = {}, .year_alone = false, .also = one.also};
        const auto& word = one.word;
        auto& filter = period.filter;
        if (!one.range && word.kind == TimeWord::Kind::Year) {
            filter.year = word.year;
            period.year_alone = true;
        } else if (!one.range && word.kind == TimeWord::Kind::Month) {
            filter.month = word.first;
            filter.year = word.year;
        } else {
            const auto range = range_of(one, year_);
            if (!one.open_begin) filter.from = format(range.from);
            if (!one.open_end) filter.to = format(range.to);
        }
        return period;
    }

    std::string_view text_;
    CivilDate today_;
    int year_;
    std::vector<Said> said_;
};

}  // namespace

std::vector<Period> find_periods(std::string_view text, CivilDate today, int ledger_year) {
    return Reader(text, today, ledger_year).run();
}

}  // namespace errand::skills::ledger
