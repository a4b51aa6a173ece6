// Lengths of time, and times that lengths lead to from now: "三个半小时", "过去十年", "半小时后".
#include "language/time/chinese/durations.hpp"

#include <algorithm>

#include "language/time/chinese/numerals.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

struct UnitWord {
    std::u32string_view word;
    Unit unit;
    double times = 1;
    bool takes_half = true;      // "三天半"
    bool only_after = false;     // "二十分" only after larger units
    bool counts_months = false;  // "上1月": only where a direction stands before it
    bool of_a_stay = false;      // "住两晚": only after a word of staying
};

constexpr UnitWord kUnitWords[] = {
    {U"年", Unit::Year},
    {U"个年头", Unit::Year},
    {U"个月", Unit::Month},
    {U"个多月", Unit::Month},
    {U"月", Unit::Month, 1, false, false, true},
    {U"周", Unit::Week},
    {U"个周", Unit::Week},
    {U"星期", Unit::Week},
    {U"个星期", Unit::Week},
    {U"个多星期", Unit::Week},
    {U"礼拜", Unit::Week},
    {U"个礼拜", Unit::Week},
    {U"天", Unit::Day},
    {U"日", Unit::Day, 1, false, true},
    {U"个工作日", Unit::BusinessDay},
    {U"工作日", Unit::BusinessDay},
    {U"个周末", Unit::Weekend},
    {U"个季度", Unit::Quarter},
    {U"季度", Unit::Quarter},
    {U"个世纪", Unit::Century},
    {U"小时", Unit::Hour},
    {U"个小时", Unit::Hour},
    {U"个多小时", Unit::Hour},
    {U"钟头", Unit::Hour},
    {U"个钟头", Unit::Hour},
    {U"个钟", Unit::Hour},
    {U"时", Unit::Hour, 1, false, true},
    {U"分钟", Unit::Minute},
    {U"分", Unit::Minute, 1, false, true},
    {U"刻钟", Unit::Minute, 15, false},
    {U"晚", Unit::Day, 1, false, false, false, true},
    {U"个晚上", Unit::Day, 1, false, false, false, true},
    {U"夜", Unit::Day, 1, false, false, false, true},
    {U"h", Unit::Hour},
    {U"hour", Unit::Hour},
    {U"hours", Unit::Hour},
    {U"min", Unit::Minute},
    {U"mins", Unit::Minute},
    {U"minutes", Unit::Minute},
    {U"秒", Unit::Second},
    {U"秒钟", Unit::Second},
};
constexpr WordTable kUnitWordsTable(kUnitWords);

struct AmountRead {
    std::size_t end = 0;
    Amount amount;
    bool approximate = false;
};

// What makes of the unit another word: "三年级", "两周岁", "五天津".
bool is_other_word(const Line& line, const UnitWord& unit, std::size_t end) {
    if (is_latin(unit.word.back())) return is_latin(line[end]) || is_digit(line[end]);
    switch (unit.word.back()) {
        case U'年':
            return is_one_of(line[end], U"级龄代货糕夜");
        case U'周':
            return is_one_of(line[end], U"年岁边围刊");
        case U'天':
            return is_one_of(line[end], U"津然空气线真鹅");
        case U'时':
            return is_one_of(line[end], U"间候代尚");
        case U'分':
            return is_one_of(line[end], U"之钱公辣甜糖店");
        case U'秒':
            return is_one_of(line[end], U"杀");
        case U'月':
            return is_one_of(line[end], U"饼亮票卡租薪球嫂");
        default:
            return false;
    }
}

// "半个小时", "两个半小时", "三年半", "一年多".
std::optional<AmountRead> read_amount(const Line& line, std::size_t at, bool after_larger,
                                      bool directed) {
    const auto count = read_count(line, at);
    if (!count) return {};
    double value = count->value;
    std::size_t unit_at = count->end;
    if (line.is(unit_at, U"个半") && !line.is(unit_at, U"个半天")) {
        value += 0.5;
        unit_at += 2;
    }
    const auto* unit = kUnitWordsTable.find(line, unit_at);
    if (!unit || (unit->only_after && !after_larger)) return {};
    if (unit->of_a_stay && !(at > 0 && is_one_of(line[at - 1], U"住待呆订开宿"))) return {};
    if (unit->counts_months && !directed && unit_at == count->end) return {};
    AmountRead read;
    read.end = unit_at + unit->word.size();
    read.approximate = count->approximate || unit->word.find(U'多') != std::u32string_view::npos;
    if (is_other_word(line, *unit, read.end)) return {};
    if (unit->takes_half && line[read.end] == U'半' && value >= 1 && unit_at == count->end) {
        value += 0.5;
        ++read.end;
    } else if (line[read.end] == U'多') {
        read.approximate = true;
        ++read.end;
    }
    read.amount = {value * unit->times, unit->unit};
    return read;
}

