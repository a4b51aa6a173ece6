#include "brain/model/dialect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "brain/model/limits.hpp"
#include "brain/model/streams_for_tests.hpp"

namespace errand::brain::model {
namespace {

using namespace testing;
using ::testing::HasSubstr;

Failure refused(std::string message, std::string param = {}) {
    return server_failure(
        "it", 400,
        {.message = std::move(message), .type = {}, .code = {}, .param = std::move(param)}, {});
}

json::object written_request(const Request& request, std::string_view model, const Dialect& dialect,
                             const json::object& extra = {}) {
    return json::parse(write_request(request, model, dialect, extra)).value().as_object();
}

TEST(WriteRequest, IsAChatCompletionsRequest) {
    auto request = weather_request();
    request.messages.insert(request.messages.begin(), {.role = Role::System, .text = "Be brief."});
    Message asked{.role = Role::Assistant};
    asked.calls.push_back(weather_call("c7", "杭州"));
    asked.reasoning = "never sent";
    request.messages.push_back(asked);
    request.messages.push_back(answer_to(asked.calls[0], "{\"sky\":\"晴\"}"));
    request.choice = {ChoiceKind::Named, "weather"};
    request.parallel_calls = false;
    request.temperature = 0.5;
    request.max_tokens = 100;
    const auto written =
        written_request(request, "qwen-plus", {}, {{"enable_thinking", false}, {"model", "other"}});
    const auto wanted = json::parse(R"({
        "model":"qwen-plus",
        "messages":[
            {"role":"system","content":"Be brief."},
            {"role":"user","content":"杭州天气怎么样?"},
            {"role":"assistant","content":null,"tool_calls":[
                {"id":"c7","type":"function","function":{"name":"weather","arguments":"{\"city\":\"杭州\"}"}}]},
            {"role":"tool","tool_call_id":"c7","content":"{\"sky\":\"晴\"}"}],
        "tools":[{"type":"function","function":{"name":"weather","description":"The weather in a city.",
            "parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}}}],
        "tool_choice":{"type":"function","function":{"name":"weather"}},
        "parallel_tool_calls":false,
        "temperature":0.5,
        "max_tokens":100,
        "stream":true,
        "stream_options":{"include_usage":true},
        "enable_thinking":false})");
    ASSERT_TRUE(wanted) << wanted.error().message;
    EXPECT_EQ(json::write(written), json::write(*wanted));
}

TEST(WriteRequest, AsksForJsonOfASchema) {
    Request request;
    request.messages.push_back({.text = "hi"});
    request.format = ResponseFormat{.name = "a", .schema = json::object{{"type", "object"}}};
    const auto written = written_request(request, "m", {});
    EXPECT_EQ(*json::find(written, "response_format.json_schema.schema.type"), "object");
    EXPECT_EQ(*json::find(written, "response_format.json_schema.strict"), true);
    EXPECT_FALSE(written.contains("tools"));
    const auto plain = written_request(request, "m", {.json_schema = false});
    EXPECT_EQ(*json::find(plain, "response_format.type"), "json_object");
    EXPECT_THAT(std::string(json::string_at(*json::find(plain, "messages.0"), "content")),
                HasSubstr("JSON Schema"));
}

// Where a server does not take the word that forbids tools, they are not offered.
TEST(WriteRequest, ToolsThatMustNotBeCalled) {
    auto request = weather_request();
    request.choice = {ChoiceKind::None, ""};
    request.parallel_calls = false;
    const auto written = written_request(request, "m", {});
    EXPECT_TRUE(written.contains("tools"));
    EXPECT_EQ(json::string_at(written, "tool_choice"), "none");
    const auto without = written_request(request, "m", {.tool_choice = false});
    for (const auto* key : {"tools", "tool_choice", "parallel_tool_calls"})
        EXPECT_FALSE(without.contains(key)) << key;
}

TEST(Adapt, TakesBackWhatIsRefused) {
    auto request = weather_request();
    request.temperature = 0;
    request.max_tokens = 10;
    Dialect dialect;
    EXPECT_TRUE(
        adapt(dialect, request, refused("Unrecognized request argument supplied: stream_options")));
    EXPECT_FALSE(dialect.stream_options);
    EXPECT_TRUE(dialect.stream);
    EXPECT_TRUE(
        adapt(dialect, request,
              refused("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
                      "max_tokens")));
    EXPECT_TRUE(dialect.max_completion_tokens);
    EXPECT_TRUE(
        adapt(dialect, request, refused("does not support 0 with this model", "temperature")));
    EXPECT_FALSE(written_request(request, "m", dialect).contains("temperature"));
    EXPECT_TRUE(written_request(request, "m", dialect).contains("max_completion_tokens"));
    // The same refusal again is of something else.
    EXPECT_FALSE(adapt(dialect, request, refused("", "temperature")));
    EXPECT_FALSE(adapt(dialect, request, refused("the tools are malformed")));
    EXPECT_FALSE(adapt(dialect, request, failure(FailureKind::Overloaded, "stream_options")));
}

TEST(Adapt, AStreamMayChangeOnce) {
    const auto request = weather_request();
    Dialect dialect{.stream = false};
    const auto only =
        refused("This model only support stream mode, please enable the stream parameter.");
    EXPECT_TRUE(adapt(dialect, request, only));
    EXPECT_TRUE(dialect.stream);
    EXPECT_FALSE(adapt(dialect, request, refused("streaming is not supported")));
    Dialect streams;
    EXPECT_TRUE(adapt(streams, request, refused("streaming is not supported")));
    EXPECT_FALSE(written_request(request, "m", streams).contains("stream_options"));
    Dialect fixed{.stream = false, .stream_fixed = true};
    EXPECT_FALSE(adapt(fixed, request, only));
}

// What is wrong with a value, or stands in another word, says nothing of what the server knows.
TEST(Adapt, WantsTheWholeWordAndThatItIsNotKnown) {
    auto request = weather_request();
    request.temperature = 7;
    request.max_tokens = 10;
    request.choice = {ChoiceKind::Required, ""};
    request.parallel_calls = false;
    request.format = ResponseFormat{.schema = json::object{}};
    for (const auto& refusal :
         {refused("the upstream does not know this: not supported"),
          refused("Invalid schema for response_format 'answer': 'oneOf' is not permitted.",
                  "response_format"),
          refused("temperature 7 is above the maximum of 2", "temperature"),
          refused("max_completion_tokens is too large: 10. The model supports at most 8"),
          refused("tool_choice names a tool that is not in tools", "tool_choice"),
          refused("the stream was closed"), refused("unknown model mainstream-7b")}) {
        Dialect dialect;
        EXPECT_FALSE(adapt(dialect, request, refusal)) << refusal.said.message;
        EXPECT_EQ(dialect, Dialect{});
    }
}

TEST(Adapt, KnowsTheWordsOfRefusal) {
    auto request = weather_request();
    request.temperature = 0;
    request.format = ResponseFormat{.schema = json::object{}};
    struct Said {
        std::string message;
        std::string param;
        bool Dialect::* taken_back;
    };
    for (const auto& [message, param, taken_back] : std::vector<Said>{
             {"Unrecognized request argument supplied: stream_options", "",
              &Dialect::stream_options},
             {"property 'stream_options' is unsupported", "", &Dialect::stream_options},
             {"Extra inputs are not permitted", "stream_options", &Dialect::stream_options},
             {"got an unexpected keyword argument 'temperature'", "", &Dialect::temperature},
             {"Unknown name \"temperature\": Cannot find field.", "", &Dialect::temperature},
             {"This model doesn't support temperature", "", &Dialect::temperature},
             {"参数 temperature 不支持", "", &Dialect::temperature},
             {"This response_format type is unavailable now", "", &Dialect::json_schema},
             {"Input should be 'text' or 'json_object'", "type", &Dialect::json_schema}}) {
        Dialect dialect;
        EXPECT_TRUE(adapt(dialect, request, refused(message, param))) << message;
        EXPECT_FALSE(dialect.*taken_back) << message;
    }
}

// Whatever a server says, it ends.
TEST(Adapt, Ends) {
    auto request = weather_request();
    request.temperature = 0;
    request.max_tokens = 1;
    request.choice = {ChoiceKind::Required, ""};
    request.parallel_calls = false;
    request.format = ResponseFormat{.schema = json::object{}};
    const auto all = refused(
        "unsupported: stream stream_options include_usage max_completion_tokens response_format "
        "parallel_tool_calls tool_choice temperature");
    Dialect dialect;
    int times = 0;
    while (adapt(dialect, request, all)) ASSERT_LT(++times, 20);
    EXPECT_EQ(times, 7);
}

TEST(CheckRequest, RefusesWhatNoServerTakes) {
    EXPECT_TRUE(check_request(weather_request()));
    EXPECT_FALSE(check_request({}));
    auto twice = weather_request();
    twice.tools.push_back(twice.tools[0]);
    EXPECT_FALSE(check_request(twice));
    auto stray = weather_request();
    stray.messages.push_back(answer_to(now_call("none"), "x"));
    EXPECT_FALSE(check_request(stray));
    auto named = weather_request();
    named.choice = {ChoiceKind::Named, "absent"};
    EXPECT_FALSE(check_request(named));
    for (const auto most : {std::int64_t{0}, std::int64_t{-1}, kMaxTokens + 1,
                            std::numeric_limits<std::int64_t>::max()}) {
        auto bounded = weather_request();
        bounded.max_tokens = most;
        EXPECT_FALSE(check_request(bounded)) << most;
    }
    auto bounded = weather_request();
    bounded.max_tokens = 1;
    EXPECT_TRUE(check_request(bounded));
}

TEST(Values, AreRecordedAndReadAgain) {
    auto request = weather_request();
    request.messages.push_back({.role = Role::Assistant,
                                .text = "a",
                                .reasoning = "b",
                                .calls = {weather_call("c", "d")}});
    request.messages.back().calls[0].fault = CallFault{FaultKind::CutOff, "again"};
    request.format = ResponseFormat{.schema = json::object{}};
    request.temperature = 0.25;
    const auto back = json::read<Request>(json::write(json::encode(request)));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, request);
    Reply reply{.message = request.messages.back(),
                .finish = Finish::ToolCalls,
                .usage = {.prompt = 1},
                .model = "m"};
    EXPECT_EQ(json::read<Reply>(json::write(json::encode(reply))).value(), reply);
    EXPECT_EQ(json::read<Message>(R"({"role":"user","text":"x"})").value().text, "x");
}

}  // namespace
}  // namespace errand::brain::model
