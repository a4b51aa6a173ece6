#include "consent/spending.hpp"

#include <fmt/format.h>

#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"

namespace errand::consent {

using commerce::Money;

namespace {

std::optional<Money> optional_money(const sqlite::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Money{row.integer(column)};
}
std::optional<std::int64_t> minor(const std::optional<Money>& money) {
    if (!money) return std::nullopt;
    return money->minor;
}

std::string state_name(SpendingState state) {
    return std::string(json::encode(state).as_string());
}

constexpr char kColumns[] =
    "SELECT key, payee, amount, currency, day, state, allowance FROM spending ";

Result<Spent> read(const sqlite::Statement& row) {
    ERRAND_TRY(const auto state, json::decode<SpendingState>(json::value(row.text(5))));
    Spent spent{.key = std::string(row.text(0)),
                .payee = std::string(row.text(1)),
                .amount = Money{row.integer(2)},
                .currency = std::string(row.text(3)),
                .day = std::string(row.text(4)),
                .state = state,
                .allowance = std::nullopt};
    if (!row.is_null(6)) spent.allowance = row.text(6);
    return spent;
}

bool same_payment(const Spent& known, const Reservation& wanted) {
    return known.amount == wanted.amount && known.currency == wanted.currency &&
           known.payee == wanted.payee && known.allowance == wanted.allowance;
}

// The sum of what a query returns row by row: SQLite's own sum() gives up exactness on overflow.
Result<Money> sum_of(sqlite::Statement& select) {
    Money sum;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return sum;
        ERRAND_TRY(sum, commerce::add(sum, Money{select.integer(0)}));
    }
}

std::unexpected<Error> over(std::string_view code, std::string message) {
    return fail(ErrorCode::Denied, std::move(message), std::string(code));
}

}  // namespace

Result<Limits> Spending::limits(const std::string& user) {
    ERRAND_TRY(auto select, database_.prepare("SELECT per_payment, per_day, currency FROM "
                                              "spending_limit WHERE user = ?"));
    ERRAND_TRY(const bool found, select.with(user).step());
    if (!found) return Limits{};
    return Limits{optional_money(select, 0), optional_money(select, 1),
                  std::string(select.text(2))};
}

Result<> Spending::set_limits(const std::string& user, const Limits& limits) {
    const bool any = limits.per_payment || limits.per_day;
    const bool negative = limits.per_payment.value_or(Money{}).negative() ||
                          limits.per_day.value_or(Money{}).negative();
    if (negative || (any && limits.currency.empty())) {
        return fail(ErrorCode::Invalid, "a limit is an amount, not negative, in a currency");
    }
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT INTO spending_limit (user, per_payment, per_day, "
                                 "currency) VALUES (?, ?, ?, ?) ON CONFLICT (user) DO UPDATE SET "
                                 "per_payment = excluded.per_payment, "
                                 "per_day = excluded.per_day, currency = excluded.currency"));
    return insert.with(user, minor(limits.per_payment), minor(limits.per_day), limits.currency)
        .run();
}

Result<> Spending::reserve(const Reservation& wanted) {
    ERRAND_TRY_VOID(check_name("a payment's key", wanted.key));
    if (wanted.amount.negative()) return fail(ErrorCode::Invalid, "a payment below nothing");
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto known, find(wanted.user, wanted.key));
        if (known && !same_payment(*known, wanted)) {
            return fail(ErrorCode::Conflict, "this key belongs to another payment");
        }
        if (known && known->state != SpendingState::Released) return {};
        ERRAND_TRY_VOID(check(wanted.user, wanted.amount, wanted.currency));
        ERRAND_TRY(const auto day, users_.today(wanted.user));
        ERRAND_TRY(auto insert,
                   database_.prepare("INSERT INTO spending (user, key, payee, amount, currency, "
                                     "day, allowance, state, reserved_at) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, 'reserved', ?) "
                                     "ON CONFLICT (user, key) DO UPDATE SET day = excluded.day, "
                                     "state = 'reserved', reserved_at = excluded.reserved_at, "
                                     "ended_at = NULL"));
        return insert
            .with(wanted.user, wanted.key, wanted.payee, wanted.amount.minor, wanted.currency, day,
                  wanted.allowance, format_time(clock_.now()))
            .run();
    });
}

