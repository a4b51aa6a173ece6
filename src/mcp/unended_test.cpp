// Calls that a client leaves and comes back to: what a server asks during them, how far they are,
// and tasks. Against our own server in each version, and against scripted ones.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "mcp/client.hpp"
#include "mcp/input_requests.hpp"
#include "mcp/mcp_test.hpp"
#include "mcp/tasks.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// The same program, serving its shop over stdio (client_test.cpp).
Command self() {
    return {.program = std::filesystem::read_symlink("/proc/self/exe"),
            .arguments = {"--gtest_filter=ServeStdio.DISABLED_UntilTheInputEnds",
                          "--gtest_also_run_disabled_tests"}};
}

struct Way {
    std::string version;
    bool http;
};

class Unended : public ::testing::TestWithParam<Way> {
  protected:
    Unended() {
        auto transport = GetParam().http ? http_transport(shop.house.client, shop.url())
                                         : stdio_transport(shop.house.loop.get_executor(), self());
        client = std::make_unique<Client>(
            std::move(transport),
            ClientSettings{.newest_version = GetParam().version, .asks = true});
    }
    Result<tool::CallResult> call(std::string name, std::optional<tool::GoOn> goes_on = {},
                                  std::chrono::milliseconds within = 5s) {
        return run(shop.house.loop,
                   client->call(std::move(name), {},
                                {.deadline = async::after(within), .goes_on = std::move(goes_on)}));
    }
    Shop shop;
    std::unique_ptr<Client> client;
};

TEST_P(Unended, WhatIsAskedComesBackAndTheCallGoesOn) {
    const auto asked = call("confirm_now");
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    ASSERT_EQ(asked->unfinished->questions.size(), 1U);
    const auto& question = asked->unfinished->questions[0];
    EXPECT_EQ(question.message, "Who is it for?");
    EXPECT_NE(json::find(question.schema, "properties.name"), nullptr);
    EXPECT_EQ(asked->unfinished->anew, GetParam().version == "2026-07-28");
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers[question.key] = {{"action", "accept"}, {"content", {{"name", "Li"}}}};
    const auto done = call("confirm_now", on);
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_FALSE(done->unfinished);
    EXPECT_EQ(json::string_at(done->content, "for"), "Li");
    EXPECT_EQ(json::string_at(done->content, "state"), "state-1");
}

TEST_P(Unended, ACallThatIsNoLongerUnderWayIsAnUnknownOutcome) {
    if (GetParam().version == "2026-07-28") GTEST_SKIP() << "nothing is held";
    const auto asked = call("confirm_now");
    ASSERT_TRUE(asked && asked->unfinished);
    client = std::make_unique<Client>(
        http_transport(shop.house.client, shop.url()),
        ClientSettings{.newest_version = GetParam().version, .asks = true});
    const auto gone = call("confirm_now", tool::GoOn{.state = asked->unfinished->state});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::Internal) << "no look will tell";
}

// A program serves several people over one pipe: a question that may be another's is nobody's.
TEST_P(Unended, AQuestionThatMayBelongToAnotherCallIsNotAsked) {
    if (GetParam().http || GetParam().version == "2026-07-28")
        GTEST_SKIP() << "it is known which call asks";
    ASSERT_TRUE(call("look"));
    bool ended = false;
    asio::co_spawn(
        shop.house.loop,
        [](Client& with) -> async::Awaitable<> {
            (void)co_await with.call("hang", {}, {.deadline = async::after(3s)});
        }(*client),
        [&](const std::exception_ptr&) { ended = true; });
    const auto asked = call("confirm_now", {}, 2s);
    ASSERT_TRUE(asked) << asked.error().message;
    EXPECT_FALSE(asked->unfinished);
    EXPECT_TRUE(asked->refused) << json::write(asked->content);
    while (!ended) shop.house.loop.run_one();
}

TEST_P(Unended, ASilentCallEndsAtItsDeadline) {
    const auto began = std::chrono::steady_clock::now();
    const auto silent = call("hang", {}, 300ms);
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().code, ErrorCode::Timeout);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_TRUE(call("look"));
}

