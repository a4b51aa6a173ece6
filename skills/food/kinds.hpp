// Owns: kinds of food that people cannot or do not eat (seafood, dairy, gluten), and what is of
// each kind by its name. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace errand::skills::food {

struct FoodKind {
    std::vector<std::string_view> names;    // how the kind itself is said
    std::vector<std::string_view> members;  // what is of the kind where a name holds it
    std::vector<std::string_view> others;   // what only sounds so: oat milk is no dairy
};

// The kind that these words say; nullptr where they say none.
const FoodKind* food_kind(std::string_view what);

}  // namespace errand::skills::food
