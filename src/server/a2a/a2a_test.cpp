// errand as an agent for other agents, over HTTP.
#include <gmock/gmock.h>

#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class A2aTest : public ServerTest {
  protected:
    A2aTest() { permit_teashop(); }
    static json::object message(std::string_view text, json::object more = {}) {
        static int count = 0;
        more["messageId"] = "m" + std::to_string(++count);
        more["role"] = "ROLE_USER";
        more["parts"] = json::array{json::object{{"text", text}}};
        return {{"message", std::move(more)}};
    }
    static json::object answer(json::object data, std::string_view task) {
        auto made = message("", {{"taskId", task}});
        made["message"].as_object()["parts"] = json::array{json::object{{"data", std::move(data)}}};
        return made;
    }
    net::ClientResponse post(std::string_view method, json::object params,
                             std::string_view version = "1.0",
                             const std::optional<std::string>& as = {}) {
        const json::value body = json::object{
            {"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", std::move(params)}};
        net::Headers headers{{"Content-Type", "application/json"}};
        if (!version.empty()) headers.set("A2A-Version", std::string(version));
        return call("POST", "/a2a", json::write(body), as, std::move(headers));
    }
    json::value result(std::string_view method, json::object params,
                       std::string_view version = "1.0") {
        const auto got = json::parse(post(method, std::move(params), version).body).value();
        const auto* found = json::find(got, "result");
        EXPECT_NE(found, nullptr) << json::write(got);
        return found == nullptr ? json::value(nullptr) : *found;
    }
    std::int64_t error(std::string_view method, json::object params,
                       std::string_view version = "1.0",
                       const std::optional<std::string>& as = {}) {
        return code(post(method, std::move(params), version, as));
    }
    static std::int64_t code(const net::ClientResponse& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        const auto body = json::parse(response.body).value();
        const auto* found = json::find(body, "error.code");
        return found == nullptr ? 0 : found->as_int64();
    }
    static std::string text_at(const json::value& from, std::string_view path) {
        const auto* found = json::find(from, path);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "?";
    }
    // The results of a whole stream.
    std::vector<json::value> streamed(std::string_view method, json::object params,
                                      std::string_view version = "1.0") {
        const auto response = post(method, std::move(params), version);
        net::EventParser parser;
        std::vector<json::value> all;
        for (const auto& event : parser.feed(response.body).value())
            all.push_back(json::parse(event.data).value().at("result"));
        return all;
    }
    net::ClientRequest streaming(std::string_view method, json::object params) {
        net::ClientRequest request{.method = "POST", .url = house->url() + "/a2a"};
        request.headers = {{"Content-Type", "application/json"},
                           {"A2A-Version", "1.0"},
                           {"Authorization", "Bearer " + token}};
        request.body = json::write(json::object{
            {"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", std::move(params)}});
        return request;
    }
    std::string next_of(net::EventSource& source) {
        const auto got = await(loop, source.next(async::after(std::chrono::seconds(10))));
        EXPECT_TRUE(got) << got.error().message;
        return got ? got->data : std::string();
    }
};

TEST_F(A2aTest, TheCardIsOpenAndServesBothVersions) {
    const auto response = call("GET", "/.well-known/agent-card.json", {}, "");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(std::string(response.headers.get("Cache-Control")), HasSubstr("max-age"));
    EXPECT_TRUE(response.headers.has("ETag"));
    const auto card = json::parse(response.body).value();
    EXPECT_EQ(text_at(card, "supportedInterfaces.0.url"), house->url() + "/a2a");
    EXPECT_EQ(text_at(card, "supportedInterfaces.0.protocolVersion"), "1.0");
    EXPECT_EQ(text_at(card, "supportedInterfaces.1.protocolVersion"), "0.3");
    EXPECT_EQ(text_at(card, "protocolVersion"), "0.3.0");
    EXPECT_EQ(text_at(card, "url"), house->url() + "/a2a");
    EXPECT_EQ(card.at("skills").as_array().size(), 5U);
    EXPECT_EQ(text_at(card, "skills.0.id"), "word");
    EXPECT_TRUE(json::find(card, "capabilities.streaming")->as_bool());
    EXPECT_EQ(text_at(card, "securitySchemes.token.httpAuthSecurityScheme.scheme"), "Bearer");
    EXPECT_EQ(text_at(card, "securitySchemes.token.type"), "http");
}

