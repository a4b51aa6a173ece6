// errand's client of models against a real server, llama.cpp's, with a model that tests/llama/
// make_model.py has made: what it says is of no use, but how it comes is the server's own.
// ERRAND_LLAMA_SERVER and ERRAND_LLAMA_MODEL name the two; without them nothing is tried.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brain/model/reply_reader.hpp"
#include "brain/model/router.hpp"
#include "brain/model/trial.hpp"
#include "json/schema.hpp"
#include "tests/llama/llama_server.hpp"

namespace errand::llama {
namespace {

using namespace brain::model;
using namespace std::chrono_literals;
using net::testing::run;
using ::testing::HasSubstr;
using ::testing::Not;
using Standing = Trial::Standing;

Request said(std::string text) {
    Request request;
    request.messages.push_back({.role = Role::User, .text = std::move(text)});
    return request;
}

Request with_tools(std::string text) {
    auto request = said(std::move(text));
    request.tools = {
        {"weather", "The weather in a city.",
         *json::parse(
             R"({"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"]})")},
        {"now", "The time.", *json::parse(R"({"type":"object","properties":{}})")}};
    return request;
}

class LlamaTest : public ::testing::Test {
  protected:
    struct Asked {
        Outcome<Reply> outcome;
        std::string text;
        std::string thought;
        std::size_t pieces = 0;
    };

    void SetUp() override {
        if (!where().known())
            GTEST_SKIP() << "no model server: set ERRAND_LLAMA_SERVER to llama.cpp's llama-server "
                            "and ERRAND_LLAMA_MODEL to what tests/llama/make_model.py makes";
    }
    void start(std::vector<std::string> more = {"--ctx-size", "8192"}) {
        const auto started = server.start(std::move(more));
        ASSERT_TRUE(started) << started.error().message;
        endpoint = make_endpoint(server.client, server.settings(), key, clock);
    }
    Asked ask(const Request& request, std::function<void()> on_piece = {}) {
        Asked asked;
        const auto on_delta = [&](const Delta& delta) {
            (delta.kind == Delta::Kind::Text ? asked.text : asked.thought) += delta.text;
            ++asked.pieces;
            if (on_piece) on_piece();
        };
        Progress progress;
        asked.outcome =
            run(server.loop, endpoint->ask(request, on_delta, progress, async::after(60s)));
        return asked;
    }
    static std::string why(const Asked& asked) {
        return asked.outcome ? std::string("answered") : asked.outcome.error().error.message;
    }

