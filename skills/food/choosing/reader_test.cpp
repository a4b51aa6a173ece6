#include <gtest/gtest.h>

#include <algorithm>

#include "skills/food/choosing/request.hpp"
#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {
namespace {

std::vector<std::string> heads(const Request& request) {
    std::vector<std::string> all;
    all.reserve(request.wants.size());
    for (const auto& want : request.wants) all.push_back(utf8(want.head));
    return all;
}

bool says(const Want& want, Strength strength, Trait trait) {
    return std::ranges::any_of(want.conditions, [&](const Condition& one) {
        return one.strength == strength && has(one.traits, trait);
    });
}

bool refuses(const Want& want, View words) {
    return std::ranges::any_of(want.conditions, [&](const Condition& one) {
        return one.strength == Strength::MustNot && one.words == words;
    });
}

using Names = std::vector<std::string>;

TEST(ReadRequest, FindsThingsWithTheirNumbers) {
    const auto read = read_request("我想给家里点两碗小米粥和一份蒸蛋,再来三个包子。");
    ASSERT_EQ(heads(read), (Names{"小米粥", "蒸蛋", "包子"}));
    EXPECT_EQ(read.wants[0].quantity, 2);
    EXPECT_EQ(read.wants[2].quantity, 3);
    EXPECT_TRUE(read.wants[1].with_previous);
}

TEST(ReadRequest, ListsNeedNoVerbForEach) {
    const auto read = read_request("想点一条清蒸鱼、一份红烧肉和四碗米饭送到公司");
    EXPECT_EQ(heads(read), (Names{"清蒸鱼", "红烧肉", "米饭"}));
    for (const auto& want : read.wants) EXPECT_EQ(want.place, "office");
}

TEST(ReadRequest, PeopleAreNotThings) {
    const auto read = read_request("叫三个朋友来家里,准备点一份四人套餐");
    EXPECT_EQ(heads(read), (Names{"四人套餐"}));
    EXPECT_GE(read.people, 3);
}

TEST(ReadRequest, AllergiesAndRefusalsAreMusts) {
    const auto read = read_request("想订一个生日蛋糕,她对芒果过敏,也不要榴莲的。");
    ASSERT_EQ(read.wants.size(), 1U);
    EXPECT_TRUE(refuses(read.wants[0], U"芒果"));
    EXPECT_TRUE(refuses(read.wants[0], U"榴莲"));
}

TEST(ReadRequest, WordsThatSayNoThemselvesAreNoRefusals) {
    const auto read = read_request("帮我点一杯无糖的豆浆,考虑到在控糖");
    ASSERT_EQ(read.wants.size(), 1U);
    EXPECT_TRUE(says(read.wants[0], Strength::Must, Trait::LowSugar));
}

TEST(ReadRequest, ASituationSaysWhatIsGoodAndBad) {
    const auto read = read_request("我感冒咳嗽挺严重的,想喝一杯热饮。");
    ASSERT_EQ(read.wants.size(), 1U);
    EXPECT_TRUE(says(read.wants[0], Strength::Rather, Trait::Soothing));
    EXPECT_TRUE(says(read.wants[0], Strength::RatherNot, Trait::Cold));
}

TEST(ReadRequest, GarnishGoesIntoTheNote) {
    const auto read = read_request("点一份牛肉面,不要香菜和葱。");
    ASSERT_EQ(read.wants.size(), 1U);
    EXPECT_EQ(read.note, "不要香菜,不要葱");
}

TEST(ReadRequest, WhatFollowsSaysMoreOfWhatWasNamed) {
    const auto read = read_request("打算点个南瓜和鸭子。鸭子要花椒卤的,南瓜不能是纯蒸的。");
    ASSERT_EQ(heads(read), (Names{"南瓜", "鸭子"}));
    EXPECT_TRUE(says(read.wants[1], Strength::Must, Trait::Numbing));
}

TEST(ReadRequest, NumbersAreMadeUpOfShares) {
    const auto read = read_request("再要七杯奶茶,三杯热的四杯冰的");
    ASSERT_EQ(read.wants.size(), 2U);
    EXPECT_EQ(read.wants[0].quantity, 3);
    EXPECT_EQ(read.wants[1].quantity, 4);
    const auto part = read_request("给八位同事每人订一杯拿铁,其中三杯要燕麦奶的");
    ASSERT_EQ(part.wants.size(), 2U);
    EXPECT_EQ(part.wants[0].quantity, 3);
    EXPECT_EQ(part.wants[1].quantity, 5);
}

TEST(ReadRequest, EachPersonGetsOne) {
    const auto read = read_request("请他们四个喝奶茶,每人一杯芋泥奶茶");
    ASSERT_FALSE(read.wants.empty());
    EXPECT_EQ(read.wants.back().quantity, 4);
}

TEST(ReadRequest, DishesOfAMeal) {
    const auto read = read_request("想点四个菜,两荤两素,外加三碗米饭,人均不超过60。");
    ASSERT_EQ(heads(read), (Names{"菜", "米饭"}));
    EXPECT_EQ(read.wants[0].kinds, 4);
    EXPECT_EQ(read.wants[0].with_meat, 2);
    ASSERT_TRUE(read.budget_fen.has_value());
    EXPECT_EQ(*read.budget_fen, 6000);
    EXPECT_TRUE(read.budget_each);
}

TEST(ReadRequest, AnEarlierOrderIsCancelledAndAnotherMade) {
    const auto read = read_request("想取消刚才点的炸串订单,换成一份白粥");
    EXPECT_TRUE(read.cancel.has_value());
    const auto change = read_request("想把刚才下单的冰美式退掉,改点一杯热拿铁。");
    EXPECT_TRUE(change.cancel.has_value());
    EXPECT_EQ(heads(change), (Names{"拿铁"}));
}

TEST(ReadRequest, WhatWasDislikedIsNotWantedAgain) {
    const auto read = read_request("为大家订三杯奶茶。上周点了栀子味的大家都不喜欢。");
    EXPECT_TRUE(std::ranges::any_of(read.conditions, [](const Condition& one) {
        return one.strength == Strength::MustNot && one.words == U"栀子";
    }));
}

TEST(ReadRequest, TheKindOfFoodIsContextOfTheDishes) {
    const auto read = read_request("点个川菜外卖。试试沸腾鱼,再来个炒青菜。");
    EXPECT_EQ(heads(read), (Names{"沸腾鱼", "炒青菜"}));
}

TEST(ReadRequest, AnyBytesAreRead) {
    EXPECT_TRUE(read_request("").wants.empty());
    EXPECT_TRUE(read_request("\xff\xfe\x80").wants.empty());
    std::string many;
    for (int at = 0; at < 3'000; ++at) many += "点一份";
    EXPECT_LE(read_request(many).wants.size(), kMaxWants);
}

}  // namespace
}  // namespace errand::skills::food::choosing
