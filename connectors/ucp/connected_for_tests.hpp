// Owns: the connector, connected to the scripted shop, for tests. Strand: its loop's.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "base/id.hpp"
#include "connectors/ucp/shop_for_tests.hpp"
#include "connectors/ucp/ucp.hpp"
#include "net/net_test.hpp"
#include "tool/keys_for_tests.hpp"

namespace errand::connectors::ucp::test {

class Connected : public ::testing::Test {
  protected:
    Connected() { EXPECT_TRUE(shop.listen()); }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void connect(json::object more = {}) {
        json::object config{{"kind", "ucp"}, {"name", "flowers"}, {"shop", shop.at()}};
        for (auto& one : more) config[one.key()] = one.value();
        auto connector = make().make(config, {loop.get_executor(), client, keys});
        ASSERT_TRUE(connector) << connector.error().message;
        flowers = *std::move(connector);
    }
    Result<std::vector<tool::Tool>> tools() {
        return net::testing::run(loop, flowers->tools("li"));
    }
    Result<tool::CallResult> call(std::string tool, json::object arguments,
                                  std::string key = "once") {
        return net::testing::run(loop, flowers->call(std::move(tool), std::move(arguments),
                                                     {.user = "li",
                                                      .idempotency_key = std::move(key),
                                                      .deadline = async::after(within)}));
    }
    // The same, where an earlier attempt may have been carried out.
    Result<tool::CallResult> call_again(std::string tool, json::object arguments, std::string key) {
        return net::testing::run(loop, flowers->call(std::move(tool), std::move(arguments),
                                                     {.user = "li",
                                                      .idempotency_key = std::move(key),
                                                      .deadline = async::after(within),
                                                      .in_doubt = true}));
    }
    Result<tool::CallResult> prepare(std::string id) {
        return net::testing::run(
            loop, flowers->prepare(
                      "complete_checkout", {{"checkout_id", id}},
                      {.user = "li", .idempotency_key = {}, .deadline = async::after(within)}));
    }
    // A checkout of two bouquets, sent to an address; its id. Another key makes another one.
    std::string checkout(std::string key = "create") {
        const auto made =
            call("create_checkout",
                 {{"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 2}}}},
                  {"buyer", json::object{{"email", "li@example.com"}}},
                  {"deliver_to", json::object{{"street_address", "1 Main St"},
                                              {"address_locality", "Springfield"},
                                              {"address_country", "US"}}}},
                 std::move(key));
        if (!made || made->refused) return {};
        return std::string(json::string_at(*json::find(made->content, "checkout"), "id"));
    }
    // The arguments that a person would sign.
    json::object signed_for(const std::string& id) {
        const auto prepared = prepare(id);
        if (!prepared || prepared->refused) return {};
        return prepared->content.at("arguments").as_object();
    }
    static std::string code(const Result<tool::CallResult>& result) {
        if (!result) return result.error().message;
        const auto* error = json::find(result->content, "error");
        return error == nullptr ? "" : std::string(json::string_at(*error, "code"));
    }
    std::vector<std::string> done() const {
        std::vector<std::string> all;
        all.reserve(shop.changes.size());
        for (const auto& one : shop.changes) all.push_back(one.what);
        return all;
    }

    boost::asio::io_context loop;
    net::Client client{loop.get_executor()};
    Shop shop{loop.get_executor()};
    tool::test::Keys keys;
    std::chrono::milliseconds within{10'000};
    std::filesystem::path folder = ::testing::TempDir() + "errand-ucp-" + random_token(12);
    std::unique_ptr<tool::Connector> flowers;
};

}  // namespace errand::connectors::ucp::test