TEST_F(A2aTest, ATaskAsksIsAnsweredAndBringsAnArtifact) {
    const auto asked = result("SendMessage", message("ask"));
    EXPECT_EQ(text_at(asked, "task.status.state"), "TASK_STATE_INPUT_REQUIRED");
    EXPECT_EQ(text_at(asked, "task.status.message.parts.0.text"),
              "(A model asks for this; it said: “ask”)  \nWhich word?");
    EXPECT_EQ(text_at(asked, "task.status.message.parts.1.data.slot"), "word");
    EXPECT_EQ(text_at(asked, "task.status.message.role"), "ROLE_AGENT");
    EXPECT_EQ(json::find(asked, "task.kind"), nullptr);
    const auto id = text_at(asked, "task.id");
    const auto context = text_at(asked, "task.contextId");
    const auto done =
        result("SendMessage", message("tea", {{"taskId", id}, {"contextId", context}}));
    EXPECT_EQ(text_at(done, "task.status.state"), "TASK_STATE_COMPLETED");
    EXPECT_THAT(text_at(done, "task.artifacts.0.parts.0.text"), HasSubstr("You said tea"));
    EXPECT_EQ(text_at(done, "task.artifacts.0.parts.1.data.status"), "done");
    const auto again = result("GetTask", {{"id", id}, {"historyLength", 2}});
    EXPECT_EQ(again.at("history").as_array().size(), 2U);
    EXPECT_EQ(text_at(again, "history.0.parts.0.text"), "tea");
    EXPECT_EQ(text_at(again, "history.0.role"), "ROLE_USER");
    EXPECT_EQ(json::find(result("GetTask", {{"id", id}, {"historyLength", 0}}), "history"),
              nullptr);
    EXPECT_EQ(error("SendMessage", message("more", {{"taskId", id}})), -32004);
    EXPECT_EQ(error("CancelTask", {{"id", id}}), -32002);
}

TEST_F(A2aTest, AnOlderClientHasItsOwnWords) {
    for (const auto* version : {"0.3", "0.3.0", ""}) {
        auto params = message("ask");
        params["message"].as_object()["role"] = "user";
        params["message"].as_object()["kind"] = "message";
        params["message"].as_object()["parts"] =
            json::array{json::object{{"kind", "text"}, {"text", "ask"}}};
        const auto asked = result("message/send", params, version);
        EXPECT_EQ(text_at(asked, "kind"), "task") << version;
        EXPECT_EQ(text_at(asked, "status.state"), "input-required");
        EXPECT_EQ(text_at(asked, "status.message.kind"), "message");
        EXPECT_EQ(text_at(asked, "status.message.role"), "agent");
        EXPECT_EQ(text_at(asked, "status.message.parts.0.kind"), "text");
        const auto id = text_at(asked, "id");
        EXPECT_EQ(text_at(result("tasks/get", {{"id", id}}, version), "id"), id);
        const auto stopped = result("tasks/cancel", {{"id", id}}, version);
        EXPECT_EQ(text_at(stopped, "status.state"), "canceled");
    }
    EXPECT_EQ(error("message/send", message("ask"), "1.0"), -32601);
    EXPECT_EQ(error("SendMessage", message("ask"), "0.3"), -32601);
    EXPECT_EQ(error("SendMessage", message("ask"), "2.0"), -32009);
}

TEST_F(A2aTest, ADataPartAnswersTheAsk) {
    const auto id = text_at(result("SendMessage", message("pick")), "task.id");
    EXPECT_EQ(error("SendMessage", answer({{"choose", 7}}, id)), -32602);
    EXPECT_EQ(error("SendMessage", answer({{"chose", 1}}, id)), -32602);
    EXPECT_EQ(error("SendMessage", answer({{"choose", 1}}, "")), -32602);
    EXPECT_EQ(error("SendMessage", answer({{"choose", 2}, {"ask", id + ".2"}}, id)), -32004)
        << "it was meant for another ask than is open";
    const auto done = result("SendMessage", answer({{"choose", 2}, {"ask", id + ".1"}}, id));
    EXPECT_EQ(text_at(done, "task.status.state"), "TASK_STATE_COMPLETED");
    EXPECT_THAT(text_at(done, "task.artifacts.0.parts.0.text"), HasSubstr("You chose 2"));
}

