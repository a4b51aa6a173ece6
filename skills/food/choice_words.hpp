// Owns: how people say the choices that an item offers ("oat", 燕麦奶, "12-piece", 十二只的), and
// which choice says that something is left out. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commerce/catalog.hpp"

namespace errand::skills::food {

struct ChoiceFound {
    const commerce::ItemOption* option = nullptr;
    const commerce::Choice* choice = nullptr;
    explicit operator bool() const { return choice != nullptr; }
};

// The names of one choice and what stands for them, normalised, in both languages: with and without
// the word that all choices of the option share ("thin", "thin crust"), plurals, pieces in digits
// and words, and other words for it.
std::vector<std::string> ways_to_say(const commerce::ItemOption& option,
                                     const commerce::Choice& choice);

// The choice of the item that these words say, whole.
ChoiceFound choice_said(const commerce::Item& item, std::string_view words);

// The choice that says that the item comes without `what` ("不放花生碎", "no peanuts",
// "peanut-free"; or none, without, no under a key that names it).
ChoiceFound choice_without(const commerce::Item& item, std::string_view what);
// What these words leave out: 蒜 of "别放蒜", "onions" of "no onions"; nothing where they do not.
std::optional<std::string> left_out(std::string_view words);

// True where the choice itself speaks of `what`, and does not leave it out.
bool holds(const commerce::Choice& choice, std::string_view what);

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
