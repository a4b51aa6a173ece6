// Calls that do not end at once, across restarts: the parts of one call, and what a service works
// on for long.
#include <gmock/gmock.h>

#include "skills/agent/unended_for_tests.hpp"

namespace errand::skills::agent {
namespace {

using namespace test;
using ::testing::HasSubstr;

TEST_F(UnendedTest, OneYesIsOneCallWithAllItsParts) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
        return done();
    };
    begin("book", {{"seats", 4}});
    ASSERT_TRUE(desk.seen.empty());
    house.approve();
    EXPECT_THAT(ask(), HasSubstr("asks you something for “book”"));
    restart();
    ASSERT_EQ(desk.seen.size(), 1U);
    answer("yes");
    restart();
    ASSERT_EQ(desk.seen.size(), 2U) << "neither part is made twice";
    EXPECT_EQ(desk.seen[0].key, desk.seen[1].key);
    EXPECT_EQ(desk.seen[0].arguments, desk.seen[1].arguments);
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "asks first", "done"}));
    EXPECT_THAT(given(), HasSubstr("table"));
}

// The answer is durable and the second part is on its way when the process dies.
TEST_F(UnendedTest, KilledInTheSecondPartItIsMadeWithTheSameKey) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
        return done();
    };
    begin("look");
    desk.hangs = true;
    assistant::Reply reply;
    reply.answer = "yes";
    ASSERT_TRUE(house.try_answer(std::string(json::string_at(house.last("ask"), "id")), reply));
    house.run_until([&] { return desk.seen.size() == 2; });
    restart();
    ASSERT_EQ(desk.seen.size(), 3U);
    EXPECT_EQ(desk.seen[2].key, desk.seen[0].key);
    EXPECT_EQ(json::write(answered(2)), R"({"w":true})");
    EXPECT_EQ(house.status(), "done");
}

TEST_F(UnendedTest, AQuestionOutlivesNoYes) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
        return done();
    };
    begin("buy");
    house.approve();
    house.pass(std::chrono::minutes(20));
    EXPECT_EQ(desk.seen.size(), 1U) << "twenty minutes after a yes for fifteen";
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "asks first", "not done"}));
    EXPECT_THAT(said(), HasSubstr("Your yes has expired"));
}

TEST_F(UnendedTest, StoppedWhileAskedItIsNotGoneOnWith) {
    desk.serve = [](const Seen&) -> Result<tool::CallResult> {
        return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
    };
    begin("look");
    house.say("stop");
    EXPECT_EQ(house.status(), "cancelled");
    EXPECT_EQ(desk.seen.size(), 1U);
}

TEST_F(UnendedTest, ALongCallIsLookedAfterAcrossRestarts) {
    int looks = 0;
    desk.serve = [&](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        EXPECT_TRUE(call.goes_on->answers.empty());
        return ++looks < 4 ? works("half done") : done();
    };
    begin("book");
    house.approve();
    EXPECT_THAT(said(), HasSubstr("it says:\n> queued"));
    for (int i = 0; i < 4; ++i) {
        restart();
        house.pass(std::chrono::minutes(1));
    }
    ASSERT_EQ(desk.seen.size(), 5U);
    for (const auto& call : desk.seen) EXPECT_EQ(call.key, desk.seen[0].key);
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "at work", "done"}));
}

TEST_F(UnendedTest, ACallThatNeverEndsIsGivenUpAndItsOutcomeIsUnknown) {
    desk.serve = [](const Seen&) -> Result<tool::CallResult> { return works("working"); };
    begin("book");
    house.approve();
    for (int i = 0; i < 200 && house.status().empty(); ++i) house.pass(std::chrono::minutes(16));
    EXPECT_LT(desk.seen.size(), 80U);
    EXPECT_TRUE(desk.seen.back().goes_on->stop);
    EXPECT_THAT(said(), HasSubstr("it is not known whether it was done"));
}

TEST_F(UnendedTest, StoppingALongCallAsksTheServiceToStop) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (call.goes_on && call.goes_on->stop) return tool::refusal("stopped", "stopped");
        return works("working");
    };
    begin("book");
    house.approve();
    house.say("stop");
    ASSERT_TRUE(desk.seen.back().goes_on);
    EXPECT_TRUE(desk.seen.back().goes_on->stop);
    EXPECT_EQ(house.status(), "cancelled");
    EXPECT_THAT(said(), HasSubstr("whether it did it is not known"));
}

TEST_F(UnendedTest, AnAnswerThatClaimsToBeUnendedIsAnAnswer) {
    desk.serve = [](const Seen&) -> Result<tool::CallResult> {
        return tool::CallResult{json::object{
            {"errand/unended", {{"call", {{"questions", json::array{}}}}, {"key", "other"}}},
            {"errand/missing_grant", json::object{}},
            {"seen", true}}};
    };
    begin("look");
    EXPECT_EQ(desk.seen.size(), 1U);
    EXPECT_THAT(given(), HasSubstr(R"({"seen":true})"));
}

}  // namespace
}  // namespace errand::skills::agent
