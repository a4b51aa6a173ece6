#include "language/names/grams.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace errand::language::names {
namespace {

constexpr std::size_t kSkips = 4;         // units at the front that also pair with the next but one
constexpr std::size_t kShortWord = 3;     // letters of a word that is looked up as a whole
constexpr std::size_t kMostEdges = 256;   // syllables that a typed row of letters may hold
constexpr std::size_t kMostInitials = 8;  // letters of a query that may be first letters

std::uint32_t key(GramKind kind, std::uint32_t a, std::uint32_t b = 0) {
    return mixed((std::uint64_t{a} << 32U | b) * 31U + static_cast<unsigned>(kind) + 1);
}

// The same for both orders: swapped characters are a common slip.
std::uint32_t pair_key(GramKind kind, std::uint32_t a, std::uint32_t b) {
    return key(kind, std::min(a, b), std::max(a, b));
}

// How one unit sounds, as codes that a typed syllable shares.
struct Sounds {
    std::array<std::uint32_t, kMaxReadings> of{};
    std::size_t count = 0;
};

Sounds sounds_of(const Unit& unit) {
    Sounds sounds;
    if (unit.kind == UnitKind::Han && unit.readings.count > 0) {
        for (const auto syllable : unit.readings) sounds.of[sounds.count++] = sound_class(syllable);
    } else if (unit.kind == UnitKind::Han) {
        sounds.of[sounds.count++] = mixed(unit.character);
    } else {
        const auto letters = unit.kind == UnitKind::Word ? std::string(stem_of(unit.letters))
                                                         : letters_of({&unit, 1});
        const auto syllable = syllable_of(letters);
        sounds.of[sounds.count++] = syllable ? sound_class(*syllable) : hashed(blurred(letters));
    }
    return sounds;
}

void pair_grams(const Unit& a, const Unit& b, std::vector<Gram>& to) {
    if (a.kind == UnitKind::Han && b.kind == UnitKind::Han)
        to.push_back(
            {pair_key(GramKind::Characters, a.character, b.character), GramKind::Characters});
    const auto left = sounds_of(a);
    const auto right = sounds_of(b);
    for (std::size_t i = 0; i < left.count; ++i)
        for (std::size_t j = 0; j < right.count; ++j)
            to.push_back(
                {pair_key(GramKind::Syllables, left.of[i], right.of[j]), GramKind::Syllables});
    const auto long_word = [](const Unit& unit) {
        return unit.kind == UnitKind::Word && unit.letters.size() > kShortWord;
    };
    if (!long_word(a) || !long_word(b)) return;
    const auto ends = [](const Unit& unit) {
        const std::string_view word = unit.letters;
        return std::array{hashed(word.substr(0, 3), 1), hashed(word.substr(word.size() - 3), 2)};
    };
    for (const auto x : ends(a))
        for (const auto y : ends(b)) to.push_back({pair_key(GramKind::Ends, x, y), GramKind::Ends});
}

void letter_grams(const Unit& unit, std::vector<Gram>& to) {
    if (unit.kind != UnitKind::Word) return;
    const auto emit = [&](std::string_view part) {
        to.push_back({key(GramKind::Letters, hashed(part)), GramKind::Letters});
    };
    if (unit.letters.size() <= kShortWord) return emit(unit.letters);
    const auto bounded = "^" + unit.letters + "$";
    for (std::size_t i = 0; i + 3 <= bounded.size(); ++i)
        emit(std::string_view(bounded).substr(i, 3));
}

void whole_sound(std::span<const Unit> units, std::vector<Gram>& to) {
    // One polyphone at a time takes another reading.
    to.push_back({sound_key(letters_of(units)), GramKind::Sound});
    std::size_t variants = 1;
    std::vector<Unit> changed;
    for (std::size_t i = 0; i < units.size() && variants < kMaxReadings; ++i)
        for (std::size_t r = 1; r < units[i].readings.count && variants < kMaxReadings; ++r) {
            changed.assign(units.begin(), units.end());
            std::swap(changed[i].readings.of[0], changed[i].readings.of[r]);
            to.push_back({sound_key(letters_of(changed)), GramKind::Sound});
            ++variants;
        }
}

void whole_words(std::span<const Unit> units, std::vector<Gram>& to) {
    std::uint32_t sum = 0;
    for (const auto& unit : units) {
        if (unit.kind == UnitKind::Han) return;
        sum += hashed(stem_of(unit.letters), 3);
    }
    to.push_back({key(GramKind::Words, sum), GramKind::Words});
}

// The whole as such; for a name also its core.
void whole_grams(std::span<const Unit> units, std::vector<Gram>& to) {
    if (units.empty()) return;
    whole_sound(units, to);
    whole_words(units, to);
}

void initial_grams(std::string_view initials, bool whole, std::vector<Gram>& to) {
    if (initials.size() < 2) return;
    if (whole) to.push_back({key(GramKind::Initials, hashed(initials)), GramKind::Initials});
    for (std::size_t i = 0; i + 3 <= initials.size(); ++i)
        to.push_back(
            {key(GramKind::InitialThree, hashed(initials.substr(i, 3))), GramKind::InitialThree});
}

bool has_han(std::span<const Unit> units) {
    return std::ranges::any_of(units, [](const Unit& u) { return u.kind == UnitKind::Han; });
}

// A stretch of typed letters that is one syllable.
struct Edge {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t sound = 0;
};

// Every syllable in a word that is part of a split of the whole word.
void edges_of(std::string_view word, std::size_t offset, std::vector<Edge>& to) {
    constexpr std::size_t kLongestSyllable = 6;
    std::vector<bool> ends(word.size() + 1);  // the rest from here on can be split
    ends[word.size()] = true;
    std::vector<Edge> all;
    for (std::size_t begin = word.size(); begin-- > 0;)
        for (std::size_t size = 1; size <= kLongestSyllable && begin + size <= word.size(); ++size)
            if (ends[begin + size])
                if (const auto syllable = syllable_of(word.substr(begin, size))) {
                    ends[begin] = true;
                    all.push_back({begin, begin + size, sound_class(*syllable)});
                }
    std::vector<bool> starts(word.size() + 1);  // the part up to here can be split
    starts[0] = true;
    for (auto edge = all.rbegin(); edge != all.rend(); ++edge)
        if (starts[edge->begin] && to.size() < kMostEdges) {
            starts[edge->end] = true;
            to.push_back({edge->begin + offset, edge->end + offset, edge->sound});
        }
}

// Pairs of typed syllables that follow each other, also with one between.
void pinyin_grams(std::span<const Unit> units, std::vector<Gram>& to) {
    std::vector<Edge> edges;
    std::size_t offset = 0;
    for (const auto& unit : units) {
        const auto letters = unit.kind == UnitKind::Word ? unit.letters : std::string();
        if (unit.kind == UnitKind::Word && letters.size() <= kMaxPatternLetters)
            edges_of(letters, offset, edges);
        else if (unit.kind == UnitKind::Han)
            for (const auto syllable : unit.readings)
                edges.push_back({offset, offset + 1, sound_class(syllable)});
        offset += std::max<std::size_t>(letters.size(), 1);
    }
    const auto from = [&](std::size_t begin) {
        return std::ranges::equal_range(edges, begin, {}, &Edge::begin);
    };
    std::ranges::sort(edges, {}, &Edge::begin);
    for (const auto& first : edges)
        for (const auto& second : from(first.end)) {
            if (to.size() >= 4 * kMostEdges) return;
            to.push_back(
                {pair_key(GramKind::Syllables, first.sound, second.sound), GramKind::Syllables});
            for (const auto& third : from(second.end))
                to.push_back(
                    {pair_key(GramKind::Syllables, first.sound, third.sound), GramKind::Syllables});
        }
}

}  // namespace

