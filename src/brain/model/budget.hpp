// Owns: what turns have used, and the limits that hold for it.
// Strand: one thread. Must stay true: what is held for a turn under way counts as used, so that
// turns side by side cannot pass a limit together; what was used is never forgotten, whatever came
// of it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "brain/model/cost.hpp"

namespace errand::brain::model {

// What turns came to: of one turn, an errand or a user.
struct Spent {
    std::int64_t turns = 0;
    std::int64_t attempts = 0;         // requests that a server began to answer, or may have
    Usage usage;                       // all attempts together; estimated where one of them was
    std::map<std::string, Cost> cost;  // by currency

    Spent& operator+=(const Spent& other);
    Cost in(const std::string& currency) const;
    bool operator==(const Spent&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Spent, (), (turns, attempts, usage, cost))

// One request's part of it.
Spent spent_by(const Usage& usage, const Prices& prices);

// An absent limit limits nothing.
struct BudgetLimits {
    std::optional<std::int64_t> turns;
    std::optional<std::int64_t> tokens;
    std::optional<Cost> cost;
    // Of `cost`. A model that is paid in another cannot be compared with it, and is not asked.
    std::string currency;

    bool operator==(const BudgetLimits&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(BudgetLimits, (), (turns, tokens, cost, currency))

// What an attempt may use at most, as far as one can tell before it.
struct Quote {
    std::int64_t tokens = 0;
    Cost cost;
    std::string currency;  // empty: it costs nothing
};

class Budget {
  public:
    explicit Budget(BudgetLimits limits, Spent already = {})
        : limits_(std::move(limits)), spent_(std::move(already)) {}

    // Denied where a limit leaves no room for another turn, whatever it uses. Counts the turn.
    Result<> begin_turn();
    // Denied where the attempt might pass a limit; else its quote is held until it is settled.
    Result<> hold(const Quote& quote);
    // In place of what was held. More than that counts, too: the next turn then finds less.
    void settle(const Quote& held, const Spent& used);

    const Spent& spent() const { return spent_; }
    const BudgetLimits& limits() const { return limits_; }

  private:
    Result<> check(const Quote& more) const;

    BudgetLimits limits_;
    Spent spent_;
    std::int64_t held_tokens_ = 0;
    Cost held_cost_;
};

}  // namespace errand::brain::model
