#include "language/time/chinese/forms.hpp"

#include "language/time/chinese/numerals.hpp"

namespace errand::language::time::chinese {
namespace {

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

}  // namespace

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

}  // namespace errand::language::time::chinese
