#include "consent/store.hpp"

#include "consent/limits.hpp"
#include "consent/migrations.hpp"
#include "consent/unit.hpp"
#include "crypto/private_file.hpp"

namespace errand::consent {

using commerce::Money;
using commerce::SignedApproval;

Store::Store(sqlite::Database database, const Clock& clock, crypto::SealingKey key)
    : database_(std::move(database)),
      clock_(clock),
      users_(database_, clock),
      grants_(database_, clock),
      spending_(database_, clock, users_),
      allowances_(database_, clock, users_, spending_),
      approvals_(database_, clock),
      vault_(database_, clock, std::move(key)),
      audit_(database_, clock) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& home, const Clock& clock,
                                           const std::string& time_zone) {
    ERRAND_TRY(auto key, crypto::SealingKey::load_or_create(home / "vault.key"));
    const auto file = home / "consent.db";
    // What a user buys and where is nobody else's business. SQLite gives its other files the same
    // rights.
    const auto made = crypto::create_private_file(file, "");
    if (!made && made.error().code != ErrorCode::Conflict) return fail(made.error());
    ERRAND_TRY(auto database, sqlite::Database::open(file));
    ERRAND_TRY_VOID(database.bound_wal(kWalPages));
    std::unique_ptr<Store> store(new Store(std::move(database), clock, std::move(key)));
    ERRAND_TRY_VOID(store->prepare(time_zone));
    return store;
}

Result<std::unique_ptr<Store>> Store::in_memory(const Clock& clock, const std::string& time_zone) {
    ERRAND_TRY(auto database, sqlite::Database::in_memory());
    std::unique_ptr<Store> store(
        new Store(std::move(database), clock, crypto::SealingKey::generate()));
    ERRAND_TRY_VOID(store->prepare(time_zone));
    return store;
}

Result<> Store::prepare(const std::string& time_zone) {
    ERRAND_TRY_VOID(database_.migrate(migrations()));
    return users_.add(std::string(kDefaultUser), time_zone);
}

Result<Grant> Store::allow(const std::string& user, const std::string& service,
                           const Scopes& scopes) {
    return in_unit(database_, [&]() -> Result<Grant> {
        ERRAND_TRY(const auto before, grants_.live(user, service));
        ERRAND_TRY(auto grant, grants_.allow(user, service, scopes));
        if (before && before->scopes == grant.scopes) return grant;
        ERRAND_TRY_VOID(audit_.append(
            user, "grant", {{"service", service}, {"scopes", json::encode(grant.scopes)}}));
        return grant;
    });
}

Result<> Store::withdraw(const std::string& user, const std::string& service) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY_VOID(grants_.withdraw(user, service));
        ERRAND_TRY(const auto names, vault_.names(user));
        for (const auto& name : names) {
            if (name.ends_with("/" + service)) ERRAND_TRY_VOID(vault_.remove(user, name));
        }
        return audit_.append(user, "withdraw", {{"service", service}});
    });
}

Result<> Store::set_limits(const std::string& user, const Limits& limits) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY_VOID(spending_.set_limits(user, limits));
        return audit_.append(user, "limits", json::encode(limits).as_object());
    });
}

Result<> Store::store_allowance(const commerce::SignedAllowance& allowance) {
    return in_unit(database_, [&]() -> Result<> {
        const auto& user = allowance.allowance.user;
        ERRAND_TRY(const auto known, allowances_.live(user, allowance.allowance.id));
        ERRAND_TRY_VOID(allowances_.store(allowance));
        if (known) return {};
        return audit_.append(user, "allowance", json::encode(allowance).as_object());
    });
}

Result<> Store::revoke_allowance(const std::string& user, const std::string& id) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY_VOID(allowances_.revoke(user, id));
        return audit_.append(user, "revoke", {{"allowance", id}});
    });
}

namespace {

// What the audit keeps of an approval: all that was agreed on; the draft itself is in `approval`.
json::object approval_summary(const SignedApproval& given, const std::string& key) {
    const auto& said = given.approval;
    json::object data{{"key", key},
                      {"approval", said.id},
                      {"payee", json::encode(said.payee)},
                      {"amount", json::encode(said.amount)},
                      {"currency", said.currency},
                      {"draft_hash", said.draft_hash}};
    if (said.allowance) data.emplace("allowance", *said.allowance);
    return data;
}

}  // namespace

Result<> Store::begin_payment(const std::string& key, const SignedApproval& approval,
                              commerce::PaymentDemand demand) {
    const auto& said = approval.approval;
    return in_unit(database_, [&]() -> Result<> {
        const auto used = approvals_.find(said.user, said.id);
        const bool again = used && used->key == key && used->approval.approval == said;
        if (!again) ERRAND_TRY_VOID(check(key, approval, demand));
        ERRAND_TRY_VOID(approvals_.use(approval, key));
        ERRAND_TRY_VOID(spending_.reserve({.user = demand.user,
                                           .key = key,
                                           .payee = demand.payee,
                                           .amount = demand.amount,
                                           .currency = demand.currency,
                                           .allowance = said.allowance}));
        if (again) return {};
        return audit_.append(demand.user, "approve", approval_summary(approval, key));
    });
}

// The user's key signs for what is approved by hand; a rule must also still be live, and its cap
// for the day is counted here, from our own record.
Result<> Store::check(const std::string& key, const SignedApproval& approval,
                      commerce::PaymentDemand& demand) {
    const auto& rule = approval.approval.allowance;
    if (rule && !approval.signature) {
        ERRAND_TRY(const auto live, allowances_.live(demand.user, *rule));
        if (!live) {
            return fail(ErrorCode::Denied, "the allowance was revoked or never given",
                        "allowance_missing");
        }
        ERRAND_TRY(demand.spent_today, spending_.spent_today_under(demand.user, *rule, key));
    }
    ERRAND_TRY(const auto user_key, users_.public_key(demand.user));
    return commerce::check_approval(approval, demand, user_key, clock_.now());
}

Result<> Store::settle_payment(const std::string& user, const std::string& key,
                               json::object details) {
    return end_payment(user, key, SpendingState::Settled, "pay", std::move(details));
}

Result<> Store::release_payment(const std::string& user, const std::string& key,
                                json::object details) {
    return end_payment(user, key, SpendingState::Released, "not_paid", std::move(details));
}

Result<> Store::end_payment(const std::string& user, const std::string& key, SpendingState state,
                            const std::string& kind, json::object details) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto known, spending_.find(user, key));
        ERRAND_TRY_VOID(state == SpendingState::Settled ? spending_.settle(user, key)
                                                        : spending_.release(user, key));
        // Told twice after a crash, it is one event.
        if (known && known->state == state) return {};
        details["key"] = key;
        return audit_.append(user, kind, std::move(details));
    });
}

}  // namespace errand::consent
