// Owns: the measured task as a flow on the engine, over SQLite with full sync.
#pragma once

#include <filesystem>

#include "bench/measure.hpp"

namespace errand::bench {

Figures run_flows(const std::filesystem::path& folder, int port, std::size_t in_flight,
                  std::size_t tasks);

}  // namespace errand::bench
