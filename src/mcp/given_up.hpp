// Owns: which calls were given up before they were answered: the server may be at work on them
// still, and ask. Private to src/mcp. Strand: the event loop's thread. Must stay true: one that was
// given up counts until it is answered, or kHeldCall has passed.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "async/awaitable.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

class GivenUp {
  public:
    explicit GivenUp(std::chrono::milliseconds counts = kHeldCall) : counts_(counts) {}

    // The request's id, as text.
    void add(std::string id) {
        const auto now = std::chrono::steady_clock::now();
        std::erase_if(until_, [&](const auto& one) { return one.second <= now; });
        if (until_.size() < kMaxGivenUp)
            until_[std::move(id)] = now + counts_;
        else
            beyond_ = now + counts_;
    }
    void answered(const std::string& id) { until_.erase(id); }
    bool any() const {
        const auto now = std::chrono::steady_clock::now();
        return now < beyond_ ||
               std::ranges::any_of(until_, [&](const auto& one) { return now < one.second; });
    }

  private:
    std::chrono::milliseconds counts_;
    std::map<std::string, async::Deadline> until_;
    async::Deadline beyond_{};  // of those that the bound left without an id
};

}  // namespace errand::mcp
