#include "city/food/pricing.hpp"

#include <gtest/gtest.h>

#include <random>

#include "city/limits.hpp"

namespace errand::city {
namespace {

using commerce::Money;
using commerce::PriceKind;
using commerce::ProblemCode;

commerce::Item tea() {
    commerce::Item item;
    item.id = "i1";
    item.name = {"珍珠奶茶", "Pearl milk tea"};
    item.price = Money{1800};
    item.stock = 10;
    item.options = {{"ice", "normal", 1, {{"less", {"少冰", "Less ice"}, Money{}}}},
                    {"extra",
                     "",
                     2,
                     {{"pearls", {"珍珠", "pearls"}, Money{200}},
                      {"pudding", {"布丁", "pudding"}, Money{300}},
                      {"jelly", {"椰果", "jelly"}, Money{150}}}}};
    return item;
}

FoodShop shop() {
    FoodShop made;
    made.id = "s1";
    made.name = {"茶铺", "Tea shop"};
    made.minimum_order = Money{2000};
    made.packing_fee = Money{100};
    made.delivery = {Money{300}, Money{100}, Money{4000}, 12, 4};
    made.items = {tea()};
    return made;
}

struct Fixture {
    TimeZone zone = *TimeZone::find("Asia/Shanghai");
    std::vector<Coupon> platform;
    std::map<std::string, int> used;
    Time now = *parse_time("2026-03-02T12:00:00+08:00");
    double km = 1.5;
    bool open = true;

    Situation situation() const {
        return {now,
                zone,
                "CNY",
                open,
                km,
                0,
                platform,
                [this](const FoodShop*, const std::string& coupon) {
                    const auto found = used.find(coupon);
                    return found == used.end() ? 0 : found->second;
                }};
    }
    commerce::Quote quote(const FoodShop& of, const std::vector<Wish>& wishes) const {
        auto made = make_quote(of, wishes, {"p1", "home", {}, {}}, situation());
        EXPECT_TRUE(made);
        EXPECT_TRUE(commerce::check_price(made->items, made->lines, made->total));
        return *made;
    }
};

TEST(Pricing, EveryLineAddsUp) {
    const Fixture fixture;
    const auto quote =
        fixture.quote(shop(), {{"i1", 2, {{"ice", {"少冰"}}, {"extra", {"Pudding"}}}}});
    EXPECT_TRUE(quote.problems.empty());
    EXPECT_EQ(quote.items[0].options.one("ice"), "less");
    EXPECT_EQ(quote.items[0].unit_price, Money{2100});
    // 42.00 reaches free delivery, so 42.00 and 1.00 for packing.
    EXPECT_EQ(quote.total, Money{4300});
    const auto single = fixture.quote(shop(), {{"i1", 1, {{"extra", {"pearls"}}}}});
    EXPECT_EQ(single.total, Money{2000 + 100 + 300 + 150});
    EXPECT_EQ(single.eta_minutes, 12 + 6);
}

TEST(Pricing, ProblemsAreListed) {
    Fixture fixture;
    fixture.open = false;
    fixture.km = kMaxDeliveryKm + 1;
    const auto quote = fixture.quote(
        shop(), {{"i1", 11, {{"ice", {"lots"}}, {"colour", {"red"}}}}, {"i2", 1, {}}});
    std::vector<ProblemCode> codes;
    codes.reserve(quote.problems.size());
    for (const auto& one : quote.problems) codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector{ProblemCode::Closed, ProblemCode::UnknownOption,
                                  ProblemCode::UnknownOption, ProblemCode::UnknownItem,
                                  ProblemCode::OutOfStock, ProblemCode::TooFar}));
    EXPECT_EQ(quote.problems[4].available, 10);
    const auto small =
        Fixture{}.quote(shop(), {{"i1", 1, {{"extra", {"pearls", "pudding", "jelly"}}}}});
    ASSERT_EQ(small.problems.size(), 1U);
    EXPECT_EQ(small.problems[0].code, ProblemCode::TooManyChoices);
    const auto below = Fixture{}.quote(shop(), {{"i1", 1, {}}});
    ASSERT_EQ(below.problems.size(), 1U);
    EXPECT_EQ(below.problems[0].short_by, Money{200});
}

