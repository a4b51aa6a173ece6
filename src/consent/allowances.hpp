// Owns: the users' standing rules for small payments.
// Strand: the one thread that holds the Store. Must stay true: only a rule that the user signed is
// kept, as it was signed; a revoked one applies to nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/mandate.hpp"
#include "consent/spending.hpp"

namespace errand::consent {

struct AllowanceInfo {
    commerce::SignedAllowance signed_allowance;
    std::optional<std::string> revoked_at;
    commerce::Money spent_today;
};
BOOST_DESCRIBE_STRUCT(AllowanceInfo, (), (signed_allowance, revoked_at, spent_today))

// A rule that covers a payment, and what was spent under it today.
struct Applicable {
    commerce::SignedAllowance allowance;
    commerce::Money spent_today;
};

class Allowances {
  public:
    Allowances(sqlite::Database& database, const Clock& clock, Users& users, Spending& spending)
        : database_(database), clock_(clock), users_(users), spending_(spending) {}

    // Checks the signature with the user's key first. Denied, Invalid (mandate.hpp), NotFound (the
    // user has no key), Conflict (another rule has this id).
    Result<> store(const commerce::SignedAllowance& allowance);
    // NotFound: no live rule has this id.
    Result<> revoke(const std::string& user, const std::string& id);
    Result<std::vector<AllowanceInfo>> list(const std::string& user);
    // The rule that covers this payment now and has the most left for today, if any.
    Result<std::optional<Applicable>> find_applicable(const std::string& user,
                                                      const std::string& payee,
                                                      commerce::Money amount,
                                                      const std::string& currency);
    // The live rule of this id, if there is one.
    Result<std::optional<commerce::SignedAllowance>> live(const std::string& user,
                                                          const std::string& id);

  private:
    sqlite::Database& database_;
    const Clock& clock_;
    Users& users_;
    Spending& spending_;
};

}  // namespace errand::consent
