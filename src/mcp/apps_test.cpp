// Pages that show answers: what is read of a tool and of a page, and what the client says and asks.
#include "mcp/apps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mcp/client.hpp"
#include "mcp/limits.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;

tool::Tool read_of(std::string_view meta) {
    tool::Tool tool{.name = "chart"};
    read_app(json::object{{"name", "chart"}, {"_meta", parsed(meta)}}, tool);
    return tool;
}

std::string app_of(std::string_view meta) {
    return read_of(meta).app;
}

TEST(AppMetadata, ReadsBothForms) {
    EXPECT_EQ(app_of(R"({"ui": {"resourceUri": "ui://weather/board"}})"), "ui://weather/board");
    EXPECT_EQ(app_of(R"({"ui/resourceUri": "ui://weather/old"})"), "ui://weather/old");
    EXPECT_EQ(app_of(R"({"ui": {"resourceUri": "ui://new"}, "ui/resourceUri": "ui://old"})"),
              "ui://new");
    EXPECT_EQ(app_of(R"({})"), "");
}

TEST(AppMetadata, WhatIsNoAddressIsLeftOut) {
    for (const auto* bad :
         {R"({"ui": {"resourceUri": "https://evil.example/"}})", R"({"ui": {"resourceUri": 7}})",
          R"({"ui": {"resourceUri": "ui://"}})", R"({"ui": {"resourceUri": "UI://x"}})",
          R"({"ui": {"resourceUri": " ui://x"}})", R"({"ui": {"resourceUri": "ui://a b"}})",
          R"({"ui": {"resourceUri": "ui://a\r\nX: y"}})",
          R"({"ui": {"resourceUri": "ui://\u0000"}})",
          R"({"ui": {"resourceUri": "file:///etc/passwd"}})", R"({"ui": []})",
          R"({"ui": "ui://x"})", R"({"ui/resourceUri": {"a": 1}})", R"([])", R"("ui://x")"})
        EXPECT_EQ(app_of(bad), "") << bad;
    const auto longest = "ui://" + std::string(kMaxUriBytes - 5, 'a');
    const auto with = [](const std::string& uri) {
        return app_of(json::write(json::object{{"ui", {{"resourceUri", uri}}}}));
    };
    EXPECT_EQ(with(longest), longest);
    EXPECT_EQ(with(longest + "a"), "");
}

TEST(AppMetadata, VisibilitySaysWhoMayCall) {
    const auto sees = [](std::string_view visibility) {
        const auto tool = read_of(R"({"ui": {"visibility": )" + std::string(visibility) + "}}");
        return std::string(tool.for_model ? "model " : "") + (tool.for_app ? "app" : "");
    };
    EXPECT_EQ(sees(R"(["model", "app"])"), "model app");
    EXPECT_EQ(sees(R"(["app"])"), "app");
    EXPECT_EQ(sees(R"(["model"])"), "model ");
    EXPECT_EQ(sees(R"([])"), "");
    EXPECT_EQ(sees("null"), "model app");
    EXPECT_EQ(sees(R"("app")"), "app");
    EXPECT_EQ(sees(R"({"model": true})"), "");
    EXPECT_EQ(sees(R"(["Model", 7, ["app"]])"), "");
    EXPECT_TRUE(read_of("{}").for_model && read_of("{}").for_app);
}

TEST(AppMetadata, WhatIsKeptBesideAnAnswerSaysMoreThanIt) {
    const auto beside = [](std::string_view result) {
        const auto read = parsed(result).as_object();
        const auto* content = read.if_contains("structuredContent");
        return json::write(beside_content(read, content == nullptr ? json::value{} : *content));
    };
    EXPECT_EQ(beside(R"({"content": [{"type": "text", "text": "{\"a\": 1}"}],
                         "structuredContent": {"a": 1}})"),
              "{}");
    EXPECT_EQ(beside(R"({"content": [{"type":"text","text":"one"}], "structuredContent": {"a":1},
                         "_meta": {"at": 5}})"),
              R"({"content":[{"type":"text","text":"one"}],"_meta":{"at":5}})");
    EXPECT_EQ(beside(R"({"content": [{"type": "text", "text": "one"}]})"), "{}");
    const json::object large{{"_meta", {{"x", std::string(kMaxBesideBytes, 'x')}}}};
    EXPECT_TRUE(beside_content(large, nullptr).empty());
}

TEST(AppPage, IsTextOrBase64OfThatAddressAlone) {
    const auto read = [](std::string_view contents) {
        return resource_in({{"contents", parsed(contents)}}, "ui://a");
    };
    const auto text = read(R"([{"uri": "ui://a", "mimeType": "text/html;profile=mcp-app",
                                "text": "<p>", "_meta": {"ui": {"prefersBorder": true}}}])");
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(text->media_type, tool::kAppMediaType);
    EXPECT_EQ(text->bytes, "<p>");
    EXPECT_TRUE(text->meta.contains("ui"));
    const auto blob =
        read(R"([{"uri": "ui://b", "text": "no"}, {"uri": "ui://a", "blob": "PHA+"}])");
    ASSERT_TRUE(blob) << blob.error().message;
    EXPECT_EQ(blob->bytes, "<p>");
    for (const auto* bad : {R"([])", R"({})", R"([{"uri": "ui://b", "text": "x"}])",
                            R"([{"uri": "ui://a"}])", R"([{"uri": "ui://a", "text": 7}])",
                            R"([{"uri": "ui://a", "blob": "!!"}])", R"([7, null])"}) {
        const auto refused = read(bad);
        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().code, ErrorCode::Corrupt) << bad;
    }
    EXPECT_EQ(resource_in({}, "ui://a").error().code, ErrorCode::Corrupt);
    const json::array large{
        json::object{{"uri", "ui://a"}, {"text", std::string(kMaxResourceBytes + 1, 'x')}}};
    EXPECT_EQ(resource_in({{"contents", large}}, "ui://a").error().code, ErrorCode::Exhausted);
}

// A server with one tool that has a page, in either lifecycle; keeps what it was sent.
struct Board {
    explicit Board(std::string used) : version(std::move(used)) {
        house.server.route("POST", "/mcp",
                           [this](net::Request request) -> async::Awaitable<net::Response> {
                               co_return respond(request);
                           });
        if (!house.server.listen()) throw std::runtime_error("cannot listen");
    }
    net::Response respond(const net::Request& request) {
        const auto body = parsed(request.body);
        if (!body.as_object().contains("id")) return net::Response{.status = 202};
        const std::string method(json::string_at(body, "method"));
        sent[method] = body.at("params");
        names[method] = request.headers.get("Mcp-Name");
        json::object said{{"jsonrpc", "2.0"}, {"id", body.at("id")}};
        if (const auto result = answer(method); result.is_null())
            said["error"] = {{"code", -32601}, {"message", "no"}};
        else
            said["result"] = result;
        return net::Response::json(200, said);
    }
    json::value answer(const std::string& method) const {
        const bool modern = version == "2026-07-28";
        if (method == "server/discover" && modern)
            return parsed(R"({"supportedVersions": ["2026-07-28"], "capabilities": {}})");
        if (method == "initialize" && !modern)
            return json::object{{"protocolVersion", version},
                                {"capabilities", json::object{}},
                                {"serverInfo", {{"name", "board"}, {"version", "1"}}}};
        if (method == "tools/list")
            return parsed(R"({"tools": [{"name": "look", "title": "The board",
                "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true},
                "_meta": {"ui": {"resourceUri": "ui://board/page"}}},
                {"name": "plain", "inputSchema": {"type": "object"}}]})");
        if (method == "tools/call")
            return parsed(R"({"content": [{"type": "text", "text": "sunny"}],
                "structuredContent": {"sky": "clear"}, "_meta": {"source": "roof"}})");
        if (method == "resources/read")
            return parsed(R"({"contents": [{"uri": "ui://board/page",
                "mimeType": "text/html;profile=mcp-app", "text": "<p>board"}]})");
        return nullptr;
    }
    std::string version;
    std::map<std::string, json::value> sent;
    std::map<std::string, std::string> names;
    net::testing::House house;
};