// A number before "年" that is a year of the calendar.
bool is_calendar_year(const Context& context, std::size_t at, bool directed) {
    const char32_t code = context.line[at];
    if (!is_numeral(code) && !is_digit(code)) return false;
    const auto year = read_year(context, at);
    return year && !year->needs_month && (!directed || year->year >= 1'000);
}

struct Direction {
    std::u32string_view word;
    int sign;
    bool plain = false;  // "前", "后", "上", "下": other words too
};

constexpr Direction kDirections[] = {
    {U"过去", -1},    {U"最近", -1},     {U"近", -1},       {U"此前", -1},  {U"之前", -1},
    {U"以前", -1},    {U"前", -1, true}, {U"上", -1, true}, {U"未来", 1},   {U"接下来", 1},
    {U"今后", 1},     {U"此后", 1},      {U"之后", 1},      {U"以后", 1},   {U"往后", 1},
    {U"后", 1, true}, {U"下", 1, true},  {U"还剩", 1},      {U"还剩下", 1}, {U"剩下", 1},
    {U"过去这", -1},  {U"最近这", -1},   {U"接下来这", 1},
};
constexpr WordTable kDirectionsTable(kDirections);

// "过去两个季度": whole ones of the calendar.
Value quarters_around(const Duration& duration, int sign, CivilDateTime now) {
    const CivilDate today = now.date;
    const CivilDate first{today.year, (today.month - 1) / 3 * 3 + 1, 1};
    const CivilDate begin = sign > 0 ? add_months(first, 3) : step({first, {}}, duration, -1).date;
    const CivilDate end = sign > 0 ? step({begin, {}}, duration, 1).date : first;
    return make_day_range(range_timex(format(begin), format(end), timex_of(duration)), begin, end,
                          Unit::Quarter);
}

Value around(const Duration& duration, int sign, CivilDateTime now) {
    if (duration.amounts.size() == 1 && duration.amounts.front().unit == Unit::Quarter)
        return quarters_around(duration, sign, now);
    return has_clock_units(duration) ? make_moments_around(duration, sign, now)
                                     : make_days_around(duration, sign, now);
}

// "三天内": from today on.
Value within(const Duration& duration, CivilDateTime now) {
    if (has_clock_units(duration)) return make_moments_around(duration, 1, now);
    const CivilDate end = step({now.date, {}}, duration, 1).date;
    return make_day_range(range_timex(format(now.date), format(end), timex_of(duration)), now.date,
                          end, Unit::Day);
}

// "上个小时": one, unsaid.
std::optional<DurationRead> read_one_unit(const Line& line, std::size_t at) {
    const std::size_t end = line.past(at, {U"个小时", U"小时", U"个钟头", U"一个小时"});
    if (end == at || line[at] == U'一') return {};
    return DurationRead{end, {{{1, Unit::Hour}}}, false};
}

// "这两天", "这几周": from today on.
Read read_these(const Context& context, std::size_t at) {
    if (context.line[at] != U'这') return {};
    const auto read = read_length(context, at + 1, false);
    if (!read || has_clock_units(read->duration) || read->duration.amounts.size() != 1) return {};
    if (read->duration.amounts.front().count < 2) return {};
    Piece made;
    made.begin = at;
    made.end = read->end;
    made.value = within(read->duration, context.now);
    made.value.approximate = true;
    return made;
}

Read read_directed(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto* direction = kDirectionsTable.find(line, at);
    if (!direction) return {};
    const char32_t before = at > 0 ? line[at - 1] : U'\0';
    if (direction->plain &&
        is_one_of(before, U"以早晚加一之目当最玩用花等住睡坐跑走做学聊看吃逛待呆停提推延"))
        return {};
    std::size_t start = line.past(at + direction->word.size(), {U"的"});
    if (direction->plain && (line[start] == U'半' || start > at + 1)) return {};
    // "下一周" is the next one of the calendar.
    if (is_one_of(line[at], U"上下") && direction->plain &&
        line.past(start, {U"一周", U"一星期", U"一礼拜", U"一个", U"一年", U"一月", U"一季度"}) >
            start &&
        !line.is(start, U"一个小时") && !line.is(start, U"一个钟头"))
        return {};
    auto read = read_length(context, start, true);
    if (!read && direction->plain) read = read_one_unit(line, start);
    if (!read) return {};
    Piece made;
    made.begin = at;
    made.end = read->end;
    made.value = around(read->duration, direction->sign, context.now);
    made.value.approximate = read->approximate;
    made.length = read->duration;
    made.sign = line[at + direction->word.size() - 1] == U'前' ||
                        line[at + direction->word.size() - 1] == U'后'
                    ? direction->sign
                    : 0;
    return made;
}

// "半小时后", "三天内", "再过两周".
Read read_led(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const std::size_t start = line.past(at, {U"过", U"再过", U"等过"});
    const auto read = read_length(context, start, false);
    if (!read) return {};
    const std::size_t ago = line.past(read->end, {U"前", U"之前", U"以前"});
    const std::size_t later = line.past(read->end, {U"后", U"之后", U"以后", U"过后"});
    const std::size_t inside = line.past(read->end, {U"内", U"之内", U"以内"});
    Piece made;
    made.begin = at;
    made.value.kind = Kind::Duration;
    const char32_t next = line[std::max(ago, later)];
    if (inside > read->end && start == at) {
        made.end = inside;
        made.value = within(read->duration, context.now);
    } else if (ago > read->end && start == at && !is_one_of(next, U"往台面后门锋")) {
        made.end = ago;
        made.value = shift_from_now(read->duration, -1, context.now);
    } else if (later > read->end && !is_one_of(next, U"天面台院备悔")) {
        made.end = later;
        made.value = shift_from_now(read->duration, 1, context.now);
    } else if (start > at && !(at > 0 && is_one_of(line[at - 1], U"超经不通路"))) {
        made.end = read->end;
        made.value = shift_from_now(read->duration, 1, context.now);
    } else {
        return {};
    }
    made.value.approximate = read->approximate;
    return made;
}

}  // namespace

