// Owns: small readings of texts as characters. Pure; any thread.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace errand::skills::food::choosing {

using View = std::u32string_view;
using Words = std::initializer_list<View>;

inline bool contains_any(View text, const std::vector<View>& words) {
    return std::ranges::any_of(words, [&](View word) { return text.contains(word); });
}
inline bool contains_any(View text, Words words) {
    return std::ranges::any_of(words, [&](View word) { return text.contains(word); });
}
// The longest of `words` that starts at `at`; its length, 0 where there is none.
std::size_t longest_at(View text, std::size_t at, const std::vector<View>& words);
std::size_t longest_at(View text, std::size_t at, Words words);

// "三", "十二", "12", "两": the value and where it ends.
struct Count {
    int value = 0;
    std::size_t end = 0;
};
std::optional<Count> count_at(View text, std::size_t at);
// The length of a measure word ("份", "大杯", "人份"), 0 where there is none.
std::size_t measure_at(View text, std::size_t at);

// Cut at any of `marks`, empty parts left out.
std::vector<View> cut(View text, View marks);
View trimmed(View text, View marks);

// One form for every character; the mark of lists stays what it is, since it parts no clauses.
std::u32string normalised(std::string_view text);
// UTF-8 of characters.
std::string utf8(View text);

// 0..1: how much of `said` stands in `text`: runs of two and more count whole, single characters
// half; the last characters, which name the kind, count for more.
double covered(View said, View text);

}  // namespace errand::skills::food::choosing
