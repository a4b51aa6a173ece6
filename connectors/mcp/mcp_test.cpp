#include "connectors/mcp/mcp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST_F(McpConnector, ListsToolsOnceUnderItsService) {
    const auto connector = made({{"name", "shop"}, {"url", shop.url()}}).value();
    const auto tools = run(shop.house.loop, connector->tools("chen"));
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_EQ(tools->front().service, "shop");
    const auto asked = tokens.asked.size();
    ASSERT_TRUE(run(shop.house.loop, connector->tools("chen")));
    EXPECT_EQ(tokens.asked.size(), asked);
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
