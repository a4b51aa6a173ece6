#include "skills/food/reread.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

std::vector<Stall> street() {
    return {stall("s1", "早安包子铺", {item("a", "鲜肉包", "Pork bun", 3)}),
            stall("s2", "拐角咖啡",
                  {item("b", "拿铁", "Latte", 20), item("c", "美式咖啡", "Americano", 15)}),
            stall("s3", "老街猪脚饭",
                  {item("d", "猪脚饭", "Pork knuckle rice", 25, {extra()}),
                   item("e", "卤肉饭", "Braised pork rice", 18), item("f", "可乐", "Cola", 5)})};
}

TEST(Reread, AShopBesideItemsIsTheShop) {
    auto said = draft({wish("拐角咖啡"), wish("拿铁", 2)});
    EXPECT_TRUE(take_shop_from_wishes(said, street()));
    EXPECT_EQ(said.shop_said, "拐角咖啡");
    ASSERT_EQ(said.wishes.size(), 1U);
    EXPECT_EQ(said.wishes[0].name, "拿铁");
    EXPECT_FALSE(take_shop_from_wishes(said, street()));
}

TEST(Reread, AnItemOfAShopNamesBoth) {
    auto said = draft({wish("早安包子铺的鲜肉包", 5)});
    EXPECT_TRUE(take_shop_from_wishes(said, street()));
    EXPECT_EQ(said.shop_said, "早安包子铺");
    EXPECT_EQ(said.wishes[0].name, "鲜肉包");
    EXPECT_EQ(said.wishes[0].quantity, 5);
}

TEST(Reread, AShopAloneIsTheShop) {
    auto said = draft({wish("早安包子铺", 2)});
    EXPECT_TRUE(take_shop_from_wishes(said, street()));
    EXPECT_EQ(said.shop_said, "早安包子铺");
    EXPECT_TRUE(said.wishes.at(0).name.empty());
    EXPECT_EQ(said.wishes[0].quantity, 2);
}

TEST(Reread, AWholeShopNameInTheSentenceCounts) {
    auto said = draft({wish("早"), wish("安包"), wish("鲜肉包", 5)});
    EXPECT_TRUE(take_shop_from_text(said, street(), "早安包子铺五个鲜肉包"));
    EXPECT_EQ(said.shop_said, "早安包子铺");
    ASSERT_EQ(said.wishes.size(), 1U);
    EXPECT_EQ(said.wishes[0].name, "鲜肉包");
    auto none = draft({wish("鲜肉包", 5)});
    EXPECT_FALSE(take_shop_from_text(none, street(), "五个鲜肉包"));
}

TEST(Reread, AShopNameThatIsADishStaysADish) {
    auto said = draft({wish("老街猪脚饭")});
    EXPECT_TRUE(take_shop_from_text(said, street(), "来份老街猪脚饭"));
    ASSERT_EQ(said.wishes.size(), 1U);
    EXPECT_EQ(said.wishes[0].name, "猪脚饭");
    EXPECT_EQ(said.shop_said, "老街猪脚饭");
}

TEST(Reread, AShopNameBeforeADishIsNoPartOfIt) {
    auto said = draft({wish("老街猪脚饭的卤肉饭", 2)});
    EXPECT_TRUE(take_shop_from_text(said, street(), "老街猪脚饭的卤肉饭来两份"));
    EXPECT_EQ(said.wishes.at(0).name, "卤肉饭");
}

TEST(Reread, AShopBesideADishIsNoDish) {
    auto said = draft({wish("美式咖啡", 10), wish("拐角咖啡")});
    EXPECT_TRUE(take_shop_from_text(said, street(), "要10杯美式咖啡,拐角咖啡"));
    ASSERT_EQ(said.wishes.size(), 1U);
    EXPECT_EQ(said.wishes[0].name, "美式咖啡");
}

TEST(Reread, AShopByItselfLeavesTheDishOpen) {
    auto said = draft({wish("早安包子铺", 2)});
    EXPECT_TRUE(take_shop_from_text(said, street(), "点一份早安包子铺"));
    EXPECT_TRUE(said.wishes.at(0).name.empty());
}

