#include "brain/embedded/long_request.hpp"

#include <gtest/gtest.h>

#include "brain/embedded/embedded.hpp"

namespace errand::brain::embedded {
namespace {

bool is_long(std::string_view text) {
    return is_long_request(language::read_text(text), {});
}

TEST(LongRequest, SituationsAndManyClausesAreLong) {
    EXPECT_TRUE(is_long("我感冒了,想点一碗清淡的粥,最好热一点的"));
    EXPECT_TRUE(is_long("今天在公司加班,我想点一份不太辣的肉蟹煲和同事一起吃,希望店铺评分高一些"));
}

TEST(LongRequest, ShortOrdersAndOtherErrandsAreNot) {
    EXPECT_FALSE(is_long("帮我点两杯少冰的珍珠奶茶,送到公司"));
    EXPECT_FALSE(is_long("一个芝士汉堡,五分熟,再来份薯条和一杯可乐,可乐去冰,送家里"));
    EXPECT_FALSE(is_long("我想订周五去上海的机票,周日回来,考虑到带孩子,酒店要在外滩附近"));
    EXPECT_FALSE(is_long("one signature pork knuckle rice, not spicy, to the office"));
}

TEST(LongRequest, AnOrderWhoseThingsAreCountedIsShort) {
    const std::string text =
        "中午开会走不开,帮我点一份鱼香肉丝盖饭,不要太辣,再来两瓶冰红茶,都送到公司前台就行,"
        "麻烦快一点";
    EXPECT_TRUE(is_long(text));
    EXPECT_FALSE(understand(text, {}).acts.at(0).slots.request.has_value());
}

TEST(LongRequest, BecomesOneStartOfFoodWithItsWords) {
    const std::string text = "我感冒了,想点一碗清淡的粥,最好热一点的";
    const auto understood = understand(text, {});
    ASSERT_EQ(understood.acts.size(), 1U);
    EXPECT_EQ(understood.acts[0].intent, Intent::Start);
    EXPECT_EQ(understood.acts[0].skill, "food");
    EXPECT_EQ(understood.acts[0].slots.request, text);
}

TEST(LongRequest, KnowsWhenItIsToBeThere) {
    Context context;
    context.now = *parse_time("2026-03-02T10:00:00+08:00");
    const auto act = [&](std::string_view text) { return understand(text, context).acts.front(); };
    EXPECT_EQ(act("我感冒了,想点一碗清淡的粥,晚上七点前送到").slots.when,
              "2026-03-02T19:00:00+08:00");
    EXPECT_FALSE(act("我三点要开会,感冒了,想点一碗清淡的粥").slots.when.has_value());
}

TEST(LongRequest, AnOpenQuestionIsAnsweredFirst) {
    Context context;
    OpenErrand open;
    open.number = 1;
    open.skill = "food";
    open.status = "waiting";
    open.view = json::object{{"ask", json::object{{"type", "slot"}, {"slot", "item"}}}};
    open.asked_last = true;
    context.errands.push_back(open);
    const auto understood = understand("我感冒了,想点一碗清淡的粥,最好热一点的", context);
    for (const auto& act : understood.acts) EXPECT_FALSE(act.slots.request.has_value());
}

}  // namespace
}  // namespace errand::brain::embedded
