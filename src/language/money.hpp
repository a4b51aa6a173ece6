// Owns: amounts of money in text. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "language/text.hpp"

namespace errand::language {

struct Money {
    std::size_t end = 0;
    std::int64_t minor = 0;  // hundredths
};
// "50块", "三十五块五", "12元5角", "8毛", "¥30", "30 yuan", "rmb 60", "20 bucks", "25.5元".
std::optional<Money> read_money(const Text& text, std::size_t at);

// "1800" hundredths is "18.00".
std::string decimal(std::int64_t minor);

}  // namespace errand::language
