// Owns: what the files of sure.hpp share. Pure; any thread.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "brain/embedded/sure.hpp"
#include "brain/learn/hints.hpp"

namespace errand::brain::embedded {

inline bool has(const std::vector<learn::SlotReading>& slots, std::string_view slot) {
    return std::ranges::find(slots, slot, &learn::SlotReading::slot) != slots.end();
}

// In the order of the sentence.
inline void insert(std::vector<learn::SlotReading>& slots, learn::SlotReading value) {
    const auto behind = std::ranges::find_if(
        slots, [&](const learn::SlotReading& one) { return one.begin >= value.end; });
    slots.insert(behind, value);
}

// Words that are values by themselves, where the model took them for nothing (sure_words.cpp).
void add_words(std::vector<learn::SlotReading>& slots, const learn::Hints& hints,
               const language::Text& text, std::string_view skill);

}  // namespace errand::brain::embedded
