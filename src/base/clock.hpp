// Owns: the time of day. Any thread. Everything that a person sees or that an agreement depends on
// reads this clock; limits on input and output use std::chrono::steady_clock instead.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand {

// A moment, in UTC, to the millisecond.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Millis = std::chrono::milliseconds;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Time now() const override;
};

// Runs with the system's clock, shifted by an offset that may be set at any moment: the sandbox
// city's clock, and the assistant's when it follows the city's. An offset of zero is the system's
// time.
class ShiftedClock final : public Clock {
  public:
    Time now() const override;
    void set(Time now);
    void advance(Millis by);

  private:
    std::atomic<std::int64_t> offset_ms_{0};
};

// Stands still until it is moved: for tests.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Time now) : now_ms_(now.time_since_epoch().count()) {}
    Time now() const override { return Time(Millis(now_ms_.load())); }
    void set(Time now) { now_ms_.store(now.time_since_epoch().count()); }
    void advance(Millis by) { now_ms_.fetch_add(by.count()); }

  private:
    std::atomic<std::int64_t> now_ms_;
};

// RFC 3339: "2026-03-02T11:40:00+08:00", "…Z", with or without a fraction.
Result<Time> parse_time(std::string_view text);
// In UTC with milliseconds: "2026-03-02T03:40:00.000Z".
std::string format_time(Time time);

// A time zone by its IANA name, from the system's database.
class TimeZone {
  public:
    static Result<TimeZone> find(std::string_view name);
    static TimeZone utc();

    // The zone's offset from UTC at that moment.
    std::chrono::seconds offset(Time time) const;
    // The wall clock there. Days and time of day are read off with <chrono>'s calendar.
    std::chrono::local_time<Millis> to_local(Time time) const;
    // The first moment at which the wall clock there shows this; a time that a change of the clock
    // skips is moved forward.
    Time from_local(std::chrono::local_time<Millis> local) const;
    // RFC 3339 with this zone's offset, to the second: "2026-03-02T11:40:00+08:00".
    std::string format(Time time) const;
    const std::string& name() const { return name_; }

  private:
    TimeZone(std::string name, const void* zone) : name_(std::move(name)), zone_(zone) {}
    std::string name_;
    const void* zone_;  // a date::time_zone of the process-wide database; null is UTC
};

// "20m", "1h30m", "2d", "45s", "500ms". At most kMaxDuration.
Result<Millis> parse_duration(std::string_view text);

}  // namespace errand
