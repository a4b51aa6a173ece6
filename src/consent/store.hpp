// Owns: all that users have allowed: one database (consent.db) and its parts. docs/consent.md has
// the tables. Strand: one thread at a time; in the server the io_context's. Calls are synchronous
// and short: reads of a few indexed rows, and writes that cost one durable commit each, so a
// payment costs two. Must stay true: every record belongs to a user; what returned without an error
// survives a crash; a change and its audit entry are one transaction.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "consent/allowances.hpp"
#include "consent/approvals.hpp"
#include "consent/audit.hpp"
#include "consent/grants.hpp"
#include "consent/spending.hpp"
#include "consent/users.hpp"
#include "consent/vault.hpp"

namespace errand::consent {

class Store {
  public:
    // home/consent.db and home/vault.key, made where they are absent; the user "me" is there, in
    // `time_zone` where it is new. `clock` outlives the store.
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& home,
                                               const Clock& clock, const std::string& time_zone);
    // In memory, for tests.
    static Result<std::unique_ptr<Store>> in_memory(const Clock& clock,
                                                    const std::string& time_zone);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    Users& users() { return users_; }
    Vault& vault() { return vault_; }
    Audit& audit() { return audit_; }
    // For reading; changes go through the functions below, which write the audit too.
    Grants& grants() { return grants_; }
    Spending& spending() { return spending_; }
    Allowances& allowances() { return allowances_; }
    Approvals& approvals() { return approvals_; }

    Result<Grant> allow(const std::string& user, const std::string& service, const Scopes& scopes);
    // Also removes the secrets of the service: those named "<anything>/<service>".
    Result<> withdraw(const std::string& user, const std::string& service);
    Result<> set_limits(const std::string& user, const Limits& limits);
    Result<> store_allowance(const commerce::SignedAllowance& allowance);
    Result<> revoke_allowance(const std::string& user, const std::string& id);

    // Before money moves: checks the approval against the demand and the user's key (mandate.hpp
    // has the codes) or the live allowance, uses it, and reserves the amount, all or nothing. `key`
    // is the payment's idempotency key: the same payment again is accepted.
    Result<> begin_payment(const std::string& key, const commerce::SignedApproval& approval,
                           commerce::PaymentDemand demand);
    // It was paid; `details` goes to the audit (order, payment, …).
    Result<> settle_payment(const std::string& user, const std::string& key, json::object details);
    // It is certain that nothing was paid. The approval stays used.
    Result<> release_payment(const std::string& user, const std::string& key, json::object details);

  private:
    Store(sqlite::Database database, const Clock& clock, crypto::SealingKey key);
    Result<> prepare(const std::string& time_zone);
    Result<> check(const std::string& key, const commerce::SignedApproval& approval,
                   commerce::PaymentDemand& demand);
    Result<> end_payment(const std::string& user, const std::string& key, SpendingState state,
                         const std::string& kind, json::object details);

    sqlite::Database database_;
    const Clock& clock_;
    Users users_;
    Grants grants_;
    Spending spending_;
    Allowances allowances_;
    Approvals approvals_;
    Vault vault_;
    Audit audit_;
};

}  // namespace errand::consent
