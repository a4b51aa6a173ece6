// Owns: credentials for tests: the same token for everybody, none newer.
#pragma once

#include <string>

#include "tool/tool.hpp"

namespace errand::tool::test {

class Keys : public Credentials {
  public:
    explicit Keys(std::string a_key = {}, std::string a_payment = {})
        : key(std::move(a_key)), payment(std::move(a_payment)) {}

    async::Awaitable<Result<std::string>> token(std::string, std::string) override {
        co_return key;
    }
    async::Awaitable<Result<std::string>> refreshed(std::string, std::string,
                                                    std::string) override {
        co_return fail(ErrorCode::Denied, "none newer");
    }
    async::Awaitable<Result<std::string>> payment_token(std::string, std::string) override {
        co_return payment;
    }
    bool account_is_own(const std::string&, const std::string&) const override { return own; }

    std::string key;
    std::string payment;
    bool own = true;  // the account behind the key is the user's
};

}  // namespace errand::tool::test
