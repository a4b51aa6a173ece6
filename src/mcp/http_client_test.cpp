// The client over HTTP against servers of another make, scripted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mcp/client.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// A server of another make: what each POST to it is answered with.
struct Stranger {
    using Answer = std::function<net::Response(const net::Request&, const json::value&)>;
    explicit Stranger(Answer how) {
        house.server.route(
            "POST", "/mcp",
            [how = std::move(how)](net::Request request) -> async::Awaitable<net::Response> {
                const auto body = json::parse(request.body);
                co_return how(request, body ? *body : json::value());
            });
        if (!house.server.listen()) throw std::runtime_error("cannot listen");
    }
    net::testing::House house;
};

net::Response result(const json::value& request, json::object with) {
    return net::Response::json(
        200,
        json::object{{"jsonrpc", "2.0"}, {"id", request.at("id")}, {"result", std::move(with)}});
}

net::Response old_server(const net::Request& request, const json::value& body) {
    const auto method = json::string_at(body, "method");
    if (request.headers.has("Mcp-Method")) return net::Response::text(400, "no session");
    if (method == "initialize") {
        auto response = result(body, {{"protocolVersion", "2025-06-18"},
                                      {"capabilities", {{"tools", json::object{}}}},
                                      {"serverInfo", {{"name", "old"}, {"version", "1"}}}});
        response.headers.set("Mcp-Session-Id", "s1");
        return response;
    }
    if (request.headers.get("Mcp-Session-Id") != "s1") return net::Response::text(400, "");
    if (body.as_object().contains("id") && method == "tools/list")
        return result(body, {{"tools", {{{"name", "x"}, {"inputSchema", {{"type", "object"}}}}}}});
    return net::Response{.status = 202};
}

TEST(HttpClient, FallsBackAndKeepsTheSessionOfAnOldServer) {
    Stranger stranger(old_server);
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto tools = run(stranger.house.loop, client.tools());
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_EQ(tools->at(0).name, "x");
    EXPECT_EQ(tools->at(0).effect, tool::Effect::Spends);  // it does not say
    EXPECT_EQ(run(stranger.house.loop, client.connect())->protocol_version, "2025-06-18");
}

TEST(HttpClient, BeginsAnExpiredSessionAnew) {
    int sessions = 0;
    bool expired = false;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        if (json::string_at(body, "method") == "initialize") ++sessions;
        if (expired && request.headers.has("Mcp-Session-Id") &&
            json::string_at(body, "method") == "tools/list") {
            expired = false;
            return net::Response::text(404, "");
        }
        return old_server(request, body);
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    ASSERT_TRUE(run(stranger.house.loop, client.connect()));
    expired = true;
    ASSERT_TRUE(run(stranger.house.loop, client.tools()));
    EXPECT_EQ(sessions, 2);
}

TEST(HttpClient, ReadsTheAnswerFromAStreamAndAnswersMeanwhile) {
    json::value said;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        if (!body.as_object().contains("method")) said = body;
        if (json::string_at(body, "method") != "tools/list" || request.headers.has("Mcp-Method"))
            return old_server(request, body);
        return net::Response::stream([body](net::EventWriter& writer) -> async::Awaitable<> {
            const auto send = [&](const json::object& message) -> async::Awaitable<> {
                (void)co_await writer.send({.data = json::write(message)});
            };
            co_await send({{"jsonrpc", "2.0"},
                           {"method", "notifications/progress"},
                           {"params", {{"progressToken", 1}, {"progress", 0.5}}}});
            co_await send({{"jsonrpc", "2.0"}, {"id", "q"}, {"method", "ping"}});
            co_await send({{"jsonrpc", "2.0"},
                           {"id", body.at("id")},
                           {"result", {{"tools", json::array{}}}}});
        });
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto tools = run(stranger.house.loop, client.tools());
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_TRUE(tools->empty());
    EXPECT_EQ(said, parsed(R"({"jsonrpc":"2.0","id":"q","result":{}})"));
}

// What was sent may have been done, whatever came back.
TEST(HttpClient, AnAnswerThatCannotBeTakenIsNoRefusal) {
    std::vector<std::string> events;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        if (json::string_at(body, "method") != "tools/call") return old_server(request, body);
        return net::Response::stream([&](net::EventWriter& writer) -> async::Awaitable<> {
            for (const auto& event : events) (void)co_await writer.send({.data = event});
        });
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto code = [&](std::vector<std::string> sent) {
        events = std::move(sent);
        const auto called =
            run(stranger.house.loop,
                client.call("x", {}, {.deadline = async::after(std::chrono::seconds(5))}));
        return called ? ErrorCode::Internal : called.error().code;
    };
    EXPECT_EQ(code({"hello"}), ErrorCode::Timeout);
    EXPECT_EQ(code({R"({"id": 1})"}), ErrorCode::Timeout);
    EXPECT_EQ(code({std::string(kMaxMessageBytes + 1, ' ')}), ErrorCode::Corrupt);
    EXPECT_EQ(code({}), ErrorCode::Timeout);
}

// The session ends, and the server lets nobody begin another: the list of tools is known still.
TEST(HttpClient, ACallWithoutASessionFailsAndNoMore) {
    bool gone = false;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        const auto method = json::string_at(body, "method");
        if (gone)
            return request.headers.has("Mcp-Session-Id") && method != "initialize"
                       ? net::Response::text(404, "")
                       : net::Response::text(503, "");
        if (method == "tools/list")
            return result(body, {{"tools",
                                  {{{"name", "x"},
                                    {"execution", {{"taskSupport", "optional"}}},
                                    {"inputSchema", {{"type", "object"}}}}}}});
        return old_server(request, body);
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")), {.asks = true});
    ASSERT_TRUE(run(stranger.house.loop, client.tools()));
    gone = true;
    for (int call = 0; call < 3; ++call)
        EXPECT_FALSE(run(stranger.house.loop, client.call("x", {}, {}))) << call;
}

