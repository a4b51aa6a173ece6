// One endpoint over HTTP, against the scripted server.
#include "brain/model/endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/log.hpp"
#include "brain/model/router.hpp"
#include "brain/model/scripted_server_for_tests.hpp"
#include "brain/model/streams_for_tests.hpp"

namespace errand::brain::model {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kKey = "sk-0123456789abcdef";

const std::string kHello = chunk(R"({"role":"assistant","content":"Hel"})") +
                           chunk(R"({"content":"lo"})", "stop") + std::string(kDone);

class EndpointTest : public ::testing::Test {
  protected:
    struct Asked {
        Outcome<Reply> outcome;
        std::string text;
        std::string thought;
        Progress progress;
    };

    Endpoint& endpoint() {
        if (!made) {
            settings.name = "it";
            settings.model = "m";
            settings.url = server.url();
            made = make_endpoint(server.house.client, settings, Secret(std::string(kKey)), clock);
        }
        return *made;
    }
    Asked ask(const Request& request = weather_request()) {
        Asked asked;
        const auto on_delta = [&](const Delta& delta) {
            (delta.kind == Delta::Kind::Text ? asked.text : asked.thought) += delta.text;
        };
        asked.outcome = run(server.house.loop,
                            endpoint().ask(request, on_delta, asked.progress, async::after(20s)));
        return asked;
    }

