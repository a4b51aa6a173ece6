#include "skills/food/match.hpp"

#include <gtest/gtest.h>

#include "skills/food/offers.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

Stall tea_house() {
    return stall("s1", "云边茶屋",
                 {item("a", "黑糖珍珠奶茶", "Brown sugar pearl milk tea", 18, {ice(), sugar()}),
                  item("b", "珍珠奶茶", "Pearl milk tea", 15, {ice(), sugar()}),
                  item("c", "可乐", "Cola", 5), item("d", "可乐鸡翅", "Cola chicken wings", 22)});
}

TEST(Match, TheExactNameWins) {
    const auto line = serve(tea_house(), draft({wish("珍珠奶茶", 2)}), 0);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->id, "b");
    EXPECT_EQ(line->quantity, 2);
}

TEST(Match, AcrossLanguages) {
    EXPECT_EQ(serve(tea_house(), draft({wish("bubble tea")}), 0)->id, "b");
    EXPECT_EQ(serve(tea_house(), draft({wish("coke")}), 0)->id, "c");
}

TEST(Match, OfOneKindTheOptionsDecide) {
    auto shop = tea_house();
    shop.items[1].options.clear();
    const auto line = serve(shop, draft({wish("奶茶", 1, {option("少冰", "ice", "less")})}), 0);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->id, "a");
    EXPECT_EQ(line->options.one("ice"), "less");
}

TEST(Match, WhatIsSoldOutOrToBeAvoidedDoesNotCount) {
    auto shop = tea_house();
    shop.items[1].stock = 0;
    EXPECT_EQ(serve(shop, draft({wish("珍珠奶茶")}), 0)->id, "a");
    auto careful = draft({wish("鸡翅")});
    careful.avoid = {"可乐"};
    EXPECT_FALSE(serve(shop, careful, 0));
}

TEST(Match, AllergiesAreReadFromTagsAndAttributes) {
    auto noodles = item("n", "凉面", "Cold noodles", 12);
    noodles.tags = {"含花生"};
    EXPECT_TRUE(is_avoided(noodles, {"peanuts"}));
    noodles.tags.clear();
    noodles.attributes = {{"allergens", json::array{"Peanut"}}};
    EXPECT_TRUE(is_avoided(noodles, {"花生"}));
    EXPECT_FALSE(is_avoided(noodles, {"虾"}));
}

TEST(Match, AllWishesOrWhatIsMissing) {
    const auto all = serve_all(tea_house(), draft({wish("珍珠奶茶"), wish("可乐")}));
    EXPECT_EQ(all.lines.size(), 2U);
    EXPECT_TRUE(all.missing.empty());
    const auto part = serve_all(tea_house(), draft({wish("珍珠奶茶"), wish("披萨")}));
    EXPECT_EQ(part.missing, std::vector<std::size_t>{1});
}

TEST(Match, AChosenItemIsKeptInItsShopOnly) {
    auto kept = draft({wish("奶茶")});
    kept.wishes[0].item = "a";
    kept.shop_kept = "s1";
    EXPECT_EQ(serve(tea_house(), kept, 0)->id, "a");
    kept.shop_kept = "s2";
    EXPECT_EQ(serve(tea_house(), kept, 0)->id, "b");
}

TEST(Match, NamesOfShops) {
    EXPECT_TRUE(names_shop("云边", {"云边茶屋", "Cloudside Tea"}));
    EXPECT_TRUE(names_shop("cloudside", {"云边茶屋", "Cloudside Tea"}));
    EXPECT_TRUE(names_shop("云边茶屋西湖店", {"云边茶屋", ""}));
    EXPECT_FALSE(names_shop("山月面馆", {"云边茶屋", "Cloudside Tea"}));
    EXPECT_FALSE(names_shop("", {"云边茶屋", ""}));
}

TEST(Match, NearestNamesComeBestFirst) {
    const auto names = nearest_names({tea_house()}, draft({wish("珍珠奶绿")}), 0);
    ASSERT_FALSE(names.empty());
    EXPECT_EQ(names.front().zh, "珍珠奶茶");
}

TEST(Candidates, OnlyOpenShopsThatServeAll) {
    auto shut = tea_house();
    shut.shop.id = "s2";
    shut.shop.open = false;
    auto other = tea_house();
    other.shop.id = "s3";
    other.items.resize(1);
    const auto found =
        candidates({tea_house(), shut, other}, draft({wish("珍珠奶茶"), wish("可乐")}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().shop.id, "s1");
    EXPECT_EQ(found.front().estimate, yuan(15 + 5 + 3 + 1));
}

TEST(Candidates, ShopsThatWerePassedOverAreLeftOut) {
    auto wanted = draft({wish("珍珠奶茶")});
    wanted.passed_over = {"s1"};
    EXPECT_TRUE(candidates({tea_house()}, wanted).empty());
}

TEST(Candidates, AKindOfDishShowsMoreThanOneOfAShop) {
    const auto found = candidates({tea_house()}, draft({wish("奶茶")}));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(found[0].lines[0].id, found[1].lines[0].id);
}

TEST(Candidates, ShortStockComesLast) {
    auto few = tea_house();
    few.shop.id = "s2";
    few.items[1].stock = 3;
    few.items[1].price = yuan(9);
    auto two =
        draft({wish("珍珠奶茶", 2, {}), wish("珍珠奶茶", 2, {option("少冰", "ice", "less")})});
    const auto found = candidates({few, tea_house()}, two);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.front().shop.id, "s1");
    EXPECT_FALSE(found.back().short_of.empty());
}

