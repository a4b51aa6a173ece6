#include <fmt/format.h>

#include "language/time/chinese/clocks.hpp"
#include "language/time/chinese/combine.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

bool is_clock_like(const Value& value) {
    return value.kind == Kind::Time || value.kind == Kind::TimeRange;
}

// What stands between the two lets them be one time.
bool is_joined(const Line& line, const Piece& first, const Piece& second) {
    std::size_t at = line.past(
        first.end, {U"的", U"在", U"于", U",", U"那天", U"当天", U"这天", U"那天的", U"当天的"});
    if (second.weak && at > first.end) return false;
    return at == second.begin;
}

// A night's hour after midnight is on the next day.
void move_to_next_day(Value& value) {
    for (Interval* interval : {&value.past, &value.future}) {
        if (interval->begin) interval->begin->date = add_days(interval->begin->date, 1);
        if (interval->end) interval->end->date = add_days(interval->end->date, 1);
    }
    if (value.past == value.future && value.past.begin && value.kind == Kind::DateTime) {
        const auto clock = value.timex.find('T');
        if (clock != std::string::npos)
            value.timex = format(value.past.begin->date) + value.timex.substr(clock);
    }
}

Value join_date(const Context& context, const Piece& date, const Piece& time) {
    Value value = join(date.value, time.value, context.now);
    value.approximate = time.value.approximate;
    value.lunar = date.value.lunar;
    if (date.value.zone) value.zone = date.value.zone;
    if (time.next_day) move_to_next_day(value);
    return value;
}

// "除夕夜八点", "平安夜八点": in the evening.
Piece at_night(const Context& context, const Piece& date, Piece time) {
    const bool night = context.line.ends(date.end, U"夜");
    if (!night || !time.clock || time.clock->half != Half::Unsaid) return time;
    time.clock->half = Half::Night;
    time.clock->half_open = false;
    bend(*time.clock);
    time.value = value_of(*time.clock, context.now);
    time.next_day = time.clock->next_day;
    return time;
}

// "每周一" + "下午八点" is "XXXX-WXX-1T20", "每天" + "8点" is "T08".
Value join_set(const Piece& set, const Piece& time) {
    std::string timex;
    std::string_view rest = set.value.timex;
    if (rest == "P1D") return make_set(time.value.timex);
    if (time.value.timex.starts_with('(')) {
        if (rest.find(',') != std::string_view::npos) return set.value;
        const std::string day(rest);
        return make_set(range_timex(
            day + clock_timex(time.value.clock), day + clock_timex(time.value.clock_end),
            std::string_view(time.value.timex)
                .substr(time.value.timex.rfind(',') + 1,
                        time.value.timex.size() - time.value.timex.rfind(',') - 2)));
    }
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (!timex.empty()) timex += ',';
        timex += std::string(rest.substr(0, comma)) + time.value.timex;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return make_set(std::move(timex));
}

bool takes_zone(const Value& value) {
    return value.kind != Kind::Zone && value.kind != Kind::Duration && value.kind != Kind::Set;
}

// "北京时间晚上八点", "晚上八点(北京时间)"; moves `end` past the bracket.
std::optional<Value> zoned(const Line& line, const Piece& first, Piece& second) {
    const bool before = first.value.kind == Kind::Zone && takes_zone(second.value);
    const bool after = second.value.kind == Kind::Zone && takes_zone(first.value);
    if (!before && !after) return {};
    const bool bracket = line[first.end] == U'(' && after;
    if (first.end + (bracket ? 1 : 0) != second.begin) return {};
    Value value = before ? second.value : first.value;
    value.zone = before ? first.value.zone : second.value.zone;
    if (bracket && line[second.end] == U')') ++second.end;
    return value;
}

bool is_week(const Value& value) {
    return value.kind == Kind::DateRange && value.grain == Unit::Week && value.part == Part::None &&
           value.past.begin;
}

bool is_plain_weekday(const Value& value) {
    return value.timex.starts_with("XXXX-WXX-") && value.kind == Kind::Date;
}

// "去年的今天", "下个月的今天", "两年前的今天".
std::optional<Value> same_day(const Value& period, CivilDate today) {
    if (period.kind == Kind::Date && period.past == period.future) return period;
    if (period.kind != Kind::DateRange || !(period.past == period.future) || !period.past.begin)
        return {};
    const CivilDate first = period.past.begin->date;
    const bool year = period.grain == Unit::Year;
    if (!year && period.grain != Unit::Month) return {};
    const int month = year ? today.month : first.month;
    const int day = std::min(today.day, days_in_month(first.year, month));
    return make_date(CivilDate{first.year, month, day});
}

