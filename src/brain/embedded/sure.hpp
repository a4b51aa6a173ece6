// Owns: values that a sentence surely holds for a skill, whatever the model made of it.
// Pure, linear in the length times the number of values; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "brain/learn/model.hpp"

namespace errand::brain::embedded {

// Token indices [begin, end) of a value.
struct Tokens {
    std::size_t begin = 0, end = 0;
};
Tokens tokens_of(const language::Text& text, std::size_t begin, std::size_t end);
inline Tokens tokens_of(const language::Text& text, const learn::SlotReading& slot) {
    return tokens_of(text, slot.begin, slot.end);
}
template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}
// The first value that has a byte of [begin, end), or the end.
template <class Slots>
auto find_overlap(Slots& slots, std::size_t begin, std::size_t end) {
    return std::ranges::find_if(
        slots, [&](const auto& one) { return one.begin < end && begin < one.end; });
}

// Adds them in the order of the sentence, without overlap: the name of a work, a time with which a
// clause begins, a number before a thing, what a call is made for, whom a thing is for. A
// question's value is the whole question (docs/phrases.md).
void add_sure_values(std::vector<learn::SlotReading>& slots, const learn::Hints& hints,
                     const language::Text& text, std::string_view skill);

}  // namespace errand::brain::embedded
