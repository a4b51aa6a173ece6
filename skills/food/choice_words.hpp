// Owns: how people say the choices that an item offers ("oat", 燕麦奶, "12-piece", 十二只的). Any
// thread; what an option's words come to is remembered by the thread that asked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "commerce/catalog.hpp"

namespace errand::skills::food {

struct ChoiceFound {
    const commerce::ItemOption* option = nullptr;
    const commerce::Choice* choice = nullptr;
    explicit operator bool() const { return choice != nullptr; }
};

// How the choices of one option are said, by their place in it.
struct Likest {
    std::size_t choice = 0;
    double likeness = 0;
};
struct Sayings {
    using ByWords = std::unordered_map<std::string, std::size_t>;
    std::vector<std::vector<std::string>> ways;  // see ways_to_say
    std::vector<std::vector<std::string>> out;   // the single things that the choice leaves out
    ByWords by_way;                              // the first choice that is said so
    ByWords by_name;                             // the first choice of that name, normalised
    // What options.cpp found to be most like such words; of the thread that remembers it.
    mutable std::unordered_map<std::string, Likest> likest;
};
std::shared_ptr<const Sayings> sayings_of(const commerce::ItemOption& option);

// The names of one choice and what stands for them, normalised, in both languages: with and without
// the word that all choices of the option share ("thin", "thin crust"), plurals, pieces in digits
// and words, and other words for it.
std::vector<std::string> ways_to_say(const commerce::ItemOption& option,
                                     const commerce::Choice& choice);

// The choice of the item that these words say, whole.
ChoiceFound choice_said(const commerce::Item& item, std::string_view words);

// "两斤" of what comes by the 斤 or half of it: that choice, twice. Nothing where the words are no
// such size, or no choice of the item goes into it several times.
struct Multiple {
    std::string choice;
    int times = 0;
};
std::optional<Multiple> multiple_said(const commerce::Item& item, std::string_view words);
// How many of a unit that things are sold by ("三斤", "2 kg"), and nothing else is said.
std::optional<int> weight_said(std::string_view words);

// How many pieces these words say and nothing else: 12 of "十二只的", "12-piece", "6个装".
std::optional<int> pieces_said(std::string_view words);

}  // namespace errand::skills::food
