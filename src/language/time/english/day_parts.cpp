// Parts of the day: "in the morning", "late evening", "lunchtime", "tonight", "last night".
#include "language/time/english/grammar.hpp"

namespace errand::language::time::english {
namespace {

const Lexicon<std::string_view>& names() {
    static const Lexicon<std::string_view> lexicon{
        {"morning|mornings", "MO"},
        {"afternoon|afternoons", "AF"},
        {"evening|evenings|eve", "EV"},
        {"night|nights", "NI"},
        {"night - time|nighttime|night time|night - times", "NT"},
        {"daytime|day time|day - time", "DT"},
        {"business hours|business hour|working hours|office hours", "BH"},
        {"breakfast|breakfasttime|breakfast time", "MEB"},
        {"brunch|brunchtime|brunch time", "MER"},
        {"lunch|lunchtime|lunch time|lunch - time", "MEL"},
        {"dinner|dinnertime|dinner time|supper|suppertime|supper time", "MED"},
    };
    return lexicon;
}

}  // namespace

static Read read_day_part_anew(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    std::size_t start =
        words.skip_any(at, {"in the", "in", "at", "during the", "during", "at the", "over the"});
    const bool led = start != at;
    // "during the morning" is said of the morning.
    const bool during = words.is_any(at, {"during", "over"});
    std::size_t next = words.skip_any(start, {"early", "early -", "late", "late -", "early in the",
                                              "late in the", "later in the", "earlier in the"});
    const Part part = next == start                               ? Part::None
                      : words.is_any(start, {"early", "earlier"}) ? Part::Start
                                                                  : Part::End;
    const auto hit = names().find(words, next);
    if (!hit) return std::nullopt;
    // A greeting.
    if (at > 0 && words.is(at - 1, "good")) return std::nullopt;
    if (words.is(next, "eve") && !led) return std::nullopt;
    // Meals are times where something is said of when: "at lunch", "lunchtime".
    const bool meal = hit->meaning.starts_with("ME");
    if (led && words.is(at, "in") && meal) return std::nullopt;
    const bool timed = hit->end > next + 1 || words.text(next).ends_with("time");
    if (meal && !timed && !led &&
        !(at > 0 && words.is_any(at - 1, {"before", "after", "around", "by", "until", "till",
                                          "since", "about", "during", "to", "than"})))
        return std::nullopt;
    const bool in_part = led && words.is(at, "in") && start == at + 1 && part != Part::None;
    return Item{during || in_part ? start : at, hit->end,
                part_of(make_part_of_day(hit->meaning, in.reference), part)};
}

Read read_day_part(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::DayPart, at, [&] { return read_day_part_anew(in, at); });
}

}  // namespace errand::language::time::english
