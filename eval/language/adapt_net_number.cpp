#include "eval/language/adapt_net_number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <string_view>

namespace errand::eval::language {

std::string net_number(double value) {
    if (value == 0 || !std::isfinite(value)) return "0";
    const auto scientific = fmt::format("{:.14e}", value);
    const auto mark = scientific.find('e');
    const int exponent = std::atoi(scientific.c_str() + mark + 1);
    auto digits = scientific.substr(0, mark);
    while (digits.ends_with('0')) digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
    if (exponent >= 15 || exponent < -4)
        return fmt::format("{}E{}{:02}", digits, exponent < 0 ? '-' : '+', std::abs(exponent));
    auto plain = fmt::format("{:.{}f}", value, std::max(0, 14 - exponent));
    if (plain.find('.') != std::string::npos) {
        while (plain.ends_with('0')) plain.pop_back();
        if (plain.ends_with('.')) plain.pop_back();
    }
    return plain;
}

}  // namespace errand::eval::language
