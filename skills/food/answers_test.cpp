#include "skills/food/answers.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)
using commerce::OrderState;

commerce::Order order(std::string id, OrderState state) {
    commerce::Order made;
    made.id = std::move(id);
    made.shop_name = {"店" + made.id, "Shop " + made.id};
    made.state = state;
    made.paid = true;
    made.total = yuan(22);
    made.currency = "CNY";
    made.pickup_code = "A12";
    made.eta = "2026-03-02T12:30:00+08:00";
    return made;
}

Question about(std::vector<Topic> topics) {
    Question question;
    question.topics = std::move(topics);
    return question;
}

TEST(Answers, EachOfSeveralQuestionsIsAnswered) {
    Draft draft;
    draft.orders = {order("1", OrderState::Preparing)};
    const auto both = answer_orders(about({Topic::Arrival, Topic::PickupCode}), draft).en;
    EXPECT_TRUE(both.contains("12:30")) << both;
    EXPECT_TRUE(both.contains("A12")) << both;
    const auto rating = answer_orders(about({Topic::PickupCode, Topic::Rating}), draft).en;
    EXPECT_TRUE(rating.contains("ratings")) << rating;
}

TEST(Answers, ARefundIsToldWithThePayment) {
    Draft draft;
    draft.orders = {order("1", OrderState::Refunded)};
    draft.orders[0].refund = yuan(22);
    const auto text = answer_orders(about({Topic::Payment}), draft).en;
    EXPECT_TRUE(text.contains("refunded, ¥22.00 back")) << text;
}

TEST(Answers, OlderOrdersAreToldOfOnlyWhileTheyCome) {
    Draft draft;
    draft.orders = {order("1", OrderState::Cancelled), order("2", OrderState::Preparing),
                    order("3", OrderState::Accepted)};
    const auto text = answer_orders(about({Topic::PickupCode}), draft).en;
    EXPECT_FALSE(text.contains("Shop 1")) << text;
    EXPECT_TRUE(text.contains("Shop 2")) << text;
    EXPECT_TRUE(text.contains("Shop 3")) << text;
}

TEST(Answers, AShopThatBeginsInDigitsIsNamed) {
    auto draft = test::draft({wish("珍珠奶茶")});
    draft.offers = {offer("a", 30, 20), offer("b", 25, 40)};
    draft.offers[1].shop_name = {"7鲜超市", "Seven Fresh"};
    const auto text = answer_offers(about({Topic::Rating}), "7鲜评分多少", draft, Time{});
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->zh.contains("7鲜超市"));
    EXPECT_FALSE(text->zh.contains("店a"));
}

}  // namespace
}  // namespace errand::skills::food
