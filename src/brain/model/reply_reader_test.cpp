#include "brain/model/reply_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "brain/model/limits.hpp"
#include "brain/model/scripted_server_for_tests.hpp"
#include "brain/model/streams_for_tests.hpp"

namespace errand::brain::model {
namespace {

using namespace testing;
using ::testing::HasSubstr;

struct ReadBack {
    std::string text;  // as handed out
    std::string thought;
    std::optional<Reply> reply;
    std::string error;

    bool operator==(const ReadBack&) const = default;
};

// Reads `bytes` in pieces of `first` and then `step` bytes, as the endpoint does.
ReadBack read_in(std::string_view bytes, const Request& request, bool opens_in_thought,
                 std::size_t first, std::size_t step) {
    ReplyReader reader(request, {.who = "it", .opens_in_thought = opens_in_thought});
    ReadBack back;
    std::vector<Delta> out;
    Outcome<> taken;
    for (std::size_t at = 0; taken && at < bytes.size() && !reader.done();) {
        const auto size = at == 0 && first > 0 ? first : step;
        taken = reader.feed(bytes.substr(at, size), out);
        at += size;
    }
    if (taken && !reader.done()) taken = reader.end(out);
    for (const auto& delta : out)
        (delta.kind == Delta::Kind::Text ? back.text : back.thought) += delta.text;
    if (taken)
        back.reply = reader.take();
    else
        back.error = taken.error().error.message;
    return back;
}

// The same, and that it is the same wherever the bytes are cut.
ReadBack read_everywhere(std::string_view bytes, const Request& request,
                         bool opens_in_thought = false) {
    const auto whole = read_in(bytes, request, opens_in_thought, 0, bytes.size() + 1);
    for (std::size_t at = 1; at < bytes.size(); ++at)
        EXPECT_TRUE(read_in(bytes, request, opens_in_thought, at, bytes.size()) == whole)
            << "cut at " << at << " of " << bytes.size();
    for (const std::size_t step : {1U, 2U, 3U, 5U, 64U})
        EXPECT_TRUE(read_in(bytes, request, opens_in_thought, 0, step) == whole)
            << "in steps of " << step;
    return whole;
}

// llama.cpp takes a named choice for Auto.
TEST(ReplyReader, ACallOfAnotherToolThanTheNamedOneIsAFault) {
    auto request = weather_request();
    request.choice = {ChoiceKind::Named, "weather"};
    const auto bytes =
        chunk(
            R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"now","arguments":"{}"}}]})",
            "tool_calls") +
        std::string(kDone);
    const auto back = read_everywhere(bytes, request);
    ASSERT_TRUE(back.reply && back.reply->message.calls.size() == 1);
    ASSERT_TRUE(back.reply->message.calls[0].fault);
    EXPECT_EQ(back.reply->message.calls[0].fault->kind, FaultKind::UnknownTool);
    EXPECT_EQ(callable_tools(request).size(), 1U);
}

TEST(ReplyReader, ReadsEachDeviationWhereverItIsCut) {
    const auto request = weather_request();
    for (const auto& stream : streams()) {
        SCOPED_TRACE(stream.name);
        const auto back = read_everywhere(stream.bytes, request, stream.opens_in_thought);
        ASSERT_TRUE(back.reply) << back.error;
        const auto& reply = *back.reply;
        EXPECT_EQ(reply.message.role, Role::Assistant);
        EXPECT_EQ(reply.message.text, stream.text);
        EXPECT_EQ(reply.message.reasoning, stream.reasoning);
        EXPECT_EQ(back.text, stream.text);
        EXPECT_EQ(back.thought, stream.reasoning);
        EXPECT_EQ(json::write(json::encode(reply.message.calls)),
                  json::write(json::encode(stream.calls)));
        EXPECT_EQ(reply.finish, stream.finish);
        EXPECT_EQ(reply.usage, stream.usage);
    }
}

