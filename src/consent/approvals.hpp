// Owns: the record of every approval that was used.
// Strand: the one thread that holds the Store. Must stay true: one approval pays once; the record
// holds the whole document and its signature, so that it can be shown and checked later.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/mandate.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

struct UsedApproval {
    commerce::SignedApproval approval;
    std::string key;  // of the payment
    std::string used_at;
};
BOOST_DESCRIBE_STRUCT(UsedApproval, (), (approval, key, used_at))

class Approvals {
  public:
    Approvals(sqlite::Database& database, const Clock& clock)
        : database_(database), clock_(clock) {}

    // Records that the payment `key` uses this approval; again for the same key and document it is
    // accepted. Denied, with the advice "already_used": another payment used it, or a payment of
    // this key used another one.
    Result<> use(const commerce::SignedApproval& approval, const std::string& key);
    Result<UsedApproval> find(const std::string& user, const std::string& id);  // NotFound
    // Latest first.
    Result<std::vector<UsedApproval>> list(const std::string& user, std::size_t limit);

  private:
    sqlite::Database& database_;
    const Clock& clock_;
};

}  // namespace errand::consent
