// Trying an endpoint, against the scripted server.
#include "brain/model/trial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brain/model/scripted_server_for_tests.hpp"

namespace errand::brain::model {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;
using Standing = Trial::Standing;

constexpr std::string_view kKey = "sk-0123456789abcdef";

Script words(std::string text) {
    return Script::stream(chunk(R"({"role":"assistant","content":"One, "})") +
                          chunk(R"({"content":")" + text + "\"}", "stop") + std::string(kDone));
}

Script called(std::string arguments) {
    return Script::stream(
        chunk(
            R"({"tool_calls":[{"index":0,"id":"c1","function":{"name":"report_number","arguments":")" +
                arguments + R"("}}]})",
            "tool_calls") +
        std::string(kDone));
}

Script json_of(std::string text) {
    return Script::stream(chunk(R"({"content":")" + text + "\"}", "stop") + std::string(kDone));
}

const std::string kParis = R"({\"city\":\"Paris\",\"million\":2})";
const std::string kSeven = R"({\"number\":7})";

class TrialTest : public ::testing::Test {
  protected:
    Trial tried() {
        settings.name = "it";
        if (settings.model.empty()) settings.model = "scripted";
        if (settings.url.empty()) settings.url = server.url();
        return run(server.house.loop,
                   try_endpoint(server.house.client, settings, Secret(std::string(kKey)), clock));
    }
    void serve(const std::string& path, std::string body) {
        server.house.server.route("GET", path,
                                  [body](const net::Request&) -> async::Awaitable<net::Response> {
                                      co_return net::Response{.body = body};
                                  });
    }
    void answer(std::vector<Script> scripts) {
        for (auto& script : scripts) server.answer(std::move(script));
    }

    ScriptedServer server;
    EndpointSettings settings;
    ManualClock clock{*parse_time("2026-03-02T12:00:00Z")};
};

TEST_F(TrialTest, OneThatDoesEverything) {
    server.models = R"({"data":[{"id":"scripted","max_model_len":32768},{"id":"other"}]})";
    answer({words("two"), called(kSeven), json_of(kParis)});
    const auto trial = tried();
    EXPECT_TRUE(trial.listed);
    EXPECT_EQ(trial.context_length, 32768);
    EXPECT_EQ(trial.answers, Standing::Good);
    EXPECT_EQ(trial.calls, Standing::Good);
    EXPECT_EQ(trial.keeps_schema, Standing::Good);
    EXPECT_FALSE(trial.silent || trial.no_calls || trial.no_schema || trial.unlisted);
    ASSERT_EQ(server.seen.size(), 3U);
    for (const auto& seen : server.seen)
        EXPECT_EQ(seen.body.at("max_tokens"), kTrialTokens) << "each is bounded";
}

TEST_F(TrialTest, NobodyThereIsAskedNothingFurther) {
    settings.url = "http://127.0.0.1:1/v1";
    const auto trial = tried();
    ASSERT_TRUE(trial.unlisted);
    EXPECT_EQ(trial.unlisted->kind, FailureKind::Unreachable);
    EXPECT_EQ(trial.answers, Standing::NotTried);
    EXPECT_TRUE(server.seen.empty());
}

// llama.cpp lists its models to everybody.
TEST_F(TrialTest, ARefusedKeyShowsWhereTheModelIsAsked) {
    answer({Script::error(401, R"({"error":{"message":"Invalid API Key )" + std::string(kKey) +
                                   R"(","type":"authentication_error","code":401}})")});
    const auto trial = tried();
    EXPECT_TRUE(trial.listed);
    ASSERT_TRUE(trial.silent);
    EXPECT_EQ(trial.silent->kind, FailureKind::Denied);
    EXPECT_THAT(trial.silent->error.message, Not(HasSubstr("0123456789")));
    EXPECT_EQ(trial.calls, Standing::NotTried);
    EXPECT_EQ(server.seen.size(), 1U);
}

// A template without tools: they are dropped, and words come.
TEST_F(TrialTest, AServerThatDropsTheToolsCallsNone) {
    answer({words("two"), words("seven"), words("seven"), json_of(kParis)});
    const auto trial = tried();
    EXPECT_EQ(trial.calls, Standing::Failed);
    EXPECT_THAT(trial.no_calls->error.message, HasSubstr("without calling"));
    EXPECT_EQ(trial.keeps_schema, Standing::Good) << "the rest is tried all the same";
    EXPECT_FALSE(server.seen[1].body.as_object().contains("tool_choice"));
    EXPECT_EQ(server.seen[2].body.at("tool_choice"), "required");
}

TEST_F(TrialTest, OneThatCallsOnlyWhereItMust) {
    answer({words("two"), words("seven"), called(kSeven), json_of(kParis)});
    const auto trial = tried();
    EXPECT_EQ(trial.calls, Standing::Poor);
    EXPECT_FALSE(trial.no_calls);
}

TEST_F(TrialTest, ARefusalOfToolsIsInTheServersWords) {
    answer({words("two"),
            Script::error(400, R"({"error":{"message":"\"auto\" tool choice requires )"
                               R"(--enable-auto-tool-choice and --tool-call-parser to be set"}})"),
            called(R"({\"number\":\"many\"})"), json_of(kParis)});
    const auto trial = tried();
    EXPECT_EQ(trial.calls, Standing::Failed);
    EXPECT_THAT(trial.no_calls->error.message, HasSubstr("called the tool wrongly"));
}

TEST_F(TrialTest, WhatDoesNotFitTheSchemaIsSaid) {
    answer({words("two"), called(kSeven), words("Paris, of course")});
    const auto trial = tried();
    EXPECT_EQ(trial.keeps_schema, Standing::Failed);
    ASSERT_TRUE(trial.no_schema);
    EXPECT_THAT(trial.no_schema->error.message, HasSubstr("schema"));
}

TEST_F(TrialTest, ASchemaInWordsIsHalfOfOne) {
    answer({words("two"), called(kSeven),
            Script::error(
                400, R"({"error":{"message":"response_format json_schema is not supported"}})"),
            json_of(kParis)});
    EXPECT_EQ(tried().keeps_schema, Standing::Poor);
}

TEST_F(TrialTest, OnePieceIsNoStream) {
    answer(
        {Script::json(
             R"({"choices":[{"message":{"role":"assistant","content":"One"},"finish_reason":"stop"}]})"),
         called(kSeven), json_of(kParis)});
    const auto trial = tried();
    EXPECT_EQ(trial.answers, Standing::Poor);
    EXPECT_EQ(trial.calls, Standing::Good);
}

TEST_F(TrialTest, TheContextIsLookedForBesideTheList) {
    answer({words("two"), called(kSeven), json_of(kParis)});
    serve("/props", R"({"default_generation_settings":{"n_ctx":4096}})");
    EXPECT_EQ(tried().context_length, 4096);
}

TEST_F(TrialTest, OllamaSaysItOfWhatIsLoaded) {
    answer({words("two"), called(kSeven), json_of(kParis)});
    serve("/api/ps", R"({"models":[{"name":"scripted:latest","context_length":2048}]})");
    EXPECT_EQ(tried().context_length, 2048);
}

}  // namespace
}  // namespace errand::brain::model
