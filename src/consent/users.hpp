// Owns: who there is: users, their time zones, their public keys and their API tokens.
// Strand: the one thread that holds the Store. Must stay true: a token is kept only as its hash; a
// user's key, once there, is never replaced.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/keys.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

inline constexpr std::string_view kDefaultUser = "me";

struct User {
    std::string id;
    std::string time_zone;  // IANA name; the user's day for spending limits
    std::string created;

    bool operator==(const User&) const = default;
};
BOOST_DESCRIBE_STRUCT(User, (), (id, time_zone, created))

// What is known of a token: never the token.
struct TokenInfo {
    std::string id;
    std::string label;
    std::string created;
    std::optional<std::string> revoked;
};
BOOST_DESCRIBE_STRUCT(TokenInfo, (), (id, label, created, revoked))

class Users {
  public:
    Users(sqlite::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    // Adds the user, or does nothing where it is there. Invalid: an unknown time zone.
    Result<> add(const std::string& user, const std::string& time_zone);
    Result<> set_time_zone(const std::string& user, const std::string& time_zone);
    Result<User> find(const std::string& user);  // NotFound
    Result<std::vector<User>> all();
    // The user's day now, as "2026-03-02".
    Result<std::string> today(const std::string& user);

    // A new token, told this once.
    Result<std::string> make_token(const std::string& user, const std::string& label);
    // Keeps a token that was made elsewhere, as one from a file that a client shares.
    Result<> keep_token(const std::string& user, const std::string& label, std::string_view token);
    // Whose token this is. Denied: nobody's, or revoked.
    Result<std::string> user_of_token(std::string_view token);
    Result<> revoke_token(const std::string& user, const std::string& id);
    Result<std::vector<TokenInfo>> tokens(const std::string& user);

    // The key that the user signs approvals with. Given again it is accepted; Conflict: another one
    // is there already.
    Result<> set_public_key(const std::string& user, const crypto::Jwk& key);
    Result<crypto::PublicKey> public_key(const std::string& user);  // NotFound: none yet

  private:
    sqlite::Database& database_;
    const Clock& clock_;
    // Public keys by their stored form: to read one takes longer than to verify with it.
    std::map<std::string, crypto::PublicKey, std::less<>> keys_;
};

}  // namespace errand::consent