class AppClient : public ::testing::TestWithParam<std::string> {
  protected:
    Client made(bool shows_apps) {
        return {http_transport(board.house.client, board.house.at("/mcp")),
                ClientSettings{.asks = true, .shows_apps = shows_apps}};
    }
    // What this client said that it can do.
    const json::value* extensions() {
        if (GetParam() != "2026-07-28")
            return json::find(board.sent["initialize"], "capabilities.extensions");
        const auto* meta = json::find(board.sent["tools/list"], "_meta");
        const auto* all =
            meta->as_object().if_contains("io.modelcontextprotocol/clientCapabilities");
        return json::find(*all, "extensions");
    }
    Board board{GetParam()};
};

TEST_P(AppClient, SaysThatPagesAreShownAndReadsThem) {
    auto client = made(true);
    const auto tools = run(board.house.loop, client.tools());
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_EQ(tools->at(0).app, "ui://board/page");
    EXPECT_EQ(tools->at(1).app, "");
    ASSERT_NE(extensions(), nullptr);
    EXPECT_EQ(json::write(extensions()->as_object().at("io.modelcontextprotocol/ui")),
              R"({"mimeTypes":["text/html;profile=mcp-app"]})");
    const auto page = run(board.house.loop,
                          client.read("ui://board/page", async::after(std::chrono::seconds(5))));
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->bytes, "<p>board");
    EXPECT_EQ(json::string_at(board.sent["resources/read"], "uri"), "ui://board/page");
    if (GetParam() == "2026-07-28") EXPECT_EQ(board.names["resources/read"], "ui://board/page");
    EXPECT_FALSE(
        run(board.house.loop, client.read("ui://other", async::after(std::chrono::seconds(5)))));
}

TEST_P(AppClient, AnAnswerNamesItsPageAndWhatThatIsGivenBesides) {
    auto client = made(true);
    const auto seen = run(board.house.loop, client.call("look", {}, {}));
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(json::write(seen->content), R"({"sky":"clear"})");
    ASSERT_TRUE(seen->app);
    EXPECT_EQ(seen->app->uri, "ui://board/page");
    EXPECT_EQ(seen->app->title, "The board");
    EXPECT_EQ(json::string_at(seen->app->beside.at("_meta"), "source"), "roof");
    const auto plain = run(board.house.loop, client.call("plain", {}, {}));
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_FALSE(plain->app);
}

TEST_P(AppClient, SaysNothingOfPagesWhereNoneAreShown) {
    auto client = made(false);
    ASSERT_TRUE(run(board.house.loop, client.tools()));
    const auto* all = extensions();
    EXPECT_TRUE(all == nullptr || !all->as_object().contains("io.modelcontextprotocol/ui"));
}

INSTANTIATE_TEST_SUITE_P(Lifecycles, AppClient, ::testing::Values("2026-07-28", "2025-11-25"),
                         [](const auto& one) {
                             return one.param == "2026-07-28" ? "modern" : "legacy";
                         });

}  // namespace
}  // namespace errand::mcp
