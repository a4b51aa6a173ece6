// The connector against the scripted shop over MCP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commerce/purchase.hpp"
#include "connectors/ucp/channel.hpp"
#include "connectors/ucp/connected_for_tests.hpp"
#include "connectors/ucp/signed_for_tests.hpp"

namespace errand::connectors::ucp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class UcpOverMcp : public test::Connected {
  protected:
    UcpOverMcp() { shop.speaks_mcp = true; }

    static std::string tool_in(const net::Request& request) {
        const auto message = json::parse(request.body);
        return message ? test::text_at(*message, "params.name") : "";
    }
    // The shop answers this tool with an error of JSON-RPC.
    void refuses(std::string tool, int status, json::object error) {
        shop.instead = [tool = std::move(tool), status, error = std::move(error)](
                           const net::Request& request) -> std::optional<net::Response> {
            if (tool_in(request) != tool) return {};
            return net::Response::json(
                status, json::object{{"jsonrpc", "2.0"},
                                     {"id", *json::find(*json::parse(request.body), "id")},
                                     {"error", error}});
        };
    }
    json::value sent(const std::string& tool) const {
        for (auto one = shop.requests.rbegin(); one != shop.requests.rend(); ++one)
            if (tool_in(*one) == tool)
                return *json::find(*json::parse(one->body), "params.arguments");
        return {};
    }
};

TEST_F(UcpOverMcp, FromSearchToOrder) {
    connect({{"agent", "https://me.example/.well-known/ucp"}});
    const auto found = call("search_catalog", {{"query", "roses"}}, "");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_THAT(json::write(found->content), HasSubstr(R"("price":"35.00 EUR")"));
    EXPECT_EQ(test::text_at(sent("search_catalog"), "catalog.query"), "roses");
    EXPECT_EQ(json::find(sent("search_catalog"), "meta.idempotency-key"), nullptr);
    const auto id = checkout();
    const auto changed =
        call("update_checkout",
             {{"checkout_id", id},
              {"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 3}}}}},
             "update");
    ASSERT_TRUE(changed && !changed->refused) << code(changed);
    EXPECT_EQ(json::string_at(sent("update_checkout"), "id"), id);
    EXPECT_EQ(json::find(sent("update_checkout"), "checkout.id"), nullptr);
    const auto arguments = signed_for(id);
    const auto purchase = commerce::purchase_in(arguments);
    ASSERT_TRUE(purchase) << purchase.error().message;
    EXPECT_EQ(purchase->total, "110.00");
    EXPECT_EQ(purchase->deliver_to, "1 Main St, Springfield, US");
    const auto bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought && !bought->refused) << code(bought);
    EXPECT_EQ(json::find(bought->content, "problem"), nullptr) << json::write(bought->content);
    EXPECT_THAT(done(), ElementsAre("create_checkout", "update_checkout", "complete_checkout"));
    ASSERT_THAT(shop.orders, SizeIs(1));
    const auto order = call("get_order", {{"order_id", shop.orders.begin()->first}}, "");
    ASSERT_TRUE(order && !order->refused) << code(order);
}

// Over REST a cart says its id in itself, too.
TEST_F(UcpOverMcp, WhatIsChangedIsNamedBesideIt) {
    connect();
    const json::array one{json::object{{"id", "roses-12"}, {"quantity", 1}}};
    const auto made = call("create_cart", {{"items", one}}, "cart");
    ASSERT_TRUE(made && !made->refused) << code(made);
    const auto id = test::text_at(made->content, "cart.id");
    const auto changed = call("update_cart", {{"cart_id", id}, {"items", one}}, "more");
    ASSERT_TRUE(changed && !changed->refused) << code(changed);
    EXPECT_EQ(json::string_at(sent("update_cart"), "id"), id);
    EXPECT_EQ(json::find(sent("update_cart"), "cart.id"), nullptr);
    ASSERT_TRUE(call("search_catalog", json::object{}, ""));
    EXPECT_NE(json::find(sent("search_catalog"), "catalog"), nullptr) << "the protocol wants it";
}

TEST_F(UcpOverMcp, EveryChangeHasItsKeyInBothPlaces) {
    connect();
    const auto id = checkout();
    EXPECT_EQ(test::text_at(sent("create_checkout"), "meta.idempotency-key"), uuid_of("create"));
    EXPECT_EQ(shop.changes.back().headers.get("Idempotency-Key"), uuid_of("create"));
    EXPECT_EQ(checkout(), id) << "the same key is the same call";
    EXPECT_THAT(shop.changes, SizeIs(1));
}

TEST_F(UcpOverMcp, AnOrderWhoseAnswerWasLostIsFoundAndNotPlacedAgain) {
    connect();
    const auto arguments = signed_for(checkout());
    shop.loses = [](const std::string& tool) { return tool == "complete_checkout"; };
    EXPECT_EQ(call("complete_checkout", arguments, "yes").error().code, ErrorCode::Timeout);
    EXPECT_THAT(shop.orders, SizeIs(1));
    shop.loses = nullptr;
    const auto again = call_again("complete_checkout", arguments, "yes");
    ASSERT_TRUE(again && !again->refused) << code(again);
    EXPECT_EQ(json::find(again->content, "problem"), nullptr);
    EXPECT_THAT(shop.orders, SizeIs(1));
}

TEST_F(UcpOverMcp, WhatChangedAfterTheYesIsNotBought) {
    connect();
    const auto arguments = signed_for(checkout());
    shop.price = 3600;
    EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "changed");
    EXPECT_THAT(shop.orders, SizeIs(0));
}

