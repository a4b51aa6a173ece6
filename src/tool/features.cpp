#include "tool/features.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "language/simplify.hpp"
#include "tool/concepts.hpp"
#include "tool/words.hpp"

namespace errand::tool {
namespace {

constexpr float kLetters = 0.15F;       // four letters of a word, beside the word itself
constexpr float kFamily = 1.0F;         // a family of words, beside the word itself
constexpr float kMostOfAFamily = 2.0F;  // however many of its words there are
constexpr float kSense = 1.0F;          // an expression's meaning, beside the word itself
constexpr float kOneCharacter = 0.3F;   // one Chinese character, beside a pair of them
constexpr std::size_t kLongestHan = 4;  // characters of a Chinese word in a family

enum Space : std::uint32_t { kStem = 1, kLetterGram, kHanGram, kFamilyKey, kWordPair, kSenseKey };

std::uint32_t key(Space space, std::string_view text) {
    std::uint64_t value = 0xCBF29CE484222325U ^ space;
    for (const char byte : text) {
        value ^= static_cast<unsigned char>(byte);
        value *= 0x100000001B3U;
    }
    value ^= value >> 29U;
    value *= 0xBF58476D1CE4E5B9U;
    return static_cast<std::uint32_t>(value >> 32U);
}

// Where each character of a run begins, and its end.
std::vector<std::size_t> places(std::string_view run) {
    std::vector<std::size_t> made;
    std::size_t at = 0;
    while (at < run.size()) {
        made.push_back(at);
        language::next_character(run, at);
    }
    made.push_back(run.size());
    return made;
}

// Calls each(part, characters) for every stretch of `least` to `most` characters.
template <class Each>
void each_part(std::string_view run, std::size_t least, std::size_t most, Each&& each) {
    const auto at = places(run);
    for (std::size_t begin = 0; begin + 1 < at.size(); ++begin)
        for (std::size_t size = least; size <= most && begin + size < at.size(); ++size)
            each(run.substr(at[begin], at[begin + size] - at[begin]), size);
}

void letter_grams(std::string_view word, std::size_t size, float weight, std::vector<Feature>& to) {
    const auto bounded = "^" + std::string(word) + "$";
    for (std::size_t i = 0; i + size <= bounded.size(); ++i)
        to.push_back({key(kLetterGram, std::string_view(bounded).substr(i, size)), weight});
}

void families(const Words& words, std::vector<Feature>& to) {
    std::map<std::uint16_t, float> found;
    const auto note = [&](std::string_view word) {
        const auto& in = families_of(word);
        for (const auto family : in)
            found[family] += kFamily / std::sqrt(static_cast<float>(in.size()));
    };
    for (const auto& stem : words.stems) note(stem);
    for (const auto& run : words.han)
        each_part(run, 1, kLongestHan, [&](std::string_view part, std::size_t) { note(part); });
    for (const auto& [family, weight] : found)
        to.push_back({key(kFamilyKey, std::to_string(family)), std::min(weight, kMostOfAFamily)});
}

// What has several meanings counts for each of them in part.
void senses(const Words& words, std::vector<Feature>& to) {
    for (const auto* meanings : senses_in(words))
        for (const auto sense : *meanings)
            to.push_back({key(kSenseKey, std::to_string(sense)),
                          kSense / std::sqrt(static_cast<float>(meanings->size()))});
}

}  // namespace

void merge(std::vector<Feature>& features) {
    std::ranges::sort(features, {}, &Feature::key);
    std::size_t kept = 0;
    for (const auto& feature : features)
        if (kept > 0 && features[kept - 1].key == feature.key)
            features[kept - 1].weight += feature.weight;
        else
            features[kept++] = feature;
    features.resize(kept);
}

std::vector<Feature> descriptive_features(std::string_view text, float repeated) {
    const auto words = words_of(text);
    std::vector<Feature> made;
    made.reserve(words.stems.size());
    for (const auto& stem : words.stems) made.push_back({key(kStem, stem), 1});
    for (const auto& word : words.words) letter_grams(word, 4, kLetters, made);
    for (const auto& run : words.han)
        each_part(run, 1, 2, [&](std::string_view part, std::size_t size) {
            made.push_back({key(kHanGram, part), size == 1 ? kOneCharacter : 1.0F});
        });
    families(words, made);
    senses(words, made);
    for (auto& feature : made) feature.weight *= repeated;
    merge(made);
    return made;
}

std::vector<Feature> sentence_features(std::string_view text) {
    const auto words = words_of(text);
    std::vector<Feature> made;
    for (std::size_t i = 0; i < words.all.size(); ++i) {
        made.push_back({key(kStem, words.all[i]), 1});
        if (i > 0) made.push_back({key(kWordPair, words.all[i - 1] + " " + words.all[i]), 1});
    }
    for (const auto& word : words.words) {
        letter_grams(word, 3, 1, made);
        letter_grams(word, 4, 1, made);
    }
    for (const auto& run : words.han)
        each_part(run, 3, 3, [&](std::string_view part, std::size_t) {
            made.push_back({key(kHanGram, part), 1});
        });
    families(words, made);
    merge(made);
    for (auto& feature : made) feature.weight = 1;
    return made;
}

}  // namespace errand::tool
