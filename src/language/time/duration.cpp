#include "language/time/duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace errand::language::time {
namespace {

struct Letter {
    double times = 1;
    const char* letters = "";
};

Letter letter_of(Unit unit) {
    switch (unit) {
        case Unit::Second:
            return {1, "S"};
        case Unit::Minute:
            return {1, "M"};
        case Unit::Hour:
            return {1, "H"};
        case Unit::Day:
            return {1, "D"};
        case Unit::BusinessDay:
            return {1, "BD"};
        case Unit::Weekend:
            return {1, "WE"};
        case Unit::Week:
            return {1, "W"};
        case Unit::Fortnight:
            return {2, "W"};
        case Unit::Month:
            return {1, "M"};
        case Unit::Quarter:
            return {3, "M"};
        case Unit::Year:
            return {1, "Y"};
        case Unit::Decade:
            return {10, "Y"};
        case Unit::Century:
            return {100, "Y"};
    }
    return {};
}

CivilDateTime step_amount(CivilDateTime moment, Amount amount, int sign) {
    const double most = 4e12;  // seconds; more than all years there are
    const double count = sign * std::clamp(amount.count, -most, most);
    const auto whole = static_cast<std::int64_t>(std::trunc(count));
    const bool even = static_cast<double>(whole) == count;
    switch (amount.unit) {
        case Unit::BusinessDay:
            moment.date = add_business_days(moment.date, whole);
            return moment;
        case Unit::Month:
        case Unit::Quarter:
        case Unit::Year:
        case Unit::Decade:
        case Unit::Century: {
            const double months = count * letter_of(amount.unit).times *
                                  (*letter_of(amount.unit).letters == 'Y' ? 12 : 1);
            const auto kept = static_cast<std::int64_t>(
                std::trunc(std::clamp(months, -12.0 * kMaxYear, 12.0 * kMaxYear)));
            moment.date = add_months(moment.date, kept);
            const double rest = months - static_cast<double>(kept);
            if (!even && std::abs(rest) < 1 && rest != 0)
                moment.date = add_days(moment.date, std::llround(rest * 30));
            return moment;
        }
        default:
            break;
    }
    const double seconds = std::clamp(count * seconds_of(amount.unit), -most, most);
    return add_seconds(moment, std::llround(seconds));
}

}  // namespace

bool is_clock_unit(Unit unit) {
    return unit == Unit::Second || unit == Unit::Minute || unit == Unit::Hour;
}

double seconds_of(Unit unit) {
    constexpr double day = 86'400;
    switch (unit) {
        case Unit::Second:
            return 1;
        case Unit::Minute:
            return 60;
        case Unit::Hour:
            return 3'600;
        case Unit::Day:
        case Unit::BusinessDay:
            return day;
        case Unit::Weekend:
            return 2 * day;
        case Unit::Week:
            return 7 * day;
        case Unit::Fortnight:
            return 14 * day;
        case Unit::Month:
            return 30 * day;
        case Unit::Quarter:
            return 90 * day;
        case Unit::Year:
            return 365 * day;
        case Unit::Decade:
            return 3'650 * day;
        case Unit::Century:
            return 36'500 * day;
    }
    return 0;
}

double seconds_of(const Duration& duration) {
    double seconds = 0;
    for (const auto& amount : duration.amounts) seconds += amount.count * seconds_of(amount.unit);
    return seconds;
}

std::string format_count(double count) {
    if (std::abs(count) < 1e15 && std::trunc(count) == count)
        return fmt::format("{}", static_cast<std::int64_t>(count));
    return fmt::format("{:.10g}", count);
}

std::string timex_of(const Duration& duration) {
    std::string timex = "P";
    bool in_clock = false;
    for (const auto& amount : duration.amounts) {
        const Letter letter = letter_of(amount.unit);
        if (is_clock_unit(amount.unit) && !in_clock) {
            in_clock = true;
            timex += 'T';
        }
        timex += format_count(amount.count * letter.times) + letter.letters;
    }
    return timex;
}

bool has_clock_units(const Duration& duration) {
    return std::ranges::any_of(duration.amounts,
                               [](const Amount& amount) { return is_clock_unit(amount.unit); });
}

CivilDateTime step(CivilDateTime moment, const Duration& duration, int sign) {
    for (const auto& amount : duration.amounts) moment = step_amount(moment, amount, sign);
    return moment;
}

}  // namespace errand::language::time
