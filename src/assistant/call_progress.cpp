#include "assistant/call_progress.hpp"

#include <cmath>
#include <utility>

#include "assistant/limits.hpp"
#include "assistant/watchers.hpp"
#include "base/printable.hpp"

namespace errand::assistant {

// What the board and its readers share; it goes with the last of them.
struct CallProgressHome {
    using Errand = std::pair<std::string, std::uint64_t>;  // user, number

    std::map<std::uint64_t, CallProgress> told;  // by when; one of each errand
    std::map<Errand, std::uint64_t> last;        // where in `told` an errand's is
    Watchers readers;
    std::uint64_t count = 0;
};

json::object CallProgress::to_json() const {
    json::object made{{"kind", "working"}, {"conversation", conversation},
                      {"errand", errand},  {"service", service},
                      {"tool", tool},      {"text", printable_line(progress.message)}};
    // What is no number on the wire is left out.
    if (std::isfinite(progress.done)) made["done"] = progress.done;
    if (progress.of && std::isfinite(*progress.of)) made["of"] = *progress.of;
    return made;
}

CallProgressBoard::CallProgressBoard() : home_(std::make_shared<CallProgressHome>()) {}

void CallProgressBoard::tell(CallProgress told) {
    auto& home = *home_;
    const auto user = told.user;
    auto& place = home.last[{user, told.errand}];
    home.told.erase(place);
    place = ++home.count;
    home.told.emplace(place, std::move(told));
    if (home.told.size() > kProgressKept) {
        const auto& oldest = home.told.begin()->second;
        home.last.erase({oldest.user, oldest.errand});
        home.told.erase(home.told.begin());
    }
    home.readers.ring(user);
}

CallProgressReader::CallProgressReader(CallProgressBoard& board, std::string user,
                                       std::optional<std::string> conversation,
                                       std::function<void()> on_more)
    : home_(board.home_),
      user_(std::move(user)),
      conversation_(std::move(conversation)),
      place_(home_->readers.add(user_, std::move(on_more), false)),
      seen_(home_->count) {}

CallProgressReader::~CallProgressReader() {
    home_->readers.remove(place_);
}

bool CallProgressReader::more() const {
    return home_->readers.rung(place_);
}

std::vector<CallProgress> CallProgressReader::take() {
    std::vector<CallProgress> all;
    if (std::chrono::steady_clock::now() < due_) return all;
    home_->readers.taken(place_);
    for (auto at = home_->told.upper_bound(seen_); at != home_->told.end(); ++at) {
        const auto& told = at->second;
        if (told.user == user_ && (!conversation_ || told.conversation == *conversation_))
            all.push_back(told);
    }
    seen_ = home_->count;
    if (!all.empty()) due_ = async::after(kProgressEvery);
    return all;
}

}  // namespace errand::assistant
