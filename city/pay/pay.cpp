#include "city/pay/pay.hpp"

#include <fmt/format.h>

#include "base/id.hpp"
#include "city/limits.hpp"

namespace errand::city {
namespace {

using commerce::Money;
using tool::CallResult;
using tool::refusal;

std::span<const sqlite::Migration> migrations() {
    static const std::string first = std::string(R"sql(
        CREATE TABLE account (
            user TEXT PRIMARY KEY,
            balance INTEGER NOT NULL CHECK (balance >= 0),
            per_payment INTEGER,
            per_day INTEGER,
            public_key TEXT
        ) WITHOUT ROWID;
        CREATE TABLE payment (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            user TEXT NOT NULL,
            orders TEXT NOT NULL UNIQUE,
            amount INTEGER NOT NULL,
            refunded INTEGER NOT NULL DEFAULT 0,
            currency TEXT NOT NULL,
            approval TEXT NOT NULL UNIQUE,
            allowance TEXT,
            document TEXT NOT NULL,
            at INTEGER NOT NULL,
            settled INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX payment_by_user ON payment (user, at);
        CREATE TABLE refund (
            orders TEXT PRIMARY KEY,
            payment TEXT NOT NULL REFERENCES payment (id),
            amount INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE allowance (
            user TEXT NOT NULL,
            id TEXT NOT NULL,
            document TEXT,
            revoked INTEGER NOT NULL,
            PRIMARY KEY (user, id)
        ) WITHOUT ROWID;
    )sql") + std::string(kAnswersTable);
    static const sqlite::Migration all[] = {{"accounts, payments, refunds, allowances", first}};
    return all;
}

std::optional<std::int64_t> stored(const std::optional<Money>& money) {
    return money ? std::optional(money->minor) : std::nullopt;
}

}  // namespace

Pay::Pay(sqlite::Database database, Food& food, const Clock& clock)
    : database_(std::move(database)), food_(food), clock_(clock) {}

Result<std::unique_ptr<Pay>> Pay::open(const std::string& home, Food& food, const Clock& clock) {
    ERRAND_TRY(auto database, open_database(home, "pay", migrations()));
    std::unique_ptr<Pay> pay(new Pay(std::move(database), food, clock));
    auto* raw = pay.get();
    food.on_refund([raw](const std::string& order, const std::string& payment, Money amount) {
        return raw->refund(order, payment, amount);
    });
    return pay;
}

Result<> Pay::clear() {
    return database_.execute(
        "DELETE FROM refund; DELETE FROM payment; DELETE FROM allowance; "
        "DELETE FROM account; DELETE FROM answered");
}

Result<> Pay::add_account(const Account& account) {
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?)"));
    std::optional<std::string> key;
    if (account.public_key) key = json::write(json::encode(*account.public_key));
    insert.with(account.user, account.balance.minor, stored(account.per_payment),
                stored(account.per_day), key);
    return insert.run();
}

Result<std::vector<std::string>> Pay::users() {
    ERRAND_TRY(auto rows, database_.prepare("SELECT user FROM account ORDER BY user"));
    std::vector<std::string> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return all;
        all.emplace_back(rows.text(0));
    }
}

Result<std::optional<Account>> Pay::account(const std::string& user) {
    ERRAND_TRY(auto find, database_.prepare("SELECT balance, per_payment, per_day, public_key "
                                            "FROM account WHERE user = ?"));
    find.with(user);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return std::optional<Account>{};
    Account account;
    account.user = user;
    account.balance = Money{find.integer(0)};
    if (!find.is_null(1)) account.per_payment = Money{find.integer(1)};
    if (!find.is_null(2)) account.per_day = Money{find.integer(2)};
    if (!find.is_null(3)) {
        ERRAND_TRY(account.public_key, json::read<crypto::Jwk>(find.text(3)));
    }
    find.reset();
    return std::optional<Account>(std::move(account));
}

Result<> Pay::sign_up(const std::string& user, const crypto::Jwk& key) {
    ERRAND_TRY([[maybe_unused]] const auto valid, crypto::PublicKey::from_jwk(key));
    ERRAND_TRY(auto found, account(user));
    if (!found) return fail(ErrorCode::NotFound, fmt::format("there is no user '{}'", user));
    if (found->public_key == key) return {};
    if (found->public_key) {
        return fail(ErrorCode::Conflict, fmt::format("'{}' has signed up with another key", user),
                    "Use the key of the first sign-up.");
    }
    found->public_key = key;
    return add_account(*found);
}

Result<> Pay::move_balance(const std::string& user, Money by) {
    ERRAND_TRY(auto update,
               database_.prepare("UPDATE account SET balance = balance + ? WHERE user = ?"));
    update.with(by.minor, user);
    return update.run();
}

Result<> Pay::settle() {
    ERRAND_TRY(auto rows,
               database_.prepare("SELECT id, orders, at FROM payment WHERE settled = 0"));
    struct Open {
        std::string payment;
        std::string order;
        Time at;
    };
    std::vector<Open> open;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) break;
        open.push_back(
            {std::string(rows.text(0)), std::string(rows.text(1)), Time(Millis(rows.integer(2)))});
    }
    for (const auto& [payment, order, at] : open) {
        ERRAND_TRY_VOID(food_.mark_paid(order, payment, at));
        ERRAND_TRY(auto update, database_.prepare("UPDATE payment SET settled = 1 WHERE id = ?"));
        update.with(payment);
        ERRAND_TRY_VOID(update.run());
    }
    return food_.settle_refunds();
}