// Another agent is a model's, as far as one can tell.
TEST_F(A2aTest, WhatAnAgentHasASayInIsMarked) {
    result("SendMessage", message("ask"));
    EXPECT_EQ(text_at(get("/v1/errands/1"), "view.asked_by"), "model");
    say("pick");
    EXPECT_EQ(text_at(get("/v1/errands/2"), "view.asked_by"), "?");
    result("SendMessage", answer({{"choose", 1}}, "2"));
    say("ask");
    EXPECT_EQ(text_at(get("/v1/errands/3"), "view.steered_by"), "?");
    result("SendMessage", message("tea", {{"taskId", "3"}}));
    for (const auto* errand : {"2", "3"})
        EXPECT_EQ(text_at(get(std::string("/v1/errands/") + errand), "view.steered_by"), "model");
}

TEST_F(A2aTest, NoMessageSaysYesToAnApproval) {
    const auto open = result("SendMessage", message("sign"));
    EXPECT_EQ(text_at(open, "task.status.state"), "TASK_STATE_AUTH_REQUIRED");
    EXPECT_THAT(text_at(open, "task.status.message.parts.0.text"),
                AllOf(HasSubstr("teashop"), HasSubstr("pearl milk tea"), HasSubstr("5 Lake Road"),
                      HasSubstr("18.00"), HasSubstr("errand approve 1.1")));
    const auto yes = result("SendMessage", message("yes", {{"taskId", "1"}}));
    EXPECT_EQ(text_at(yes, "task.status.state"), "TASK_STATE_AUTH_REQUIRED");
    EXPECT_EQ(error("SendMessage", answer({{"approve", true}}, "1")), -32602);
    // A right signature neither: it is for the API's door, where the person's own client is.
    const auto signature = signature_for("1.1");
    EXPECT_EQ(error("SendMessage", answer({{"approve", true}, {"signature", signature}}, "1")),
              -32602);
    EXPECT_EQ(text_at(get("/v1/errands/1"), "status"), "waiting");
    const auto no = result("SendMessage", answer({{"approve", false}}, "1"));
    EXPECT_EQ(text_at(no, "task.status.state"), "TASK_STATE_CANCELED");
    EXPECT_EQ(text_at(get("/v1/errands/1"), "status"), "declined");
}

TEST_F(A2aTest, NobodySeesOrTouchesWhatIsAnothers) {
    const auto mine = result("SendMessage", message("ask"));
    const auto id = text_at(mine, "task.id");
    for (const auto* method : {"GetTask", "CancelTask", "SubscribeToTask"})
        EXPECT_EQ(error(method, {{"id", id}}, "1.0", other), -32001) << method;
    EXPECT_EQ(error("SendMessage", message("tea", {{"taskId", id}}), "1.0", other), -32001);
    EXPECT_EQ(error("SendMessage", answer({{"answer", "tea"}}, id), "1.0", other), -32001);
    const auto listed = json::parse(post("ListTasks", {}, "1.0", other).body).value();
    EXPECT_TRUE(json::find(listed, "result.tasks")->as_array().empty());
    EXPECT_EQ(text_at(result("GetTask", {{"id", id}}), "status.state"),
              "TASK_STATE_INPUT_REQUIRED");
    for (const auto* bad : {"", "errand_wrong"})
        EXPECT_EQ(post("GetTask", {{"id", id}}, "1.0", bad).status, 401);
}

