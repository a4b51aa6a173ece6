// Owns: how much the pages of one user's apps ask of services, and the tickets by which a frame,
// which can send no token, is given one page. In memory alone. Strand: the io_context's thread.
// Must stay true: a ticket opens one page of one user, once, for a short time.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "base/error.hpp"

namespace errand::server {

class AppUse {
  public:
    using Now = std::chrono::steady_clock::time_point;

    // Held while a service is asked for a page. Exhausted: too many of this user at once, or in
    // the last minute.
    using Pass = std::shared_ptr<void>;
    Result<Pass> enter(const std::string& user, Now now);

    // For this path of the API. The oldest of too many are worth nothing any more.
    std::string ticket(const std::string& user, const std::string& path, Now now);
    // Whose it is. Denied: it is none, of another path, used, or too old.
    Result<std::string> redeem(std::string_view ticket, std::string_view path, Now now);

  private:
    struct User {
        std::deque<Now> asked;  // within the last minute
        std::shared_ptr<std::size_t> under_way = std::make_shared<std::size_t>(0);
    };
    struct Ticket {
        std::string secret;
        std::string user;
        std::string path;
        Now until;
    };
    std::map<std::string, User> users_;
    std::deque<Ticket> tickets_;  // the oldest first
};

}  // namespace errand::server
