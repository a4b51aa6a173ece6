#include "journal/sqlite/subscribers.hpp"

#include <algorithm>

namespace errand::journal {

Subscription Subscribers::add(const std::string& user, Callback callback) {
    auto kept = std::make_shared<Callback>(std::move(callback));
    all_[user].push_back(kept);
    // The token's end removes the callback, unless the journal went first.
    return Subscription(
        std::shared_ptr<void>(kept.get(), [from = weak_from_this(), user, kept](void*) {
            if (const auto alive = from.lock()) alive->remove(user, kept.get());
        }));
}

void Subscribers::remove(const std::string& user, const Callback* callback) {
    const auto found = all_.find(user);
    if (found == all_.end()) return;
    std::erase_if(found->second, [&](const auto& one) { return one.get() == callback; });
    if (found->second.empty()) all_.erase(found);
}

void Subscribers::deliver(const Event& event) {
    const auto found = all_.find(event.user);
    if (found == all_.end()) return;
    const auto listening = found->second;  // a callback may change the list
    for (const auto& one : listening) (*one)(event);
}

}  // namespace errand::journal
