// Approvals and allowances: what is signed is what is paid, and nothing else is.
#include "commerce/mandate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commerce/approver.hpp"
#include "commerce/limits.hpp"
#include "crypto/hash.hpp"

namespace errand::commerce {
namespace {

using testing::HasSubstr;

const Time kNow = *parse_time("2026-03-02T11:40:00+08:00");

class Mandate : public testing::Test {
  protected:
    static json::value draft_json() {
        return *json::parse(R"({"id":"d1","user":"me","service":"food",
          "payee":{"id":"s1","name":{"zh":"春风茶铺","en":"Spring Tea"}},"shop":"s1",
          "shop_name":{"zh":"春风茶铺","en":"Spring Tea"},
          "items":[{"id":"i1","name":{"zh":"珍珠奶茶","en":"Pearl milk tea"},"quantity":2,
            "options":{"ice":"less","extra":["椰果"]},"unit_price":"18.00","amount":"36.00"}],
          "deliver_to":{"place":"p2","label":"office","name":"公司","address":"文一西路 1 号"},
          "lines":[{"kind":"items","label":{"zh":"商品","en":"Items"},"amount":"36.00"},
            {"kind":"delivery","label":{"zh":"配送费","en":"Delivery"},"amount":"3.00"},
            {"kind":"shop_coupon","label":{"zh":"店铺券","en":"Shop coupon"},"amount":"-5.00"}],
          "coupons":["c1"],"total":"34.00","currency":"CNY","eta_minutes":25,"note":"不要吸管",
          "created":"2026-03-02T03:39:00.000Z","expires":"2026-03-02T03:54:00.000Z"})");
    }

    Approval approval(Millis ttl = kApprovalTime) {
        const auto made = make_approval(draft_, "me", "a1", kNow, ttl);
        EXPECT_TRUE(made) << made.error().message;
        return *made;
    }
    SignedApproval signed_approval() { return *sign_approval(approval(), user_); }
    PaymentDemand demand() {
        return {"me", "s1", Money{3400}, "CNY", *crypto::hash_document(draft_.draft), {}};
    }
    std::string refusal(const SignedApproval& given, Time now = kNow) {
        const auto checked = check_approval(given, demand(), user_.public_key(), now);
        return checked ? "" : checked.error().advice;
    }
    SignedAllowance allowance(std::vector<std::string> payees = {"s1"}) {
        const auto made = sign_allowance({.id = "w1",
                                          .user = "me",
                                          .payees = std::move(payees),
                                          .per_payment = Money{5000},
                                          .per_day = Money{8000},
                                          .currency = "CNY",
                                          .issued = "2026-03-01T00:00:00Z",
                                          .expires = "2026-04-01T00:00:00Z"},
                                         user_);
        EXPECT_TRUE(made) << made.error().message;
        return *made;
    }

