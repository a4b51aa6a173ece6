#include "consent/users.hpp"

#include <fmt/format.h>

#include "base/id.hpp"
#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"
#include "crypto/hash.hpp"

namespace errand::consent {
namespace {

std::optional<std::string> optional_text(const sqlite::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return std::string(row.text(column));
}

}  // namespace

Result<> Users::add(const std::string& user, const std::string& time_zone) {
    ERRAND_TRY_VOID(check_name("a user", user));
    ERRAND_TRY_VOID(TimeZone::find(time_zone));
    ERRAND_TRY(auto insert, database_.prepare("INSERT INTO user (id, time_zone, created) "
                                              "VALUES (?, ?, ?) ON CONFLICT DO NOTHING"));
    return insert.with(user, time_zone, format_time(clock_.now())).run();
}

Result<> Users::set_time_zone(const std::string& user, const std::string& time_zone) {
    ERRAND_TRY_VOID(TimeZone::find(time_zone));
    ERRAND_TRY(auto update, database_.prepare("UPDATE user SET time_zone = ? WHERE id = ?"));
    ERRAND_TRY_VOID(update.with(time_zone, user).run());
    if (database_.changes() == 0) return fail(ErrorCode::NotFound, "there is no such user");
    return {};
}

Result<User> Users::find(const std::string& user) {
    ERRAND_TRY(auto select,
               database_.prepare("SELECT id, time_zone, created FROM user WHERE id = ?"));
    ERRAND_TRY(const bool found, select.with(user).step());
    if (!found) return fail(ErrorCode::NotFound, "there is no such user");
    return User{std::string(select.text(0)), std::string(select.text(1)),
                std::string(select.text(2))};
}

Result<std::vector<User>> Users::all() {
    ERRAND_TRY(auto select,
               database_.prepare("SELECT id, time_zone, created FROM user ORDER BY id"));
    std::vector<User> users;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return users;
        users.push_back({std::string(select.text(0)), std::string(select.text(1)),
                         std::string(select.text(2))});
    }
}

Result<std::string> Users::today(const std::string& user) {
    ERRAND_TRY(const auto known, find(user));
    ERRAND_TRY(const auto zone, TimeZone::find(known.time_zone));
    return zone.format(clock_.now()).substr(0, 10);
}

Result<std::string> Users::make_token(const std::string& user, const std::string& label) {
    auto token = "errand_" + random_token();
    ERRAND_TRY_VOID(keep_token(user, label, token));
    return token;
}

Result<> Users::keep_token(const std::string& user, const std::string& label,
                           std::string_view token) {
    ERRAND_TRY_VOID(check_name("a token's label", label));
    if (token.size() < 16) return fail(ErrorCode::Invalid, "a token is too short to be a secret");
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY_VOID(find(user));
        ERRAND_TRY(const auto known, tokens(user));
        if (known.size() >= kMaxTokensPerUser) {
            return fail(ErrorCode::Exhausted, "this user has too many tokens",
                        "Revoke one that is not used.");
        }
        // A token that was kept before stays as it is: revoked stays revoked.
        ERRAND_TRY(auto insert,
                   database_.prepare("INSERT INTO token (hash, id, user, label, created) "
                                     "VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING"));
        return insert
            .with(crypto::hash_text(token), make_id("token"), user, label,
                  format_time(clock_.now()))
            .run();
    });
}

Result<std::string> Users::user_of_token(std::string_view token) {
    // Found by the hash, so how long the search takes says nothing about a token.
    ERRAND_TRY(auto select,
               database_.prepare("SELECT user FROM token WHERE hash = ? AND revoked IS NULL"));
    const auto hash = crypto::hash_text(token);
    ERRAND_TRY(const bool found, select.with(hash).step());
    if (!found) return fail(ErrorCode::Denied, "the token is not known", "Sign in again.");
    return std::string(select.text(0));
}

Result<> Users::revoke_token(const std::string& user, const std::string& id) {
    ERRAND_TRY(auto update, database_.prepare("UPDATE token SET revoked = ? WHERE user = ? AND "
                                              "id = ? AND revoked IS NULL"));
    ERRAND_TRY_VOID(update.with(format_time(clock_.now()), user, id).run());
    if (database_.changes() == 0) return fail(ErrorCode::NotFound, "there is no such token");
    return {};
}

Result<std::vector<TokenInfo>> Users::tokens(const std::string& user) {
    ERRAND_TRY(auto select, database_.prepare("SELECT id, label, created, revoked FROM token "
                                              "WHERE user = ? ORDER BY created, id"));
    select.with(user);
    std::vector<TokenInfo> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        all.push_back({std::string(select.text(0)), std::string(select.text(1)),
                       std::string(select.text(2)), optional_text(select, 3)});
    }
}

Result<> Users::set_public_key(const std::string& user, const crypto::Jwk& jwk) {
    ERRAND_TRY(const auto key, crypto::PublicKey::from_jwk(jwk));
    return in_unit(database_, [&]() -> Result<> {
        const auto known = public_key(user);
        if (known) {
            if (known->thumbprint() == key.thumbprint()) return {};
            return fail(ErrorCode::Conflict, "this user signs with another key already",
                        "Use the key that the user began with.");
        }
        ERRAND_TRY_VOID(find(user));
        ERRAND_TRY(auto update, database_.prepare("UPDATE user SET public_key = ? WHERE id = ?"));
        return update.with(json::write(json::encode(key.to_jwk())), user).run();
    });
}

Result<crypto::PublicKey> Users::public_key(const std::string& user) {
    ERRAND_TRY(auto select, database_.prepare("SELECT public_key FROM user WHERE id = ?"));
    ERRAND_TRY(const bool found, select.with(user).step());
    if (!found) return fail(ErrorCode::NotFound, "there is no such user");
    if (select.is_null(0)) {
        return fail(ErrorCode::NotFound, "this user has no key to approve with yet",
                    "Start errand's own client once: it makes the key.");
    }
    const auto written = select.text(0);
    if (const auto known = keys_.find(written); known != keys_.end()) return known->second;
    ERRAND_TRY(const auto jwk, json::read<crypto::Jwk>(written));
    ERRAND_TRY(auto key, crypto::PublicKey::from_jwk(jwk));
    if (keys_.size() >= kMaxKeysInMemory) keys_.clear();
    return keys_.emplace(written, std::move(key)).first->second;
}

}  // namespace errand::consent
