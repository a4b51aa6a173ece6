// Owns: pay's tools: what is checked before money is taken, and how that is described to a client.
#include <fmt/format.h>

#include "city/limits.hpp"
#include "city/pay/pay.hpp"

namespace errand::city {
namespace {

using commerce::Money;
using tool::CallResult;
using tool::refusal;

constexpr std::string_view kWalletOutput = R"({"type": "object",
    "properties": {"balance": {"type": "string"}, "currency": {"type": "string"}},
    "required": ["balance", "currency"]})";
constexpr std::string_view kPayInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"order": {"type": "string"},
                   "approval": {"type": "object", "description": "errand.approval/1, naming the draft"},
                   "signature": {"type": "string", "description": "the user's, ES256 over RFC 8785"},
                   "allowance": {"type": "object", "description": "the signed rule that the approval cites"},
                   "idempotency_key": {"type": "string", "minLength": 1, "maxLength": 200}},
    "required": ["order", "approval"]})";
constexpr std::string_view kPayOutput = R"({"type": "object",
    "properties": {"payment": {"type": "object",
        "properties": {"id": {"type": "string"}, "order": {"type": "string"},
                       "amount": {"type": "string"}, "currency": {"type": "string"},
                       "state": {"enum": ["paid", "refunded", "partly_refunded"]},
                       "approval": {"type": "string"}},
        "required": ["id", "order", "amount", "currency", "state", "approval"]}},
    "required": ["payment"]})";
constexpr std::string_view kPaymentInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"idempotency_key": {"type": "string", "minLength": 1, "maxLength": 200}},
    "required": ["idempotency_key"]})";
constexpr std::string_view kPaymentOutput = R"({"type": "object",
    "properties": {"payment": {"type": ["object", "null"]}, "refused": {"type": "object"}},
    "required": ["payment"]})";
constexpr std::string_view kNothing = R"({"type": "object", "additionalProperties": false})";
constexpr std::string_view kAllowancesOutput = R"({"type": "object",
    "properties": {"allowances": {"type": "array", "items": {"type": "object",
        "properties": {"id": {"type": "string"}, "revoked": {"type": "boolean"},
                       "allowance": {"type": "object"}},
        "required": ["id", "revoked"]}}},
    "required": ["allowances"]})";
constexpr std::string_view kRevokeInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 200},
                   "idempotency_key": {"type": "string", "minLength": 1, "maxLength": 200}},
    "required": ["id"]})";
constexpr std::string_view kRevokeOutput = R"({"type": "object",
    "properties": {"id": {"type": "string"}, "revoked": {"type": "boolean"}},
    "required": ["id", "revoked"]})";

Result<commerce::SignedApproval> read_approval(const json::object& arguments) {
    commerce::SignedApproval read;
    ERRAND_TRY(read.approval, json::decode<commerce::Approval>(arguments.at("approval"),
                                                               json::Unknown::Refuse, "approval"));
    if (const auto* signature = arguments.if_contains("signature"))
        read.signature = std::string(signature->get_string());
    if (const auto* allowance = arguments.if_contains("allowance")) {
        ERRAND_TRY(read.allowance, json::decode<commerce::SignedAllowance>(
                                       *allowance, json::Unknown::Refuse, "allowance"));
    }
    return read;
}

// Codes of commerce's checks that pay tells by another name: what differs is what was signed.
std::string_view code_of(const std::string& code) {
    for (const auto* differs : {"wrong_user", "wrong_payee", "wrong_amount", "wrong_currency"})
        if (code == differs) return "draft_mismatch";
    if (code.empty()) return "bad_signature";
    return code;
}

}  // namespace

Pay::Answer Pay::wallet(const std::string& user) {
    ERRAND_TRY(const auto found, account(user));
    return CallResult{
        json::object{{"balance", commerce::to_string(found ? found->balance : Money{})},
                     {"currency", food_.currency()}}};
}

