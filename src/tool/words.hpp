// Owns: what a text about a tool, or a request, is compared by: the words that say something,
// without their endings, and Chinese by pairs of characters. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace errand::tool {

struct Words {
    std::vector<std::string> stems;  // English words that say something, in their order
    std::vector<std::string> words;  // the same as they were written
    std::vector<std::string> all;    // every word and Chinese character, in their order
    std::vector<std::string> han;    // runs of Chinese characters
};

// `text` may hold names: camelCase and snake_case are split.
Words words_of(std::string_view text);
// "bookings" → "book".
std::string stem_of(std::string_view word);

}  // namespace errand::tool
