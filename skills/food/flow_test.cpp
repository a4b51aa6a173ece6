// Whole errands over a real engine and journal, with shops that answer at once.
#include <gtest/gtest.h>

#include "skills/food/street_for_tests.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)
using brain::Act;
using brain::Edit;
using brain::Intent;
using brain::Operation;

Act wants(std::string name, int quantity = 1, std::optional<std::string> place = "office") {
    Act act;
    act.intent = Intent::Start;
    auto& item = act.slots.items.emplace_back();
    item.name = std::move(name);
    item.quantity = quantity;
    act.slots.deliver_to = std::move(place);
    return act;
}

Act edits(Operation operation, std::optional<int> quantity = {}) {
    Act act;
    act.intent = Intent::Edit;
    auto& edit = act.edits.emplace_back();
    edit.operation = operation;
    edit.item.quantity = quantity;
    return act;
}

Act says(Intent intent) {
    Act act;
    act.intent = intent;
    return act;
}

std::vector<Stall> two_tea_houses() {
    auto near =
        stall("s1", "云边茶屋",
              {item("a", "珍珠奶茶", "Pearl milk tea", 15, {ice()}), item("b", "可乐", "Cola", 5)});
    auto far = stall("s2", "山月茶馆", {item("c", "珍珠奶茶", "Pearl milk tea", 13, {ice()})});
    far.shop.eta_minutes = 50;
    return {near, far};
}

class FoodFlow : public ::testing::Test {
  protected:
    FoodFlow() { house.street.stalls = two_tea_houses(); }
    std::string asked() { return std::string(json::string_at(house.last("ask"), "type")); }
    std::string slot() { return std::string(json::string_at(house.last("ask"), "slot")); }
    std::string draft_total() {
        return std::string(json::string_at(house.last("ask").at("draft"), "total"));
    }

    StreetHouse house;
};

TEST_F(FoodFlow, FromTheSentenceToThePickUpCode) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    const auto offers = house.last("ask").at("offers").as_array();
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].at("total"), json::value("29.00"));
    EXPECT_EQ(offers[0].at("ranks").at("price"), json::value(1));
    EXPECT_EQ(offers[1].at("ranks").at("time"), json::value(1));
    house.choose(1);
    EXPECT_EQ(asked(), "approval");
    EXPECT_EQ(house.paid(), 0);
    house.approve();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.paid(), 1);
    EXPECT_EQ(json::string_at(house.last("result").at("orders").at(0), "pickup_code"), "A1234");
}

TEST_F(FoodFlow, NothingIsPaidWithoutTheYes) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.approve(false);
    EXPECT_EQ(house.status(), "declined");
    EXPECT_TRUE(house.street.orders.empty());
    EXPECT_EQ(house.paid(), 0);
}

TEST_F(FoodFlow, AChangeOpensANewApproval) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    const auto first = house.last("ask").at("id");
    house.say("三杯吧", edits(Operation::SetQuantity, 3));
    EXPECT_EQ(asked(), "approval");
    EXPECT_NE(house.last("ask").at("id"), first);
    EXPECT_EQ(draft_total(), "42.00");
    house.approve();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.street.orders.size(), 1U);
}

TEST_F(FoodFlow, AnotherShopClosesTheApprovalOfTheFirst) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.say("换一家", edits(Operation::OtherShop));
    ASSERT_EQ(asked(), "choice");
    const auto offers = house.last("ask").at("offers").as_array();
    ASSERT_EQ(offers.size(), 1U);
    EXPECT_EQ(offers[0].at("shop").at("id"), json::value("s1"));
}

TEST_F(FoodFlow, TheBudgetIsNeverPassed) {
    auto act = wants("珍珠奶茶", 2);
    act.slots.budget = brain::Budget{"20.00", brain::BudgetScope::Total};
    house.say("两杯珍珠奶茶,20 块以内", act);
    EXPECT_EQ(slot(), "budget");
    Act more = says(Intent::Answer);
    more.slots.budget = brain::Budget{"30.00", brain::BudgetScope::Total};
    house.say("那就 30", more);
    ASSERT_EQ(asked(), "choice");
    EXPECT_EQ(house.last("ask").at("offers").as_array().size(), 1U);
}

TEST_F(FoodFlow, APriceThatChangedAfterTheYesIsShownAgain) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.street.refuses["place"] = "price_changed";
    house.street.stalls[1].items[0].price = yuan(14);
    house.approve();
    EXPECT_EQ(house.paid(), 0);
    EXPECT_EQ(asked(), "approval");
    EXPECT_EQ(draft_total(), "31.00");
    EXPECT_NE(json::string_at(house.last("reply"), "text").find("¥31.00"), std::string::npos);
    house.approve();
    EXPECT_EQ(house.status(), "done");
}

TEST_F(FoodFlow, SoldOutAfterTheYesLeadsToOtherOffers) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.street.refuses["place"] = "out_of_stock";
    house.street.stalls[1].items[0].stock = 0;
    house.approve();
    ASSERT_EQ(asked(), "choice");
    house.choose(1);
    house.approve();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.paid(), 1);
}

TEST_F(FoodFlow, ARefusedPaymentLeavesNoOrder) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.street.refuses["pay"] = "insufficient_funds";
    house.approve();
    EXPECT_EQ(house.status(), "failed");
    EXPECT_EQ(house.street.orders.at("o1").at("state"), json::value("cancelled"));
    EXPECT_EQ(house.paid(), 0);
}