namespace {

// "找了半天" is a long time, "四周" all around, "7天酒店" a chain of hotels.
bool is_figure_of_speech(const Line& line, std::size_t at) {
    const char32_t before = at > 0 ? line[at - 1] : U'\0';
    if (line.is(at, U"半天")) return is_one_of(before, U"了大老好") && line[at + 2] != U'假';
    if (line.is(at, U"四周")) return !is_one_of(line[at + 2], U"后前内之以时左的多");
    const std::size_t days = line.past(at, {U"7天", U"七天"});
    return days > at && line.past(days, {U"酒店", U"优品", U"连锁", U"宾馆"}) > days;
}

}  // namespace

std::optional<DurationRead> read_length(const Context& context, std::size_t at, bool directed) {
    const Line& line = context.line;
    if (is_calendar_year(context, at, directed)) return {};
    DurationRead read{at, {}, false};
    for (std::size_t from = at; read.duration.amounts.size() < 7;) {
        const auto amount = read_amount(line, from, from > at, directed && from == at);
        if (!amount) break;
        const bool said = std::ranges::find(read.duration.amounts, amount->amount.unit,
                                            &Amount::unit) != read.duration.amounts.end();
        if (said && amount->amount.unit != Unit::Minute) break;
        read.duration.amounts.push_back(amount->amount);
        read.approximate = read.approximate || amount->approximate;
        read.end = amount->end;
        from = line.past(read.end, {U"零", U"又", U"余", U"加", U"外加", U"和"});
    }
    if (read.duration.empty()) return {};
    std::ranges::sort(read.duration.amounts, std::ranges::greater{}, &Amount::unit);
    return read;
}

Read read_duration(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (at > 0 && line[at - 1] == U'第') return {};
    if (is_figure_of_speech(line, at)) return {};
    const auto read = read_length(context, at, false);
    if (!read) return {};
    Piece made;
    made.begin = at;
    made.end = read->end;
    made.value = make_duration(read->duration);
    made.value.approximate = read->approximate;
    return made;
}

Read read_around_now(const Context& context, std::size_t at) {
    if (auto directed = read_directed(context, at)) return directed;
    if (auto these = read_these(context, at)) return these;
    return read_led(context, at);
}

}  // namespace errand::language::time::chinese
