#include "language/time/chinese/forms.hpp"

#include "language/time/chinese/numerals.hpp"
#include "language/time/lunar.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

struct YearWord {
    std::u32string_view word;
    int offset;
};

constexpr YearWord kYearWords[] = {
    {U"今年", 0},    {U"本年", 0},   {U"这一年", 0}, {U"去年", -1},   {U"上一年", -1},
    {U"明年", 1},    {U"来年", 1},   {U"下一年", 1}, {U"前年", -2},   {U"后年", 2},
    {U"大前年", -3}, {U"大后年", 3}, {U"本年度", 0}, {U"上年度", -1}, {U"下年度", 1},
};
constexpr WordTable kYearWordsTable(kYearWords);

// What makes a number before it a count or a name, not a day: "3号楼", "3号线".
constexpr std::u32string_view kNotAfterDay =
    U"楼线门桌店厅院馆库床车厢位坑柜站台口铁房室场仓座屋栋"
    U"牌码球机井舱桩片";
// What house numbers stand behind.
constexpr std::u32string_view kRoads =
    U"路街巷道弄里村区栋园同条甲乙丙丁临院段铁楼沿厂庄苑门宴坊营桥"
    U"寺府宫庙坡湾岭社乡镇居舍轩厦场馆店屋";

bool in(int value, int low, int high) {
    return value >= low && value <= high;
}

std::optional<YearRead> read_year_word(const Context& context, std::size_t at) {
    const auto* word = kYearWordsTable.find(context.line, at);
    if (!word) return {};
    return YearRead{at + word->word.size(), context.now.date.year + word->offset, false};
}

std::optional<YearRead> read_era_year(const Line& line, std::size_t at) {
    const auto era = read_era(line, at);
    if (!era) return {};
    if (line.is(era->end, U"元年")) return YearRead{era->end + 2, era->value, false};
    const auto count = read_numeral(line, era->end);
    if (!count || !in(count->integer(), 1, 150) || line[count->end] != U'年') return {};
    return YearRead{count->end + 1, era->value + count->integer() - 1, false};
}

bool is_about(const Line& line, std::size_t at) {
    return digit_value(line[at]) + 1 == digit_value(line[at + 1]);
}

// Whether such a number before "年" is more often a length.
bool is_more_a_length(const Line& line, std::size_t at, const Numeral& numeral) {
    if (numeral.digits == 0) return numeral.integer() % 1'000 == 0 && line[at] != U'两';
    if (numeral.digits == 2 && numeral.arabic) return line[at] != U'0' && numeral.value < 85;
    if (numeral.digits == 2) return is_about(line, at);
    return numeral.digits == 3 && numeral.integer() % 10 == 0;
}

// "3月", "正月", "腊月", "闰四月".
std::optional<std::size_t> read_month_name(const Line& line, std::size_t at, DateForm& form) {
    const bool leap = line[at] == U'闰';
    std::size_t end = at + (leap ? 1 : 0);
    int month = 0;
    bool lunar = leap;
    if (const auto lunar_month = std::u32string_view(U"冬腊正").find(line[end]);
        line[end] != 0 && lunar_month != std::u32string_view::npos) {
        month = lunar_month == 2 ? 1 : 11 + static_cast<int>(lunar_month);
        lunar = true;
        ++end;
    } else if (const auto numeral = read_numeral(line, end);
               numeral && (numeral->digits == 0 || numeral->arabic || numeral->digits == 1)) {
        month = numeral->integer();
        end = numeral->end;
    }
    if (!in(month, 1, 12) || line[end] != U'月') return {};
    form.month = month;
    form.lunar = form.lunar || lunar;
    form.leap = leap;
    return line.past(end + 1, {U"份"});
}

}  // namespace

bool is_house_number(const Line& line, std::size_t begin, std::size_t end) {
    if (line[end] != U'号') return false;
    return is_one_of(line[end + 1], kNotAfterDay) ||
           (begin > 0 && is_one_of(line[begin - 1], kRoads));
}

