// Owns: who is to be told that there is news of a user: once until it is taken, so that news costs
// a watcher that is slow nothing. Strand: as of what it is a part of.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace errand::assistant {

class Watchers {
  public:
    using Place = std::uint64_t;

    // `rung`: there may be news already.
    Place add(std::string user, std::function<void()> on_more, bool rung) {
        all_[++places_] = {std::move(user), std::move(on_more), rung};
        return places_;
    }
    void remove(Place place) { all_.erase(place); }
    void ring(const std::string& user) {
        for (auto& [place, watcher] : all_)
            if (watcher.user == user && !std::exchange(watcher.rung, true)) watcher.on_more();
    }
    // There is news that was not taken.
    bool rung(Place place) const { return all_.at(place).rung; }
    void taken(Place place) { all_.at(place).rung = false; }

  private:
    struct Watcher {
        std::string user;
        std::function<void()> on_more;
        bool rung = false;
    };
    std::map<Place, Watcher> all_;
    Place places_ = 0;
};

}  // namespace errand::assistant
