// Owns: the users' secrets, as a service's tokens, sealed on disk.
// Strand: the one thread that holds the Store. Must stay true: a secret is in the database only
// sealed, bound to its user and name, and in no error and no log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/seal.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

class Vault {
  public:
    Vault(sqlite::Database& database, const Clock& clock, crypto::SealingKey key)
        : database_(database), clock_(clock), key_(std::move(key)) {}

    // Keeps the secret under the name (as "oauth/food"), in place of an earlier one.
    Result<> put(const std::string& user, const std::string& name, std::string_view secret);
    // Nothing where there is none. Corrupt: the key file or the database was replaced.
    Result<std::optional<std::string>> get(const std::string& user, const std::string& name);
    // Removes it, if it is there.
    Result<> remove(const std::string& user, const std::string& name);
    Result<std::vector<std::string>> names(const std::string& user);

  private:
    sqlite::Database& database_;
    const Clock& clock_;
    crypto::SealingKey key_;
};

}  // namespace errand::consent
