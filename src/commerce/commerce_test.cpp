// Money, names, options and the price of an item.
#include <gtest/gtest.h>

#include <random>

#include "commerce/limits.hpp"
#include "commerce/order.hpp"

namespace errand::commerce {
namespace {

TEST(Money, ReadsAndWritesDecimalStrings) {
    for (const auto* text : {"0.00", "18.00", "0.05", "-3.00", "-0.50", "10000000000.00"}) {
        const auto money = parse_money(text);
        ASSERT_TRUE(money) << text;
        EXPECT_EQ(to_string(*money), text);
    }
    EXPECT_EQ(parse_money("18")->minor, 1800);
    EXPECT_EQ(parse_money("18.5")->minor, 1850);
    EXPECT_EQ(to_string(*parse_money("-0")), "0.00");
}

TEST(Money, RefusesEverythingElse) {
    for (const auto* text :
         {"", "-", ".", "18.", ".5", "18.005", "1e3", "+1.00", " 1.00", "1.00 ", "01.00", "--1.00",
          "1,00", "1.0.0", "1.-1", "0x10", "¥18.00", "10000000000.01", "99999999999999999999.00"}) {
        EXPECT_FALSE(parse_money(text)) << text;
    }
}

TEST(Money, SurvivesTheWayForAnyAmount) {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<std::int64_t> any(-kMaxMinor, kMaxMinor);
    for (int i = 0; i < 20'000; ++i) {
        const Money money{any(random)};
        EXPECT_EQ(*json::decode<Money>(json::encode(money)), money);
        EXPECT_EQ(money - money, Money{});
        EXPECT_EQ(-(-money), money);
    }
}

TEST(Money, ChecksItsArithmetic) {
    EXPECT_EQ(*times(Money{1800}, 40), Money{72000});
    EXPECT_FALSE(times(Money{kMaxMinor}, 2));
    EXPECT_FALSE(times(Money{1}, std::numeric_limits<std::int64_t>::max()));
    EXPECT_FALSE(times(Money{3}, std::numeric_limits<std::int64_t>::max()));
    EXPECT_FALSE(add(Money{kMaxMinor}, Money{1}));
    EXPECT_TRUE(add(Money{kMaxMinor}, Money{-1}));
    EXPECT_DEATH(Money{std::numeric_limits<std::int64_t>::max()} + Money{1}, "overflow");
}

TEST(Money, SharesRoundToTheNearestCent) {
    EXPECT_EQ(share(Money{1001}, 1, 2), Money{501});
    EXPECT_EQ(share(Money{1000}, 1, 3), Money{333});
    EXPECT_EQ(share(Money{2000}, 1, 3), Money{667});
    EXPECT_EQ(share(Money{-1001}, 1, 2), Money{-501});
    EXPECT_EQ(share(Money{1}, 0, 5), Money{0});
    EXPECT_EQ(share(Money{kMaxMinor}, 1'000'000, 1'000'000), Money{kMaxMinor});
}

TEST(Money, ErrorsNameThePath) {
    EXPECT_EQ(
        json::read<PriceLine>(R"({"kind":"items","label":"Items","amount":18})").error().message,
        "amount must be an amount such as \"18.00\", not a number");
    EXPECT_EQ(
        json::read<PriceLine>(R"({"kind":"items","label":"Items","amount":"x"})").error().message,
        "amount: 'x' is not an amount");
}

TEST(LocalName, IsAStringOrBothLanguages) {
    EXPECT_EQ(*json::read<LocalName>(R"("珍珠奶茶")"), (LocalName{"珍珠奶茶", ""}));
    EXPECT_EQ(*json::read<LocalName>(R"("Café Crème")"), (LocalName{"", "Café Crème"}));
    EXPECT_EQ(*json::read<LocalName>(R"({"zh":"奶茶","en":"Milk tea"})"),
              (LocalName{"奶茶", "Milk tea"}));
    EXPECT_EQ(*json::read<LocalName>(R"({"en":"Milk tea"})"), (LocalName{"", "Milk tea"}));
    EXPECT_FALSE(json::read<LocalName>(R"({"fr":"thé"})"));
    EXPECT_FALSE(json::read<LocalName>("1"));
}

TEST(LocalName, SurvivesTheWay) {
    for (const LocalName& name :
         {LocalName{}, LocalName{"奶茶", ""}, LocalName{"", "tea"}, LocalName{"KFC", ""},
          LocalName{"", "茶 tea"}, LocalName{"奶茶", "奶茶"}, LocalName{"奶茶", "tea"}}) {
        EXPECT_EQ(*json::decode<LocalName>(json::encode(name)), name);
    }
    EXPECT_EQ(json::write(json::encode(LocalName{"奶茶", ""})), R"("奶茶")");
}

TEST(LocalName, FallsBackToTheOtherLanguage) {
    const LocalName both{"奶茶", "Milk tea"};
    EXPECT_EQ(both.in("zh-CN"), "奶茶");
    EXPECT_EQ(both.in("en"), "Milk tea");
    EXPECT_EQ((LocalName{"", "Tea"}.in("zh")), "Tea");
    EXPECT_EQ((LocalName{"茶", ""}.in("en")), "茶");
}

TEST(Options, ReadStringsListsAndNumbers) {
    const auto options =
        json::read<Options>(R"({"ice":"less","sugar":50,"extra":["pearls","pudding"]})");
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(options->one("sugar"), "50");
    EXPECT_EQ(options->one("spice"), "");
    EXPECT_EQ(json::write(json::encode(*options)),
              R"({"extra":["pearls","pudding"],"ice":"less","sugar":"50"})");
    EXPECT_EQ(json::write(json::encode(Options{{"extra", {"pearls"}}, {"ice", {}}})),
              R"({"extra":["pearls"]})");
    EXPECT_EQ(json::read<Options>(R"({"ice":[true]})").error().message,
              "ice.0 must be a string, not true or false");
}

TEST(Options, AreEqualWhateverTheOrderOfValues) {
    EXPECT_EQ((Options{{"extra", {"a", "b"}}}), (Options{{"extra", {"b", "a"}}}));
    EXPECT_EQ((Options{{"extra", {}}}), Options{});
    EXPECT_NE((Options{{"extra", {"a"}}}), (Options{{"extra", {"a", "b"}}}));
    EXPECT_NE((Options{{"ice", {"less"}}}), (Options{{"ice", {"none"}}}));
}

Item milk_tea() {
    const auto item = json::read<Item>(R"({"id":"i1","name":"珍珠奶茶","price":"18.00","stock":100,
        "tags":[],"attributes":{},"options":[
        {"key":"ice","default":"normal","most":1,"choices":[
          {"value":"less","name":"少冰","extra":"0.00"},{"value":"none","name":"去冰"}]},
        {"key":"sugar","default":100,"choices":[{"value":100,"name":"全糖"},{"value":50,"name":"半糖"}]},
        {"key":"extra","most":2,"choices":[{"value":"pearls","name":"珍珠","extra":"2.00"},
          {"value":"pudding","name":"布丁","extra":"3.50"},{"value":"oat","name":"燕麦","extra":"1.00"}]}]})");
    EXPECT_TRUE(item) << item.error().message;
    return *item;
}

TEST(Item, ReadsAndSurvivesTheWay) {
    const auto item = milk_tea();
    EXPECT_EQ(item.option("sugar")->default_, "100");
    EXPECT_EQ(item.option("extra")->default_, "");
    EXPECT_EQ(*json::decode<Item>(json::encode(item)), item);
    EXPECT_EQ(json::read<ItemOption>(R"({"key":"a","most":0,"choices":[]})").error().message,
              "most must be at least 1");
    EXPECT_EQ(json::read<ItemOption>(R"({"key":"a","choices":[{"value":"x"}]})").error().message,
              "missing field 'choices.0.name'");
}

TEST(Item, CostsItsPriceAndTheExtras) {
    const auto item = milk_tea();
    EXPECT_EQ(*unit_price(item, {}), Money{1800});
    EXPECT_EQ(*unit_price(item, {{"ice", {"less"}}, {"sugar", {"50"}}}), Money{1800});
    EXPECT_EQ(*unit_price(item, {{"extra", {"pudding", "pearls"}}}), Money{2350});
    EXPECT_EQ(unit_price(item, {{"spice", {"hot"}}}).error().message,
              "珍珠奶茶 has no option 'spice'");
    EXPECT_FALSE(unit_price(item, {{"ice", {"lots"}}}));
    EXPECT_FALSE(unit_price(item, {{"ice", {"less", "none"}}}));
    EXPECT_FALSE(unit_price(item, {{"extra", {"pearls", "pudding", "oat"}}}));
    EXPECT_FALSE(unit_price(item, {{"extra", {"pearls", "pearls"}}}));
}

TEST(Item, DefaultsAreFilledIn) {
    const auto item = milk_tea();
    EXPECT_EQ(with_defaults(item, {}), with_defaults(item, {{"sugar", {"100"}}}));
    EXPECT_NE(with_defaults(item, {}), with_defaults(item, {{"sugar", {"50"}}}));
}

TEST(CheckPrice, WantsEveryLineToAddUp) {
    const std::vector<OrderItem> items{{"i1", {"奶茶", ""}, 2, {}, Money{1800}, Money{3600}}};
    const std::vector<PriceLine> lines{{PriceKind::Items, {}, Money{3600}},
                                       {PriceKind::Delivery, {}, Money{300}},
                                       {PriceKind::ShopCoupon, {}, Money{-500}}};
    EXPECT_TRUE(check_price(items, lines, Money{3400}));
    EXPECT_FALSE(check_price(items, lines, Money{3401}));
    auto wrong = items;
    wrong[0].amount = Money{3500};
    EXPECT_FALSE(check_price(wrong, lines, Money{3400}));
    wrong = items;
    wrong[0].quantity = 0;
    EXPECT_FALSE(check_price(wrong, lines, Money{3400}));
    auto dearer = lines;
    dearer[2].amount = Money{500};
    EXPECT_FALSE(check_price(items, dearer, Money{4400}));
    auto shifted = lines;
    shifted[0].amount = Money{3500};
    shifted[1].amount = Money{400};
    EXPECT_FALSE(check_price(items, shifted, Money{3400}));
}

}  // namespace
}  // namespace errand::commerce
