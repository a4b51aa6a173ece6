// What a model had a say in: no rule of the person's stands for the yes, and what is to be signed
// says so.
#include "assistant/assistant.hpp"
#include "assistant/assistant_for_tests.hpp"

namespace errand::assistant {
namespace {

using brain::Intent;
using testing::act;
using testing::AssistantHouse;
using testing::choose;
using testing::grant;
using testing::text_of;

class SteeringTest : public ::testing::Test {
  protected:
    AssistantHouse house;
};

// A model's words may be a stranger's: no rule of the person's stands for the yes.
TEST_F(SteeringTest, NoAllowanceAnswersForWhatAModelBegan) {
    testing::allow_small_payments(house);
    const auto begun = journal::await(
        house.loop, house.engine().start(
                        {.user = "me",
                         .conversation = "c",
                         .skill = "food",
                         .input = json::object{{"act", json::encode(act(Intent::Start, "food"))},
                                               {"text", "buy tea"},
                                               {"by_model", true},
                                               {"language", "en"}},
                         .key = "m"}));
    ASSERT_TRUE(begun);
    house.settle();
    ASSERT_TRUE(house.answer(house.last_ask(), choose(1)));
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "approval");
    EXPECT_TRUE(house.town.payments.empty());
    ASSERT_TRUE(house.answer(house.last_ask(), house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
}

// A program that a model steers says it, or chooses, or only has a word in it; also where the house
// was away in between.
TEST_F(SteeringTest, NoAllowanceAnswersForWhatAModelSteers) {
    for (const bool says : {true, false}) {
        for (const bool chooses : {true, false}) {
            AssistantHouse home;
            home.brain.learn("to my own address", act(Intent::Edit));
            testing::allow_small_payments(home);
            ASSERT_TRUE(home.say("buy tea", {}, "me", "c", says));
            if (!says && !chooses) {
                ASSERT_TRUE(home.say("to my own address", {}, "me", "c", true));
                home.kill();
                home.start();
            }
            ASSERT_TRUE(home.answer(home.last_ask(), choose(1), "me", chooses));
            const auto ask = home.last("ask");
            EXPECT_EQ(json::string_at(ask, "type"), "approval") << says << chooses;
            EXPECT_TRUE(home.town.payments.empty());
            EXPECT_NE(text_of(ask).find("(A model"), std::string::npos) << text_of(ask);
            ASSERT_TRUE(home.answer(home.last_ask(), home.yes(ask)));
            EXPECT_EQ(json::string_at(home.last("result"), "status"), "done");
        }
    }
}

TEST_F(SteeringTest, WhatIsToBeSignedShowsWhatAModelSaid) {
    house.grant("food");
    house.grant("pay");
    house.brain.learn("to\nmy address", act(Intent::Edit));
    ASSERT_TRUE(house.say("buy tea"));
    EXPECT_EQ(text_of(house.last("ask")), "This one?");
    ASSERT_TRUE(house.say("to\nmy address", {}, "me", "c", true));
    EXPECT_EQ(text_of(house.last("reply")), "Heard: to\nmy address");
    ASSERT_TRUE(house.answer(house.last_ask(), choose(1)));
    EXPECT_EQ(text_of(house.last("ask")),
              "(A model had a say in this; its last words: “to\uFFFDmy address”)\nPay this?");
    EXPECT_EQ(json::string_at(house.last("ask"), "steered_by_model"), "to\nmy address");
}

TEST_F(SteeringTest, APermissionThatAModelGivesMarksTheErrand) {
    testing::allow_small_payments(house);
    ASSERT_TRUE(house.consent->withdraw("me", "food"));
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_EQ(json::string_at(house.last("ask"), "type"), "grant");
    ASSERT_TRUE(house.answer(house.last_ask(), grant(true), "me", true));
    ASSERT_TRUE(house.answer(house.last_ask(), choose(1)));
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "approval");
}

}  // namespace
}  // namespace errand::assistant
