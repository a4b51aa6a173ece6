#include "city/world/hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "city/limits.hpp"

namespace errand::city {
namespace {

constexpr int kDayMinutes = 24 * 60;

Result<int> parse_minutes(std::string_view text, const std::string& path) {
    const auto refuse = [&] {
        return fail(ErrorCode::Invalid, fmt::format("{} is '{}', not a time of day", path, text),
                    "Write it as 09:30; 24:00 is the day's end.");
    };
    if (text.size() != 5 || text[2] != ':') return refuse();
    const auto two_digits = [&](std::size_t at) -> std::optional<int> {
        const auto part = text.substr(at, 2);
        int number = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error != std::errc{} || end != part.data() + part.size()) return std::nullopt;
        return number;
    };
    const auto hours = two_digits(0);
    const auto minutes = two_digits(3);
    if (!hours || !minutes) return refuse();
    const int total = *hours * 60 + *minutes;
    if (*hours < 0 || *minutes < 0 || *minutes > 59 || total > kDayMinutes) return refuse();
    return total;
}

struct Interval {
    std::chrono::local_time<Millis> opens;
    std::chrono::local_time<Millis> closes;
};

// The spans of yesterday, today and the next two days as moments of the wall clock.
std::vector<Interval> intervals_around(const std::vector<HoursSpan>& hours,
                                       std::chrono::local_time<Millis> now) {
    std::vector<Interval> all;
    const auto today = std::chrono::floor<std::chrono::days>(now);
    for (int day = -1; day <= 2; ++day) {
        const std::chrono::local_time<Millis> midnight(today + std::chrono::days(day));
        for (const auto& span : hours) {
            all.push_back({midnight + std::chrono::minutes(span.opens),
                           midnight + std::chrono::minutes(span.closes)});
        }
    }
    std::ranges::sort(all, {}, &Interval::opens);
    return all;
}

}  // namespace

Result<std::vector<HoursSpan>> parse_hours(const std::vector<std::vector<std::string>>& hours,
                                           const std::string& path) {
    if (hours.size() > kMaxHours) {
        return fail(ErrorCode::Exhausted,
                    fmt::format("{} has more than {} spans", path, kMaxHours));
    }
    std::vector<HoursSpan> spans;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const auto here = fmt::format("{}.{}", path, i);
        if (hours[i].size() != 2) {
            return fail(ErrorCode::Invalid, fmt::format("{} must hold two times", here),
                        "Write it as [\"10:00\", \"22:00\"].");
        }
        ERRAND_TRY(const int opens, parse_minutes(hours[i][0], here + ".0"));
        ERRAND_TRY(const int closes, parse_minutes(hours[i][1], here + ".1"));
        spans.push_back({opens, closes > opens ? closes : closes + kDayMinutes});
    }
    return spans;
}

OpenState open_state(const std::vector<HoursSpan>& hours, const TimeZone& zone, Time now) {
    OpenState state;
    const auto local = zone.to_local(now);
    std::optional<std::chrono::local_time<Millis>> closes;
    for (const auto& [opens, ends] : intervals_around(hours, local)) {
        // Sorted by opening, so a span that begins before the one so far ends prolongs it.
        const auto reached = closes.value_or(local);
        if (opens <= reached && ends > reached) {
            closes = ends;
        } else if (opens > local && !closes && !state.opens_at) {
            state.opens_at = zone.from_local(opens);
        }
    }
    state.open = closes.has_value();
    if (state.open) {
        state.opens_at.reset();
        if (*closes - local <= std::chrono::hours(24)) state.closes_at = zone.from_local(*closes);
    }
    return state;
}

}  // namespace errand::city
