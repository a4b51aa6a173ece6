// Days: of the calendar, seen from today, and of the week.
#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

struct DayWord {
    std::u32string_view word;
    int offset;
};

constexpr DayWord kDayWords[] = {
    {U"今天", 0},  {U"今日", 0},    {U"今儿", 0},      {U"今儿个", 0}, {U"本日", 0},
    {U"明天", 1},  {U"明日", 1},    {U"明儿", 1},      {U"明儿个", 1}, {U"翌日", 1},
    {U"后天", 2},  {U"后日", 2},    {U"后儿", 2},      {U"大后天", 3}, {U"大大后天", 4},
    {U"昨天", -1}, {U"昨日", -1},   {U"昨儿", -1},     {U"前天", -2},  {U"前日", -2},
    {U"前儿", -2}, {U"大前天", -3}, {U"大大前天", -4},
};
constexpr WordTable kDayWordsTable(kDayWords);

// "明后天", "今明两天".
constexpr DayWord kTwoDays[] = {
    {U"今明两天", 0},
    {U"明后天", 1},
    {U"明后两天", 1},
    {U"昨今两天", -1},
};
constexpr WordTable kTwoDaysTable(kTwoDays);

// "今晚", "明早": the day of a part of the day that follows.
constexpr DayWord kDayHeads[] = {{U"今", 0}, {U"明", 1}, {U"昨", -1}};
constexpr WordTable kDayHeadsTable(kDayHeads);

// "(周三)", ",星期一" after a date: no new information, but a part of it.
std::size_t past_weekday(const Line& line, std::size_t at, bool after_comma) {
    std::size_t start = at;
    const bool bracket = line[start] == U'(';
    if (bracket || (after_comma && line[start] == U',')) ++start;
    const auto name = read_weekday_name(line, start);
    if (!name) return at;
    if (!bracket) return name->end;
    return line[name->end] == U')' ? name->end + 1 : at;
}

// "离我最近", "最近的店" say where, not when.
bool is_of_place(const Line& line, std::size_t at, std::size_t end) {
    if (is_one_of(line[end], U"的那一家")) return true;
    for (std::size_t back = at, left = 8; back > 0 && left > 0; --back, --left)
        if (is_one_of(line[back - 1], U"离距")) return true;
    return false;
}

Value weekday_value(const Context& context, int weekday, const std::optional<OffsetRead>& offset) {
    if (!offset) return make_weekday(weekday, context.now);
    return make_weekday_of_week(weekday, offset->offset, context.now);
}

// "四月的最后一个星期一", "第二个周五".
Read read_ranked_weekday(const Context& context, std::size_t at) {
    const Line& line = context.line;
    DateForm form;
    std::size_t end = at;
    if (const auto month = read_month_form(context, at); month && month->form.month) {
        form = month->form;
        end = month->end;
    }
    const auto rank = read_rank(line, end);
    if (!rank || (rank->value > 5 || form.lunar)) return {};
    const auto name = read_weekday_name(line, line.past(rank->end, {U"的"}));
    if (!name) return {};
    if (!form.month) {
        form.month = context.now.date.month;
        form.year = context.now.date.year;
    }
    Value value = make_nth_weekday(form.year, *form.month, name->value, rank->value, context.now);
    // The last one is the fourth or the fifth.
    if (rank->value < 0 && value.past.begin)
        value.timex.back() = static_cast<char>('1' + (value.past.begin->date.day - 1) / 7);
    return make_piece(at, name->end, std::move(value));
}

}  // namespace

Read read_date(const Context& context, std::size_t at) {
    const auto read = read_day_form(context, at);
    if (!read) return {};
    Piece made = make_piece(at, past_weekday(context.line, read->end, true),
                            value_of(read->form, context.now));
    made.form = read->form;
    return made;
}

Read read_relative_day(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (const auto* two = kTwoDaysTable.find(line, at)) {
        const CivilDate begin = add_days(context.now.date, two->offset);
        const CivilDate end = add_days(begin, 2);
        return make_piece(
            at, at + two->word.size(),
            make_day_range(range_timex(format(begin), format(end), "P2D"), begin, end, Unit::Day));
    }
    if (const auto* word = kDayWordsTable.find(line, at)) {
        const std::size_t end = at + word->word.size();
        if (line.past(end, {U"美术馆", U"头条"}) > end) return {};
        // "三天后天气…", "前天津": the words run on.
        if (line[end - 1] == U'天' && is_one_of(line[end], U"气津台") && word->offset != 0 &&
            line[at] != U'明' && line[at] != U'昨')
            return {};
        return make_piece(at, past_weekday(line, end, false),
                          make_date(add_days(context.now.date, word->offset)));
    }
    if (const auto* head = kDayHeadsTable.find(line, at))
        if (is_one_of(line[at + 1], U"晚早晨夜"))
            return make_piece(at, at + 1, make_date(add_days(context.now.date, head->offset)));
    const std::size_t recent = line.past(at, {U"最近", U"近日", U"近期", U"近来"});
    if (recent == at || is_of_place(line, at, recent)) return {};
    Piece made = make_piece(at, recent, make_date(context.now.date));
    made.value.approximate = true;
    return made;
}

Read read_weekday(const Context& context, std::size_t at) {
    if (auto ranked = read_ranked_weekday(context, at)) return ranked;
    const auto offset = read_offset(context.line, at);
    const auto name = read_weekday_name(context.line, offset ? offset->end : at);
    if (!name) return {};
    return make_piece(at, name->end, weekday_value(context, name->value, offset));
}

}  // namespace errand::language::time::chinese
