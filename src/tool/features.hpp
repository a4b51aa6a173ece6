// Owns: a text as weighted features, hashed to 32 bits. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace errand::tool {

struct Feature {
    std::uint32_t key = 0;
    float weight = 0;
};

// For comparing a request with what a tool says of itself: stems, pairs of Chinese characters,
// letters of words, and the families of words (concepts.hpp). Each key once; the weights are
// counts.
std::vector<Feature> descriptive_features(std::string_view text, float repeated = 1);
// For learning from sentences: words, pairs of words, letters of words; Chinese by one, two and
// three characters. Each key once, weight 1.
std::vector<Feature> sentence_features(std::string_view text);

// Adds up the weights of equal keys; the result is ordered by key.
void merge(std::vector<Feature>& features);

}  // namespace errand::tool
