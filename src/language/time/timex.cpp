#include "language/time/timex.hpp"

#include <fmt/format.h>

#include <vector>

namespace errand::language::time {
namespace {

std::string padded(std::optional<int> value, int width) {
    return value ? fmt::format("{:0{}}", *value, width)
                 : std::string(static_cast<std::size_t>(width), 'X');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The date part of a moment, one day later; as it is where it names no day.
std::string next_day(std::string_view date) {
    constexpr std::string_view weekday = "XXXX-WXX-";
    if (date.starts_with(weekday) && date.size() == weekday.size() + 1)
        return weekday_timex(date.back() == '7' ? 1 : date.back() - '0' + 1);
    if (const auto read = parse_civil(date)) return format(add_days(read->date, 1));
    if (date.starts_with("XXXX-")) {
        // 2000 has every day that a year can have.
        if (const auto read = parse_civil("2000" + std::string(date.substr(4))))
            return "XXXX" + format(add_days(read->date, 1)).substr(4);
    }
    return std::string(date);
}

// One point, "XXXX-WXX-1T16:30".
std::string shift_point(std::string_view point, int hours) {
    const std::size_t at = point.find('T');
    if (at == std::string_view::npos || at + 1 >= point.size() || !is_digit(point[at + 1]) ||
        point.starts_with('P'))
        return std::string(point);
    std::size_t end = at + 1;
    while (end < point.size() && end < at + 3 && is_digit(point[end])) ++end;
    int hour = 0;
    for (std::size_t i = at + 1; i < end; ++i) hour = hour * 10 + (point[i] - '0');
    hour += hours;
    std::string date(point.substr(0, at));
    if (hour < 0) hour = 0;
    if (hour >= 24) {
        hour -= 24;
        date = next_day(date);
    }
    return date + fmt::format("T{:02}", hour) + std::string(point.substr(end));
}

}  // namespace

std::string date_timex(std::optional<int> year, std::optional<int> month, int day) {
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string date_timex(CivilDate date) {
    return format(date);
}

std::string month_timex(std::optional<int> year, int month) {
    return padded(year, 4) + "-" + padded(month, 2);
}

std::string year_timex(int year) {
    return padded(year, 4);
}

std::string week_timex(CivilDate monday) {
    const IsoWeek week = iso_week(monday);
    return fmt::format("{:04}-W{:02}", week.year, week.week);
}

std::string weekday_timex(int weekday) {
    return fmt::format("XXXX-WXX-{}", weekday);
}

std::string clock_timex(const ClockForm& clock) {
    std::string timex = fmt::format("T{:02}", clock.hour);
    if (clock.minute) timex += fmt::format(":{:02}", *clock.minute);
    if (clock.second) timex += fmt::format(":{:02}", *clock.second);
    return timex;
}

std::string moment_timex(CivilDateTime moment) {
    return format(moment.date) + "T" + format(moment.clock);
}

std::string range_timex(std::string_view begin, std::string_view end, std::string_view length) {
    return fmt::format("({},{},{})", begin, end, length);
}

std::string length_timex(std::int64_t count, char unit) {
    return fmt::format("P{}{}", count, unit);
}

std::string clock_length_timex(std::int64_t seconds) {
    std::string timex = "PT";
    if (seconds / 3'600 != 0) timex += fmt::format("{}H", seconds / 3'600);
    if (seconds / 60 % 60 != 0) timex += fmt::format("{}M", seconds / 60 % 60);
    if (seconds % 60 != 0) timex += fmt::format("{}S", seconds % 60);
    return timex == "PT" ? "PT0S" : timex;
}

std::string shift_half_day(std::string_view timex, int hours) {
    if (!timex.starts_with('(')) return shift_point(timex, hours);
    std::string shifted = "(";
    std::string_view rest = timex.substr(1, timex.size() - 2);
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (shifted.size() > 1) shifted += ',';
        shifted += shift_point(rest.substr(0, comma), hours);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return shifted + ")";
}

}  // namespace errand::language::time
