// Owns: the service `pay`: wallets, payments, refunds, allowances, and the public keys by which
// users sign; with its database `pay.db`. Strand: the city's one thread. Must stay true: money
// leaves a wallet only for an order that is unpaid, under an approval of exactly the draft that the
// shop signed and holds, used once; a payment that is recorded reaches its order even if the
// program ends between the two (`settle` at the start).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "city/food/food.hpp"
#include "city/service/service.hpp"
#include "commerce/mandate.hpp"
#include "crypto/keys.hpp"

namespace errand::city {

// `balance` is what the wallet holds. A limit that is not set does not limit.
struct Account {
    std::string user;
    commerce::Money balance;
    std::optional<commerce::Money> per_payment;
    std::optional<commerce::Money> per_day;
    std::optional<crypto::Jwk> public_key;
};

class Pay {
  public:
    static Result<std::unique_ptr<Pay>> open(const std::string& home, Food& food,
                                             const Clock& clock);

    // Forgets everything.
    Result<> clear();
    Result<> add_account(const Account& account);
    // Who may sign in.
    Result<std::vector<std::string>> users();
    // Hands payments to their orders and refunds to their wallets, where that was cut off.
    Result<> settle();
    // Conflict where the user has a key already, NotFound where there is no such user.
    Result<> sign_up(const std::string& user, const crypto::Jwk& key);
    // Idempotent for an order.
    Result<> refund(const std::string& order, const std::string& payment, commerce::Money amount);

    std::vector<ServiceTool> tools();

    Result<json::array> payment_records();
    Result<json::array> refund_records();

  private:
    using Answer = Result<tool::CallResult>;
    struct Demand;

    Pay(sqlite::Database database, Food& food, const Clock& clock);

    Answer wallet(const std::string& user);
    Answer pay(const json::object& arguments, const Caller& caller);
    Answer take(const json::object& arguments, const std::string& user);
    Answer payment(const json::object& arguments, const Caller& caller);
    Answer allowances(const std::string& user);
    Answer revoke_allowance(const json::object& arguments, const Caller& caller);

    Result<std::optional<Account>> account(const std::string& user);
    // The refusal, or nothing where the payment may go on.
    Result<std::optional<tool::CallResult>> check_mandate(const commerce::SignedApproval& approval,
                                                          const PayableOrder& order,
                                                          const Account& account);
    Result<std::optional<tool::CallResult>> check_money(const PayableOrder& order,
                                                        const Account& account);
    Result<bool> approval_used(const std::string& approval);
    Result<bool> revoked(const std::string& user, const std::string& allowance);
    Result<> keep_allowance(const commerce::SignedAllowance& allowance);
    // What was spent since the day began where the user lives, less what came back of it.
    Result<commerce::Money> spent_today(const std::string& user,
                                        const std::optional<std::string>& allowance);
    Result<commerce::Payment> record(const commerce::SignedApproval& approval,
                                     const PayableOrder& order);
    Result<> move_balance(const std::string& user, commerce::Money by);

    sqlite::Database database_;
    Food& food_;
    const Clock& clock_;
};

}  // namespace errand::city
