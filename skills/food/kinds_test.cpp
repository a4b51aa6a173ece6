#include "skills/food/kinds.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

bool avoided(const std::string& zh, const std::string& en, const std::string& what,
             std::vector<std::string> tags = {}) {
    auto made = item("a", zh, en, 10);
    made.tags = std::move(tags);
    return is_avoided(made, {what});
}

TEST(Kinds, AKindCoversWhatIsUnderIt) {
    for (const auto* what : {"海鲜", "seafood", "shellfish"})
        EXPECT_TRUE(avoided("虾仁炒饭", "Shrimp Fried Rice", what)) << what;
    for (const auto* what : {"乳糖", "dairy", "lactose", "奶制品"})
        EXPECT_TRUE(avoided("芝士汉堡", "Cheeseburger", what)) << what;
    for (const auto* what : {"坚果", "nuts", "tree nuts"})
        EXPECT_TRUE(avoided("腰果鸡丁", "Cashew Chicken", what)) << what;
    for (const auto* what : {"麸质", "gluten", "小麦"})
        EXPECT_TRUE(avoided("牛肉面", "Beef Noodles", what)) << what;
    EXPECT_TRUE(avoided("蛋炒饭", "Fried Rice", "鸡蛋"));
    EXPECT_TRUE(avoided("凉拌菜", "Cold dish", "nuts", {"contains peanuts"}));
}

TEST(Kinds, WhatOnlySoundsSoIsNoneOfIt) {
    EXPECT_FALSE(avoided("燕麦奶", "Oat Milk", "乳糖"));
    EXPECT_FALSE(avoided("花生酱吐司", "Peanut Butter Toast", "lactose"));
    EXPECT_FALSE(avoided("鱼香肉丝", "Shredded Pork", "海鲜"));
    EXPECT_FALSE(avoided("桂林米粉", "Guilin Rice Noodles", "gluten"));
    EXPECT_FALSE(avoided("烤鸭", "Roast Duck", "gluten"));
    EXPECT_FALSE(avoided("甜甜圈", "Doughnut", "nuts"));
    EXPECT_FALSE(avoided("炒饭", "Fried Rice", "seafood"));
}

TEST(Kinds, WhatSaysThatItIsFreeOfItIsNotAvoided) {
    EXPECT_FALSE(avoided("面包", "Bread", "gluten", {"gluten-free"}));
    EXPECT_FALSE(avoided("无乳糖牛奶", "Milk", "乳糖"));
    EXPECT_TRUE(avoided("面包", "Bread", "gluten", {"dairy-free"}));
}

TEST(Kinds, OtherThingsAreNoKinds) {
    EXPECT_EQ(food_kind("香菜"), nullptr);
    EXPECT_EQ(food_kind(""), nullptr);
    ASSERT_NE(food_kind("Nuts"), nullptr);
}

TEST(Kinds, ANameStandsInATextAsWholeWords) {
    EXPECT_TRUE(stands_in("two buns from Bao, please", "Bao"));
    EXPECT_TRUE(stands_in("milktea house", "milk tea"));
    EXPECT_TRUE(stands_in("点Luna的拿铁", "Luna"));
    EXPECT_TRUE(stands_in("来份老街猪脚饭", "老街"));
    EXPECT_FALSE(stands_in("a baobab smoothie", "Bao"));
    EXPECT_FALSE(stands_in("lunatic burger", "Luna"));
    EXPECT_FALSE(stands_in("call my phone", "Pho"));
    EXPECT_FALSE(stands_in("cola bread", "a bread"));
    EXPECT_FALSE(stands_in("", ""));
}

}  // namespace
}  // namespace errand::skills::food
