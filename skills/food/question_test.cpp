#include <gtest/gtest.h>

#include "skills/food/question.hpp"

namespace errand::skills::food {
namespace {

struct Asked {
    const char* said;
    Topic topic;
};

TEST(Question, IsOfWhatIsShown) {
    for (const auto& [said, topic] : {
             Asked{"送过来得等多久呀", Topic::Arrival},
             Asked{"那运费是多少", Topic::Delivery},
             Asked{"所以一共多少钱呢", Topic::Total},
             Asked{"这家口碑怎么样", Topic::Rating},
             Asked{"能用红包吗", Topic::Coupons},
             Asked{"这几个有啥区别", Topic::Difference},
             Asked{"取餐码", Topic::PickupCode},
             Asked{"hmm, how soon can it be here?", Topic::Arrival},
             Asked{"what do they charge for delivery?", Topic::Delivery},
             Asked{"and how far is that shop", Topic::Distance},
             Asked{"what's in my order?", Topic::Contents},
             Asked{"my pick-up code", Topic::PickupCode},
         }) {
        const auto question = question_of(said);
        ASSERT_TRUE(question) << said;
        EXPECT_TRUE(question->asks(topic)) << said;
    }
}

TEST(Question, ChangesNothing) {
    for (const auto* said :
         {"换一家快一点的", "要三杯,多久能到", "哪家便宜就选哪家", "备注几点前送到",
          "什么时候送都行", "地址错了", "总价不超过50", "make it two and how long will that take",
          "find something with a better price", "I'll take the faster one", "wrong address",
          "total under 30", "tell the driver to ring the bell", "a large latte"})
        EXPECT_FALSE(question_of(said)) << said;
}

TEST(Question, NamesAnOfferOrAMeasure) {
    EXPECT_EQ(question_of("第二家评分多少")->place, 2);
    EXPECT_EQ(question_of("how long does the last one take?")->place, -1);
    const auto faster = question_of("哪家更快?");
    ASSERT_TRUE(faster);
    EXPECT_TRUE(faster->compares);
    EXPECT_EQ(faster->preference, "fastest");
    EXPECT_EQ(preference_in("ok the better rated one"), "best_rated");
}

}  // namespace
}  // namespace errand::skills::food
