#include "language/time/civil.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace errand::language::time {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);
}

// Days since 1970-01-01 of any month and day, by shifting the year to begin in March.
std::int64_t count_days(std::int64_t year, int month, int day) {
    if (month <= 2) --year;
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719'468;
}

int number_in(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

bool is_leap_year(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
    static constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return month == 2 && is_leap_year(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

bool is_valid(CivilDate date) {
    return date.year >= kMinYear && date.year <= kMaxYear && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

std::int64_t day_number(CivilDate date) {
    return count_days(date.year, date.month, date.day);
}

CivilDate date_of_day_number(std::int64_t number) {
    static const std::int64_t first = count_days(kMinYear, 1, 1);
    static const std::int64_t last = count_days(kMaxYear, 12, 31);
    number = std::clamp(number, first, last) + 719'468;
    const std::int64_t era = floor_div(number, 146'097);
    const std::int64_t day_of_era = number - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;
    const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    const int day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

CivilDate add_days(CivilDate date, std::int64_t days) {
    constexpr std::int64_t most = 4'000'000;  // more than all days there are
    return date_of_day_number(day_number(date) + std::clamp(days, -most, most));
}

CivilDate add_months(CivilDate date, std::int64_t months) {
    constexpr std::int64_t most = 12LL * kMaxYear;
    const std::int64_t total =
        12LL * date.year + (date.month - 1) + std::clamp(months, -most, most);
    const std::int64_t kept =
        std::clamp<std::int64_t>(total, 12LL * kMinYear, 12LL * kMaxYear + 11);
    const int year = static_cast<int>(kept / 12);
    const int month = static_cast<int>(kept % 12) + 1;
    return {year, month, std::min(date.day, days_in_month(year, month))};
}

CivilDate add_years(CivilDate date, std::int64_t years) {
    return add_months(date, std::clamp<std::int64_t>(years, -kMaxYear, kMaxYear) * 12);
}

CivilDate add_business_days(CivilDate date, std::int64_t days) {
    const std::int64_t step = days < 0 ? -1 : 1;
    std::int64_t left = std::min<std::int64_t>(std::abs(days), 100'000);
    date = add_days(date, step * 7 * (left / 5));
    for (left %= 5; left > 0;) {
        date = add_days(date, step);
        if (weekday_of(date) < 6) --left;
    }
    return date;
}

CivilDateTime add_seconds(CivilDateTime moment, std::int64_t seconds) {
    constexpr std::int64_t most = 4'000'000LL * kSecondsPerDay;
    const std::int64_t total = std::clamp(seconds, -most, most) + moment.clock.hour * 3'600LL +
                               moment.clock.minute * 60LL + moment.clock.second;
    const std::int64_t days = floor_div(total, kSecondsPerDay);
    const auto rest = static_cast<int>(total - days * kSecondsPerDay);
    return {add_days(moment.date, days), {rest / 3'600, rest / 60 % 60, rest % 60}};
}

std::int64_t days_between(CivilDate from, CivilDate to) {
    return day_number(to) - day_number(from);
}

std::int64_t seconds_between(CivilDateTime from, CivilDateTime to) {
    return days_between(from.date, to.date) * kSecondsPerDay +
           (to.clock.hour - from.clock.hour) * 3'600LL +
           (to.clock.minute - from.clock.minute) * 60LL + (to.clock.second - from.clock.second);
}

std::int64_t months_between(CivilDate from, CivilDate to) {
    return 12LL * (to.year - from.year) + (to.month - from.month);
}

int weekday_of(CivilDate date) {
    const std::int64_t number = day_number(date) + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(number - floor_div(number, 7) * 7) + 1;
}

CivilDate monday_of(CivilDate date) {
    return add_days(date, 1 - weekday_of(date));
}

CivilDate weekday_in_week(CivilDate date, int weekday) {
    return add_days(date, weekday - weekday_of(date));
}

IsoWeek iso_week(CivilDate date) {
    const CivilDate thursday = weekday_in_week(date, 4);
    const std::int64_t day = days_between({thursday.year, 1, 1}, thursday);
    return {thursday.year, static_cast<int>(day / 7) + 1};
}

CivilDate monday_of(IsoWeek week) {
    return add_days(monday_of(CivilDate{week.year, 1, 4}), 7LL * (week.week - 1));
}

CivilDate nth_weekday(int year, int month, int weekday, int n) {
    if (n < 0) {
        const CivilDate last{year, month, days_in_month(year, month)};
        return add_days(last, -((weekday_of(last) - weekday + 7) % 7) + 7LL * (n + 1));
    }
    const CivilDate first{year, month, 1};
    return add_days(first, (weekday - weekday_of(first) + 7) % 7 + 7LL * (n - 1));
}

CivilDate easter_sunday(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return {year, f / 31, f % 31 + 1};
}

CivilDate orthodox_easter_sunday(int year) {
    const int d = (19 * (year % 19) + 15) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int f = d + e + 114;
    // The Julian date, moved by the days the calendars are apart.
    return add_days({year, f / 31, f % 31 + 1}, year / 100 - year / 400 - 2);
}

std::string format(CivilDate date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string format(ClockTime clock) {
    return fmt::format("{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second);
}

std::string format(CivilDateTime moment) {
    return format(moment.date) + " " + format(moment.clock);
}

std::optional<CivilDateTime> parse_civil(std::string_view text) {
    CivilDateTime read{{number_in(text, 0, 4), number_in(text, 5, 2), number_in(text, 8, 2)}, {}};
    if (!is_valid(read.date) || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text.size() == 10) return read;
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    read.clock = {number_in(text, 11, 2), number_in(text, 14, 2), 0};
    if (text.size() >= 19) read.clock.second = number_in(text, 17, 2);
    const auto& clock = read.clock;
    if (clock.hour < 0 || clock.hour > 23 || clock.minute < 0 || clock.minute > 59 ||
        clock.second < 0 || clock.second > 59)
        return std::nullopt;
    return read;
}

}  // namespace errand::language::time
