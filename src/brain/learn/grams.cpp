#include "brain/learn/grams.hpp"

#include <algorithm>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "language/simplify.hpp"

namespace errand::brain::learn {
namespace {

using language::TokenKind;

// Kinds of n-grams are told apart by these.
enum Tag : std::uint64_t { kWord = 1, kPair, kTogether, kHint, kRun, kListed };

// Runs of 2 to 4 characters within words, and words up to eight apart: chosen by cross-validation
// on three public sets. Longer runs, runs across words and triples of words lost.
constexpr std::size_t kShortestRun = 2;
constexpr std::size_t kLongestRun = 4;
constexpr std::size_t kFarthest = 8;

struct Reader {
    const language::Text& text;
    Grams grams;
    std::vector<std::uint64_t> words;
    std::u32string characters;

    void collect() {
        const auto count = std::min(text.size(), kMaxSentenceTokens);
        characters.push_back(U' ');
        for (std::size_t i = 0; i < count; ++i) {
            const auto& token = text[i];
            if (token.kind == TokenKind::Mark && token.text != "?" && token.text != "$") continue;
            words.push_back(hashed(token.text));
            const bool han = token.kind == TokenKind::Han;
            if (!han && characters.back() != U' ') characters.push_back(U' ');
            for (std::size_t at = 0; at < token.text.size();)
                characters.push_back(language::next_character(token.text, at));
            if (!han) characters.push_back(U' ');
        }
        if (characters.back() != U' ') characters.push_back(U' ');
    }

    void read_words() {
        constexpr std::uint64_t kEdge = 0x5EED;
        auto& to = grams.words;
        auto before = kEdge;
        for (std::size_t i = 0; i < words.size(); ++i) {
            to.push_back(joined(kWord, words[i]));
            to.push_back(joined(kPair, joined(before, words[i])));
            before = words[i];
            // In either order: "the bill pay", "pay the bill".
            for (std::size_t j = i > kFarthest ? i - kFarthest : 0; j < i; ++j) {
                const auto [low, high] = std::minmax(words[j], words[i]);
                to.push_back(joined(kTogether, joined(low, high)));
            }
        }
        if (!words.empty()) to.push_back(joined(kPair, joined(before, kEdge)));
    }

    void read_listed(std::span<const Listed> listed) {
        constexpr std::uint64_t kEdge = 0x5EED;
        for (const auto& entry : listed) {
            const auto list = joined(kListed, entry.list);
            const auto before = entry.begin > 0 ? hashed(text[entry.begin - 1].text) : kEdge;
            const auto after = entry.end < text.size() ? hashed(text[entry.end].text) : kEdge;
            grams.words.push_back(list);
            grams.words.push_back(joined(joined(list, 1), before));
            grams.words.push_back(joined(joined(list, 2), after));
        }
    }

    void read_runs() {
        for (std::size_t begin = 0; begin < characters.size(); ++begin) {
            std::uint64_t run = kRun;
            const auto end = std::min(begin + kLongestRun, characters.size());
            for (std::size_t at = begin; at < end; ++at) {
                // Not across words: a run ends with the space behind its word.
                if (at > begin + 1 && characters[at - 1] == U' ') break;
                run = joined(run, characters[at]);
                if (at + 1 - begin < kShortestRun) continue;
                if (grams.characters.size() == kMaxSentenceGrams) return;
                grams.characters.push_back(run);
            }
        }
    }
};

}  // namespace

Grams read_grams(const language::Text& text, std::span<const Hint> hints,
                 std::span<const Listed> listed) {
    Reader reader{text, {}, {}, {}};
    reader.collect();
    reader.read_words();
    reader.read_runs();
    std::uint64_t before = kHint;
    for (const auto& hint : hints.first(std::min(hints.size(), kMaxHints))) {
        const auto name = hashed(hint.name);
        reader.grams.words.push_back(joined(kHint, name));
        reader.grams.words.push_back(joined(before, name));
        before = name;
    }
    reader.read_listed(listed);
    return std::move(reader.grams);
}

}  // namespace errand::brain::learn
