// Owns: Options, what was chosen of an item's options. Pure; any thread. On the wire
// {"ice": "less", "extra": ["pearls", "pudding"]}: a string for one value, a list for more than one
// and always for "extra". Numbers are read as strings, so {"sugar": 50} is {"sugar": "50"}.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "json/json.hpp"

namespace errand::commerce {

struct Options : std::map<std::string, std::vector<std::string>> {
    using std::map<std::string, std::vector<std::string>>::map;

    // The order of an option's values does not matter; an option with no value counts as absent.
    bool operator==(const Options& other) const;
    // The only value, the first of several, or empty.
    const std::string& one(const std::string& key) const;
};

// A string, or a number's shortest text: option values are written both ways.
Result<std::string> read_option_value(const json::value& from, const std::string& path);

}  // namespace errand::commerce

namespace errand::json::detail {

template <>
struct Decoder<commerce::Options> {
    static Result<commerce::Options> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<commerce::Options> {
    static value encode(const commerce::Options& from);
};

}  // namespace errand::json::detail