namespace {

struct DayRead {
    std::size_t end = 0;
    int day = 0;
    bool lunar = false;
};

// "初一", "廿三", "三十": days of lunar months and, after a month, of others.
std::optional<DayRead> read_named_day(const Line& line, std::size_t at) {
    const bool first_ten = line[at] == U'初';
    const auto numeral = read_numeral(line, first_ten ? at + 1 : at);
    if (!numeral || (first_ten && numeral->arabic)) return {};
    const int day = numeral->integer();
    if (!in(day, 1, first_ten ? 10 : 31)) return {};
    if (!first_ten && numeral->digits > 0 && !numeral->arabic && numeral->digits != 1) return {};
    const bool lunar = first_ten || line[at] == U'廿';
    return DayRead{numeral->end, day, lunar};
}

// "十五号", "3日" with the guards against house numbers and names.
std::optional<DayRead> read_day(const Line& line, std::size_t at, bool after_month) {
    auto day = read_named_day(line, at);
    if (!day) return {};
    const char32_t next = line[day->end];
    if (next == U'日' || next == U'号') {
        const char32_t after = line[day->end + 1];
        if (!after_month && next == U'号' && is_house_number(line, at, day->end)) return {};
        if (!after_month && next == U'日' && is_one_of(after, U"元语系间内游均前后")) return {};
        ++day->end;
        return day;
    }
    if (day->lunar) return day;
    if (!after_month ||
        is_one_of(next, U"个天年月周岁点时分秒元块万千百份次位名度级件家小里斤楼:.%"))
        return {};
    if (is_digit(line[at]) && (is_latin(next) || line[day->end] == U'/')) return {};
    return day;
}

// "大年初一", "年初三": of the first lunar month.
std::optional<NumberRead> read_new_year_day(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"大年", U"年"});
    if (start == at || line[start] != U'初') return {};
    const auto numeral = read_numeral(line, start + 1);
    if (!numeral || numeral->arabic || !in(numeral->integer(), 1, 10)) return {};
    return NumberRead{numeral->end, numeral->integer()};
}

Interval day_interval(CivilDate date) {
    return {CivilDateTime{date, {}}, std::nullopt};
}

Value make_lunar_month(const DateForm& form, CivilDateTime now) {
    const auto today = lunar_of(now.date);
    const int year = form.year.value_or(today ? today->year : now.date.year);
    const auto first = civil_of({year, *form.month, 1, form.leap});
    Value value;
    value.kind = Kind::DateRange;
    value.grain = Unit::Month;
    value.lunar = true;
    value.timex = month_timex(form.year, *form.month);
    if (first) {
        const int days = days_in_lunar_month(year, *form.month, form.leap);
        value.past = {CivilDateTime{*first, {}}, CivilDateTime{add_days(*first, days), {}}};
        value.future = value.past;
    }
    return value;
}

}  // namespace

int whole_year(int year, int digits) {
    if (digits != 2) return year;
    return year < 40 ? 2'000 + year : 1'900 + year;
}

std::optional<YearRead> read_year(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (const auto word = read_year_word(context, at)) return word;
    if (const auto era = read_era_year(line, at)) return era;
    const std::size_t start = line.past(at, {U"公元", U"西元"});
    const auto numeral = read_numeral(line, start);
    if (!numeral || line[numeral->end] != U'年' || numeral->digits > 4) return {};
    if (numeral->digits == 1 || (numeral->digits == 0 && numeral->value < 1'000)) return {};
    if (line[numeral->end + 1] == U'代') return {};
    const int year = whole_year(numeral->integer(), numeral->digits);
    if (!in(year, 1, kMaxYear)) return {};
    std::size_t end = numeral->end + 1;
    if (line[end] == U'度' && !is_numeral(line[end + 1])) ++end;
    return YearRead{end, year, start == at && is_more_a_length(line, start, *numeral)};
}

std::optional<OffsetRead> read_offset(const Line& line, std::size_t at) {
    const char32_t way = line[at];
    std::size_t end = at;
    int offset = 0;
    if (way == U'上' || way == U'下') {
        for (; line[end] == way && end - at < 6; ++end) offset += way == U'上' ? -1 : 1;
    } else {
        end = line.past(at, {U"这", U"本", U"当"});
        if (end == at) return {};
    }
    if (line.is(end, U"一个")) return OffsetRead{end + 2, offset};
    if (line[end] == U'个') return OffsetRead{end + 1, offset};
    if (line[end] == U'一' && (line[end + 1] == U'周' || line.is(end + 1, U"星期")))
        return OffsetRead{end + 1, offset};
    return OffsetRead{end, offset};
}

std::optional<NumberRead> read_weekday_name(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"周", U"星期", U"礼拜"});
    if (start == at) return {};
    const char32_t name = line[start];
    int weekday = digit_value(name);
    if (name == U'日' || name == U'天') weekday = 7;
    if (is_digit(name) && !is_digit(line[start + 1])) weekday = static_cast<int>(name - U'0');
    const bool spelled_seven = weekday == 7 && name == U'七';
    if (!in(weekday, 1, 7) || name == U'两' || spelled_seven) return {};
    // "每周三次", "一周两个".
    if (is_one_of(line[start + 1], U"次回趟遍百千十") ||
        (is_one_of(line[start + 1], U"个天") && name != U'天'))
        return {};
    return NumberRead{start + 1, weekday};
}

