// Owns: what a part of a sentence says about what is good or bad: refusals, allergies, tastes,
// portions, and what a situation (a cold, a child, a hot day) makes of them. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "skills/food/choosing/request.hpp"
#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

struct Conditions {
    std::vector<Condition> all;
    std::vector<std::u32string> without;  // to be left out when cooking: "香菜", "葱"
    bool not_shop_before = false;
    bool well_rated = false;
    bool near = false;
    bool cheap = false;
};

// Of one clause, normalised. `said_of_it`: the words stand before the name of the thing or follow
// "I want ones that", so they are musts.
Conditions read_conditions(View clause, bool said_of_it);

}  // namespace errand::skills::food::choosing