Result<> Pay::refund(const std::string& order, const std::string& payment, Money amount) {
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database_));
    ERRAND_TRY(auto insert, database_.prepare("INSERT OR IGNORE INTO refund VALUES (?, ?, ?, ?)"));
    insert.with(order, payment, amount.minor, clock_.now().time_since_epoch().count());
    ERRAND_TRY_VOID(insert.run());
    if (database_.changes() == 0) return {};  // paid back before
    ERRAND_TRY(auto find, database_.prepare("SELECT user FROM payment WHERE id = ?"));
    find.with(payment);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return fail(ErrorCode::Corrupt, fmt::format("there is no payment {}", payment));
    const std::string user(find.text(0));
    find.reset();
    ERRAND_TRY(auto update,
               database_.prepare("UPDATE payment SET refunded = refunded + ? WHERE id = ?"));
    update.with(amount.minor, payment);
    ERRAND_TRY_VOID(update.run());
    ERRAND_TRY_VOID(move_balance(user, amount));
    return transaction.commit();
}

Result<bool> Pay::approval_used(const std::string& approval) {
    ERRAND_TRY(auto find, database_.prepare("SELECT 1 FROM payment WHERE approval = ?"));
    find.with(approval);
    ERRAND_TRY(const bool found, find.step());
    find.reset();
    return found;
}

Result<bool> Pay::revoked(const std::string& user, const std::string& allowance) {
    ERRAND_TRY(auto find,
               database_.prepare("SELECT revoked FROM allowance WHERE user = ? AND id = ?"));
    find.with(user, allowance);
    ERRAND_TRY(const bool found, find.step());
    const bool is = found && find.integer(0) != 0;
    find.reset();
    return is;
}

Result<> Pay::keep_allowance(const commerce::SignedAllowance& allowance) {
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT OR IGNORE INTO allowance VALUES (?, ?, ?, 0)"));
    const auto document = json::write(json::encode(allowance));
    insert.with(allowance.allowance.user, allowance.allowance.id, document);
    return insert.run();
}

Result<Money> Pay::spent_today(const std::string& user,
                               const std::optional<std::string>& allowance) {
    const auto& zone = food_.zone();
    const auto today = std::chrono::floor<std::chrono::days>(zone.to_local(clock_.now()));
    const auto begin = zone.from_local(std::chrono::local_time<Millis>(today));
    ERRAND_TRY(auto sum,
               database_.prepare("SELECT coalesce(sum(amount - refunded), 0) FROM payment "
                                 "WHERE user = ? AND at >= ? AND "
                                 "(?3 IS NULL OR allowance = ?3)"));
    sum.bind(1, user).bind(2, begin.time_since_epoch().count()).bind(3, allowance);
    ERRAND_TRY([[maybe_unused]] const bool found, sum.step());
    const Money spent{sum.integer(0)};
    sum.reset();
    return spent;
}

Result<commerce::Payment> Pay::record(const commerce::SignedApproval& approval,
                                      const PayableOrder& order) {
    commerce::Payment payment{make_id("payment"),   order.order.id, order.order.total,
                              order.order.currency, "paid",         approval.approval.id};
    const auto at = clock_.now();
    ERRAND_TRY(
        auto insert,
        database_.prepare("INSERT INTO payment VALUES (?, (SELECT coalesce(max(number), 0) + 1 "
                          "FROM payment), ?, ?, ?, 0, ?, ?, ?, ?, ?, 0)"));
    const auto document = json::write(json::encode(approval));
    const auto& user = approval.approval.user;
    insert.with(payment.id, user, payment.order, payment.amount.minor, payment.currency,
                payment.approval, approval.approval.allowance, document,
                at.time_since_epoch().count());
    ERRAND_TRY_VOID(insert.run());
    ERRAND_TRY_VOID(move_balance(user, -payment.amount));
    return payment;
}

Result<json::array> Pay::payment_records() {
    ERRAND_TRY(auto rows, database_.prepare("SELECT id, orders, amount, refunded, approval, "
                                            "currency, document, at FROM payment ORDER BY number"));
    json::array all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return all;
        ERRAND_TRY(const auto signed_approval, json::parse(rows.text(6)));
        const Money amount{rows.integer(2)};
        const Money back{rows.integer(3)};
        const auto* approval = json::find(signed_approval, "approval");
        const bool by_rule = json::find(signed_approval, "approval.allowance") != nullptr;
        json::object approved{{"by", by_rule ? "allowance" : "user"}};
        if (approval != nullptr) {
            for (const auto* key : {"user", "draft_hash", "amount", "issued"})
                approved[key] = std::string(json::string_at(*approval, key));
            if (const auto* draft = json::find(*approval, "draft.id")) approved["draft"] = *draft;
        }
        all.push_back({{"id", std::string(rows.text(0))},
                       {"order", std::string(rows.text(1))},
                       {"amount", commerce::to_string(amount)},
                       {"state", back.zero()      ? "paid"
                                 : back >= amount ? "refunded"
                                                  : "partly_refunded"},
                       {"approval", std::string(rows.text(4))},
                       {"currency", std::string(rows.text(5))},
                       {"approved", std::move(approved)},
                       {"at", food_.zone().format(Time(Millis(rows.integer(7))))}});
    }
}

Result<json::array> Pay::refund_records() {
    ERRAND_TRY(auto rows, database_.prepare("SELECT payment, amount FROM refund ORDER BY at"));
    json::array all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return all;
        all.push_back({{"payment", std::string(rows.text(0))},
                       {"amount", commerce::to_string(Money{rows.integer(1)})}});
    }
}

}  // namespace errand::city