// "周五开始三天", "下午两点起两小时": from there on, so long.
std::optional<Value> lasting_from(const Context& context, const Piece& first, const Piece& second) {
    const Value& from = first.value;
    if (second.value.kind != Kind::Duration || !from.is_point() || !from.future.begin) return {};
    const std::size_t mark =
        context.line.past(first.end, {U"起", U"开始", U"起的", U"开始的", U"开始连续", U"起连续"});
    if (mark == first.end || mark != second.begin) return {};
    const Duration& length = second.value.duration;
    const bool days = from.kind == Kind::Date && !has_clock_units(length);
    if (from.kind == Kind::Date && !days) return {};
    Value value = from;
    value.kind = days                      ? Kind::DateRange
                 : from.kind == Kind::Time ? Kind::TimeRange
                                           : Kind::DateTimeRange;
    for (Interval* interval : {&value.past, &value.future})
        if (interval->begin) interval->end = step(*interval->begin, length, 1);
    const CivilDateTime& end = *value.future.end;
    const ClockForm clock_end{end.clock.hour, end.clock.minute, end.clock.second};
    value.clock_end = clock_end;
    std::string end_timex = days ? format(end.date) : moment_timex(end);
    if (from.kind == Kind::Time) end_timex = clock_timex(clock_end);
    if (from.timex.starts_with("XXXX-") && !from.timex.starts_with("XXXX-W"))
        end_timex.replace(0, 4, "XXXX");
    value.timex = range_timex(from.timex, end_timex, timex_of(length));
    return value;
}

// What two neighbours make, or nothing.
std::optional<Value> joined(const Context& context, const Piece& first, const Piece& second) {
    const Value& one = first.value;
    const Value& two = second.value;
    if (one.bound != Bound::None) return {};
    if (auto lasting = lasting_from(context, first, second)) return lasting;
    if (!is_joined(context.line, first, second)) return {};
    if (one.kind == Kind::Date && is_clock_like(two))
        return join_date(context, first, at_night(context, first, second));
    if (one.kind == Kind::Set && is_clock_like(two)) return join_set(first, second);
    if (context.line.is(second.begin, U"今天") || context.line.is(second.begin, U"今日"))
        return same_day(one, context.now.date);
    if (is_week(one) && is_plain_weekday(two))
        return make_date(weekday_in_week(one.past.begin->date, two.timex.back() - '0'));
    // "周五11月4日": the weekday is no news.
    if (is_plain_weekday(one) && two.kind == Kind::Date && second.form &&
        first.end == second.begin && second.form->month)
        return two;
    if (second.length && second.sign != 0 && first.end == second.begin &&
        (one.kind == Kind::Date || one.kind == Kind::DateTime || one.kind == Kind::Time)) {
        return shift(one, *second.length, second.sign, context.now);
    }
    return {};
}

// The last piece takes what the next one says, as `value`.
void take(Piece& last, const Piece& next, Value value) {
    const bool is_zone = next.value.kind == Kind::Zone;
    last.value = std::move(value);
    last.end = next.end;
    if (is_zone) return;
    last.clock = next.clock;
    last.closed = next.closed || next.value.kind == Kind::Duration;
    last.next_day = next.next_day;
    last.weak = false;
    last.form = is_clock_like(next.value) ? std::nullopt : next.form;
}

// "周一至周五9:00-18:00": the days have the hours in common.
bool has_common_hours(const Line& line, const Pieces& made, const Piece& hours) {
    if (!hours.closed || made.size() < 2) return false;
    const Piece& last = made.back();
    const Piece& before = made[made.size() - 2];
    return last.value.kind == Kind::Date && before.value.kind == Kind::Date &&
           is_from_to(line, before, last);
}

}  // namespace

void share_months(const Context& context, Pieces& pieces) {
    constexpr std::size_t kFarthest = 8;
    const Piece* said = nullptr;
    for (Piece& piece : pieces) {
        if (!piece.form || !piece.form->day) continue;
        if (!piece.form->month && !piece.form->lunar && said &&
            piece.begin - said->end <= kFarthest &&
            is_one_of(context.line[piece.begin - 1], U"、,和或与及跟者")) {
            piece.form->month = said->form->month;
            piece.form->year = said->form->year;
            piece.value = value_of(*piece.form, context.now);
        }
        if (piece.form->month) said = &piece;
    }
}

Pieces join_neighbours(const Context& context, Pieces pieces) {
    Pieces made;
    for (auto& next : pieces) {
        std::optional<Value> value;
        if (!made.empty()) {
            value = zoned(context.line, made.back(), next);
            if (!value && !has_common_hours(context.line, made, next))
                value = joined(context, made.back(), next);
        }
        if (value)
            take(made.back(), next, std::move(*value));
        else
            made.push_back(std::move(next));
    }
    std::erase_if(made, [](const Piece& piece) {
        return piece.value.kind == Kind::Zone ||
               (piece.weak && piece.value.kind == Kind::TimeRange);
    });
    return made;
}

}  // namespace errand::language::time::chinese
