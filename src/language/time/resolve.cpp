#include "language/time/resolve.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "language/time/timex.hpp"

namespace errand::language::time {
namespace {

Reading bounded(const Value& value, const std::string& timex, const Interval& interval) {
    const bool point = value.is_point();
    Reading reading{timex, interval.begin, interval.end, 0};
    // A range is left at its end and reached at its begin.
    const auto& last = point || !interval.end ? interval.begin : interval.end;
    const auto& first = interval.begin ? interval.begin : interval.end;
    switch (value.bound) {
        case Bound::Before:
            // "by the end of May" lasts to its end.
            reading.begin.reset(), reading.end = value.part == Part::End ? last : first;
            break;
        case Bound::Until:
            reading.begin.reset(), reading.end = last;
            break;
        case Bound::After:
            reading.begin = last, reading.end.reset();
            break;
        case Bound::Since:
            reading.begin = first, reading.end.reset();
            break;
        default:
            break;
    }
    return reading;
}

Interval later(const Interval& interval, std::int64_t seconds, bool clock_only) {
    Interval moved;
    const auto move = [&](const CivilDateTime& moment) {
        CivilDateTime to = add_seconds(moment, seconds);
        if (clock_only) to.date = moment.date;
        return to;
    };
    if (interval.begin) moved.begin = move(*interval.begin);
    if (interval.end) moved.end = move(*interval.end);
    return moved;
}

void add(std::vector<Reading>& readings, Reading reading) {
    if (std::ranges::find(readings, reading) == readings.end())
        readings.push_back(std::move(reading));
}

}  // namespace

std::vector<Reading> readings_of(const Value& value) {
    std::vector<Reading> readings;
    if (value.kind == Kind::Duration) {
        return {Reading{value.timex, std::nullopt, std::nullopt, seconds_of(value.duration)}};
    }
    const std::string& past = value.past_timex.empty() ? value.timex : value.past_timex;
    const auto is_known = [](const Interval& interval) { return interval.begin || interval.end; };
    const bool any = is_known(value.past) || is_known(value.future);
    if (!any || is_known(value.past)) add(readings, bounded(value, past, value.past));
    if (!any || is_known(value.future)) add(readings, bounded(value, value.timex, value.future));
    if (!value.half_open) return readings;
    const bool clock_only = value.kind == Kind::Time || value.kind == Kind::TimeRange;
    // "12:30" is half past noon or half past midnight of the same day.
    const auto& first = value.future.begin ? value.future.begin : value.past.begin;
    const int hours = first && first->clock.hour == 12 ? -12 : 12;
    const std::string timex = shift_half_day(value.timex, hours);
    for (const auto* interval : {&value.past, &value.future})
        add(readings, bounded(value, timex, later(*interval, hours * 3'600LL, clock_only)));
    return readings;
}

TimeSpan span_of(const Found& found) {
    const Value& value = found.value;
    TimeSpan span{found.begin,
                  found.end,
                  value.kind,
                  value.bound,
                  value.part,
                  value.approximate,
                  value.undefined_reference,
                  value.lunar,
                  value.alternative,
                  value.source,
                  value.zone,
                  readings_of(value)};
    return span;
}

std::vector<Found> without_overlaps(std::vector<Found> found) {
    constexpr std::size_t text_end = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t at) {
        return std::tuple(found[at].begin, text_end - found[at].end, at);
    });
    std::vector<Found> kept;
    for (const std::size_t at : order) {
        auto& next = found[at];
        if (kept.empty() || next.begin >= kept.back().end) {
            kept.push_back(std::move(next));
        } else if (next.end - next.begin > kept.back().end - kept.back().begin) {
            kept.back() = std::move(next);
        }
    }
    return kept;
}

}  // namespace errand::language::time