Result<std::optional<CallResult>> Pay::check_mandate(const commerce::SignedApproval& approval,
                                                     const PayableOrder& order,
                                                     const Account& account) {
    const auto refused = [](CallResult result) { return std::optional(std::move(result)); };
    if (!account.public_key) {
        return refused(refusal("no_key", "This user has not signed up with a key.",
                               "Sign up before the first payment."));
    }
    // The draft in the approval must be the one that food signed for this order and keeps.
    const commerce::SignedDraft claimed{approval.approval.draft, approval.approval.draft_signature,
                                        order.draft.signed_draft.key_id};
    if (auto valid = commerce::verify_draft(claimed, food_.signing_key()); !valid) {
        return refused(refusal("bad_signature", "The draft is not signed by the shop.",
                               valid.error().message));
    }
    if (approval.approval.draft_hash != order.draft.hash) {
        return refused(refusal("draft_mismatch", "The approval is for another draft."));
    }
    ERRAND_TRY(const auto spent, spent_today(account.user, approval.approval.allowance));
    const commerce::PaymentDemand demand{account.user,         order.order.shop, order.order.total,
                                         order.order.currency, order.draft.hash, spent};
    ERRAND_TRY(const auto key, crypto::PublicKey::from_jwk(*account.public_key));
    if (auto checked = commerce::check_approval(approval, demand, key, clock_.now()); !checked)
        return refused(refusal(code_of(checked.error().advice), checked.error().message));
    if (approval.approval.allowance) {
        ERRAND_TRY(const bool is_revoked, revoked(account.user, *approval.approval.allowance));
        if (is_revoked)
            return refused(refusal("allowance_revoked", "The user has withdrawn this allowance."));
    }
    ERRAND_TRY(const bool used, approval_used(approval.approval.id));
    if (used) return refused(refusal("already_used", "This approval has been used."));
    return std::optional<CallResult>{};
}

Result<std::optional<CallResult>> Pay::check_money(const PayableOrder& order,
                                                   const Account& account) {
    const auto total = order.order.total;
    const auto over = [&](std::string_view which, Money limit) {
        return std::optional(
            refusal("over_limit",
                    fmt::format("{} is more than the user's limit {} of {}.",
                                commerce::to_string(total), which, commerce::to_string(limit)),
                    "The user can raise the limit.", {{"limit", commerce::to_string(limit)}}));
    };
    if (account.per_payment && total > *account.per_payment)
        return over("for one payment", *account.per_payment);
    if (account.per_day) {
        ERRAND_TRY(const auto spent, spent_today(account.user, std::nullopt));
        if (spent + total > *account.per_day) return over("for one day", *account.per_day);
    }
    if (account.balance < total) {
        return std::optional(
            refusal("insufficient_funds",
                    fmt::format("The wallet holds {}, and {} is due.",
                                commerce::to_string(account.balance), commerce::to_string(total)),
                    "Top up the wallet, or order less.",
                    {{"balance", commerce::to_string(account.balance)}}));
    }
    return std::optional<CallResult>{};
}

Pay::Answer Pay::take(const json::object& arguments, const std::string& user) {
    auto approval = read_approval(arguments);
    if (!approval) return refusal("invalid", approval.error().message, approval.error().advice);
    ERRAND_TRY(const auto payer, account(user));
    if (!payer) return refusal("no_key", "This user has no wallet.");
    const std::string id(json::string_at(arguments, "order"));
    ERRAND_TRY(const auto order, food_.payable(user, id));
    if (!order) return refusal("unknown_order", fmt::format("There is no order '{}'.", id));
    if (order->order.paid || order->order.state != commerce::OrderState::Placed) {
        return refusal("order_not_payable",
                       order->order.paid ? "This order is paid." : "This order is cancelled.", {},
                       {{"paid", order->order.paid}});
    }
    ERRAND_TRY(auto refused, check_mandate(*approval, *order, *payer));
    if (refused) return *std::move(refused);
    ERRAND_TRY(refused, check_money(*order, *payer));
    if (refused) return *std::move(refused);
    if (approval->allowance && approval->approval.allowance)
        ERRAND_TRY_VOID(keep_allowance(*approval->allowance));
    ERRAND_TRY(const auto payment, record(*approval, *order));
    return CallResult{json::object{{"payment", json::encode(payment)}}};
}