TEST_F(FoodFlow, ALostAnswerIsAskedForAgain) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.street.fails["place"] = {ErrorCode::Timeout, "no answer", ""};
    house.approve();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.street.orders.size(), 1U);
    EXPECT_EQ(house.paid(), 1);
}

TEST_F(FoodFlow, BelowTheMinimumAddOnsAreOffers) {
    house.street.stalls = {two_tea_houses()[0]};
    house.street.stalls[0].shop.minimum_order = yuan(18);
    house.say("一杯珍珠奶茶", wants("珍珠奶茶"));
    ASSERT_EQ(asked(), "choice");
    const auto offers = house.last("ask").at("offers").as_array();
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].at("items").as_array().size(), 2U);
    house.choose(1);
    house.approve();
    EXPECT_EQ(house.street.orders.at("o1").at("items").as_array().size(), 2U);
}

TEST_F(FoodFlow, ARestartLosesNothing) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.kill();
    house.start();
    house.choose(1);
    house.kill();
    house.start();
    house.approve();
    house.kill();
    house.start();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.paid(), 1);
}

TEST_F(FoodFlow, ADraftThatExpiresIsRenewedABoundedNumberOfTimes) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    for (int n = 0; n < 10; ++n) house.pass(Millis(15 * 60'000));
    EXPECT_EQ(house.street.drafts.size(), 5U);
}

TEST_F(FoodFlow, CancellingAfterPaymentGivesTheMoneyBack) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.approve();
    house.say("取消", says(Intent::Cancel));
    EXPECT_EQ(house.status(), "cancelled");
    EXPECT_EQ(json::string_at(house.last("result"), "refund"), "29.00");
}

TEST_F(FoodFlow, ACancellationThatCostsSomethingIsAskedFirst) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.approve();
    house.street.orders.at("o1")["state"] = "preparing";
    house.say("取消", says(Intent::Cancel));
    EXPECT_EQ(slot(), "cancel");
    house.say("不了", says(Intent::Refuse));
    EXPECT_EQ(house.street.orders.at("o1").at("state"), json::value("preparing"));
    house.say("还是取消", says(Intent::Cancel));
    house.say("是", says(Intent::Approve));
    EXPECT_EQ(house.status(), "cancelled");
    EXPECT_EQ(json::string_at(house.last("result"), "refund"), "5.00");
}

TEST_F(FoodFlow, TheSameAgainIsOneSentenceAndOneYes) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.approve();
    house.say("再来一份一样的", says(Intent::Repeat));
    ASSERT_EQ(asked(), "approval");
    EXPECT_EQ(draft_total(), "29.00");
    house.approve();
    EXPECT_EQ(house.street.orders.size(), 2U);
}

TEST_F(FoodFlow, WhatNoShopHasIsSaid) {
    house.say("一份披萨", wants("披萨"));
    EXPECT_EQ(slot(), "item");
    house.say("那来可乐", [] {
        Act act = says(Intent::Answer);
        act.slots.items.emplace_back().name = "可乐";
        return act;
    }());
    EXPECT_EQ(asked(), "choice");
}

TEST_F(FoodFlow, WhenAllAreClosedItEnds) {
    for (auto& stall : house.street.stalls) stall.shop.open = false;
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    EXPECT_EQ(house.status(), "failed");
}

TEST_F(FoodFlow, WhatIsWantedLaterIsOrderedLater) {
    auto act = wants("珍珠奶茶", 2);
    act.slots.when = "2026-03-02T18:00:00+08:00";
    house.say("晚上六点两杯珍珠奶茶", act);
    EXPECT_TRUE(house.last("ask").is_null());
    EXPECT_EQ(house.street.calls["search"], 0);
    house.pass(Millis(5 * 3'600'000));
    EXPECT_EQ(asked(), "choice");
}

TEST_F(FoodFlow, OrdersAreFollowedUntilTheyArrive) {
    house.say("两杯珍珠奶茶送公司", wants("珍珠奶茶", 2));
    house.choose(1);
    house.approve();
    house.street.orders.at("o1")["state"] = "delivered";
    house.pass(Millis(5 * 60'000));
    EXPECT_NE(json::string_at(house.last("progress"), "text").find("已送达"), std::string::npos);
    const auto calls = house.street.calls["order"];
    house.pass(Millis(60 * 60'000));
    EXPECT_EQ(house.street.calls["order"], calls);
}

TEST_F(FoodFlow, WithoutAnyKnownPlaceItAsks) {
    house.street.places = {{"gym", "p7"}, {"school", "p8"}};
    house.say("两杯珍珠奶茶", wants("珍珠奶茶", 2, std::nullopt));
    EXPECT_EQ(slot(), "deliver_to");
    Act where = says(Intent::Answer);
    where.slots.deliver_to = "gym";
    house.say("健身房", where);
    EXPECT_EQ(asked(), "choice");
}

TEST_F(FoodFlow, AnAnswerThatIsNotUnderstoodIsAskedForAgain) {
    house.say("一份披萨", wants("披萨"));
    assistant::Reply reply;
    reply.answer = "??";
    house.brain.script["??"] = says(Intent::Unknown);
    house.answer(reply);
    EXPECT_EQ(slot(), "item");
}

}  // namespace
}  // namespace errand::skills::food
