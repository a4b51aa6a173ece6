// Owns: what dishes are made of and how they are cooked, in both languages. Constant; any thread.
#pragma once

#include <span>

namespace errand::city {

struct WordPair {
    const char* zh;
    const char* en;
};
// Of several words for one thing the first is the one to translate into.
std::span<const WordPair> word_pairs();

}  // namespace errand::city
