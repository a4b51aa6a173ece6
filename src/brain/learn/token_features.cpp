#include "brain/learn/token_features.hpp"

#include <algorithm>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "language/simplify.hpp"

namespace errand::brain::learn {
namespace {

using language::Token;
using language::TokenKind;

// Kinds of features are told apart by these. Offsets are added to the first of their row.
enum Tag : std::uint64_t {
    kAlways = 1000,
    kAt = 1010,
    kPairAt = 1020,
    kTripleAt = 1030,
    kNearBefore = 1040,
    kNearAfter,
    kPrefix = 1050,
    kSuffix = 1060,
    kShapeAt = 1070,
    kHintAt = 1080,
    kHintPair = 1090,
    kIntent = 1100,
    kIntentWord,
    kIntentBefore,
    kIntentHint,
    kSentenceHint,
    kFirst,
    kLonger = 1110,
    kListed = 1120,
    kListedFor,
    kCue = 1130,
    kCuePair = 1140,
    kCueIntent = 1150,
    kFrame = 1160,
    kHintPlace = 1170,
    kCase = 1180,
    kEnding = 1190,
    kEndingFor = 1200,
};

constexpr std::uint64_t kOutside = 0x0E06E;
constexpr std::size_t kNear = 5;
constexpr std::size_t kEndsNear = 3;

// Tokens are lower case: what is left of a word's shape.
std::uint64_t shape_of(const Token& token) {
    const auto size = std::min<std::size_t>(token.text.size(), 6);
    const auto kind = static_cast<std::uint64_t>(token.kind);
    return joined(kind, token.kind == TokenKind::Number ? size
                        : token.kind == TokenKind::Mark ? hashed(token.text)
                                                        : size > 2);
}

// How a word is written, where the sentence tells names by it: 0 where it does not.
enum Case : std::uint64_t { kUntold, kLower, kCapital, kCapitals, kBeginning };

Case case_of(const language::Text& text, std::size_t at) {
    const auto& token = text[at];
    if (token.kind != TokenKind::Word) return kUntold;
    const auto upper = [&](std::size_t byte) {
        return byte < token.end && text.original[byte] >= 'A' && text.original[byte] <= 'Z';
    };
    const bool speaker = token.text == "i" || token.text.starts_with("i'");
    if (!upper(token.begin) || speaker) return kLower;
    if (upper(token.begin + 1)) return kCapitals;
    const bool begins =
        at == 0 || text.is(at - 1, ".") || text.is(at - 1, "!") || text.is(at - 1, "?");
    return begins ? kBeginning : kCapital;
}

std::vector<std::uint64_t> cases_of(const language::Text& text, std::size_t count) {
    std::vector<std::uint64_t> made(count, kUntold);
    bool told = false;
    for (std::size_t i = 0; i < count; ++i) {
        made[i] = case_of(text, i);
        told = told || made[i] == kCapital || made[i] == kCapitals;
    }
    if (!told) std::ranges::fill(made, kUntold);
    return made;
}

struct Reader {
    const language::Text& text;
    std::vector<std::uint64_t> words, shapes, hints, cases;
    std::vector<std::uint64_t> frame;  // the word where it is a cue, else only what kind it is
    std::vector<std::uint64_t> cue_before, cue_after,
        cue_before_that;                    // by token: the nearest cues
    std::vector<std::uint64_t> gap;         // by token: tokens since the nearest cue, up to a few
    std::vector<std::uint64_t> hint_place;  // by token: which of the sentence's hints of its name
    std::vector<std::vector<std::uint64_t>> listed;  // by token: which list, and where in its entry
    std::span<const Ending> endings;
    std::uint64_t intent = 0;
    std::vector<std::uint64_t> whole;  // hints about the sentence
    TokenFeatures made;

    std::uint64_t at(const std::vector<std::uint64_t>& from, std::size_t token, int offset) const {
        const auto place = static_cast<std::ptrdiff_t>(token) + offset;
        if (place < 0 || place >= static_cast<std::ptrdiff_t>(from.size()))
            return kOutside + (place < 0 ? 0U : 1U);
        return from[static_cast<std::size_t>(place)];
    }
    void put(std::uint64_t tag, std::uint64_t value) { made.keys.push_back(joined(tag, value)); }

