#include "city/city_test.hpp"

namespace errand::city {
namespace {

using std::chrono::minutes;

std::vector<std::string> found(TestCity& test, json::object arguments) {
    arguments.emplace("deliver_to", "p2");
    std::vector<std::string> names;
    const auto result = test.call("search", arguments);
    for (const auto& offer : result.content.at("offers").as_array()) {
        const auto& name = offer.at("item").at("name");
        names.emplace_back(name.is_string() ? name.as_string() : name.at("en").as_string());
    }
    return names;
}

TEST(Food, SearchKnowsBothLanguagesTagsAndShops) {
    TestCity test;
    using Names = std::vector<std::string>;
    EXPECT_EQ(found(test, {{"text", "珍珠奶茶"}}).front(), "珍珠奶茶");
    EXPECT_EQ(found(test, {{"text", "pearl milk tea"}}).front(), "珍珠奶茶");
    EXPECT_EQ(found(test, {{"text", "lemonade"}}), Names{"Lemonade"});
    EXPECT_EQ(found(test, {{"text", "lemonaid"}}), Names{"Lemonade"});
    EXPECT_EQ(found(test, {{"text", "辣"}}), Names{"羊肉串"});
    EXPECT_EQ(found(test, {{"text", "lamb skewers"}}), Names{"羊肉串"});
    EXPECT_EQ(found(test, {{"text", ""}, {"shop", "烧烤"}}), Names{"羊肉串"});
    EXPECT_EQ(found(test, {{"shop", "night grill"}}), Names{"羊肉串"});
    EXPECT_EQ(found(test, {{"text", ""}, {"tags", {"甜"}}}), Names{"珍珠奶茶"});
    EXPECT_TRUE(found(test, {{"text", "submarine"}}).empty());
    EXPECT_EQ(test.refused("search", {{"text", "x"}, {"deliver_to", "p0"}}), "unknown_place");
}

TEST(Food, ClosedShopsAreShownClosed) {
    TestCity test;
    const auto offers =
        test.call("search", {{"text", "羊肉串"}, {"deliver_to", "p2"}}).content.at("offers");
    EXPECT_EQ(offers.at(0).at("shop").at("open"), false);
    EXPECT_EQ(offers.at(0).at("shop").at("opens_at"), "2026-03-02T18:00:00+08:00");
    EXPECT_EQ(
        test.refused("checkout",
                     {{"shop", "s2"},
                      {"items", {{{"id", "i1"}, {"quantity", 5}, {"options", json::object{}}}}},
                      {"deliver_to", "p2"}},
                     "k"),
        "closed");
}

TEST(Food, CheckoutRefusesWithTheFirstProblem) {
    TestCity test;
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(1), "a"), "below_minimum");
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(51), "b"), "out_of_stock");
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(2, "p3"), "c"), "too_far");
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(2), ""), "key_missing");
}

TEST(Food, TheSameKeyIsTheSameCall) {
    TestCity test;
    const auto first = test.call("checkout", TestCity::wanted(2), "k");
    EXPECT_EQ(test.call("checkout", TestCity::wanted(2), "k").content, first.content);
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(3), "k"), "key_reused");
    const json::object draft{{"draft", first.content.at("draft").at("draft").at("id")}};
    const auto placed = test.call("place", draft, "p");
    EXPECT_EQ(test.call("place", draft, "p").content, placed.content);
    EXPECT_EQ(test.refused("place", draft, "q"), "already_placed");
    EXPECT_EQ(test.call("menu", {{"shop", "s1"}}).content.at("items").at(0).at("stock"), 48);
}

TEST(Food, OtherUsersSeeNothing) {
    TestCity test;
    const auto order = test.paid_order(2);
    EXPECT_TRUE(test.call("order", {{"order", order}}, "", "you").refused);
    EXPECT_TRUE(test.call("cancel", {{"order", order}}, "k", "you").refused);
    EXPECT_TRUE(test.call("orders", {}, "", "you").content.at("orders").as_array().empty());
}

TEST(Food, APriceThatChangedIsNotOrdered) {
    TestCity test;
    const auto draft = test.checkout(TestCity::wanted(2), "c");
    ASSERT_TRUE(
        test.city().faults().arm(*json::read<Fault>(R"({"kind": "price_change", "by": "2.00"})")));
    const json::object place{{"draft", draft.draft.at("id")}};
    EXPECT_EQ(test.refused("place", place, "p"), "price_changed");
    EXPECT_EQ(test.refused("place", place, "p"), "price_changed") << "the first answer stays";
    const auto again = test.checkout(TestCity::wanted(2), "c2");
    EXPECT_NE(again.draft.at("total"), draft.draft.at("total"));
    EXPECT_NE(test.place(again, "p2"), "");
}

TEST(Food, ShopFaultsHitTheMatchOrTheNextDraft) {
    TestCity test;
    const auto arm = [&](std::string_view fault) {
        const auto result = test.city().faults().arm(*json::read<Fault>(fault));
        return result ? std::string("armed") : result.error().message;
    };
    EXPECT_EQ(arm(R"({"kind": "out_of_stock", "match": {"item": "柠檬"}})"), "armed");
    EXPECT_EQ(test.call("menu", {{"shop", "s1"}}).content.at("items").at(1).at("stock"), 0);
    EXPECT_NE(arm(R"({"kind": "out_of_stock", "match": {"item": "航母"}})"), "armed");
    EXPECT_NE(arm(R"({"kind": "price_change"})"), "armed");
    EXPECT_NE(arm(R"({"kind": "timeout", "by": "1.00"})"), "armed");
    EXPECT_NE(arm(R"({"kind": "error", "service": "moon"})"), "armed");
    // With no draft yet it waits for one.
    EXPECT_EQ(arm(R"({"kind": "closed"})"), "armed");
    EXPECT_EQ(test.refused("checkout", TestCity::wanted(2), "c"), "closed");
}