TEST(Reread, ADishIsNotTakenForAShop) {
    auto coffee = draft({wish("美式咖啡"), wish("拿铁")});
    EXPECT_FALSE(take_shop_from_wishes(coffee, street()));
    auto alone = draft({wish("猪脚饭")});
    EXPECT_FALSE(take_shop_from_wishes(alone, street()));
    auto rice = draft({wish("猪脚饭"), wish("可乐")});
    EXPECT_FALSE(take_shop_from_wishes(rice, street()));
}

TEST(Reread, ASideThatTheDishOffersIsItsExtra) {
    auto said = draft({wish("猪脚饭"), wish("饭")});
    EXPECT_TRUE(take_extras_from_wishes(said, street()));
    ASSERT_EQ(said.wishes.size(), 1U);
    ASSERT_EQ(said.wishes[0].options.size(), 1U);
    const auto line = serve(street()[2], said, 0);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->options.at("extra"), std::vector<std::string>{"rice"});
}

TEST(Reread, ADishOfItsOwnStaysOne) {
    auto said = draft({wish("猪脚饭"), wish("可乐")});
    EXPECT_FALSE(take_extras_from_wishes(said, street()));
    auto two = draft({wish("猪脚饭"), wish("饭", 2)});
    EXPECT_FALSE(take_extras_from_wishes(two, street()));
}

TEST(Reread, AnExtraThatNoDishOffersMayBeAnItem) {
    auto said = draft({wish("卤肉饭", 1, {option("加可乐", "extra", "可乐")})});
    EXPECT_EQ(unmet_extras(said, street()), std::vector<std::string>{"可乐"});
    EXPECT_TRUE(take_wishes_from_extras(said, street()));
    ASSERT_EQ(said.wishes.size(), 2U);
    EXPECT_EQ(said.wishes[1].name, "可乐");
    EXPECT_TRUE(said.wishes[0].options.empty());
}

TEST(Reread, AnExtraThatIsOfferedStays) {
    auto said = draft({wish("猪脚饭", 1, {option("加蛋", "extra", "卤蛋")})});
    EXPECT_TRUE(unmet_extras(said, street()).empty());
    EXPECT_FALSE(take_wishes_from_extras(said, street()));
}

TEST(Reread, AShopIsNamedByWholeWords) {
    auto luna = stall("s1", "", {item("a", "", "Burger", 20)});
    luna.shop.name = {"", "Luna"};
    auto other = draft({wish("lunatic burger")});
    EXPECT_FALSE(take_shop_from_text(other, {luna}, "one lunatic burger"));
    EXPECT_FALSE(take_shop_from_wishes(other, {luna}));
    EXPECT_EQ(other.wishes[0].name, "lunatic burger");
    auto own = draft({wish("luna latte")});
    EXPECT_TRUE(take_shop_from_text(own, {luna}, "one Luna latte"));
    EXPECT_EQ(own.shop_said, "Luna");
    EXPECT_EQ(own.wishes[0].name, "latte");
    auto pho = luna;
    pho.shop.name = {"", "Pho"};
    auto call = draft({wish("burger")});
    EXPECT_FALSE(take_shop_from_text(call, {pho}, "a burger, ring my phone"));
}

TEST(Reread, WordsOfAChoiceLeaveAName) {
    const commerce::ItemOption bread{
        "bread",
        "white",
        1,
        {choice("white", "白面包", "White roll"), choice("rye", "黑麦面包", "Rye roll")}};
    const std::vector<Stall> shops{
        stall("s1", "三明治店", {item("a", "烟熏三文鱼卷", "Smoked Salmon Roll", 30, {bread})})};
    auto said = draft({wish("smoked salmon rolls on rye bread", 2)});
    EXPECT_TRUE(take_choices_from_wishes(said, shops));
    EXPECT_EQ(said.wishes[0].name, "smoked salmon rolls");
    const auto line = serve(shops[0], said, 0);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->options.at("bread"), std::vector<std::string>{"rye"});
    EXPECT_FALSE(take_choices_from_wishes(said, shops));
}

}  // namespace
}  // namespace errand::skills::food
