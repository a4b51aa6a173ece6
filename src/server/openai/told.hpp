// Owns: up to which event chat clients were told of each conversation, so that what came after an
// answer had ended (an order paid meanwhile, a delivery) begins the next one. Kept in memory: after
// a restart an answer begins with its own sentence. Strand: the io_context's thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "server/limits.hpp"

namespace errand::server::openai {

class Told {
  public:
    // Where there is no room, what was told of longest ago is forgotten: of this user where that is
    // a share of all, else of anybody.
    void tell(const std::string& user, const std::string& conversation, std::uint64_t seq) {
        auto& one = last_[{user, conversation}];
        one.seq = std::max(one.seq, seq);
        one.at = ++count_;
        const auto begin = last_.lower_bound({user, std::string()});
        const auto end = std::find_if(begin, last_.end(),
                                      [&](const auto& entry) { return entry.first.first != user; });
        if (static_cast<std::size_t>(std::distance(begin, end)) > kConversationsToldOfUser)
            forget_oldest(begin, end);
        if (last_.size() > kConversationsTold) forget_oldest(last_.begin(), last_.end());
    }
    // 0: not known.
    std::uint64_t last(const std::string& user, const std::string& conversation) const {
        const auto found = last_.find({user, conversation});
        return found == last_.end() ? 0 : found->second.seq;
    }

  private:
    struct Entry {
        std::uint64_t seq = 0;
        std::uint64_t at = 0;  // counts up
    };
    using Entries = std::map<std::pair<std::string, std::string>, Entry>;

    void forget_oldest(Entries::iterator begin, Entries::iterator end) {
        last_.erase(std::min_element(
            begin, end, [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
    }

    Entries last_;
    std::uint64_t count_ = 0;
};

}  // namespace errand::server::openai
