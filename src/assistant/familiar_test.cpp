#include "assistant/familiar.hpp"

#include <gtest/gtest.h>

#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

json::value choice() {
    return *json::parse(R"({"kind": "ask", "offers": [
        {"shop": {"id": "s1", "name": "归燕奶茶"},
         "items": [{"name": "珍珠奶茶"}, {"name": {"zh": "柠檬茶", "en": "Lemon Tea"}}]}]})");
}

TEST(Familiar, FindsWhatWasShownByWhatIsSaid) {
    Familiar familiar;
    familiar.see(choice());
    familiar.see(choice());
    EXPECT_EQ(familiar.size(), 4U) << "each name once";
    const auto found = familiar.in("两杯guiyan奶茶的真珠奶茶");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "归燕奶茶");
    EXPECT_EQ(found[0].kind, brain::KnownName::Kind::Shop);
    EXPECT_EQ(found[0].begin, 6U);
    EXPECT_EQ(found[1].name, "珍珠奶茶");
    EXPECT_GT(found[1].score, 0.9);
    EXPECT_TRUE(familiar.in("换成大杯").empty());
    EXPECT_EQ(familiar.in("lemon teas please").at(0).name, "Lemon Tea");
}

TEST(Familiar, TakesOrdersAndDraftsAndNothingElse) {
    Familiar familiar;
    familiar.see(*json::parse(R"({"orders": [{"shop_name": {"zh": "一禾", "en": "Yihe"},
        "items": [{"name": {"zh": "拿铁", "en": "Latte"}}]}],
        "draft": {"shop_name": "巷口", "items": [{"name": "豆浆"}]}})"));
    EXPECT_EQ(familiar.size(), 6U);
    familiar.see(*json::parse(R"({"offers": 3, "orders": [4, {"items": {}}], "draft": null})"));
    familiar.see(json::value("text"));
    familiar.see(*json::parse(R"({"draft": {"shop_name": "", "items": [{"name": "。"}]}})"));
    EXPECT_EQ(familiar.size(), 6U);
}

TEST(Familiar, ForgetsTheOldest) {
    Familiar familiar;
    json::array items;
    for (std::size_t i = 0; i <= kFamiliarNames; ++i)
        items.push_back(json::object{{"name", "dish number " + std::to_string(i) + "x"}});
    familiar.see(json::object{{"draft", json::object{{"items", std::move(items)}}}});
    EXPECT_EQ(familiar.size(), kFamiliarNames);
}

}  // namespace
}  // namespace errand::assistant
