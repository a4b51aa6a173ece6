#include "language/times.hpp"

#include <string_view>

#include "language/numbers.hpp"
#include "language/phrases.hpp"

namespace errand::language {
namespace {

enum class Word : std::uint32_t {
    Asap,
    Today,
    Tomorrow,
    AfterTomorrow,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Midnight
};

const Phrases& words() {
    static const auto made = [] {
        Phrases all;
        const auto add = [&](Word word, std::initializer_list<std::string_view> phrases) {
            for (const auto phrase : phrases) all.add(phrase, static_cast<std::uint32_t>(word));
        };
        add(Word::Asap,
            {"尽快", "马上", "立刻", "立即", "现在就", "越快越好", "赶紧", "asap", "a.s.a.p.",
             "as soon as possible", "right away", "right now", "immediately"});
        add(Word::Today, {"今天", "今日", "today"});
        add(Word::Tomorrow, {"明天", "明日", "tomorrow"});
        add(Word::AfterTomorrow, {"后天", "the day after tomorrow", "day after tomorrow"});
        add(Word::Morning,
            {"早上", "上午", "早晨", "清晨", "in the morning", "this morning", "morning"});
        add(Word::Noon, {"中午", "正午", "noon", "at noon", "midday", "lunchtime"});
        add(Word::Afternoon, {"下午", "午后", "in the afternoon", "this afternoon", "afternoon"});
        add(Word::Evening, {"晚上", "傍晚", "今晚", "in the evening", "this evening", "evening",
                            "tonight", "at night"});
        add(Word::Midnight, {"半夜", "凌晨", "午夜", "midnight", "at midnight"});
        return all;
    }();
    return made;
}

struct Day {
    std::size_t end;
    std::optional<int> day;
    std::optional<Word> part;
};

// "明天中午", "tomorrow evening", "今晚", "明早".
Day read_day(const Text& text, std::size_t at) {
    Day read{at, {}, {}};
    for (int i = 0; i < 2; ++i) {
        const auto match = words().longest(text, read.end);
        if (!match) break;
        const auto word = static_cast<Word>(match.value);
        if (word == Word::Asap) break;
        if (word <= Word::AfterTomorrow) {
            if (read.day || read.part) break;
            read.day = static_cast<int>(word) - static_cast<int>(Word::Today);
        } else {
            if (read.part) break;
            read.part = word;
        }
        read.end = match.end;
    }
    if (read.end == at && (text.is(at, "明") || text.is(at, "今")) &&
        (text.is(at + 1, "早") || text.is(at + 1, "晚"))) {
        read = {at + 2, text.is(at, "明") ? 1 : 0,
                text.is(at + 1, "早") ? Word::Morning : Word::Evening};
    }
    return read;
}

struct Hour {
    std::size_t end;
    int minute_of_day;
    bool said_half;  // am, pm or a 24-hour clock
};

std::optional<int> small_number(const Text& text, std::size_t at, int most, std::size_t& end) {
    const auto number = read_number(text, at);
    if (!number || number->value < 0 || number->value > most) return std::nullopt;
    end = number->end;
    return static_cast<int>(number->value);
}

// "19:30", "7:30 pm".
std::optional<Hour> read_colon(const Text& text, std::size_t at) {
    std::size_t end = at;
    const auto hour = small_number(text, at, 24, end);
    if (!hour || !text.is(end, ":") || !text[end].glued) return std::nullopt;
    const auto minute = small_number(text, end + 1, 59, end);
    if (!minute) return std::nullopt;
    return Hour{end, *hour * 60 + *minute, *hour > 12 || *hour == 0};
}

// "12点半", "七点二十", "8点1刻", "三点钟".
std::optional<Hour> read_chinese_hour(const Text& text, std::size_t at) {
    std::size_t end = at;
    const auto hour = small_number(text, at, 24, end);
    if (!hour || !(text.is(end, "点") || text.is(end, "时"))) return std::nullopt;
    ++end;
    if (text.is(end, "钟") || text.is(end, "整")) ++end;
    Hour read{end, *hour * 60, *hour > 12 || *hour == 0};
    if (text.is(end, "半")) {
        read.minute_of_day += 30;
        ++read.end;
    } else if (const auto minute = small_number(text, end, 59, end)) {
        const bool quarter = text.is(end, "刻");
        // 七点四十, 七点零五; but 七点四个人, 三点两杯: what is counted is something else.
        const bool minutes = text.is(end, "分") || text.is(read.end, "零") || *minute >= 10 ||
                             text[read.end].text.size() == 2;
        const bool counted = read_measure(text, end) || text.is(end, "个") || text.is(end, "人");
        if (!quarter && (!minutes || counted)) return read;
        read.minute_of_day += quarter ? *minute * 15 : *minute;
        read.end = quarter || text.is(end, "分") ? end + 1 : end;
    }
    return read;
}

// "half past six", "7 o'clock", "7pm"; a bare number only after "at" or "by".
std::optional<Hour> read_english_hour(const Text& text, std::size_t at) {
    std::size_t end = at;
    if (text.is(at, "half") && text.is(at + 1, "past")) {
        const auto hour = small_number(text, at + 2, 12, end);
        if (hour) return Hour{end, *hour * 60 + 30, false};
    }
    if (text.is(at, "quarter") && (text.is(at + 1, "past") || text.is(at + 1, "to"))) {
        const auto hour = small_number(text, at + 2, 12, end);
        if (hour) return Hour{end, *hour * 60 + (text.is(at + 1, "past") ? 15 : -15), false};
    }
    const auto hour = small_number(text, at, 24, end);
    if (!hour) return std::nullopt;
    if (text.is(end, "o'clock")) return Hour{end + 1, *hour * 60, *hour > 12};
    if (text.is(end, "am") || text.is(end, "pm")) return Hour{end, *hour * 60, false};
    return std::nullopt;
}

// am and pm after the hour, and dots within them.
void read_half(const Text& text, Hour& hour) {
    auto at = hour.end;
    const bool short_am = text.is(at, "a") && text.is(at + 1, ".") && text.is(at + 2, "m");
    const bool short_pm = text.is(at, "p") && text.is(at + 1, ".") && text.is(at + 2, "m");
    const bool pm = text.is(at, "pm") || short_pm;
    if (!pm && !text.is(at, "am") && !short_am) return;
    hour.end = short_am || short_pm ? at + 3 : at + 1;
    hour.said_half = true;
    const auto of_half = hour.minute_of_day % 720;
    if (hour.minute_of_day <= 12 * 60 + 59) hour.minute_of_day = pm ? of_half + 720 : of_half;
}

std::optional<Hour> read_hour(const Text& text, std::size_t at) {
    auto hour = read_colon(text, at);
    if (!hour) hour = read_chinese_hour(text, at);
    if (!hour) hour = read_english_hour(text, at);
    if (hour) read_half(text, *hour);
    return hour;
}

std::optional<int> minutes_of_unit(const Text& text, std::size_t at, std::size_t& end) {
    struct Unit {
        std::string_view phrase;
        int minutes;
    };
    static const auto units = [] {
        Phrases all;
        for (const auto phrase : {"分钟", "分", "minutes", "minute", "mins", "min"})
            all.add(phrase, 1);
        for (const auto phrase :
             {"小时", "个小时", "钟头", "个钟头", "个钟", "hours", "hour", "hrs", "hr"})
            all.add(phrase, 60);
        for (const auto phrase : {"刻钟"}) all.add(phrase, 15);
        return all;
    }();
    const auto match = units.longest(text, at);
    if (!match) return std::nullopt;
    end = match.end;
    return static_cast<int>(match.value);
}

// "半小时", "一个半小时", "20分钟", "half an hour", "an hour", "two hours".
std::optional<int> read_span(const Text& text, std::size_t at, std::size_t& end) {
    double count = 0;
    auto unit = at;
    if (text.is(at, "半") || text.is(at, "half")) {
        count = 0.5;
        unit = text.is(at + 1, "an") || text.is(at + 1, "a") ? at + 2 : at + 1;
    } else if (text.is(at, "an") || text.is(at, "a")) {
        count = 1;
        unit = at + 1;
    } else if (const auto number = read_number(text, at)) {
        count = number->value;
        unit = number->end;
        if (text.is(unit, "个") && text.is(unit + 1, "半")) count += 0.5, unit += 2;
    } else {
        return std::nullopt;
    }
    const auto minutes = minutes_of_unit(text, unit, end);
    if (!minutes || count * *minutes > 7 * 24 * 60) return std::nullopt;
    return static_cast<int>(count * *minutes);
}

// "半小时后", "20分钟内", "in half an hour", "within 30 minutes".
std::optional<Moment> read_relative(const Text& text, std::size_t at) {
    Moment moment;
    const bool under = text.is(at, "in") && (text.is(at + 1, "under") ||
                                             (text.is(at + 1, "less") && text.is(at + 2, "than")));
    const bool before = text.is(at, "in") || text.is(at, "within") || text.is(at, "过");
    auto from = before ? at + 1 : at;
    if (under) from = text.is(at + 1, "under") ? at + 2 : at + 3;
    const auto minutes = read_span(text, from, moment.end);
    if (!minutes) return std::nullopt;
    auto end = moment.end;
    if (text.is(end, "之") || text.is(end, "以")) ++end;
    const bool after = text.is(end, "后") || text.is(end, "内") || text.is(end, "later") ||
                       (text.is(end, "from") && text.is(end + 1, "now"));
    if (!before && !after) return std::nullopt;
    moment.limit = under || text.is(at, "within") || text.is(end, "内");
    if (after) moment.end = text.is(end, "from") ? end + 2 : end + 1;
    moment.in_minutes = minutes;
    return moment;
}

constexpr int kNoon = 12 * 60;

int minute_in(const Hour& hour, std::optional<Word> part, bool& unsaid) {
    auto minute = hour.minute_of_day;
    unsaid = !hour.said_half && !part;
    if (!part || hour.said_half) return minute;
    const bool later = *part == Word::Afternoon || *part == Word::Evening ||
                       (*part == Word::Noon && minute < 6 * 60);
    if (later && minute < kNoon) minute += kNoon;
    if (*part == Word::Midnight && minute >= kNoon && minute < 13 * 60) minute -= kNoon;
    return minute;
}

int typical_minute(Word part) {
    switch (part) {
        case Word::Morning:
            return 9 * 60;
        case Word::Noon:
            return kNoon;
        case Word::Afternoon:
            return 15 * 60;
        case Word::Evening:
            return 19 * 60;
        default:
            return 24 * 60 - 1;
    }
}

}  // namespace

std::optional<Moment> read_moment(const Text& text, std::size_t at) {
    if (const auto relative = read_relative(text, at)) return relative;
    if (const auto match = words().longest(text, at);
        match && static_cast<Word>(match.value) == Word::Asap) {
        Moment moment{match.end};
        moment.asap = true;
        return moment;
    }
    auto begin = at;
    const bool not_later = text.is(at, "no") && text.is(at + 1, "later") && text.is(at + 2, "than");
    const bool limit = not_later || text.is(at, "by") || text.is(at, "before");
    const bool preposition = limit || text.is(at, "at") || text.is(at, "around");
    if (preposition) begin += not_later ? 3 : 1;
    const auto day = read_day(text, begin);
    auto from = day.end;
    if (from > begin && (text.is(from, "at") || text.is(from, "by"))) ++from;
    auto hour = read_hour(text, from);
    std::size_t bare_end = 0;
    if (!hour && (preposition || from > day.end)) {
        const auto bare = small_number(text, from, 24, bare_end);
        const bool ends = bare_end >= text.size() || text[bare_end].kind == TokenKind::Mark;
        if (bare && *bare > 0 && ends) hour = Hour{bare_end, *bare * 60, *bare > 12};
    }
    if (!hour && day.end == begin) return std::nullopt;
    Moment moment{hour ? hour->end : day.end};
    moment.day = day.day;
    moment.limit = limit;
    auto part = day.part;
    if (hour && !part) {  // "7:30 tomorrow evening": the day may follow
        const auto later = read_day(text, hour->end);
        part = later.part;
        if (later.day && !moment.day) moment.day = later.day;
        if (later.end > hour->end) moment.end = later.end;
    }
    if (hour) {
        moment.minute_of_day = minute_in(*hour, part, moment.half_of_day_unsaid);
        if ((text.is(moment.end, "之") || text.is(moment.end, "以")) &&
            text.is(moment.end + 1, "前")) {
            moment.end += 2;
            moment.limit = true;
        } else if (text.is(moment.end, "前")) {
            ++moment.end;
            moment.limit = true;
        }
    } else {
        moment.vague = true;
        if (part) moment.minute_of_day = typical_minute(*part);
    }
    return moment;
}

Time resolve(const Moment& moment, Time now, const TimeZone& zone) {
    using namespace std::chrono;
    if (moment.asap) return now;
    if (moment.in_minutes) return now + minutes(*moment.in_minutes);
    const auto local = zone.to_local(now);
    const auto today = floor<days>(local);
    const auto at = [&](int day, int minute) {
        return zone.from_local(local_time<Millis>(today + days(day)) + minutes(minute));
    };
    if (!moment.minute_of_day) return at(moment.day.value_or(0), kNoon);
    const auto minute = *moment.minute_of_day;
    auto meant = at(moment.day.value_or(0), minute);
    if (moment.half_of_day_unsaid && minute <= kNoon && (!moment.day || *moment.day == 0)) {
        if (meant < now) meant = at(0, minute + kNoon);
    } else if (moment.half_of_day_unsaid && moment.day && minute < 7 * 60) {
        meant = at(*moment.day, minute + kNoon);  // nobody eats at two in the morning
    }
    if (!moment.day && meant < now) meant = at(1, minute);
    return meant;
}

}  // namespace errand::language
