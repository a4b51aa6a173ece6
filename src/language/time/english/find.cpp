// The English grammar's entry: the longest reading at each place, from left to right.
#include "language/time/english/alternatives.hpp"
#include "language/time/english/grammar.hpp"
#include "language/time/english/slots.hpp"
#include "language/time/grammars.hpp"

namespace errand::language::time {
namespace english {
namespace {

// What needs a preposition before it, which is not part of it: "at 7", "on 15", "for the 27th".
Read read_after_preposition(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (at == 0) return std::nullopt;
    if (words.is_any(at - 1, {"at", "@"})) {
        auto hour = read_hour(in, at);
        if (!hour || read_unit(in, hour->end) || words.is_any(hour->end, {"/", "$", "-", "°"}))
            return std::nullopt;
        const bool pointed = words.is(at + 1, ".") && words.glued(at + 1);
        if (pointed && hour->end == at + 3) return Item{at - 1, hour->end, hour->value};
        // "at 7 places": an hour alone is followed by little.
        if (hour->end == at + 1 && words.is_letters(hour->end) &&
            !words.is_any(hour->end,
                          {"on",      "in",     "and",  "or",   "for",     "with", "to",
                           "tonight", "please", "at",   "then", "if",      "but",  "until",
                           "till",    "sharp",  "when", "by",   "because", "so",   "from"}))
            return std::nullopt;
        return hour;
    }
    if (words.is_any(at - 1, {"on", "for"})) {
        auto day = read_bare_day(in, at);
        if (!day) return std::nullopt;
        const std::size_t end = day->end;
        const bool article = words.is(at, "the");
        if (words.is(at - 1, "for") && !article) return std::nullopt;
        const bool closed = end >= words.size() || words.is_mark(end);
        const bool ordinal = end > at + (article ? 2 : 1);
        const bool word = words.is_letters(end) &&
                          words.is_any(end, {"and", "or", "with", "for", "to", "at", "from", "if",
                                             "but", "so", "please", "when", "because", "until"});
        if (!closed && !(word && (ordinal || words.is(at - 1, "on")))) return std::nullopt;
        if (words.is_any(end, {"%", "/", "$", "'"})) return std::nullopt;
        return day;
    }
    return std::nullopt;
}

// "change the 10 am call to 11": the number is a time like the one before.
Read read_new_time(const Sentence& in, std::size_t after) {
    const Words& words = in.words;
    const auto to =
        words.match_any(after, {"meeting to", "appointment to", "conference to", "call to",
                                "skype call to", "reservation to", "booking to"});
    if (!to) return std::nullopt;
    auto hour = read_hour(in, *to);
    if (!hour) return std::nullopt;
    if (hour->end < words.size() && !words.is_any(hour->end, {".", ",", "!", "?"}))
        return std::nullopt;
    return hour;
}

}  // namespace

Read read_any(const Sentence& in, std::size_t at) {
    Read best = read_set(in, at);
    best = longer(best, read_bounded(in, at));
    best = longer(best, read_date_range(in, at));
    best = longer(best, read_moment(in, at));
    best = longer(best, read_moment_range(in, at));
    best = longer(best, read_named_moment(in, at));
    best = longer(best, read_date(in, at));
    best = longer(best, read_period(in, at));
    best = longer(best, read_duration(in, at));
    best = longer(best, read_after_preposition(in, at));
    // "at 8.30 pm": written with a point, the "at" belongs to it.
    if (!best && in.words.is(at, "at") && in.words.is_digits(at + 1) && in.words.is(at + 2, ".") &&
        in.words.glued(at + 2) && in.words.is_digits(at + 3)) {
        best = read_moment(in, at + 1);
        if (best) best->begin = at;
    }
    return best;
}

}  // namespace english

std::vector<Found> find_english(std::string_view text, Reference reference,
                                const Options& options) {
    const english::Sentence in{text, english::Words(text), reference, options};
    std::vector<english::Item> items;
    for (std::size_t at = 0; at < in.words.size();) {
        const auto read = english::read_any(in, at);
        if (!read) {
            ++at;
            continue;
        }
        items.push_back(*read);
        at = read->end;
        if (read->value.kind != Kind::Time) continue;
        if (const auto changed = english::read_new_time(in, at)) {
            items.push_back(*changed);
            at = changed->end;
        }
    }
    if (options.complex_calendar || options.extended) english::join_alternatives(in, items);
    std::vector<Found> found;
    found.reserve(items.size());
    for (const auto& item : items)
        found.push_back({in.words[item.begin].begin, in.words[item.end - 1].end, item.value});
    return found;
}

}  // namespace errand::language::time
