#include "base/clock.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>
#include <sstream>

#include "base/limits.hpp"

namespace errand {
namespace {

Time system_now() {
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
}

const date::time_zone* as_zone(const void* zone) {
    return static_cast<const date::time_zone*>(zone);
}

std::string format_local(std::chrono::sys_time<Millis> shifted) {
    const auto days = std::chrono::floor<std::chrono::days>(shifted);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(shifted - days));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

Time SystemClock::now() const {
    return system_now();
}

Time ShiftedClock::now() const {
    return system_now() + Millis(offset_ms_.load());
}
void ShiftedClock::set(Time now) {
    offset_ms_.store((now - system_now()).count());
}
void ShiftedClock::advance(Millis by) {
    offset_ms_.fetch_add(by.count());
}

Result<Time> parse_time(std::string_view text) {
    std::istringstream stream{std::string(text)};
    date::sys_time<Millis> time;
    const bool utc = text.ends_with('Z');
    stream >> date::parse(utc ? "%FT%TZ" : "%FT%T%Ez", time);
    if (stream.fail() || stream.peek() != std::istringstream::traits_type::eof()) {
        return fail(ErrorCode::Invalid, fmt::format("'{}' is not a time", text),
                    "Write it as 2026-03-02T11:40:00+08:00.");
    }
    return Time(time.time_since_epoch());
}

std::string format_time(Time time) {
    const auto millis = (time - std::chrono::floor<std::chrono::seconds>(time)).count();
    return fmt::format("{}.{:03}Z", format_local(time), millis);
}

Result<TimeZone> TimeZone::find(std::string_view name) {
    if (name == "UTC") return utc();
    try {
        return TimeZone(std::string(name), date::locate_zone(std::string(name)));
    } catch (const std::exception&) {
        return fail(
            ErrorCode::NotFound, fmt::format("there is no time zone '{}'", name),
            "Use an IANA name such as Asia/Shanghai; the package tzdata must be installed.");
    }
}

TimeZone TimeZone::utc() {
    return TimeZone("UTC", nullptr);
}

std::chrono::seconds TimeZone::offset(Time time) const {
    if (zone_ == nullptr) return std::chrono::seconds(0);
    return as_zone(zone_)->get_info(time).offset;
}

std::chrono::local_time<Millis> TimeZone::to_local(Time time) const {
    return std::chrono::local_time<Millis>(time.time_since_epoch() + offset(time));
}

Time TimeZone::from_local(std::chrono::local_time<Millis> local) const {
    if (zone_ == nullptr) return Time(local.time_since_epoch());
    return as_zone(zone_)->to_sys(date::local_time<Millis>(local.time_since_epoch()),
                                  date::choose::earliest);
}

std::string TimeZone::format(Time time) const {
    const auto shift = offset(time);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(shift).count();
    const auto absolute = minutes < 0 ? -minutes : minutes;
    return fmt::format("{}{}{:02}:{:02}", format_local(time + shift), minutes < 0 ? '-' : '+',
                       absolute / 60, absolute % 60);
}

Result<Millis> parse_duration(std::string_view text) {
    const auto refuse = [&] {
        return fail(ErrorCode::Invalid, fmt::format("'{}' is not a duration", text),
                    "Write it as 20m, 1h30m, 2d, 45s or 500ms.");
    };
    Millis total{0};
    std::string_view rest = text;
    if (rest.empty()) return refuse();
    while (!rest.empty()) {
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
        if (error != std::errc{} || count < 0 || count > kMaxDuration / Millis(1)) return refuse();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        std::int64_t unit = 0;
        std::size_t used = 1;
        if (rest.starts_with("ms")) {
            unit = 1;
            used = 2;
        } else if (rest.starts_with('s')) {
            unit = 1000;
        } else if (rest.starts_with('m')) {
            unit = 60'000;
        } else if (rest.starts_with('h')) {
            unit = 3'600'000;
        } else if (rest.starts_with('d')) {
            unit = 86'400'000;
        } else {
            return refuse();
        }
        if (count > kMaxDuration / Millis(unit)) return refuse();
        rest.remove_prefix(used);
        total += Millis(count * unit);
        if (total > kMaxDuration) return refuse();
    }
    return total;
}

}  // namespace errand
