// Times of the day: "下午三点半", "17:55:23", "两点差五分", "傍晚", "五到六点".
#include "language/time/chinese/clocks.hpp"

#include "language/time/chinese/numerals.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

std::size_t past_about(const Line& line, std::size_t at) {
    return line.past(at, {U"大约", U"大概", U"约", U"差不多", U"大约在", U"大概在"});
}

// "am", "p.m." after the digits.
void read_latin_half(const Line& line, ClockRead& read) {
    const std::size_t am = line.past(read.end, {U"am", U"a.m.", U"a.m"});
    const std::size_t pm = line.past(read.end, {U"pm", U"p.m.", U"p.m"});
    const std::size_t end = std::max(am, pm);
    if (end == read.end || is_latin(line[end]) || read.clock.hour > 12) return;
    read.clock.hour = read.clock.hour % 12 + (pm > am ? 12 : 0);
    read.half = pm > am ? Half::Afternoon : Half::Morning;
    read.end = end;
}

std::optional<int> two_digits(const Line& line, std::size_t at) {
    if (!is_digit(line[at]) || !is_digit(line[at + 1])) return {};
    if (is_digit(line[at + 2]) && !line.gap(at + 2)) return {};
    return static_cast<int>((line[at] - U'0') * 10 + (line[at + 1] - U'0'));
}

// "17:55", "8:00:30"; "5pm".
std::optional<ClockRead> read_digital(const Line& line, std::size_t at) {
    const auto hour = is_digit(line[at]) ? read_numeral(line, at) : std::nullopt;
    if (!hour || hour->digits > 2 || hour->value > 24) return {};
    ClockRead read;
    read.clock.hour = hour->integer();
    read.end = hour->end;
    if (line[read.end] == U':') {
        const auto minute = two_digits(line, read.end + 1);
        if (!minute || *minute > 59) return {};
        read.clock.minute = minute;
        read.end += 3;
        if (line[read.end] == U':')
            if (const auto second = two_digits(line, read.end + 1); second && *second < 60) {
                read.clock.second = second;
                read.end += 3;
            }
    }
    const std::size_t plain = read.end;
    read_latin_half(line, read);
    if (!read.clock.minute && read.end == plain) return {};
    return read;
}

// Minutes after "点": "半", "一刻", "二十", "零五分", "过五分", "差五分".
void read_minutes(const Line& line, ClockRead& read) {
    const std::size_t at = read.end;
    if (line[at] == U'半' && !is_one_of(line[at + 1], U"个小天年")) {
        read.clock.minute = 30;
        ++read.end;
        return;
    }
    const bool before = is_one_of(line[at], U"差欠");
    const auto numeral = read_numeral(line, line.past(at, {U"过", U"差", U"欠", U"零"}));
    if (!numeral) return;
    const int value = numeral->integer();
    const char32_t unit = line[numeral->end];
    if (unit == U'刻' && value >= 1 && value <= 3) {
        const int minutes = before ? 60 - 15 * value : 15 * value;
        read.clock.minute = minutes;
        if (before) read.clock.hour = (read.clock.hour + 23) % 24;
        read.end = numeral->end + 1;
        return;
    }
    if (value > 59) return;
    if (unit != U'分') {
        const bool two = value >= 10 || line[at] == U'零' || numeral->digits == 2;
        if (!two || before || is_one_of(unit, U"个人块元点时天年月号日份杯只位张度%楼.:")) return;
        read.clock.minute = value;
        read.end = numeral->end;
        return;
    }
    read.clock.minute = before ? 60 - value : value;
    if (before) read.clock.hour = (read.clock.hour + 23) % 24;
    read.end = numeral->end + 1;
    const auto second = read_numeral(line, read.end);
    if (before || !second || second->value > 59 || line[second->end] != U'秒') return;
    read.clock.second = second->integer();
    read.end = second->end + 1;
}

