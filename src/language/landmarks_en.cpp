// English landmarks and saved names: see place_readers.hpp.
#include <algorithm>
#include <array>

#include "language/english_words.hpp"
#include "language/limits.hpp"
#include "language/place_readers.hpp"
#include "language/regions.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kMaxLandmarkWords = 5;

struct RelationPhrase {
    std::string_view words;
    Relation relation;
    bool place_only;  // means much else: what follows must be a place by its own word
};
// The longest first among those that begin alike.
constexpr std::array kPhrases = {
    RelationPhrase{"close to", Relation::Near, false},
    RelationPhrase{"near to", Relation::Near, false},
    RelationPhrase{"near", Relation::Near, false},
    RelationPhrase{"around", Relation::Near, true},
    RelationPhrase{"next door to", Relation::Beside, false},
    RelationPhrase{"next to", Relation::Beside, false},
    RelationPhrase{"beside", Relation::Beside, false},
    RelationPhrase{"by", Relation::Beside, true},
    RelationPhrase{"opposite to", Relation::Opposite, false},
    RelationPhrase{"opposite of", Relation::Opposite, false},
    RelationPhrase{"opposite", Relation::Opposite, false},
    RelationPhrase{"across the street from", Relation::Opposite, false},
    RelationPhrase{"across the road from", Relation::Opposite, false},
    RelationPhrase{"across from", Relation::Opposite, false},
    RelationPhrase{"in front of", Relation::Front, false},
    RelationPhrase{"at the front of", Relation::Front, false},
    RelationPhrase{"at the back of", Relation::Behind, false},
    RelationPhrase{"behind", Relation::Behind, true},
    RelationPhrase{"downstairs from", Relation::Below, false},
    RelationPhrase{"downstairs of", Relation::Below, false},
    RelationPhrase{"downstairs at", Relation::Below, false},
    RelationPhrase{"below", Relation::Below, true},
    RelationPhrase{"under", Relation::Below, true},
    RelationPhrase{"upstairs from", Relation::Above, false},
    RelationPhrase{"above", Relation::Above, true},
    RelationPhrase{"inside of", Relation::Inside, true},
    RelationPhrase{"inside", Relation::Inside, true},
    RelationPhrase{"outside of", Relation::Outside, true},
    RelationPhrase{"outside", Relation::Outside, true},
    RelationPhrase{"at the entrance of", Relation::Entrance, false},
    RelationPhrase{"at the entrance to", Relation::Entrance, false},
    RelationPhrase{"by the entrance of", Relation::Entrance, false},
    RelationPhrase{"around the corner from", Relation::Corner, false},
    RelationPhrase{"between", Relation::Between, true},
};

// Nouns that name one place of a town, so that "to the airport" needs no relation.
constexpr std::array<std::string_view, 22> kTownNouns = {
    "airport", "station", "mall",     "hospital", "university", "museum", "library", "stadium",
    "square",  "plaza",   "terminal", "harbor",   "harbour",    "pier",   "campus",  "cathedral",
    "zoo",     "park",    "hotel",    "theater",  "theatre",    "cinema"};

struct Landmark {
    std::size_t words = 0;  // 0: none
    bool place = false;     // its last word is a place by itself
    bool named = false;     // it has a determiner or a capital
    std::size_t gate = 0;   // the last words, that are a gate's number
};

bool is_gate(std::string_view word) {
    static constexpr std::array<std::string_view, 9> gate_words = {
        "gate", "exit", "terminal", "platform", "door", "entrance", "building", "block", "stop"};
    return std::ranges::find(gate_words, word) != gate_words.end();
}

