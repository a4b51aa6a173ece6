// Holidays with their rules: "Christmas", "Mother's Day 2017", "next Easter", "Labor Day weekend".
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "language/time/english/grammar.hpp"
#include "language/time/islamic.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

enum class Rule { Fixed, Weekday, Easter, OrthodoxEaster, Islamic, AfterThanksgiving };

// Fixed: month and day. Weekday: the n-th of a month. Easter: days from it. Islamic: its month and
// day. AfterThanksgiving: days from it.
struct Holiday {
    std::string_view names;  // without apostrophes and hyphens; " day" may always follow
    Rule rule = Rule::Fixed;
    int a = 0;
    int b = 0;
    int n = 0;
};

constexpr Holiday kHolidays[] = {
    {"christmas|xmas|x mas|christmas holiday", Rule::Fixed, 12, 25},
    {"christmas eve|xmas eve", Rule::Fixed, 12, 24},
    {"boxing day|st stephens day|saint stephens day|st stephen s day", Rule::Fixed, 12, 26},
    {"new years|new year|new year s|new years day|new year day|yuandan|yuan dan", Rule::Fixed, 1,
     1},
    {"new years eve|new year s eve|new year eve|new years evening|nye", Rule::Fixed, 12, 31},
    {"epiphany day|three kings day|twelfth night", Rule::Fixed, 1, 6},
    {"orthodox christmas", Rule::Fixed, 1, 7},
    {"inauguration day", Rule::Fixed, 1, 20},
    {"australia day", Rule::Fixed, 1, 26},
    {"groundhog day|ground hog day", Rule::Fixed, 2, 2},
    {"valentines|valentine|valentine s|saint valentines|st valentines|saint valentine s|"
     "st valentine s|saint valentine",
     Rule::Fixed, 2, 14},
    {"white day", Rule::Fixed, 3, 14},
    {"womens day|women s day|female day|international womens day|international women s day",
     Rule::Fixed, 3, 8},
    {"pi day", Rule::Fixed, 3, 14},
    {"saint patrick|saint patricks|saint patrick s|st patrick|st patricks|st patrick s|"
     "st . patrick|st . patricks|st . patrick s|san patricio|st paddys|st paddy s",
     Rule::Fixed, 3, 17},
    {"april fools|april fool|april fool s|all fools", Rule::Fixed, 4, 1},
    {"earth day", Rule::Fixed, 4, 22},
    {"st georges day|saint georges day|st george s day|saint george s day", Rule::Fixed, 4, 23},
    {"anzac day", Rule::Fixed, 4, 25},
    {"may day|mayday|international workers day|international worker s day|int l workers day|intl "
     "workers day|"
     "international labor day|international labour day|workers day|worker s day",
     Rule::Fixed, 5, 1},
    {"star wars day", Rule::Fixed, 5, 4},
    {"youth day", Rule::Fixed, 5, 4},
    {"cinco de mayo", Rule::Fixed, 5, 5},
    {"childrens day|children s day|child day", Rule::Fixed, 6, 1},
    {"flag day", Rule::Fixed, 6, 14},
    {"juneteenth|freedom day|jubilee day", Rule::Fixed, 6, 19},
    {"canada day", Rule::Fixed, 7, 1},
    {"independence day|us independence day|american independence day", Rule::Fixed, 7, 4},
    {"bastille day", Rule::Fixed, 7, 14},
    {"assumption day|assumption of mary", Rule::Fixed, 8, 15},
    {"teachers day|teacher s day", Rule::Fixed, 9, 10},
    {"national day", Rule::Fixed, 10, 1},
    {"halloween|hallowe en|all hallows eve|all hallow s eve|all hallow eve|hallows eve",
     Rule::Fixed, 10, 31},
    {"all saints day|all saint s day|all hallows day|all hallow day|all hallow s day|all hallowmas",
     Rule::Fixed, 11, 1},
    {"all souls day|all soul s day", Rule::Fixed, 11, 2},
    {"guy fawkes day|bonfire night|guy fawkes night", Rule::Fixed, 11, 5},
    {"veterans day|veteran s day|armistice day|remembrance day|singles day|single s day",
     Rule::Fixed, 11, 11},
    {"st andrews day|saint andrews day|st andrew s day", Rule::Fixed, 11, 30},
    {"martin luther king day|martin luther king jr day|martin luther king s day|mlk day|mlk s day",
     Rule::Weekday, 1, 1, 3},
    {"washingtons birthday|washington s birthday|presidents day|president s day", Rule::Weekday, 2,
     1, 3},
    {"canberra day", Rule::Weekday, 3, 1, 2},
    {"mothers day|mother s day", Rule::Weekday, 5, 7, 2},
    {"memorial day", Rule::Weekday, 5, 1, -1},
    {"fathers day|father s day", Rule::Weekday, 6, 7, 3},
    {"labor day|labour day", Rule::Weekday, 9, 1, 1},
    {"columbus day|indigenous peoples day|indigenous people s day", Rule::Weekday, 10, 1, 2},
    {"thanksgiving|thanks giving|turkey day", Rule::Weekday, 11, 4, 4},
    {"black friday", Rule::AfterThanksgiving, 1},
    {"cyber monday", Rule::AfterThanksgiving, 4},
    {"giving tuesday", Rule::AfterThanksgiving, 5},
    {"easter|easter sunday|pascha", Rule::Easter, 0},
    {"easter monday", Rule::Easter, 1},
    {"orthodox easter", Rule::OrthodoxEaster, 0},
    {"clean monday|green monday|pure monday", Rule::OrthodoxEaster, -48},
    {"easter saturday|holy saturday", Rule::Easter, -1},
    {"good friday", Rule::Easter, -2},
    {"maundy thursday|holy thursday", Rule::Easter, -3},
    {"palm sunday", Rule::Easter, -7},
    {"ash wednesday", Rule::Easter, -46},
    {"mardi gras|shrove tuesday|fat tuesday|pancake day|pancake tuesday", Rule::Easter, -47},
    {"ascension|ascension of christ|ascension thursday", Rule::Easter, 39},
    {"pentecost|whitsunday|whit sunday|white sunday", Rule::Easter, 49},
    {"whit monday|pentecost monday", Rule::Easter, 50},
    {"trinity sunday", Rule::Easter, 56},
    {"corpus christi", Rule::Easter, 60},
    {"islamic new year|hijri new year|arabic new year|muharram", Rule::Islamic, 1, 1},
    {"ashura", Rule::Islamic, 1, 10},
    {"mawlid|mawlid al nabi", Rule::Islamic, 3, 12},
    {"ramadan|ramazan|ramzan|ramadhan|ramathan|month of ramadan", Rule::Islamic, 9, 1},
    {"eid al fitr|eid ul fitr|eid alfitr|eidul fitr|eid fitr|festival of breaking the fast|"
     "lesser eid",
     Rule::Islamic, 10, 1},
    {"eid al adha|eid ul adha|eid al azha|eidul azha|eidul adha|eid aladha|feast of the sacrifice|"
     "feast of sacrifice|festival of sacrifice|greater eid",
     Rule::Islamic, 12, 10},
};

