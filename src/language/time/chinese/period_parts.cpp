// Parts of years, months and weeks: "去年上半年", "第一季度", "月底", "夏天".
#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

std::optional<int> said_year(const std::optional<YearRead>& year) {
    return year ? std::optional(year->year) : std::nullopt;
}

// A year that may stand before a part of it, with the "的" between them.
std::optional<YearRead> read_year_before(const Context& context, std::size_t at) {
    auto year = read_year(context, at);
    if (year) {
        year->end = context.line.past(year->end, {U"的"});
        return year;
    }
    // "2019Q3", "2019-H2".
    const Line& line = context.line;
    const auto numeral = is_digit(line[at]) ? read_numeral(line, at) : std::nullopt;
    if (!numeral || numeral->digits != 4 || numeral->value < 1'900) return {};
    const std::size_t end = line.past(numeral->end, {U"-"});
    if (!is_one_of(line[end], U"qh") || !is_digit(line[end + 1])) return {};
    return YearRead{end, numeral->integer(), false};
}

Value days_of(Value value, CivilDate begin, CivilDate end) {
    value.past = value.future = {CivilDateTime{begin, {}}, CivilDateTime{end, {}}};
    return value;
}

// The first, second or last ten days of a month.
Value third_of_month(Value month, Part part) {
    month.part = part;
    for (Interval* interval : {&month.past, &month.future}) {
        if (!interval->begin || !interval->end) continue;
        const CivilDate first = interval->begin->date;
        if (part != Part::Start)
            interval->begin->date = add_days(first, part == Part::Mid ? 10 : 20);
        if (part != Part::End) interval->end->date = add_days(first, part == Part::Start ? 10 : 20);
    }
    month.grain = Unit::Day;
    return month;
}

// "年初" is its first two months, "年底" its last two, "年中" the two in the middle.
Value part_of_year(int year, Part part) {
    Value value = make_year(year);
    const int first = part == Part::Start ? 1 : part == Part::Mid ? 6 : 11;
    const CivilDate begin{year, first, 1};
    value.part = part;
    return days_of(std::move(value), begin, add_months(begin, 2));
}

// "初", "中旬", "底" after a month.
std::optional<std::pair<std::size_t, Part>> read_part(const Line& line, std::size_t at) {
    if (const auto end = line.past(at, {U"初", U"上旬"}); end > at) return {{end, Part::Start}};
    if (const auto end = line.past(at, {U"中旬", U"中"}); end > at) {
        if (end == at + 1 && is_one_of(line[end], U"国央心餐午部秋")) return {};
        return {{end, Part::Mid}};
    }
    if (const auto end = line.past(at, {U"底", U"末", U"下旬"}); end > at)
        return {{end, Part::End}};
    return {};
}

Read read_part_of_month(const Context& context, std::size_t at) {
    const Line& line = context.line;
    auto month = read_month_form(context, at);
    if (!month && line[at] == U'月')
        month = FormRead{at + 1, {context.now.date.year, context.now.date.month, {}}};
    if (!month && (line.is(at, U"上旬") || line.is(at, U"中旬") || line.is(at, U"下旬")))
        month = FormRead{at, {context.now.date.year, context.now.date.month, {}}};
    if (!month) return {};
    const auto part =
        read_part(line, line.past(month->end, {U"的", month->form.month ? U"的" : U"年", U"的年"}));
    if (!part) return {};
    if (!month->form.month) {
        if (!month->form.year || line.ends(part->first, U"旬")) return {};
        return make_piece(at, part->first, part_of_year(*month->form.year, part->second));
    }
    if (line[part->first - 1] == U'初' && is_numeral(line[part->first])) return {};
    return make_piece(at, part->first,
                      third_of_month(value_of(month->form, context.now), part->second));
}

Read read_part_of_year(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (line[at] != U'年') return {};
    const auto part = read_part(line, at + 1);
    if (!part || line.ends(part->first, U"旬")) return {};
    if (line[at + 1] == U'中' && at > 0 && is_numeral(line[at - 1])) return {};
    return make_piece(at, part->first, part_of_year(context.now.date.year, part->second));
}

// "2017年上半年", "下半年", "上个半年", "今年后半年", "上半月", "下半周".
Read read_half(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto year = read_year_before(context, at);
    std::size_t start = year ? year->end : at;
    if (line.is(start, U"这")) ++start;
    const bool first = is_one_of(line[start], U"上前");
    if (!first && !is_one_of(line[start], U"下后")) return {};
    std::size_t half = line.past(start + 1, {U"个", U"一个"});
    if (line[half] != U'半') return {};
    const CivilDate today = context.now.date;
    const char32_t unit = line[half + 1];
    if (unit == U'年')
        return make_piece(
            at, half + 2,
            make_months(year ? year->year : today.year, first ? 1 : 7, 6, context.now));
    if (year) return {};
    const auto range = [&](CivilDate begin, CivilDate end) {
        return make_day_range(
            range_timex(format(begin), format(end), length_timex(days_between(begin, end), 'D')),
            begin, end, Unit::Day);
    };
    if (unit == U'月') {
        const CivilDate begin{today.year, today.month, first ? 1 : 16};
        return make_piece(at, half + 2,
                          range(begin, first ? add_days(begin, 15)
                                             : add_months({today.year, today.month, 1}, 1)));
    }
    const std::size_t end = line.past(half + 1, {U"周", U"个星期", U"星期"});
    if (end == half + 1) return {};
    const CivilDate begin = add_days(monday_of(today), first ? 0 : 3);
    return make_piece(at, end, range(begin, add_days(begin, first ? 3 : 4)));
}

// "第一季度", "今年三季度", "Q2", "这个季度", "上季度".
Read read_quarter(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto year = read_year_before(context, at);
    std::size_t start = year ? year->end : at;
    int quarter = 0;
    std::size_t end = start;
    if (line[start] == U'q' && line[start + 1] >= U'1' && line[start + 1] <= U'4' &&
        !is_latin(line[start + 2]) && !is_digit(line[start + 2])) {
        quarter = static_cast<int>(line[start + 1] - U'0');
        end = start + 2;
    } else if (line[start] == U'h' && is_one_of(line[start + 1], U"12") && year &&
               !is_latin(line[start + 2]) && !is_digit(line[start + 2])) {
        return make_piece(at, start + 2,
                          make_months(year->year, line[start + 1] == U'1' ? 1 : 7, 6, context.now));
    } else if (const auto numeral = read_numeral(line, line.past(start, {U"第"}));
               numeral && line.is(line.past(numeral->end, {U"个"}), U"季度")) {
        quarter = numeral->integer();
        end = line.past(numeral->end, {U"个"}) + 2;
    }
    if (quarter >= 1 && quarter <= 4)
        return make_piece(at, end,
                          make_months(year ? year->year : context.now.date.year, quarter * 3 - 2, 3,
                                      context.now));
    if (year || end > start) return {};
    const auto offset = read_offset(line, at);
    if (!offset || !line.is(offset->end, U"季度")) return {};
    const CivilDate month =
        add_months({context.now.date.year, context.now.date.month, 1}, 3LL * offset->offset);
    return make_piece(at, offset->end + 2,
                      make_months(month.year, (month.month - 1) / 3 * 3 + 1, 3, context.now));
}

struct Season {
    std::u32string_view word;
    std::string_view code;
};
constexpr Season kSeasons[] = {
    {U"春天", "SP"}, {U"春季", "SP"}, {U"夏天", "SU"}, {U"夏季", "SU"}, {U"秋天", "FA"},
    {U"秋季", "FA"}, {U"冬天", "WI"}, {U"冬季", "WI"}, {U"暑假", "SU"}, {U"寒假", "WI"},
};
constexpr WordTable kSeasonsTable(kSeasons);

Read read_season(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto year = read_year_before(context, at);
    std::size_t start = year ? year->end : at;
    std::optional<int> of = said_year(year);
    if (!year)
        if (const auto offset = read_offset(line, at)) {
            of = context.now.date.year + offset->offset;
            start = offset->end;
        }
    const auto* season = kSeasonsTable.find(line, start);
    if (!season || line[start + 1] == U'假') return {};
    return make_piece(at, start + season->word.size(), make_season(of, season->code));
}

// "年内", "月内".
Read read_inside(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (at > 0 && (is_numeral(line[at - 1]) || is_digit(line[at - 1]) || line[at - 1] == U'个'))
        return {};
    const CivilDate today = context.now.date;
    if (line.is(at, U"年内")) return make_piece(at, at + 2, make_year(today.year));
    if (line.is(at, U"月内"))
        return make_piece(at, at + 2, make_month(today.year, today.month, context.now));
    return {};
}

}  // namespace

Read read_period_part(const Context& context, std::size_t at) {
    Read best;
    for (const auto reader : {read_part_of_month, read_part_of_year, read_half, read_quarter,
                              read_season, read_inside}) {
        auto read = reader(context, at);
        if (read && (!best || read->end > best->end)) best = std::move(read);
    }
    return best;
}

}  // namespace errand::language::time::chinese
