#include "skills/food/options.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

commerce::Item tea() {
    return item("t", "珍珠奶茶", "Pearl milk tea", 15, {size(), ice(), sugar(), extra()});
}

Line resolved(const commerce::Item& item, std::vector<brain::OptionWish> options) {
    Line line;
    resolve_options(item, wish(item.name.zh, 1, std::move(options)), line);
    return line;
}

TEST(Options, ByTheNameOfAChoiceInEitherLanguage) {
    EXPECT_EQ(resolved(tea(), {option("少冰")}).options.one("ice"), "less");
    EXPECT_EQ(resolved(tea(), {option("less ice")}).options.one("ice"), "less");
    EXPECT_EQ(resolved(tea(), {option("Large")}).options.one("size"), "large");
}

TEST(Options, ByTheCommonKeyAndValue) {
    const auto line =
        resolved(tea(), {option("冰少一点", "ice", "less"), option("", "sugar", "50")});
    EXPECT_EQ(line.options.one("ice"), "less");
    EXPECT_EQ(line.options.one("sugar"), "50");
    EXPECT_TRUE(line.unmet.empty());
}

TEST(Options, AShopsOwnKeyIsFoundByTheWordsOfItsChoices) {
    auto odd = tea();
    odd.options[2].key = "sweetness";
    odd.options[2].choices[1].value = "half";
    const auto line = resolved(odd, {option("五分甜", "sugar", "50")});
    EXPECT_EQ(line.options.one("sweetness"), "half");
}

TEST(Options, ExtrasAddUpToTheirMost) {
    auto line =
        resolved(tea(), {option("加珍珠", "extra", "珍珠"), option("加卤蛋", "extra", "卤蛋"),
                         option("extra rice", "extra", "rice")});
    EXPECT_EQ(line.options.at("extra"), (std::vector<std::string>{"pearls", "egg"}));
    ASSERT_EQ(line.unmet.size(), 1U);
    EXPECT_EQ(line.unmet.front().en, "extra rice");
}

TEST(Options, TheNearestValueOfTheScaleIsSaid) {
    const auto line = resolved(tea(), {option("三分糖", "sugar", "30")});
    EXPECT_EQ(line.options.one("sugar"), "50");
    ASSERT_EQ(line.near.size(), 1U);
    EXPECT_EQ(line.near.front().zh, "半糖");
    EXPECT_TRUE(line.unmet.empty());
}

TEST(Options, NotSpicyIsNeverMetByMild) {
    auto noodles = item("n", "麻辣牛肉面", "Spicy beef noodles", 20);
    noodles.options = {{"spice",
                        "medium",
                        1,
                        {choice("mild", "微辣", "Mild"), choice("medium", "中辣", "Medium")}}};
    const auto line = resolved(noodles, {option("不辣", "spice", "none")});
    EXPECT_FALSE(line.options.contains("spice"));
    ASSERT_EQ(line.unmet.size(), 1U);
}

TEST(Options, NotSpicyIsMetByWhatHasNoChilli) {
    const auto rice = item("r", "猪脚饭", "Pork knuckle rice", 25);
    EXPECT_TRUE(resolved(rice, {option("not spicy", "spice", "none")}).unmet.empty());
    const auto hot = item("r", "香辣鸡腿饭", "Spicy chicken rice", 25);
    EXPECT_EQ(resolved(hot, {option("not spicy", "spice", "none")}).unmet.size(), 1U);
}

TEST(Options, WhatTheItemDoesNotOfferIsUnmet) {
    const auto rice = item("r", "猪脚饭", "Pork knuckle rice", 25);
    const auto line = resolved(rice, {option("加饭", "extra", "饭")});
    ASSERT_EQ(line.unmet.size(), 1U);
    EXPECT_EQ(line.unmet.front().zh, "加饭");
}

TEST(Options, TheItemsNameMeetsASize) {
    const auto large = item("l", "珍珠奶茶大杯", "Pearl milk tea, large", 18);
    EXPECT_TRUE(resolved(large, {option("大杯", "size", "large")}).unmet.empty());
}

TEST(Options, ADefaultThatIsNoChoiceIsMet) {
    auto odd = tea();
    odd.options[1].choices.pop_back();
    const auto line = resolved(odd, {option("正常冰", "ice", "normal")});
    EXPECT_FALSE(line.options.contains("ice"));
    EXPECT_TRUE(line.unmet.empty());
}

TEST(Options, ASingleChoiceWithoutDefaultIsOpen) {
    const auto coffee = item("c", "拿铁", "Latte", 20, {open_temperature(), size()});
    const auto open = resolved(coffee, {});
    ASSERT_EQ(open.open.size(), 1U);
    EXPECT_EQ(open.open.front().key, "temperature");
    EXPECT_TRUE(resolved(coffee, {option("热的", "temperature", "hot")}).open.empty());
}

TEST(Options, IceMeansCold) {
    const auto coffee = item("c", "拿铁", "Latte", 20, {open_temperature(), ice()});
    const auto line = resolved(coffee, {option("少冰", "ice", "less")});
    EXPECT_EQ(line.options.one("temperature"), "cold");
    EXPECT_TRUE(line.open.empty());
}

TEST(Options, AnAnswerNamesAChoice) {
    const OpenOption open{"temperature", open_temperature().choices};
    EXPECT_EQ(named_choice(open, "热"), "hot");
    EXPECT_EQ(named_choice(open, "热的吧"), "hot");
    EXPECT_EQ(named_choice(open, "iced please"), "cold");
    EXPECT_EQ(named_choice(open, "hot"), "hot");
    EXPECT_EQ(named_choice(open, "都不要"), std::nullopt);
}

}  // namespace
}  // namespace errand::skills::food
