// Times of src/language in the form of the public examples: each reading an object of strings,
// dates as dates and moments as moments, "not resolved" for what is on no calendar.
#include <fmt/format.h>

#include "eval/language/adapters.hpp"
#include "language/time/find.hpp"

namespace errand::eval::language {
namespace {

namespace time = errand::language::time;
using time::Bound;
using time::Kind;

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::Date:
            return "date";
        case Kind::Time:
            return "time";
        case Kind::DateTime:
            return "datetime";
        case Kind::DateRange:
            return "daterange";
        case Kind::TimeRange:
            return "timerange";
        case Kind::DateTimeRange:
            return "datetimerange";
        case Kind::Duration:
            return "duration";
        case Kind::Set:
            return "set";
        case Kind::Zone:
            return "timezone";
    }
    return "";
}

// The kind of range that an approximate point counts as.
std::string_view type_of(const time::TimeSpan& span) {
    if (!span.approximate) return name_of(span.kind);
    switch (span.kind) {
        case Kind::Date:
            return "daterange";
        case Kind::Time:
            return "timerange";
        case Kind::DateTime:
            return "datetimerange";
        default:
            return name_of(span.kind);
    }
}

std::string modifier_of(const time::TimeSpan& span) {
    if (span.undefined_reference) return "ref_undef";
    std::string said;
    switch (span.bound) {
        case Bound::None:
            break;
        case Bound::Before:
            said = "before";
            break;
        case Bound::After:
            said = "after";
            break;
        case Bound::Since:
            said = "since";
            break;
        case Bound::Until:
            said = "until";
            break;
        case Bound::Less:
            said = "less";
            break;
        case Bound::More:
            said = "more";
            break;
    }
    const std::string_view part = span.part == time::Part::Start ? "start"
                                  : span.part == time::Part::Mid ? "mid"
                                  : span.part == time::Part::End ? "end"
                                  : span.approximate             ? "approx"
                                                                 : "";
    if (!said.empty() && !part.empty()) said += '-';
    return said + std::string(part);
}

std::string written(Kind kind, const time::CivilDateTime& moment) {
    switch (kind) {
        case Kind::Date:
        case Kind::DateRange:
            return time::format(moment.date);
        case Kind::Time:
        case Kind::TimeRange:
            return time::format(moment.clock);
        default:
            return time::format(moment);
    }
}

std::string written_offset(int minutes) {
    const int size = minutes < 0 ? -minutes : minutes;
    return fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string written_seconds(double seconds) {
    return time::format_count(seconds);
}

// The working days of a range that is counted in them.
std::string written_business_days(const time::Reading& reading) {
    std::string list;
    for (auto day = reading.begin->date; day < reading.end->date; day = time::add_days(day, 1)) {
        if (time::weekday_of(day) > 5 || list.size() > 4'096) continue;
        list += (list.empty() ? "" : ",") + time::format(day);
    }
    return list;
}

json::object value_of(const time::TimeSpan& span, const time::Reading& reading) {
    json::object value{{"timex", reading.timex}, {"type", type_of(span)}};
    if (const auto modifier = modifier_of(span); !modifier.empty()) value["Mod"] = modifier;
    if (span.source == time::Source::Point) value["sourceEntity"] = "datetimepoint";
    if (span.source == time::Source::Range) value["sourceEntity"] = "datetimerange";
    if (span.kind == Kind::DateRange && reading.timex.ends_with("BD)") && reading.begin &&
        reading.end)
        value["list"] = written_business_days(reading);
    if (span.lunar) value["isLunar"] = "True";
    if (span.zone) {
        value["timezone"] = written_offset(span.zone->offset_minutes);
        value["timezoneText"] = span.zone->said;
        value["utcOffsetMins"] = std::to_string(span.zone->offset_minutes);
    }
    if (span.kind == Kind::Duration) {
        value["value"] = written_seconds(reading.seconds);
    } else if (!reading.begin && !reading.end) {
        value["value"] = "not resolved";
    } else if (reading.begin &&
               ((!reading.end && span.bound == Bound::None) || span.kind == Kind::DateTime)) {
        value["value"] = written(span.kind, *reading.begin);
    } else {
        if (reading.begin) value["start"] = written(span.kind, *reading.begin);
        if (reading.end) value["end"] = written(span.kind, *reading.end);
    }
    return value;
}

time::Options options_of(std::string_view mode) {
    time::Options options;
    options.calendar = mode == "calendar";
    options.experimental = mode == "experimental";
    options.split = mode == "split";
    options.complex_calendar = mode == "complex_calendar";
    options.extended = mode == "extended";
    options.tasks = mode == "tasks";
    return options;
}

std::vector<Recognized> recognize(std::string_view text, const Occasion& occasion,
                                  time::Language language) {
    const auto reference = time::parse_civil(occasion.reference_date_time)
                               .value_or(time::CivilDateTime{{2016, 11, 7}, {}});
    std::vector<Recognized> all;
    for (const auto& span :
         time::find_times(text, language, reference, options_of(occasion.mode))) {
        Recognized one;
        one.begin = span.begin;
        one.end = span.end;
        one.type =
            "datetimeV2." + std::string(span.alternative ? "datetimealt" : name_of(span.kind));
        json::array values;
        for (const auto& reading : span.readings) values.push_back(value_of(span, reading));
        one.resolution["values"] = std::move(values);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::vector<Recognized> recognize_datetimes_en(std::string_view text, const Occasion& occasion) {
    return recognize(text, occasion, time::Language::English);
}

}  // namespace errand::eval::language