    crypto::PrivateKey shop_ = *crypto::PrivateKey::generate();
    crypto::PrivateKey user_ = *crypto::PrivateKey::generate();
    SignedDraft draft_ = *sign_draft(draft_json(), shop_);
};

TEST_F(Mandate, AShopsDraftIsCheckedAgainstItsKey) {
    EXPECT_TRUE(verify_draft(draft_, shop_.public_key()));
    EXPECT_EQ(draft_.key_id, shop_.public_key().thumbprint());
    EXPECT_FALSE(verify_draft(draft_, user_.public_key()));
    auto dearer = draft_;
    dearer.draft.at("total") = "35.00";
    EXPECT_EQ(verify_draft(dearer, shop_.public_key()).error().advice, "bad_signature");
    // Signed, but it does not add up.
    EXPECT_FALSE(verify_draft(*sign_draft(dearer.draft, shop_), shop_.public_key()));
}

TEST_F(Mandate, ASignedApprovalIsGood) {
    const auto given = signed_approval();
    EXPECT_EQ(refusal(given), "");
    // Also after a journey as JSON.
    const auto read = json::read<SignedApproval>(json::write(json::encode(given)));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(refusal(*read), "");
}

TEST_F(Mandate, ExpiresWithTheDraftOrSooner) {
    EXPECT_EQ(approval().expires, "2026-03-02T03:54:00.000Z");
    EXPECT_EQ(approval(std::chrono::minutes(5)).expires, "2026-03-02T03:45:00.000Z");
    EXPECT_EQ(make_approval(draft_, "me", "a1", kNow + std::chrono::minutes(14), kApprovalTime)
                  .error()
                  .advice,
              "expired");
    EXPECT_EQ(make_approval(draft_, "you", "a1", kNow, kApprovalTime).error().advice, "wrong_user");
    const auto given = signed_approval();
    EXPECT_EQ(refusal(given, kNow + std::chrono::minutes(13)), "");
    EXPECT_EQ(refusal(given, kNow + std::chrono::minutes(14)), "expired");
    EXPECT_EQ(refusal(given, kNow - std::chrono::minutes(2)), "not_yet_valid");
}

// Changes one value, wherever it lies in the document, and hands each result on.
void each_change(const json::value& whole, json::value& at,
                 const std::function<void(const json::value&, const std::string&)>& use,
                 const std::string& path) {
    if (auto* members = at.if_object()) {
        for (auto& member : *members) {
            each_change(whole, member.value(), use, path + "." + std::string(member.key()));
        }
        return;
    }
    if (auto* elements = at.if_array()) {
        for (std::size_t i = 0; i < elements->size(); ++i) {
            each_change(whole, (*elements)[i], use, path + "." + std::to_string(i));
        }
        elements->push_back("more");
        use(whole, path + "[]");
        elements->pop_back();
        return;
    }
    const json::value before = at;
    if (at.is_string()) at = std::string(at.get_string()) + "1";
    if (at.is_int64()) at = at.get_int64() + 1;
    use(whole, path);
    at = before;
}

TEST_F(Mandate, EveryChangedFieldBreaksAnApproval) {
    auto document = json::encode(signed_approval());
    int tried = 0;
    each_change(
        document, document,
        [&](const json::value& changed, const std::string& path) {
            ++tried;
            const auto read = json::decode<SignedApproval>(changed);
            if (read) EXPECT_NE(refusal(*read), "") << path;
        },
        "");
    EXPECT_GT(tried, 50);
    EXPECT_EQ(refusal(*json::decode<SignedApproval>(document)), "");
}

TEST_F(Mandate, ASignatureDoesNotHelpAnApprovalThatContradictsItsDraft) {
    const auto resigned = [&](auto change) {
        auto changed = approval();
        change(changed);
        return SignedApproval{changed, *crypto::sign_document(json::encode(changed), user_), {}};
    };
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.amount = Money{1}; })), "wrong_amount");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.payee.id = "s2"; })), "wrong_payee");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.payee.name.zh = "x"; })), "wrong_payee");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.currency = "USD"; })), "wrong_currency");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.user = "you"; })), "wrong_user");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.type = "errand.approval/2"; })),
              "draft_mismatch");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.draft.at("note") = "x"; })), "draft_mismatch");
    EXPECT_EQ(refusal(resigned([](Approval& a) { a.expires = "2026-03-03T00:00:00Z"; })),
              "expired");
    EXPECT_FALSE(sign_approval(resigned([](Approval& a) { a.amount = Money{1}; }).approval, user_));
}

TEST_F(Mandate, AnApprovalIsForItsOwnPaymentOnly) {
    const auto given = signed_approval();
    const auto code = [&](auto change) {
        auto other = demand();
        change(other);
        return check_approval(given, other, user_.public_key(), kNow).error().advice;
    };
    EXPECT_EQ(code([](PaymentDemand& d) { d.amount = Money{3401}; }), "wrong_amount");
    EXPECT_EQ(code([](PaymentDemand& d) { d.payee = "s2"; }), "wrong_payee");
    EXPECT_EQ(code([](PaymentDemand& d) { d.currency = "USD"; }), "wrong_currency");
    EXPECT_EQ(code([](PaymentDemand& d) { d.user = "you"; }), "wrong_user");
    EXPECT_EQ(code([](PaymentDemand& d) { d.draft_hash = "x"; }), "draft_mismatch");
    EXPECT_EQ(check_approval(given, demand(), shop_.public_key(), kNow).error().advice,
              "bad_signature");
}

