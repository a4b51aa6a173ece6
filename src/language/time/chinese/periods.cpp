// Years, months, weeks, seasons and parts of them: "2018年十二月", "下周末", "去年上半年", "月底".
#include <fmt/format.h>

#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

Piece piece(std::size_t begin, std::size_t end, Value value) {
    Piece made;
    made.begin = begin;
    made.end = end;
    made.value = std::move(value);
    return made;
}

// A range of two ends.
Piece closed(Piece range) {
    range.closed = true;
    return range;
}

std::optional<int> said_year(const std::optional<YearRead>& year) {
    return year ? std::optional(year->year) : std::nullopt;
}

// A year that may stand before a part of it, with the "的" between them.
std::optional<YearRead> read_year_before(const Context& context, std::size_t at) {
    auto year = read_year(context, at);
    if (year) year->end = context.line.past(year->end, {U"的"});
    return year;
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
        return piece(at, part->first, part_of_year(*month->form.year, part->second));
    }
    if (line[part->first - 1] == U'初' && is_numeral(line[part->first])) return {};
    return piece(at, part->first, third_of_month(value_of(month->form, context.now), part->second));
}

Read read_part_of_year(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (line[at] != U'年') return {};
    const auto part = read_part(line, at + 1);
    if (!part || line.ends(part->first, U"旬")) return {};
    if (line[at + 1] == U'中' && at > 0 && is_numeral(line[at - 1])) return {};
    return piece(at, part->first, part_of_year(context.now.date.year, part->second));
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
        return piece(at, half + 2,
                     make_months(year ? year->year : today.year, first ? 1 : 7, 6, context.now));
    if (year) return {};
    const auto range = [&](CivilDate begin, CivilDate end) {
        return make_day_range(
            range_timex(format(begin), format(end), length_timex(days_between(begin, end), 'D')),
            begin, end, Unit::Day);
    };
    if (unit == U'月') {
        const CivilDate begin{today.year, today.month, first ? 1 : 16};
        return piece(at, half + 2,
                     range(begin, first ? add_days(begin, 15)
                                        : add_months({today.year, today.month, 1}, 1)));
    }
    const std::size_t end = line.past(half + 1, {U"周", U"个星期", U"星期"});
    if (end == half + 1) return {};
    const CivilDate begin = add_days(monday_of(today), first ? 0 : 3);
    return piece(at, end, range(begin, add_days(begin, first ? 3 : 4)));
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
    } else if (const auto numeral = read_numeral(line, line.past(start, {U"第"}));
               numeral && line.is(line.past(numeral->end, {U"个"}), U"季度")) {
        quarter = numeral->integer();
        end = line.past(numeral->end, {U"个"}) + 2;
    }
    if (quarter >= 1 && quarter <= 4)
        return piece(at, end,
                     make_months(year ? year->year : context.now.date.year, quarter * 3 - 2, 3,
                                 context.now));
    if (year || end > start) return {};
    const auto offset = read_offset(line, at);
    if (!offset || !line.is(offset->end, U"季度")) return {};
    const CivilDate month =
        add_months({context.now.date.year, context.now.date.month, 1}, 3LL * offset->offset);
    return piece(at, offset->end + 2,
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
    return piece(at, start + season->word.size(), make_season(of, season->code));
}

// "十月的第一周", "2021年的第三个月", "这个月最后一个周末", "第三周".
Read read_ranked(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto outer = read_month_form(context, at);
    if (outer && outer->form.lunar) return {};
    const auto rank = read_rank(line, outer ? outer->end : at);
    if (!rank) return {};
    std::optional<int> year = context.now.date.year;
    std::optional<int> month;
    if (outer) year = outer->form.year, month = outer->form.month;
    const std::size_t week = line.past(rank->end, {U"周", U"星期", U"礼拜"});
    if (week > rank->end) {
        if (line[week] == U'末' && month) {
            const CivilDate saturday =
                nth_weekday(year.value_or(context.now.date.year), *month, 6, rank->value);
            return piece(at, week + 1, make_weekend(saturday));
        }
        if (month)
            return piece(at, week, make_week_of_month(year, *month, rank->value, context.now));
        if (!outer) return {};
        return piece(at, week, make_week_of_year(*year, rank->value));
    }
    if (line[rank->end] == U'天' && outer && year && rank->value <= 31) {
        Value whole = value_of(outer->form, context.now);
        if (!whole.past.begin) return {};
        const CivilDate day = rank->value < 0 ? add_days(whole.past.end->date, -1)
                                              : add_days(whole.past.begin->date, rank->value - 1);
        return piece(at, rank->end + 1, make_date(day));
    }
    if (!outer || month || !year) return {};
    const int nth = rank->value < 0 ? 12 : rank->value;
    if (line[rank->end] == U'月' && nth >= 1 && nth <= 12)
        return piece(at, rank->end + 1, make_month(year, nth, context.now));
    return {};
}

// "年内", "月内".
Read read_inside(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (at > 0 && (is_numeral(line[at - 1]) || is_digit(line[at - 1]) || line[at - 1] == U'个'))
        return {};
    const CivilDate today = context.now.date;
    if (line.is(at, U"年内")) return piece(at, at + 2, make_year(today.year));
    if (line.is(at, U"月内"))
        return piece(at, at + 2, make_month(today.year, today.month, context.now));
    return {};
}