TEST(ReplyReader, EachFailureKeepsWhatCameBeforeItWhereverItIsCut) {
    const auto request = weather_request();
    for (const auto& stream : failing_streams()) {
        SCOPED_TRACE(stream.name);
        const auto back = read_everywhere(stream.bytes, request);
        ASSERT_FALSE(back.reply);
        EXPECT_THAT(back.error, HasSubstr(stream.words));
        EXPECT_EQ(back.text, stream.text);
    }
}

// A stream cut off anywhere is whole only where nothing but its frame is missing.
TEST(ReplyReader, ABeginningIsNeverTakenForTheWhole) {
    const auto request = weather_request();
    const auto bytes = chunk(R"({"content":"It is 晴天."})") + chunk("{}", "stop");
    const auto finish = bytes.find("\"stop\"");
    for (std::size_t size = 0; size < finish; ++size) {
        const auto back = read_in(bytes.substr(0, size), request, false, 0, bytes.size());
        EXPECT_FALSE(back.reply) << size;
    }
}

TEST(ReplyReader, ALimitMakesACutOffCallAFault) {
    const auto request = weather_request();
    const auto back = read_everywhere(
        chunk(
            R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"weather","arguments":"{\"city\":\"杭\""}}]})") +
            chunk("{}", "length") + std::string(kDone),
        request);
    ASSERT_TRUE(back.reply) << back.error;
    ASSERT_EQ(back.reply->message.calls.size(), 1U);
    ASSERT_TRUE(back.reply->message.calls[0].fault);
    EXPECT_EQ(back.reply->message.calls[0].fault->kind, FaultKind::CutOff);
    const auto text =
        read_everywhere(chunk(R"({"content":"a b"})", "length") + std::string(kDone), request);
    EXPECT_EQ(text.reply->finish, Finish::Length);
}

// Only a server that says that the model had ended is believed that nothing but brackets lacks.
TEST(ReplyReader, ACallIsClosedOnlyWhereTheModelHadEnded) {
    const auto request = weather_request();
    const auto read = [&](std::string_view arguments, std::string_view finish) {
        const auto back = read_everywhere(
            chunk(
                R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"weather","arguments":")" +
                std::string(arguments) + R"("}}]})") +
                (finish.empty() ? "" : chunk("{}", finish)) + std::string(kDone),
            request);
        EXPECT_TRUE(back.reply) << back.error;
        EXPECT_EQ(back.reply->message.calls.size(), 1U);
        return back.reply->message.calls.at(0);
    };
    for (const auto* finish : {"stop", "tool_calls", "function_call", "end_turn", "STOP"}) {
        const auto call = read(R"({\"city\":\"杭州\")", finish);
        EXPECT_FALSE(call.fault) << finish;
        EXPECT_TRUE(call.mended) << finish;
    }
    for (const auto* finish : {"length", "content_filter", "safety", "insufficient_system_resource",
                               "abort", "another", ""}) {
        const auto call = read(R"({\"city\":\"杭州\")", finish);
        ASSERT_TRUE(call.fault) << finish;
        EXPECT_EQ(call.fault->kind, FaultKind::CutOff) << finish;
        EXPECT_TRUE(call.arguments.empty());
        EXPECT_FALSE(read(R"({\"city\":\"杭州\"})", finish).fault) << finish << ": it is whole";
    }
}

TEST(ReplyReader, ACallWithoutArgumentsThatWasCutOffIsAFault) {
    const auto request = weather_request();
    for (const auto* finish : {"tool_calls", "length"}) {
        const auto back = read_everywhere(
            chunk(R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"now"}}]})") +
                chunk("{}", finish) + std::string(kDone),
            request);
        ASSERT_TRUE(back.reply) << back.error;
        ASSERT_EQ(back.reply->message.calls.size(), 1U);
        EXPECT_EQ(back.reply->message.calls[0].fault.has_value(),
                  std::string_view(finish) == "length");
    }
}