TEST(Candidates, OpenChoicesArePricedAtTheirCheapest) {
    auto shop = stall("s1", "咖啡", {item("c", "拿铁", "Latte", 20, {open_temperature()})});
    shop.items[0].options[0].choices[0].extra = yuan(2);
    const auto found = candidates({shop}, draft({wish("拿铁")}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].lines[0].options.one("temperature"), "cold");
    EXPECT_EQ(found[0].lines[0].open.size(), 1U);
}

TEST(AddOns, TheCheapestWaysToTheMinimum) {
    const auto shop = tea_house();
    auto wanted = draft({wish("珍珠奶茶")});
    const auto base = candidates({shop}, wanted);
    ASSERT_FALSE(base.empty());
    const auto more = with_add_ons(base.front(), shop, yuan(5), wanted);
    ASSERT_EQ(more.size(), 3U);
    EXPECT_TRUE(more.front().add_on);
    ASSERT_EQ(more.front().lines.size(), 2U);
    EXPECT_EQ(more.front().lines[1].id, "c");
    EXPECT_EQ(more.front().lines[1].wish, 1U);
    // One more of the same is a way too.
    EXPECT_TRUE(std::ranges::any_of(more, [](const Candidate& one) {
        return one.lines.size() == 1 && one.lines[0].quantity == 2;
    }));
}

TEST(Notes, HoldWhatNoOptionCovers) {
    auto wanted = draft({wish("珍珠奶茶")});
    wanted.note = "多给吸管";
    wanted.avoid = {"香菜"};
    wanted.when = "2026-03-02T12:30:00+08:00";
    Line line;
    line.unmet = {{"加珍珠", "add pearls"}};
    const auto note = note_for(wanted, {line}, "zh");
    EXPECT_EQ(note, "多给吸管;不要香菜;加珍珠;希望送达时间:12:30");
}

Line line_of(const std::string& name, std::vector<std::string> without = {}) {
    Line line;
    line.name = {name, name};
    line.without = std::move(without);
    return line;
}

TEST(Notes, WhatOneLineLeavesOutIsWrittenForTheOthers) {
    auto wanted = draft({wish("burger"), wish("salad")});
    wanted.avoid = {"onion"};
    EXPECT_EQ(note_for(wanted, {line_of("Burger", {"onion"}), line_of("Salad")}, "en"),
              "Salad: no onion");
    EXPECT_EQ(note_for(wanted, {line_of("Burger", {"onion"}), line_of("Salad", {"onion"})}, "en"),
              "");
    EXPECT_EQ(note_for(wanted, {line_of("Burger"), line_of("Salad")}, "en"), "no onion");
}

TEST(Notes, APartOfAnotherWordIsNotWrittenYet) {
    auto wanted = draft({wish("炒饭")});
    wanted.avoid = {"洋葱", "葱"};
    EXPECT_EQ(note_for(wanted, {line_of("炒饭")}, "zh"), "不要洋葱;不要葱");
    wanted.avoid = {"eggplant", "egg"};
    EXPECT_EQ(note_for(wanted, {line_of("rice")}, "en"), "no eggplant; no egg");
    wanted.avoid = {"香菜"};
    wanted.note = "不放香菜;不要葱油";
    EXPECT_EQ(note_for(wanted, {line_of("炒饭")}, "zh"), wanted.note);
    auto line = line_of("炒饭");
    line.unmet = {{"不要葱", "no scallions"}};
    wanted.avoid.clear();
    EXPECT_EQ(note_for(wanted, {line}, "zh"), "不放香菜;不要葱油;不要葱");
}

TEST(Notes, TheSpotIsWrittenInTheLanguageAndGoesWithThePlace) {
    auto wanted = draft({wish("炒饭")});
    wanted.place->spot = {"前台", "front desk"};
    EXPECT_EQ(note_for(wanted, {line_of("炒饭")}, "zh"), "送到前台");
    EXPECT_EQ(note_for(wanted, {line_of("炒饭")}, "en"), "please deliver to the front desk");
    wanted.place = Place{"p2", "home", {}};
    EXPECT_EQ(note_for(wanted, {line_of("炒饭")}, "zh"), "");
}

TEST(Match, ShopsAreNamedByWholeWords) {
    EXPECT_FALSE(names_shop("ice", {"", "Juice Bar"}));
    EXPECT_FALSE(names_shop("luncheon", {"", "Lunch"}));
    EXPECT_TRUE(names_shop("juice", {"", "Juice Bar"}));
}

}  // namespace
}  // namespace errand::skills::food
