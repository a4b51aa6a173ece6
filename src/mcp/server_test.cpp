#include "mcp/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::string_view kMeta =
    R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
    R"("io.modelcontextprotocol/clientCapabilities":{}})";

net::Headers modern(std::string method, std::string name = {}) {
    net::Headers headers{{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", std::move(method)}};
    if (!name.empty()) headers.add("Mcp-Name", std::move(name));
    return headers;
}

std::int64_t error_code(const net::ClientResponse& response) {
    const auto body = parsed(response.body);
    const auto* code = json::find(body, "error.code");
    return code == nullptr ? 0 : code->as_int64();
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// golden/<version>.json: a list of {"name", "headers", "request", "status", "response"}. With
// ERRAND_WRITE_GOLDEN set the answers are written instead of compared: read the difference then.
class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, MessagesAreAnsweredAsRecorded) {
    const auto path =
        std::filesystem::path(ERRAND_SOURCE_DIR) / "src/mcp/golden" / (GetParam() + ".json");
    auto exchanges = parsed(read_file(path));
    ASSERT_GT(exchanges.as_array().size(), 4U);
    Shop shop;
    for (auto& exchange : exchanges.as_array()) {
        net::Headers headers;
        for (const auto& field : exchange.at("headers").as_object())
            headers.add(std::string(field.key()), std::string(field.value().as_string()));
        const auto got = shop.post(json::write(exchange.at("request")), headers);
        const auto body = got.body.empty() ? json::value(nullptr) : parsed(got.body);
        if (std::getenv("ERRAND_WRITE_GOLDEN") != nullptr) {
            exchange.as_object()["status"] = got.status;
            exchange.as_object()["response"] = body;
            continue;
        }
        EXPECT_EQ(json::value(got.status), exchange.at("status")) << json::write(exchange);
        EXPECT_EQ(body, exchange.at("response")) << exchange.at("name") << " got " << got.body;
    }
    if (std::getenv("ERRAND_WRITE_GOLDEN") != nullptr)
        std::ofstream(path) << json::write_pretty(exchanges) << "\n";
}

INSTANTIATE_TEST_SUITE_P(Versions, Golden,
                         ::testing::Values("2026-07-28", "2025-11-25", "2024-11-05"),
                         [](const auto& test) {
                             auto name = test.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(McpServer, RefusesWhatIsNoMessage) {
    Shop shop;
    EXPECT_EQ(error_code(shop.post("{nonsense")), -32700);
    EXPECT_EQ(error_code(shop.post("[]")), -32600);
    EXPECT_EQ(error_code(shop.post(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])")), -32600);
    EXPECT_EQ(error_code(shop.post(R"({"id":1,"method":"ping"})")), -32600);
    EXPECT_EQ(error_code(shop.post(R"({"jsonrpc":"2.0","id":null,"method":"ping"})")), -32600);
    EXPECT_EQ(error_code(shop.post(R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})")), -32600);
    EXPECT_EQ(error_code(shop.post(R"({"jsonrpc":"2.0","id":1,"method":7})")), -32600);
    EXPECT_EQ(error_code(shop.post(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})")),
              -32600);
    EXPECT_EQ(shop.post(R"({"jsonrpc":"2.0","id":1,"result":{},"error":{}})").status, 400);
}

TEST(McpServer, TakesPostOnly) {
    Shop shop;
    const auto got = shop.house.get("/mcp");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 405);
    EXPECT_EQ(got->headers.get("Allow"), "POST");
    const auto text =
        run(shop.house.loop, shop.house.client.send({.method = "POST",
                                                     .url = shop.url(),
                                                     .headers = {{"Content-Type", "text/plain"}},
                                                     .body = "{}"}));
    EXPECT_EQ(text->status, 415);
}

TEST(McpServer, NotificationsAndStrayResponsesAreTakenQuietly) {
    Shop shop;
    for (const auto* body :
         {R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
          R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}})",
          R"({"jsonrpc":"2.0","method":"notifications/unheard"})",
          R"({"jsonrpc":"2.0","id":1,"result":{}})"}) {
        const auto got = shop.post(body);
        EXPECT_EQ(got.status, 202) << body;
        EXPECT_EQ(got.body, "");
    }
}

TEST(McpServer, HeadersMustSayWhatTheBodySays) {
    Shop shop;
    const auto body = [&](std::string_view method, std::string_view params) {
        return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":{)" +
               std::string(params) + std::string(kMeta) + "}}";
    };
    const auto list = body("tools/list", "");
    EXPECT_EQ(shop.post(list, modern("tools/list")).status, 200);
    EXPECT_EQ(error_code(shop.post(list)), -32020);
    EXPECT_EQ(error_code(shop.post(list, modern("tools/call"))), -32020);
    EXPECT_EQ(error_code(shop.post(
                  list, {{"MCP-Protocol-Version", "2025-11-25"}, {"Mcp-Method", "tools/list"}})),
              -32020);
    const auto call = body("tools/call", R"("name":"look",)");
    EXPECT_EQ(error_code(shop.post(call, modern("tools/call"))), -32020);
    EXPECT_EQ(error_code(shop.post(call, modern("tools/call", "sell"))), -32020);
    EXPECT_EQ(error_code(shop.post(call, modern("tools/call", "=?base64?!?="))), -32020);
    EXPECT_EQ(shop.post(call, modern("tools/call", "look")).status, 200);
    EXPECT_EQ(shop.post(call, modern("tools/call", "=?base64?bG9vaw==?=")).status, 200);
    // The header alone makes it modern: then _meta is missing.
    EXPECT_EQ(error_code(shop.post(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})",
                                   modern("tools/list"))),
              -32602);
}