    ScriptedServer server;
    EndpointSettings settings;
    ManualClock clock{*parse_time("2026-03-02T12:00:00Z")};
    std::unique_ptr<Endpoint> made;
};

TEST_F(EndpointTest, ReadsEachDeviationOverTheWire) {
    for (const auto& stream : streams()) {
        if (stream.opens_in_thought) continue;
        SCOPED_TRACE(stream.name);
        server.answer(Script::stream(stream.bytes));
        const auto asked = ask();
        ASSERT_TRUE(asked.outcome) << asked.outcome.error().error.message;
        EXPECT_EQ(asked.outcome->message.text, stream.text);
        EXPECT_EQ(asked.text, stream.text);
        EXPECT_EQ(asked.thought, stream.reasoning);
        EXPECT_EQ(asked.outcome->message.calls, stream.calls);
        EXPECT_EQ(asked.outcome->usage, stream.usage);
        server.drop();
    }
}

TEST_F(EndpointTest, ReadsAStreamByteByByteAndKeepsTheConnection) {
    server.answer(Script::bytes(kHello));
    for (int i = 0; i < 3; ++i) {
        const auto asked = ask();
        ASSERT_TRUE(asked.outcome) << asked.outcome.error().error.message;
        EXPECT_EQ(asked.text, "Hello");
    }
    EXPECT_EQ(server.house.client.connections_opened(), 1U);
    EXPECT_EQ(server.seen[0].headers.get("Authorization"), "Bearer " + std::string(kKey));
    EXPECT_EQ(json::string_at(server.seen[0].body, "model"), "m");
}

TEST_F(EndpointTest, EachFailureKeepsWhatCameBefore) {
    for (const auto& stream : failing_streams()) {
        SCOPED_TRACE(stream.name);
        server.answer(Script::stream(stream.bytes));
        const auto asked = ask();
        ASSERT_FALSE(asked.outcome);
        EXPECT_THAT(asked.outcome.error().error.message, HasSubstr(stream.words));
        EXPECT_EQ(asked.text, stream.text);
        EXPECT_EQ(asked.progress.shown, !stream.text.empty());
        server.drop();
    }
}

TEST_F(EndpointTest, AServerThatDiesInTheMiddleIsBroken) {
    auto script = Script::stream(chunk(R"({"content":"Hel"})"));
    script.end = Script::End::Die;
    server.answer(std::move(script));
    const auto asked = ask();
    ASSERT_FALSE(asked.outcome);
    EXPECT_EQ(asked.outcome.error().kind, FailureKind::Broken);
    EXPECT_EQ(asked.text, "Hel");
    EXPECT_TRUE(asked.progress.asked);
    EXPECT_GT(asked.progress.usage.total(), 0);
}

TEST_F(EndpointTest, NothingIsShownWhereNobodyListens) {
    auto script = Script::stream(chunk(R"({"content":"Hel"})"));
    script.end = Script::End::Die;
    server.answer(std::move(script));
    Progress progress;
    const auto request = weather_request();
    const auto outcome =
        run(server.house.loop, endpoint().ask(request, {}, progress, async::after(20s)));
    ASSERT_FALSE(outcome);
    EXPECT_FALSE(progress.shown);
    EXPECT_GT(progress.usage.completion, 0);
}

TEST_F(EndpointTest, TimeIsBoundedToTheFirstTokenAndBetweenTwo) {
    settings.time = {.first_token = 30ms, .next_token = 30ms, .turn = 10s};
    auto silent = Script::stream(": still here\n\n");
    silent.end = Script::End::Hang;
    server.answer(silent);
    const auto first = ask();
    ASSERT_FALSE(first.outcome);
    EXPECT_EQ(first.outcome.error().kind, FailureKind::Slow);
    server.drop();
    auto stuck = Script::stream(chunk(R"({"content":"Hel"})") + ": still here\n\n");
    stuck.end = Script::End::Hang;
    server.answer(stuck);
    const auto next = ask();
    ASSERT_FALSE(next.outcome);
    EXPECT_EQ(next.outcome.error().kind, FailureKind::Slow);
    EXPECT_EQ(next.text, "Hel");
    server.wait_for_left(2);
    EXPECT_EQ(server.left, 2);
}

TEST_F(EndpointTest, TheWholeTurnIsBounded) {
    settings.stream = false;
    settings.time = {.first_token = 1ms, .next_token = 1ms, .turn = 40ms};
    Script hanging{.end = Script::End::Hang};
    server.answer(hanging);
    EXPECT_EQ(ask().outcome.error().kind, FailureKind::Slow);
}

TEST_F(EndpointTest, AnAnswerThatIsCompleteNeedsNoEnd) {
    auto open = Script::stream(kHello);
    open.end = Script::End::Hang;
    server.answer(open);
    const auto asked = ask();
    ASSERT_TRUE(asked.outcome) << asked.outcome.error().error.message;
    EXPECT_EQ(asked.text, "Hello");
}

TEST_F(EndpointTest, AStopInMidStreamClosesTheConnection) {
    auto endless = Script::stream(chunk(R"({"content":"Hel"})"));
    endless.end = Script::End::Hang;
    server.answer(endless);
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    (void)endpoint();
    endpoints.push_back(std::move(made));
    Router router(std::move(endpoints), clock);
    Stop stop(server.house.loop.get_executor());
    const auto report =
        run(server.house.loop,
            router.turn(weather_request(),
                        {.on_delta = [&](const Delta&) { stop.request(); }, .stop = &stop}));
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, ErrorCode::Cancelled);
    EXPECT_TRUE(report.shown);
    server.wait_for_left(1);
    EXPECT_EQ(server.left, 1);
    EXPECT_EQ(server.house.client.idle_connections(), 0U);
}

// A flow's step that is cancelled: nothing is learned of the server, and what it sent is counted.
TEST_F(EndpointTest, ACancelledTurnClosesTheConnectionToo) {
    auto endless = Script::stream(chunk(R"({"content":"Hel"})"));
    endless.end = Script::End::Hang;
    server.answer(endless);
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    (void)endpoint();
    endpoints.push_back(std::move(made));
    Router router(std::move(endpoints), clock);
    Budget budget({});
    const auto work = [&]() -> async::Awaitable<Result<bool>> {
        co_return (co_await router.turn(weather_request(), {.budget = &budget})).reply.has_value();
    };
    const auto got = run(server.house.loop, async::with_deadline(work(), async::after(50ms)));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Timeout);
    EXPECT_EQ(router.standings()[0].failures, 0);
    EXPECT_GT(budget.spent().usage.completion, 0);
    server.wait_for_left(1);
    EXPECT_EQ(server.left, 1);
}

