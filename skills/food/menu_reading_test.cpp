#include "skills/food/menu_reading.hpp"

#include <gtest/gtest.h>

#include "brain/embedded/embedded.hpp"
#include "skills/food/reduce.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

std::vector<Stall> street() {
    const commerce::ItemOption pieces{
        "pieces", "6", 1, {choice("6", "6只", "6 pieces"), choice("9", "9只", "9 pieces")}};
    const commerce::ItemOption milk{
        "milk",
        "whole",
        1,
        {choice("whole", "鲜奶", "Whole milk"), choice("oat", "燕麦奶", "Oat milk")}};
    return {
        stall("s1", "饺子铺",
              {item("a", "鲜虾蒸饺", "Shrimp dumplings", 15, {pieces}),
               item("b", "生蚝", "Oyster", 6)}),
        stall("s2", "咖啡",
              {item("c", "摩卡", "Mocha", 20, {milk}), item("d", "肉桂卷", "Cinnamon bun", 9)})};
}

Draft read(const std::string& sentence, brain::Act* begun = nullptr) {
    auto act = brain::embedded::understand(sentence, {}).acts.front();
    auto draft = begin_in_words(act);
    read_with_menus(draft, street(), act);
    if (begun != nullptr) *begun = act;
    return draft;
}

TEST(MenuReading, PiecesBindToTheOption) {
    for (const auto* sentence : {"鲜虾蒸饺一份,9只的,送公司", "来一份九只装的鲜虾蒸饺送公司"}) {
        const auto draft = read(sentence);
        ASSERT_EQ(draft.wishes.size(), 1U) << sentence;
        EXPECT_EQ(draft.wishes[0].quantity, 1) << sentence;
        const auto line = serve(street()[0], draft, 0);
        ASSERT_TRUE(line) << sentence;
        EXPECT_EQ(line->options.at("pieces"), std::vector<std::string>{"9"}) << sentence;
    }
}

TEST(MenuReading, PiecesOfAnotherItemCountIt) {
    const auto draft = read("生蚝9只,鲜虾蒸饺一份,送公司");
    ASSERT_EQ(draft.wishes.size(), 2U);
    EXPECT_EQ(draft.wishes[0].quantity, 9);
    EXPECT_EQ(draft.wishes[1].quantity, 1);
}

TEST(MenuReading, AChoiceIsNoDish) {
    const auto draft = read("一杯摩卡送公司,要燕麦奶的");
    ASSERT_EQ(draft.wishes.size(), 1U);
    const auto line = serve(street()[1], draft, 0);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->options.at("milk"), std::vector<std::string>{"oat"});
    EXPECT_TRUE(line->unmet.empty());
}

TEST(MenuReading, AReadingThatServesLessIsNotTaken) {
    auto act = brain::embedded::understand("两杯摩卡和一个肉桂卷送公司", {}).acts.front();
    auto draft = begin_in_words(act);
    const auto before = draft.wishes;
    read_with_menus(draft, street(), act);
    EXPECT_EQ(draft.wishes, before);
}

TEST(MenuReading, WordsSaidInPassingAreNamedAndLeft) {
    brain::Act act;
    act.intent = brain::Intent::Start;
    auto draft = test::draft({wish("Mocha", 2), wish("quick break")});
    EXPECT_EQ(drop_passing_words(draft, street(), act), std::vector<std::string>{"quick break"});
    EXPECT_EQ(draft.wishes.size(), 1U);
    auto sushi = test::draft({wish("Mocha", 2), wish("寿司")});
    EXPECT_TRUE(drop_passing_words(sushi, street(), act).empty());
}

TEST(MenuReading, AnArticleIsAWordOfItsOwn) {
    brain::Act act;
    act.intent = brain::Intent::Start;
    act.text = "two mochas and cola nightmare";
    auto& counted = act.slots.items.emplace_back();
    counted.name = "nightmare";
    counted.quantity = 1;
    auto draft = test::draft({wish("Mocha", 2), wish("nightmare")});
    EXPECT_TRUE(drop_passing_words(draft, street(), act).empty());
    act.text = "two mochas for a nightmare";
    EXPECT_EQ(drop_passing_words(draft, street(), act), std::vector<std::string>{"nightmare"});
}

TEST(MenuReading, TheChoicesOfTheDraftCanBeSaid) {
    const auto words = choices_to_say(street(), draft({wish("摩卡")}));
    EXPECT_NE(std::ranges::find(words, "oat milk"), words.end());
    EXPECT_EQ(std::ranges::find(words, "9只"), words.end());
}

std::vector<Stall> weighed() {
    const commerce::ItemOption weight{
        "weight", "250", 1, {choice("250", "半斤", "Half a jin"), choice("500", "一斤", "A jin")}};
    const commerce::ItemOption spice{
        "spice", "none", 1, {choice("none", "不辣", "Not spicy"), choice("hot", "特辣", "Hot")}};
    const commerce::ItemOption across{
        "diameter", "10", 1, {choice("10", "10\"", "10\""), choice("12", "12\"", "12\"")}};
    const commerce::ItemOption leek{
        "leek",
        "with",
        1,
        {choice("with", "放韭菜", "With leek"), choice("no", "不放韭菜", "No leek")}};
    return {stall("s1", "卤味", {item("a", "卤鸭翅", "Duck wings", 20, {weight, spice})}),
            stall("s2", "披萨", {item("b", "海鲜披萨", "Seafood Pizza", 60, {across})}),
            stall("s3", "饺子", {item("c", "虾仁水饺", "Prawn dumplings", 22, {leek})})};
}

