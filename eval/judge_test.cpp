#include "eval/judge.hpp"

#include <gtest/gtest.h>

#include "eval/match.hpp"
#include "eval/shown.hpp"

namespace errand::eval {
namespace {

constexpr std::string_view kRecords = R"({"orders": [
 {"id": "o1", "user": "me", "service": "food", "shop": {"zh": "茶小满", "en": "Tea Bloom"},
  "items": [{"id": "i1", "name": {"zh": "珍珠奶茶", "en": "Bubble Milk Tea"}, "quantity": 2,
             "options": {"ice": "less", "extra": ["pearls"]}}],
  "deliver_to": {"label": "office", "address": "星桥街 66 号"}, "total": "38.00", "currency": "CNY",
  "state": "accepted", "paid": true, "pickup_code": "A17", "note": "", "created": "2026-03-02T03:40:00Z",
  "eta": "2026-03-02T12:10:00+08:00", "courier": null}],
 "payments": [{"id": "y1", "order": "o1", "amount": "38.00", "state": "paid", "approval": "ap1"}],
 "refunds": []})";

constexpr std::string_view kDraft = R"({"id": "d1", "user": "me", "service": "food",
 "payee": {"id": "s2", "name": "茶小满"}, "shop": "s2", "shop_name": "茶小满",
 "items": [{"id": "i1", "name": "珍珠奶茶", "quantity": 2, "options": {"ice": "less", "extra": ["pearls"]},
            "unit_price": "18.00", "amount": "36.00"}],
 "deliver_to": {"place": "p2", "name": "星桥大厦", "address": "星桥街 66 号"},
 "lines": [], "coupons": [], "total": "38.00", "currency": "CNY", "eta_minutes": 30, "note": "",
 "created": "2026-03-02T03:40:00Z", "expires": "2026-03-02T03:55:00Z"})";

constexpr std::string_view kEvents = R"([
 {"seq": 1, "errand": 1, "kind": "ask", "id": "1.1", "type": "slot", "slot": "deliver_to", "text": "送到哪里?"},
 {"seq": 2, "errand": 1, "kind": "ask", "id": "1.2", "type": "approval", "text": "请确认"},
 {"seq": 3, "errand": 1, "kind": "result", "status": "done", "text": "好了,取餐码 A17",
  "orders": [{"id": "o1", "total": "38.00", "pickup_code": "A17", "eta": "2026-03-02T04:10:00Z"}]}])";

Evidence evidence() {
    Evidence made;
    made.records = *decode_records(*json::parse(kRecords));
    for (const auto& event : json::parse(kEvents)->as_array()) made.events.push_back(event);
    made.approvals.push_back({"1.2", "ap1", *json::parse(kDraft), commerce::Money{3800}});
    return made;
}

Expectation expecting(std::string_view text) {
    const auto decoded = json::read<Expectation>(text);
    EXPECT_TRUE(decoded) << decoded.error().message;
    return *decoded;
}

// The first thing wrong, or empty.
std::string verdict(std::string_view expect, const Evidence& with = evidence()) {
    const auto wrong = judge(expecting(expect), with);
    return wrong.empty() ? "" : wrong.front();
}

TEST(Judge, PassesWhatFits) {
    EXPECT_EQ(verdict(R"({"status": "done", "orders": [{"service": "food", "shop": "tea bloom",
        "items": [{"name": "奶茶", "quantity": 2, "options": {"ice": "less", "extra": ["pearls"]}}],
        "deliver_to": "office", "paid": true, "state": ["accepted", "preparing"], "total": "38"}],
        "orders_count": 1, "payments_count": 1, "refunds_count": 0, "total": "38.00",
        "total_at_most": "40.00", "asked": ["deliver_to"], "turns_at_most": 2,
        "shows": ["pickup_code", "total", "eta"], "says": ["取餐码", "/a\\d+/"], "never_says": "失败"})"),
              "");
}

