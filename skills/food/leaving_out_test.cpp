#include "skills/food/leaving_out.hpp"

#include <gtest/gtest.h>

#include "skills/food/options.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)
using Words = std::vector<std::string>;

commerce::ItemOption without(const std::string& zh, const std::string& en) {
    return {"x",
            "with",
            1,
            {choice("with", "正常", "As it comes"), choice("without", "不要" + zh, "No " + en)}};
}
commerce::Item dish(std::vector<commerce::ItemOption> options) {
    return item("a", "炒饭", "Fried rice", 15, std::move(options));
}
// Nothing, some or all of it is left out by that choice.
std::string covered(const commerce::Item& of, std::string_view what) {
    const auto found = choice_without(of, what);
    return !found ? "" : found.whole ? "all" : "some";
}

TEST(LeavingOut, IsSaidInManyWays) {
    EXPECT_EQ(left_out("别放蒜"), "蒜");
    EXPECT_EQ(left_out("no onions"), "onions");
    EXPECT_EQ(left_out("peanut-free"), "peanut");
    EXPECT_EQ(left_out("hold the pickles"), "pickles");
    EXPECT_EQ(left_out("去冰"), "冰");
    EXPECT_EQ(left_out("免葱的"), "葱");
    EXPECT_EQ(left_out("无糖"), "糖");
    EXPECT_FALSE(left_out("northern noodles"));
}

TEST(LeavingOut, OneCharacterLeavesOutOnlyWhatIsEaten) {
    for (const auto* words : {"去前台放下", "走后门", "去南门", "无需餐具", "无接触配送", "走地鸡",
                              "无锡酱", "去火茶", "免费送"})
        EXPECT_FALSE(left_out(words)) << words;
}

TEST(LeavingOut, WhatANoteSaysOfHandingOverIsNoDish) {
    for (const auto* words : {"不要敲门", "不要餐具", "no cutlery", "hold the door",
                              "skip the lobby", "no need to ring", "别放门口"})
        EXPECT_FALSE(left_out_of_dish(words)) << words;
    EXPECT_EQ(left_out_of_dish("不要香菜"), "香菜");
    EXPECT_EQ(left_out_of_dish("no olives"), "olives");
}

TEST(LeavingOut, SeveralThingsAreApart) {
    EXPECT_EQ(parts_of("葱、姜和蒜"), (Words{"葱", "姜", "蒜"}));
    EXPECT_EQ(parts_of("葱姜蒜"), (Words{"葱", "姜", "蒜"}));
    EXPECT_EQ(parts_of("scallions or garlic"), (Words{"scallions", "garlic"}));
    EXPECT_EQ(parts_of("洋葱"), Words{"洋葱"});
    EXPECT_EQ(parts_of("和牛"), Words{"和牛"});
    EXPECT_EQ(parts_of("ice cream"), Words{"ice cream"});
}

TEST(LeavingOut, TheSameThingIsLeftOutWholly) {
    const auto jelly = dish({without("花生", "peanuts")});
    for (const auto* what : {"花生", "peanut", "花生碎", "crushed peanuts"})
        EXPECT_EQ(covered(jelly, what), "all") << what;
    EXPECT_EQ(covered(dish({without("葱花", "scallions")}), "葱"), "all");
    EXPECT_EQ(covered(jelly, "香菜"), "");
    const auto burger =
        item("b", "汉堡", "Burger", 20,
             {{"onion", "with", 1, {choice("with", "", ""), choice("none", "", "")}}});
    EXPECT_EQ(covered(burger, "onions"), "all");
    EXPECT_EQ(covered(burger, "onion rings"), "");
}

TEST(LeavingOut, AFormOfAThingIsAPartOfIt) {
    EXPECT_EQ(covered(dish({without("花生碎", "crushed nuts")}), "花生"), "some");
    EXPECT_EQ(covered(dish({without("花生酱", "peanut sauce")}), "peanuts"), "some");
    EXPECT_EQ(covered(dish({without("辣椒", "chilli")}), "辣"), "some");
}

TEST(LeavingOut, APartOfANameIsAnotherThing) {
    EXPECT_EQ(covered(dish({without("洋葱", "onion")}), "葱"), "");
    EXPECT_EQ(covered(dish({without("洋葱", "onion")}), "onion rings"), "");
    EXPECT_EQ(covered(dish({without("冰", "ice")}), "冰淇淋"), "");
    EXPECT_EQ(covered(dish({without("冰", "ice")}), "ice cream"), "");
    EXPECT_EQ(covered(dish({without("花生", "peanuts")}), "花生酱"), "");
}

