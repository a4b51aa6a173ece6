// Owns: whether what was found in an example is what its file expects. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/language/spec.hpp"

namespace errand::eval::language {

// One thing found, as the files write it: `start` and the last unit `end` in UTF-16.
struct Found {
    std::string text;
    std::size_t start = 0;
    std::size_t end = 0;
    std::string type;
    json::object resolution;
};

struct Score {
    bool span = false;  // exactly the expected texts at the expected places
    bool full = false;  // and each type and each member of the resolution that the file gives
};

// In any order. Texts are compared without regard to case, width and script (traditional or
// simplified), since the files write some of them folded.
Score score(const Example& example, std::vector<Found> found);

Found to_found(std::string_view input, const Recognized& recognized);

// `given` has all that `expected` asks for: every member of an object; of the list `values` as many
// as expected, each matched by one of its own, in any order; numbers to within 0.005.
bool satisfies(const json::value& given, const json::value& expected);

}  // namespace errand::eval::language
