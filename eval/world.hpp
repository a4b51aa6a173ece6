// Owns: looking things up in a scenario's world: names in both languages, options by value or name,
// defaults. Pure; any thread. A generated world is unknown here, so every look-up may find nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace errand::eval {

// The shop, or null. `shop` is its id or one of its names.
const json::value* find_shop(const json::value& world, const json::value& shop);
// The item with this id, or null.
const json::value* find_item(const json::value& world, std::string_view id);

// What the item has for this option where nothing is said; empty where unknown.
std::string default_option(const json::value& world, std::string_view item, std::string_view key);
// Whether `said` means the value `chosen` of the item's option: the value itself or part of its
// name.
bool means_option(const json::value& world, std::string_view item, std::string_view key,
                  std::string_view said, std::string_view chosen);

}  // namespace errand::eval
