#include "brain/learn/noise.hpp"

#include <algorithm>
#include <array>

#include "brain/learn/hash.hpp"
#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::size_t kCharactersForAnError = 15;
constexpr std::size_t kLeastCharacters = 8;

constexpr std::array<std::string_view, 3> kKeyboard{"qwertyuiop", "asdfghjkl", "zxcvbnm"};

// The bytes [begin, end) of the original, as they are written in the copy.
struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    bool letter = false;   // a-z
    bool changes = false;  // letters and Chinese characters
};

std::vector<Mark> pieces_of(const std::string& text) {
    std::vector<Mark> made;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto character = language::next_character(text, at);
        const bool letter =
            (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
        made.push_back({begin, at, text.substr(begin, at - begin), letter,
                        letter || language::is_han(character)});
    }
    return made;
}

char neighbour_of(char letter, Random& random) {
    const char low = static_cast<char>(letter | 0x20);
    for (const auto row : kKeyboard) {
        const auto at = row.find(low);
        if (at == std::string_view::npos) continue;
        const bool left = at + 1 == row.size() || (at > 0 && random.below(2) == 0);
        return row[left ? at - 1 : at + 1];
    }
    return letter;
}

void spoil(std::vector<Mark>& pieces, std::size_t at, Random& random) {
    auto& piece = pieces[at];
    const bool pair = at + 1 < pieces.size() && pieces[at + 1].changes;
    switch (random.below(piece.letter ? 4 : 3)) {
        case 0:
            if (pair) piece.text.swap(pieces[at + 1].text);
            break;
        case 1:
            piece.text.clear();
            break;
        case 2:
            piece.text += piece.text;
            break;
        default:
            if (!piece.text.empty()) piece.text[0] = neighbour_of(piece.text[0], random);
    }
}

// Where a byte of the original stands in the copy.
std::vector<std::size_t> places_of(const std::vector<Mark>& pieces, std::size_t size) {
    std::vector<std::size_t> made(size + 1);
    std::size_t at = 0;
    for (const auto& piece : pieces) {
        std::fill(made.begin() + static_cast<std::ptrdiff_t>(piece.begin),
                  made.begin() + static_cast<std::ptrdiff_t>(piece.end), at);
        at += piece.text.size();
    }
    made[size] = at;
    return made;
}

}  // namespace

Example noisy(const Example& example, std::uint64_t seed) {
    auto pieces = pieces_of(example.text);
    Random random(seed + 1);
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (pieces[i].changes) candidates.push_back(i);
    const auto share = candidates.size() / kCharactersForAnError;
    const auto rest = candidates.size() % kCharactersForAnError;
    auto errors = share + (random.below(kCharactersForAnError) < rest ? 1 : 0);
    if (candidates.size() >= kLeastCharacters) errors = std::max<std::size_t>(errors, 1);
    if (candidates.empty()) return example;
    // Half of those who make slips write no capitals either.
    if (random.below(2) == 0)
        for (auto& piece : pieces)
            if (piece.letter) piece.text[0] = static_cast<char>(piece.text[0] | 0x20);
    for (std::size_t i = 0; i < errors; ++i)
        spoil(pieces, candidates[random.below(candidates.size())], random);

    Example made = example;
    made.text.clear();
    for (const auto& piece : pieces) made.text += piece.text;
    const auto place = places_of(pieces, example.text.size());
    made.slots.clear();
    for (const auto& span : example.slots) {
        const Span moved{place[span.begin], place[span.end], span.slot};
        // A value of one character that was lost takes the whole error back.
        if (moved.begin == moved.end && span.begin < span.end) return example;
        made.slots.push_back(moved);
    }
    made.hints.clear();
    for (const auto& hint : example.hints) {
        const Hint moved{place[hint.begin], place[hint.end], hint.name};
        const auto was = std::string_view(example.text).substr(hint.begin, hint.end - hint.begin);
        const auto is = std::string_view(made.text).substr(moved.begin, moved.end - moved.begin);
        if (language::normalise(is) == language::normalise(was)) made.hints.push_back(moved);
    }
    return made;
}

}  // namespace errand::brain::learn
