#include "city/city_test.hpp"

namespace errand::city {
namespace {

using commerce::Money;

TEST(Pay, TakesTheMoneyOnceAndMarksTheOrder) {
    TestCity test;
    const auto draft = test.checkout(TestCity::wanted(2), "c");
    const auto order = test.place(draft, "p");
    const auto arguments = test.pay_arguments(order, test.approval(draft));
    const auto paid = test.call("pay", arguments, "k");
    ASSERT_FALSE(paid.refused) << json::write(paid.content);
    EXPECT_EQ(test.call("pay", arguments, "k").content, paid.content);
    EXPECT_EQ(test.refused("pay", arguments, "k2"), "order_not_payable");
    EXPECT_EQ(test.state(order).at("state"), "accepted");
    EXPECT_EQ(test.state(order).at("paid"), true);
    EXPECT_TRUE(test.state(order).contains("pickup_code"));
    EXPECT_EQ(test.balance(), "1966.68");
    EXPECT_EQ(test.call("payment", {{"idempotency_key", "k"}}).content, paid.content);
    EXPECT_TRUE(test.call("payment", {{"idempotency_key", "k9"}}).content.at("payment").is_null());
    EXPECT_EQ((*test.city().records()).at("payments").as_array().size(), 1U);
}

TEST(Pay, RefusesEverythingThatIsNotTheApprovedDraft) {
    TestCity test;
    const auto draft = test.checkout(TestCity::wanted(2), "c");
    const auto order = test.place(draft, "p");
    int nth = 0;
    const auto refused = [&](const std::function<void(commerce::Approval&)>& change) {
        auto approval = test.approval(draft);
        change(approval);
        return test.refused("pay", test.pay_arguments(order, approval), std::to_string(++nth));
    };
    EXPECT_EQ(refused([](auto& a) { a.amount = Money{1}; }), "draft_mismatch");
    EXPECT_EQ(refused([](auto& a) { a.payee.id = "s2"; }), "draft_mismatch");
    EXPECT_EQ(refused([](auto& a) { a.currency = "USD"; }), "draft_mismatch");
    EXPECT_EQ(refused([](auto& a) { a.user = "you"; }), "draft_mismatch");
    EXPECT_EQ(refused([](auto& a) { a.draft_hash = std::string(43, 'A'); }), "draft_mismatch");
    EXPECT_EQ(refused([](auto& a) { a.draft.as_object()["note"] = "free"; }), "bad_signature");
    EXPECT_EQ(refused([](auto& a) { a.draft_signature = std::string(86, 'A'); }), "bad_signature");
    EXPECT_EQ(refused([](auto& a) { a.type = "errand.approval/2"; }) == "", false);
    EXPECT_EQ(refused([&](auto& a) {
                  a.issued = "2026-03-02T11:00:00+08:00";
                  a.expires = "2026-03-02T11:30:00+08:00";
              }),
              "expired");
    auto unsigned_one = test.pay_arguments(order, test.approval(draft));
    unsigned_one.erase("signature");
    EXPECT_NE(test.refused("pay", unsigned_one, "u"), "");
    auto tampered = test.pay_arguments(order, test.approval(draft));
    tampered["approval"].as_object()["id"] = "another";
    EXPECT_EQ(test.refused("pay", tampered, "t"), "bad_signature");
    EXPECT_EQ(test.balance(), "2000.00");
    EXPECT_EQ(test.state(order).at("state"), "placed");
}

TEST(Pay, AnApprovalForAnotherOrderDoesNotCount) {
    TestCity test;
    const auto first = test.checkout(TestCity::wanted(2), "c");
    const auto order = test.place(first, "p");
    const auto second = test.checkout(TestCity::wanted(2), "c2");
    const auto other = test.place(second, "p2");
    EXPECT_EQ(test.refused("pay", test.pay_arguments(order, test.approval(second)), "k"),
              "draft_mismatch");
    auto approval = test.approval(first);
    EXPECT_EQ(test.refused("pay", test.pay_arguments(order, approval), "k2"), "");
    auto reused = test.approval(second);
    reused.id = approval.id;
    EXPECT_EQ(test.refused("pay", test.pay_arguments(other, reused), "k3"), "already_used");
    EXPECT_EQ(test.refused("pay", test.pay_arguments("order-9", approval), "k4"), "unknown_order");
}

TEST(Pay, ACancelledOrLapsedOrderIsNotPaid) {
    TestCity test;
    const auto draft = test.checkout(TestCity::wanted(2), "c");
    const auto order = test.place(draft, "p");
    test.call("cancel", {{"order", order}}, "x");
    EXPECT_EQ(test.refused("pay", test.pay_arguments(order, test.approval(draft)), "k"),
              "order_not_payable");
}

TEST(Pay, WalletAndLimitsHold) {
    TestCity poor({{"id", "me"}, {"wallet", "20.00"}});
    const auto draft = poor.checkout(TestCity::wanted(2), "c");
    EXPECT_EQ(
        poor.refused("pay", poor.pay_arguments(poor.place(draft, "p"), poor.approval(draft)), "k"),
        "insufficient_funds");
    TestCity careful({{"id", "me"}, {"limits", {{"per_payment", "40.00"}, {"per_day", "70.00"}}}});
    const auto pay = [&](int quantity, const std::string& nth) {
        const auto one = careful.checkout(TestCity::wanted(quantity), "c" + nth);
        return careful.refused(
            "pay", careful.pay_arguments(careful.place(one, "p" + nth), careful.approval(one)),
            "k" + nth);
    };
    EXPECT_EQ(pay(3, "1"), "over_limit");
    EXPECT_EQ(pay(2, "2"), "");
    EXPECT_EQ(pay(2, "3"), "over_limit");
    ASSERT_TRUE(careful.city().set_clock(*parse_time("2026-03-03T11:00:00+08:00")));
    EXPECT_EQ(pay(2, "4"), "");
}

class PayByRule : public testing::Test {
  protected:
    PayByRule() {
        rule_.id = "rule-1";
        rule_.user = "me";
        rule_.payees = {"s1"};
        rule_.per_payment = Money{4000};
        rule_.per_day = Money{7000};
        rule_.currency = "CNY";
        rule_.issued = "2026-03-02T11:00:00+08:00";
        rule_.expires = "2026-04-02T11:00:00+08:00";
    }
    std::string pay(int quantity, const std::string& nth) {
        const auto draft = test_.checkout(TestCity::wanted(quantity), "c" + nth);
        const auto order = test_.place(draft, "p" + nth);
        auto approval = test_.approval(draft);
        approval.allowance = rule_.id;
        const auto rule = *commerce::sign_allowance(rule_, test_.key());
        return test_.refused("pay",
                             {{"order", order},
                              {"approval", json::encode(approval)},
                              {"allowance", json::encode(rule)}},
                             "k" + nth);
    }
    TestCity test_;
    commerce::Allowance rule_;
};

TEST_F(PayByRule, PaysWithinTheRule) {
    EXPECT_EQ(pay(2, "1"), "");
    const auto listed = test_.call("allowances", {}).content.at("allowances").as_array();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].at("id"), "rule-1");
    EXPECT_EQ(pay(4, "2"), "allowance_per_payment");
    EXPECT_EQ(pay(2, "3"), "allowance_per_day");
    test_.call("revoke_allowance", {{"id", "rule-1"}}, "r");
    ASSERT_TRUE(test_.city().set_clock(*parse_time("2026-03-03T11:00:00+08:00")));
    EXPECT_EQ(pay(2, "4"), "allowance_revoked");
}