Landmark read_landmark(const EnglishWords& words, std::size_t at) {
    Landmark made;
    auto from = at;
    if (is_determiner(words[from].text)) {
        made.named = true;
        ++from;
    }
    auto end = from;
    while (end < from + kMaxLandmarkWords && end < words.size() && !words[end].comma) {
        const auto& word = words[end];
        const bool number = is_number_word(word.text) || (word.upper && word.text.size() == 1);
        if (number && end > from && is_gate(words[end - 1].text)) {
            made.gate = 2;
            made.place = true;
            ++end;
            break;
        }
        const bool of = word.text == "of" && end > from && !is_function_word(words[end + 1].text);
        if ((is_function_word(word.text) && !of) || (number && !is_ordinal_word(word.text))) break;
        made.place = is_place_noun(word.text);
        made.named = made.named || word.capital;
        ++end;
        bool weak = false;
        if (is_road_word(word.text, weak) && !weak) made.place = true;
    }
    // "near the station at five": the last place's word ends it where others follow.
    made.words = end > from ? end - at : 0;
    return made;
}

FoundPlace found_of(const Letters& text, const EnglishWords& words, std::size_t begin,
                    std::size_t name, std::size_t end) {
    FoundPlace found;
    found.kind = PlaceKind::Landmark;
    found.place = {words[begin].begin, words[end - 1].end};
    found.name = text.said(words[name].begin, words[end - 1].end);
    return found;
}

void add_gate(const Letters& text, const EnglishWords& words, std::size_t end, FoundPlace& found) {
    const Place place{words[end - 2].begin, words[end - 1].end};
    found.parts.push_back({PartKind::Gate, place, std::string(text.said(place.begin, place.end))});
}

// "terminal 5", "gate B": two words, or none.
std::size_t gate_behind(const EnglishWords& words, std::size_t at) {
    const auto& number = words[at + 1];
    const bool counted = is_number_word(number.text) || (number.upper && number.text.size() == 1);
    return is_gate(words[at].text) && counted && !number.comma ? 2 : 0;
}

// "to the airport", "at Central station", "from Heathrow Airport terminal 5", "Times Square".
std::optional<FoundPlace> town_place(const Letters& text, const EnglishWords& words) {
    const bool led =
        words.is(0, "to") || words.is(0, "at") || words.is(0, "from") || words.is(0, "in");
    const bool the = led && words.is(1, "the");
    const std::size_t from = led ? (the ? 2 : 1) : 0;
    bool capitals = true;
    for (auto end = from; end < from + 4 && end < words.size(); ++end) {
        const auto& word = words[end];
        if ((end > from && word.comma) || is_function_word(word.text)) return std::nullopt;
        const bool noun = std::ranges::find(kTownNouns, word.text) != kTownNouns.end();
        const bool named = capitals && end > from && (led || word.capital || end > from + 1);
        if (noun && (the || named)) {
            auto last = end + 1;
            // "Grand Central Terminal", "People's Square station"
            if (std::ranges::find(kTownNouns, words[last].text) != kTownNouns.end() &&
                !words[last].comma && words[last].text != "terminal")
                ++last;
            const auto gate = gate_behind(words, last);
            auto found = found_of(text, words, led ? 1 : 0, led ? 1 : 0, last + gate);
            if (gate > 0) add_gate(text, words, last + gate, found);
            return found;
        }
        capitals = capitals && word.capital;
    }
    return std::nullopt;
}

bool ends_there(const EnglishWords& words, std::size_t at) {
    if (at >= words.size() || words[at].comma) return true;
    static constexpr std::array<std::string_view, 24> after = {
        "at",  "by",    "before",   "after",   "in",   "around", "please", "now",
        "and", "today", "tomorrow", "tonight", "asap", "for",    "then",   "instead",
        "too", "with",  "from",     "as",      "if",   "when",   "not",    "to"};
    return std::ranges::find(after, words[at].text) != after.end();
}

