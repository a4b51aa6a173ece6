// What is kept of a conversation, and what goes where it does not fit.
#include "skills/agent/talk.hpp"

#include <gmock/gmock.h>

#include "skills/agent/desk_for_tests.hpp"
#include "skills/agent/limits.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::Role;
using ::testing::HasSubstr;

TEST(Talk, ToolsGoWhereTheirSchemasLeaveNoRoom) {
    Talk talk;
    hear(talk, "do it");
    std::vector<assistant::FoundTool> tools(10);
    for (std::size_t i = 0; i < tools.size(); ++i) {
        tools[i].service = "s";
        tools[i].tool = "t" + std::to_string(i);
        tools[i].schema = json::object{{"description", std::string(16'000, 'x')}};
    }
    show_tools(talk, std::move(tools));
    ASSERT_TRUE(shorten(talk, kMaxTalkTokens));
    EXPECT_LE(brain::model::estimate_tokens(request_of(talk, {}, "en")), kMaxTalkTokens);
    ASSERT_FALSE(talk.tools.empty());
    EXPECT_EQ(talk.tools.back().tool.tool, "t9") << "the newest stay";
    ASSERT_TRUE(shorten(talk, 3'000));
    EXPECT_TRUE(talk.tools.empty());
}

// What shortening measures is what is sent.
TEST(Talk, ItFitsExactlyWhereTheRequestDoes) {
    Talk talk;
    hear(talk, "find 龙井 and a pot");
    auto reply = test::calls({{"notes__read", json::object{{"name", "tea"}}}});
    talk.messages.push_back(reply.message);
    talk.messages.push_back(brain::model::answer_to(reply.message.calls.front(), "nothing"));
    show_tools(talk, {{.service = "notes", .tool = "read", .about = "Reads.", .schema = {}}});
    talk.ungranted = {"mail"};
    const auto size = brain::model::estimate_tokens(request_of(talk, {}, "en"));
    const auto before = json::write(json::encode(talk));
    ASSERT_TRUE(shorten(talk, size));
    EXPECT_EQ(json::write(json::encode(talk)), before);
    (void)shorten(talk, size - 1);
    EXPECT_TRUE(talk.tools.empty());
}

TEST(Talk, ManyAnswersOfOneTurnAreCut) {
    Talk talk;
    hear(talk, "look everywhere");
    auto reply = test::calls(std::vector<std::pair<std::string, json::object>>(
        kMaxCallsInTurn, {"notes__read", json::object{}}));
    talk.messages.push_back(reply.message);
    for (const auto& call : reply.message.calls)
        talk.messages.push_back(brain::model::answer_to(call, std::string(kMaxAnswerBytes, 'x')));
    ASSERT_TRUE(shorten(talk, kMaxTalkTokens));
    EXPECT_EQ(talk.messages.size(), 2 + kMaxCallsInTurn);
    EXPECT_GT(talk.messages.back().text.size(), kBytesOfLastAnswer);
}

TEST(Talk, FactsAreBounded) {
    Talk talk;
    for (int i = 0; i < 3'200; ++i) note_fact(talk, std::to_string(i) + std::string(1'000, 'x'));
    std::size_t bytes = 0;
    for (const auto& fact : talk.facts) bytes += fact.size();
    EXPECT_LE(bytes, kMaxFactsBytes);
    EXPECT_THAT(talk.facts.back(), ::testing::StartsWith("3199"));
    EXPECT_EQ(talk.facts.size() + talk.earlier_facts, 3'200U);
}

TEST(Talk, StrangersDoNotPushOutWhatThePersonAnswered) {
    Talk talk;
    note_source(talk, {{}, "green"});
    for (int i = 0; i < 50; ++i)
        note_source(talk, {"notes.read", std::to_string(i) + std::string(20'000, 'x')});
    note_source(talk, {"notes.read", "49" + std::string(20'000, 'x')});
    std::size_t bytes = 0;
    for (const auto& source : talk.sources) bytes += source.text.size();
    EXPECT_LE(bytes, kMaxSourceBytes);
    EXPECT_EQ(talk.sources.front().text, "green");
    EXPECT_EQ(talk.sources.size(), 4U);
}

TEST(Talk, WhatWasAnsweredOutlivesItsTurn) {
    Talk talk;
    const auto green = std::string(1'000, 'g');
    hear(talk, "paint the fence");
    auto asked = test::calls({{"ask_person", {{"question", "Which colour?"}}}});
    talk.messages.push_back(asked.message);
    talk.messages.push_back(
        brain::model::answer_to(asked.message.calls[0], std::string(kPersonSaid) + green));
    for (int i = 0; i < 60; ++i) {
        auto reply = test::calls({{"notes__read", {}}});
        talk.messages.push_back(reply.message);
        talk.messages.push_back(
            brain::model::answer_to(reply.message.calls[0], std::string(4'000, 'x')));
    }
    ASSERT_TRUE(shorten(talk, 24'000));
    EXPECT_EQ(talk.messages[2].text, std::string(kPersonSaid) + green) << "it is not cut";
    ASSERT_TRUE(shorten(talk, 8'500));
    EXPECT_EQ(talk.messages[1].role, Role::User);
    EXPECT_EQ(talk.messages[1].text, green);
}

TEST(Talk, ShorteningKeepsWhatWasSaidAndTheFacts) {
    Talk talk;
    talk.facts = {"mail.send done"};
    for (int i = 0; i < 60; ++i) {
        hear(talk, "sentence " + std::to_string(i));
        auto reply = test::calls({{"notes__read", {}}});
        talk.messages.push_back(reply.message);
        talk.messages.push_back(
            brain::model::answer_to(reply.message.calls[0], std::string(4'000, 'x')));
    }
    ASSERT_TRUE(shorten(talk, 8'000));
    const auto request = request_of(talk, {}, "en");
    EXPECT_LE(brain::model::estimate_tokens(request), 8'000);
    EXPECT_THAT(request.messages[0].text, HasSubstr("mail.send done"));
    int said = 0;
    for (std::size_t i = 0; i < talk.messages.size(); ++i) {
        said += talk.messages[i].role == Role::User;
        if (talk.messages[i].role == Role::Tool)
            EXPECT_NE(talk.messages[i - 1].role, Role::User) << "an answer without its call";
    }
    EXPECT_EQ(said, 60);
}

}  // namespace
}  // namespace errand::skills::agent