TEST_F(PayByRule, ARuleForAnotherPayeeOrByAnotherKeyDoesNot) {
    rule_.payees = {"s2"};
    EXPECT_EQ(pay(2, "1"), "allowance_payee");
    rule_.payees = {"s1"};
    rule_.expires = "2026-03-02T11:30:00+08:00";
    EXPECT_EQ(pay(2, "2"), "allowance_expired");
    TestCity other;
    rule_.expires = "2026-04-02T11:00:00+08:00";
    const auto draft = test_.checkout(TestCity::wanted(2), "c3");
    auto approval = test_.approval(draft);
    approval.allowance = rule_.id;
    EXPECT_EQ(
        test_.refused("pay",
                      {{"order", test_.place(draft, "p3")},
                       {"approval", json::encode(approval)},
                       {"allowance", json::encode(*commerce::sign_allowance(rule_, other.key()))}},
                      "k3"),
        "allowance_signature");
}

TEST(SignUp, OneKeyForEachUser) {
    TestCity test;
    const auto other = crypto::PrivateKey::generate()->public_key().to_jwk();
    EXPECT_EQ(test.city().sign_up("me", other).error().code, ErrorCode::Conflict);
    EXPECT_TRUE(test.city().sign_up("me", test.key().public_key().to_jwk()));
    EXPECT_EQ(test.city().sign_up("nobody", other).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::city