TEST_F(EndpointTest, GoesWithoutWhatTheServerRefuses) {
    server.answer(Script::error(
        400,
        R"({"error":{"message":"Unknown parameter: 'stream_options'","param":"stream_options"}})"));
    server.answer(Script::error(400, R"({"error":{"message":"streaming is not supported"}})"));
    server.answer(Script::json(
        R"({"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1}})"));
    const auto asked = ask();
    ASSERT_TRUE(asked.outcome) << asked.outcome.error().error.message;
    EXPECT_EQ(asked.text, "Hello");
    ASSERT_EQ(server.seen.size(), 3U);
    EXPECT_TRUE(server.seen[0].body.as_object().contains("stream_options"));
    EXPECT_FALSE(server.seen[1].body.as_object().contains("stream_options"));
    EXPECT_EQ(*json::find(server.seen[2].body, "stream"), false);
    // It is known from then on.
    ASSERT_TRUE(ask().outcome);
    EXPECT_EQ(*json::find(server.seen[3].body, "stream"), false);
}

// llama.cpp of early 2025, byte for byte.
TEST_F(EndpointTest, ToolsWithoutAStreamWhereAServerHasNoStreamWithTools) {
    server.answer(Script::error(
        500,
        R"({"error":{"code":500,"message":"Cannot use tools with stream","type":"server_error"}})"));
    server.answer(Script::json(
        R"({"choices":[{"finish_reason":"tool_calls","index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"type":"function","function":{"name":"weather","arguments":"{\"city\":\"杭州\"}"},"id":""}]}}],"created":1740079422,"model":"gpt-3.5-turbo","object":"chat.completion","usage":{"completion_tokens":20,"prompt_tokens":230,"total_tokens":250}})"));
    const auto asked = ask();
    ASSERT_TRUE(asked.outcome) << asked.outcome.error().error.message;
    ASSERT_EQ(asked.outcome->message.calls.size(), 1U);
    EXPECT_EQ(asked.outcome->message.calls[0], weather_call("call00001", "杭州"));
    EXPECT_EQ(*json::find(server.seen[1].body, "stream"), false);
}

TEST_F(EndpointTest, WhatDidNotHelpIsNotLearned) {
    const auto unknown = Script::error(
        400,
        R"({"error":{"message":"Unknown parameter: 'stream_options'","param":"stream_options"}})");
    server.answer(unknown);
    server.answer(Script::error(400, R"({"error":{"message":"the messages are malformed"}})"));
    EXPECT_FALSE(ask().outcome);
    ASSERT_EQ(server.seen.size(), 2U);
    EXPECT_FALSE(server.seen[1].body.as_object().contains("stream_options"));
    server.drop();
    server.answer(Script::stream(kHello));
    EXPECT_TRUE(ask().outcome);
    EXPECT_TRUE(server.seen[2].body.as_object().contains("stream_options"));
}

TEST_F(EndpointTest, SaysHowManyRequestsItTook) {
    server.answer(Script::error(
        400,
        R"({"error":{"message":"Unknown parameter: 'stream_options'","param":"stream_options"}})"));
    server.answer(Script::stream(kHello));
    EXPECT_EQ(ask().progress.requests, 2);
    EXPECT_EQ(ask().progress.requests, 1);
    auto request = weather_request();
    request.messages.clear();
    const auto none = ask(request);
    EXPECT_EQ(none.progress.requests, 0);
    EXPECT_TRUE(none.outcome.error().unsent);
}

TEST_F(EndpointTest, ARefusalIsReadNoLongerThanTheTurnMayTake) {
    settings.time.turn = 50ms;
    auto slow = Script::error(500, "busy");
    slow.end = Script::End::Hang;
    server.answer(slow);
    const auto before = std::chrono::steady_clock::now();
    EXPECT_FALSE(ask().outcome);
    EXPECT_LT(std::chrono::steady_clock::now() - before, kErrorBodyTime / 2);
}

