// Calls that end with a question, across restarts: the parts of one call.
#include <gmock/gmock.h>

#include "skills/agent/unended_for_tests.hpp"

namespace errand::skills::agent {
namespace {

using test::asks;
using test::done;
using test::form;
using test::Seen;
using test::UnendedTest;
using test::works;
using ::testing::HasSubstr;

Result<tool::CallResult> asks_once(const Seen& call) {
    if (!call.goes_on) return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
    return done();
}

TEST_F(UnendedTest, OneYesIsOneCallWithAllItsParts) {
    desk.serve = asks_once;
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

TEST_F(UnendedTest, KilledInTheSecondPartItIsMadeWithTheSameKey) {
    desk.serve = asks_once;
    begin("look");
    answer_and_die("yes");
    ASSERT_EQ(desk.seen.size(), 3U);
    EXPECT_EQ(desk.seen[2].key, desk.seen[0].key);
    EXPECT_EQ(json::write(answered(2)), R"({"w":true})");
    EXPECT_EQ(house.status(), "done");
}

// The service may have done it: a tool that does not know a call that it gets twice gets it once.
TEST_F(UnendedTest, KilledInTheSecondPartOfAChangeItIsNotMadeAgain) {
    desk.serve = asks_once;
    begin("book", {{"seats", 4}});
    house.approve();
    answer_and_die("yes");
    EXPECT_EQ(desk.seen.size(), 2U);
    EXPECT_THAT(said(), HasSubstr("it is not known whether it was done"));
}

TEST_F(UnendedTest, AQuestionOutlivesNoYes) {
    desk.serve = asks_once;
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

// How a part ends is how the whole call ends.
TEST_F(UnendedTest, APurchaseThatIsRefusedAfterAQuestionCountsNoMore) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on)
            return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}), false);
        return tool::refusal("full", "no table is left");
    };
    begin("order");
    house.approve();
    EXPECT_EQ(counted(), 7500) << "as long as it has not ended";
    answer("yes");
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "asks first", "refused"}));
    EXPECT_EQ(counted(), 0);
}

TEST_F(UnendedTest, APurchaseThatIsWorkedOnAndFailsCountsNoMore) {
    desk.serve = [looks = 0](const Seen& call) mutable -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        if (++looks == 1) return fail(ErrorCode::Unavailable, "the service is away");
        return tool::refusal("full", "no table is left");
    };
    begin("order");
    house.approve();
    house.pass(std::chrono::minutes(1));
    EXPECT_EQ(counted(), 0);
    EXPECT_THAT(given(), HasSubstr("no table is left"));
}

// Its second sending is refused: of the first nobody knows.
TEST_F(UnendedTest, APartWhoseAnswerWasLostIsNotRefusedByTheNext) {
    desk.serve = [sent = 0](const Seen& call) mutable -> Result<tool::CallResult> {
        if (!call.goes_on)
            return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}), false);
        if (call.goes_on->stop) return done();
        if (++sent == 1) return fail(ErrorCode::Timeout, "no answer");
        return tool::refusal("gone", "no such call");
    };
    begin("order");
    house.approve();
    answer("yes");
    EXPECT_EQ(counted(), 7500);
    EXPECT_THAT(said(), HasSubstr("it is not known whether it was done"));
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
