// Owns: what is to be left out of a dish: how it is said, which choice of an item does it, and how
// much of what was said that choice covers. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skills/food/choice_words.hpp"

namespace errand::skills::food {

// What these words leave out: 蒜 of "别放蒜", "onions" of "no onions"; nothing where they do not. A
// single character leaves out only what is eaten (去葱, but 走后门 is a way).
std::optional<std::string> left_out(std::string_view words);
// The same of a note, where it speaks of what is eaten and not of how it is handed over
// ("不要敲门", "no cutlery").
std::optional<std::string> left_out_of_dish(std::string_view note);

// The single things of "葱、姜和蒜", "onion or garlic", 葱姜蒜.
std::vector<std::string> parts_of(std::string_view what);

// The choice that says that the item comes without `what` ("不放花生碎", "no peanuts",
// "peanut-free"; or none, without, no under a key that names it). `whole`: nothing of it stays in
// then. A choice that leaves out only one form of it (花生酱 for 花生) is found and not whole; one
// for something that merely has a part of its name (洋葱 for 葱) is not found.
struct Without {
    ChoiceFound found;
    bool whole = false;
    explicit operator bool() const { return static_cast<bool>(found); }
};
Without choice_without(const commerce::Item& item, std::string_view what);

// True where the choice itself speaks of `what`, and does not leave it out.
bool holds(const commerce::Choice& choice, std::string_view what);

}  // namespace errand::skills::food
