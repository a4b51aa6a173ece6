#include "server/sign_in.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "journal/journal_for_tests.hpp"
#include "net/server.hpp"
#include "net/url.hpp"

namespace errand::server {
namespace {

using journal::await;

const Time kNoon = *parse_time("2026-03-02T12:00:00+08:00");

// A service with its issuer, which signs everybody in who asks.
class SignInTest : public ::testing::Test {
  protected:
    SignInTest() {
        describe();
        server.route("POST", "/authorize",
                     [this](net::Request r) { return authorize(std::move(r)); });
        server.route("POST", "/token", [this](net::Request r) { return exchange(std::move(r)); });
        EXPECT_TRUE(server.listen());
        root = "http://127.0.0.1:" + std::to_string(server.port());
        start(true);
    }

    void start(bool sandbox) {
        sign_ins = std::make_unique<SignIns>(
            client, *store, clock,
            std::vector<ServiceEntry>{{.name = "shop", .url = root + "/mcp", .sandbox = sandbox}},
            [] { return std::string("http://127.0.0.1:9/oauth/callback"); });
    }

    void describe() {
        const auto document = [this](std::string path, std::function<json::value()> made) {
            server.route("GET", std::move(path),
                         [made = std::move(made)](net::Request) -> async::Awaitable<net::Response> {
                             co_return net::Response::json(200, made());
                         });
        };
        server.route("POST", "/mcp", [this](net::Request) -> async::Awaitable<net::Response> {
            auto refused = net::Response::text(401, "");
            refused.headers.set("WWW-Authenticate",
                                "Bearer resource_metadata=\"" + root + "/meta\"");
            co_return refused;
        });
        document("/meta", [this] {
            return json::value(
                json::object{{"resource", root + "/mcp"},
                             {"authorization_servers", json::array{json::value(root)}},
                             {"scopes_supported", json::array{"shop:read", "shop:order"}}});
        });
        document("/.well-known/oauth-authorization-server", [this] {
            return json::value(
                json::object{{"issuer", root},
                             {"authorization_endpoint", root + "/authorize"},
                             {"token_endpoint", root + "/token"},
                             {"code_challenge_methods_supported", json::array{"S256"}},
                             {"authorization_response_iss_parameter_supported", true}});
        });
    }

    async::Awaitable<net::Response> authorize(net::Request request) {
        form = *net::parse_form(request.body);
        co_return net::Response::redirect(
            form["redirect_uri"] + "?" +
            net::write_form({{"code", "c1"}, {"state", form["state"]}, {"iss", root}}));
    }

    async::Awaitable<net::Response> exchange(net::Request request) {
        form = *net::parse_form(request.body);
        ++exchanges;
        if (form["grant_type"] == "refresh_token" && form["refresh_token"] != refresh)
            co_return net::Response::json(400, json::object{{"error", "invalid_grant"}});
        refresh = "r" + std::to_string(exchanges);
        json::object tokens{{"access_token", "a" + std::to_string(exchanges)},
                            {"token_type", "Bearer"},
                            {"expires_in", 3600},
                            {"refresh_token", refresh}};
        co_return net::Response::json(200, tokens);
    }

    Result<assistant::SignedIn> complete(std::vector<std::string> scopes = {}) {
        return await(loop, sign_ins->complete("me", "shop", std::move(scopes)));
    }
    Result<std::string> token() { return await(loop, sign_ins->token("me", "shop")); }

