#include "consent/grants.hpp"

#include <algorithm>

#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"

namespace errand::consent {
namespace {

constexpr char kColumns[] = "SELECT user, service, scopes, granted_at, withdrawn_at FROM grant ";

Result<Grant> read(const sqlite::Statement& row) {
    ERRAND_TRY(auto scopes, json::read<Scopes>(row.text(2)));
    Grant grant{.user = std::string(row.text(0)),
                .service = std::string(row.text(1)),
                .scopes = std::move(scopes),
                .granted_at = std::string(row.text(3)),
                .withdrawn_at = std::nullopt};
    if (!row.is_null(4)) grant.withdrawn_at = row.text(4);
    return grant;
}

Result<> check_scopes(const Scopes& scopes) {
    const bool long_one = std::ranges::any_of(
        scopes, [](const auto& one) { return one.empty() || one.size() > kMaxScopeBytes; });
    if (scopes.size() > kMaxScopes || long_one) {
        return fail(ErrorCode::Invalid, "too many scopes, or one that is empty or too long");
    }
    return {};
}

}  // namespace

Result<Grant> Grants::allow(const std::string& user, const std::string& service,
                            const Scopes& scopes) {
    ERRAND_TRY_VOID(check_name("a service", service));
    return in_unit(database_, [&]() -> Result<Grant> {
        ERRAND_TRY(auto grant, live(user, service));
        auto wanted = scopes;
        if (grant) wanted.insert(grant->scopes.begin(), grant->scopes.end());
        ERRAND_TRY_VOID(check_scopes(wanted));
        const auto text = json::write(json::encode(wanted));
        if (grant) {
            ERRAND_TRY(auto update,
                       database_.prepare("UPDATE grant SET scopes = ? WHERE user = ? AND "
                                         "service = ? AND withdrawn_at IS NULL"));
            ERRAND_TRY_VOID(update.with(text, user, service).run());
            grant->scopes = std::move(wanted);
            return *std::move(grant);
        }
        const auto now = format_time(clock_.now());
        ERRAND_TRY(auto insert, database_.prepare("INSERT INTO grant (user, service, scopes, "
                                                  "granted_at) VALUES (?, ?, ?, ?)"));
        ERRAND_TRY_VOID(insert.with(user, service, text, now).run());
        return Grant{user, service, std::move(wanted), now, std::nullopt};
    });
}

Result<> Grants::withdraw(const std::string& user, const std::string& service) {
    ERRAND_TRY(auto update, database_.prepare("UPDATE grant SET withdrawn_at = ? WHERE user = ? "
                                              "AND service = ? AND withdrawn_at IS NULL"));
    ERRAND_TRY_VOID(update.with(format_time(clock_.now()), user, service).run());
    if (database_.changes() == 0) {
        return fail(ErrorCode::NotFound, "this service has no grant to withdraw");
    }
    return {};
}

Result<bool> Grants::covers(const std::string& user, const std::string& service,
                            const Scopes& scopes) {
    ERRAND_TRY(const auto grant, live(user, service));
    return grant && std::ranges::includes(grant->scopes, scopes);
}

Result<std::optional<Grant>> Grants::live(const std::string& user, const std::string& service) {
    ERRAND_TRY(auto select,
               database_.prepare(std::string(kColumns) +
                                 "WHERE user = ? AND service = ? AND withdrawn_at IS NULL"));
    ERRAND_TRY(const bool found, select.with(user, service).step());
    if (!found) return std::optional<Grant>{};
    ERRAND_TRY(auto grant, read(select));
    return std::optional(std::move(grant));
}

Result<std::vector<Grant>> Grants::list(const std::string& user, bool also_withdrawn) {
    ERRAND_TRY(auto select,
               database_.prepare(std::string(kColumns) +
                                 "WHERE user = ? AND (? OR withdrawn_at IS NULL) ORDER BY number"));
    select.with(user, also_withdrawn);
    std::vector<Grant> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        ERRAND_TRY(auto grant, read(select));
        all.push_back(std::move(grant));
    }
}

}  // namespace errand::consent