    LlamaServer server;
    SystemClock clock;
    Secret key;
    std::unique_ptr<Endpoint> endpoint;
};

TEST_F(LlamaTest, ATrialFindsAllOfIt) {
    start();
    const auto trial =
        run(server.loop, try_endpoint(server.client, server.settings(), Secret{}, clock));
    EXPECT_FALSE(trial.unlisted);
    EXPECT_TRUE(trial.listed);
    EXPECT_EQ(trial.context_length, 8192);
    EXPECT_EQ(trial.answers, Standing::Good);
    EXPECT_EQ(trial.calls, Standing::Good) << (trial.no_calls ? trial.no_calls->error.message : "");
    EXPECT_TRUE(trial.keeps_schema == Standing::Good)
        << (trial.no_schema ? trial.no_schema->error.message : "");
}

TEST_F(LlamaTest, StreamsWordsAndKeepsThoughtsApart) {
    start();
    for (const auto* text : {"How is it?", "怎么样?", "Say 你好 to 小王 🙂"}) {
        const auto asked = ask(said(text));
        ASSERT_TRUE(asked.outcome) << why(asked);
        const auto& message = asked.outcome->message;
        EXPECT_GT(asked.pieces, 2U);
        EXPECT_EQ(message.text, asked.text);
        EXPECT_EQ(message.reasoning, asked.thought);
        EXPECT_FALSE(message.text.empty());
        EXPECT_FALSE(message.reasoning.empty());
        EXPECT_THAT(message.text + message.reasoning, Not(HasSubstr("think>")));
        EXPECT_EQ(asked.outcome->finish, Finish::Stop);
        EXPECT_FALSE(asked.outcome->usage.estimated);
        EXPECT_GT(asked.outcome->usage.prompt, 0);
    }
}

TEST_F(LlamaTest, AnswersWholeWhereNoStreamIsWanted) {
    start();
    auto settings = server.settings();
    settings.stream = false;
    endpoint = make_endpoint(server.client, settings, key, clock);
    const auto asked = ask(said("How is it?"));
    ASSERT_TRUE(asked.outcome) << why(asked);
    EXPECT_FALSE(asked.text.empty());
    EXPECT_FALSE(asked.thought.empty());
}

TEST_F(LlamaTest, CallsToolsWhoseArgumentsFit) {
    start();
    using enum ChoiceKind;
    for (const auto& choice : std::vector<ToolChoice>{{Auto, {}}, {Required, {}}, {Named, "now"}}) {
        auto request = with_tools("How is the weather?");
        request.choice = choice;
        const auto asked = ask(request);
        ASSERT_TRUE(asked.outcome) << why(asked);
        EXPECT_EQ(asked.outcome->finish, Finish::ToolCalls) << json::encode(choice.kind);
        const auto& message = asked.outcome->message;
        ASSERT_FALSE(message.calls.empty()) << message.text;
        for (const auto& call : message.calls) {
            EXPECT_FALSE(call.fault) << call.fault->text;
            EXPECT_FALSE(call.mended);
            EXPECT_FALSE(call.id.empty());
        }
        EXPECT_THAT(message.text, Not(HasSubstr("tool_call")));
    }
}

TEST_F(LlamaTest, AnswersOnceAToolHasAnswered) {
    start();
    auto request = with_tools("How is the weather?");
    const auto first = ask(request);
    ASSERT_TRUE(first.outcome) << why(first);
    request.messages.push_back(first.outcome->message);
    for (const auto& call : first.outcome->message.calls)
        request.messages.push_back(answer_to(call, R"({"weather":"晴"})"));
    const auto second = ask(request);
    ASSERT_TRUE(second.outcome) << why(second);
    EXPECT_TRUE(second.outcome->message.calls.empty());
    EXPECT_FALSE(second.text.empty());
}

TEST_F(LlamaTest, ToolsThatMustNotBeCalledAreNot) {
    start();
    auto request = with_tools("How is the weather?");
    request.choice.kind = ChoiceKind::None;
    const auto asked = ask(request);
    ASSERT_TRUE(asked.outcome) << why(asked);
    for (const auto& call : asked.outcome->message.calls) EXPECT_TRUE(call.fault);
}

TEST_F(LlamaTest, KeepsToASchema) {
    start();
    auto request = said("Fill in the form.");
    request.format.emplace();
    request.format->schema = *json::parse(R"({"type":"object","properties":{
        "city":{"type":"string"},"mood":{"enum":["good","bad","好"]},"open":{"type":"boolean"},
        "days":{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":3},
        "who":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],
               "additionalProperties":false}},
        "required":["city","mood","open","days","who"],"additionalProperties":false})");
    for (int round = 0; round < 5; ++round) {
        const auto asked = ask(request);
        ASSERT_TRUE(asked.outcome) << why(asked);
        EXPECT_TRUE(json::parse(asked.text)) << asked.text;
        const auto read = read_structured(*asked.outcome, *request.format);
        EXPECT_TRUE(read) << read.error().message << asked.text;
    }
}