TEST(ReplyReader, WhoEndedAnAnswerThatIsNotWholeIsSaid) {
    const auto request = weather_request();
    const auto finish_of = [&](std::string_view finish) {
        return read_everywhere(chunk(R"({"content":"a b"})", finish) + std::string(kDone), request)
            .reply->finish;
    };
    for (const auto* finish : {"length", "MAX_TOKENS", "insufficient_system_resource", "abort"})
        EXPECT_EQ(finish_of(finish), Finish::Length) << finish;
    for (const auto* finish : {"content_filter", "SAFETY", "sensitive"})
        EXPECT_EQ(finish_of(finish), Finish::Filtered) << finish;
    EXPECT_EQ(finish_of("another"), Finish::Stop);
}

TEST(ReplyReader, WhereNoToolMayBeCalledNoneIs) {
    auto request = weather_request();
    request.choice = {ChoiceKind::None, ""};
    const auto text = read_everywhere(
        chunk(R"({"content":"```json\n{\"name\": \"now\", \"arguments\": {}}\n```"})", "stop") +
            std::string(kDone),
        request);
    ASSERT_TRUE(text.reply) << text.error;
    EXPECT_TRUE(text.reply->message.calls.empty());
    EXPECT_THAT(text.reply->message.text, HasSubstr("\"name\": \"now\""));
    const auto native = read_everywhere(
        chunk(
            R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"now","arguments":"{}"}}]})") +
            chunk("{}", "tool_calls") + std::string(kDone),
        request);
    ASSERT_TRUE(native.reply) << native.error;
    ASSERT_EQ(native.reply->message.calls.size(), 1U);
    ASSERT_TRUE(native.reply->message.calls[0].fault);
    EXPECT_EQ(native.reply->message.calls[0].fault->kind, FaultKind::UnknownTool);
}

TEST(ReplyReader, ALimitMakesACutOffCallInTextAFaultToo) {
    const auto request = weather_request();
    const std::string call = R"(<tool_call>{\"name\":\"now\",\"arguments\":{})";
    for (const auto* finish : {"stop", "length"}) {
        const auto back = read_everywhere(
            chunk("{\"content\":\"" + call + "\"}", finish) + std::string(kDone), request);
        ASSERT_TRUE(back.reply) << back.error;
        ASSERT_EQ(back.reply->message.calls.size(), 1U);
        const auto& read = back.reply->message.calls[0];
        EXPECT_EQ(read.fault.has_value(), std::string_view(finish) == "length");
        EXPECT_EQ(read.mended, std::string_view(finish) == "stop");
    }
}

TEST(ReplyReader, WithoutUsageItIsEstimated) {
    const auto request = weather_request();
    const auto back =
        read_everywhere(chunk(R"({"reasoning":"hm"})") +
                            chunk(R"({"content":"晴天 today"})", "stop") + std::string(kDone),
                        request);
    ASSERT_TRUE(back.reply);
    EXPECT_TRUE(back.reply->usage.estimated);
    EXPECT_EQ(back.reply->usage.prompt, estimate_tokens(request));
    EXPECT_GE(back.reply->usage.completion, 4);
    EXPECT_EQ(back.reply->usage.reasoning, 1);
}

