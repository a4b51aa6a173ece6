#include <gtest/gtest.h>

#include "city/sign_in/authority.hpp"
#include "city/sign_in/page.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

constexpr std::string_view kVerifier = "a-verifier-that-is-long-enough-for-pkce-0123456789";
constexpr std::string_view kRedirect = "http://127.0.0.1:8123/oauth/callback";

class SignIn : public testing::Test {
  protected:
    SignIn() : authority_(*Authority::open("", clock_)) {
        authority_->set_issuer("http://127.0.0.1:7701");
    }
    Fields fields(std::string resource = "http://127.0.0.1:7701/food/mcp") const {
        return {{"response_type", "code"},
                {"client_id", "errand"},
                {"redirect_uri", std::string(kRedirect)},
                {"state", "s"},
                {"scope", "food:read food:order"},
                {"resource", std::move(resource)},
                {"code_challenge", crypto::hash_text(kVerifier)},
                {"code_challenge_method", "S256"}};
    }
    std::string code() { return *authority_->make_code(*authority_->check(fields()), "me"); }
    SignInResult<Tokens> redeem(const std::string& code, std::string_view verifier = kVerifier,
                                std::string_view redirect = kRedirect) {
        return *authority_->redeem_code(code, "errand", std::string(redirect),
                                        std::string(verifier), "");
    }
    SignInResult<Tokens> refresh(const std::string& token) {
        return *authority_->refresh(token, "errand", "");
    }
    bool works(const std::string& access, std::string_view service = "food") {
        return authority_->holder(access, service).has_value();
    }

    ManualClock clock_{*parse_time("2026-03-02T11:40:00+08:00")};
    std::unique_ptr<Authority> authority_;
};

TEST_F(SignIn, ACodeGivesTokensForOneService) {
    const auto tokens = redeem(code());
    ASSERT_TRUE(tokens);
    EXPECT_EQ(join_scopes(tokens->scopes), "food:order food:read");
    const auto holder = authority_->holder(tokens->access_token, "food");
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->user, "me");
    EXPECT_FALSE(works(tokens->access_token, "pay"));
    EXPECT_FALSE(works("made-up"));
    EXPECT_FALSE(works(""));
}

TEST_F(SignIn, ACodeIsUsedOnceBySomebodyWhoKnowsTheVerifier) {
    const auto stolen = code();
    EXPECT_FALSE(redeem(stolen, "another-verifier"));
    EXPECT_FALSE(redeem(stolen, kVerifier, "http://127.0.0.1:1/other"));
    const auto tokens = redeem(stolen);
    ASSERT_TRUE(tokens);
    EXPECT_FALSE(redeem(stolen));
    EXPECT_FALSE(works(tokens->access_token)) << "the second use ends what the first gave";
}

TEST_F(SignIn, CodesAndTokensExpire) {
    const auto late = code();
    clock_.advance(std::chrono::minutes(5));
    EXPECT_FALSE(redeem(late));
    const auto tokens = redeem(code());
    ASSERT_TRUE(tokens);
    clock_.advance(std::chrono::minutes(59));
    EXPECT_TRUE(works(tokens->access_token));
    clock_.advance(std::chrono::minutes(1));
    EXPECT_FALSE(works(tokens->access_token));
    EXPECT_TRUE(refresh(tokens->refresh_token));
    clock_.advance(std::chrono::hours(24 * 91));
    EXPECT_FALSE(refresh(tokens->refresh_token));
}

TEST_F(SignIn, RefreshTokensRotate) {
    const auto first = redeem(code());
    const auto lost = refresh(first->refresh_token);
    ASSERT_TRUE(lost);
    // The answer was lost and nobody used it: asking again is fine, and what was lost is void.
    const auto second = refresh(first->refresh_token);
    ASSERT_TRUE(second);
    EXPECT_FALSE(works(lost->access_token));
    const auto third = refresh(second->refresh_token);
    ASSERT_TRUE(third);
    // Now the first one can only come from a thief, or the second did: all ends.
    EXPECT_FALSE(refresh(first->refresh_token));
    EXPECT_FALSE(refresh(third->refresh_token));
    EXPECT_FALSE(works(third->access_token));
}

TEST_F(SignIn, RevokingEndsTheSignIn) {
    const auto tokens = redeem(code());
    ASSERT_TRUE(authority_->revoke(tokens->refresh_token));
    EXPECT_FALSE(works(tokens->access_token));
    EXPECT_FALSE(refresh(tokens->refresh_token));
}

TEST_F(SignIn, RequestsAreChecked) {
    const auto error = [&](std::string_view name, const std::string& value) {
        auto changed = fields();
        changed[std::string(name)] = value;
        const auto checked = authority_->check(changed);
        return checked ? std::string{} : checked.error().error;
    };
    EXPECT_EQ(error("response_type", "token"), "unsupported_response_type");
    EXPECT_EQ(error("code_challenge_method", "plain"), "invalid_request");
    EXPECT_EQ(error("code_challenge", "short"), "invalid_request");
    EXPECT_EQ(error("scope", "pay:pay"), "invalid_scope");
    EXPECT_EQ(error("resource", "http://evil.example/mcp"), "invalid_target");
    EXPECT_EQ(error("scope", ""), "");
}

TEST(Redirect, OnlyLoopbackAndOnlyTheClient) {
    const auto allowed = [](std::string_view uri) {
        return Authority::redirect_allowed("errand", uri);
    };
    EXPECT_TRUE(allowed("http://127.0.0.1:1234/cb"));
    EXPECT_TRUE(allowed("http://[::1]:1234/cb"));
    EXPECT_TRUE(allowed("http://localhost/cb?x=1"));
    EXPECT_FALSE(allowed("http://127.0.0.1.evil.example/cb"));
    EXPECT_FALSE(allowed("http://127.0.0.1:80@evil.example/cb"));
    EXPECT_FALSE(allowed("https://evil.example/"));
    EXPECT_FALSE(allowed("http://127.0.0.1:1/cb#x"));
    EXPECT_FALSE(allowed("http://127.0.0.1:/cb"));
    EXPECT_FALSE(Authority::redirect_allowed("other", "http://127.0.0.1:1/cb"));
}

TEST_F(SignIn, ThePageEscapesWhatItShows) {
    auto hostile = fields();
    hostile["state"] = "\"><script>alert(1)</script>";
    const auto page = sign_in_page(*authority_->check(hostile), hostile, {"<me>"});
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;me&gt;"), std::string::npos);
    EXPECT_NE(page.find("下单、修改和取消订单"), std::string::npos);
    EXPECT_NE(page.find("Place, change and cancel orders"), std::string::npos);
}

}  // namespace
}  // namespace errand::city