std::optional<NumberRead> read_rank(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"的"});
    if (line.is(start, U"最后一")) return NumberRead{line.past(start + 3, {U"个", U"个的"}), -1};
    if (line[start] != U'第') return {};
    const auto numeral = read_numeral(line, start + 1);
    if (!numeral || !in(numeral->integer(), 1, 60)) return {};
    return NumberRead{line.past(numeral->end, {U"个"}), numeral->integer()};
}

std::optional<std::size_t> read_month(const Context& context, std::size_t at, DateForm& form) {
    const Line& line = context.line;
    if (const auto end = read_month_name(line, at, form)) return end;
    const auto offset = read_offset(line, at);
    if (!offset || line[offset->end] != U'月' ||
        is_one_of(line[offset->end + 1], U"球饼亮票卡租薪"))
        return {};
    const CivilDate month = add_months(context.now.date, offset->offset);
    if (form.year && offset->offset != 0) return {};
    if (!form.year) form.year = month.year;
    form.month = month.month;
    return line.past(offset->end + 1, {U"份"});
}

std::optional<FormRead> read_day_form(const Context& context, std::size_t at) {
    const Line& line = context.line;
    DateForm form;
    const auto lunar_mark = [&](std::size_t from) {
        const std::size_t past = line.past(from, {U"农历", U"阴历", U"旧历", U"农历的"});
        form.lunar = form.lunar || past > from;
        return past == from ? line.past(from, {U"公历", U"阳历"}) : past;
    };
    std::size_t end = lunar_mark(at);
    if (const auto year = read_year(context, end)) {
        form.year = year->year;
        end = lunar_mark(line.past(year->end, {U"的"}));
    }
    if (const auto day = read_new_year_day(line, end)) {
        form.month = 1;
        form.day = day->value;
        form.lunar = true;
        return FormRead{day->end, form};
    }
    const auto month = read_month(context, end, form);
    if (month) {
        const std::size_t day_at = line.past(*month, {U"的"});
        const auto day = read_day(line, day_at, true);
        if (!day || (day_at > *month && day->end - day_at < 2)) return {};
        form.day = day->day;
        form.lunar = form.lunar || day->lunar;
        return FormRead{day->end, form};
    }
    if (form.year) return {};
    const auto day = read_day(line, end, false);
    if (!day || (day->lunar && line[end] != U'初')) return {};
    form.day = day->day;
    form.lunar = form.lunar || day->lunar;
    return FormRead{day->end, form};
}

std::optional<FormRead> read_month_form(const Context& context, std::size_t at) {
    const Line& line = context.line;
    DateForm form;
    const std::size_t start = line.past(at, {U"农历", U"阴历"});
    form.lunar = start > at;
    const auto year = read_year(context, start);
    std::size_t end = start;
    if (year) {
        form.year = year->year;
        end = year->end;
        const std::size_t month_at = line.past(end, {U"的"});
        DateForm with_month = form;
        if (const auto month = read_month(context, month_at, with_month))
            return FormRead{*month, with_month};
        if (year->needs_month || form.lunar) return {};
        return FormRead{end, form};
    }
    const auto month = read_month(context, end, form);
    if (!month) return {};
    return FormRead{*month, form};
}

Value value_of(const DateForm& form, CivilDateTime now) {
    if (form.lunar && form.day) return make_lunar(form, now);
    if (form.lunar && form.month) return make_lunar_month(form, now);
    if (form.day) return make_date(form.year, form.month, *form.day, now);
    if (form.month) return make_month(form.year, *form.month, now);
    return make_year(form.year.value_or(now.date.year));
}

Value make_lunar(const DateForm& form, CivilDateTime now) {
    Value value;
    value.kind = Kind::Date;
    value.lunar = true;
    value.timex = date_timex(form.year, form.month, *form.day);
    const auto today = lunar_of(now.date);
    const int middle = form.year.value_or(today ? today->year : now.date.year);
    const int month = form.month.value_or(today ? today->month : now.date.month);
    // The last day of a month is called its thirtieth even where it has 29.
    const auto in_year = [&](int year) {
        const int days = days_in_lunar_month(year, month, form.leap);
        const int day = *form.day == 30 && days == 29 ? 29 : *form.day;
        return civil_of({year, month, day, form.leap});
    };
    if (form.year) {
        if (const auto date = in_year(middle)) value.past = value.future = day_interval(*date);
        return value;
    }
    for (int year = middle - 2; year <= middle + 2; ++year) {
        const auto date = in_year(year);
        if (!date) continue;
        if (*date < now.date)
            value.past = day_interval(*date);
        else if (!value.future.begin)
            value.future = day_interval(*date);
    }
    // Leap months come seldom: the nearest one then holds alone.
    if (!value.past.begin) value.past = value.future;
    if (!value.future.begin) value.future = value.past;
    return value;
}

}  // namespace errand::language::time::chinese
