// Owns: distances on the globe. Pure; any thread.
#pragma once

namespace errand::city {

struct Position {
    double lat = 0;  // degrees
    double lon = 0;
};

// Great-circle distance by the haversine formula on a sphere of 6,371 km.
double distance_km(Position from, Position to);

// The point at `share` (0 to 1) of the way. For the short ways of a city a straight line will do.
Position between(Position from, Position to, double share);

}  // namespace errand::city
