#include "server/apps/use.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "server/limits.hpp"

namespace errand::server {

Result<AppUse::Pass> AppUse::enter(const std::string& user, Now now) {
    auto& use = users_[user];
    while (!use.asked.empty() && use.asked.front() + std::chrono::minutes(1) <= now)
        use.asked.pop_front();
    if (use.asked.size() >= kAppAsksPerMinute || *use.under_way >= kAppAsksAtOnce)
        return fail(ErrorCode::Exhausted, "apps ask too much", "try again in a minute");
    use.asked.push_back(now);
    ++*use.under_way;
    return Pass(nullptr, [count = use.under_way](std::nullptr_t) { --*count; });
}

std::string AppUse::ticket(const std::string& user, const std::string& path, Now now) {
    if (tickets_.size() >= kMaxTickets) tickets_.pop_front();
    tickets_.push_back({random_token(), user, path, now + kTicketLifetime});
    return tickets_.back().secret;
}

Result<std::string> AppUse::redeem(std::string_view ticket, std::string_view path, Now now) {
    std::erase_if(tickets_, [&](const Ticket& one) { return one.until <= now; });
    const auto found = std::ranges::find_if(
        tickets_, [&](const Ticket& one) { return one.secret == ticket && one.path == path; });
    if (found == tickets_.end())
        return fail(ErrorCode::Denied, "the ticket is used, too old, or of another page",
                    "get a new one with the app");
    auto user = std::move(found->user);
    tickets_.erase(found);
    return user;
}

}  // namespace errand::server