TEST(Judge, SaysWhatIsWrong) {
    EXPECT_NE(verdict(R"({"status": "cancelled"})"), "");
    EXPECT_NE(verdict(R"({"status": {"2": "done"}})"), "");
    EXPECT_NE(verdict(R"({"orders": []})"), "");
    EXPECT_NE(verdict(R"({"orders": [{"items": [{"name": "拿铁"}]}]})"), "");
    EXPECT_NE(verdict(R"({"orders": [{"items": [{"name": "奶茶", "quantity": 3}]}]})"), "");
    EXPECT_NE(verdict(R"({"orders": [{"items": [{"name": "奶茶", "options": {"ice": "none"}}]}]})"),
              "");
    EXPECT_NE(verdict(R"({"orders": [{"deliver_to": "home"}]})"), "");
    EXPECT_NE(verdict(R"({"orders": [{}, {}]})"), "");
    EXPECT_NE(verdict(R"({"payments_count": 2})"), "");
    EXPECT_NE(verdict(R"({"total": "37.00"})"), "");
    EXPECT_NE(verdict(R"({"total_at_most": "37.99"})"), "");
    EXPECT_NE(verdict(R"({"asked": []})"), "");
    EXPECT_NE(verdict(R"({"turns_at_most": 1})"), "");
    EXPECT_NE(verdict(R"({"shows": ["courier"]})"), "");
    EXPECT_NE(verdict(R"({"shows": ["refund"]})"), "");
    EXPECT_NE(verdict(R"({"says": "退款"})"), "");
    EXPECT_NE(verdict(R"({"never_says": "/取餐码 a\\d+/"})"), "");
    EXPECT_NE(verdict(R"({"says": "/(/"})"), "");
    EXPECT_NE(verdict(R"({"files": [{"name": "*.xlsx"}]})"), "");
}

TEST(Judge, ShownValuesAreTheCitysOwn) {
    auto with = evidence();
    with.records.orders[0].pickup_code = "B99";
    EXPECT_NE(verdict(R"({"shows": ["pickup_code"]})", with), "");
    with = evidence();
    with.records.orders[0].eta = "2026-03-02T12:30:00+08:00";
    EXPECT_NE(verdict(R"({"shows": ["eta"]})", with), "");
}

TEST(Judge, APaymentNeedsAnApprovalOfExactlyThatDraft) {
    auto with = evidence();
    with.approvals.clear();
    EXPECT_NE(verdict("{}", with), "");
    with = evidence();
    with.approvals[0].amount = commerce::Money{3700};
    EXPECT_NE(verdict("{}", with), "");
    with = evidence();
    with.records.orders[0].items[0].quantity = 3;
    EXPECT_NE(verdict("{}", with), "");
    with = evidence();
    with.records.orders[0].items[0].options["ice"] = {"none"};
    EXPECT_NE(verdict("{}", with), "");
    EXPECT_EQ(verdict("{}"), "");
}

TEST(Judge, OneOrderIsPaidOnce) {
    auto with = evidence();
    with.records.payments.push_back(with.records.payments[0]);
    with.records.payments[1].id = "y2";
    EXPECT_EQ(verdict("{}", with), "order o1 was paid twice");
    EXPECT_EQ(wrong_payments(with).size(), 1U);
    with.records.payments[1].state = "refused";
    EXPECT_EQ(verdict("{}", with), "");
}

TEST(Judge, AnOpenQuestionFailsUnlessWaitingIsExpected) {
    auto with = evidence();
    with.events.pop_back();
    with.open.push_back({"1.2", 1, "approval", ""});
    EXPECT_NE(verdict("{}", with), "");
    EXPECT_EQ(verdict(R"({"status": "waiting"})", with), "");
    EXPECT_EQ(verdict(R"({"status": {"1": ["waiting", "failed"]}})", with), "");
}

TEST(Match, PairsOneToOneWhereGreedinessWouldFail) {
    // 0 fits both, 1 fits only the first.
    const auto pairs =
        pair_up(2, 2, [](std::size_t left, std::size_t right) { return left == 0 || right == 0; });
    ASSERT_TRUE(pairs);
    EXPECT_EQ(*pairs, (std::vector<std::size_t>{1, 0}));
    EXPECT_FALSE(pair_up(2, 2, [](std::size_t, std::size_t right) { return right == 0; }));
}

TEST(Match, CancelledOrdersCountOnlyWhereTheirStateIsExpected) {
    auto orders = evidence().records.orders;
    orders[0].state = "cancelled";
    EXPECT_EQ(judge_orders({}, orders, nullptr), "");
    ExpectedOrder expected;
    EXPECT_NE(judge_orders({expected}, orders, nullptr), "");
    expected.state = "cancelled";
    EXPECT_EQ(judge_orders({expected}, orders, nullptr), "");
}

TEST(Match, OptionsMayBeNamedOrLeftAtTheirDefault) {
    const auto world = *json::parse(R"({"shops": [{"id": "s2", "name": "茶", "items": [{"id": "i1",
        "name": "珍珠奶茶", "options": [{"key": "ice", "default": "normal",
        "choices": [{"value": "less", "name": "少冰"}, {"value": "normal", "name": "正常冰"}]},
        {"key": "sugar", "default": "100", "choices": [{"value": "100", "name": "全糖"}]},
        {"key": "extra", "most": 2, "choices": [{"value": "pearls", "name": {"zh": "珍珠"}}]}]}]}]})");
    const auto orders = evidence().records.orders;
    const auto fits = [&](std::string_view options) {
        ExpectedItem item;
        item.options = json::parse(options)->as_object();
        ExpectedOrder expected;
        expected.items = std::vector{item};
        return differs(expected, orders[0], world).empty();
    };
    EXPECT_TRUE(fits(R"({"ice": "少冰"})"));
    EXPECT_TRUE(fits(R"({"sugar": 100})"));
    EXPECT_TRUE(fits(R"({"extra": ["珍珠"]})"));
    EXPECT_FALSE(fits(R"({"ice": "normal"})"));
    EXPECT_FALSE(fits(R"({"extra": []})"));
    EXPECT_FALSE(fits(R"({"size": "large"})"));
}

TEST(Shown, PatternsAreSubstringsOrExpressions) {
    EXPECT_TRUE(*matches("Tea", "green tea"));
    EXPECT_FALSE(*matches("/^tea/", "green tea"));
    EXPECT_TRUE(*matches("/TEA$/", "green tea"));
    EXPECT_TRUE(*matches("/余额|不足/", "你的余额不够"));
    EXPECT_FALSE(matches("/(/", "x"));
}

}  // namespace
}  // namespace errand::eval
