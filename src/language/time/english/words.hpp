// Owns: an English sentence as the time grammar reads it: words of letters, runs of digits, single
// marks, each lower-cased with its bytes. "3pm" is "3" and "pm", glued. Pure; any thread.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace errand::language::time::english {

enum class WordKind { Letters, Digits, Mark };

struct Word {
    WordKind kind = WordKind::Mark;
    std::string text;
    std::size_t begin = 0;  // bytes of the sentence
    std::size_t end = 0;
    bool glued = false;    // nothing between it and the word before
    bool capital = false;  // written with a capital first
    char first = 0;        // of `text`
    std::uint32_t hash = 0;
};

std::uint32_t hash_of(std::string_view word);

class Words {
  public:
    explicit Words(std::string_view sentence);

    std::size_t size() const { return words_.size(); }
    const Word& operator[](std::size_t at) const { return words_[at]; }
    std::string_view text(std::size_t at) const {
        return at < words_.size() ? std::string_view(words_[at].text) : std::string_view();
    }
    bool is(std::size_t at, std::string_view text) const {
        return at < words_.size() && words_[at].text == text;
    }
    bool is_any(std::size_t at, std::initializer_list<std::string_view> texts) const;
    bool is_digits(std::size_t at) const { return is_kind(at, WordKind::Digits); }
    bool is_letters(std::size_t at) const { return is_kind(at, WordKind::Letters); }
    bool is_mark(std::size_t at) const { return is_kind(at, WordKind::Mark); }
    bool glued(std::size_t at) const { return at < words_.size() && words_[at].glued; }
    // The position after the phrase, whose words stand between single spaces, or nothing.
    std::optional<std::size_t> match(std::size_t at, std::string_view phrase) const {
        return may_begin(at, phrase) ? match_whole(at, phrase) : std::nullopt;
    }
    // The longest of the phrases.
    std::optional<std::size_t> match_any(std::size_t at,
                                         std::initializer_list<std::string_view> phrases) const;
    // Past the phrase where it stands, else `at`.
    std::size_t skip(std::size_t at, std::string_view phrase) const {
        return match(at, phrase).value_or(at);
    }
    std::size_t skip_any(std::size_t at, std::initializer_list<std::string_view> phrases) const {
        return match_any(at, phrases).value_or(at);
    }

  private:
    bool is_kind(std::size_t at, WordKind kind) const {
        return at < words_.size() && words_[at].kind == kind;
    }
    // Nearly all phrases that are tried end here.
    bool may_begin(std::size_t at, std::string_view phrase) const {
        return at < words_.size() && !phrase.empty() && words_[at].first == phrase.front();
    }
    std::optional<std::size_t> match_whole(std::size_t at, std::string_view phrase) const;
    std::vector<Word> words_;
};

// Phrases with a meaning each; `find` gives the longest at a place. Most words begin no phrase: one
// look at a bit tells.
template <class Meaning>
class Lexicon {
  public:
    struct Hit {
        std::size_t end = 0;
        Meaning meaning{};
    };
    // Each phrase's words stand between single spaces; many phrases of one meaning between '|'.
    Lexicon(std::initializer_list<std::pair<std::string_view, Meaning>> entries) {
        for (auto [phrases, meaning] : entries) {
            while (!phrases.empty()) {
                const std::string_view phrase = phrases.substr(0, phrases.find('|'));
                phrases.remove_prefix(std::min(phrases.size(), phrase.size() + 1));
                const std::uint32_t hash = hash_of(phrase.substr(0, phrase.find(' ')));
                first_[hash % kBits] = true;
                entries_.push_back({hash, phrase, meaning});
            }
        }
        std::ranges::sort(entries_, {}, &Entry::hash);
    }
    std::optional<Hit> find(const Words& words, std::size_t at) const {
        std::optional<Hit> best;
        if (at >= words.size() || !first_[words[at].hash % kBits]) return best;
        const auto range = std::ranges::equal_range(entries_, words[at].hash, {}, &Entry::hash);
        for (const auto& entry : range) {
            const auto stop = words.match(at, entry.phrase);
            if (stop && (!best || *stop > best->end)) best = Hit{*stop, entry.meaning};
        }
        return best;
    }

  private:
    static constexpr std::size_t kBits = 512;
    // The phrases are literals and live as long as the program.
    struct Entry {
        std::uint32_t hash = 0;
        std::string_view phrase;
        Meaning meaning{};
    };
    std::bitset<kBits> first_;
    std::vector<Entry> entries_;
};

}  // namespace errand::language::time::english