Pay::Answer Pay::pay(const json::object& arguments, const Caller& caller) {
    ERRAND_TRY(auto answer, once(database_, "pay", arguments, caller,
                                 [&] { return take(arguments, caller.user); }));
    // The payment is recorded; what follows is done again at the next start if it is cut off here.
    ERRAND_TRY_VOID(settle());
    return answer;
}

Pay::Answer Pay::payment(const json::object& arguments, const Caller& caller) {
    const Caller asked{caller.user, std::string(json::string_at(arguments, "idempotency_key"))};
    ERRAND_TRY(const auto kept, answered(database_, "pay", asked));
    if (!kept) return CallResult{json::object{{"payment", nullptr}}};
    if (kept->refused) {
        return CallResult{
            json::object{{"payment", nullptr}, {"refused", kept->content.at("error")}}};
    }
    return CallResult{kept->content};
}

Pay::Answer Pay::allowances(const std::string& user) {
    ERRAND_TRY(auto rows, database_.prepare("SELECT id, document, revoked FROM allowance "
                                            "WHERE user = ? ORDER BY id"));
    rows.with(user);
    json::array all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return CallResult{json::object{{"allowances", std::move(all)}}};
        json::object one{{"id", std::string(rows.text(0))}, {"revoked", rows.integer(2) != 0}};
        if (!rows.is_null(1)) {
            ERRAND_TRY(const auto document, json::parse(rows.text(1)));
            one["allowance"] = document.at("allowance");
        }
        all.push_back(std::move(one));
    }
}

Pay::Answer Pay::revoke_allowance(const json::object& arguments, const Caller& caller) {
    return once(database_, "revoke_allowance", arguments, caller, [&]() -> Answer {
        const std::string id(json::string_at(arguments, "id"));
        // Also one that was never used here: it must not be usable later.
        ERRAND_TRY(auto insert,
                   database_.prepare("INSERT INTO allowance VALUES (?, ?, NULL, 1) "
                                     "ON CONFLICT (user, id) DO UPDATE SET revoked = 1"));
        insert.with(caller.user, id);
        ERRAND_TRY_VOID(insert.run());
        return CallResult{json::object{{"id", id}, {"revoked", true}}};
    });
}

std::vector<ServiceTool> Pay::tools() {
    using tool::Effect;
    std::vector<ServiceTool> all;
    const auto add = [&](std::string name, std::string title, std::string description,
                         std::string_view input, std::string_view output, Effect effect,
                         std::string scope, Handler handle) {
        all.push_back({{"pay", std::move(name), std::move(title), std::move(description),
                        schema(input), schema(output), effect, true},
                       std::move(scope),
                       std::move(handle)});
    };
    add("wallet", "Wallet", "What the wallet holds.", kNothing, kWalletOutput, Effect::Reads,
        "pay:read",
        [this](const json::object&, const Caller& caller) { return wallet(caller.user); });
    add("pay", "Pay an order",
        "Takes the money for an order, once, under the user's approval of exactly its draft.",
        kPayInput, kPayOutput, Effect::Spends, "pay:pay",
        [this](const json::object& arguments, const Caller& caller) {
            return pay(arguments, caller);
        });
    add("payment", "Look a payment up", "What became of the call of pay with this key.",
        kPaymentInput, kPaymentOutput, Effect::Reads, "pay:read",
        [this](const json::object& arguments, const Caller& caller) {
            return payment(arguments, caller);
        });
    add("allowances", "Allowances", "The user's standing rules that were used or withdrawn here.",
        kNothing, kAllowancesOutput, Effect::Reads, "pay:read",
        [this](const json::object&, const Caller& caller) { return allowances(caller.user); });
    add("revoke_allowance", "Withdraw an allowance",
        "No payment is taken under this rule any more.", kRevokeInput, kRevokeOutput,
        Effect::Changes, "pay:pay", [this](const json::object& arguments, const Caller& caller) {
            return revoke_allowance(arguments, caller);
        });
    return all;
}

}  // namespace errand::city