TEST_F(Mandate, WithoutSignatureAndRuleNothingIsApproved) {
    EXPECT_EQ(refusal({approval(), std::nullopt, std::nullopt}), "bad_signature");
    auto citing = approval();
    citing.allowance = "w1";
    EXPECT_EQ(refusal({citing, std::nullopt, std::nullopt}), "allowance_missing");
    citing.allowance = "w2";
    EXPECT_EQ(refusal({citing, std::nullopt, allowance()}), "allowance_missing");
    // A rule beside an approval that does not cite it gives no right either.
    EXPECT_EQ(refusal({approval(), std::nullopt, allowance()}), "bad_signature");
}

TEST_F(Mandate, AnAllowanceApprovesWithinItsRule) {
    const auto derived = derive_approval(draft_, allowance(), "a2", kNow, {});
    ASSERT_TRUE(derived) << derived.error().message;
    EXPECT_EQ(derived->approval.allowance, "w1");
    EXPECT_FALSE(derived->signature);
    EXPECT_EQ(refusal(*derived), "");
    EXPECT_EQ(derive_approval(draft_, allowance({"s2"}), "a2", kNow, {}).error().advice,
              "allowance_payee");
    EXPECT_EQ(derive_approval(draft_, allowance(), "a2", kNow, Money{4601}).error().advice,
              "allowance_per_day");
    EXPECT_TRUE(derive_approval(draft_, allowance(), "a2", kNow, Money{4600}));
}

TEST_F(Mandate, TheTakerOfMoneyChecksTheRuleItself) {
    const auto derived = *derive_approval(draft_, allowance(), "a2", kNow, {});
    auto spent = demand();
    spent.spent_today = Money{4601};
    EXPECT_EQ(check_approval(derived, spent, user_.public_key(), kNow).error().advice,
              "allowance_per_day");
    auto wider = derived;
    wider.allowance->allowance.per_day = Money{100000};
    EXPECT_EQ(refusal(wider), "allowance_signature");
    auto other_payee = derived;
    other_payee.allowance = allowance({"s2"});
    EXPECT_EQ(refusal(other_payee), "allowance_payee");
}

TEST_F(Mandate, AllowancesHaveBounds) {
    const auto good = allowance().allowance;
    const auto code = [&](auto change) {
        auto rule = good;
        change(rule);
        const auto checked = check_allowance(rule, "me", "s1", Money{3400}, "CNY", Money{}, kNow);
        return checked ? "" : checked.error().advice;
    };
    EXPECT_EQ(code([](Allowance&) {}), "");
    EXPECT_EQ(code([](Allowance& a) { a.per_payment = Money{3399}; }), "allowance_per_payment");
    EXPECT_EQ(code([](Allowance& a) { a.per_day = Money{3399}; }), "allowance_per_day");
    EXPECT_EQ(code([](Allowance& a) { a.currency = "USD"; }), "allowance_currency");
    EXPECT_EQ(code([](Allowance& a) { a.user = "you"; }), "allowance_user");
    EXPECT_EQ(code([](Allowance& a) { a.expires = "2026-03-02T03:40:00Z"; }), "allowance_expired");
    EXPECT_EQ(code([](Allowance& a) { a.issued = "2026-03-03T00:00:00Z"; }), "allowance_expired");
    const auto refused = [&](auto change) {
        auto rule = good;
        change(rule);
        return !sign_allowance(rule, user_);
    };
    EXPECT_TRUE(refused([](Allowance& a) { a.payees.clear(); }));
    EXPECT_TRUE(refused([](Allowance& a) { a.per_payment = Money{}; }));
    EXPECT_TRUE(refused([](Allowance& a) { a.per_day = Money{4999}; }));
    EXPECT_TRUE(refused([](Allowance& a) { a.expires = "2036-03-02T00:00:00Z"; }));
    EXPECT_TRUE(refused([](Allowance& a) { a.type = "errand.approval/1"; }));
}