TEST(McpServer, AnnotatedArgumentsMustStandInTheirHeaders) {
    Shop shop;
    ASSERT_TRUE(shop.mcp.add(
        {{.name = "send", .input_schema = parsed(R"({"type": "object", "properties": {
              "city": {"type": "string", "x-mcp-header": "City"},
              "count": {"type": "integer", "x-mcp-header": "Count"}}})")},
         [](json::object, RequestContext) -> async::Awaitable<Result<tool::CallResult>> {
             co_return tool::CallResult{json::object{}};
         },
         ""}));
    const auto status = [&](std::string_view arguments, const net::Headers& extra) {
        auto headers = modern("tools/call", "send");
        for (const auto& [name, value] : extra.all()) headers.add(name, value);
        return shop
            .post(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send",)"
                  R"("arguments":)" +
                      std::string(arguments) + "," + std::string(kMeta) + "}}",
                  headers)
            .status;
    };
    EXPECT_EQ(status(R"({"city":"上海","count":42})",
                     {{"Mcp-Param-City", "=?base64?5LiK5rW3?="}, {"Mcp-Param-Count", "42.0"}}),
              200);
    EXPECT_EQ(status("{}", {}), 200);
    EXPECT_EQ(status(R"({"city":null})", {{"Mcp-Param-City", "x"}}), 400);
    EXPECT_EQ(status(R"({"city":"x"})", {}), 400);
    EXPECT_EQ(status(R"({"city":"x"})", {{"Mcp-Param-City", "y"}}), 400);
    EXPECT_EQ(status(R"({"city":"x"})", {{"Mcp-Param-City", "=?base64?eA?="}}), 400);
}

TEST(McpServer, NamesItsVersionsToAStranger) {
    Shop shop;
    const auto got =
        shop.post(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{)"
                  R"("io.modelcontextprotocol/protocolVersion":"2031-01-01",)"
                  R"("io.modelcontextprotocol/clientCapabilities":{}}}})",
                  {{"MCP-Protocol-Version", "2031-01-01"}, {"Mcp-Method", "tools/list"}});
    EXPECT_EQ(got.status, 400);
    EXPECT_EQ(error_code(got), -32022);
    EXPECT_THAT(got.body, AllOf(HasSubstr("2026-07-28"), HasSubstr("2024-11-05"),
                                HasSubstr(R"("requested":"2031-01-01")")));
}

TEST(McpServer, AFailingToolTellsNothing) {
    Shop shop;
    const auto call = [&](std::string_view item) {
        return shop.post(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sell",)"
                         R"("arguments":{"item":")" +
                         std::string(item) + R"("}}})");
    };
    EXPECT_THAT(call("defect").body,
                AllOf(HasSubstr("-32603"), ::testing::Not(HasSubstr("secret"))));
    EXPECT_THAT(call("later").body,
                AllOf(HasSubstr(R"("code":"unavailable")"), HasSubstr("come back")));
    EXPECT_THAT(call("broken").body, HasSubstr("does not fit its own schema"));
    EXPECT_THAT(call("tea").body, HasSubstr("18.00"));
}

TEST(McpServer, StreamsWhatIsSaidMeanwhileAndNothingElse) {
    Shop shop;
    const std::string work =
        R"({"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"work",)"
        R"("_meta":{"progressToken":"p"}}})";
    const auto streamed = shop.post(work);
    EXPECT_EQ(streamed.headers.get("Content-Type"), "text/event-stream");
    net::EventParser parser;
    const auto events = parser.feed(streamed.body).value();
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(parsed(events[0].data),
              parsed(R"({"jsonrpc":"2.0","method":"notifications/progress","params":{
                  "progressToken":"p","progress":1E0,"total":2E0,"message":"half"}})"));
    EXPECT_EQ(parsed(events[2].data).at("id"), 5);
    const auto silent =
        shop.post(R"({"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"work"}})");
    EXPECT_EQ(silent.headers.get("Content-Type"), "application/json");
    const auto plain = run(shop.house.loop,
                           shop.house.client.send({.method = "POST",
                                                   .url = shop.url(),
                                                   .headers = {{"Content-Type", "application/json"},
                                                               {"Accept", "application/json"}},
                                                   .body = work}));
    EXPECT_EQ(plain->headers.get("Content-Type"), "application/json");
}

