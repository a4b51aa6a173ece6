// Owns: the names that a generated city is made of. Constant data; any thread. All are invented.
#pragma once

#include <span>

namespace errand::city::names {

struct Name {
    const char* zh;
    const char* en;
};

// A landmark's kind says what it is: park, mall, station …
struct Landmark {
    const char* zh;
    const char* en;
    const char* kind;
};

std::span<const Name> streets();
std::span<const Name> home_names();    // begins the name of a residential quarter
std::span<const Name> home_endings();  // ends it
std::span<const Name> office_names();
std::span<const Name> office_endings();
std::span<const Landmark> landmarks();
std::span<const Name> shop_names();  // begins a shop's name

}  // namespace errand::city::names
