// Owns: up to which event chat clients were told of each conversation, so that what came after an
// answer had ended (an order paid meanwhile, a delivery) begins the next one. Kept in memory: after
// a restart an answer begins with its own sentence. Strand: the io_context's thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "server/limits.hpp"

namespace errand::server::openai {

class Told {
  public:
    void tell(const std::string& user, const std::string& conversation, std::uint64_t seq) {
        auto& last = last_[{user, conversation}];
        last = std::max(last, seq);
        if (last_.size() > kConversationsTold) last_.erase(last_.begin());
    }
    // 0: not known.
    std::uint64_t last(const std::string& user, const std::string& conversation) const {
        const auto found = last_.find({user, conversation});
        return found == last_.end() ? 0 : found->second;
    }

  private:
    std::map<std::pair<std::string, std::string>, std::uint64_t> last_;
};

}  // namespace errand::server::openai
