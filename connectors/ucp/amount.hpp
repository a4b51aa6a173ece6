// Owns: amounts as UCP writes them, in minor units of a currency, as texts. Pure; any thread.
// Source: ISO 4217, which says how many places a currency has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace errand::connectors::ucp {

// Three capital letters.
bool is_currency(std::string_view code);
// 3500 of "USD" is "35.00", of "JPY" "3500", of "KWD" "3.500".
std::string amount_text(std::int64_t minor, std::string_view currency);

}  // namespace errand::connectors::ucp
