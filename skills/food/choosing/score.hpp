// Owns: how well one item of one shop fits one thing wanted. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "skills/food/choosing/choose.hpp"
#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

// An item as it is compared: its texts normalised, and what they say.
struct Goods {
    const Stall* stall = nullptr;
    const commerce::Item* item = nullptr;
    std::u32string name;
    std::vector<std::u32string> tags;
    std::vector<std::u32string> choices;  // the names of all option choices
    std::u32string all;                   // name, tags and choices
    Traits traits;                        // of name and tags
    Traits choice_traits;
};

struct Counter {
    const Stall* stall = nullptr;
    std::u32string name;
    std::vector<std::u32string> tags;
    std::u32string all;
    Traits traits;
    bool before = false;  // ordered from before
    bool liked = false;   // among the favourites
    std::vector<Goods> goods;
};

// What is the same for every item.
struct Scene {
    const Request* request = nullptr;
    const Habits* habits = nullptr;
    std::u32string sentence_words;  // what was said positively, for tags
    Traits avoided;                 // by the profile
    int most_rated = 0;
    bool any_before = false;
    bool shop_named = false;
};

Counter counter_of(const Stall& stall, const Habits& habits);

struct Fit {
    double head = 0;   // 0..1: how much it is what was named
    double score = 0;  // with all conditions
    std::vector<commerce::LocalName> reasons;
    bool refused = false;  // holds what must not be in it
};
Fit fit(const Want& want, const Goods& goods, const Counter& counter, const Scene& scene);

// The choices of the item's options that suit the conditions best.
commerce::Options options_for(const Want& want, const Goods& goods, const Scene& scene);
// How many of it.
int quantity_for(const Want& want, const Goods& goods, const Scene& scene);

}  // namespace errand::skills::food::choosing