TEST(Food, AnUnpaidOrderLapsesAndGivesItsStockBack) {
    TestCity test;
    const auto order = test.place(test.checkout(TestCity::wanted(2), "c"), "p");
    ASSERT_TRUE(test.city().advance_clock(minutes(14)));
    EXPECT_EQ(test.state(order).at("state"), "placed");
    ASSERT_TRUE(test.city().advance_clock(minutes(1)));
    EXPECT_EQ(test.state(order).at("state"), "cancelled");
    EXPECT_EQ(test.call("menu", {{"shop", "s1"}}).content.at("items").at(0).at("stock"), 50);
}

TEST(Food, ADraftExpires) {
    TestCity test;
    const auto draft = test.checkout(TestCity::wanted(2), "c");
    ASSERT_TRUE(test.city().advance_clock(minutes(15)));
    EXPECT_EQ(test.refused("place", {{"draft", draft.draft.at("id")}}, "p"), "expired");
}

TEST(Food, ACouponIsUsedOnceAndComesBackWithACancellation) {
    TestCity test;
    const auto coupons = [&](const char* key) {
        return test.checkout(TestCity::wanted(2), key).draft.at("coupons");
    };
    const auto order = test.paid_order(2);
    EXPECT_EQ(test.state(order).at("total"), "33.32");  // 36 + 1 + 3 + 1.32 - 5 - 3
    EXPECT_EQ(coupons("a"), (json::array{"c9"}));
    test.call("cancel", {{"order", order}}, "k");
    EXPECT_EQ(coupons("b"), (json::array{"c1", "c9"}));
}

TEST(Food, CancellingGivesBackWhatTheRulesSay) {
    TestCity test;
    const auto cancelled_after = [&](int waited) {
        const auto order = test.paid_order(2);
        EXPECT_TRUE(test.city().advance_clock(minutes(waited)));
        const auto preview = test.call("cancel_preview", {{"order", order}}).content;
        const auto key = "cancel" + order;
        const auto result = test.call("cancel", {{"order", order}}, key);
        EXPECT_EQ(result.refused, !preview.at("allowed").as_bool());
        if (result.refused) return std::string("refused");
        EXPECT_EQ(result.content.at("refund"), preview.at("refund"));
        EXPECT_EQ(test.call("cancel", {{"order", order}}, key).content, result.content);
        EXPECT_EQ(test.refused("cancel", {{"order", order}}, key + "2"), "already_cancelled");
        return std::string(result.content.at("refund").as_string());
    };
    EXPECT_EQ(cancelled_after(0), "33.32");
    EXPECT_EQ(test.balance(), "2000.00");
    EXPECT_EQ(cancelled_after(5), "18.00");
    EXPECT_EQ(cancelled_after(14), "refused");
    EXPECT_EQ((*test.city().records()).at("refunds").as_array().size(), 2U);
}

TEST(Food, NoteAndAddressChangeWhileTheyCan) {
    TestCity test;
    const auto order = test.paid_order(2);
    const auto changed =
        test.call("change", {{"order", order}, {"note", "门口"}, {"deliver_to", "p1"}}, "k");
    ASSERT_FALSE(changed.refused) << json::write(changed.content);
    EXPECT_EQ(test.state(order).at("note"), "门口");
    EXPECT_EQ(test.state(order).at("deliver_to").at("label"), "home");
    EXPECT_EQ(test.refused("change", {{"order", order}, {"deliver_to", "p3"}}, "k2"), "too_far");
    ASSERT_TRUE(test.city().advance_clock(minutes(5)));
    EXPECT_EQ(test.refused("change", {{"order", order}, {"note", "x"}}, "k3"), "too_late");
}

TEST(Food, TheKitchenFillsUp) {
    TestCity test;
    const auto eta = [&] {
        return test.call("quote", TestCity::wanted(2)).content.at("eta_minutes").as_int64();
    };
    const auto before = eta();
    test.paid_order(40);
    EXPECT_EQ(eta(), before + 4);
    ASSERT_TRUE(test.city().advance_clock(minutes(30)));
    EXPECT_EQ(eta(), before);
}

TEST(Food, EarlierOrdersAreTheUsersButNotTheCitys) {
    TestCity test(
        {{"id", "me"},
         {"orders",
          {{{"shop", "半糖"},
            {"items", {{{"name", "珍珠奶茶"}, {"quantity", 2}, {"options", {{"ice", "less"}}}}}},
            {"deliver_to", "office"}}}}});
    const auto orders = test.call("orders", {}).content.at("orders").as_array();
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].at("state"), "delivered");
    EXPECT_EQ(orders[0].at("deliver_to").at("label"), "office");
    EXPECT_TRUE((*test.city().records()).at("orders").as_array().empty());
}

}  // namespace
}  // namespace errand::city