// "to Paris", "from new york", "in Shanghai"; a capital letter, or a word before it, must say so.
std::optional<FoundPlace> city(const Letters& text, const EnglishWords& words) {
    const bool led = words.is(0, "to") || words.is(0, "from") || words.is(0, "in") ||
                     words.is(0, "near") || words.is(0, "visit") || words.is(0, "via");
    const std::size_t from = led ? 1 : 0;
    const auto count = read_english_city(words, from);
    if (count == 0 || (led && words[from].comma)) return std::nullopt;
    if (!led && (!words[0].capital || !ends_there(words, count))) return std::nullopt;
    auto found = found_of(text, words, from, from, from + count);
    found.kind = PlaceKind::Region;
    found.parts.push_back({PartKind::City, found.place, found.name});
    return found;
}

// "home" behind "to", "deliver", "go": what is done there or with it is seen from the word before.
bool leads_home(const Letters& text, std::size_t at) {
    auto end = at;
    while (end > 0 && is_blank(text[end - 1])) --end;
    auto begin = end;
    while (begin > 0 && is_latin(text[begin - 1])) --begin;
    static constexpr std::array<std::string_view, 24> before = {
        "to",      "at",    "from",    "go",   "going", "come", "get",   "head",
        "heading", "drive", "return",  "back", "take",  "me",   "it",    "send",
        "bring",   "ship",  "deliver", "them", "near",  "left", "leave", "ride"};
    const auto word = text.folded(begin, end);
    return begin < end && std::ranges::find(before, std::string_view(word)) != before.end();
}

}  // namespace

std::optional<FoundPlace> read_english_landmark(const Letters& text, const EnglishWords& words) {
    const RelationPhrase* phrase = nullptr;
    std::size_t count = 0;
    for (const auto& known : kPhrases)
        if (const auto read = words.reads(0, known.words); read > count) {
            phrase = &known;
            count = read;
        }
    if (phrase == nullptr) {
        auto place = town_place(text, words);
        return place ? std::move(place) : city(text, words);
    }
    if (phrase->relation == Relation::Near && (words.is(count, "me") || words.is(count, "here"))) {
        auto found = found_of(text, words, 0, count, count + 1);
        found.kind = PlaceKind::Saved;
        found.label = "here";
        found.relation = Relation::Near;
        return found;
    }
    std::string label;
    if (const auto saved = saved_name(words, count, label); saved > 0) {
        auto found = found_of(text, words, 0, count, count + saved);
        found.kind = PlaceKind::Saved;
        found.label = label;
        found.relation = phrase->relation;
        return found;
    }
    const auto landmark = read_landmark(words, count);
    if (landmark.words == 0 || words[count].comma) return std::nullopt;
    if (phrase->place_only ? !landmark.place : !landmark.named && !landmark.place)
        return std::nullopt;
    auto found = found_of(text, words, 0, count, count + landmark.words);
    found.relation = phrase->relation;
    if (landmark.gate > 0) add_gate(text, words, count + landmark.words, found);
    return found;
}

std::optional<FoundPlace> read_english_saved(const Letters& text, const EnglishWords& words) {
    if (words.size() == 0) return std::nullopt;
    std::string label;
    if (const auto count = saved_name(words, 0, label); count > 0) {
        const bool bare = count == 1;
        if (!ends_there(words, count)) return std::nullopt;
        if (bare && !leads_home(text, words[0].begin)) return std::nullopt;
        auto found = found_of(text, words, 0, 0, count);
        found.kind = PlaceKind::Saved;
        found.label = label;
        return found;
    }
    // "Jane's place", "my mom's house"
    const std::size_t from = words.is(0, "my") ? 1 : 0;
    const auto& owner = words[from].text;
    const bool place = words.is(from + 1, "place") || words.is(from + 1, "house") ||
                       words.is(from + 1, "apartment") || words.is(from + 1, "flat");
    if (!owner.ends_with("'s") || !place || owner == "it's" || owner == "that's" ||
        owner == "what's")
        return std::nullopt;
    auto found = found_of(text, words, 0, 0, from + 2);
    found.kind = PlaceKind::Saved;
    found.label = "home of " + std::string(text.said(words[0].begin, words[from].end));
    return found;
}

}  // namespace errand::language
