// Owns: which tools a request resembles by what they say of themselves: BM25 (Robertson and others,
// 1995) over stems, letters of words, pairs of Chinese characters and families of words. One
// thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tool/features.hpp"

namespace errand::tool {

class Descriptions {
  public:
    // Tools are numbered by the caller; each is added once until it is removed.
    void add(std::uint32_t tool, const std::vector<Feature>& features);
    void remove(std::uint32_t tool);
    // Adds each tool's score to `scores`, which has a place for every tool.
    void score(const std::vector<Feature>& request, std::vector<float>& scores) const;

  private:
    struct Posting {
        std::uint32_t tool = 0;
        float count = 0;
    };
    std::unordered_map<std::uint32_t, std::vector<Posting>> lists_;
    std::vector<std::vector<std::uint32_t>> keys_;  // by tool
    std::vector<float> lengths_;                    // by tool; 0: not there
    double total_ = 0;
    std::size_t size_ = 0;
};

}  // namespace errand::tool
