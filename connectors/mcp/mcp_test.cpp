#include "connectors/mcp/mcp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "mcp/mcp_test.hpp"

namespace errand::connectors {
namespace {

using errand::mcp::testing::Shop;
using net::testing::run;

class Tokens final : public tool::Credentials {
  public:
    async::Awaitable<Result<std::string>> token(std::string user, std::string service) override {
        asked.push_back(user + " at " + service);
        if (user == "stranger") co_return fail(ErrorCode::Denied, "no grant");
        co_return std::string(user == "li" ? "stale" : "good");
    }
    async::Awaitable<Result<std::string>> refreshed(std::string user, std::string service,
                                                    std::string rejected) override {
        asked.push_back(user + " instead of " + rejected + " at " + service);
        co_return std::string("good");
    }
    std::vector<std::string> asked;
};

struct McpConnector : ::testing::Test {
    Result<std::unique_ptr<tool::Connector>> made(json::object config) {
        return make_connector(config, {shop.house.loop.get_executor(), shop.house.client, tokens});
    }
    Result<tool::CallResult> call(tool::Connector& connector, std::string user, std::string tool,
                                  json::object arguments) {
        tool::CallContext context{.user = std::move(user),
                                  .idempotency_key = "key",
                                  .deadline = async::after(std::chrono::seconds(10))};
        return run(shop.house.loop,
                   connector.call(std::move(tool), std::move(arguments), std::move(context)));
    }
    Shop shop{true};
    Tokens tokens;
};

TEST_F(McpConnector, CallsForOneUserWithThatUsersToken) {
    const auto connector = made({{"name", "shop"}, {"url", shop.url()}}).value();
    EXPECT_EQ(connector->service(), "shop");
    const auto sold = call(*connector, "chen", "sell", {{"item", "tea"}});
    ASSERT_TRUE(sold) << sold.error().message;
    EXPECT_EQ(json::string_at(sold->content, "key"), "key");
    ASSERT_TRUE(call(*connector, "li", "sell", {{"item", "tea"}}));
    EXPECT_THAT(tokens.asked, ::testing::Contains("li instead of stale at shop"));
    const auto denied = call(*connector, "stranger", "look", {});
    ASSERT_FALSE(denied);
    EXPECT_EQ(denied.error().code, ErrorCode::Denied);
    const auto refused = call(*connector, "chen", "sell", {{"item", "gold"}});
    ASSERT_TRUE(refused);
    EXPECT_TRUE(refused->refused);
}

TEST_F(McpConnector, ACallThatAsksFirstGoesOn) {
    const auto connector = made({{"name", "shop"}, {"url", shop.url()}}).value();
    const auto asked = call(*connector, "chen", "confirm", {});
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    EXPECT_EQ(asked->unfinished->questions.at(0).message, "Who is it for?");
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers["name"] = {{"action", "accept"}, {"content", {{"name", "Li"}}}};
    const auto done =
        run(shop.house.loop, connector->call("confirm", {},
                                             {.user = "chen",
                                              .idempotency_key = "key",
                                              .deadline = async::after(std::chrono::seconds(10)),
                                              .goes_on = on}));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(json::string_at(done->content, "for"), "Li");
}

TEST_F(McpConnector, ListsToolsOnceUnderItsService) {
    const auto connector = made({{"name", "shop"}, {"url", shop.url()}}).value();
    const auto tools = run(shop.house.loop, connector->tools("chen"));
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_EQ(tools->front().service, "shop");
    const auto asked = tokens.asked.size();
    ASSERT_TRUE(run(shop.house.loop, connector->tools("chen")));
    EXPECT_EQ(tokens.asked.size(), asked);
}

TEST_F(McpConnector, AProgramsToolsAreLikeAnyOthers) {
    const auto program =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "errand-scripted-service";
    const auto connector = made({{"name", "local"},
                                 {"command", {program.string(), "good"}},
                                 {"environment", {{"ERRAND_TEST_TOKEN", "abc"}}},
                                 {"effects", {{"look", "spends"}, {"hang", "changes"}}}})
                               .value();
    const auto tools = run(shop.house.loop, connector->tools("chen"));
    ASSERT_TRUE(tools) << tools.error().message;
    std::map<std::string, tool::Effect> effects;
    for (const auto& tool : *tools) effects[tool.name] = tool.effect;
    EXPECT_EQ(tools->front().service, "local");
    EXPECT_EQ(effects["look"], tool::Effect::Spends) << "the operator knows better";
    EXPECT_EQ(effects["hang"], tool::Effect::Changes);
    EXPECT_EQ(effects["count"], tool::Effect::Reads) << "as it says itself";
    EXPECT_EQ(effects["order"], tool::Effect::Spends) << "as it does not say";
    const auto where = call(*connector, "chen", "where", {});
    ASSERT_TRUE(where) << where.error().message;
    EXPECT_EQ(json::find(where->content, "environment.ERRAND_TEST_TOKEN")->as_string(), "abc");
    EXPECT_FALSE(call(*connector, "li", "die", {}));
    EXPECT_TRUE(call(*connector, "li", "look", {}));
    EXPECT_TRUE(tokens.asked.empty()) << "a program is given no tokens";
}

TEST_F(McpConnector, SaysWhatIsWrongInItsConfiguration) {
    EXPECT_FALSE(made({{"kind", "telegraph"}, {"name", "x"}}));
    EXPECT_FALSE(made({{"url", "http://127.0.0.1/"}}));
    EXPECT_FALSE(made({{"name", "x"}}));
    EXPECT_FALSE(made({{"name", "x"}, {"url", "nonsense"}}));
    EXPECT_FALSE(made({{"name", "x"}, {"url", "http://a/"}, {"command", {"true"}}}));
    EXPECT_FALSE(made({{"name", "x"}, {"command", json::array{}}}));
    EXPECT_FALSE(made({{"name", "x"}, {"command", {"true", 7}}}));
    EXPECT_TRUE(made({{"name", "x"}, {"command", {"true"}}, {"environment", {{"A", "b"}}}}));
}

}  // namespace
}  // namespace errand::connectors
