#include "city/world/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace errand::city {

double distance_km(Position from, Position to) {
    constexpr double kEarthKm = 6371.0;
    constexpr double kRadian = std::numbers::pi / 180;
    const double lat = (to.lat - from.lat) * kRadian;
    const double lon = (to.lon - from.lon) * kRadian;
    const double half = std::pow(std::sin(lat / 2), 2) + std::cos(from.lat * kRadian) *
                                                             std::cos(to.lat * kRadian) *
                                                             std::pow(std::sin(lon / 2), 2);
    return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(half)));
}

Position between(Position from, Position to, double share) {
    const double part = std::clamp(share, 0.0, 1.0);
    return {from.lat + (to.lat - from.lat) * part, from.lon + (to.lon - from.lon) * part};
}

}  // namespace errand::city
