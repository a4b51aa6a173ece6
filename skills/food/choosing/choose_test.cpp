#include <gtest/gtest.h>

#include <algorithm>

#include "language/text.hpp"
#include "skills/food/choosing/choose.hpp"
#include "skills/food/choosing/strings.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {
namespace {

commerce::Item item(std::string name, int yuan, std::vector<std::string> tags = {},
                    const std::vector<std::string>& choices = {}) {
    commerce::Item made;
    made.id = name;
    made.name = {std::move(name), {}};
    made.price = commerce::Money{std::int64_t{yuan} * 100};
    made.stock = 100;
    made.tags = std::move(tags);
    if (choices.empty()) return made;
    commerce::ItemOption option;
    option.key = "choice";
    for (const auto& choice : choices) option.choices.push_back({choice, {choice, {}}, {}});
    made.options.push_back(std::move(option));
    return made;
}

Stall shop(std::string name, double rating, std::vector<commerce::Item> items,
           std::vector<std::string> tags = {}) {
    Stall made;
    made.shop.id = name;
    made.shop.name = {std::move(name), {}};
    made.shop.rating = rating;
    made.shop.open = true;
    made.shop.distance_km = 1;
    made.shop.tags = std::move(tags);
    made.items = std::move(items);
    made.whole_menu = true;
    return made;
}

// "shop: item x2, item" of every order, best carts only.
std::string chosen(std::string_view sentence, const std::vector<Stall>& stalls,
                   const Habits& habits = {}) {
    std::string text;
    for (const auto& order : choose(read_request(sentence), habits, stalls).orders) {
        if (!text.empty()) text += "; ";
        text += order.carts.front().shop + ":";
        for (const auto& pick : order.carts.front().picks) {
            text += " " + pick.item;
            if (pick.quantity > 1) text += " x" + std::to_string(pick.quantity);
            for (const auto& [key, values] : pick.options) text += "[" + values.front() + "]";
        }
    }
    return text;
}

TEST(Facts, KnowDishesAndWhatDeniesThem) {
    const auto traits = [](View text) { return traits_of(text); };
    EXPECT_TRUE(has(traits(U"麻辣小龙虾"), Trait::Spicy));
    EXPECT_TRUE(has(traits(U"小龙虾"), Trait::Seafood));
    EXPECT_TRUE(has(traits(U"冰美式"), Trait::Caffeine));
    EXPECT_FALSE(has(traits(U"鱼香肉丝"), Trait::Fish));
    EXPECT_FALSE(has(traits(U"不含奶"), Trait::Dairy));
    EXPECT_TRUE(has(traits(U"americano"), Trait::Coffee));
    EXPECT_FALSE(has(traits(U"豆腐汤(无米饭)"), Trait::Rice));
}

TEST(Choose, HeatIsAConditionAndAChoice) {
    const std::vector<Stall> stalls = {
        shop("甲", 4.5, {item("小龙虾", 49, {}, {"麻辣", "蒜蓉"}), item("麻辣虾尾", 45)})};
    EXPECT_EQ(chosen("孩子要吃小龙虾,孩子不能吃辣", stalls), "甲: 小龙虾[蒜蓉]");
}

TEST(Choose, AllergensAreNeverChosenWhereThereIsAnother) {
    const std::vector<Stall> stalls = {
        shop("甜铺", 4.8, {item("芒果双皮奶", 12), item("莲子双皮奶", 15)})};
    EXPECT_EQ(chosen("给女朋友点个双皮奶,她对芒果过敏", stalls), "甜铺: 莲子双皮奶");
}

TEST(Choose, ABudgetRulesOutWhatIsDearer) {
    const std::vector<Stall> stalls = {shop("甲", 4.9, {item("蒜蓉烤鱼", 128)}),
                                       shop("乙", 4.4, {item("蒜蓉烤鱼", 58)})};
    EXPECT_EQ(chosen("想点一份蒜蓉烤鱼,预算60块左右", stalls), "乙: 蒜蓉烤鱼");
}

TEST(Choose, RatingDecidesWhereItIsAskedFor) {
    const std::vector<Stall> stalls = {shop("近", 3.4, {item("溜肉段", 17)}),
                                       shop("好", 4.9, {item("溜肉段", 46)})};
    EXPECT_EQ(chosen("想找一家好吃不踩雷的店点一份溜肉段", stalls), "好: 溜肉段");
}

TEST(Choose, ThingsOfOneBreathComeFromOneShop) {
    const std::vector<Stall> stalls = {
        shop("甲", 4.5, {item("椰子鸡汤", 32), item("米饭", 2), item("蒸西兰花", 7)}),
        shop("乙", 4.9, {item("椰子鸡汤", 30)})};
    EXPECT_EQ(chosen("订一份椰子鸡汤,再搭配一碗米饭和一个蒸西兰花", stalls),
              "甲: 椰子鸡汤 米饭 蒸西兰花");
}

TEST(Choose, WhatNoOneShopHasBecomesTwoOrders) {
    const std::vector<Stall> stalls = {shop("蟹", 4.8, {item("肉蟹煲", 188)}),
                                       shop("饼", 4.8, {item("豆沙蛋黄酥", 30)})};
    EXPECT_EQ(chosen("想点一份肉蟹煲,另外还想点份豆沙蛋黄酥", stalls),
              "蟹: 肉蟹煲; 饼: 豆沙蛋黄酥");
}

TEST(Choose, AMealIsMadeOfMeatAndGreens) {
    const std::vector<Stall> stalls = {shop(
        "家常", 4.8,
        {item("红烧排骨", 48), item("手撕包菜", 18), item("西红柿炖牛腩", 59), item("米饭", 2)})};
    EXPECT_EQ(chosen("想点一份家常菜,两荤一素,你们都吃主食,你和她一起吃", stalls),
              "家常: 红烧排骨 西红柿炖牛腩 手撕包菜 米饭 x2");
}

TEST(Choose, TheShopOfBeforeIsTakenAgain) {
    const std::vector<Stall> stalls = {shop("满记甜品(和平店)", 4.5, {item("芝麻糊", 20)}),
                                       shop("满记甜品(罗斯福店)", 4.9, {item("芝麻糊", 20)})};
    Habits habits;
    habits.past.push_back(
        {.shop_id = "满记甜品(和平店)", .shop = "满记甜品(和平店)", .ordered = true});
    EXPECT_EQ(chosen("点三份以前点过的那家满记甜品的芝麻糊", stalls, habits),
              "满记甜品(和平店): 芝麻糊 x3");
}

TEST(Choose, AClassIsMetByItsKind) {
    const std::vector<Stall> stalls = {shop(
        "泰", 4.3, {item("椰汁西米糕", 18, {"冰爽"}), item("拉茶", 22), item("菠萝炒饭", 48)})};
    EXPECT_EQ(chosen("看看有没有清爽的甜点", stalls), "泰: 椰汁西米糕");
}

TEST(Choose, ReasonsSayWhyItFits) {
    const std::vector<Stall> stalls = {shop("甲", 4.5, {item("白粥", 8, {"清淡"})})};
    const auto choices = choose(read_request("想点一碗清淡的粥"), {}, stalls);
    ASSERT_EQ(choices.orders.size(), 1U);
    EXPECT_TRUE(choices.orders[0].carts[0].reason.zh.contains("清淡"));
    EXPECT_FALSE(choices.orders[0].carts[0].reason.en.empty());
}

TEST(Choose, NothingThatFitsIsNothing) {
    const std::vector<Stall> stalls = {shop("甲", 4.5, {item("汉堡", 20)})};
    const auto choices = choose(read_request("想点一碗螺蛳粉"), {}, stalls);
    EXPECT_TRUE(choices.orders.empty());
    EXPECT_EQ(choices.missing.size(), 1U);
    EXPECT_TRUE(choose(read_request("想点一碗螺蛳粉"), {}, {}).orders.empty());
}

}  // namespace
}  // namespace errand::skills::food::choosing
