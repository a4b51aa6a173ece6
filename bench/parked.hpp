// Owns: what flows that wait for a person cost, in memory and for the next one's speed.
#pragma once

#include <cstdint>
#include <filesystem>

namespace errand::bench {

struct ParkedFigures {
    std::size_t flows = 0;
    std::uint64_t added_bytes = 0;  // to the idle process
    double serve_alone_ms = 0;      // median of a flow that is started and ends, with none parked
    double serve_beside_ms = 0;     // the same beside all of the parked ones, turn by turn
    double wake_ms = 0;             // median of a parked one that gets its signal and ends
};

ParkedFigures park(const std::filesystem::path& folder, std::size_t flows);

}  // namespace errand::bench
