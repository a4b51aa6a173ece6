#include "commerce/printable.hpp"

#include <fmt/format.h>

namespace errand::commerce {

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = [&](std::size_t by) {
            return i + by < text.size() ? static_cast<unsigned char>(text[i + by]) : 0U;
        };
        const bool c1 = c == 0xC2 && next(1) >= 0x80 && next(1) <= 0x9F;
        const bool general = c == 0xE2 && next(1) == 0x80;
        const bool direction = (general && ((next(2) >= 0x8E && next(2) <= 0x8F) ||
                                            (next(2) >= 0xA8 && next(2) <= 0xAE))) ||
                               (c == 0xE2 && next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9);
        if (c < 0x20 || c == 0x7F || c1 || direction) {
            out += "\xEF\xBF\xBD";
            i += direction ? 2 : c1 ? 1 : 0;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string day_and_time(const std::string& moment, const TimeZone& zone) {
    const auto time = parse_time(moment);
    if (!time) return printable(moment);
    const auto written = zone.format(*time);
    return fmt::format("{} {}", written.substr(0, 10), written.substr(11, 5));
}

}  // namespace errand::commerce
