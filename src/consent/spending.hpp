// Owns: a user's spending limits and what was spent, across all payees.
// Strand: the one thread that holds the Store. Must stay true: an amount counts from before it is
// paid (reserve) until it is certain that it was not (release), so that a payment with an unknown
// outcome counts; one key is one payment, however often it is asked for.
//
//   reserve ──► reserved ──settle──► settled        a day's sum counts reserved and settled
//                  └───────release──► released ──reserve──► reserved (checked anew)
//                                        └──────settle──► settled (it was paid after all)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/money.hpp"
#include "consent/users.hpp"
#include "sqlite/database.hpp"

namespace errand::consent {

// An absent limit limits nothing. With any limit set, a payment in another currency is refused,
// since it cannot be compared.
struct Limits {
    std::optional<commerce::Money> per_payment;
    std::optional<commerce::Money> per_day;
    std::string currency;

    bool operator==(const Limits&) const = default;
};
BOOST_DESCRIBE_STRUCT(Limits, (), (per_payment, per_day, currency))

struct Reservation {
    std::string user;
    std::string key;  // of the payment; idempotent
    std::string payee;
    commerce::Money amount;
    std::string currency;
    std::optional<std::string> allowance;  // its id, where the payment is made under one
};

enum class SpendingState { Reserved, Settled, Released };
BOOST_DESCRIBE_ENUM(SpendingState, Reserved, Settled, Released)

struct Spent {
    std::string key;
    std::string payee;
    commerce::Money amount;
    std::string currency;
    std::string day;
    SpendingState state = SpendingState::Reserved;
    std::optional<std::string> allowance;
};
BOOST_DESCRIBE_STRUCT(Spent, (), (key, payee, amount, currency, day, state, allowance))

class Spending {
  public:
    Spending(sqlite::Database& database, const Clock& clock, Users& users)
        : database_(database), clock_(clock), users_(users) {}

    Result<Limits> limits(const std::string& user);
    Result<> set_limits(const std::string& user, const Limits& limits);

    // Denied, with the advice "over_limit_payment", "over_limit_day" or "over_limit_currency",
    // where a payment made now would break a limit. Reserves nothing.
    Result<> check(const std::string& user, commerce::Money amount, const std::string& currency);
    // Denied as above; Conflict where the key was used for another amount, payee or currency.
    Result<> reserve(const Reservation& wanted);
    // It was paid, whatever it was taken for before. NotFound: no such reservation.
    Result<> settle(const std::string& user, const std::string& key);
    // It is certain that nothing was paid. Conflict: it was settled.
    Result<> release(const std::string& user, const std::string& key);

    // What counts against today's limit.
    Result<commerce::Money> spent_today(const std::string& user, const std::string& currency);
    // What of it was paid under this allowance; `except_key` left out.
    Result<commerce::Money> spent_today_under(const std::string& user, const std::string& allowance,
                                              const std::string& except_key = {});
    Result<std::optional<Spent>> find(const std::string& user, const std::string& key);
    // Latest first.
    Result<std::vector<Spent>> list(const std::string& user, std::size_t limit);

  private:
    Result<> move(const std::string& user, const std::string& key, SpendingState to,
                  std::optional<SpendingState> refused);

    sqlite::Database& database_;
    const Clock& clock_;
    Users& users_;
};

}  // namespace errand::consent
