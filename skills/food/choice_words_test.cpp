#include "skills/food/choice_words.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

commerce::ItemOption milk() {
    return {"milk",
            "whole",
            1,
            {choice("whole", "全脂奶", "Whole milk"), choice("oat", "燕麦奶", "Oat milk"),
             choice("soy", "豆奶", "Soy milk")}};
}
commerce::ItemOption crust() {
    return {"crust",
            "classic",
            1,
            {choice("thin", "", "Thin crust"), choice("classic", "", "Classic crust")}};
}
commerce::ItemOption pieces() {
    return {
        "pieces", "8", 1, {choice("8", "八只", "8 pieces"), choice("12", "十二只", "12 pieces")}};
}
commerce::ItemOption nuts() {
    return {"nuts",
            "with",
            1,
            {choice("with", "放花生碎", "With peanuts"),
             choice("without", "不放花生碎", "No peanuts")}};
}

std::string said(const commerce::Item& item, std::string_view words) {
    const auto found = choice_said(item, words);
    return found ? found.choice->value : std::string();
}

TEST(ChoiceWords, AreFoundByPartsAndInTheOtherLanguage) {
    const auto latte = item("a", "拿铁", "Latte", 20, {milk()});
    for (const auto* words :
         {"oat milk", "oat", "燕麦奶", "燕麦", "燕麦奶的", "换成燕麦奶", "with oat milk"})
        EXPECT_EQ(said(latte, words), "oat") << words;
    EXPECT_EQ(said(latte, "soy"), "soy");
    EXPECT_EQ(said(latte, "milk"), "");
    EXPECT_EQ(said(latte, "almond milk"), "");
    const auto pizza = item("b", "", "Funghi Pizza", 10, {crust()});
    for (const auto* words : {"thin", "thin crust", "薄底", "crust thin"})
        EXPECT_EQ(said(pizza, words), "thin") << words;
    EXPECT_EQ(said(pizza, "crust"), "");
}

TEST(ChoiceWords, PiecesAreSaidInDigitsAndWords) {
    const auto wontons = item("a", "馄饨", "Wontons", 15, {pieces()});
    for (const auto* words : {"十二只", "12只的", "12个装", "十二个", "12 pieces", "twelve-piece"})
        EXPECT_EQ(said(wontons, words), "12") << words;
    EXPECT_EQ(said(wontons, "十只"), "");
    EXPECT_EQ(said(wontons, "12"), "");
    EXPECT_EQ(pieces_said("6个装"), 6);
    EXPECT_FALSE(pieces_said("三份"));
    EXPECT_FALSE(pieces_said("八宝粥"));
}

TEST(ChoiceWords, WhatIsLeftOutIsAChoice) {
    const auto jelly = item("a", "冰粉", "Ice jelly", 8, {nuts()});
    for (const auto* what : {"花生", "花生碎", "peanuts", "peanut"}) {
        const auto found = choice_without(jelly, what);
        ASSERT_TRUE(found) << what;
        EXPECT_EQ(found.choice->value, "without") << what;
    }
    EXPECT_FALSE(choice_without(jelly, "香菜"));
    const auto burger =
        item("b", "汉堡", "Burger", 20,
             {{"onion", "with", 1, {choice("with", "", ""), choice("none", "", "")}}});
    EXPECT_TRUE(choice_without(burger, "onions"));
    EXPECT_EQ(left_out("别放蒜"), "蒜");
    EXPECT_EQ(left_out("no onions"), "onions");
    EXPECT_EQ(left_out("peanut-free"), "peanut");
    EXPECT_FALSE(left_out("northern noodles"));
}

TEST(ChoiceWords, WhatIsAvoidedBecomesTheOption) {
    const auto jelly = item("a", "冰粉", "Ice jelly", 8, {nuts()});
    const auto line = line_for(jelly, wish("冰粉"), 0, {"花生"});
    EXPECT_EQ(line.options.at("nuts"), std::vector<std::string>{"without"});
    EXPECT_EQ(line.without, std::vector<std::string>{"花生"});
}

TEST(ChoiceWords, WhereWhatComesByItselfHoldsItThePersonChooses) {
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
