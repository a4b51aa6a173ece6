// Owns: lengths of time as they are said in Chinese. Pure; any thread.
#pragma once

#include <optional>

#include "language/time/chinese/piece.hpp"

namespace errand::language::time::chinese {

struct DurationRead {
    std::size_t end = 0;
    Duration duration;
    bool approximate = false;
};

// "三个半小时", "两年零三个月". `directed`: a word such as "过去" stands before it, so that "3月"
// counts months.
std::optional<DurationRead> read_length(const Context& context, std::size_t at, bool directed);

}  // namespace errand::language::time::chinese
