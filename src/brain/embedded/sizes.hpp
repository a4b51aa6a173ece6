// Owns: sizes in numbers ("700毫升", "12 inch", `10"`, 半斤), which are no count. Pure; any thread.
#pragma once

#include <optional>

#include "language/text.hpp"

namespace errand::brain::embedded {

struct SizeRead {
    std::size_t words = 0;  // one past the number and its unit
    std::size_t end = 0;    // with a 的 that belongs to it
};
std::optional<SizeRead> read_size(const language::Text& text, std::size_t at);

}  // namespace errand::brain::embedded
