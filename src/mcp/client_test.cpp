#include "mcp/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// The same program, serving its shop over stdio; see ServeStdio below. What the test framework
// prints beside is skipped by the client, as it must be with any program.
Command self() {
    return {.program = std::filesystem::read_symlink("/proc/self/exe"),
            .arguments = {"--gtest_filter=ServeStdio.DISABLED_UntilTheInputEnds",
                          "--gtest_also_run_disabled_tests"},
            .environment = {{"ERRAND_TEST_GREETING", "hello"}}};
}

TEST(ServeStdio, DISABLED_UntilTheInputEnds) {
    asio::io_context loop;
    Server server(shop_settings(false));
    add_tools(server);
    const auto add = server.add(
        {{.name = "environment", .effect = tool::Effect::Reads},
         [](json::object, RequestContext) -> async::Awaitable<Result<tool::CallResult>> {
             const auto* greeting = std::getenv("ERRAND_TEST_GREETING");
             const auto* secret = std::getenv("ERRAND_TEST_SECRET");
             co_return tool::CallResult{json::object{{"greeting", greeting ? greeting : ""},
                                                     {"secret", secret ? secret : ""}}};
         },
         ""});
    const auto die =
        server.add({{.name = "die"},
                    [](const json::object&,
                       const RequestContext&) -> async::Awaitable<Result<tool::CallResult>> {
                        fputs("out of ink\n", stderr);
                        std::_Exit(3);
                    },
                    ""});
    ASSERT_TRUE(add && die);
    ASSERT_TRUE(run(loop, server.serve_stdio(0, 1)));
}

// The server does what it is asked, and is gone before it answers.
TEST(Repeating, OnlyWhatTheToolKnowsByItsKeyIsSentAgain) {
    net::testing::House house;
    Server mcp(shop_settings(false));
    add_tools(mcp);
    std::map<std::string, int> came;
    house.server.route("POST", "/mcp",
                       [&](net::Request request) -> async::Awaitable<net::Response> {
                           const auto body = parsed(request.body);
                           if (json::string_at(body, "method") != "tools/call")
                               co_return co_await mcp.handle(std::move(request));
                           ++came[std::string(json::string_at(body.at("params"), "name"))];
                           net::Response gone;
                           gone.abandon = true;
                           co_return gone;
                       });
    ASSERT_TRUE(house.server.listen());
    Client client(http_transport(house.client, house.at("/mcp")), {});
    const auto call = [&](std::string name, json::object arguments) {
        ASSERT_TRUE(run(house.loop, client.tools())) << "a connection is kept";
        client.forget();
        ASSERT_TRUE(run(house.loop, client.tools()));
        const auto result = run(house.loop, client.call(std::move(name), std::move(arguments),
                                                        {.idempotency_key = "k"}));
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Timeout);
    };
    call("confirm", {});
    call("sell", {{"item", "tea"}});
    EXPECT_EQ(came["confirm"], 1) << "it has no such argument";
    EXPECT_EQ(came["sell"], 2);
}

struct Way {
    std::string version;
    bool http;
};

// Every version over every transport, against our own server.
class EveryWay : public ::testing::TestWithParam<Way> {
  protected:
    std::shared_ptr<Transport> transport() {
        if (GetParam().http) return http_transport(shop.house.client, shop.url());
        return stdio_transport(shop.house.loop.get_executor(), self());
    }
    std::unique_ptr<Client> client(Elicit elicit = {}) {
        return std::make_unique<Client>(
            transport(),
            ClientSettings{.newest_version = GetParam().version, .elicit = std::move(elicit)});
    }
    Result<tool::CallResult> call(Client& with, std::string name, json::object arguments,
                                  std::string key = {}) {
        return run(shop.house.loop, with.call(std::move(name), std::move(arguments),
                                              {.idempotency_key = std::move(key)}));
    }
    Shop shop;
};

