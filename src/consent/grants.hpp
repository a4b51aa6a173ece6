// Owns: grants, the standing permissions to use a service in a user's name.
// Strand: the one thread that holds the Store. Must stay true: what was withdrawn covers nothing,
// and the record of it stays.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "json/json.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

using Scopes = std::set<std::string>;

struct Grant {
    std::string user;
    std::string service;
    Scopes scopes;
    std::string granted_at;
    std::optional<std::string> withdrawn_at;

    bool operator==(const Grant&) const = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (user, service, scopes, granted_at, withdrawn_at))

class Grants {
  public:
    Grants(sqlite::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    // Adds the scopes to the live grant, or begins one.
    Result<Grant> allow(const std::string& user, const std::string& service, const Scopes& scopes);
    // Ends the live grant. NotFound: there is none.
    Result<> withdraw(const std::string& user, const std::string& service);
    // Whether a live grant has all these scopes. No scopes: whether there is a live grant.
    Result<bool> covers(const std::string& user, const std::string& service, const Scopes& scopes);
    Result<std::optional<Grant>> live(const std::string& user, const std::string& service);
    // Live ones, or all that ever were; in order of time.
    Result<std::vector<Grant>> list(const std::string& user, bool also_withdrawn = false);

  private:
    sqlite::Database& database_;
    const Clock& clock_;
};

}  // namespace errand::consent
