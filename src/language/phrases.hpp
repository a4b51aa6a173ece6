// Owns: finding many phrases in a sentence at once. Built once, then only read: any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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
    struct Node {
        std::unordered_map<std::string, std::uint32_t> next;
        std::vector<std::uint32_t> values;
    };
    std::vector<Node> nodes_{1};
};

}  // namespace errand::language
