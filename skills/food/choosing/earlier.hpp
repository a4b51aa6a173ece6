// Owns: telling that a clause speaks of an order made before, or takes one back. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>

#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

// A want is not new where its clause tells of something that is over.
bool tells_of_earlier(View clause);

// Where an order that was made is taken back or changed for another; nothing where it is not.
// `anything_earlier`: an order made before was spoken of.
std::optional<std::size_t> cancel_at(View clause, bool anything_earlier);

// The words before the first of the marks, from the last verb on: "栀子" of "上周点了栀子味的".
View thing_before(View clause, Words marks);

// The words that put another thing in the place of one: "换成".
const std::vector<View>& changes();

}  // namespace errand::skills::food::choosing
