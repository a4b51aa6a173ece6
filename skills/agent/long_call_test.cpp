// Calls that the service works on for long: looked after, stopped, given up.
#include <gmock/gmock.h>

#include <algorithm>

#include "assistant/limits.hpp"
#include "skills/agent/limits.hpp"
#include "skills/agent/unended_for_tests.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::Request;
using brain::model::Role;
using test::asks;
using test::done;
using test::form;
using test::Seen;
using LongCallTest = test::UnendedTest;
using test::works;
using ::testing::HasSubstr;

TEST_F(LongCallTest, ALongCallIsLookedAfterAcrossRestarts) {
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

TEST_F(LongCallTest, ACallThatNeverEndsIsGivenUpAndItsOutcomeIsUnknown) {
    desk.serve = [](const Seen&) -> Result<tool::CallResult> { return works("working"); };
    begin("book");
    house.approve();
    for (int i = 0; i < 200 && house.status().empty(); ++i) house.pass(std::chrono::minutes(16));
    EXPECT_LT(desk.seen.size(), 80U);
    EXPECT_TRUE(desk.seen.back().goes_on->stop);
    EXPECT_THAT(said(), HasSubstr("it is not known whether it was done"));
}

TEST_F(LongCallTest, StoppingALongCallAsksTheServiceToStop) {
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

// Nobody hears of the call for a while; it goes on all the same.
TEST_F(LongCallTest, ALookThatIsNotAnsweredSaysNothingOfTheCall) {
    int looks = 0;
    desk.serve = [&](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        EXPECT_FALSE(call.goes_on->stop);
        if (++looks <= assistant::kCallAttempts)
            return fail(ErrorCode::Unavailable, "the service is away");
        return done();
    };
    begin("book");
    house.approve();
    house.pass(std::chrono::minutes(1));
    EXPECT_EQ(house.status(), "");
    house.pass(std::chrono::minutes(1));
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "at work", "done"}));
    EXPECT_THAT(given(), HasSubstr("table"));
}

// The service works on; that errand may not look any more is no sign that it did nothing.
TEST_F(LongCallTest, WithoutThePermissionToLookTheOutcomeIsUnknown) {
    desk.serve = [](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        return fail(ErrorCode::Denied, "the token is not taken");
    };
    begin("book");
    house.approve();
    house.pass(std::chrono::minutes(1));
    ASSERT_EQ(json::string_at(house.last("ask"), "type"), "grant");
    assistant::Reply no;
    no.grant = false;
    house.answer(std::move(no));
    EXPECT_TRUE(house.view().at("ask").is_null()) << "to stop it nobody is asked";
    EXPECT_THAT(said(), HasSubstr("it is not known whether it was done"));
    const auto audited = house.audited_calls();
    EXPECT_EQ(std::ranges::count(audited, "not done"), 0);
    EXPECT_EQ(audited[2], "unknown");
}

TEST_F(LongCallTest, StoppedOnceNothingMoreIsAsked) {
    desk.serve = [](const Seen&) -> Result<tool::CallResult> {
        return asks("Window?", form(R"({"w": {"type": "boolean"}})", {"w"}));
    };
    house.model = [](const Request&) {
        return test::calls(
            {{"desk__look", {{"day", "Friday"}}}, {"desk__look", {{"day", "Monday"}}}});
    };
    house.start();
    house.say("see to a table at the desk for 4");
    house.say("stop");
    EXPECT_EQ(house.status(), "cancelled");
    EXPECT_EQ(desk.seen.size(), 2U);
    std::size_t asked = 0;
    for (const auto& event : house.events()) asked += json::string_at(event, "kind") == "ask";
    EXPECT_EQ(asked, 1U);
}