TEST_F(Mandate, SaysEverythingInBothLanguages) {
    const auto zone = *TimeZone::find("Asia/Shanghai");
    EXPECT_EQ(*describe(approval(), "zh", zone),
              (std::vector<std::string>{"付款给:春风茶铺", "珍珠奶茶 × 2(加椰果,少冰)  ¥36.00",
                                        "送到:公司 · 文一西路 1 号", "备注:不要吸管", "商品:¥36.00",
                                        "配送费:¥3.00", "店铺券:-¥5.00", "合计:¥34.00",
                                        "有效至:2026-03-02 11:54"}));
    EXPECT_EQ(*describe(approval(), "en", zone),
              (std::vector<std::string>{"Pay to: Spring Tea",
                                        "Pearl milk tea × 2 (with 椰果, less ice)  ¥36.00",
                                        "Deliver to: 公司 · 文一西路 1 号", "Note: 不要吸管",
                                        "Items: ¥36.00", "Delivery: ¥3.00", "Shop coupon: -¥5.00",
                                        "Total: ¥34.00", "Valid until: 2026-03-02 11:54"}));
}

TEST_F(Mandate, NamesTheChoicesAsTheMenuDoes) {
    auto draft = draft_json();
    auto& item = draft.at("items").at(0).as_object();
    item["chosen"] =
        json::array{{{"key", "extra"}, {"value", "椰果"}, {"name", "双份椰果"}, {"plain", false}},
                    {{"key", "ice"}, {"value", "less"}, {"name", "少少冰"}, {"plain", true}}};
    const auto line = [&] {
        const auto made = make_approval(*sign_draft(draft, shop_), "me", "a1", kNow, kApprovalTime);
        return describe(*made, "zh", TimeZone::utc())->at(1);
    };
    EXPECT_EQ(line(), "珍珠奶茶 × 2(双份椰果)  ¥36.00");
    // Names of something else than what is chosen are not believed.
    item["chosen"].as_array().pop_back();
    EXPECT_EQ(line(), "珍珠奶茶 × 2(加椰果,少冰)  ¥36.00");
}

TEST_F(Mandate, TellsPayeesOfOneNameApart) {
    EXPECT_EQ(describe(approval(), "zh", TimeZone::utc(), true)->at(0), "付款给:春风茶铺 [s1]");
    auto draft = draft_json();
    draft.at("payee").at("id") = "s9";
    const auto made = make_approval(*sign_draft(draft, shop_), "me", "a1", kNow, kApprovalTime);
    EXPECT_EQ(describe(*made, "zh", TimeZone::utc())->at(0), "付款给:春风茶铺 [s9]");
}

TEST_F(Mandate, AShopsTextCannotPaintOverTheCard) {
    auto hostile = draft_json();
    hostile.at("note") = "x\x1b[2J\r\n合计:0.01\xE2\x80\xAE\xC2\x9B";
    const auto made = make_approval(*sign_draft(hostile, shop_), "me", "a1", kNow, kApprovalTime);
    const auto lines = *describe(*made, "zh", TimeZone::utc());
    EXPECT_EQ(lines[3], "备注:x�[2J��合计:0.01��");
}

TEST_F(Mandate, TheApproverSignsOnlyWhatWasShownAndWanted) {
    std::vector<std::vector<std::string>> shown;
    bool answer = true;
    KeyApprover approver(user_, "en", TimeZone::utc(), [&](const std::vector<std::string>& lines) {
        shown.push_back(lines);
        return answer;
    });
    const auto yes = approver.present(approval());
    ASSERT_TRUE(yes && *yes);
    EXPECT_EQ(refusal(**yes), "");
    EXPECT_THAT(shown.at(0).at(0), HasSubstr("Spring Tea"));

    auto lying = approval();
    lying.amount = Money{1};
    EXPECT_FALSE(approver.present(lying));
    EXPECT_EQ(shown.size(), 1U);

    answer = false;
    EXPECT_EQ(*approver.present(approval()), std::nullopt);
    EXPECT_EQ(*approver.present(allowance().allowance), std::nullopt);
    EXPECT_EQ(approver.public_key(), user_.public_key().to_jwk());
}

}  // namespace
}  // namespace errand::commerce