// A stream that broke is taken up again; that this is refused is no refusal of the call.
TEST(HttpClient, ARefusalToTakeUpAStreamIsNoneOfTheCall) {
    Stranger stranger([](const net::Request& request, const json::value& body) {
        if (json::string_at(body, "method") != "tools/call") return old_server(request, body);
        return net::Response::stream([](net::EventWriter& writer) -> async::Awaitable<> {
            (void)co_await writer.send({.data = "", .id = "e1", .retry = 1ms});
        });
    });
    int resumed = 0;
    stranger.house.server.route("GET", "/mcp",
                                [&](net::Request) -> async::Awaitable<net::Response> {
                                    ++resumed;
                                    co_return net::Response::text(401, "");
                                });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto called = run(stranger.house.loop, client.call("x", {}, {}));
    ASSERT_FALSE(called);
    EXPECT_EQ(called.error().code, ErrorCode::Timeout) << called.error().message;
    EXPECT_EQ(resumed, 1);
}

TEST(HttpClient, ReadsAnEventAsLargeAsAMessageMayBe) {
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        if (json::string_at(body, "method") != "tools/call") return old_server(request, body);
        const auto answer = json::write(json::object{
            {"jsonrpc", "2.0"},
            {"id", body.at("id")},
            {"result",
             {{"content",
               {{{"type", "text"}, {"text", std::string(2 * net::kMaxEventBytes, 'x')}}}}}}});
        return net::Response::stream([answer](net::EventWriter& writer) -> async::Awaitable<> {
            (void)co_await writer.send({.data = answer});
        });
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto called = run(stranger.house.loop, client.call("x", {}, {}));
    ASSERT_TRUE(called) << called.error().message;
    EXPECT_EQ(json::string_at(called->content, "text").size(), 2 * net::kMaxEventBytes);
}

TEST(HttpClient, DoesNotBelieveAResultThatBreaksItsSchema) {
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        const auto method = json::string_at(body, "method");
        if (method == "tools/list")
            return result(
                body, {{"tools",
                        {{{"name", "x"},
                          {"inputSchema", {{"type", "object"}}},
                          {"outputSchema", {{"type", "object"}, {"required", {"total"}}}}},
                         {{"name", "odd"}, {"inputSchema", {{"$dynamicRef", "#somewhere"}}}}}}});
        if (method == "tools/call")
            return result(body, {{"structuredContent", {{"sum", 1}}}, {"content", json::array{}}});
        return old_server(request, body);
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    const auto got = run(stranger.house.loop, client.call("x", {}, {}));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Corrupt);
    const auto odd = run(stranger.house.loop, client.call("odd", {}, {}));
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::Invalid);
    EXPECT_THAT(odd.error().message, HasSubstr("$dynamicRef"));
}

TEST(HttpClient, MirrorsAnnotatedArgumentsIntoHeaders) {
    net::Headers seen;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        const auto method = json::string_at(body, "method");
        if (method == "server/discover")
            return result(body, {{"supportedVersions", {"2026-07-28"}},
                                 {"capabilities", json::object{}},
                                 {"resultType", "complete"}});
        if (method == "tools/list")
            return result(body, parsed(R"({"resultType": "complete", "tools": [
                {"name": "good", "inputSchema": {"type": "object", "properties": {
                    "city": {"type": "string", "x-mcp-header": "City"},
                    "deep": {"type": "object", "properties": {
                        "count": {"type": "integer", "x-mcp-header": "Count"}}},
                    "none": {"type": "boolean", "x-mcp-header": "None"}}}},
                {"name": "twice", "inputSchema": {"type": "object", "properties": {
                    "a": {"type": "string", "x-mcp-header": "A"},
                    "b": {"type": "string", "x-mcp-header": "a"}}}},
                {"name": "number", "inputSchema": {"type": "object", "properties": {
                    "a": {"type": "number", "x-mcp-header": "A"}}}},
                {"name": "hidden", "inputSchema": {"type": "object", "properties": {
                    "a": {"anyOf": [{"type": "string", "x-mcp-header": "A"}]}}}}]})")
                                    .as_object());
        seen = request.headers;
        return result(body, {{"resultType", "complete"}, {"content", json::array{}}});
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    EXPECT_EQ(run(stranger.house.loop, client.tools())->size(), 1U);
    const auto got = run(stranger.house.loop,
                         client.call("good", {{"city", "上海"}, {"deep", {{"count", 3}}}}, {}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(seen.get("Mcp-Name"), "good");
    EXPECT_EQ(seen.get("Mcp-Param-City"), "=?base64?5LiK5rW3?=");
    EXPECT_EQ(seen.get("Mcp-Param-Count"), "3");
    EXPECT_FALSE(seen.has("Mcp-Param-None"));
}

TEST(HttpClient, AFailureOfTheServiceIsAnUnknownOutcome) {
    int status = 500;
    Stranger stranger([&](const net::Request& request, const json::value& body) {
        if (json::string_at(body, "method") == "tools/list" && !request.headers.has("Mcp-Method"))
            return net::Response::text(status, "oops");
        return old_server(request, body);
    });
    Client client(http_transport(stranger.house.client, stranger.house.at("/mcp")));
    EXPECT_EQ(run(stranger.house.loop, client.tools()).error().code, ErrorCode::Timeout);
    status = 503;
    EXPECT_EQ(run(stranger.house.loop, client.tools()).error().code, ErrorCode::Unavailable);
    status = 200;
    EXPECT_EQ(run(stranger.house.loop, client.tools()).error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace errand::mcp
