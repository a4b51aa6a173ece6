// Owns: the values of a sentence as tests write them down. Test code.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brain/learn/model.hpp"

namespace errand::brain::embedded::testing {

using Taken = std::vector<std::pair<std::string_view, std::string_view>>;  // slot, words

inline std::vector<learn::SlotReading> slots_of(std::string_view sentence, const Taken& taken) {
    std::vector<learn::SlotReading> slots;
    for (const auto& [slot, words] : taken) {
        const auto begin = sentence.find(words);
        EXPECT_NE(begin, std::string_view::npos) << words;
        slots.push_back({.begin = begin, .end = begin + words.size(), .slot = slot, .sure = 1});
    }
    return slots;
}

// "slot=words, …" in their order.
inline std::string written(std::string_view sentence,
                           const std::vector<learn::SlotReading>& slots) {
    std::string all;
    for (const auto& one : slots) {
        if (!all.empty()) all += ", ";
        all += one.slot;
        all += "=" + std::string(sentence.substr(one.begin, one.end - one.begin));
    }
    return all;
}

}  // namespace errand::brain::embedded::testing