TEST_P(Unended, ProgressIsTold) {
    std::vector<tool::Progress> told;
    const auto done = run(
        shop.house.loop,
        client->call("work", {}, {.on_progress = [&](const auto& one) { told.push_back(one); }}));
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].message, "half");
    EXPECT_EQ(told[0].done, 1);
    EXPECT_EQ(told[0].of, 2);
}

INSTANTIATE_TEST_SUITE_P(All, Unended,
                         ::testing::Values(Way{"2026-07-28", true}, Way{"2025-11-25", true},
                                           Way{"2026-07-28", false}, Way{"2025-11-25", false}),
                         [](const auto& test) {
                             auto name =
                                 test.param.version + (test.param.http ? "_http" : "_stdio");
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

// A server of another make: what each request of a client is answered with, by its method.
struct Scripted {
    using Answer = std::function<json::object(const json::value& params)>;
    explicit Scripted(std::string version) {
        house.server.route("POST", "/mcp",
                           [this](net::Request request) -> async::Awaitable<net::Response> {
                               co_return respond(request);
                           });
        if (!house.server.listen()) throw std::runtime_error("cannot listen");
        const json::object capabilities{
            {"tools", json::object{}},
            {"tasks", {{"requests", {{"tools", {{"call", json::object{}}}}}}}}};
        answers["tools/list"] = [](const json::value&) {
            return parsed(R"({"result": {"tools": [{"name": "work",
                "execution": {"taskSupport": "optional"}, "inputSchema": {"type": "object"}}]}})")
                .as_object();
        };
        if (version == "2026-07-28")
            answers["server/discover"] = [](const json::value&) {
                return parsed(R"({"result": {"supportedVersions": ["2026-07-28"],
                                             "capabilities": {}}})")
                    .as_object();
            };
        else
            answers["initialize"] = [version, capabilities](const json::value&) {
                return json::object{{"result",
                                     {{"protocolVersion", version},
                                      {"capabilities", capabilities},
                                      {"serverInfo", {{"name", "s"}, {"version", "1"}}}}}};
            };
        client = std::make_unique<Client>(http_transport(house.client, house.at("/mcp")),
                                          ClientSettings{.asks = true});
    }
    net::Response respond(const net::Request& request) {
        const auto body = json::parse(request.body).value();
        if (!body.as_object().contains("id")) return net::Response{.status = 202};
        const std::string method(json::string_at(body, "method"));
        const auto found = answers.find(method);
        json::object said{{"jsonrpc", "2.0"}, {"id", body.at("id")}};
        auto answer = found == answers.end()
                          ? json::object{{"error", {{"code", -32601}, {"message", "no"}}}}
                          : found->second(body.at("params"));
        for (auto& member : answer) said.insert(member);
        requests.push_back(
            {method, body.at("params"), std::string(request.headers.get("Mcp-Name"))});
        return net::Response::json(200, said);
    }
    Result<tool::CallResult> call(std::optional<tool::GoOn> goes_on = {},
                                  std::chrono::milliseconds within = 400ms) {
        return run(house.loop,
                   client->call("work", {},
                                {.deadline = async::after(within), .goes_on = std::move(goes_on)}));
    }
    struct Request {
        std::string method;
        json::value params;
        std::string name;
    };
    std::map<std::string, Answer> answers;
    std::vector<Request> requests;
    net::testing::House house;
    std::unique_ptr<Client> client;
};

Scripted::Answer says(std::string_view text) {
    return [text = std::string(text)](const json::value&) { return parsed(text).as_object(); };
}