TEST_F(EndpointTest, AModelThatStreamsOnlyIsStreamed) {
    settings.stream = false;
    server.answer(Script::error(
        400,
        R"({"code":"InvalidParameter","message":"This model only support stream mode, please enable the stream parameter to access the model."})"));
    server.answer(Script::stream(kHello));
    EXPECT_FALSE(ask().outcome) << "the settings were explicit";
    settings.stream.reset();
    made.reset();
    EXPECT_EQ(ask().text, "Hello");
}

TEST_F(EndpointTest, ARefusalCostsNothingAndSaysWhy) {
    server.answer(Script::error(429,
                                R"({"error":{"message":"slow down","type":"rate_limit_error"}})",
                                {{"Retry-After", "7"}}));
    const auto asked = ask();
    ASSERT_FALSE(asked.outcome);
    EXPECT_EQ(asked.outcome.error().kind, FailureKind::RateLimited);
    EXPECT_EQ(asked.outcome.error().retry_after, 7s);
    EXPECT_FALSE(asked.progress.asked);
    EXPECT_EQ(server.seen.size(), 1U);
    server.drop();
    server.answer(Script::error(429, "", {{"Retry-After", "2"}, {"retry-after-ms", "1500"}}));
    EXPECT_EQ(ask().outcome.error().retry_after, 1500ms);
}

TEST_F(EndpointTest, TheKeyIsInNoErrorAndNoLog) {
    const std::string key(kKey);
    const std::vector<Script> scripts{
        Script::error(401, R"({"error":{"message":"Incorrect API key provided: )" + key + R"("}})"),
        Script::error(500, "Authorization: Bearer " + key),
        Script::stream("data: {\"error\":{\"message\":\"key " + key + " is over its quota\"}}\n\n"),
        Script::stream("data: Bearer " + key + "\n\n"),
    };
    ::testing::internal::CaptureStderr();
    log::set_level(log::Level::Debug);
    std::string said;
    for (const auto& script : scripts) {
        server.answer(script);
        const auto asked = ask();
        ASSERT_FALSE(asked.outcome);
        const auto& failed = asked.outcome.error();
        said += failed.error.message + failed.error.advice + failed.said.message +
                failed.said.type + failed.said.code;
        server.drop();
    }
    log::set_level(log::Level::Warn);
    said += ::testing::internal::GetCapturedStderr();
    EXPECT_THAT(said, Not(HasSubstr(key)));
    EXPECT_THAT(said, Not(HasSubstr(key.substr(3, 8))));
}

TEST_F(EndpointTest, NobodyThereIsUnreachable) {
    settings.url = "http://127.0.0.1:1/v1";
    settings.name = "it";
    made = make_endpoint(server.house.client, settings, Secret{}, clock);
    const auto asked = ask();
    ASSERT_FALSE(asked.outcome);
    EXPECT_EQ(asked.outcome.error().kind, FailureKind::Unreachable);
    EXPECT_FALSE(asked.progress.asked);
}

TEST_F(EndpointTest, ListsModelsAsAHealthCheck) {
    const auto names = run(server.house.loop, endpoint().models(async::after(5s)));
    ASSERT_TRUE(names);
    EXPECT_THAT(*names, ::testing::ElementsAre("scripted"));
    server.models_status = 401;
    server.models = R"({"error":{"message":"no"}})";
    EXPECT_EQ(run(server.house.loop, endpoint().models(async::after(5s))).error().kind,
              FailureKind::Denied);
}

TEST(EndpointUrl, TakesTheFormsInUse) {
    EXPECT_EQ(*endpoint_url("http://127.0.0.1:8080", "models"), "http://127.0.0.1:8080/v1/models");
    EXPECT_EQ(*endpoint_url("https://a.example/v1/", "chat/completions"),
              "https://a.example/v1/chat/completions");
    EXPECT_EQ(*endpoint_url("https://a.example/x/v1/chat/completions", "models"),
              "https://a.example/x/v1/models");
    EXPECT_EQ(*endpoint_url("https://a.example/v1?api-version=2", "models"),
              "https://a.example/v1/models?api-version=2");
    EXPECT_FALSE(endpoint_url("a.example", "models"));
}

}  // namespace
}  // namespace errand::brain::model
