// Festivals and solar terms, with the year they are said of. Lunar ones keep their lunar month and
// day in the timex; their readings are Gregorian days.
#include <functional>

#include "language/time/chinese/piece.hpp"
#include "language/time/lunar.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

enum class Rule { Solar, Lunar, Eve, Weekday, Term, Easter, Friday };

// Solar and Lunar: month and day. Weekday: month, weekday, which one. Term: the solar term. Friday:
// the one after Thanksgiving.
struct Holiday {
    std::u32string_view word;
    Rule rule;
    int first = 0;
    int second = 0;
    int third = 0;
    // What must or must not follow a word that means other things too; `|` between the words.
    std::u32string_view only_before = {};
    std::u32string_view not_before = {};
};

constexpr std::u32string_view kDay = U"节|那天|当天|夜|晚|前|后|期间|假期|放假|聚会";
constexpr std::u32string_view kHolidays = U"假期|长假|小长假|黄金周|期间|放假|那天|节";
constexpr std::u32string_view kRoad = U"路|广场|街|大道|商圈|村|站|楼";
constexpr std::u32string_view kTerm = U"节气|那天|当天|这天|节";

constexpr Holiday kHolidayWords[] = {
    {U"元旦", Rule::Solar, 1, 1},
    {U"新年", Rule::Solar, 1, 1, 0, {}, U"快乐"},
    {U"情人节", Rule::Solar, 2, 14},
    {U"女生节", Rule::Solar, 3, 7},
    {U"妇女节", Rule::Solar, 3, 8},
    {U"三八节", Rule::Solar, 3, 8},
    {U"三八妇女节", Rule::Solar, 3, 8},
    {U"植树节", Rule::Solar, 3, 12},
    {U"白色情人节", Rule::Solar, 3, 14},
    {U"消费者权益日", Rule::Solar, 3, 15},
    {U"愚人节", Rule::Solar, 4, 1},
    {U"地球日", Rule::Solar, 4, 22},
    {U"读书日", Rule::Solar, 4, 23},
    {U"五一", Rule::Solar, 5, 1, 0, {}, kRoad},
    {U"劳动节", Rule::Solar, 5, 1},
    {U"五一劳动节", Rule::Solar, 5, 1},
    {U"青年节", Rule::Solar, 5, 4},
    {U"五四青年节", Rule::Solar, 5, 4},
    {U"护士节", Rule::Solar, 5, 12},
    {U"六一", Rule::Solar, 6, 1, 0, {}, kRoad},
    {U"儿童节", Rule::Solar, 6, 1},
    {U"六一儿童节", Rule::Solar, 6, 1},
    {U"七一", Rule::Solar, 7, 1, 0, kHolidays},
    {U"建党节", Rule::Solar, 7, 1},
    {U"八一", Rule::Solar, 8, 1, 0, kHolidays},
    {U"建军节", Rule::Solar, 8, 1},
    {U"八一建军节", Rule::Solar, 8, 1},
    {U"教师节", Rule::Solar, 9, 10},
    {U"国庆", Rule::Solar, 10, 1, 0, {}, kRoad},
    {U"国庆日", Rule::Solar, 10, 1},
    {U"十一", Rule::Solar, 10, 1, 0, U"假期|长假|小长假|黄金周|期间|放假"},
    {U"万圣节", Rule::Solar, 10, 31},
    {U"万圣夜", Rule::Solar, 10, 31},
    {U"光棍节", Rule::Solar, 11, 11},
    {U"双十一", Rule::Solar, 11, 11},
    {U"双11", Rule::Solar, 11, 11},
    {U"双十二", Rule::Solar, 12, 12},
    {U"双12", Rule::Solar, 12, 12},
    {U"平安夜", Rule::Solar, 12, 24},
    {U"圣诞", Rule::Solar, 12, 25, 0, {}, U"树|老人|帽|夜"},
    {U"圣诞夜", Rule::Solar, 12, 24},
    {U"圣诞前夜", Rule::Solar, 12, 24},
    {U"圣诞前夕", Rule::Solar, 12, 24},
    {U"跨年夜", Rule::Solar, 12, 31},
    {U"春节", Rule::Lunar, 1, 1},
    {U"新春", Rule::Lunar, 1, 1, 0, kDay},
    {U"农历新年", Rule::Lunar, 1, 1},
    {U"元宵", Rule::Lunar, 1, 15, 0, kDay},
    {U"正月十五", Rule::Lunar, 1, 15},
    {U"龙抬头", Rule::Lunar, 2, 2},
    {U"端午", Rule::Lunar, 5, 5},
    {U"端阳节", Rule::Lunar, 5, 5},
    {U"七夕", Rule::Lunar, 7, 7},
    {U"中元节", Rule::Lunar, 7, 15},
    {U"中秋", Rule::Lunar, 8, 15},
    {U"重阳", Rule::Lunar, 9, 9, 0, {}, U"糕"},
    {U"腊八", Rule::Lunar, 12, 8, 0, {}, U"粥|蒜"},
    {U"小年", Rule::Lunar, 12, 23, 0, {}, U"轻|纪|级"},
    {U"除夕", Rule::Eve},
    {U"除夕夜", Rule::Eve},
    {U"大年夜", Rule::Eve},
    {U"年三十", Rule::Eve},
    {U"大年三十", Rule::Eve},
    {U"父亲节", Rule::Weekday, 6, 7, 3},
    {U"母亲节", Rule::Weekday, 5, 7, 2},
    {U"感恩节", Rule::Weekday, 11, 4, 4},
    {U"复活节", Rule::Easter},
    {U"黑色星期五", Rule::Friday},
    {U"黑五", Rule::Friday},
    {U"上元节", Rule::Lunar, 1, 15},
    {U"下元节", Rule::Lunar, 10, 15},
    {U"记者节", Rule::Solar, 11, 8},
    {U"立春", Rule::Term, 2},
    {U"雨水", Rule::Term, 3, 0, 0, kTerm},
    {U"惊蛰", Rule::Term, 4},
    {U"春分", Rule::Term, 5},
    {U"清明", Rule::Term, 6, 0, 0, {}, U"上河图"},
    {U"谷雨", Rule::Term, 7},
    {U"立夏", Rule::Term, 8},
    {U"小满", Rule::Term, 9, 0, 0, kTerm},
    {U"芒种", Rule::Term, 10},
    {U"夏至", Rule::Term, 11},
    {U"小暑", Rule::Term, 12},
    {U"大暑", Rule::Term, 13},
    {U"立秋", Rule::Term, 14},
    {U"处暑", Rule::Term, 15},
    {U"白露", Rule::Term, 16},
    {U"秋分", Rule::Term, 17},
    {U"寒露", Rule::Term, 18},
    {U"霜降", Rule::Term, 19},
    {U"立冬", Rule::Term, 20},
    {U"小雪", Rule::Term, 21, 0, 0, kTerm},
    {U"大雪", Rule::Term, 22, 0, 0, kTerm},
    {U"冬至", Rule::Term, 23},
    {U"小寒", Rule::Term, 0, 0, 0, kTerm},
    {U"大寒", Rule::Term, 1, 0, 0, kTerm},
};
constexpr WordTable kHolidayWordsTable(kHolidayWords);