TEST(Tasks, ATaskOfTheExtensionIsLookedAfterAnsweredAndEnds) {
    Scripted server("2026-07-28");
    server.answers["tools/call"] = says(
        R"({"result": {"resultType": "task", "taskId": "t-1", "status": "working",
                       "pollIntervalMs": 60000}})");
    server.answers["tasks/get"] = says(
        R"({"result": {"resultType": "complete", "taskId": "t-1", "status": "working",
                       "statusMessage": "digging", "pollIntervalMs": 60000}})");
    const auto begun = server.call();
    ASSERT_TRUE(begun) << begun.error().message;
    ASSERT_TRUE(begun->unfinished);
    EXPECT_TRUE(begun->unfinished->questions.empty());
    EXPECT_FALSE(begun->unfinished->anew);
    EXPECT_EQ(begun->unfinished->message, "digging");
    EXPECT_EQ(begun->unfinished->pause_ms, 60'000);
    EXPECT_EQ(server.requests.back().name, "t-1");
    server.answers["tasks/get"] = says(
        R"({"result": {"taskId": "t-1", "status": "input_required", "inputRequests": {"who": {
            "method": "elicitation/create", "params": {"message": "Who?", "requestedSchema":
            {"type": "object", "properties": {"n": {"type": "string"}}}}}}}})");
    const auto asked = server.call(tool::GoOn{.state = begun->unfinished->state});
    ASSERT_TRUE(asked && asked->unfinished);
    ASSERT_EQ(asked->unfinished->questions.size(), 1U);
    EXPECT_EQ(asked->unfinished->questions[0].key, "who");
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers["who"] = {{"action", "accept"}, {"content", {{"n", "Li"}}}};
    server.answers["tasks/update"] = says(R"({"result": {"resultType": "complete"}})");
    const auto again = server.call(on);
    ASSERT_TRUE(again && again->unfinished);
    EXPECT_TRUE(again->unfinished->questions.empty()) << "it was answered";
    server.answers["tasks/get"] = says(
        R"({"result": {"taskId": "t-1", "status": "completed", "result": {"content": [
            {"type": "text", "text": "gold"}], "isError": false}}})");
    const auto done = server.call(tool::GoOn{.state = again->unfinished->state});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(json::string_at(done->content, "text"), "gold");
    EXPECT_EQ(std::ranges::count(server.requests, "tools/call", &Scripted::Request::method), 1);
}

TEST(Tasks, ATaskThatEndsSoonEndsInTheSameCall) {
    Scripted server("2026-07-28");
    server.answers["tools/call"] =
        says(R"({"result": {"resultType": "task", "taskId": "t", "status": "working"}})");
    server.answers["tasks/get"] =
        says(R"({"result": {"taskId": "t", "status": "completed", "result": {"content": []}}})");
    const auto done = server.call();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->unfinished);
}

TEST(Tasks, ACallAsATaskOfTheOlderVersion) {
    Scripted server("2025-11-25");
    server.answers["tools/call"] = [](const json::value& params) {
        EXPECT_NE(json::find(params, "task.ttl"), nullptr);
        return parsed(R"({"result": {"task": {"taskId": "t", "status": "working",
                                              "pollInterval": 60000}}})")
            .as_object();
    };
    server.answers["tasks/get"] =
        says(R"({"result": {"taskId": "t", "status": "working", "pollInterval": 60000}})");
    const auto begun = server.call();
    ASSERT_TRUE(begun && begun->unfinished);
    server.answers["tasks/get"] = says(R"({"result": {"taskId": "t", "status": "completed"}})");
    server.answers["tasks/result"] =
        says(R"({"result": {"content": [{"type": "text", "text": "gold"}]}})");
    const auto done = server.call(tool::GoOn{.state = begun->unfinished->state});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(json::string_at(done->content, "text"), "gold");
    EXPECT_EQ(server.requests.back().method, "tasks/result");
}

TEST(Tasks, StopIsAskedForAndALostTaskIsAnUnknownOutcome) {
    Scripted server("2026-07-28");
    server.answers["tools/call"] =
        says(R"({"result": {"resultType": "task", "taskId": "t", "status": "working"}})");
    server.answers["tasks/get"] =
        says(R"({"error": {"code": -32602, "message": "Task not found"}})");
    const auto begun = server.call();
    ASSERT_TRUE(begun && begun->unfinished) << "a task that was begun is not given up";
    const auto lost = server.call(tool::GoOn{.state = begun->unfinished->state});
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::Internal) << "no look will tell";
    server.answers["tasks/cancel"] = says(R"({"result": {"resultType": "complete"}})");
    const auto stopped =
        server.call(tool::GoOn{.state = begun->unfinished->state, .answers = {}, .stop = true});
    ASSERT_TRUE(stopped) << stopped.error().message;
    EXPECT_EQ(server.requests.back().method, "tasks/cancel");
}