    void read_words(std::size_t token) {
        for (int offset = -3; offset <= 3; ++offset)
            put(kAt + static_cast<std::uint64_t>(offset + 3), at(words, token, offset));
        for (int offset = -2; offset <= 1; ++offset)
            put(kPairAt + static_cast<std::uint64_t>(offset + 2),
                joined(at(words, token, offset), at(words, token, offset + 1)));
        put(kPairAt + 5, joined(at(words, token, -1), at(words, token, 1)));
        for (int offset = -2; offset <= 0; ++offset)
            put(kTripleAt + static_cast<std::uint64_t>(offset + 2),
                joined(joined(at(words, token, offset), at(words, token, offset + 1)),
                       at(words, token, offset + 2)));
        for (std::size_t step = 1; step <= kNear; ++step) {
            if (step <= token) put(kNearBefore, words[token - step]);
            if (token + step < words.size()) put(kNearAfter, words[token + step]);
        }
    }
    // Four Chinese characters are about as much as two words.
    void read_longer(std::size_t token) {
        if (text[token].kind != TokenKind::Han) return;
        auto before = at(words, token, 0), after = before;
        for (int offset = 1; offset <= 3; ++offset) {
            before = joined(before, at(words, token, -offset));
            after = joined(after, at(words, token, offset));
        }
        put(kLonger, before);
        put(kLonger + 1, after);
    }
    void read_affixes(std::size_t token) {
        const auto& word = text[token].text;
        if (text[token].kind != TokenKind::Word) return;
        for (std::size_t size = 1; size <= 4 && size < word.size(); ++size) {
            put(kPrefix + size, hashed(std::string_view(word).substr(0, size)));
            put(kSuffix + size, hashed(std::string_view(word).substr(word.size() - size)));
        }
    }
    void read_shapes(std::size_t token) {
        for (int offset = -1; offset <= 1; ++offset)
            put(kShapeAt + static_cast<std::uint64_t>(offset + 1), at(shapes, token, offset));
        for (int offset = -1; offset <= 1; ++offset)
            if (const auto hint = at(hints, token, offset); hint != 0)
                put(kHintAt + static_cast<std::uint64_t>(offset + 1), hint);
        if (hints[token] != 0) {
            put(kHintPair, joined(hints[token], at(words, token, -1)));
            put(kHintPair + 1, joined(hints[token], at(words, token, 1)));
        }
    }
    void read_case(std::size_t token) {
        if (cases[token] == kUntold) return;
        const auto before = at(cases, token, -1), after = at(cases, token, 1);
        put(kCase, cases[token]);
        put(kCase + 1, joined(before, cases[token]));
        put(kCase + 2, joined(cases[token], after));
        put(kCase + 3, joined(intent, cases[token]));
        put(kCase + 4, joined(intent, joined(before, cases[token])));
        put(kCase + 5, joined(cases[token], at(words, token, -1)));
        put(kCase + 6, joined(cases[token], joined(intent, cue_before[token])));
    }
    void read_listed(std::size_t token) {
        for (const auto one : listed[token]) {
            put(kListed, one);
            put(kListedFor, joined(intent, one));
        }
    }
    void put_alike(std::uint64_t where, const Alike& alike) {
        for (const auto list : alike) {
            if (list == kNoList) return;
            put(kEnding + where, list);
            put(kEndingFor + where, joined(intent, list));
        }
    }
    // As the last word of a listed name, as one before it, and what such a word ends that is near.
    void read_endings(std::size_t token) {
        if (endings.empty()) return;
        put_alike(0, endings[token].last);
        put_alike(1, endings[token].first);
        if (token > 0) put_alike(2, endings[token - 1].first);
        const auto end = std::min(token + kEndsNear + 1, words.size());
        for (auto next = token + 1; next < end; ++next) {
            if (text[next].kind == TokenKind::Mark) return;
            if (endings[next].last[0] == kNoList) continue;
            return put_alike(3, endings[next].last);
        }
    }
    // What surrounds a run of words that are no cues, however long it is.
    void read_frame(std::size_t token) {
        const auto is_in = frame[token] == words[token] ? 1U : 0U;
        const auto left = joined(cue_before[token], is_in), right = joined(cue_after[token], is_in);
        put(kCue, left);
        put(kCue + 1, right);
        put(kCue + 2, joined(left, gap[token]));
        put(kCuePair, joined(left, cue_after[token]));
        put(kCuePair + 1, joined(left, cue_before_that[token]));
        put(kCueIntent, joined(intent, left));
        put(kCueIntent + 1, joined(intent, right));
        put(kCueIntent + 2, joined(intent, joined(left, cue_after[token])));
        put(kFrame, joined(joined(at(frame, token, -1), frame[token]), at(frame, token, 1)));
        put(kFrame + 1, joined(joined(at(frame, token, -2), at(frame, token, -1)), frame[token]));
        put(kFrame + 2, joined(joined(frame[token], at(frame, token, 1)), at(frame, token, 2)));
        if (hint_place[token] != 0) {
            put(kHintPlace, hint_place[token]);
            put(kHintPlace + 1, joined(intent, hint_place[token]));
            put(kHintPlace + 2, joined(hint_place[token], left));
        }
    }
    void read_sentence(std::size_t token) {
        put(kIntent, intent);
        put(kIntentWord, joined(intent, words[token]));
        put(kIntentBefore, joined(intent, at(words, token, -1)));
        if (hints[token] != 0) put(kIntentHint, joined(intent, hints[token]));
        for (const auto hint : whole) put(kSentenceHint, hint);
        put(kFirst, words.front());
    }
};

// The frame of each token: the word itself where it is a cue, else that a grammar takes it, else
// its kind. Then the nearest cues to both sides.
void find_cues(Reader& reader, Cues cues) {
    const auto count = reader.words.size();
    constexpr std::size_t kFar = 4;
    std::uint64_t last = kOutside, one_before = kOutside;
    std::size_t since = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const bool mark = reader.text[i].kind == TokenKind::Mark;
        const bool cue = mark || (reader.hints[i] == 0 && cues.is_cue(reader.words[i]));
        reader.frame.push_back(cue ? reader.words[i]
                               : reader.hints[i] != 0
                                   ? reader.hints[i]
                                   : 1 + static_cast<std::uint64_t>(reader.text[i].kind));
        reader.cue_before.push_back(last);
        reader.cue_before_that.push_back(one_before);
        reader.gap.push_back(std::min(since, kFar));
        ++since;
        if (!cue) continue;
        one_before = last;
        last = reader.words[i];
        since = 0;
    }
    reader.cue_after.assign(count, kOutside + 1);
    for (std::size_t i = count, next = kOutside + 1; i-- > 0;) {
        reader.cue_after[i] = next;
        if (reader.frame[i] == reader.words[i]) next = reader.words[i];
    }
}

// Those that stand somewhere, by place, the longest first.
std::vector<const Hint*> in_order(std::span<const Hint> hints) {
    std::vector<const Hint*> sorted;
    for (const auto& hint : hints.first(std::min(hints.size(), kMaxHints)))
        if (hint.begin < hint.end) sorted.push_back(&hint);
    std::ranges::sort(sorted, [](const Hint* a, const Hint* b) {
        if (a->begin != b->begin) return a->begin < b->begin;
        return a->end != b->end ? a->end > b->end : a < b;
    });
    return sorted;
}

// The first, second … hint of its name, and whether another follows.
void find_places(Reader& reader, std::span<const Hint> hints) {
    const auto count = reader.words.size();
    reader.hint_place.assign(count, 0);
    const auto sorted = in_order(hints);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto same = [&](const Hint* other) { return other->name == sorted[i]->name; };
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(i);
        const auto number = std::min<std::ptrdiff_t>(std::count_if(sorted.begin(), at, same), 2);
        const bool more = std::any_of(at + 1, sorted.end(), same);
        const auto made = joined(hashed(sorted[i]->name),
                                 static_cast<std::uint64_t>(number) * 2 + (more ? 1U : 0U));
        for (std::size_t t = 0; t < count; ++t)
            if (reader.text[t].begin >= sorted[i]->begin && reader.text[t].end <= sorted[i]->end)
                reader.hint_place[t] = made;
    }
}

