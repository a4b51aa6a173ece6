// Owns: who listens to whose events.
// Strand: the executor's thread. A callback may subscribe and unsubscribe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "journal/journal.hpp"

namespace errand::journal {

class Subscribers : public std::enable_shared_from_this<Subscribers> {
  public:
    using Callback = std::function<void(const Event&)>;

    Subscription add(const std::string& user, Callback callback);
    bool wanted(const std::string& user) const { return all_.contains(user); }
    void deliver(const Event& event);

  private:
    void remove(const std::string& user, const Callback* callback);
    std::unordered_map<std::string, std::vector<std::shared_ptr<Callback>>> all_;
};

}  // namespace errand::journal
