// Owns: mandates, the signed forms of a yes. An approval is the yes to one exact payment; an
// allowance is a standing rule from which approvals for small payments are derived. Pure; any
// thread.
//
// What must stay true: an approval names payee, amount, currency and the whole draft that the shop
// signed, and draft_hash is the hash of exactly that draft, so nothing of it can be changed after
// the yes. Whoever takes money checks all of it itself (check_approval) and takes each approval
// once.
//
// Refusals are Error{Denied} whose `advice` is a closed code for programs:
//   bad_signature draft_mismatch expired not_yet_valid wrong_user wrong_payee wrong_amount
//   wrong_currency allowance_missing allowance_signature allowance_expired allowance_user
//   allowance_payee allowance_currency allowance_per_payment allowance_per_day
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "commerce/order.hpp"
#include "crypto/keys.hpp"

namespace errand::commerce {

inline constexpr std::string_view kApprovalType = "errand.approval/1";
inline constexpr std::string_view kAllowanceType = "errand.allowance/1";

// The user's rule: payments to `payees` (ids) of at most `per_payment` each and `per_day` together
// need no yes of their own until `expires`.
struct Allowance {
    std::string type{kAllowanceType};
    std::string id;
    std::string user;
    std::vector<std::string> payees;
    Money per_payment;
    Money per_day;
    std::string currency;
    std::string issued;
    std::string expires;

    bool operator==(const Allowance&) const = default;
};
BOOST_DESCRIBE_STRUCT(Allowance, (),
                      (type, id, user, payees, per_payment, per_day, currency, issued, expires))

struct SignedAllowance {
    Allowance allowance;
    std::string signature;

    bool operator==(const SignedAllowance&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedAllowance, (), (allowance, signature))

// `draft` is verbatim what the shop signed; `draft_hash` the base64url SHA-256 of its canonical
// JSON. `allowance` is the id of the rule that this was derived from, where it was.
struct Approval {
    std::string type{kApprovalType};
    std::string id;
    std::string user;
    Payee payee;
    Money amount;
    std::string currency;
    json::value draft;
    std::string draft_hash;
    std::string draft_signature;
    std::string issued;
    std::string expires;
    std::optional<std::string> allowance;

    bool operator==(const Approval&) const = default;
};
BOOST_DESCRIBE_STRUCT(Approval, (),
                      (type, id, user, payee, amount, currency, draft, draft_hash, draft_signature,
                       issued, expires, allowance))

// Signed by the user, or unsigned with the signed rule beside it.
struct SignedApproval {
    Approval approval;
    std::optional<std::string> signature;
    std::optional<SignedAllowance> allowance;

    bool operator==(const SignedApproval&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedApproval, (), (approval, signature, allowance))

// The shop's side: signs the draft's JSON as it is.
Result<SignedDraft> sign_draft(const json::value& draft, const crypto::PrivateKey& key);
// Checks the shop's signature, the form and that the price adds up.
Result<Draft> verify_draft(const SignedDraft& draft, const crypto::PublicKey& shop);
// The draft as a struct, its price checked, the signature not.
Result<Draft> read_draft(const json::value& draft);

// What a person is asked to sign. It expires after `ttl` (at most kMaxApprovalTime), or with the
// draft. Denied: the draft is another user's, or has expired.
Result<Approval> make_approval(const SignedDraft& draft, const std::string& user, std::string id,
                               Time now, Millis ttl);
// That an approval says one thing only: its payee, amount, currency, user and hash are its draft's.
// A client checks this before it shows the approval, so that what is shown is what is signed.
Result<Draft> check_consistent(const Approval& approval);
Result<SignedApproval> sign_approval(const Approval& approval, const crypto::PrivateKey& user_key);

// What the taker of money knows of the payment that is asked of it.
struct PaymentDemand {
    std::string user;
    std::string payee;  // id
    Money amount;
    std::string currency;
    std::string draft_hash;  // of the draft that the order was placed from
    Money spent_today;       // under the allowance, where one is used; in the user's day
};
// The whole check but "used once", which needs a record: signature by the user (or by the rule
// beside it), expiry, and every field against the demand and against the draft.
Result<> check_approval(const SignedApproval& approval, const PaymentDemand& demand,
                        const crypto::PublicKey& user_key, Time now);

Result<SignedAllowance> sign_allowance(const Allowance& allowance,
                                       const crypto::PrivateKey& user_key);
// The form, the dates and the user's signature.
Result<> verify_allowance(const SignedAllowance& allowance, const crypto::PublicKey& user_key);
// Whether the rule holds for this payment at this moment.
Result<> check_allowance(const Allowance& allowance, const std::string& user,
                         const std::string& payee, Money amount, const std::string& currency,
                         Money spent_today, Time now);
// An approval for exactly this draft that cites the rule instead of a signature of its own.
Result<SignedApproval> derive_approval(const SignedDraft& draft, const SignedAllowance& allowance,
                                       std::string id, Time now, Money spent_today);

// What a person reads before the yes, line by line, in "zh" or "en": payee, each item with its
// options, address, every line of the price, the total, and until when it holds. `zone` is the
// reader's. The payee's id is there where the payee is not the order's shop itself, or where
// another that the person has in front of them has the same name.
Result<std::vector<std::string>> describe(const Approval& approval, std::string_view language,
                                          const TimeZone& zone, bool name_is_shared = false);
std::vector<std::string> describe(const Allowance& allowance, std::string_view language,
                                  const TimeZone& zone);

}  // namespace errand::commerce