TEST_P(EveryWay, AgreesAndCalls) {
    const auto with = client();
    const auto peer = run(shop.house.loop, with->connect());
    ASSERT_TRUE(peer) << peer.error().message;
    EXPECT_EQ(peer->protocol_version, GetParam().version);
    EXPECT_EQ(peer->name, "shop");
    EXPECT_EQ(peer->instructions, "Buy tea.");
    const auto tools = run(shop.house.loop, with->tools());
    ASSERT_TRUE(tools) << tools.error().message;
    ASSERT_GE(tools->size(), 4U);
    EXPECT_EQ(tools->at(0).name, "sell");
    EXPECT_EQ(tools->at(0).effect, tool::Effect::Changes);
    EXPECT_EQ(tools->at(1).effect, tool::Effect::Reads);
    EXPECT_EQ(tools->at(2).effect, tool::Effect::Spends);
    const auto sold = call(*with, "sell", {{"item", "tea"}}, "key-1");
    ASSERT_TRUE(sold) << sold.error().message;
    EXPECT_FALSE(sold->refused);
    EXPECT_EQ(json::string_at(sold->content, "total"), "18.00");
    EXPECT_EQ(json::string_at(sold->content, "key"), "key-1");
    const auto seen = call(*with, "look", {});
    ASSERT_TRUE(seen);
    EXPECT_EQ(json::string_at(seen->content, "seen"), "世界");
    run(shop.house.loop, [](Client& c) -> async::Awaitable<int> {
        co_await c.close();
        co_return 0;
    }(*with));
}

TEST_P(EveryWay, RefusalsAndErrorsAreTold) {
    const auto with = client();
    const auto refused = call(*with, "sell", {{"item", "gold"}});
    ASSERT_TRUE(refused) << refused.error().message;
    EXPECT_TRUE(refused->refused);
    EXPECT_EQ(json::find(refused->content, "error.code")->as_string(), "out_of_stock");
    EXPECT_EQ(json::find(refused->content, "error.details.item")->as_string(), "gold");
    EXPECT_EQ(call(*with, "sell", {{"item", 7}}).error().code, ErrorCode::Invalid);
    EXPECT_EQ(call(*with, "nothing", {}).error().code, ErrorCode::NotFound);
    const auto later = call(*with, "sell", {{"item", "later"}});
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(later.error().advice, "come back");
    EXPECT_EQ(call(*with, "sell", {{"item", "broken"}}).error().code, ErrorCode::Internal);
}

TEST_P(EveryWay, GivesUpAtItsDeadlineAndGoesOn) {
    const auto with = client();
    ASSERT_TRUE(call(*with, "look", {}));
    const auto hung =
        run(shop.house.loop, with->call("hang", {}, {.deadline = async::after(20ms)}));
    ASSERT_FALSE(hung);
    EXPECT_EQ(hung.error().code, ErrorCode::Timeout);
    EXPECT_TRUE(call(*with, "look", {}));
}

TEST_P(EveryWay, AsksThePersonWhereTheVersionCan) {
    std::string asked;
    const auto with = client([&](json::object params) -> async::Awaitable<Result<json::object>> {
        asked = json::string_at(json::value(params), "message");
        co_return json::object{{"action", "accept"}, {"content", {{"name", "Li"}}}};
    });
    const auto got = call(*with, "confirm", {});
    ASSERT_TRUE(got) << got.error().message;
    if (GetParam().version == "2026-07-28") {
        EXPECT_EQ(asked, "Who is it for?");
        EXPECT_EQ(json::string_at(got->content, "for"), "Li");
        EXPECT_EQ(json::string_at(got->content, "state"), "state-1");
    } else {
        EXPECT_TRUE(got->refused);
        EXPECT_EQ(json::find(got->content, "error.code")->as_string(), "input_required");
    }
    asked.clear();
    const auto meanwhile = call(*with, "confirm_now", {});
    ASSERT_TRUE(meanwhile) << meanwhile.error().message;
    EXPECT_EQ(asked, "Who is it for?");
    EXPECT_EQ(json::string_at(meanwhile->content, "for"), "Li");
}

TEST_P(EveryWay, AClientThatCannotAskIsRefused) {
    const auto with = client();
    const auto got = call(*with, "confirm_now", {});
    if (GetParam().version == "2026-07-28") {
        EXPECT_EQ(got.error().code, ErrorCode::Invalid);
    } else {
        ASSERT_TRUE(got) << got.error().message;
        EXPECT_EQ(json::find(got->content, "error.code")->as_string(), "input_required");
    }
}

