// Owns: what the tagger sees of each token: itself, its neighbours, its shape, what the parsers
// found there, and what the sentence is about. Pure, linear in the length; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "brain/learn/endings.hpp"
#include "brain/learn/gazetteer.hpp"
#include "brain/learn/key_table.hpp"

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

// Words that mostly stand outside values ("to", 帮我): what a value is framed by. Everything else
// may be a name that nobody has heard of, so what it stands between says more than what it is.
// Nothing is a cue while the table is not known.
struct Cues {
    const KeyTable* table = nullptr;

    bool is_cue(std::uint64_t word) const { return table != nullptr && table->find(word); }
};

// Of the first kMaxSentenceTokens tokens.
TokenFeatures read_token_features(const language::Text& text, std::span<const Hint> hints,
                                  std::span<const Listed> listed, std::span<const Ending> endings,
                                  Cues cues, std::string_view intent);

}  // namespace errand::brain::learn
