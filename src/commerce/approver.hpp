// Owns: the seam between an approval and the person who gives it. A client's surface (terminal,
// page, passkey) implements Approver; the server never does, and never holds the key. One thread at
// a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "commerce/call_approval.hpp"
#include "commerce/mandate.hpp"

namespace errand::commerce {

class Approver {
  public:
    virtual ~Approver() = default;
    // Shows the approval and asks. The signed yes, or nothing where the person says no. An approval
    // that contradicts its own draft is an error and is never shown.
    virtual Result<std::optional<SignedApproval>> present(const Approval& approval) = 0;
    // The same for a standing rule.
    virtual Result<std::optional<SignedAllowance>> present(const Allowance& allowance) = 0;
    // The same for one call of a tool. One that is too long to be looked over is an error.
    virtual Result<std::optional<SignedCallApproval>> present(const CallApproval& call) = 0;
    // What services know the user by.
    virtual crypto::Jwk public_key() const = 0;
};

// Signs with a key on this machine after `confirm` was shown the lines of commerce::describe and
// said yes.
class KeyApprover final : public Approver {
  public:
    using Confirm = std::function<bool(const std::vector<std::string>& lines)>;

    KeyApprover(crypto::PrivateKey key, std::string language, TimeZone zone, Confirm confirm);

    Result<std::optional<SignedApproval>> present(const Approval& approval) override;
    Result<std::optional<SignedAllowance>> present(const Allowance& allowance) override;
    Result<std::optional<SignedCallApproval>> present(const CallApproval& call) override;
    crypto::Jwk public_key() const override { return key_.public_key().to_jwk(); }

  private:
    crypto::PrivateKey key_;
    std::string language_;
    TimeZone zone_;
    Confirm confirm_;
};

}  // namespace errand::commerce