TEST_F(A2aTest, WrongRequestsAreRefusedByCode) {
    const auto raw = [&](std::string body) { return code(call("POST", "/a2a", std::move(body))); };
    EXPECT_EQ(raw("{nonsense"), -32700);
    EXPECT_EQ(raw("[]"), -32600);
    EXPECT_EQ(raw(R"({"jsonrpc":"1.0","id":1,"method":"GetTask"})"), -32600);
    EXPECT_EQ(raw(R"({"jsonrpc":"2.0","id":{},"method":"GetTask"})"), -32600);
    EXPECT_EQ(raw(R"({"jsonrpc":"2.0","id":1,"method":"GetTask","params":[]})"), -32602);
    EXPECT_EQ(error("Nothing", {}), -32601);
    EXPECT_EQ(error("GetTask", {}), -32602);
    for (const auto* id : {"99", "0", "x", "1.1", "-1"})
        EXPECT_EQ(error("GetTask", {{"id", id}}), -32001) << id;
    EXPECT_EQ(error("SendMessage", {}), -32602);
    EXPECT_EQ(error("SendMessage", message("")), -32602);
    auto file = message("ask");
    file["message"].as_object()["parts"] =
        json::array{json::object{{"raw", "aGk="}, {"filename", "a.txt"}}};
    EXPECT_EQ(error("SendMessage", file), -32005);
    auto pushed = message("ask");
    pushed["configuration"] =
        json::object{{"taskPushNotificationConfig", json::object{{"url", "http://127.0.0.1:1"}}}};
    EXPECT_EQ(error("SendMessage", pushed), -32003);
    EXPECT_EQ(error("CreateTaskPushNotificationConfig", {}), -32003);
    EXPECT_EQ(error("GetExtendedAgentCard", {}), -32004);
    EXPECT_EQ(error("ListTasks", {{"pageSize", 0}}), -32602);
    EXPECT_EQ(error("ListTasks", {{"pageToken", "x"}}), -32602);
    EXPECT_EQ(error("SendMessage", message(std::string(20'000, 'x'))), -32602);
    EXPECT_TRUE(get("/v1/errands").at("errands").as_array().empty());
    const auto known = json::parse(post("GetTask", {{"id", "99"}}).body).value();
    EXPECT_EQ(known.at("id"), 7);
    EXPECT_EQ(text_at(known, "error.data.0.reason"), "TASK_NOT_FOUND");
}

TEST_F(A2aTest, TheSameMessageAgainIsOnce) {
    const auto params = message("ask");
    const auto first = result("SendMessage", params);
    EXPECT_EQ(text_at(result("SendMessage", params), "task.id"), text_at(first, "task.id"));
    EXPECT_EQ(get("/v1/errands").at("errands").as_array().size(), 1U);
    EXPECT_NE(text_at(result("SendMessage", message("ask")), "task.id"), text_at(first, "task.id"));
}

TEST_F(A2aTest, WhatBecomesNoTaskIsAMessage) {
    const auto told = result("SendMessage", message("gibberish", {{"contextId", "mine"}}));
    EXPECT_EQ(text_at(told, "message.contextId"), "mine");
    EXPECT_FALSE(text_at(told, "message.parts.0.text").empty());
    const auto stream = streamed("SendStreamingMessage", message("gibberish"));
    ASSERT_EQ(stream.size(), 1U);
    EXPECT_NE(json::find(stream[0], "message"), nullptr);
}

TEST_F(A2aTest, AContextGoesOnAndATaskIsOfItsOwn) {
    const auto asked = result("SendMessage", message("ask", {{"contextId", "mine"}}));
    EXPECT_EQ(text_at(asked, "task.contextId"), "mine");
    const auto id = text_at(asked, "task.id");
    EXPECT_EQ(error("SendMessage", message("tea", {{"taskId", id}, {"contextId", "other"}})),
              -32602);
    const auto told = result("SendMessage", message("tea", {{"contextId", "mine"}}));
    EXPECT_EQ(text_at(told, "task.id"), id) << "the sentence is for the errand that asked";
    EXPECT_EQ(text_at(told, "task.status.state"), "TASK_STATE_COMPLETED");
}

TEST_F(A2aTest, AStreamIsTheTaskAndItsUpdates) {
    const auto asked = streamed("SendStreamingMessage", message("ask"));
    ASSERT_GE(asked.size(), 2U);
    EXPECT_NE(json::find(asked.front(), "task.id"), nullptr);
    EXPECT_EQ(text_at(asked.back(), "statusUpdate.status.state"), "TASK_STATE_INPUT_REQUIRED");
    const auto id = text_at(asked.front(), "task.id");
    const auto done = streamed("SendStreamingMessage", message("tea", {{"taskId", id}}));
    ASSERT_GE(done.size(), 2U);
    std::string all;
    for (const auto& one : done) all += json::write(one);
    EXPECT_THAT(all, AllOf(HasSubstr("\"artifact"), HasSubstr("You said tea")));
    EXPECT_EQ(text_at(done.back(), "statusUpdate.status.state"), "TASK_STATE_COMPLETED");
    auto params = message("ask");
    const auto old = streamed("message/stream", params, "0.3");
    EXPECT_EQ(text_at(old.front(), "kind"), "task");
    EXPECT_EQ(text_at(old.back(), "kind"), "status-update");
    EXPECT_TRUE(old.back().at("final").as_bool());
    EXPECT_EQ(text_at(old.back(), "status.state"), "input-required");
}

TEST_F(A2aTest, AStreamWaitsForTheSignature) {
    net::EventSource source(client, streaming("SendStreamingMessage", message("sign")));
    std::string seen;
    while (seen.find("TASK_STATE_AUTH_REQUIRED") == std::string::npos) {
        const auto piece = next_of(source);
        ASSERT_FALSE(piece.empty()) << seen;
        seen += piece;
    }
    const json::value yes = json::object{{"approve", true}, {"signature", signature_for("1.1")}};
    EXPECT_EQ(call("POST", "/v1/asks/1.1", json::write(yes)).status, 202);
    EXPECT_THAT(next_of(source), AllOf(HasSubstr("artifactUpdate"), HasSubstr("Bought.")));
    EXPECT_THAT(next_of(source), HasSubstr("TASK_STATE_COMPLETED"));
}

TEST_F(A2aTest, WhoGoesAwayStopsTheSendingAloneAndSubscribesAgain) {
    {
        net::EventSource source(client, streaming("SendStreamingMessage", message("slow")));
        std::string seen;
        while (seen.find("Begun.") == std::string::npos) {
            const auto piece = next_of(source);
            ASSERT_FALSE(piece.empty()) << seen;
            seen += piece;
        }
    }
    EXPECT_EQ(text_at(result("GetTask", {{"id", "1"}}), "status.state"), "TASK_STATE_WORKING");
    net::EventSource again(client, streaming("SubscribeToTask", {{"id", "1"}}));
    EXPECT_THAT(next_of(again), AllOf(HasSubstr("\"task\""), HasSubstr("Begun.")));
    *let_go = true;
    EXPECT_THAT(next_of(again), HasSubstr("Finished."));
    EXPECT_THAT(next_of(again), HasSubstr("TASK_STATE_COMPLETED"));
    settle();
    EXPECT_EQ(error("SubscribeToTask", {{"id", "1"}}), -32004);
}

TEST_F(A2aTest, OneTasksWorkHoldsUpNoOther) {
    auto params = message("slow");
    params["configuration"] = json::object{{"returnImmediately", true}};
    const auto working = result("SendMessage", params);
    EXPECT_EQ(text_at(working, "task.id"), "1");
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(text_at(result("SendMessage", message("ask")), "task.status.state"),
              "TASK_STATE_INPUT_REQUIRED");
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    const auto stopped = result("CancelTask", {{"id", "2"}});
    EXPECT_EQ(text_at(stopped, "status.state"), "TASK_STATE_CANCELED");
}

TEST_F(A2aTest, TasksAreListedPageByPage) {
    for (int i = 0; i < 3; ++i)
        result("SendMessage", message("ask", {{"contextId", i < 2 ? "a" : "b"}}));
    const auto all = result("ListTasks", {});
    EXPECT_EQ(all.at("totalSize"), 3);
    EXPECT_EQ(text_at(all, "nextPageToken"), "");
    EXPECT_EQ(text_at(all, "tasks.0.id"), "3") << "the latest first";
    EXPECT_EQ(json::find(all, "tasks.0.artifacts"), nullptr);
    std::vector<std::string> ids;
    std::string page;
    do {
        const auto some = result("ListTasks", {{"pageSize", 1}, {"pageToken", page}});
        ids.push_back(text_at(some, "tasks.0.id"));
        page = text_at(some, "nextPageToken");
    } while (!page.empty() && ids.size() < 9);
    EXPECT_THAT(ids, ElementsAre("3", "2", "1"));
    EXPECT_EQ(result("ListTasks", {{"contextId", "a"}}).at("totalSize"), 2);
    EXPECT_EQ(result("ListTasks", {{"status", "TASK_STATE_WORKING"}}).at("totalSize"), 0);
    EXPECT_EQ(result("ListTasks", {{"status", "TASK_STATE_INPUT_REQUIRED"}}).at("totalSize"), 3);
}

}  // namespace
}  // namespace errand::server