TEST(LeavingOut, SeveralThingsNeedAChoiceForEach) {
    const auto diet =
        dish({{"diet",
               "",
               3,
               {choice("0", "不要葱", "No scallions"), choice("1", "不要蒜", "No garlic"),
                choice("2", "不要香菜", "No cilantro")}}});
    Line line;
    leave_out(diet, {"葱蒜", "香菜"}, line);
    EXPECT_EQ(line.options.at("diet"), (Words{"0", "1", "2"}));
    EXPECT_EQ(line.without, (Words{"葱蒜", "香菜"}));

    Line some;
    leave_out(dish({without("葱", "scallions")}), {"scallions or garlic"}, some);
    EXPECT_EQ(some.options.at("x"), Words{"without"});
    EXPECT_TRUE(some.without.empty());
}

TEST(LeavingOut, WhatLeavesOutJustThatIsBetterThanMore) {
    const auto noodles =
        dish({{"x",
               "all",
               1,
               {choice("all", "正常", "All"), choice("both", "不要葱蒜", "No both"),
                choice("one", "不要葱", "No scallions")}}});
    EXPECT_EQ(choice_without(noodles, "葱").found.choice->value, "one");
    EXPECT_EQ(choice_without(noodles, "葱和蒜").found.choice->value, "both");
}

TEST(LeavingOut, AnotherChoiceOfThePersonStays) {
    const auto noodles = dish({without("葱", "scallions")});
    Line line;
    line.options["x"] = {"with"};
    leave_out(noodles, {"葱"}, line);
    EXPECT_EQ(line.options.at("x"), Words{"with"});
    EXPECT_TRUE(line.without.empty());
}

TEST(LeavingOut, ARefusalAmongTheOptionsIsNeverMetByWhatIsLikeIt) {
    const commerce::ItemOption onion{
        "onion",
        "yes",
        1,
        {choice("yes", "要洋葱", "With onion"), choice("no", "不要洋葱", "No onion")}};
    Line scallions;
    resolve_options(dish({onion}), wish("炒饭", 1, {option("不要葱")}), scallions);
    EXPECT_FALSE(scallions.options.contains("onion"));
    EXPECT_EQ(scallions.unmet.size(), 1U);
    Line refused;
    resolve_options(dish({onion}), wish("炒饭", 1, {option("不放洋葱")}), refused);
    EXPECT_EQ(refused.options.at("onion"), Words{"no"});
    Line wanted;
    resolve_options(dish({onion}), wish("炒饭", 1, {option("加洋葱", "extra", "洋葱")}), wanted);
    EXPECT_EQ(wanted.options.at("onion"), Words{"yes"});
    EXPECT_EQ(named_choice({"onion", onion.choices}, "不要葱"), std::nullopt);
    EXPECT_EQ(named_choice({"onion", onion.choices}, "不放洋葱"), "no");
}

TEST(LeavingOut, WhatIsAvoidedBecomesTheOption) {
    const auto line = line_for(dish({without("花生", "peanuts")}), wish("炒饭"), 0, {"花生"});
    EXPECT_EQ(line.options.at("x"), Words{"without"});
    EXPECT_EQ(line.without, Words{"花生"});
}

TEST(LeavingOut, WhereWhatComesByItselfHoldsItThePersonChooses) {
    const auto salad =
        item("a", "沙拉", "Salad", 20,
             {{"dressing",
               "peanut",
               1,
               {choice("peanut", "花生酱", "Peanut sauce"), choice("lemon", "柠檬汁", "Lemon")}}});
    const auto line = line_for(salad, wish("沙拉"), 0, {"花生"});
    ASSERT_EQ(line.open.size(), 1U);
    ASSERT_EQ(line.open[0].choices.size(), 1U);
    EXPECT_EQ(line.open[0].choices[0].value, "lemon");
    const auto chosen = line_for(salad, wish("沙拉", 1, {option("柠檬汁")}), 0, {"花生"});
    EXPECT_TRUE(chosen.open.empty());
}

}  // namespace
}  // namespace errand::skills::food
