#include "consent/vault.hpp"

#include "consent/limits.hpp"
#include "consent/names.hpp"

namespace errand::consent {
namespace {

// Binds a sealed secret to its place, so that a row copied over another does not open.
std::string context_of(const std::string& user, const std::string& name) {
    return std::to_string(user.size()) + ":" + user + name;
}

}  // namespace

Result<> Vault::put(const std::string& user, const std::string& name, std::string_view secret) {
    ERRAND_TRY_VOID(check_name("a secret's name", name));
    if (secret.size() > kMaxSecretBytes) return fail(ErrorCode::Exhausted, "a secret is too long");
    ERRAND_TRY(const auto sealed, key_.seal(secret, context_of(user, name)));
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT INTO secret (user, name, sealed, changed) "
                                 "VALUES (?, ?, ?, ?) ON CONFLICT (user, name) DO UPDATE SET "
                                 "sealed = excluded.sealed, changed = excluded.changed"));
    const auto now = format_time(clock_.now());
    return insert.bind(1, user).bind(2, name).bind_blob(3, sealed).bind(4, now).run();
}

Result<std::optional<std::string>> Vault::get(const std::string& user, const std::string& name) {
    ERRAND_TRY(auto select,
               database_.prepare("SELECT sealed FROM secret WHERE user = ? AND name = ?"));
    ERRAND_TRY(const bool found, select.with(user, name).step());
    if (!found) return std::optional<std::string>{};
    ERRAND_TRY(auto secret, key_.open(select.text(0), context_of(user, name)));
    return std::optional(std::move(secret));
}

Result<> Vault::remove(const std::string& user, const std::string& name) {
    ERRAND_TRY(auto erase, database_.prepare("DELETE FROM secret WHERE user = ? AND name = ?"));
    return erase.with(user, name).run();
}

Result<std::vector<std::string>> Vault::names(const std::string& user) {
    ERRAND_TRY(auto select,
               database_.prepare("SELECT name FROM secret WHERE user = ? ORDER BY name"));
    select.with(user);
    std::vector<std::string> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        all.emplace_back(select.text(0));
    }
}

}  // namespace errand::consent
