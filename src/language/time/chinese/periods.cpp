// Years, months, weeks and decades: "2018年十二月", "下周末", "90年代".
#include <fmt/format.h>

#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

// A range of two ends.
Piece closed(Piece range) {
    range.closed = true;
    return range;
}

// "本月的第三天", "今年的最后一天".
Value day_of(const Value& whole, int nth) {
    Value value;
    for (const auto of : {&Value::past, &Value::future}) {
        const Interval& interval = whole.*of;
        if (!interval.begin || !interval.end) continue;
        const CivilDate day =
            nth < 0 ? add_days(interval.end->date, -1) : add_days(interval.begin->date, nth - 1);
        (value.*of).begin = CivilDateTime{day, {}};
        value.timex = format(day);
    }
    if (!(value.past == value.future)) value.timex.replace(0, 4, "XXXX");
    return value;
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
            return make_piece(at, week + 1, make_weekend(saturday));
        }
        if (month)
            return make_piece(at, week, make_week_of_month(year, *month, rank->value, context.now));
        if (!outer && (rank->value < 1 || line.ends(rank->end, U"个"))) return {};
        return make_piece(at, week, make_week_of_year(*year, rank->value));
    }
    if (line[rank->end] == U'天' && outer && rank->value <= 31) {
        return make_piece(at, rank->end + 1,
                          day_of(value_of(outer->form, context.now), rank->value));
    }
    if (!outer || month || !year) return {};
    const int nth = rank->value < 0 ? 12 : rank->value;
    if (line[rank->end] == U'月' && nth >= 1 && nth <= 12)
        return make_piece(at, rank->end + 1, make_month(year, nth, context.now));
    return {};
}

// "下周", "上上个星期", "这周末", "周末".
Read read_week(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto offset = read_offset(line, at);
    const std::size_t start = offset ? offset->end : at;
    const std::size_t end = line.past(start, {U"周", U"星期", U"礼拜"});
    const std::size_t days_off = line.past(start, {U"双休日"});
    if (end == start && days_off == start) return {};
    const CivilDate day = add_days(context.now.date, 7LL * (offset ? offset->offset : 0));
    if (days_off > start) return make_piece(at, days_off, make_weekend(day));
    if (line[end] == U'末') {
        Piece made = make_piece(at, end + 1, make_weekend(day));
        return made;
    }
    if (line[end] == U'初' && offset)
        return make_piece(at, end + 1, part_of(make_week(day), Part::Start));
    if (line[end] == U'中' && offset && !is_one_of(line[end + 1], U"午国"))
        return make_piece(at, end + 1, part_of(make_week(day), Part::Mid));
    if (!offset || is_one_of(line[end], U"年岁边围")) return {};
    return make_piece(at, end, make_week(day));
}

// "20世纪80年代", "上世纪90年代", "五十年代", "二十一世纪".
Read read_whole_decade(const Context& context, std::size_t at) {
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
            if (century) return make_piece(at, decade_end, make_decade(*century * 100 + value));
            return make_piece(at, decade_end, make_short_decade(value, context.now));
        }
        if (!century && value % 10 == 0 && value >= 1'000 && value < kMaxYear)
            return make_piece(at, decade_end, make_decade(value));
    }
    if (!century || line.past(end, {U"饭店", U"酒店", U"大厦", U"公园", U"城", U"宾馆"}) > end)
        return {};
    return make_piece(at, end, make_decade(std::max(*century * 100, 1), 100));
}

// "90年代初", "上世纪末".
Read read_decade(const Context& context, std::size_t at) {
    auto whole = read_whole_decade(context, at);
    if (!whole) return whole;
    const Line& line = context.line;
    const std::size_t early = line.past(whole->end, {U"初", U"初期", U"早期"});
    const std::size_t middle = line.past(whole->end, {U"中期", U"中叶"});
    const std::size_t late = line.past(whole->end, {U"末", U"末期", U"后期"});
    const Part part = early > whole->end    ? Part::Start
                      : middle > whole->end ? Part::Mid
                      : late > whole->end   ? Part::End
                                            : Part::None;
    if (part == Part::None) return whole;
    return make_piece(at, std::max({early, middle, late}),
                      errand::language::time::part_of(std::move(whole->value), part));
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
    Piece made = make_piece(at, end, make_year(numeral->integer()));
    made.form = DateForm{numeral->integer(), {}, {}};
    made.weak = !equal;
    return made;
}

Read read_form(const Context& context, std::size_t at) {
    const auto read = read_month_form(context, at);
    if (!read) return {};
    Piece made = make_piece(at, read->end, value_of(read->form, context.now));
    made.form = read->form;
    return made;
}

}  // namespace

Read read_period(const Context& context, std::size_t at) {
    Read best;
    for (const auto reader :
         {read_form, read_ranked, read_week, read_decade, read_bare_year, read_period_part}) {
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
        return std::min(first->value, second->value) >= low &&
               std::max(first->value, second->value) <= high;
    };
    if (unit == U'年' && first->digits >= 2 && second->digits >= 2 && within(1, kMaxYear)) {
        from.year = whole_year(first->integer(), first->digits);
        to.year = whole_year(second->integer(), second->digits);
    } else if (first->digits == 4 && second->digits == 4 && within(1'500, 2'100) &&
               first->value < second->value && second->arabic && !is_digit(unit) &&
               !is_one_of(unit, U"-/.:元块米") && !(at > 0 && line[at - 1] == U'-')) {
        return closed(make_piece(
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
    return closed(make_piece(
        at, second->end + 1,
        make_range(value_of(from, context.now), value_of(to, context.now), context.now)));
}

}  // namespace errand::language::time::chinese
