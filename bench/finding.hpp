// Owns: how often, and how fast, the right tool is among the first five of 2,000.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace errand::bench {

struct Finding {
    std::string what;
    std::size_t asked = 0;
    double among_five = 0;  // per cent
    double p50_ms = 0;
    double p99_ms = 0;
    double least = 0;  // per cent that are to be found; 0: none is said
};

// Made tools asked for in their own language and in the other one; and, where the public data is
// there (ERRAND_DATA), the tools of metatool among made ones, asked for by what people wrote.
std::vector<Finding> measure_finding();

}  // namespace errand::bench