bool starts_one_of(const Line& line, std::size_t at, std::u32string_view words) {
    while (!words.empty()) {
        const std::size_t bar = std::min(words.find(U'|'), words.size());
        if (line.is(at, words.substr(0, bar))) return true;
        words.remove_prefix(std::min(bar + 1, words.size()));
    }
    return false;
}

// The lunar years around a Gregorian one that may hold the day.
std::optional<CivilDate> lunar_in(int year, int month, int day) {
    for (const int lunar_year : {year, year - 1})
        if (const auto date = civil_of({lunar_year, month, day, false}); date && date->year == year)
            return date;
    return {};
}

// The day in a Gregorian year.
std::optional<CivilDate> day_in(const Holiday& holiday, int year) {
    switch (holiday.rule) {
        case Rule::Solar:
            return CivilDate{year, holiday.first, holiday.second};
        case Rule::Lunar:
            return lunar_in(year, holiday.first, holiday.second);
        case Rule::Weekday:
            return nth_weekday(year, holiday.first, holiday.second, holiday.third);
        case Rule::Term:
            return solar_term(year, holiday.first);
        case Rule::Easter:
            return easter_sunday(year);
        case Rule::Friday:
            return add_days(nth_weekday(year, 11, 4, 4), 1);
        case Rule::Eve:
            if (const auto new_year = civil_of({year, 1, 1, false})) return add_days(*new_year, -1);
            return {};
    }
    return {};
}

std::string timex_for(const Holiday& holiday, std::optional<int> year, const Value& value) {
    switch (holiday.rule) {
        case Rule::Solar:
        case Rule::Lunar:
            return date_timex(year, holiday.first, holiday.second);
        case Rule::Eve:
            return date_timex(year, 12, 30);
        case Rule::Weekday:
            if (!year)
                return month_timex(year, holiday.first) + "-WXX-" + std::to_string(holiday.second) +
                       "-" + std::to_string(holiday.third);
            break;
        case Rule::Term:
        case Rule::Easter:
        case Rule::Friday:
            break;
    }
    if (!value.future.begin) return "XXXX-XX-XX";
    const CivilDate date = value.future.begin->date;
    return date_timex(year, date.month, date.day);
}

Value value_for(const Holiday& holiday, std::optional<int> year, CivilDateTime now) {
    Value value;
    const auto put = [](Interval& interval, CivilDate date) {
        interval = {CivilDateTime{date, {}}, std::nullopt};
    };
    if (year) {
        if (const auto date = day_in(holiday, *year))
            put(value.past, *date), put(value.future, *date);
    } else {
        for (int step = -2; step <= 2; ++step) {
            const auto date = day_in(holiday, now.date.year + step);
            if (!date) continue;
            if (*date < now.date)
                put(value.past, *date);
            else if (!value.future.begin)
                put(value.future, *date);
        }
    }
    value.kind = Kind::Date;
    value.year_said = year.has_value();
    value.lunar = holiday.rule == Rule::Lunar || holiday.rule == Rule::Eve;
    value.timex = timex_for(holiday, year, value);
    return value;
}

}  // namespace

Read read_holiday(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto year = read_year(context, at);
    std::size_t start = year ? line.past(year->end, {U"的"}) : at;
    if (!year) start = line.past(at, {U"这个", U"本"});
    const auto* word = kHolidayWordsTable.find(line, start);
    if (!word) return {};
    std::size_t end = start + word->word.size();
    if (!word->only_before.empty() && !starts_one_of(line, end, word->only_before)) return {};
    if (starts_one_of(line, end, word->not_before)) return {};
    if (line[end] == U'节' && word->word.back() != U'节') {
        // "春节" ends in one of its own; "清明节气" is a term.
        ++end;
        if (line[end] == U'气') ++end;
    }
    Piece made;
    made.begin = year ? at : start;
    made.end = end;
    made.value = value_for(*word, year ? std::optional(year->year) : std::nullopt, context.now);
    if (made.begin != at) return {};
    return made;
}

}  // namespace errand::language::time::chinese
