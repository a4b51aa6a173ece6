// Owns: the seam between a public file of examples and a reader of src/language: what a recognizer
// is given and what it gives back, in the examples' own words. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace errand::eval::language {

struct Recognized {
    std::size_t begin = 0;    // bytes of the input, [begin, end)
    std::size_t end = 0;      //
    std::string type;         // the file's TypeName: "number", "currency", "datetimeV2.date", …
    json::object resolution;  // the file's Resolution
};

struct Occasion {
    std::string reference_date_time;  // "2016-11-07T00:00:00", or empty
    // Empty: the default mode. Else "calendar", "complex_calendar", "experimental", "extended",
    // "percent", "split", "suppress_extended", "tasks", as in the file's name.
    std::string mode;
};

using Recognizer = std::vector<Recognized> (*)(std::string_view text, const Occasion& occasion);

}  // namespace errand::eval::language
