#include "assistant/present.hpp"

#include <gtest/gtest.h>

#include "commerce/money.hpp"
#include "commerce/option_text.hpp"

namespace errand::assistant::present {
namespace {

json::value read(std::string_view text) {
    return *json::parse(text);
}

TEST(PresentTest, Money) {
    EXPECT_EQ(commerce::shown("36.00", "CNY"), "¥36.00");
    EXPECT_EQ(commerce::shown("-5.00", "CNY"), "-¥5.00");
    EXPECT_EQ(commerce::shown("5.00", "EUR"), "5.00 EUR");
}

TEST(PresentTest, ItemsWithOptions) {
    const auto item = read(R"({"name": {"zh": "珍珠奶茶", "en": "pearl tea"}, "quantity": 2,
                               "options": {"ice": "less", "extra": ["布丁"]}})");
    EXPECT_EQ(present::item(item, "zh"), "珍珠奶茶 ×2(少冰、加布丁)");
    EXPECT_EQ(present::item(item, "en"), "2 × pearl tea (less ice, with 布丁)");
    EXPECT_EQ(commerce::option_text("sugar", "30", "en"), "30% sugar");
    EXPECT_EQ(commerce::option_text("sauce", "garlic", "en"), "garlic")
        << "an option of this world only";
}

TEST(PresentTest, OfferSaysWhy) {
    const auto offer =
        read(R"({"shop": {"id": "s", "name": "茶"}, "total": "30.00", "eta_minutes": 15,
        "items": [{"name": "茶", "quantity": 1}], "reason": "最便宜",
        "lines": [{"kind": "items", "label": "商品", "amount": "33.00"},
                  {"kind": "shop_coupon", "label": "券", "amount": "-3.00"}]})");
    const auto lines = present::offer(offer, "zh");
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0], "茶  ¥30.00  约 15 分钟");
    EXPECT_EQ(lines[2], "商品 ¥33.00 · 券 -¥3.00");
    EXPECT_EQ(lines[3], "最便宜");
}

TEST(PresentTest, OrderShowsTheCode) {
    const auto order = read(R"({"shop_name": "茶", "state": "delivering", "pickup_code": "A12",
        "total": "30.00", "currency": "CNY", "courier": {"name": "Li", "minutes_left": 4}})");
    const auto lines = present::order(order, "en");
    EXPECT_EQ(lines.front(), "茶  on its way");
    EXPECT_NE(std::ranges::find(lines, "Pick-up code: A12"), lines.end());
    EXPECT_EQ(lines.back(), "Courier: Li  about 4 min");
    EXPECT_TRUE(present::offer(read("{}"), "en").size() == 1) << "missing members are left out";
}

TEST(PresentTest, Refusals) {
    EXPECT_EQ(refusal("insufficient_funds", "x").zh, "余额不足");
    EXPECT_EQ(refusal("something_new", "in words").en, "in words");
}

}  // namespace
}  // namespace errand::assistant::present
