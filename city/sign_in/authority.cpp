#include "city/sign_in/authority.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/id.hpp"
#include "city/limits.hpp"
#include "city/service/service.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

std::span<const sqlite::Migration> migrations() {
    static const sqlite::Migration all[] = {{"settings, codes, tokens", R"sql(
        CREATE TABLE setting (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE code (
            hash TEXT PRIMARY KEY,
            client TEXT NOT NULL,
            redirect_uri TEXT NOT NULL,
            challenge TEXT NOT NULL,
            user TEXT NOT NULL,
            resource TEXT NOT NULL,
            scopes TEXT NOT NULL,
            expires INTEGER NOT NULL,
            family TEXT
        ) WITHOUT ROWID;
        CREATE TABLE family (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            resource TEXT NOT NULL,
            scopes TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE refresh_token (
            hash TEXT PRIMARY KEY,
            family TEXT NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            parent TEXT NOT NULL,
            used INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX refresh_token_by_parent ON refresh_token (parent);
        CREATE INDEX refresh_token_by_family ON refresh_token (family);
        CREATE TABLE access_token (
            hash TEXT PRIMARY KEY,
            family TEXT NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            refresh TEXT NOT NULL,
            expires INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX access_token_by_family ON access_token (family);
        CREATE INDEX access_token_by_expiry ON access_token (expires);
    )sql"}};
    return all;
}

std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

std::unexpected<SignInError> refuse(std::string error, std::string description) {
    return std::unexpected(SignInError{std::move(error), std::move(description)});
}

Result<> run(sqlite::Database& database, std::string_view sql, const auto&... values) {
    ERRAND_TRY(auto statement, database.prepare(sql));
    statement.with(values...);
    return statement.run();
}

}  // namespace

const std::vector<ScopeInfo>& all_scopes() {
    static const std::vector<ScopeInfo> all{
        {"map:read", "map", "查看地点、路线和天气,记住你的地址",
         "See places, routes and weather, and keep your addresses"},
        {"food:read", "food", "查看菜单、价格和你的订单", "See menus, prices and your orders"},
        {"food:order", "food", "下单、修改和取消订单", "Place, change and cancel orders"},
        {"pay:read", "pay", "查看余额和付款记录", "See your balance and payments"},
        {"pay:pay", "pay", "在你签名同意后付款", "Pay, once you have signed your approval"},
    };
    return all;
}

std::set<std::string> split_scopes(std::string_view text) {
    std::set<std::string> scopes;
    while (!text.empty()) {
        const auto space = text.find(' ');
        if (space != 0) scopes.emplace(text.substr(0, space));
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return scopes;
}

std::string join_scopes(const std::set<std::string>& scopes) {
    std::string text;
    for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

Result<std::unique_ptr<Authority>> Authority::open(const std::string& home, const Clock& clock) {
    ERRAND_TRY(auto database, open_database(home, "city", migrations()));
    ERRAND_TRY_VOID(database.execute("PRAGMA foreign_keys=ON"));
    return std::unique_ptr<Authority>(new Authority(std::move(database), clock));
}

std::string Authority::resource_of(std::string_view service) const {
    return fmt::format("{}/{}/mcp", issuer_, service);
}

bool Authority::redirect_allowed(std::string_view client_id, std::string_view redirect_uri) {
    if (client_id != kClientId) return false;
    for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!redirect_uri.starts_with(host)) continue;
        auto rest = redirect_uri.substr(host.size());
        if (rest.starts_with(':')) {
            const auto digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
            if (digits == 1) return false;
            rest.remove_prefix(digits);
        }
        return rest.starts_with('/') && !rest.contains('#') && !rest.contains('\\');
    }
    return false;
}

SignInResult<AuthorizationRequest> Authority::check(const Fields& fields) const {
    auto given = fields;
    if (given["response_type"] != "code")
        return refuse("unsupported_response_type", "response_type must be code");
    if (given["code_challenge_method"] != "S256" || given["code_challenge"].size() != 43)
        return refuse("invalid_request", "a code_challenge by S256 is needed (PKCE)");
    AuthorizationRequest request{given["client_id"], given["redirect_uri"],
                                 given["state"],     split_scopes(given["scope"]),
                                 given["resource"],  given["code_challenge"]};
    std::string service;
    for (const auto one : kServices)
        if (request.resource == resource_of(one)) service = one;
    if (!request.resource.empty() && service.empty())
        return refuse("invalid_target", "resource is no endpoint of this city");
    if (request.scopes.empty()) {
        for (const auto& scope : all_scopes())
            if (service.empty() || scope.service == service) request.scopes.emplace(scope.name);
    }
    for (const auto& scope : request.scopes) {
        const auto known = std::ranges::find(all_scopes(), scope, &ScopeInfo::name);
        if (known == all_scopes().end() || (!service.empty() && known->service != service))
            return refuse("invalid_scope", fmt::format("there is no scope '{}' here", scope));
    }
    return request;
}

Result<std::string> Authority::make_code(const AuthorizationRequest& request,
                                         const std::string& user) {
    auto code = random_token();
    ERRAND_TRY_VOID(run(database_, "DELETE FROM code WHERE expires < ?",
                        millis(clock_.now() - kRefreshTokenTime)));
    ERRAND_TRY_VOID(run(database_, "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                        crypto::hash_text(code), request.client_id, request.redirect_uri,
                        request.code_challenge, user, request.resource, join_scopes(request.scopes),
                        millis(clock_.now() + kCodeTime)));
    return code;
}

Result<Tokens> Authority::issue(const Family& family, const std::string& parent) {
    Tokens tokens{random_token(), random_token(), family.scopes, kAccessTokenTime};
    const auto now = clock_.now();
    const auto refresh_hash = crypto::hash_text(tokens.refresh_token);
    ERRAND_TRY_VOID(run(database_, "INSERT INTO refresh_token VALUES (?, ?, ?, 0, ?)", refresh_hash,
                        family.id, parent, millis(now + kRefreshTokenTime)));
    ERRAND_TRY_VOID(run(database_, "INSERT INTO access_token VALUES (?, ?, ?, ?)",
                        crypto::hash_text(tokens.access_token), family.id, refresh_hash,
                        millis(now + kAccessTokenTime)));
    ERRAND_TRY_VOID(run(database_, "DELETE FROM access_token WHERE expires < ?",
                        millis(now - kRefreshTokenTime)));
    return tokens;
}

Result<SignInResult<Tokens>> Authority::redeem_code(const std::string& code,
                                                    const std::string& client_id,
                                                    const std::string& redirect_uri,
                                                    const std::string& verifier,
                                                    const std::string& resource) {
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database_));
    ERRAND_TRY(auto find,
               database_.prepare("SELECT client, redirect_uri, challenge, user, resource, "
                                 "scopes, expires, family FROM code WHERE hash = ?"));
    const auto hash = crypto::hash_text(code);
    find.with(hash);
    ERRAND_TRY(const bool found, find.step());
    const auto bad = [](std::string why) {
        return SignInResult<Tokens>(refuse("invalid_grant", std::move(why)));
    };
    if (!found) return bad("the code is unknown");
    if (!find.is_null(7)) {
        // Somebody else may have used it: what came of it ends, too.
        const std::string family(find.text(7));
        find.reset();
        ERRAND_TRY_VOID(end_family(family));
        ERRAND_TRY_VOID(transaction.commit());
        return bad("the code was used before");
    }
    const bool fits = find.text(0) == client_id && find.text(1) == redirect_uri &&
                      crypto::equal_secrets(find.text(2), crypto::hash_text(verifier)) &&
                      (resource.empty() || find.text(4) == resource);
    const bool alive = find.integer(6) > millis(clock_.now());
    const Family family{make_id("grant"), std::string(find.text(3)), std::string(find.text(4)),
                        split_scopes(find.text(5))};
    find.reset();
    if (!alive) return bad("the code has expired");
    if (!fits) return bad("the code was made for another request");
    ERRAND_TRY_VOID(run(database_, "INSERT INTO family VALUES (?, ?, ?, ?)", family.id, family.user,
                        family.resource, join_scopes(family.scopes)));
    ERRAND_TRY_VOID(run(database_, "UPDATE code SET family = ? WHERE hash = ?", family.id, hash));
    ERRAND_TRY(auto tokens, issue(family, ""));
    ERRAND_TRY_VOID(transaction.commit());
    return SignInResult<Tokens>(std::move(tokens));
}

// A client that lost the answer to its last refresh asks again with the old token: that is no theft
// as long as nobody has used what the answer held.
Result<bool> Authority::successor_used(const std::string& hash) {
    ERRAND_TRY(auto find,
               database_.prepare("SELECT 1 FROM refresh_token WHERE parent = ? AND used = 1"));
    find.with(hash);
    ERRAND_TRY(const bool found, find.step());
    find.reset();
    return found;
}

Result<SignInResult<Tokens>> Authority::refresh(const std::string& refresh_token,
                                                const std::string& client_id,
                                                const std::string& scope) {
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database_));
    const auto bad = [](std::string why) {
        return SignInResult<Tokens>(refuse("invalid_grant", std::move(why)));
    };
    if (client_id != kClientId)
        return SignInResult<Tokens>(refuse("invalid_client", "unknown client"));
    ERRAND_TRY(auto find,
               database_.prepare("SELECT family.id, user, resource, scopes, used, expires FROM "
                                 "refresh_token JOIN family ON family.id = family WHERE hash = ?"));
    const auto hash = crypto::hash_text(refresh_token);
    find.with(hash);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return bad("the refresh token is unknown");
    Family family{std::string(find.text(0)), std::string(find.text(1)), std::string(find.text(2)),
                  split_scopes(find.text(3))};
    const bool used = find.integer(4) != 0;
    const bool alive = find.integer(5) > millis(clock_.now());
    find.reset();
    if (!alive) return bad("the refresh token has expired");
    if (used) {
        ERRAND_TRY(const bool stolen, successor_used(hash));
        if (stolen) {
            ERRAND_TRY_VOID(end_family(family.id));
            ERRAND_TRY_VOID(transaction.commit());
            return bad("the refresh token was used before");
        }
        ERRAND_TRY_VOID(run(database_,
                            "DELETE FROM access_token WHERE refresh IN "
                            "(SELECT hash FROM refresh_token WHERE parent = ?)",
                            hash));
        ERRAND_TRY_VOID(run(database_, "DELETE FROM refresh_token WHERE parent = ?", hash));
    }
    if (!scope.empty()) {
        if (split_scopes(scope) != family.scopes) {
            return SignInResult<Tokens>(
                refuse("invalid_scope", "a refresh keeps the scopes that were granted"));
        }
    }
    ERRAND_TRY_VOID(run(database_, "UPDATE refresh_token SET used = 1 WHERE hash = ?", hash));
    ERRAND_TRY(auto tokens, issue(family, hash));
    ERRAND_TRY_VOID(transaction.commit());
    return SignInResult<Tokens>(std::move(tokens));
}