Result<> Spending::check(const std::string& user, commerce::Money amount,
                         const std::string& currency) {
    ERRAND_TRY(const auto limit, limits(user));
    if (!limit.per_payment && !limit.per_day) return {};
    if (limit.currency != currency) {
        return over(
            "over_limit_currency",
            fmt::format("your limits are in {}, this payment is in {}", limit.currency, currency));
    }
    if (limit.per_payment && amount > *limit.per_payment) {
        return over("over_limit_payment",
                    fmt::format("{} is more than your limit of {} for one payment",
                                to_string(amount), to_string(*limit.per_payment)));
    }
    if (!limit.per_day) return {};
    ERRAND_TRY(const auto spent, spent_today(user, currency));
    const auto total = commerce::add(spent, amount);
    if (!total || *total > *limit.per_day) {
        return over("over_limit_day",
                    fmt::format("{} more than the {} spent today is over your limit of {} a day",
                                to_string(amount), to_string(spent), to_string(*limit.per_day)));
    }
    return {};
}

Result<> Spending::settle(const std::string& user, const std::string& key) {
    // What was paid counts, also where it had been taken for unpaid.
    return move(user, key, SpendingState::Settled, {});
}

Result<> Spending::release(const std::string& user, const std::string& key) {
    return move(user, key, SpendingState::Released, SpendingState::Settled);
}

Result<> Spending::move(const std::string& user, const std::string& key, SpendingState to,
                        std::optional<SpendingState> refused) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto known, find(user, key));
        if (!known) return fail(ErrorCode::NotFound, "no amount is reserved under this key");
        if (known->state == to) return {};
        if (known->state == refused) {
            return fail(ErrorCode::Conflict,
                        fmt::format("this payment is {} already", state_name(*refused)));
        }
        ERRAND_TRY(auto update, database_.prepare("UPDATE spending SET state = ?, ended_at = ? "
                                                  "WHERE user = ? AND key = ?"));
        return update.with(state_name(to), format_time(clock_.now()), user, key).run();
    });
}

Result<Money> Spending::spent_today(const std::string& user, const std::string& currency) {
    ERRAND_TRY(const auto day, users_.today(user));
    // A clock that was set back must not give back what was spent on a later day.
    ERRAND_TRY(auto select,
               database_.prepare("SELECT amount FROM spending WHERE user = ? AND currency = ? AND "
                                 "day >= ? AND state <> 'released'"));
    select.with(user, currency, day);
    return sum_of(select);
}

Result<Money> Spending::spent_today_under(const std::string& user, const std::string& allowance,
                                          const std::string& except_key) {
    ERRAND_TRY(const auto day, users_.today(user));
    ERRAND_TRY(auto select,
               database_.prepare("SELECT amount FROM spending WHERE user = ? AND allowance = ? AND "
                                 "day >= ? AND state <> 'released' AND key <> ?"));
    select.with(user, allowance, day, except_key);
    return sum_of(select);
}

Result<std::vector<Spent>> Spending::list(const std::string& user, std::size_t limit) {
    ERRAND_TRY(auto select, database_.prepare(std::string(kColumns) +
                                              "WHERE user = ? ORDER BY number DESC LIMIT ?"));
    select.with(user, static_cast<std::int64_t>(std::min(limit, kMaxAuditPage)));
    std::vector<Spent> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        ERRAND_TRY(auto spent, read(select));
        all.push_back(std::move(spent));
    }
}

Result<std::optional<Spent>> Spending::find(const std::string& user, const std::string& key) {
    ERRAND_TRY(auto select,
               database_.prepare(std::string(kColumns) + "WHERE user = ? AND key = ?"));
    ERRAND_TRY(const bool found, select.with(user, key).step());
    if (!found) return std::optional<Spent>{};
    ERRAND_TRY(auto spent, read(select));
    return std::optional(std::move(spent));
}

}  // namespace errand::consent