CivilDate date_in(const Holiday& holiday, int year) {
    year = std::clamp(year, kMinYear + 1, kMaxYear - 1);
    switch (holiday.rule) {
        case Rule::Fixed:
            return {year, holiday.a, holiday.b};
        case Rule::Weekday:
            return nth_weekday(year, holiday.a, holiday.b, holiday.n);
        case Rule::OrthodoxEaster:
            return add_days(orthodox_easter_sunday(year), holiday.a);
        case Rule::Easter:
            return add_days(easter_sunday(year), holiday.a);
        case Rule::Islamic:
            return islamic_date_in(year, holiday.a, holiday.b);
        case Rule::AfterThanksgiving:
            return add_days(nth_weekday(year, 11, 4, 4), holiday.a);
    }
    return {year, 1, 1};
}

std::string timex_of(const Holiday& holiday, std::optional<int> year, int year_shown) {
    const std::string date = format(date_in(holiday, year_shown));
    const std::string prefix = year ? year_timex(*year) : "XXXX";
    if (holiday.rule == Rule::Weekday)
        return fmt::format("{}-{:02}-WXX-{}-{}", prefix, holiday.a, holiday.b,
                           holiday.n < 0 ? 4 : holiday.n);
    return prefix + date.substr(4);
}

// Its days before the reference and not before it.
struct Nearest {
    CivilDate past;
    CivilDate future;
};
Nearest nearest(const Holiday& holiday, Reference reference) {
    const int year = reference.date.year;
    const CivilDate this_year = date_in(holiday, year);
    if (CivilDateTime{this_year, {}} < reference) return {this_year, date_in(holiday, year + 1)};
    return {date_in(holiday, year - 1), this_year};
}

Value value_of(const Holiday& holiday, std::optional<int> year, Reference reference) {
    Value value;
    if (year) {
        value = make_date(date_in(holiday, *year));
        value.timex = timex_of(holiday, year, *year);
        value.year_said = true;
        return value;
    }
    const Nearest days = nearest(holiday, reference);
    value.timex = timex_of(holiday, year, reference.date.year);
    value.past.begin = CivilDateTime{days.past, {}};
    value.future.begin = CivilDateTime{days.future, {}};
    return value;
}