// "下周", "上上个星期", "这周末", "周末".
Read read_week(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto offset = read_offset(line, at);
    const std::size_t start = offset ? offset->end : at;
    const std::size_t end = line.past(start, {U"周", U"星期", U"礼拜"});
    if (end == start) return {};
    const CivilDate day = add_days(context.now.date, 7LL * (offset ? offset->offset : 0));
    if (line[end] == U'末') {
        Piece made = piece(at, end + 1, make_weekend(day));
        return made;
    }
    if (line[end] == U'初' && offset)
        return piece(at, end + 1, part_of(make_week(day), Part::Start));
    if (line[end] == U'中' && offset && !is_one_of(line[end + 1], U"午国"))
        return piece(at, end + 1, part_of(make_week(day), Part::Mid));
    if (!offset || is_one_of(line[end], U"年岁边围")) return {};
    return piece(at, end, make_week(day));
}

// "20世纪80年代", "上世纪90年代", "五十年代", "二十一世纪".
Read read_decade(const Context& context, std::size_t at) {
    const Line& line = context.line;
    std::optional<int> century;
    std::size_t end = at;
    if (const auto offset = read_offset(line, at); offset && line.is(offset->end, U"世纪")) {
        century = context.now.date.year / 100 + offset->offset;
        end = offset->end + 2;
    } else if (const auto numeral = read_numeral(line, at);
               numeral && line.is(numeral->end, U"世纪") && numeral->value >= 1 &&
               numeral->value <= 40) {
        century = numeral->integer() - 1;
        end = numeral->end + 2;
    }
    const std::size_t decade_at = line.past(end, {U"的"});
    const auto decade = read_numeral(line, decade_at);
    if (decade && line.is(decade->end, U"年代")) {
        const int value = decade->integer();
        const std::size_t decade_end = decade->end + 2;
        if (value < 100 && value % 10 == 0) {
            if (century) return piece(at, decade_end, make_decade(*century * 100 + value));
            return piece(at, decade_end, make_short_decade(value, context.now));
        }
        if (!century && value % 10 == 0 && value >= 1'000 && value < kMaxYear)
            return piece(at, decade_end, make_decade(value));
    }
    if (!century || line.past(end, {U"饭店", U"酒店", U"大厦", U"公园", U"城", U"宾馆"}) > end)
        return {};
    return piece(at, end, make_decade(std::max(*century * 100, 1), 100));
}

// "2018" alone, "= 2019".
Read read_bare_year(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const bool equal = line[at] == U'=';
    const std::size_t start = at + (equal ? 1 : 0);
    const auto numeral = is_digit(line[start]) ? read_numeral(line, start) : std::nullopt;
    if (!numeral || numeral->digits != 4 || numeral->value < 1'500 || numeral->value > 2'100)
        return {};
    const std::size_t end = numeral->end;
    const char32_t next = line[end];
    const bool marked = is_one_of(next, U"-/.:%") && (is_digit(line[end + 1]) || next == U'%');
    if (marked || (is_latin(next) && !line.gap(end)) ||
        is_one_of(next,
                  U"元块毛分角个只杯份米克公斤千万百人次台套本张件名位室号房路层栋楼字步度卡瓦"
                  U"里两升吨页颗双条辆平多余几来餐酒店咖"))
        return {};
    if (at > 0 && is_one_of(line[at - 1], U"¥$#-/.第:@+*") && !equal) return {};
    Piece made = piece(at, end, make_year(numeral->integer()));
    made.form = DateForm{numeral->integer(), {}, {}};
    made.weak = !equal;
    return made;
}

Read read_form(const Context& context, std::size_t at) {
    const auto read = read_month_form(context, at);
    if (!read) return {};
    Piece made = piece(at, read->end, value_of(read->form, context.now));
    made.form = read->form;
    return made;
}

}  // namespace

Read read_period(const Context& context, std::size_t at) {
    Read best;
    for (const auto reader :
         {read_form, read_part_of_month, read_part_of_year, read_half, read_quarter, read_season,
          read_ranked, read_week, read_decade, read_bare_year, read_inside}) {
        auto read = reader(context, at);
        if (read && (!best || read->end > best->end)) best = std::move(read);
    }
    return best;
}

// "19到20日", "5至10月", "1995 – 1997年": the unit is said once.
Read read_date_range(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto first = read_numeral(line, at);
    if (!first) return {};
    const std::size_t second_at = line.past(first->end, {U"到", U"至", U"-", U"--"});
    if (second_at == first->end) return {};
    const auto second = read_numeral(line, second_at);
    if (!second || (second->arabic != first->arabic)) return {};
    const char32_t unit = line[second->end];
    DateForm from;
    DateForm to;
    const auto within = [&](int low, int high) {
        return first->value >= low && second->value <= high;
    };
    if (unit == U'年' && first->digits >= 2 && second->digits >= 2 && within(1, kMaxYear)) {
        from.year = whole_year(first->integer(), first->digits);
        to.year = whole_year(second->integer(), second->digits);
    } else if (first->digits == 4 && second->digits == 4 && within(1'500, 2'100) &&
               first->value < second->value && second->arabic && !is_digit(unit) &&
               !is_one_of(unit, U"-/.:元块米") && !(at > 0 && line[at - 1] == U'-')) {
        return closed(piece(
            at, second->end,
            make_range(make_year(first->integer()), make_year(second->integer()), context.now)));
    } else if (unit == U'月' && within(1, 12) && line[second->end + 1] != U'前') {
        from.month = first->integer();
        to.month = second->integer();
    } else if ((unit == U'日' || unit == U'号') && within(1, 31) && first->value < second->value &&
               !is_house_number(line, at, second->end)) {
        from.day = first->integer();
        to.day = second->integer();
    } else {
        return {};
    }
    return closed(
        piece(at, second->end + 1,
              make_range(value_of(from, context.now), value_of(to, context.now), context.now)));
}

}  // namespace errand::language::time::chinese
