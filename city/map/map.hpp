// Owns: the tools of the service `map`. Strand: the city's one thread.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "city/map/atlas.hpp"
#include "city/service/service.hpp"

namespace errand::city {

// saved_places, save_place, find_place, route, weather. `atlas`, `clock` and `zone` must outlive
// them.
std::vector<ServiceTool> map_tools(Atlas& atlas, const Clock& clock, const TimeZone& zone);

}  // namespace errand::city
