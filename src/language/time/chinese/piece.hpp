// Owns: what the readers of the Chinese grammar give: a value, and what of its words later passes
// still need. Pure; any thread.
#pragma once

#include <optional>
#include <utility>

#include "language/time/chinese/forms.hpp"
#include "language/time/value.hpp"

namespace errand::language::time::chinese {

// Half of the day that a word of it ("下午") puts an hour into.
enum class Half { Unsaid, Morning, Noon, Afternoon, Evening, Night, Dawn };

// A clock time as read; `next_day`: an hour after midnight of the night that was named
// ("今晚两点").
struct ClockRead {
    std::size_t end = 0;
    ClockForm clock;
    Half half = Half::Unsaid;
    bool half_open = false;
    bool next_day = false;
    bool approximate = false;
};

// [begin, end) in characters of the line.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    Value value;
    bool next_day = false;  // as ClockRead
    // "一点" and numbers alone name a time only beside another one.
    bool weak = false;
    bool closed = false;  // a range of two ends: takes no bounds
    std::optional<ClockRead> clock;
    std::optional<DateForm> form;
    // "前三天": after a date, that length before (-1) or after (1) it.
    std::optional<Duration> length;
    int sign = 0;
};

inline Piece make_piece(std::size_t begin, std::size_t end, Value value) {
    Piece piece;
    piece.begin = begin;
    piece.end = end;
    piece.value = std::move(value);
    return piece;
}

using Read = std::optional<Piece>;

// Each reads what begins at `at`.
Read read_numeric_date(const Context& context, std::size_t at);  // "2016-01-29", "12/1"
Read read_date(const Context& context, std::size_t at);          // "2016年1月29日", "十五号"
Read read_relative_day(const Context& context, std::size_t at);  // "后天", "最近"
Read read_weekday(const Context& context, std::size_t at);       // "下周三", "四月的最后一个周一"
Read read_holiday(const Context& context, std::size_t at);       // "明年中秋节"
Read read_date_range(const Context& context, std::size_t at);    // "一月19到20日"
Read read_period(const Context& context, std::size_t at);        // "下个月", "今年夏天", "90年代"
Read read_period_part(const Context& context, std::size_t at);   // "去年上半年", "月底"
Read read_clock_piece(const Context& context, std::size_t at);   // "下午三点半"
Read read_clock_range(const Context& context, std::size_t at);   // "五到六点"
Read read_part_of_day(const Context& context, std::size_t at);   // "傍晚"
Read read_counted_part(const Context& context, std::size_t at);  // "今年最后三个月"
Read read_duration(const Context& context, std::size_t at);      // "三个半小时"
Read read_around_now(const Context& context, std::size_t at);    // "过去十年", "半小时后"
Read read_moment_word(const Context& context, std::size_t at);   // "现在", "马上"
Read read_zone(const Context& context, std::size_t at);          // "北京时间"
Read read_set(const Context& context, std::size_t at);           // "每周三"

}  // namespace errand::language::time::chinese