Result<> Authority::end_family(const std::string& family) {
    return run(database_, "DELETE FROM family WHERE id = ?", family);
}

Result<> Authority::revoke(const std::string& token) {
    const auto hash = crypto::hash_text(token);
    return run(database_,
               "DELETE FROM family WHERE id IN (SELECT family FROM refresh_token WHERE hash = ?1 "
               "UNION SELECT family FROM access_token WHERE hash = ?1)",
               hash);
}

Result<TokenHolder> Authority::holder(const std::string& access_token, std::string_view service) {
    const auto denied = [](std::string_view why) {
        return fail(ErrorCode::Denied, fmt::format("the access token is {}", why),
                    "Sign in again.");
    };
    if (access_token.empty()) return denied("missing");
    ERRAND_TRY(auto find,
               database_.prepare("SELECT user, resource, scopes, expires FROM access_token JOIN "
                                 "family ON family.id = family WHERE hash = ?"));
    const auto hash = crypto::hash_text(access_token);
    find.with(hash);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return denied("unknown");
    TokenHolder holder{std::string(find.text(0)), split_scopes(find.text(2))};
    const std::string resource(find.text(1));
    const bool alive = find.integer(3) > millis(clock_.now());
    find.reset();
    if (!alive) return denied("expired");
    if (!resource.empty() && resource != resource_of(service)) return denied("for another service");
    return holder;
}

Result<> Authority::clear() {
    return database_.execute("DELETE FROM code; DELETE FROM family");
}

Result<std::optional<std::string>> Authority::setting(std::string_view key) {
    ERRAND_TRY(auto find, database_.prepare("SELECT value FROM setting WHERE key = ?"));
    find.with(key);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return std::optional<std::string>{};
    std::string value(find.text(0));
    find.reset();
    return std::optional<std::string>(std::move(value));
}

Result<> Authority::set_setting(std::string_view key, const std::string& value) {
    return run(database_, "INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value);
}

}  // namespace errand::city