Draft read_weighed(const std::string& sentence) {
    auto act = brain::embedded::understand(sentence, {}).acts.front();
    auto draft = begin_in_words(act);
    read_with_menus(draft, weighed(), act);
    return draft;
}

commerce::Options options_of(const Draft& draft, std::size_t stall, std::size_t wish) {
    const auto line = serve(weighed()[stall], draft, wish);
    return line ? line->options : commerce::Options{};
}

TEST(MenuReading, AWeightIsAChoiceAndNoCount) {
    const auto two = read_weighed("两斤鸭翅,特辣,送公司");
    ASSERT_EQ(two.wishes.size(), 1U);
    EXPECT_EQ(two.wishes[0].quantity, 2);
    EXPECT_EQ(options_of(two, 0, 0).at("weight"), std::vector<std::string>{"500"});

    const auto apart = read_weighed("鸭翅一斤特辣的,再来半斤不辣的,送公司");
    ASSERT_EQ(apart.wishes.size(), 2U);
    EXPECT_EQ(options_of(apart, 0, 0).at("weight"), std::vector<std::string>{"500"});
    EXPECT_EQ(options_of(apart, 0, 1).at("weight"), std::vector<std::string>{"250"});
    EXPECT_EQ(options_of(apart, 0, 1).at("spice"), std::vector<std::string>{"none"});
}

TEST(MenuReading, PiecesBesidePortionsAreNoCount) {
    for (const auto* sentence :
         {"两份鲜虾蒸饺,12只的,送公司", "2 orders of 12 piece shrimp dumplings"}) {
        const auto draft = read(sentence);
        ASSERT_FALSE(draft.wishes.empty()) << sentence;
        EXPECT_LE(draft.wishes[0].quantity, 2) << sentence;
    }
}

TEST(MenuReading, WeightsBesidePortionsAreNotMultiplied) {
    const auto together = read_weighed("两份鸭翅,一共两斤,送公司");
    ASSERT_EQ(together.wishes.size(), 1U);
    EXPECT_EQ(together.wishes[0].quantity, 2);
    const auto more = read_weighed("三份鸭翅,两斤的,送公司");
    ASSERT_EQ(more.wishes.size(), 1U);
    EXPECT_EQ(more.wishes[0].quantity, 3);
}

TEST(MenuReading, ASizeInInchesIsAChoice) {
    for (const auto* sentence :
         {"two 12 inch seafood pizzas to the office", "two seafood pizzas, 12\", to the office"}) {
        const auto draft = read_weighed(sentence);
        ASSERT_EQ(draft.wishes.size(), 1U) << sentence;
        EXPECT_EQ(draft.wishes[0].quantity, 2) << sentence;
        EXPECT_EQ(options_of(draft, 1, 0).at("diameter"), std::vector<std::string>{"12"})
            << sentence;
    }
}

TEST(MenuReading, ARefusalBehindItsWordLeavesOut) {
    const auto draft = read_weighed("一份虾仁水饺,韭菜千万别放,送公司");
    ASSERT_EQ(draft.wishes.size(), 1U);
    EXPECT_EQ(options_of(draft, 2, 0).at("leek"), std::vector<std::string>{"no"});
}

TEST(MenuReading, ADishOnTheMenuIsNoChoiceOfAnother) {
    const commerce::ItemOption sauce{
        "sauce", "soy", 1, {{"soy", {"甜酱油", ""}, {}}, {"garlic", {"蒜蓉酱", ""}, {}}}};
    const commerce::ItemOption sweet{
        "sweet", "sweet", 1, {{"sweet", {"甜", ""}, {}}, {"plain", {"原味", ""}, {}}}};
    const std::vector<Stall> shops{stall("s1", "早点",
                                         {item("a", "香煎肠粉", "Rice rolls", 12, {sauce}),
                                          item("b", "手磨豆浆", "Soy milk", 5, {sweet})})};
    for (const auto* sentence :
         {"香煎肠粉一份,再要两杯豆浆,送公司", "香煎肠粉一份要蒜蓉酱,两杯原味豆浆,送公司"}) {
        auto act = brain::embedded::understand(sentence, {}).acts.front();
        auto draft = begin_in_words(act);
        read_with_menus(draft, shops, act);
        ASSERT_EQ(draft.wishes.size(), 2U) << sentence;
        EXPECT_EQ(draft.wishes[1].quantity, 2) << sentence;
        EXPECT_TRUE(draft.wishes[1].name.ends_with("豆浆")) << draft.wishes[1].name;
    }
}

}  // namespace
}  // namespace errand::skills::food
