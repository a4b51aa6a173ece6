#include "commerce/moment.hpp"

#include <fmt/format.h>

#include "base/printable.hpp"

namespace errand::commerce {

std::string day_and_time(const std::string& moment, const TimeZone& zone) {
    const auto time = parse_time(moment);
    if (!time) return printable_line(moment);
    const auto written = zone.format(*time);
    return fmt::format("{} {}", written.substr(0, 10), written.substr(11, 5));
}

}  // namespace errand::commerce
