// Owns: time zones as they are said after a time: "pst", "UTC+8", "mountain timezone". Pure.
#pragma once

#include <optional>

#include "language/time/english/words.hpp"

namespace errand::language::time::english {

struct ZoneRead {
    std::size_t end = 0;
    int offset_minutes = 0;
};
std::optional<ZoneRead> read_zone(const Words& words, std::size_t at);

}  // namespace errand::language::time::english
