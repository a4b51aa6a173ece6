// Owns: how a clause makes up a number: shares, kinds, courses. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

// "三杯热的四杯冰的", "两个要草莓味的": the clause is made of shares and nothing else; empty where
// not.
struct Share {
    int count = 0;
    View words;
};
std::vector<Share> shares_in(View clause);

// "给老婆和女儿各": for how many each is one; 1 where nothing is each's.
int each_of(View before);

// "选两个其他口味的各占一半": how many kinds; two where the clause does not say.
int kinds_in(View clause);

// "两荤一素".
struct Courses {
    int with_meat = 0;
    int without_meat = 0;
};
std::optional<Courses> courses_in(View clause);

}  // namespace errand::skills::food::choosing
