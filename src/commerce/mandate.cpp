#include "commerce/mandate.hpp"

#include <algorithm>

#include "commerce/limits.hpp"
#include "crypto/hash.hpp"

namespace errand::commerce {
namespace {

std::unexpected<Error> refuse(std::string_view code, std::string message) {
    return fail(ErrorCode::Denied, std::move(message), std::string(code));
}

struct Codes {
    std::string_view expired;
    std::string_view not_yet_valid;
};
constexpr Codes kApprovalCodes{"expired", "not_yet_valid"};
constexpr Codes kAllowanceCodes{"allowance_expired", "allowance_expired"};

// Issued, then expires, no longer apart than `most`, and now is between them.
Result<> check_dates(const std::string& issued_text, const std::string& expires_text, Time now,
                     Millis most, Codes codes) {
    ERRAND_TRY(const auto issued, parse_time(issued_text));
    ERRAND_TRY(const auto expires, parse_time(expires_text));
    if (expires <= issued || expires - issued > most) {
        return refuse(codes.expired, "it holds for no time or for too long");
    }
    if (now >= expires) return refuse(codes.expired, "it has expired");
    if (issued > now + kClockSkew) return refuse(codes.not_yet_valid, "it is from the future");
    return {};
}

}  // namespace

Result<SignedDraft> sign_draft(const json::value& draft, const crypto::PrivateKey& key) {
    ERRAND_TRY(auto signature, crypto::sign_document(draft, key));
    return SignedDraft{draft, std::move(signature), key.public_key().thumbprint()};
}

Result<Draft> verify_draft(const SignedDraft& draft, const crypto::PublicKey& shop) {
    if (!crypto::verify_document(draft.draft, draft.signature, shop)) {
        return refuse("bad_signature", "the draft is not signed by the shop");
    }
    return read_draft(draft.draft);
}

Result<Draft> read_draft(const json::value& draft) {
    ERRAND_TRY(auto read, json::decode<Draft>(draft, json::Unknown::Ignore, "draft"));
    ERRAND_TRY_VOID(check_price(read.items, read.lines, read.total));
    return read;
}

Result<Approval> make_approval(const SignedDraft& signed_draft, const std::string& user,
                               std::string id, Time now, Millis ttl) {
    ERRAND_TRY(const auto draft, read_draft(signed_draft.draft));
    ERRAND_TRY(const auto draft_expires, parse_time(draft.expires));
    if (draft.user != user) return refuse("wrong_user", "the draft is another user's");
    if (draft_expires <= now) return refuse("expired", "the draft has expired");
    const auto expires = std::min(now + std::min<Millis>(ttl, kMaxApprovalTime), draft_expires);
    ERRAND_TRY(auto hash, crypto::hash_document(signed_draft.draft));
    return Approval{.id = std::move(id),
                    .user = user,
                    .payee = draft.payee,
                    .amount = draft.total,
                    .currency = draft.currency,
                    .draft = signed_draft.draft,
                    .draft_hash = std::move(hash),
                    .draft_signature = signed_draft.signature,
                    .issued = format_time(now),
                    .expires = format_time(expires),
                    .allowance = std::nullopt};
}

Result<Draft> check_consistent(const Approval& approval) {
    if (approval.type != kApprovalType) {
        return refuse("draft_mismatch", "not an approval of this version");
    }
    ERRAND_TRY(const auto hash, crypto::hash_document(approval.draft));
    if (hash != approval.draft_hash) {
        return refuse("draft_mismatch", "the hash is not the draft's");
    }
    ERRAND_TRY(auto draft, read_draft(approval.draft));
    if (draft.user != approval.user) return refuse("wrong_user", "the draft is another user's");
    if (draft.payee != approval.payee) return refuse("wrong_payee", "the draft pays another");
    if (draft.total != approval.amount) return refuse("wrong_amount", "the draft's total differs");
    if (draft.currency != approval.currency) {
        return refuse("wrong_currency", "the draft's currency differs");
    }
    return draft;
}

Result<SignedApproval> sign_approval(const Approval& approval, const crypto::PrivateKey& user_key) {
    ERRAND_TRY_VOID(check_consistent(approval));
    ERRAND_TRY(auto signature, crypto::sign_document(json::encode(approval), user_key));
    return SignedApproval{approval, std::move(signature), std::nullopt};
}

namespace {

Result<> check_against(const Approval& approval, const PaymentDemand& demand) {
    if (approval.user != demand.user) return refuse("wrong_user", "another user's approval");
    if (approval.payee.id != demand.payee) return refuse("wrong_payee", "it pays another");
    if (approval.amount != demand.amount) return refuse("wrong_amount", "another amount");
    if (approval.currency != demand.currency) return refuse("wrong_currency", "another currency");
    if (approval.draft_hash != demand.draft_hash) {
        return refuse("draft_mismatch", "the approval is for another draft");
    }
    return {};
}

// Who said yes: the user's own signature, or the rule that the approval cites.
Result<> check_authority(const SignedApproval& approval, const PaymentDemand& demand,
                         const crypto::PublicKey& user_key, Time now) {
    const auto& said = approval.approval;
    if (approval.signature) {
        if (!crypto::verify_document(json::encode(said), *approval.signature, user_key)) {
            return refuse("bad_signature", "the approval is not signed by the user");
        }
        return {};
    }
    if (!said.allowance) return refuse("bad_signature", "the approval is not signed");
    if (!approval.allowance || approval.allowance->allowance.id != *said.allowance) {
        return refuse("allowance_missing", "the allowance that the approval cites is not there");
    }
    ERRAND_TRY_VOID(verify_allowance(*approval.allowance, user_key));
    return check_allowance(approval.allowance->allowance, demand.user, demand.payee, demand.amount,
                           demand.currency, demand.spent_today, now);
}

}  // namespace

Result<> check_approval(const SignedApproval& approval, const PaymentDemand& demand,
                        const crypto::PublicKey& user_key, Time now) {
    ERRAND_TRY_VOID(check_authority(approval, demand, user_key, now));
    const auto& said = approval.approval;
    ERRAND_TRY_VOID(check_dates(said.issued, said.expires, now, kMaxApprovalTime, kApprovalCodes));
    ERRAND_TRY_VOID(check_consistent(said));
    return check_against(said, demand);
}

Result<SignedAllowance> sign_allowance(const Allowance& allowance,
                                       const crypto::PrivateKey& user_key) {
    ERRAND_TRY(auto signature, crypto::sign_document(json::encode(allowance), user_key));
    SignedAllowance made{allowance, std::move(signature)};
    ERRAND_TRY_VOID(verify_allowance(made, user_key.public_key()));
    return made;
}

Result<> verify_allowance(const SignedAllowance& given, const crypto::PublicKey& user_key) {
    const auto& allowance = given.allowance;
    if (!crypto::verify_document(json::encode(allowance), given.signature, user_key)) {
        return refuse("allowance_signature", "the allowance is not signed by the user");
    }
    ERRAND_TRY(const auto issued, parse_time(allowance.issued));
    ERRAND_TRY(const auto expires, parse_time(allowance.expires));
    const bool sensible =
        allowance.type == kAllowanceType && !allowance.id.empty() && !allowance.payees.empty() &&
        allowance.payees.size() <= kMaxAllowancePayees && allowance.per_payment > Money{} &&
        allowance.per_day >= allowance.per_payment && expires > issued &&
        expires - issued <= kMaxAllowanceTime;
    if (!sensible) {
        return fail(ErrorCode::Invalid, "not a valid allowance",
                    "Name at least one payee, a limit for a payment, a limit for a day that is no "
                    "smaller, and an end within a year.");
    }
    return {};
}

Result<> check_allowance(const Allowance& allowance, const std::string& user,
                         const std::string& payee, Money amount, const std::string& currency,
                         Money spent_today, Time now) {
    if (allowance.user != user) return refuse("allowance_user", "another user's allowance");
    ERRAND_TRY_VOID(
        check_dates(allowance.issued, allowance.expires, now, kMaxAllowanceTime, kAllowanceCodes));
    if (std::ranges::find(allowance.payees, payee) == allowance.payees.end()) {
        return refuse("allowance_payee", "the allowance does not name this payee");
    }
    if (allowance.currency != currency) {
        return refuse("allowance_currency", "the allowance is in another currency");
    }
    if (amount.negative() || amount > allowance.per_payment) {
        return refuse("allowance_per_payment", "more than the allowance's limit for a payment");
    }
    const auto today = add(spent_today, amount);
    if (!today || spent_today.negative() || *today > allowance.per_day) {
        return refuse("allowance_per_day", "more than the allowance's limit for a day");
    }
    return {};
}

Result<SignedApproval> derive_approval(const SignedDraft& draft, const SignedAllowance& allowance,
                                       std::string id, Time now, Money spent_today) {
    const auto& rule = allowance.allowance;
    ERRAND_TRY(auto approval, make_approval(draft, rule.user, std::move(id), now, kApprovalTime));
    ERRAND_TRY_VOID(check_allowance(rule, approval.user, approval.payee.id, approval.amount,
                                    approval.currency, spent_today, now));
    approval.allowance = rule.id;
    return SignedApproval{std::move(approval), std::nullopt, allowance};
}

}  // namespace errand::commerce