TEST(Pricing, TheDefaultNeedNotBeAChoice) {
    const auto quote = Fixture{}.quote(shop(), {{"i1", 2, {{"ice", {"normal"}}}}});
    EXPECT_TRUE(quote.problems.empty());
    EXPECT_EQ(quote.items[0].options.one("ice"), "normal");
}

TEST(Pricing, StockCountsOverLines) {
    const auto quote = Fixture{}.quote(shop(), {{"i1", 6, {}}, {"i1", 6, {{"ice", {"less"}}}}});
    ASSERT_EQ(quote.problems.size(), 1U);
    EXPECT_EQ(quote.problems[0].code, ProblemCode::OutOfStock);
}

TEST(Coupons, ConditionsAreKept) {
    Fixture fixture;
    auto store = shop();
    store.coupons = {{"c1", std::nullopt, Money{500}, Money{3000}, "2026-03-02", std::nullopt}};
    fixture.platform = {{"c9", std::nullopt, Money{300}, Money{2000}, std::nullopt, 1}};
    const auto both = fixture.quote(store, {{"i1", 2, {}}});
    EXPECT_EQ(both.coupons, (std::vector<std::string>{"c1", "c9"}));
    EXPECT_EQ(both.total, Money{3600 + 100 + 450 - 800});
    fixture.used["c9"] = 1;
    EXPECT_EQ(fixture.quote(store, {{"i1", 2, {}}}).coupons, std::vector<std::string>{"c1"});
    fixture.now = *parse_time("2026-03-02T23:59:59+08:00");
    EXPECT_EQ(fixture.quote(store, {{"i1", 2, {}}}).coupons, std::vector<std::string>{"c1"});
    fixture.now = *parse_time("2026-03-03T00:00:00+08:00");
    EXPECT_TRUE(fixture.quote(store, {{"i1", 2, {}}}).coupons.empty());
}

TEST(Coupons, NeverBelowZero) {
    Fixture fixture;
    fixture.platform = {{"c9", std::nullopt, Money{99'900}, Money{}, std::nullopt, std::nullopt}};
    const auto quote = fixture.quote(shop(), {{"i1", 2, {}}});
    EXPECT_EQ(quote.total, Money{});
}

// Against every pair, tried by a loop that shares nothing with the code: no valid pair is cheaper.
TEST(Coupons, NoCheaperPairExists) {
    std::mt19937 random(20260302);
    const auto pick = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    for (int round = 0; round < 500; ++round) {
        Fixture fixture;
        auto store = shop();
        store.items[0].stock = 1000;
        const auto coupons = [&](const char* prefix) {
            std::vector<Coupon> all;
            for (int i = pick(0, 5); i > 0; --i) {
                all.push_back(
                    {prefix + std::to_string(i), std::nullopt, Money{pick(0, 6000)},
                     Money{pick(0, 12'000)},
                     pick(0, 3) == 0 ? std::optional<std::string>("2026-03-01") : std::nullopt,
                     pick(0, 1) == 0 ? std::optional<int>(1) : std::nullopt});
                if (pick(0, 2) == 0) fixture.used[all.back().id] = 1;
            }
            return all;
        };
        store.coupons = coupons("s");
        fixture.platform = coupons("p");
        const auto quote = fixture.quote(store, {{"i1", pick(1, 8), {}}});
        const auto items = quote.lines[0].amount;
        Money before = items + store.packing_fee;
        if (items < *store.delivery.free_from) before += Money{450};
        const auto valid = [&](const Coupon& coupon) {
            return items >= coupon.from && !coupon.until &&
                   (!coupon.most_per_user || !fixture.used.contains(coupon.id));
        };
        std::vector<Money> first{{}};
        std::vector<Money> second{{}};
        for (const auto& coupon : store.coupons)
            if (valid(coupon)) first.push_back(coupon.off);
        for (const auto& coupon : fixture.platform)
            if (valid(coupon)) second.push_back(coupon.off);
        Money least = before;
        for (const auto a : first)
            for (const auto b : second) least = std::min(least, std::max(Money{}, before - a - b));
        EXPECT_EQ(quote.total, least) << "round " << round;
    }
}

}  // namespace
}  // namespace errand::city