// Each call that takes long has room for its hours.
TEST_F(LongCallTest, AfterALongCallTheNextChangeComesInTheNextTurn) {
    int looks = 0;
    desk.serve = [&](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        return ++looks < 8 ? works("working") : done();
    };
    house.model = [](const Request& request) {
        if (request.messages.back().role == Role::Tool) return test::says("So it is.");
        return test::calls({{"desk__book", {{"seats", 4}}}, {"desk__book", {{"seats", 6}}}});
    };
    house.start();
    house.say("see to a table at the desk for 4");
    house.approve();
    for (int i = 0; i < 12; ++i) house.pass(std::chrono::minutes(1));
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(std::ranges::count_if(desk.seen, [](const auto& call) { return !call.goes_on; }), 1);
    EXPECT_THAT(given(), HasSubstr("make it again in the next turn"));
}

// Each remark brings about a look, and none takes the room of those that the hours need.
TEST_F(LongCallTest, RemarksDoNotEndALongCallEarly) {
    constexpr std::size_t kRemarks = 6;
    std::size_t looks = 0;
    desk.serve = [&](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued", 1'000);
        return ++looks <= assistant::kMaxCallWaits ? works("working", 1'000) : done();
    };
    begin("book");
    house.approve();
    for (std::size_t i = 0; i < kRemarks; ++i) house.say("how is it?");
    EXPECT_EQ(looks, kRemarks);
    for (int i = 0; i < 80 && house.status().empty(); ++i) house.pass(std::chrono::minutes(16));
    EXPECT_EQ(house.audited_calls().back(), "done");
}

// As many changes of one turn as are made, the last of them as long as any may be, with as many
// remarks as count: the flow has the steps for it.
TEST_F(LongCallTest, ALongCallAfterManyHasItsSteps) {
    std::size_t begun = 0;
    std::size_t most = 0;  // that one turn makes
    for (const bool measures : {true, false}) {
        test::DeskHouse other;
        test::Desk its;
        other.connectors.emplace_back([&] { return std::make_unique<test::Scripted>(its); });
        begun = 0;
        its.serve = [&](const Seen& call) -> Result<tool::CallResult> {
            begun += call.goes_on ? 0 : 1;
            return measures || begun < most ? done() : works("working", 1'000);
        };
        other.model = [](const Request& request) {
            if (request.messages.size() > 2) return test::says("So it is.");
            return test::calls(std::vector<std::pair<std::string, json::object>>(
                kMaxCallsInTurn, {"desk__book", {{"seats", 4}}}));
        };
        other.start();
        other.say("see to a table at the desk for 4");
        while (json::string_at(other.view(), "status") == "waiting" && (measures || begun < most))
            other.approve();
        if (measures) most = begun;
        for (std::size_t i = 0; !measures && i < assistant::kMaxRemarks; ++i)
            other.say("how is it?");
        for (int i = 0; !measures && i < 80 && other.status().empty(); ++i)
            other.pass(std::chrono::minutes(16));
        EXPECT_EQ(other.text(), "So it is.");
        EXPECT_EQ(!measures, its.seen.back().goes_on && its.seen.back().goes_on->stop);
    }
    EXPECT_GT(most, 4U);
}

TEST_F(LongCallTest, WhatIsSaidDuringALongCallIsAnsweredAndComesNext) {
    int looks = 0;
    desk.serve = [&](const Seen& call) -> Result<tool::CallResult> {
        if (!call.goes_on) return works("queued");
        return ++looks < 2 ? works("working") : done();
    };
    house.model = [](const Request& request) {
        if (request.messages.back().role == Role::Tool) return test::says("So it is.");
        if (request.messages.back().text.contains("window")) return test::says("By the window.");
        return test::calls({{"desk__book", {{"seats", 4}}}, {"desk__book", {{"seats", 6}}}});
    };
    house.start();
    house.say("see to a table at the desk for 4");
    house.approve();
    house.say("is it by the window?");
    EXPECT_THAT(said(), HasSubstr("Noted. The service “desk” is still at “book”"));
    for (int i = 0; i < 4; ++i) house.pass(std::chrono::minutes(1));
    EXPECT_EQ(house.text(), "By the window.");
    EXPECT_EQ(std::ranges::count_if(desk.seen, [](const auto& call) { return !call.goes_on; }), 1)
        << "no card for the second is answered by it";
}

}  // namespace
}  // namespace errand::skills::agent
