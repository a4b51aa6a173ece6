// Owns: what the tagger sees of each token: itself, its neighbours, its shape, what the parsers
// found there, and what the sentence is about. Pure, linear in the length; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "brain/learn/gazetteer.hpp"

namespace errand::brain::learn {

// The features of token t are keys[begin[t]] … keys[begin[t + 1] - 1].
struct TokenFeatures {
    std::vector<std::uint64_t> keys;
    std::vector<std::size_t> begin{0};

    std::size_t tokens() const { return begin.size() - 1; }
    std::span<const std::uint64_t> of(std::size_t token) const {
        return {keys.data() + begin[token], begin[token + 1] - begin[token]};
    }
};

// Of the first kMaxSentenceTokens tokens.
TokenFeatures read_token_features(const language::Text& text, std::span<const Hint> hints,
                                  std::span<const Listed> listed, std::string_view intent);

}  // namespace errand::brain::learn