TEST_F(LlamaTest, AStopInMidStreamFreesTheServer) {
    start();
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    endpoints.push_back(std::move(endpoint));
    Router router(std::move(endpoints), clock);
    Stop stop(server.loop.get_executor());
    int pieces = 0;
    int busy_before = -1;
    const auto report =
        run(server.loop, router.turn(said("Talk without end."), {.on_delta =
                                                                     [&](const Delta&) {
                                                                         if (++pieces == 20)
                                                                             stop.request();
                                                                     },
                                                                 .stop = &stop}));
    const auto stopped = std::chrono::steady_clock::now();
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, ErrorCode::Cancelled);
    EXPECT_LT(pieces, 200);
    while (std::chrono::steady_clock::now() < stopped + 10s && (busy_before = server.busy()) > 0) {
    }
    EXPECT_EQ(busy_before, 0);
    const auto took = std::chrono::steady_clock::now() - stopped;
    EXPECT_LT(took, 2s);
    RecordProperty("freed_after_ms", std::to_string(took / 1ms));
    auto request = said("How is it?");
    request.max_tokens = 4;
    const auto next = run(server.loop, router.turn(request));
    EXPECT_TRUE(next.reply);
    EXPECT_LT(std::chrono::steady_clock::now() - stopped, 5s);
}

TEST_F(LlamaTest, AServerKilledInMidStreamIsAClearError) {
    start();
    const auto asked = ask(said("Talk without end."), [&] { server.kill(); });
    ASSERT_FALSE(asked.outcome);
    EXPECT_EQ(asked.outcome.error().kind, FailureKind::Broken);
    EXPECT_THAT(why(asked), HasSubstr("broke off"));
    EXPECT_FALSE(asked.thought.empty());
    const auto after = ask(said("Are you there?"));
    ASSERT_FALSE(after.outcome);
    EXPECT_EQ(after.outcome.error().kind, FailureKind::Unreachable);
}

TEST_F(LlamaTest, WhatIsTooLongIsKnownAsThat) {
    start({"--ctx-size", "1024"});
    const auto asked = ask(said(std::string(3000, 'x')));
    ASSERT_FALSE(asked.outcome);
    EXPECT_EQ(asked.outcome.error().kind, FailureKind::TooLong) << why(asked);
    EXPECT_THAT(why(asked), HasSubstr("context"));
    EXPECT_TRUE(ask(said("Shorter.")).outcome) << "nothing is left of it";
}

TEST_F(LlamaTest, AnAnswerEndsAtItsBoundAndAtTheContexts) {
    start({"--ctx-size", "1024"});
    auto request = said("Talk without end.");
    request.max_tokens = 6;
    const auto bounded = ask(request);
    ASSERT_TRUE(bounded.outcome) << why(bounded);
    EXPECT_EQ(bounded.outcome->finish, Finish::Length);
    EXPECT_EQ(bounded.outcome->usage.completion, 6);
    const auto full = ask(said("Talk without end."));
    ASSERT_TRUE(full.outcome) << why(full);
    EXPECT_EQ(full.outcome->finish, Finish::Length);
    EXPECT_LE(full.outcome->usage.total(), 1024);
}

TEST_F(LlamaTest, ACallThatWasCutOffIsAFault) {
    start();
    auto request = with_tools("How is the weather?");
    request.choice = {ChoiceKind::Named, "weather"};
    for (const std::int64_t most : {2, 10, 25, 40, 55, 70}) {
        request.max_tokens = most;
        const auto asked = ask(request);
        ASSERT_TRUE(asked.outcome) << why(asked);
        if (asked.outcome->usage.completion < most) break;  // it had ended by itself
        for (const auto& call : asked.outcome->message.calls)
            EXPECT_TRUE(call.fault || call.arguments.size() == 2)
                << most << ": " << json::write(call.arguments);
    }
}

TEST_F(LlamaTest, TheKeyIsWanted) {
    key = Secret("sk-wrong-key-0123456789");
    start({"--ctx-size", "1024", "--api-key", "sk-right-key-0123456789"});
    const auto refused = ask(said("How is it?"));
    ASSERT_FALSE(refused.outcome);
    EXPECT_EQ(refused.outcome.error().kind, FailureKind::Denied);
    endpoint =
        make_endpoint(server.client, server.settings(), Secret("sk-right-key-0123456789"), clock);
    EXPECT_TRUE(ask(said("How is it?")).outcome);
}

}  // namespace
}  // namespace errand::llama