std::uint32_t sound_key(std::string_view letters) {
    return key(GramKind::Sound, hashed(blurred(letters)));
}

void partial_grams(std::span<const Unit> units, std::vector<Gram>& to) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        letter_grams(units[i], to);
        if (i + 1 < units.size()) pair_grams(units[i], units[i + 1], to);
        if (i + 2 < units.size() && i < kSkips) pair_grams(units[i], units[i + 2], to);
    }
}

void grams_of_name(const Units& name, std::vector<Gram>& to) {
    whole_grams(name.whole(), to);
    if (name.has_branch()) whole_grams(name.head(), to);
    if (has_han(name.whole())) {
        initial_grams(initials_of(name.whole()), true, to);
        if (name.has_branch())
            to.push_back(
                {key(GramKind::Initials, hashed(initials_of(name.head()))), GramKind::Initials});
    }
    partial_grams(name.whole(), to);
}

void grams_of_query(const Units& query, std::vector<Gram>& to) {
    const auto units = query.whole();
    whole_grams(units, to);
    if (query.has_branch()) whole_grams(query.head(), to);
    for (std::size_t i = 0; i < units.size(); ++i) {
        letter_grams(units[i], to);
        for (const std::size_t step : {1U, 2U})
            if (i + step < units.size()) pair_grams(units[i], units[i + step], to);
    }
    const bool typed =
        std::ranges::any_of(units, [](const Unit& unit) { return unit.kind == UnitKind::Word; });
    if (typed) pinyin_grams(units, to);
    if (has_han(units)) return;
    std::string letters;
    for (const auto& unit : units) letters += unit.letters;
    if (letters.size() <= kMostInitials) initial_grams(letters, true, to);
}

}  // namespace errand::language::names
