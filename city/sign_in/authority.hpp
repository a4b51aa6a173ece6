// Owns: the city's authorization server: codes, access tokens and refresh tokens; with its database
// `city.db`, which holds the city's own settings too. Strand: the city's one thread.
// Must stay true: no token or code is stored, only its hash; a code is used once; a refresh token
// that is used again after its successor was used ends the whole family. Source: OAuth 2.1 (draft),
// RFC 7636 (S256), RFC 8707 (resource), RFC 9207 (iss), RFC 7009.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "sqlite/database.hpp"

namespace errand::city {

inline constexpr std::string_view kServices[] = {"map", "food", "pay"};
inline constexpr std::string_view kClientId = "errand";

struct ScopeInfo {
    std::string_view name;
    std::string_view service;
    std::string_view zh;
    std::string_view en;
};
const std::vector<ScopeInfo>& all_scopes();
// "a b c" to its parts, and back.
std::set<std::string> split_scopes(std::string_view text);
std::string join_scopes(const std::set<std::string>& scopes);

// A refusal in OAuth's words: `error` is its code.
struct SignInError {
    std::string error;
    std::string description;
};
template <class T>
using SignInResult = std::expected<T, SignInError>;

// What a client asks for at /authorize, checked.
struct AuthorizationRequest {
    std::string client_id;
    std::string redirect_uri;
    std::string state;
    std::set<std::string> scopes;
    std::string resource;  // a service's endpoint; empty: every service
    std::string code_challenge;
};

struct Tokens {
    std::string access_token;
    std::string refresh_token;
    std::set<std::string> scopes;
    std::chrono::seconds expires_in{0};
};

struct TokenHolder {
    std::string user;
    std::set<std::string> scopes;
};

// A form's or a query's fields.
using Fields = std::map<std::string, std::string, std::less<>>;

class Authority {
  public:
    static Result<std::unique_ptr<Authority>> open(const std::string& home, const Clock& clock);

    // "http://127.0.0.1:7701"; known once the port is.
    void set_issuer(std::string issuer) { issuer_ = std::move(issuer); }
    const std::string& issuer() const { return issuer_; }
    std::string resource_of(std::string_view service) const;

    // Only loopback addresses, over http, at any port (RFC 8252).
    static bool redirect_allowed(std::string_view client_id, std::string_view redirect_uri);
    // invalid_request, unsupported_response_type, invalid_scope or invalid_target.
    SignInResult<AuthorizationRequest> check(const Fields& fields) const;

    Result<std::string> make_code(const AuthorizationRequest& request, const std::string& user);
    Result<SignInResult<Tokens>> redeem_code(const std::string& code, const std::string& client_id,
                                             const std::string& redirect_uri,
                                             const std::string& verifier,
                                             const std::string& resource);
    Result<SignInResult<Tokens>> refresh(const std::string& refresh_token,
                                         const std::string& client_id, const std::string& scope);
    // Ends everything that came from one sign-in. Nothing is said where the token is unknown.
    Result<> revoke(const std::string& token);
    // Denied: unknown, expired, or for another service.
    Result<TokenHolder> holder(const std::string& access_token, std::string_view service);

    // Ends every sign-in.
    Result<> clear();

    // --- the city's own settings ---
    Result<std::optional<std::string>> setting(std::string_view key);
    Result<> set_setting(std::string_view key, const std::string& value);

  private:
    struct Family {
        std::string id;
        std::string user;
        std::string resource;
        std::set<std::string> scopes;
    };

    Authority(sqlite::Database database, const Clock& clock)
        : database_(std::move(database)), clock_(clock) {}
    Result<Tokens> issue(const Family& family, const std::string& parent);
    Result<bool> successor_used(const std::string& hash);
    Result<> end_family(const std::string& family);

    sqlite::Database database_;
    const Clock& clock_;
    std::string issuer_;
};

}  // namespace errand::city
