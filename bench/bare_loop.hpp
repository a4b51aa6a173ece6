// Owns: the limit to compare with: the same task without any runtime, on one thread, one epoll loop
// and one SQLite file, as durable as the engine: the intent is synced before the tool is called,
// the answer before the task is done, and commits are grouped.
#pragma once

#include <filesystem>

#include "bench/measure.hpp"

namespace errand::bench {

Figures run_bare(const std::filesystem::path& folder, int port, std::size_t in_flight,
                 std::size_t tasks);

}  // namespace errand::bench