TEST(Tasks, AFailedTaskIsTheEndOfItsCallAndAFailedLookIsNot) {
    for (const auto* version : {"2026-07-28", "2025-11-25"}) {
        Scripted server(version);
        const bool modern = std::string_view(version) == "2026-07-28";
        server.answers["tools/call"] =
            says(modern ? R"({"result": {"resultType": "task", "taskId": "t", "status": "working",
                                    "pollIntervalMs": 60000}})"
                        : R"({"result": {"task": {"taskId": "t", "status": "working",
                                             "pollInterval": 60000}}})");
        server.answers["tasks/get"] =
            says(R"({"error": {"code": -32603, "message": "busy just now"}})");
        const auto begun = server.call();
        ASSERT_TRUE(begun && begun->unfinished);
        const auto looked = server.call(tool::GoOn{.state = begun->unfinished->state});
        ASSERT_FALSE(looked);
        EXPECT_EQ(looked.error().code, ErrorCode::Timeout) << "it is looked at again";
        for (const auto code : {-32603, -32000, -32602}) {
            const auto error = fmt::format(R"({{"code": {}, "message": "the drill broke"}})", code);
            server.answers["tasks/get"] =
                says(fmt::format(R"({{"result": {{"taskId": "t", "status": "failed",
                                                  "error": {}}}}})",
                                 error));
            server.answers["tasks/result"] = says(fmt::format(R"({{"error": {}}})", error));
            const auto ended = server.call(tool::GoOn{.state = begun->unfinished->state});
            ASSERT_FALSE(ended);
            EXPECT_EQ(ended.error().code,
                      code == -32602 ? ErrorCode::Invalid : ErrorCode::Internal);
            EXPECT_THAT(ended.error().message, HasSubstr("the drill broke"));
        }
    }
}

TEST(Tasks, WhatIsNoTaskIsRefused) {
    for (const auto* one :
         {R"({"result": {"resultType": "task"}})", R"({"result": {"resultType": "task",
              "taskId": "", "status": "working"}})",
          R"({"result": {"resultType": "task", "taskId": "t", "status": "sleeping"}})"}) {
        Scripted server("2026-07-28");
        server.answers["tools/call"] = says(one);
        EXPECT_FALSE(server.call()) << one;
    }
    EXPECT_EQ(read_task({{"taskId", "t"}, {"status", "working"}, {"pollIntervalMs", -5}})->pause,
              500ms);
    EXPECT_EQ(read_task({{"taskId", "t"}, {"status", "working"}, {"pollInterval", 1e300}})->pause,
              300s);
    EXPECT_FALSE(read_task({{"taskId", std::string(2'000, 't')}, {"status", "working"}}));
}

TEST(PagesFirst, ThePageIsAskedForAndTheCallMadeAgain) {
    Scripted server("2025-11-25");
    server.answers["tools/call"] = says(
        R"({"error": {"code": -32042, "message": "first", "data": {"elicitations": [{"mode": "url",
            "elicitationId": "e", "url": "https://x.example/link", "message": "Link it"}]}}})");
    const auto asked = server.call();
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    EXPECT_TRUE(asked->unfinished->anew);
    EXPECT_EQ(asked->unfinished->questions.at(0).url, "https://x.example/link");
    server.answers["tools/call"] = says(R"({"result": {"content": []}})");
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers["1"] = {{"action", "decline"}};
    EXPECT_TRUE(server.call(on)->refused);
    const auto before = server.requests.size();
    on.answers["1"] = {{"action", "accept"}};
    const auto done = server.call(on);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->refused);
    EXPECT_EQ(server.requests.size(), before + 1);
}