bool is_decimal(const Line& line, const Numeral& hour, std::size_t after) {
    if (hour.arabic || digit_value(line[after]) < 0 || line[after] == U'零') return false;
    const auto rest = read_numeral(line, after);
    return rest && rest->digits > 0 && line[rest->end] != U'分' && line[rest->end] != U'刻';
}

// "三点半", "15时20分", "零点整".
std::optional<ClockRead> read_spoken(const Line& line, std::size_t at) {
    const auto hour = read_numeral(line, at);
    if (!hour || hour->value > 24 || (hour->digits > 1 && !hour->arabic)) return {};
    if (at > 0 && line[at - 1] == U'第') return {};
    const char32_t unit = line[hour->end];
    const std::size_t after = hour->end + 1;
    if (unit == U'点') {
        if (is_one_of(line[after], U"心子儿评") || is_decimal(line, *hour, after)) return {};
        if (line.past(after, {U"建议", U"意见", U"要求", U"原因", U"理由", U"想法"}) > after)
            return {};
    } else if (unit != U'时' || is_one_of(line[after], U"间候期代尚常髦区装机速光而限不")) {
        return {};
    }
    ClockRead read;
    read.end = after;
    read.clock.hour = hour->integer();
    const std::size_t sharp = line.past(after, {U"钟", U"整", U"正", U"钟整"});
    if (sharp > after && !(line[after] == U'正' && is_one_of(line[after + 1], U"在好式常"))) {
        read.end = sharp;
    } else {
        read_minutes(line, read);
    }
    if (line[read.end] == U'多') {
        read.approximate = true;
        ++read.end;
    }
    return read;
}

// "差五分两点", "差一刻八点".
std::optional<ClockRead> read_to_the_hour(const Line& line, std::size_t at) {
    if (line[at] != U'差') return {};
    const auto numeral = read_numeral(line, at + 1);
    if (!numeral || numeral->value < 1) return {};
    int minutes = numeral->integer();
    std::size_t end = numeral->end + 1;
    if (line[numeral->end] == U'刻')
        minutes *= 15;
    else if (line[numeral->end] == U'分')
        end = line.past(end, {U"钟"});
    else
        return {};
    end = line.past(end, {U"到", U"就"});
    auto read = read_spoken(line, end);
    if (!read || minutes > 59 || read->clock.minute) return {};
    read->clock.minute = 60 - minutes;
    read->clock.hour = (read->clock.hour + 23) % 24;
    return read;
}

// "早一点", "晚一点" are no times.
bool is_a_bit(const Line& line, std::size_t word_at, std::size_t hour_at) {
    if (!line.is(hour_at, U"一点") || hour_at != word_at + 1) return false;
    return word_at == 0 || !is_one_of(line[word_at - 1], U"今明昨天日号");
}

// "五到六点", "三四点", with the half of the day before them.
std::optional<std::pair<ClockRead, ClockRead>> read_ends(const Line& line, std::size_t at,
                                                         Half half) {
    auto first = read_numeral(line, at);
    const int digit = digit_value(line[at]);
    if (digit > 0 && digit_value(line[at + 1]) == digit + 1)
        first = Numeral{at + 1, static_cast<double>(digit), 1, false, false};
    if (!first || first->value > 24 || first->digits > 2) return {};
    // "十一二点": the ten is said once.
    if (first->digits == 0 && first->integer() % 10 > 0 &&
        digit_value(line[first->end]) == first->integer() % 10 + 1) {
        if (line[first->end + 1] != U'点') return {};
        ClockRead begin{first->end, {first->integer(), {}, {}}, half};
        ClockRead end{first->end + 2, {first->integer() + 1, {}, {}}, half};
        bend(begin);
        bend(end);
        return std::pair{begin, end};
    }
    const std::size_t second_at = line.past(first->end, {U"到", U"至", U"-"});
    auto second = read_spoken(line, second_at);
    const bool row = second_at == first->end;
    if (!second || (row && (first->arabic || second->clock.minute))) return {};
    ClockRead begin;
    begin.clock.hour = first->integer();
    begin.half = second->half = half;
    if (!row && begin.clock.hour > second->clock.hour && half != Half::Unsaid)
        second->half = Half::Unsaid;
    bend(begin);
    bend(*second);
    return std::pair{begin, *second};
}

}  // namespace