TEST_P(EveryWay, ProgressIsNoAnswer) {
    const auto with = client();
    const auto result =
        run(shop.house.loop,
            with->request("tools/call", {{"name", "work"}, {"_meta", {{"progressToken", "p"}}}},
                          async::after(10s)));
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_FALSE(result->at("isError").as_bool());
}

TEST_P(EveryWay, ManyCallsAtOnce) {
    const auto with = client();
    std::size_t right = 0;
    constexpr std::size_t calls = 40;
    std::size_t ended = 0;
    for (std::size_t i = 0; i < calls; ++i) {
        asio::co_spawn(
            shop.house.loop,
            [](Client& c, std::size_t number, std::size_t& good) -> async::Awaitable<> {
                const auto key = "k" + std::to_string(number);
                auto got = co_await c.call("sell", {{"item", "tea"}}, {.idempotency_key = key});
                if (got && json::string_at(got->content, "key") == key) ++good;
            }(*with, i, right),
            [&](const std::exception_ptr&) { ++ended; });
    }
    while (ended < calls) shop.house.loop.run_one();
    EXPECT_EQ(right, calls);
}

INSTANTIATE_TEST_SUITE_P(All, EveryWay,
                         ::testing::Values(Way{"2026-07-28", true}, Way{"2025-11-25", true},
                                           Way{"2025-06-18", true}, Way{"2025-03-26", true},
                                           Way{"2024-11-05", true}, Way{"2026-07-28", false},
                                           Way{"2025-11-25", false}, Way{"2024-11-05", false}),
                         [](const auto& test) {
                             auto name =
                                 test.param.version + (test.param.http ? "_http" : "_stdio");
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(StdioClient, GivesTheChildItsOwnEnvironmentOnly) {
    ASSERT_EQ(::setenv("ERRAND_TEST_SECRET", "do not tell", 1), 0);
    asio::io_context loop;
    Client client(stdio_transport(loop.get_executor(), self()));
    const auto got = run(loop, client.call("environment", {}, {}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(json::string_at(got->content, "greeting"), "hello");
    EXPECT_EQ(json::string_at(got->content, "secret"), "");
}

TEST(StdioClient, StartsTheProgramAgainAfterItDied) {
    asio::io_context loop;
    Client client(stdio_transport(loop.get_executor(), self()));
    const auto died = run(loop, client.call("die", {}, {}));
    ASSERT_FALSE(died);
    EXPECT_EQ(died.error().code, ErrorCode::Timeout);
    EXPECT_THAT(died.error().message, HasSubstr("ended before it answered"));
    EXPECT_TRUE(run(loop, client.call("look", {}, {})));
}

TEST(StdioClient, SaysThatAProgramIsMissing) {
    asio::io_context loop;
    Client client(stdio_transport(loop.get_executor(), {.program = "no-such-program-here"}));
    const auto got = run(loop, client.connect());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::NotFound);
    Client mute(stdio_transport(loop.get_executor(), {.program = "true"}));
    EXPECT_FALSE(run(loop, mute.connect()));
}

TEST(HttpClient, RefreshesItsTokenOnce) {
    Shop shop(true);
    std::vector<std::string> rejected;
    const auto tokens =
        [&](std::optional<std::string> old) -> async::Awaitable<Result<std::string>> {
        rejected.push_back(old.value_or("none"));
        co_return old ? "good" : "stale";
    };
    Client client(http_transport(shop.house.client, shop.url(), tokens));
    const auto got = run(shop.house.loop, client.call("sell", {{"item", "tea"}}, {}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(json::string_at(got->content, "user"), "chen");
    EXPECT_EQ(rejected.at(1), "stale");
    Client bare(http_transport(shop.house.client, shop.url()));
    EXPECT_EQ(run(shop.house.loop, bare.connect()).error().code, ErrorCode::Denied);
    const auto weak_token =
        [](const std::optional<std::string>&) -> async::Awaitable<Result<std::string>> {
        co_return "weak";
    };
    Client weak(http_transport(shop.house.client, shop.url(), weak_token));
    const auto denied = run(shop.house.loop, weak.call("sell", {{"item", "tea"}}, {}));
    ASSERT_FALSE(denied);
    EXPECT_EQ(denied.error().code, ErrorCode::Denied);
    EXPECT_THAT(denied.error().message, HasSubstr("shop:sell"));
}

}  // namespace
}  // namespace errand::mcp