TEST(Tasks, WhatIsNoQuestionIsDeclinedOnceAndTheRestGoesOn) {
    Scripted server("2026-07-28");
    server.answers["tools/call"] =
        says(R"({"result": {"resultType": "task", "taskId": "t", "status": "working",
                            "pollIntervalMs": 60000}})");
    server.answers["tasks/get"] =
        says(R"({"result": {"taskId": "t", "status": "input_required", "inputRequests": {
            "model": {"method": "sampling/createMessage", "params": {"messages": []}},
            "who": {"method": "elicitation/create", "params": {"message": "Who?",
                "requestedSchema": {"type": "object", "properties": {}}}}}}})");
    std::vector<json::value> updates;
    server.answers["tasks/update"] = [&](const json::value& params) {
        updates.push_back(params.at("inputResponses"));
        return parsed(R"({"result": {"resultType": "complete"}})").as_object();
    };
    const auto asked = server.call();
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    ASSERT_EQ(asked->unfinished->questions.size(), 1U);
    EXPECT_EQ(asked->unfinished->questions[0].key, "who");
    ASSERT_EQ(updates.size(), 1U);
    EXPECT_EQ(updates[0], parsed(R"({"model": {"action": "decline"}})"));
    ASSERT_TRUE(server.call(tool::GoOn{.state = asked->unfinished->state}));
    EXPECT_EQ(updates.size(), 1U) << "it was declined before";
}

TEST(InputRequired, WhatIsNoQuestionIsDeclinedWithTheNextCall) {
    Scripted server("2026-07-28");
    server.answers["tools/call"] =
        says(R"({"result": {"resultType": "input_required", "requestState": "s", "inputRequests": {
            "where": {"method": "roots/list", "params": {}},
            "who": {"method": "elicitation/create", "params": {"message": "Who?",
                "requestedSchema": {"type": "object", "properties": {}}}}}}})");
    const auto asked = server.call();
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    ASSERT_EQ(asked->unfinished->questions.size(), 1U);
    json::value answers;
    server.answers["tools/call"] = [&](const json::value& params) {
        answers = params.at("inputResponses");
        return parsed(R"({"result": {"content": []}})").as_object();
    };
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers["who"] = {{"action", "accept"}, {"content", json::object{}}};
    ASSERT_TRUE(server.call(on));
    EXPECT_EQ(answers, parsed(R"({"who": {"action": "accept", "content": {}},
                                  "where": {"action": "decline"}})"));
}

TEST(InputRequests, WhatCannotBeAskedIsDeclinedOrRefused) {
    for (const auto* one :
         {R"({"a": {"method": "sampling/createMessage", "params": {}}})",
          R"({"a": {"method": "elicitation/create"}})", R"({"a": 7})",
          R"({"a": {"method": "elicitation/create", "params": {"mode": "url"}}})",
          R"({"a": {"method": "elicitation/create", "params": {"mode": "dance"}}})",
          R"({"a": {"method": "elicitation/create", "params": {"message": "x"}}})"}) {
        const auto read = read_input_requests(parsed(one).as_object());
        ASSERT_TRUE(read) << one;
        EXPECT_TRUE(read->questions.empty()) << one;
        EXPECT_EQ(read->declined, parsed(R"({"a": {"action": "decline"}})").as_object()) << one;
    }
    json::object many;
    for (int i = 0; i < 9; ++i) many[std::to_string(i)] = {{"method", "roots/list"}};
    EXPECT_FALSE(read_input_requests(many));
    EXPECT_FALSE(read_input_requests({{std::string(5'000, 'k'), {{"method", "roots/list"}}}}));
    EXPECT_FALSE(question_of(
        "k", {{"message", std::string(5'000, 'm')}, {"requestedSchema", json::object{}}}));
    EXPECT_FALSE(unfinished_of({{"requestState", 7}}));
    EXPECT_FALSE(unfinished_of({{"requestState", std::string(70'000, 's')}}));
}

}  // namespace
}  // namespace errand::mcp
