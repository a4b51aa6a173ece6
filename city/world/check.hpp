// Owns: what must hold of every world before a city is built from it. Pure; any thread.
#pragma once

#include "city/world/world.hpp"

namespace errand::city {

// Invalid, with the path of the first thing that is wrong.
Result<> check_world(const World& world);

}  // namespace errand::city