// The days off around it: the weekend that it touches, and itself.
Value weekend_of(const Holiday& holiday, std::optional<int> year, Reference reference) {
    const auto around = [](CivilDate day) {
        const int weekday = weekday_of(day);
        CivilDate saturday = add_days(day, 6 - weekday);
        if (weekday <= 2) saturday = add_days(saturday, -7);
        const CivilDate begin = std::min(saturday, day);
        const CivilDate end = std::max(add_days(saturday, 2), add_days(day, 1));
        return make_day_range(week_timex(monday_of(saturday)) + "-WE",
                              weekday == 1 || weekday == 5 ? begin : saturday,
                              weekday == 1 ? end : add_days(saturday, 2), Unit::Weekend);
    };
    if (year) return around(date_in(holiday, *year));
    const Nearest days = nearest(holiday, reference);
    const Value past = around(days.past);
    Value value = around(days.future);
    value.past = past.past;
    value.past_timex = past.timex;
    return value;
}

struct Name {
    std::vector<std::string> words;
    const Holiday* holiday = nullptr;
};

const std::multimap<std::string, Name>& names() {
    static const auto built = [] {
        std::multimap<std::string, Name> all;
        for (const auto& holiday : kHolidays) {
            std::string_view rest = holiday.names;
            while (!rest.empty()) {
                std::string_view name = rest.substr(0, rest.find('|'));
                rest.remove_prefix(std::min(rest.size(), name.size() + 1));
                Name entry;
                entry.holiday = &holiday;
                while (!name.empty()) {
                    const auto word = name.substr(0, name.find(' '));
                    name.remove_prefix(std::min(name.size(), word.size() + 1));
                    entry.words.emplace_back(word);
                }
                all.emplace(entry.words.front(), std::move(entry));
            }
        }
        return all;
    }();
    return built;
}

std::size_t past_marks(const Words& words, std::size_t at) {
    return words.is_any(at, {"'", "-", ".", "`"}) && words.glued(at) ? at + 1 : at;
}

struct Hit {
    std::size_t end = 0;
    const Holiday* holiday = nullptr;
};

std::optional<Hit> find_name(const Words& words, std::size_t at) {
    std::optional<Hit> best;
    if (!words.is_letters(at)) return best;
    const auto [begin, end] = names().equal_range(words[at].text);
    for (auto it = begin; it != end; ++it) {
        std::size_t next = at;
        bool fits = true;
        for (const auto& word : it->second.words) {
            if (next != at) next = past_marks(words, next);
            fits = words.is(next, word);
            if (!fits) break;
            ++next;
        }
        if (fits && (!best || next > best->end)) best = Hit{next, it->second.holiday};
    }
    if (!best) return best;
    const std::size_t day = words.is(best->end, "'") ? best->end + 1 : best->end;
    if (words.is(day, "day")) best->end = day + 1;
    if (words.match(day, "s day")) best->end = day + 2;
    return best;
}

}  // namespace

Read read_holiday(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto which = read_which(in, at);
    const bool picks = which && !which->own && !which->vague;
    const auto weekend_led = words.match_any(at, {"weekend of", "the weekend of"});
    const auto hit = find_name(words, weekend_led ? *weekend_led : picks ? which->end : at);
    if (!hit) return std::nullopt;
    const Holiday& holiday = *hit->holiday;
    std::size_t end = hit->end;
    const bool weekend = weekend_led || words.is(end, "weekend");
    if (weekend && !weekend_led) ++end;
    std::optional<int> year;
    const std::size_t next = words.skip_any(end, {",", "of", "in", "of the year"});
    if (const auto said = read_year(words, next)) {
        year = said->value;
        end = said->end;
    } else if (const auto of = read_which(in, next);
               of && !of->own && !of->vague && words.is(of->end, "year")) {
        year = in.reference.date.year + of->offset;
        end = of->end + 1;
        Value value = value_of(holiday, year, in.reference);
        if (!weekend) value.timex = format(date_in(holiday, *year));
        if (!weekend) return Item{at, end, std::move(value)};
    }
    if (picks && !year) {
        const Nearest days = nearest(holiday, in.reference);
        const CivilDate day = which->offset < 0 || which->past ? days.past
                              : which->offset > 0              ? days.future
                                                  : date_in(holiday, in.reference.date.year);
        if (weekend) return Item{at, end, weekend_of(holiday, day.year, in.reference)};
        Value value = make_date(day);
        value.timex = timex_of(holiday, day.year, day.year);
        return Item{at, end, std::move(value)};
    }
    return Item{
        at, end,
        weekend ? weekend_of(holiday, year, in.reference) : value_of(holiday, year, in.reference)};
}

}  // namespace errand::language::time::english
