#include "brain/model/server_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brain/model/limits.hpp"

namespace errand::brain::model {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ReadErrorBody, KnowsEachServersForm) {
    const std::vector<std::pair<std::string, std::string>> bodies{
        {R"({"error":{"message":"bad","type":"invalid_request_error","param":"tools","code":"x"}})",
         "bad"},
        {R"({"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400})",
         "bad"},
        {R"({"error":{"code":400,"message":"bad","type":"invalid_request_error"}})", "bad"},
        {R"({"code":"InvalidParameter","message":"bad","request_id":"r"})", "bad"},
        {R"({"error":"bad"})", "bad"},
        {R"({"detail":"bad"})", "bad"},
        {R"({"detail":[{"loc":["body","stream_options"],"msg":"bad","type":"extra"},{"msg":"worse"}]})",
         "bad; worse"},
        {R"([{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT"}}])", "bad"},
        {"\n bad\r\n<p>more", "bad"},
        {"", ""},
    };
    for (const auto& [body, message] : bodies)
        EXPECT_EQ(read_error_body(body).message, message) << body;
    EXPECT_EQ(read_error_body(bodies[0].first).param, "tools");
    EXPECT_EQ(read_error_body(bodies[1].first).code, "400");
    EXPECT_EQ(read_error_body(bodies[6].first).param, "stream_options");
}

TEST(ReadError, AnAnswerIsNone) {
    for (const auto* text :
         {R"({"choices":[]})", R"({"choices":[],"error":null})",
          R"({"id":"x","object":"chat.completion.chunk"})", R"({"code":"x"})", "[]", "7"})
        EXPECT_FALSE(read_error(*json::parse(text))) << text;
}

TEST(Classify, TellsWhatCanHelp) {
    using enum FailureKind;
    const auto kind = [](int status, std::string message, std::string code = {}) {
        return classify(
            status,
            {.message = std::move(message), .type = {}, .code = std::move(code), .param = {}});
    };
    EXPECT_EQ(kind(400, "bad"), Refused);
    EXPECT_EQ(kind(401, ""), Denied);
    EXPECT_EQ(kind(404, "model not found"), Missing);
    EXPECT_EQ(kind(429, ""), RateLimited);
    EXPECT_EQ(kind(429, "", "insufficient_quota"), Denied);
    EXPECT_EQ(kind(400, "", "Arrearage"), Denied);
    EXPECT_EQ(kind(400, "This model's maximum context length is 4096 tokens"), TooLong);
    EXPECT_EQ(kind(400, "Range of input length should be [1, 30720]"), TooLong);
    EXPECT_EQ(kind(400,
                   "request (9010 tokens) exceeds the available context size (8192 tokens), "
                   "try increasing it"),
              TooLong);
    EXPECT_EQ(kind(503, "Loading model"), Overloaded);
    EXPECT_EQ(kind(500, ""), Overloaded);
    EXPECT_EQ(kind(500, "Cannot use tools with stream"), Refused);
    EXPECT_EQ(kind(500, "tools param requires --jinja flag"), Refused);
    EXPECT_EQ(kind(501, "This server does not support embeddings."), Refused);
    EXPECT_EQ(kind(503, "streaming is not supported while loading"), Overloaded);
    EXPECT_EQ(kind(302, ""), Missing);
    EXPECT_EQ(kind(200, "bad", "400"), Refused);
    EXPECT_EQ(kind(200, "boom"), Overloaded);
    EXPECT_EQ(kind(200, "", "Throttling.RateQuota"), RateLimited);
}

TEST(ServerFailure, NeverShowsTheKey) {
    const std::string key = "sk-0123456789abcdefXYZ";
    for (const auto& echoed : {key, "Bearer " + key, key.substr(3), key.substr(0, 12) + "***",
                               "'" + key.substr(8) + "'"}) {
        const auto made = server_failure("qwen", 401,
                                         {.message = "Incorrect API key provided: " + echoed + ".",
                                          .type = echoed,
                                          .code = echoed,
                                          .param = echoed},
                                         key);
        for (const auto& text : {made.error.message, made.said.message, made.said.type,
                                 made.said.code, made.said.param})
            for (std::size_t at = 0; at + 8 <= key.size(); ++at)
                EXPECT_THAT(text, Not(HasSubstr(key.substr(at, 8))));
        EXPECT_THAT(made.error.message, HasSubstr("Incorrect API key"));
        EXPECT_EQ(made.error.code, ErrorCode::Denied);
    }
    EXPECT_EQ(without_secret("a short-key b", "short"), "a [key]-key b");
    EXPECT_EQ(without_secret("nothing", ""), "nothing");
}

TEST(ServerFailure, KeepsAMessageShortAndWhole) {
    std::string message = "\x01\n";
    for (int i = 0; i < 2000; ++i) message += "错";
    const auto made =
        server_failure("it", 500, {.message = message, .type = {}, .code = {}, .param = {}}, "");
    EXPECT_LT(made.error.message.size(), kMaxErrorMessage + 100);
    EXPECT_TRUE(json::parse(json::write(json::value(made.error.message))));
    EXPECT_THAT(made.error.message, Not(HasSubstr("\n")));
}

TEST(ReadRetryAfter, TakesSecondsAndDates) {
    const auto now = *parse_time("2026-03-02T12:00:00Z");
    EXPECT_EQ(read_retry_after("3", now), 3s);
    EXPECT_EQ(read_retry_after("0.25", now), 250ms);
    EXPECT_EQ(read_retry_after("Mon, 02 Mar 2026 12:00:30 GMT", now), 30s);
    EXPECT_EQ(read_retry_after("Mon, 02 Mar 2026 11:00:00 GMT", now), 0s);
    EXPECT_EQ(read_retry_after("1e30", now), kMaxRetryAfter);
    for (const auto* field : {"", "soon", "-1", "3 s", "nan", "inf"})
        EXPECT_FALSE(read_retry_after(field, now)) << field;
}

TEST(ReadRetryAfter, TakesMillisecondsByThemselves) {
    EXPECT_EQ(read_retry_after_ms("250"), 250ms);
    EXPECT_EQ(read_retry_after_ms("1500"), 1500ms);
    EXPECT_EQ(read_retry_after_ms("599999.5"), kMaxRetryAfter);
    EXPECT_EQ(read_retry_after_ms("1e30"), kMaxRetryAfter);
    for (const auto* field : {"", "soon", "-1", "3 ms", "nan", "Mon, 02 Mar 2026 12:00:30 GMT"})
        EXPECT_FALSE(read_retry_after_ms(field)) << field;
}

}  // namespace
}  // namespace errand::brain::model