TEST(ReplyReader, WhatCameBeforeABreakIsCountedWhateverTheServerHadSaid) {
    const auto request = weather_request();
    ReplyReader reader(request, {.who = "it"});
    std::vector<Delta> out;
    ASSERT_TRUE(
        reader.feed("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
                    "\"completion_tokens\":0}}\n\n",
                    out));
    EXPECT_EQ(reader.usage(), (Usage{.prompt = 9}));
    ASSERT_TRUE(reader.feed(chunk(R"({"content":"晴天 today"})"), out));
    EXPECT_EQ(reader.usage(), (Usage{.prompt = 9, .completion = 4, .estimated = true}));
    // A call that is written as text is held back, and costs as much.
    ASSERT_TRUE(reader.feed(chunk(R"({"content":"<tool_call>{\"name\":"})"), out));
    EXPECT_GT(reader.usage().completion, 8);
}

TEST(ReplyReader, CanBeRecordedWhateverTheModelIsCalled) {
    const auto request = weather_request();
    for (std::size_t pad = 0; pad < 3; ++pad) {
        std::string name(pad, 'm');
        for (std::size_t i = 0; i < kMaxNameBytes; ++i) name += "模";
        const auto back = read_in("data: {\"model\":\"" + name + "\",\"choices\":[]}\n\n" +
                                      chunk(R"({"content":"ok"})", "stop") + std::string(kDone),
                                  request, false, 0, 4096);
        ASSERT_TRUE(back.reply) << back.error;
        EXPECT_TRUE(is_utf8(back.reply->model)) << pad;
        EXPECT_GT(back.reply->model.size(), kMaxNameBytes - 3);
        EXPECT_LE(back.reply->model.size(), kMaxNameBytes);
    }
}

TEST(ReplyReader, NativeCallsMakeTextThatLooksLikeOneText) {
    const auto request = weather_request();
    const auto back = read_everywhere(
        chunk(R"({"content":"<tool_call>{\"name\":\"now\",\"arguments\":{}}</tool_call>"})") +
            chunk(
                R"({"tool_calls":[{"index":0,"id":"c7","function":{"name":"now","arguments":"{}"}}]})") +
            chunk("{}", "stop") + std::string(kDone),
        request);
    ASSERT_TRUE(back.reply);
    ASSERT_EQ(back.reply->message.calls.size(), 1U);
    EXPECT_EQ(back.reply->message.calls[0].id, "c7");
}

TEST(ReplyReader, IsBounded) {
    const auto request = weather_request();
    ReplyReader reader(request, {.who = "it"});
    std::vector<Delta> out;
    const auto piece = chunk("{\"content\":\"" + std::string(64 * 1024, 'x') + "\"}");
    Outcome<> taken;
    std::size_t sent = 0;
    while (taken && sent < kMaxTextBytes + 2 * piece.size()) {
        taken = reader.feed(piece, out);
        sent += piece.size();
    }
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().kind, FailureKind::TooLarge);
}

TEST(ReplyReader, ManyLinesInOneEventAreNoDeepStack) {
    const auto request = weather_request();
    std::string bytes;
    for (int i = 0; i < 5'000; ++i) bytes += "data: {\"choices\":[]}\n";
    bytes += "\n" + chunk(R"({"content":"ok"})", "stop") + std::string(kDone);
    const auto back = read_in(bytes, request, false, 0, bytes.size());
    ASSERT_TRUE(back.reply) << back.error;
    EXPECT_EQ(back.reply->message.text, "ok");
}

TEST(ReadStructured, TakesTheJsonAndHoldsItToTheSchema) {
    const ResponseFormat format{
        .schema = *json::parse(
            R"({"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]})")};
    Reply reply;
    reply.message.text = "```json\n{\"a\": 1}\n```";
    ASSERT_TRUE(read_structured(reply, format));
    EXPECT_EQ(*read_structured(reply, format), (json::object{{"a", 1}}));
    reply.message.text = R"({"a": "one"})";
    const auto wrong = read_structured(reply, format);
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message, HasSubstr("a must be"));
    EXPECT_FALSE(wrong.error().advice.empty());
    reply.message.text = "I cannot.";
    EXPECT_FALSE(read_structured(reply, format));
    reply.message.text = R"({"a": [1], "b": true)";
    reply.finish = Finish::Filtered;
    EXPECT_THAT(read_structured(reply, format).error().message, HasSubstr("before it is complete"));
}

}  // namespace
}  // namespace errand::brain::model
