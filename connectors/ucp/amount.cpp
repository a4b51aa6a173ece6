#include "connectors/ucp/amount.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace errand::connectors::ucp {

namespace {

// Those that do not have two places.
constexpr std::array<std::string_view, 16> kNoPlaces{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                     "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                     "VND", "VUV", "XAF", "XOF"};
constexpr std::array<std::string_view, 7> kThreePlaces{"BHD", "IQD", "JOD", "KWD",
                                                       "LYD", "OMR", "TND"};

int places_of(std::string_view currency) {
    if (currency == "XPF" || std::ranges::find(kNoPlaces, currency) != kNoPlaces.end()) return 0;
    if (std::ranges::find(kThreePlaces, currency) != kThreePlaces.end()) return 3;
    if (currency == "CLF" || currency == "UYW") return 4;
    return 2;
}

}  // namespace

bool is_currency(std::string_view code) {
    return code.size() == 3 &&
           std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string amount_text(std::int64_t minor, std::string_view currency) {
    const int places = places_of(currency);
    const bool negative = minor < 0;
    const auto magnitude =
        negative ? -static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    auto digits = fmt::format("{:0{}}", magnitude, places + 1);
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return (negative ? "-" : "") + digits;
}

}  // namespace errand::connectors::ucp