// Of several hints at one token, the one that begins first, then the longest.
std::vector<std::uint64_t> hints_by_token(const language::Text& text, std::size_t count,
                                          std::span<const Hint> hints) {
    std::vector<std::uint64_t> made(count, 0);
    for (const auto* hint : in_order(hints)) {
        bool first = true;
        for (std::size_t i = 0; i < count; ++i) {
            if (text[i].begin < hint->begin || text[i].end > hint->end) continue;
            if (made[i] == 0) made[i] = joined(hashed(hint->name), first ? 1 : 2);
            first = false;
        }
    }
    return made;
}

// Alone, at the beginning, in the middle or at the end of an entry.
std::uint64_t place_in(const Listed& entry, std::size_t token) {
    return (token == entry.begin ? 1U : 0U) + (token + 1 == entry.end ? 2U : 0U);
}

std::vector<std::vector<std::uint64_t>> listed_by_token(std::size_t count,
                                                        std::span<const Listed> listed) {
    std::vector<std::vector<std::uint64_t>> made(count);
    for (const auto& entry : listed)
        for (std::size_t token = entry.begin; token < std::min<std::size_t>(entry.end, count);
             ++token)
            made[token].push_back(joined(entry.list, place_in(entry, token)));
    return made;
}

}  // namespace

TokenFeatures read_token_features(const language::Text& text, std::span<const Hint> hints,
                                  std::span<const Listed> listed, std::span<const Ending> endings,
                                  Cues cues, std::string_view intent) {
    const auto count = std::min(text.size(), kMaxSentenceTokens);
    Reader reader{.text = text};
    reader.hints = hints_by_token(text, count, hints);
    reader.listed = listed_by_token(count, listed);
    reader.endings = endings;
    reader.cases = cases_of(text, count);
    reader.intent = hashed(intent);
    for (std::size_t i = 0; i < count; ++i) {
        // Numbers of equal length look alike beside their value.
        reader.words.push_back(hashed(text[i].text));
        reader.shapes.push_back(shape_of(text[i]));
    }
    find_cues(reader, cues);
    find_places(reader, hints);
    for (const auto& hint : hints.first(std::min(hints.size(), kMaxHints)))
        if (hint.begin >= hint.end) reader.whole.push_back(hashed(hint.name));
    for (std::size_t i = 0; i < count; ++i) {
        reader.put(kAlways, 0);
        reader.read_words(i);
        reader.read_longer(i);
        reader.read_affixes(i);
        reader.read_shapes(i);
        reader.read_case(i);
        reader.read_listed(i);
        reader.read_endings(i);
        reader.read_frame(i);
        reader.read_sentence(i);
        reader.made.begin.push_back(reader.made.keys.size());
    }
    return std::move(reader.made);
}

}  // namespace errand::brain::learn