// What HTTP's status says over REST, HTTP's status and JSON-RPC's code say over MCP.
TEST_F(UcpOverMcp, ErrorsOfTheProtocolAreTheSameAsOverRest) {
    connect();
    const auto id = checkout();
    const auto cancelled = [&](int status, int rpc_code, json::object data = {}) {
        refuses("cancel_checkout", status,
                {{"code", rpc_code}, {"message", "no"}, {"data", std::move(data)}});
        return call("cancel_checkout", {{"checkout_id", id}}, "c");
    };
    EXPECT_EQ(code(cancelled(422, -32001, {{"code", "version_unsupported"}})),
              "version_unsupported");
    EXPECT_EQ(code(cancelled(200, -32602)), "refused");
    EXPECT_EQ(cancelled(500, -32603).error().code, ErrorCode::Timeout);
    EXPECT_EQ(cancelled(200, -32603, {{"code", "oops"}}).error().code, ErrorCode::Timeout);
    EXPECT_EQ(cancelled(503, -32000).error().code, ErrorCode::Unavailable);
    EXPECT_EQ(cancelled(429, -32000).error().code, ErrorCode::Unavailable);
    EXPECT_EQ(cancelled(302, -32000).error().code, ErrorCode::Timeout);
    const auto signature = cancelled(401, -32000, {{"code", "signature_missing"}});
    ASSERT_TRUE(signature && signature->refused) << signature.error().message;
    EXPECT_THAT(json::write(signature->content), HasSubstr("docs/ucp.md"));
}

TEST_F(UcpOverMcp, AConflictBehindALostAnswerIsNoRefusal) {
    connect();
    const auto arguments = signed_for(checkout());
    for (const int status : {409, 200}) {
        refuses("complete_checkout", status, {{"code", -32000}, {"message", "being completed"}});
        EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "refused");
        EXPECT_EQ(call_again("complete_checkout", arguments, "yes").error().code,
                  ErrorCode::Timeout);
    }
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(UcpOverMcp, AHostileShopCostsItsOwnErrandAlone) {
    connect();
    const auto id = checkout();
    const auto with = [&](const std::string& body) {
        shop.instead = [body](const net::Request& request) -> std::optional<net::Response> {
            if (request.path == "/.well-known/ucp") return {};
            const auto number = json::find(*json::parse(request.body), "id")->as_int64();
            auto response = net::Response::text(
                200, fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", number, body));
            response.headers.set("Content-Type", "application/json");
            return response;
        };
        return call("get_checkout", {{"checkout_id", id}}, "");
    };
    EXPECT_EQ(with("7").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(with("{}").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(with(R"({"structuredContent":{"id":"chk_other"}})").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(with(R"({"content":[{"type":"text","text":"<html>"}]})").error().code,
              ErrorCode::Corrupt);
    const auto refused = with(R"({"isError":true,"content":[{"type":"text","text":"sold out"}]})");
    EXPECT_THAT(json::write(refused->content), HasSubstr("the shop refused: sold out"));
    EXPECT_EQ(with("\"" + std::string(std::size_t{5} * 1024 * 1024, 'x') + "\"").error().code,
              ErrorCode::Corrupt);
}

TEST_F(UcpOverMcp, RequestsAreSignedAndTheKeyGoesAlong) {
    keys.key = "secret";
    const auto file = folder / "keys" / "ucp.pem";
    const auto key = *crypto::PrivateKey::load_or_create(file);
    connect({{"agent", "https://me.example/.well-known/ucp"}, {"signing_key", file.string()}});
    const auto bought = call("complete_checkout", signed_for(checkout()), "yes");
    ASSERT_TRUE(bought && !bought->refused) << code(bought);
    for (const auto& one : shop.requests) {
        if (one.path != "/ucp/mcp") continue;
        EXPECT_EQ(test::why_not_signed(test::arrived(one), key.public_key()), "") << one.body;
        EXPECT_EQ(one.bearer(), "secret");
    }
    EXPECT_THAT(std::string(shop.requests.back().headers.get("Signature-Input")),
                HasSubstr("\"idempotency-key\""));
}

}  // namespace
}  // namespace errand::connectors::ucp
