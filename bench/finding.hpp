// Owns: how often, and how fast, the right tool is among the first five of 2,000.
#pragma once

#include <cstddef>
#include <filesystem>
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

// Made tools asked for in their own language and in the other one; where the public data is there
// (ERRAND_DATA), the tools of metatool among made ones, asked for by what people wrote; and, where
// `pairs` is not empty, its lines (English, a tab, the same in Chinese), each as a tool in the one
// language, asked for in the other.
std::vector<Finding> measure_finding(const std::filesystem::path& pairs);

}  // namespace errand::bench
