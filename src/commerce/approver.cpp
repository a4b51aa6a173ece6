#include "commerce/approver.hpp"

#include <utility>

namespace errand::commerce {

KeyApprover::KeyApprover(crypto::PrivateKey key, std::string language, TimeZone zone,
                         Confirm confirm)
    : key_(std::move(key)),
      language_(std::move(language)),
      zone_(std::move(zone)),
      confirm_(std::move(confirm)) {}

Result<std::optional<SignedApproval>> KeyApprover::present(const Approval& approval) {
    // describe() refuses an approval that contradicts its draft, so nothing else reaches the
    // person.
    ERRAND_TRY(const auto lines, describe(approval, language_, zone_));
    if (!confirm_(lines)) return std::optional<SignedApproval>{};
    ERRAND_TRY(auto made, sign_approval(approval, key_));
    return std::optional(std::move(made));
}

Result<std::optional<SignedAllowance>> KeyApprover::present(const Allowance& allowance) {
    if (!confirm_(describe(allowance, language_, zone_))) return std::optional<SignedAllowance>{};
    ERRAND_TRY(auto made, sign_allowance(allowance, key_));
    return std::optional(std::move(made));
}

Result<std::optional<SignedCallApproval>> KeyApprover::present(const CallApproval& call) {
    ERRAND_TRY(const auto lines, describe(call, language_, zone_));
    if (!confirm_(lines)) return std::optional<SignedCallApproval>{};
    ERRAND_TRY(auto signature, crypto::sign_document(json::encode(call), key_));
    return std::optional(SignedCallApproval{call, std::move(signature)});
}

}  // namespace errand::commerce
