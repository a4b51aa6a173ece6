// Owns: the record of what was allowed and done in a user's name.
// Strand: the one thread that holds the Store. Must stay true: entries are only added, numbered
// from 1 per user without a gap; each holds the hash of the one before, so that none can be
// changed, dropped or put in between without verify() finding it. No secrets in it.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "json/json.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

struct AuditEntry {
    std::string user;
    std::uint64_t seq = 0;
    std::string at;
    std::string kind;  // grant, withdraw, limits, allowance, revoke, approve, pay, …
    json::object data;
    std::string previous;  // hash of the entry before; empty for the first
    std::string hash;      // base64url SHA-256 of the canonical JSON of all the others

    bool operator==(const AuditEntry&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (), (user, seq, at, kind, data, previous, hash))

class Audit {
  public:
    Audit(sqlite::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    Result<> append(const std::string& user, const std::string& kind, json::object data);
    // Entries after `after`, oldest first, at most `limit` (and kMaxAuditPage).
    Result<std::vector<AuditEntry>> read(const std::string& user, std::uint64_t after,
                                         std::size_t limit);
    // Corrupt: names the first entry that is not as it was written.
    Result<> verify(const std::string& user);

  private:
    sqlite::Database& database_;
    const Clock& clock_;
};

}  // namespace errand::consent
