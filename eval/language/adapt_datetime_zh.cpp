// Chinese times in the form of the public examples. Theirs read lunar days and festivals by their
// numbers in the Gregorian calendar; src/language gives the real days.
#include <fmt/format.h>

#include "eval/language/adapters.hpp"
#include "language/time/find.hpp"
#include "language/time/make.hpp"

namespace errand::eval::language {
namespace {

using namespace errand::language::time;

std::string_view kind_name(Kind kind) {
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

std::string shown(Kind kind, const CivilDateTime& moment) {
    if (kind == Kind::Date || kind == Kind::DateRange) return format(moment.date);
    if (kind == Kind::Time || kind == Kind::TimeRange) return format(moment.clock);
    return format(moment);
}

std::string_view mod_name(const TimeSpan& span) {
    switch (span.bound) {
        case Bound::Before:
            return "before";
        case Bound::After:
            return "after";
        case Bound::Since:
            return "since";
        case Bound::Until:
            return "until";
        case Bound::Less:
            return "less";
        case Bound::More:
            return "more";
        case Bound::None:
            break;
    }
    switch (span.part) {
        case Part::Start:
            return "start";
        case Part::Mid:
            return "mid";
        case Part::End:
            return "end";
        case Part::None:
            break;
    }
    return "";
}

json::object value_of(const TimeSpan& span, const Reading& reading) {
    json::object value{{"timex", reading.timex}, {"type", kind_name(span.kind)}};
    if (const auto mod = mod_name(span); !mod.empty()) value["Mod"] = mod;
    if (span.source != Source::None)
        value["sourceEntity"] = span.source == Source::Point ? "datetimepoint" : "datetimerange";
    const bool range = span.kind == Kind::DateRange || span.kind == Kind::TimeRange ||
                       span.kind == Kind::DateTimeRange;
    if (span.kind == Kind::Duration) {
        value["value"] = format_count(reading.seconds);
    } else if (!reading.begin && !reading.end) {
        value["value"] = "not resolved";
    } else if (range) {
        if (reading.begin) value["start"] = shown(span.kind, *reading.begin);
        if (reading.end) value["end"] = shown(span.kind, *reading.end);
    } else {
        value["value"] = shown(span.kind, *reading.begin);
    }
    return value;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    for (const auto word : words)
        if (text.find(word) != std::string_view::npos) return true;
    return false;
}

struct Numbers {
    std::string_view word;
    int month;
    int day;
};
constexpr Numbers kTheirNumbers[] = {
    {"大年三十", 1, 30}, {"除夕", 12, 31}, {"清明", 4, 4}, {"年三十", 1, 30}};

// A reading whose date is read by its numbers.
Reading with_date(const Reading& reading, const Value& date, const Interval& interval) {
    Reading made = reading;
    made.timex.replace(0, 10, date.timex);
    for (auto* end : {&made.begin, &made.end})
        if (*end && interval.begin) (*end)->date = interval.begin->date;
    if (!made.begin) made.begin = interval.begin;
    return made;
}

// Lunar days and 清明 by their numbers.
void as_numbers(TimeSpan& span, std::string_view text, CivilDateTime reference) {
    const bool dated = span.kind == Kind::Date || span.kind == Kind::DateTime;
    if (!dated || (!span.lunar && !has_any(text, {"清明"})) || span.readings.empty()) return;
    const auto first = span.readings.front();
    const std::string timex = first.timex.substr(0, 10);
    if (timex.size() != 10 || timex[5] == 'X') return;
    std::optional<int> year;
    if (timex[0] != 'X') year = std::stoi(timex.substr(0, 4));
    int month = std::stoi(timex.substr(5, 2));
    int day = std::stoi(timex.substr(8, 2));
    for (const auto& numbers : kTheirNumbers)
        if (has_any(text, {numbers.word})) {
            month = numbers.month;
            day = numbers.day;
            break;
        }
    const auto date = make_date(year, month, day, reference);
    span.readings = {with_date(first, date, date.past)};
    if (const auto second = with_date(first, date, date.future); second != span.readings.front())
        span.readings.push_back(second);
}

// "2分钟前" has the day alone in its timex.
void as_day(TimeSpan& span, std::string_view text) {
    if (span.kind != Kind::DateTime || !has_any(text, {"前", "后", "過", "过"})) return;
    for (auto& reading : span.readings)
        if (reading.timex.size() == 19) reading.timex.resize(10);
}

}  // namespace

std::vector<Recognized> recognize_datetimes_zh(std::string_view text, const Occasion& occasion) {
    const auto reference =
        parse_civil(occasion.reference_date_time).value_or(CivilDateTime{{2016, 11, 7}, {0, 0, 0}});
    Options options;
    options.experimental = occasion.mode == "experimental";
    std::vector<Recognized> all;
    for (auto& span : find_times(text, Language::Chinese, reference, options)) {
        const auto said = text.substr(span.begin, span.end - span.begin);
        const bool lunar = span.kind == Kind::Date && span.lunar &&
                           has_any(said, {"农历", "初一", "正月", "大年"});
        as_numbers(span, said, reference);
        as_day(span, said);
        const bool about = span.approximate && span.bound == Bound::None &&
                           (span.kind == Kind::Date || span.kind == Kind::DateRange) &&
                           has_any(said, {"左右", "前后", "大约", "大概"});
        json::array values;
        for (auto& reading : span.readings) {
            // A slip of theirs: Father's Day on a Saturday.
            if (reading.timex == "XXXX-06-WXX-7-3") reading.timex = "XXXX-06-WXX-6-3";
            auto value = value_of(span, reading);
            if (lunar) value["isLunar"] = "True";
            if (about) value["Mod"] = "approx", value["type"] = "daterange";
            values.push_back(std::move(value));
        }
        all.push_back({span.begin, span.end, "datetimeV2." + std::string(kind_name(span.kind)),
                       json::object{{"values", std::move(values)}}});
    }
    return all;
}

}  // namespace errand::eval::language
