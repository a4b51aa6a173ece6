// Owns: what a long sentence asks for, before any shop is known: things wanted, with the conditions
// on each, and what holds for all. Plain data; any thread. docs/choosing.md tells how it is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brain/understanding.hpp"
#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

// How much a condition counts.
//   Must      said of the thing itself ("a sour fried rice", "handmade ones")
//   Rather    said around it, or of the situation
//   RatherNot not liked, or not good in the situation
//   MustNot   refused, or an allergy
enum class Strength { Must, Rather, RatherNot, MustNot };

struct Condition {
    Strength strength = Strength::Rather;
    std::u32string words;  // as said, normalised; may be empty
    Traits traits;         // what the words mean
    bool about_shop = false;
};

// One thing to be bought.
struct Want {
    std::u32string words;  // as said, normalised: "蒜蓉口味的炒青菜"
    std::u32string head;   // "炒青菜"; empty: whatever fits the conditions
    std::u32string other;  // this will do as well
    std::vector<Condition> conditions;
    int quantity = 1;
    bool quantity_said = false;
    int kinds = 1;       // so many different ones: "three dishes"
    int with_meat = -1;  // of those, with and without meat; -1: not said
    int without_meat = -1;
    bool each_person = false;    // one for every person
    bool as_before = false;      // the one ordered before
    bool with_previous = false;  // said in one breath with the one before: from the same shop
    std::size_t sentence = 0;
    int people = 0;            // that its sentence speaks of; 0: not said
    std::string place;         // "home", "office", an address; empty: not said
    std::u32string shop;       // part of a shop's name
    bool shop_before = false;  // from a shop ordered from before
    bool not_shop_before = false;
};

struct Request {
    std::vector<Want> wants;
    std::vector<Condition> conditions;  // hold for every want
    int people = 0;                     // 0: not said
    std::optional<int> budget_fen;      // for one order's items
    bool budget_each = false;           // for each person
    bool budget_about = false;          // "around fifty": no hard limit
    bool well_rated = false;
    bool near = false;
    bool cheap = false;
    std::optional<std::u32string> cancel;  // words of an earlier order that is to be cancelled
    std::string address;                   // dictated, in place of a place's name
    std::string note;                      // for the shop
    std::string when;                      // words of a time, as said
};

// The longest text that is read; the rest is not.
inline constexpr std::size_t kMaxCharacters = 2'000;
inline constexpr std::size_t kMaxWants = 12;
inline constexpr int kMaxPeople = 200;
inline constexpr int kMaxKinds = 20;
inline constexpr int kMaxBudgetFen = 10'000'000;

Request read_request(std::string_view sentence);

// The end of the reading: kinds that are only context, names that stand once for several wants,
// numbers for each person.
void settle(Request& request);

// What to search for, so that shops with what is wanted are found; without repeats.
std::vector<std::string> searches_for(const Request& request);
// The want as it was said.
std::string words_of(const Want& want);
// The budget as a limit on one order.
brain::Budget budget_of(const Request& request);

}  // namespace errand::skills::food::choosing
