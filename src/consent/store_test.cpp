// Users, grants, secrets and payments through the Store, with their audit.
#include "consent/store.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "consent/test_home.hpp"

namespace errand::consent {
namespace {

using commerce::Money;
using testing::ElementsAre;

class StoreTest : public Home {
  protected:
    std::vector<std::string> audit_kinds() {
        std::vector<std::string> kinds;
        for (const auto& entry : *store_->audit().read("me", 0, 100)) kinds.push_back(entry.kind);
        return kinds;
    }
    std::string begin(const std::string& key, const commerce::SignedApproval& given,
                      const commerce::SignedDraft& draft) {
        const auto done = store_->begin_payment(key, given, demand(draft));
        if (done) return "";
        return done.error().advice.empty() ? done.error().message : done.error().advice;
    }
    std::string all_files() const {
        std::stringstream content;
        for (const auto& file : std::filesystem::directory_iterator(folder_)) {
            if (file.path().filename() == "vault.key") continue;
            content << std::ifstream(file.path(), std::ios::binary).rdbuf();
        }
        return content.str();
    }
};

TEST_F(StoreTest, TheDefaultUserIsThere) {
    EXPECT_EQ(store_->users().find("me")->time_zone, "Asia/Shanghai");
    EXPECT_EQ(*store_->users().today("me"), "2026-03-02");
    EXPECT_EQ(store_->users().find("you").error().code, ErrorCode::NotFound);
    EXPECT_FALSE(store_->users().add("you", "Mars/Olympus"));
    EXPECT_FALSE(store_->users().add("", "UTC"));
    EXPECT_FALSE(store_->users().add("a\nb", "UTC"));
    // Opened with another zone, a user who is there keeps the own one.
    ASSERT_TRUE(store_->users().set_time_zone("me", "Europe/Berlin"));
    reopen();
    EXPECT_EQ(store_->users().find("me")->time_zone, "Europe/Berlin");
}

TEST_F(StoreTest, FilesAreTheOwnersAlone) {
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
        struct stat state{};
        ASSERT_EQ(::stat(file.path().c_str(), &state), 0);
        EXPECT_EQ(state.st_mode & 077U, 0U) << file.path();
    }
}

TEST_F(StoreTest, TokensAreKeptAsHashes) {
    const auto token = *store_->users().make_token("me", "terminal");
    EXPECT_EQ(*store_->users().user_of_token(token), "me");
    EXPECT_EQ(store_->users().user_of_token(token + "x").error().code, ErrorCode::Denied);
    EXPECT_FALSE(store_->users().user_of_token(""));
    EXPECT_EQ(all_files().find(token), std::string::npos);
    reopen();
    EXPECT_EQ(*store_->users().user_of_token(token), "me");
    const auto known = *store_->users().tokens("me");
    ASSERT_EQ(known.size(), 1U);
    EXPECT_EQ(known[0].label, "terminal");
    ASSERT_TRUE(store_->users().revoke_token("me", known[0].id));
    EXPECT_FALSE(store_->users().user_of_token(token));
    // Kept again after it was revoked, it stays revoked.
    EXPECT_TRUE(store_->users().keep_token("me", "terminal", token));
    EXPECT_FALSE(store_->users().user_of_token(token));
    EXPECT_FALSE(store_->users().keep_token("me", "weak", "short"));
}

TEST_F(StoreTest, AUsersKeyIsNeverReplaced) {
    EXPECT_EQ(store_->users().public_key("me")->thumbprint(), user_key_.public_key().thumbprint());
    EXPECT_TRUE(store_->users().set_public_key("me", user_key_.public_key().to_jwk()));
    EXPECT_EQ(store_->users().set_public_key("me", shop_key_.public_key().to_jwk()).error().code,
              ErrorCode::Conflict);
    ASSERT_TRUE(store_->users().add("you", "UTC"));
    EXPECT_EQ(store_->users().public_key("you").error().code, ErrorCode::NotFound);
    EXPECT_FALSE(store_->users().set_public_key("nobody", user_key_.public_key().to_jwk()));
}

TEST_F(StoreTest, GrantsAreAskedForListedAndWithdrawn) {
    auto& grants = store_->grants();
    EXPECT_FALSE(*grants.covers("me", "food", {}));
    ASSERT_TRUE(store_->allow("me", "food", {"food:read"}));
    EXPECT_TRUE(*grants.covers("me", "food", {"food:read"}));
    EXPECT_FALSE(*grants.covers("me", "food", {"food:read", "food:order"}));
    EXPECT_FALSE(*grants.covers("me", "pay", {"food:read"}));
    ASSERT_TRUE(store_->allow("me", "food", {"food:order"}));
    EXPECT_EQ(grants.live("me", "food")->value().scopes, (Scopes{"food:order", "food:read"}));
    reopen();
    EXPECT_TRUE(*store_->grants().covers("me", "food", {"food:read", "food:order"}));
    ASSERT_TRUE(store_->vault().put("me", "oauth/food", "token"));
    ASSERT_TRUE(store_->vault().put("me", "oauth/pay", "token"));
    ASSERT_TRUE(store_->withdraw("me", "food"));
    EXPECT_FALSE(*store_->grants().covers("me", "food", {}));
    EXPECT_THAT(*store_->vault().names("me"), ElementsAre("oauth/pay"));
    EXPECT_EQ(store_->withdraw("me", "food").error().code, ErrorCode::NotFound);
    EXPECT_TRUE(store_->grants().list("me")->empty());
    ASSERT_TRUE(store_->allow("me", "food", {"food:read"}));
    EXPECT_EQ(store_->grants().list("me", true)->size(), 2U);
    EXPECT_FALSE(*store_->grants().covers("me", "food", {"food:order"}));
    EXPECT_THAT(audit_kinds(), ElementsAre("grant", "grant", "withdraw", "grant"));
}

TEST_F(StoreTest, SecretsAreSealed) {
    const std::string secret = "refresh-token-4711";
    ASSERT_TRUE(store_->vault().put("me", "oauth/food", secret));
    EXPECT_EQ(**store_->vault().get("me", "oauth/food"), secret);
    EXPECT_EQ(*store_->vault().get("me", "oauth/pay"), std::nullopt);
    EXPECT_EQ(*store_->vault().get("you", "oauth/food"), std::nullopt);
    EXPECT_EQ(all_files().find(secret), std::string::npos);
    reopen();
    EXPECT_EQ(**store_->vault().get("me", "oauth/food"), secret);
    ASSERT_TRUE(store_->vault().put("me", "oauth/food", "other"));
    EXPECT_EQ(**store_->vault().get("me", "oauth/food"), "other");
    ASSERT_TRUE(store_->vault().remove("me", "oauth/food"));
    EXPECT_EQ(*store_->vault().get("me", "oauth/food"), std::nullopt);
}

TEST_F(StoreTest, ASecretDoesNotOpenInAnotherPlaceOrWithAnotherKey) {
    ASSERT_TRUE(store_->vault().put("me", "oauth/food", "secret-one"));
    ASSERT_TRUE(store_->vault().put("me", "oauth/pay", "secret-two"));
    {
        auto raw = *sqlite::Database::open(folder_ / "consent.db");
        ASSERT_TRUE(
            raw.execute("UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE "
                        "name = 'oauth/pay')"));
    }
    const auto moved = store_->vault().get("me", "oauth/food");
    EXPECT_EQ(moved.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(**store_->vault().get("me", "oauth/pay"), "secret-two");
    std::filesystem::remove(folder_ / "vault.key");
    reopen();
    const auto lost = store_->vault().get("me", "oauth/pay");
    EXPECT_EQ(lost.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(lost.error().message.find("secret-two"), std::string::npos);
}

TEST_F(StoreTest, APaymentIsApprovedReservedAndAudited) {
    const auto priced = draft();
    const auto yes = approval(priced);
    EXPECT_EQ(begin("k1", yes, priced), "");
    EXPECT_EQ(*store_->spending().spent_today("me", "CNY"), Money{3400});
    reopen();
    EXPECT_EQ(begin("k1", yes, priced), "");
    EXPECT_EQ(begin("k2", yes, priced), "already_used");
    ASSERT_TRUE(store_->settle_payment("me", "k1", {{"order", "o1"}}));
    ASSERT_TRUE(store_->settle_payment("me", "k1", {{"order", "o1"}}));
    EXPECT_THAT(audit_kinds(), ElementsAre("approve", "pay"));
    EXPECT_EQ(store_->approvals().find("me", yes.approval.id)->key, "k1");
    EXPECT_EQ(store_->approvals().find("me", yes.approval.id)->approval, yes);
}

TEST_F(StoreTest, ARefusedPaymentLeavesNothing) {
    ASSERT_TRUE(store_->set_limits("me", {{}, Money{3000}, "CNY"}));
    const auto priced = draft();
    const auto yes = approval(priced);
    EXPECT_EQ(begin("k1", yes, priced), "over_limit_day");
    EXPECT_TRUE(store_->approvals().list("me", 10)->empty());
    ASSERT_TRUE(store_->set_limits("me", {}));
    EXPECT_EQ(begin("k1", yes, priced), "");
    ASSERT_TRUE(store_->release_payment("me", "k1", {{"reason", "insufficient_funds"}}));
    EXPECT_EQ(*store_->spending().spent_today("me", "CNY"), Money{});
    EXPECT_EQ(begin("k2", yes, priced), "already_used");
    EXPECT_THAT(audit_kinds(), ElementsAre("limits", "limits", "approve", "not_paid"));
}

TEST_F(StoreTest, OnlyTheUsersYesToThisDraftPays) {
    const auto priced = draft();
    const auto other = draft("35.00");
    EXPECT_EQ(begin("k1", approval(other), priced), "wrong_amount");
    auto forged = approval(priced);
    forged.signature = *crypto::sign_document(json::encode(forged.approval), shop_key_);
    EXPECT_EQ(begin("k1", forged, priced), "bad_signature");
    auto unsigned_one = approval(priced);
    unsigned_one.signature.reset();
    EXPECT_EQ(begin("k1", unsigned_one, priced), "bad_signature");
    const auto late = approval(priced);
    clock_.advance(std::chrono::minutes(15));
    EXPECT_EQ(begin("k1", late, priced), "expired");
    EXPECT_TRUE(audit_kinds().empty());
}

TEST_F(StoreTest, AnAllowanceApprovesUntilItsDayIsSpentOrItIsRevoked) {
    ASSERT_TRUE(store_->store_allowance(allowance("w1", Money{4000}, Money{7000})));
    EXPECT_TRUE(store_->store_allowance(allowance("w1", Money{4000}, Money{7000})));
    const auto pay = [&](const std::string& key, const std::string& total) {
        const auto priced = draft(total);
        const auto rule =
            *store_->allowances().find_applicable("me", "s1", *commerce::parse_money(total), "CNY");
        if (!rule) return std::string("no rule");
        const auto derived = *commerce::derive_approval(
            priced, rule->allowance, make_id("approval"), clock_.now(), rule->spent_today);
        return begin(key, derived, priced);
    };
    EXPECT_EQ(pay("k1", "34.00"), "");
    EXPECT_EQ(pay("k2", "40.01"), "no rule");
    EXPECT_EQ(pay("k3", "36.01"), "no rule");
    EXPECT_EQ(pay("k4", "36.00"), "");
    EXPECT_EQ(pay("k5", "0.01"), "no rule");
    EXPECT_EQ(store_->allowances().list("me")->at(0).spent_today, Money{7000});
    clock_.advance(std::chrono::hours(24));
    EXPECT_EQ(pay("k6", "1.00"), "");
    ASSERT_TRUE(store_->revoke_allowance("me", "w1"));
    EXPECT_EQ(pay("k7", "1.00"), "no rule");
    EXPECT_FALSE(store_->store_allowance(allowance("w1", Money{4000}, Money{7000})));
    EXPECT_THAT(audit_kinds(), ElementsAre("allowance", "approve", "approve", "approve", "revoke"));
}

TEST_F(StoreTest, ADerivedApprovalCannotOutrunTheRule) {
    const auto rule = allowance("w1", Money{4000}, Money{7000});
    ASSERT_TRUE(store_->store_allowance(rule));
    const auto first = draft("40.00");
    const auto second = draft("40.00");
    const auto derive = [&](const commerce::SignedDraft& of) {
        return *commerce::derive_approval(of, rule, make_id("approval"), clock_.now(), Money{});
    };
    // Both were derived before either was paid.
    const auto one = derive(first);
    const auto two = derive(second);
    EXPECT_EQ(begin("k1", one, first), "");
    EXPECT_EQ(begin("k2", two, second), "allowance_per_day");
    EXPECT_EQ(begin("k1", one, first), "");
    ASSERT_TRUE(store_->revoke_allowance("me", "w1"));
    EXPECT_EQ(begin("k2", two, second), "allowance_missing");
}

TEST_F(StoreTest, AllowancesMustBeSignedByTheirUser) {
    auto forged = allowance("w1", Money{4000}, Money{7000});
    forged.allowance.per_day = Money{70'000};
    EXPECT_EQ(store_->store_allowance(forged).error().advice, "allowance_signature");
    EXPECT_TRUE(store_->allowances().list("me")->empty());
    auto nobodys = allowance("w1", Money{4000}, Money{7000});
    nobodys.allowance.user = "you";
    EXPECT_FALSE(store_->store_allowance(nobodys));
}

TEST_F(StoreTest, TheRuleWithMostLeftApplies) {
    ASSERT_TRUE(store_->store_allowance(allowance("w1", Money{4000}, Money{5000})));
    ASSERT_TRUE(store_->store_allowance(allowance("w2", Money{4000}, Money{9000})));
    ASSERT_TRUE(store_->store_allowance(allowance("w3", Money{4000}, Money{99'000}, {"s2"})));
    const auto rule = *store_->allowances().find_applicable("me", "s1", Money{1000}, "CNY");
    EXPECT_EQ(rule->allowance.allowance.id, "w2");
    EXPECT_FALSE(*store_->allowances().find_applicable("me", "s9", Money{1000}, "CNY"));
    EXPECT_FALSE(*store_->allowances().find_applicable("me", "s1", Money{1000}, "USD"));
}

}  // namespace
}  // namespace errand::consent