// An hour as the half of the day bends it.
void bend(ClockRead& read) {
    int& hour = read.clock.hour;
    if (hour == 24) {
        hour = 0;
        read.next_day = true;
        return;
    }
    switch (read.half) {
        case Half::Unsaid:
            read.half_open = hour >= 1 && hour <= 12;
            break;
        case Half::Morning:
            break;
        case Half::Noon:
            if (hour < 10) hour += 12;
            break;
        case Half::Afternoon:
            if (hour < 12) hour += 12;
            break;
        case Half::Evening:
        case Half::Night:
            if (hour >= 5 && hour < 12) {
                hour += 12;
            } else if (hour <= 12) {
                hour %= 12;
                read.next_day = true;
            }
            break;
        case Half::Dawn:
            hour %= 12;
            break;
    }
}

std::optional<ClockRead> read_clock(const Line& line, std::size_t at) {
    const std::size_t start = past_about(line, at);
    const auto* part = find_part_of_day(line, start);
    std::size_t hour_at = part ? start + part->word.size() : start;
    if (part) hour_at = line.past(hour_at, {U"的"});
    if (part && part->is_short() && is_a_bit(line, start, hour_at)) return {};
    if (part && part->is_short() && start > 0 && is_one_of(line[start - 1], U"最更太很尽提"))
        return {};
    if (hour_at > start) hour_at = past_about(line, hour_at);
    auto read = read_digital(line, hour_at);
    if (!read) read = read_spoken(line, hour_at);
    if (!read) read = read_to_the_hour(line, hour_at);
    if (!read) return {};
    if (part) read->half = part->half;
    if (read->half == Half::Unsaid || part) bend(*read);
    if (start > at) read->approximate = true;
    const std::size_t about = line.past(read->end, {U"左右", U"前后", U"上下"});
    if (about > read->end) read->approximate = true;
    read->end = about;
    return read;
}

Value value_of(const ClockRead& read, CivilDateTime now) {
    Value value = make_clock(read.clock, read.half_open, now);
    value.approximate = read.approximate;
    return value;
}

Read read_clock_piece(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto read = read_clock(line, at);
    if (!read) return {};
    Piece made;
    made.begin = at;
    made.end = read->end;
    made.value = value_of(*read, context.now);
    made.next_day = read->next_day;
    made.clock = read;
    made.weak = line.is(at, U"一点") && read->end == at + 2;
    return made;
}

Read read_clock_range(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto* part = find_part_of_day(line, at);
    const std::size_t start = part ? at + part->word.size() : at;
    const auto ends = read_ends(line, start, part ? part->half : Half::Unsaid);
    if (!ends) return {};
    auto second = ends->second;
    if (part) follow(ends->first, second);
    Piece made;
    made.begin = at;
    made.end = second.end;
    made.value =
        make_range(value_of(ends->first, context.now), value_of(second, context.now), context.now);
    made.next_day = ends->first.next_day;
    made.closed = true;
    return made;
}

void follow(const ClockRead& first, ClockRead& second) {
    if (first.half == Half::Unsaid || second.half != Half::Unsaid || !second.half_open) return;
    const ClockTime begin = first.clock.clock();
    ClockForm later = second.clock;
    later.hour = later.hour % 12 + 12;
    ClockForm early = second.clock;
    early.hour %= 12;
    second.half_open = false;
    second.half = first.half;
    const bool use_early = early.clock() > begin || later.clock() <= begin;
    second.clock = use_early ? early : later;
    second.next_day = first.next_day;
}

}  // namespace errand::language::time::chinese