TEST(McpServer, AnswersOtherMethodsThatAreAdded) {
    Shop shop;
    const auto read = [](json::object params,
                         RequestContext) -> async::Awaitable<Result<json::object>> {
        if (params.at("uri") != "test://a") co_return fail(ErrorCode::NotFound, "no such resource");
        co_return json::object{{"contents", json::array{}}};
    };
    ASSERT_TRUE(shop.mcp.add({"resources/read", "resources", read, true}));
    EXPECT_FALSE(shop.mcp.add({"resources/read", "resources", read, true}));
    const auto ask = [&](std::string_view uri) {
        return shop.post(R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":")" +
                             std::string(uri) + R"(",)" + std::string(kMeta) + "}}",
                         modern("resources/read", std::string(uri)));
    };
    EXPECT_THAT(ask("test://a").body,
                AllOf(HasSubstr(R"("cacheScope":"private")"), HasSubstr(R"("ttlMs":0)")));
    EXPECT_EQ(error_code(ask("test://b")), -32602);
    EXPECT_THAT(shop.post(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{)"
                          R"("protocolVersion":"2025-11-25"}})")
                    .body,
                HasSubstr(R"("resources":{})"));
}

TEST(McpServer, WantsATokenWithTheScope) {
    Shop shop(true);
    const std::string sell = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{)"
                             R"("name":"sell","arguments":{"item":"tea"}}})";
    const auto none = shop.post(sell);
    EXPECT_EQ(none.status, 401);
    EXPECT_EQ(
        none.headers.get("WWW-Authenticate"),
        R"(Bearer resource_metadata="http://127.0.0.1/.well-known/oauth-protected-resource/mcp")");
    const auto stale = shop.post(sell, {{"Authorization", "Bearer old"}});
    EXPECT_EQ(stale.status, 401);
    EXPECT_THAT(std::string(stale.headers.get("WWW-Authenticate")),
                HasSubstr(R"(error="invalid_token")"));
    const auto weak = shop.post(sell, {{"Authorization", "Bearer weak"}});
    EXPECT_EQ(weak.status, 403);
    EXPECT_THAT(
        std::string(weak.headers.get("WWW-Authenticate")),
        AllOf(HasSubstr(R"(error="insufficient_scope")"), HasSubstr(R"(scope="shop:sell")")));
    const auto good = shop.post(sell, {{"Authorization", "bearer good"}});
    EXPECT_EQ(good.status, 200);
    EXPECT_THAT(good.body, HasSubstr("chen"));
}

TEST(McpServer, RefusesToolsItCannotHoldTo) {
    Server server(shop_settings(false));
    const ToolHandler none;
    EXPECT_FALSE(
        server.add({{.name = "a", .input_schema = parsed(R"({"$dynamicRef": "#x"})")}, none, ""}));
    EXPECT_TRUE(server.add({{.name = "b"}, none, ""}));
    const auto twice = server.add({{.name = "b"}, none, ""});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
}

// Two ends of a pair of sockets, as a child's pipes would be.
struct Pair {
    Pair() {
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) throw std::runtime_error("sockets");
    }
    ~Pair() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void send(const std::string& text) const {
        if (::write(ends[0], text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            throw std::runtime_error("write");
    }
    std::string received() const {
        std::string all(1 << 20, '\0');
        const auto count = ::recv(ends[0], all.data(), all.size(), MSG_DONTWAIT);
        all.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
        return all;
    }
    int ends[2]{};
};

TEST(McpServer, SpeaksOverStdio) {
    asio::io_context loop;
    Server server(shop_settings(false));
    add_tools(server);
    const Pair pair;
    pair.send(
        "nonsense\n\n"
        R"({"jsonrpc":"2.0","id":"h","method":"tools/call","params":{"name":"hang"}})"
        "\n"
        R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2024-11-05","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})"
        "\n"
        R"({"jsonrpc":"2.0","method":"notifications/initialized"})"
        "\r\n"
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"h"}})"
        "\n"
        R"({"jsonrpc":"2.0","id":1,"method":"ping"})");
    ::shutdown(pair.ends[0], SHUT_WR);
    const auto served = run(loop, server.serve_stdio(pair.ends[1], pair.ends[1]));
    EXPECT_TRUE(served);
    const auto said = pair.received();
    EXPECT_THAT(said, AllOf(HasSubstr("-32700"), HasSubstr(R"("protocolVersion":"2024-11-05")"),
                            HasSubstr(R"({"jsonrpc":"2.0","id":1,"result":{}})"),
                            ::testing::Not(HasSubstr(R"("id":"h")"))));
}

}  // namespace
}  // namespace errand::mcp
