// The names of weekdays, months and units, and the words that pick one of a row.
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

const Lexicon<int>& weekdays() {
    static const Lexicon<int> lexicon{
        {"monday|mon", 1},
        {"tuesday|tues|tue", 2},
        {"wednesday|weds|wed|wedn", 3},
        {"thursday|thurs|thur|thu", 4},
        {"friday|fri", 5},
        {"saturday|sat", 6},
        {"sunday|sun", 7},
    };
    return lexicon;
}

const Lexicon<int>& months() {
    static const Lexicon<int> lexicon{
        {"january|jan", 1},
        {"february|feb|febr", 2},
        {"march|mar", 3},
        {"april|apr", 4},
        {"may", 5},
        {"june|jun", 6},
        {"july|jul", 7},
        {"august|aug", 8},
        {"september|sept|sep", 9},
        {"october|oct", 10},
        {"november|nov", 11},
        {"december|dec", 12},
    };
    return lexicon;
}

// "sun" and "sat" are words of their own; as days they are named like one.
bool is_other_word(const Words& words, std::size_t at) {
    if (!words.is_any(at, {"sun", "sat", "mon", "wed"})) return false;
    if (at > 0 &&
        words.is_any(at - 1, {"on",    "this",   "next",   "last",  "every", "each", "by",
                              "until", "till",   "from",   "to",    "or",    "and",  "between",
                              "past",  "coming", "before", "after", ",",     "-"}))
        return false;
    if (at > 0 && words.is_any(at - 1, {"the", "he", "she", "it", "they", "we", "i", "who", "a"}))
        return true;
    return !words[at].capital && !words.is_digits(at + 1) &&
           !words.is_any(at + 1, {"at", "the", ",", "morning", "afternoon", "evening", "night"});
}

}  // namespace

Read longer(Read first, Read second) {
    if (!first) return second;
    if (!second || second->end <= first->end) return first;
    return second;
}

std::optional<Whole> read_weekday(const Sentence& in, std::size_t at) {
    const auto hit = weekdays().find(in.words, at);
    if (!hit || is_other_word(in.words, at)) return std::nullopt;
    return Whole{hit->end, hit->meaning, 0};
}

std::optional<Whole> read_month(const Sentence& in, std::size_t at) {
    const auto hit = months().find(in.words, at);
    if (!hit) return std::nullopt;
    if (at > 0 && in.words.is_any(at - 1, {"$", "#", "@"}) && in.words.glued(at))
        return std::nullopt;
    return Whole{hit->end, hit->meaning, 0};
}

bool names_month(const Words& words, std::size_t at) {
    return months().find(words, at).has_value();
}

std::optional<Which> read_which(const Sentence& in, std::size_t at) {
    static const Lexicon<Which> lexicon{
        {"this|current|present", Which{0, 0}},
        {"next|following", Which{0, 1}},
        {"coming|upcoming|this coming|this upcoming|forthcoming", Which{0, 1, true}},
        {"last|previous|preceding", Which{0, -1}},
        {"past|this past", Which{0, -1, false, true}},
        {"same|that", Which{0, 0, false, false, true}},
        {"my|the|our|your", Which{0, 0, false, false, false, true}},
    };
    const auto hit = lexicon.find(in.words, at);
    if (!hit) return std::nullopt;
    Which which = hit->meaning;
    which.end = hit->end;
    return which;
}

std::optional<UnitRead> read_unit(const Sentence& in, std::size_t at) {
    static const Lexicon<Unit> lexicon{
        {"second|seconds|sec|secs", Unit::Second},
        {"minute|minutes|min|mins", Unit::Minute},
        {"hour|hours|hr|hrs|h", Unit::Hour},
        {"day|days|night|nights", Unit::Day},
        {"business day|business days|working day|working days|workday|workdays|weekday|weekdays|"
         "work day|work days|business - day|business - days",
         Unit::BusinessDay},
        {"weekend|weekends", Unit::Weekend},
        {"week|weeks|wk|wks", Unit::Week},
        {"fortnight|fortnights", Unit::Fortnight},
        {"month|months|mo|mos", Unit::Month},
        {"quarter|quarters", Unit::Quarter},
        {"year|years|yr|yrs", Unit::Year},
        {"decade|decades", Unit::Decade},
        {"century|centuries", Unit::Century},
    };
    const auto hit = lexicon.find(in.words, at);
    if (!hit) return std::nullopt;
    return UnitRead{hit->end, hit->meaning};
}

}  // namespace errand::language::time::english
