// Owns: finding many phrases in a sentence at once. Built once, then only read: any thread.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/limits.hpp"
#include "language/text.hpp"

namespace errand::language {

// A set of phrases, each a sequence of tokens with a number. One look at a position costs at most
// kMaxPhraseTokens steps, however many phrases there are.
class Phrases {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    // One phrase may have several numbers: they stay in the order added.
    void add(std::string_view phrase, std::uint32_t value);

    struct Match {
        std::size_t end = 0;  // one past the last token
        std::uint32_t value = kNone;
        explicit operator bool() const { return value != kNone; }
    };
    // The longest phrase that begins at token `at`, with its first number.
    Match longest(const Text& text, std::size_t at) const;
    // Every phrase that begins there, the longest last, with all their numbers. At most
    // kMaxPhraseTokens of them; the spans live as long as the set is not added to.
    struct Hit {
        std::size_t end = 0;
        std::span<const std::uint32_t> values;
    };
    struct Hits {
        std::array<Hit, kMaxPhraseTokens> all;
        std::size_t count = 0;
    };
    Hits hits(const Text& text, std::size_t at) const;

  private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    static std::uint64_t edge(std::uint32_t node, std::uint32_t word) {
        return std::uint64_t{node} << 32 | word;
    }

    // A trie in two tables: each word seen has a number, and (node, word) leads to a node.
    boost::unordered_flat_map<std::string, std::uint32_t, TextHash, std::equal_to<>> words_;
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> edges_;
    std::vector<std::vector<std::uint32_t>> values_{1};  // by node
};

}  // namespace errand::language
