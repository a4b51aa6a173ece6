// Owns: the door between find_times and the grammar of each language. A grammar gives what it found
// in the order of the text, without overlaps. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "language/time/find.hpp"
#include "language/time/make.hpp"

namespace errand::language::time {

std::vector<Found> find_english(std::string_view text, Reference reference, const Options& options);
std::vector<Found> find_chinese(std::string_view text, Reference reference, const Options& options);

}  // namespace errand::language::time
