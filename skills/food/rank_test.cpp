#include "skills/food/rank.hpp"

#include <gtest/gtest.h>

#include "skills/food/limits.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

std::vector<std::string> shops(const std::vector<Offer>& offers) {
    std::vector<std::string> all;
    all.reserve(offers.size());
    for (const auto& one : offers) all.push_back(one.shop);
    return all;
}

TEST(Rank, CheapestFirstWithBothRanks) {
    const auto ranked = rank({offer("a", 30, 20), offer("b", 25, 40), offer("c", 28, 30)}, {});
    EXPECT_EQ(shops(ranked), (std::vector<std::string>{"b", "c", "a"}));
    EXPECT_EQ(ranked[0].price_rank, 1);
    EXPECT_EQ(ranked[0].time_rank, 3);
    EXPECT_EQ(ranked[2].price_rank, 3);
    EXPECT_EQ(ranked[2].time_rank, 1);
    EXPECT_NE(ranked[0].reason.zh.find("到手价最低"), std::string::npos);
    EXPECT_NE(ranked[2].reason.en.find("fastest delivery (20 min)"), std::string::npos);
    EXPECT_NE(ranked[2].reason.en.find("¥5.00 above"), std::string::npos);
}

TEST(Rank, EqualOffersShareARank) {
    const auto ranked = rank({offer("a", 30, 20), offer("b", 30, 20), offer("c", 31, 25)}, {});
    EXPECT_EQ(ranked[0].price_rank, 1);
    EXPECT_EQ(ranked[1].price_rank, 1);
    EXPECT_EQ(ranked[2].price_rank, 3);
}

TEST(Rank, ByWhatIsPreferred) {
    Draft wanted;
    wanted.preference = "fastest";
    EXPECT_EQ(rank({offer("a", 30, 20), offer("b", 25, 40)}, wanted)[0].shop, "a");
    wanted.preference = "best_rated";
    auto rated = std::vector{offer("a", 30, 20), offer("b", 25, 40)};
    rated[0].rating = 4.9;
    const auto best = rank(rated, wanted);
    EXPECT_EQ(best[0].shop, "a");
    EXPECT_NE(best[0].reason.en.find("rated 4.9"), std::string::npos);
    wanted.preference = "nearest";
    rated[1].distance_km = 2;
    EXPECT_EQ(rank(rated, wanted)[0].shop, "a");
}

TEST(Rank, TheBudgetIsHard) {
    Draft wanted;
    wanted.budget = brain::Budget{"27.00", brain::BudgetScope::Total};
    EXPECT_EQ(shops(rank({offer("a", 30, 20), offer("b", 25, 40)}, wanted)),
              std::vector<std::string>{"b"});
    wanted.budget->amount = "24.99";
    EXPECT_TRUE(rank({offer("a", 30, 20), offer("b", 25, 40)}, wanted).empty());
}

TEST(Rank, ABudgetForEachLooksAtThePiece) {
    auto pricey = offer("a", 60, 20);
    pricey.lines[0].quantity = 3;
    pricey.lines[0].unit_price = yuan(20);
    EXPECT_TRUE(within(pricey, brain::Budget{"20.00", brain::BudgetScope::Each}));
    EXPECT_FALSE(within(pricey, brain::Budget{"19.00", brain::BudgetScope::Each}));
    EXPECT_TRUE(within(pricey, std::nullopt));
}

TEST(Rank, WhatCannotBeBoughtIsNotShown) {
    auto out = offer("a", 10, 10);
    out.problems.push_back({});
    EXPECT_EQ(shops(rank({out, offer("b", 25, 40)}, {})), std::vector<std::string>{"b"});
}

TEST(Rank, AsWishedComesAloneWhereItIsThere) {
    auto partly = offer("a", 10, 10);
    partly.lines[0].unmet = {{"少冰", "less ice"}};
    EXPECT_EQ(shops(rank({partly, offer("b", 25, 40)}, {})), std::vector<std::string>{"b"});
    const auto alone = rank({partly}, {});
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_NE(alone[0].reason.zh.find("没有「少冰」"), std::string::npos);
}

TEST(Rank, AnotherDishIsNoOffer) {
    EXPECT_EQ(shops(rank({offer("a", 10, 10, 0.7), offer("b", 25, 40, 1)}, {})),
              std::vector<std::string>{"b"});
}

TEST(Rank, AtMostFiveAndTheFastestAmongThem) {
    std::vector<Offer> many;
    many.reserve(8);
    for (int n = 0; n < 8; ++n) many.push_back(offer(std::to_string(n), 20 + n, 60 - n));
    const auto ranked = rank(many, {});
    ASSERT_EQ(ranked.size(), kMaxOffers);
    EXPECT_EQ(ranked.front().shop, "0");
    EXPECT_EQ(ranked.back().shop, "7");
    EXPECT_EQ(ranked.back().time_rank, 1);
}

TEST(Rank, CouponsAreNamed) {
    auto with = offer("a", 20, 10);
    with.price = {{commerce::PriceKind::ShopCoupon, {"店铺券", "Coupon"}, {-500}}};
    EXPECT_NE(rank({with}, {})[0].reason.en.find("coupons take off ¥5.00"), std::string::npos);
}

TEST(Rank, TheOrderDoesNotDependOnTheOrderOfAnswers) {
    std::vector<Offer> some{offer("a", 30, 20), offer("b", 25, 40), offer("c", 25, 40)};
    auto turned = some;
    std::ranges::reverse(turned);
    EXPECT_EQ(shops(rank(some, {})), shops(rank(turned, {})));
}

}  // namespace
}  // namespace errand::skills::food
