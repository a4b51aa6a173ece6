// Owns: the table of dishes, drinks and ingredients with their words in both languages. Pure; any
// thread.
#pragma once

#include <string_view>
#include <vector>

namespace errand::skills::food {

// Words for one thing; the first of each language is the usual one.
struct WordGroup {
    std::vector<std::string_view> zh;
    std::vector<std::string_view> en;
};

const std::vector<WordGroup>& word_groups();

}  // namespace errand::skills::food
