// Owns: a sentence as hashed n-grams, what intents are told apart by. Words (in Chinese:
// characters), pairs of them, side by side or near each other, and short runs of characters. Pure,
// linear in the length; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "brain/learn/gazetteer.hpp"
#include "language/text.hpp"

namespace errand::brain::learn {

// Two groups that are weighted apart, so that a long word's many pieces do not drown its
// neighbours.
struct Grams {
    std::vector<std::uint64_t> words;
    std::vector<std::uint64_t> characters;
};

// Each hint counts as a word, alone and together with the hint before it; what is listed likewise,
// alone and with the words beside it.
Grams read_grams(const language::Text& text, std::span<const Hint> hints = {},
                 std::span<const Listed> listed = {});

}  // namespace errand::brain::learn