    boost::asio::io_context loop;
    ManualClock clock{kNoon};
    std::unique_ptr<consent::Store> store = *consent::Store::in_memory(clock, "Asia/Shanghai");
    net::Server server{loop.get_executor(), {}};
    net::Client client{loop.get_executor()};
    std::unique_ptr<SignIns> sign_ins;
    std::string root;
    net::Form form;
    std::string refresh;
    int exchanges = 0;
};

TEST_F(SignInTest, TheSandboxTakesTheYes) {
    EXPECT_FALSE(token()) << "nothing granted";
    const auto page = await(loop, sign_ins->begin("me", "shop", {}));
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_TRUE(page->by_itself);
    EXPECT_EQ(page->scopes, (std::vector<std::string>{"shop:read", "shop:order"}));
    const auto done = complete();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(*store->grants().covers("me", "shop", {"shop:read", "shop:order"}));
    EXPECT_EQ(*token(), "a1");
    EXPECT_FALSE(await(loop, sign_ins->token("you", "shop"))) << "another user has nothing";
    EXPECT_TRUE(sign_ins->account_is_own("you", "shop")) << "who signs in has an account";
}

TEST_F(SignInTest, ScopesGrowAndNoneIsLost) {
    ASSERT_TRUE(complete({"shop:read"}));
    ASSERT_TRUE(complete({"shop:order"}));
    EXPECT_TRUE(*store->grants().covers("me", "shop", {"shop:read", "shop:order"}));
    EXPECT_FALSE(token()->empty());
}

TEST_F(SignInTest, RefreshesBeforeItExpires) {
    ASSERT_TRUE(complete());
    clock.advance(std::chrono::minutes(59));
    EXPECT_EQ(*token(), "a1");
    clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(*token(), "a2");
    EXPECT_EQ(*token(), "a2") << "and keeps the new one";
    EXPECT_EQ(exchanges, 2);
}

TEST_F(SignInTest, RefreshingTakesTurns) {
    ASSERT_TRUE(complete());
    std::vector<std::string> got;
    for (int i = 0; i < 3; ++i)
        boost::asio::co_spawn(
            loop,
            [](SignIns& all, std::vector<std::string>& into) -> async::Awaitable<> {
                auto newer = co_await all.refreshed("me", "shop", "a1");
                into.push_back(newer ? *newer : newer.error().message);
            }(*sign_ins, got),
            boost::asio::detached);
    loop.restart();
    while (got.size() < 3 && loop.run_one() > 0) {
    }
    EXPECT_EQ(got, (std::vector<std::string>{"a2", "a2", "a2"}));
    EXPECT_EQ(exchanges, 2) << "a refresh token is good for one use";
}

TEST_F(SignInTest, WithdrawingForgetsTheTokens) {
    ASSERT_TRUE(complete());
    ASSERT_TRUE(store->withdraw("me", "shop"));
    EXPECT_EQ(token().error().code, ErrorCode::Denied);
    EXPECT_FALSE(*store->vault().get("me", "oauth/shop"));
}

TEST_F(SignInTest, ThePersonComesBackAfterARestart) {
    start(false);
    const auto page = await(loop, sign_ins->begin("me", "shop", {}));
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->by_itself);
    EXPECT_EQ(complete().error().code, ErrorCode::Denied) << "only the person can";
    const auto state = *net::parse_form(net::parse_url(page->url)->query);
    start(false);
    const auto back =
        "/oauth/callback?" +
        net::write_form({{"code", "c1"}, {"state", state.at("state")}, {"iss", root}});
    EXPECT_EQ(await(loop, sign_ins->finish("forged", back)).error().code, ErrorCode::NotFound);
    const auto done = await(loop, sign_ins->finish(state.at("state"), back));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->user, "me");
    EXPECT_EQ(*token(), "a1");
    EXPECT_FALSE(await(loop, sign_ins->finish(state.at("state"), back))) << "once";
}

// The same name, another service.
TEST_F(SignInTest, WhatWasGrantedToOneServiceIsNotAnothers) {
    ASSERT_TRUE(complete());
    ASSERT_TRUE(sign_ins->withdraw_changed());
    EXPECT_TRUE(token()) << "nothing has changed";
    const auto as = [this](ServiceEntry entry) {
        sign_ins = std::make_unique<SignIns>(client, *store, clock, std::vector{std::move(entry)},
                                             [] { return std::string("http://127.0.0.1:9/"); });
        return sign_ins->withdraw_changed();
    };
    ASSERT_TRUE(as({.name = "shop", .url = "https://other.example/mcp"}));
    EXPECT_EQ(token().error().code, ErrorCode::Denied);
    EXPECT_FALSE(*store->vault().get("me", "oauth/shop")) << "nor does it get its token";
    ASSERT_TRUE(as({.name = "shop", .url = {}, .command = {"npx", "one"}}));
    const auto page = await(loop, sign_ins->begin("me", "shop", {}));
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_TRUE(page->by_itself && page->url.empty()) << "a program wants no sign-in";
    ASSERT_TRUE(complete());
    EXPECT_EQ(*token(), "");
    ASSERT_TRUE(as({.name = "shop", .url = {}, .command = {"npx", "two"}}));
    EXPECT_EQ(token().error().code, ErrorCode::Denied);
}

TEST_F(SignInTest, AShopThatKnowsTheOperatorsProfileHasTheOperatorsAccount) {
    const ServiceEntry entry{
        .name = "shop", .ucp = "shop.example", .agent = "https://home.example/profile"};
    sign_ins = std::make_unique<SignIns>(client, *store, clock, std::vector{entry},
                                         [] { return std::string("http://127.0.0.1:9/"); });
    EXPECT_TRUE(sign_ins->account_is_own("me", "shop"));
    EXPECT_FALSE(sign_ins->account_is_own("you", "shop"));
}

TEST_F(SignInTest, AKeyOfTheSettingsNeedsTheGrantAndIsNeverRenewed) {
    using Kind = brain::model::KeySource::Kind;
    ServiceEntry entry{.name = "shop", .url = root + "/mcp"};
    entry.key = {Kind::Vault, "key.shop"};
    sign_ins = std::make_unique<SignIns>(client, *store, clock, std::vector{entry},
                                         [] { return std::string("http://127.0.0.1:9/"); });
    ASSERT_TRUE(store->vault().put("me", "key.shop", "sesame"));
    EXPECT_EQ(token().error().code, ErrorCode::Denied) << "nothing granted";
    ASSERT_TRUE(complete());
    EXPECT_EQ(*token(), "sesame");
    EXPECT_TRUE(sign_ins->account_is_own("me", "shop"));
    EXPECT_FALSE(sign_ins->account_is_own("you", "shop")) << "the key is the operator's";
    const auto renewed = await(loop, sign_ins->refreshed("me", "shop", "sesame"));
    ASSERT_FALSE(renewed);
    EXPECT_EQ(renewed.error().message.find("sesame"), std::string::npos);
    ASSERT_TRUE(store->vault().remove("me", "key.shop"));
    EXPECT_EQ(token().error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::server
