// A purchase at a shop of another maker, by hand (docs/ucp.md): ERRAND_UCP_SHOP is its address,
// ERRAND_UCP_ITEM what is bought, ERRAND_UCP_HANDLER and ERRAND_UCP_TOKEN what it is paid with.
#include <gtest/gtest.h>

#include <cstdlib>

#include "commerce/purchase.hpp"
#include "connectors/ucp/ucp.hpp"
#include "net/net_test.hpp"
#include "tool/keys_for_tests.hpp"

namespace errand::connectors::ucp {
namespace {

using net::testing::run;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

class Peer : public ::testing::Test {
  protected:
    void SetUp() override {
        if (variable("ERRAND_UCP_SHOP").empty())
            GTEST_SKIP() << "ERRAND_UCP_SHOP names no shop of another maker";
        auto made =
            make().make({{"kind", "ucp"},
                         {"name", "peer"},
                         {"shop", variable("ERRAND_UCP_SHOP")},
                         {"pay_handler", variable("ERRAND_UCP_HANDLER")},
                         {"pay_type", "card"},
                         {"pay_details", json::object{{"brand", "visa"}, {"last_digits", "4242"}}}},
                        {loop.get_executor(), client, keys});
        ASSERT_TRUE(made) << made.error().message;
        shop = *std::move(made);
    }
    tool::CallContext context() {
        return {.user = "me",
                .idempotency_key = "peer-" + std::to_string(::getpid()) + std::to_string(++calls),
                .deadline = async::after(std::chrono::seconds(10))};
    }
    json::value call(const std::string& tool, json::object arguments) {
        auto result = run(loop, shop->call(tool, std::move(arguments), context()));
        if (!result) {
            ADD_FAILURE() << tool << ": " << result.error().message;
            return json::object{};
        }
        EXPECT_FALSE(result->refused) << tool << ": " << json::write(result->content);
        std::cout << tool << ": " << json::write(result->content) << "\n";
        return result->content;
    }

    boost::asio::io_context loop;
    net::Client client{loop.get_executor()};
    tool::test::Keys keys{{}, variable("ERRAND_UCP_TOKEN")};
    std::unique_ptr<tool::Connector> shop;
    int calls = 0;
};

TEST_F(Peer, SellsOneThing) {
    const auto tools = run(loop, shop->tools("me"));
    ASSERT_TRUE(tools) << tools.error().message;
    const auto item = variable("ERRAND_UCP_ITEM");
    json::object wanted{{"items", json::array{json::object{{"id", item}, {"quantity", 1}}}},
                        {"buyer", json::object{{"first_name", "Li"}, {"email", "li@example.com"}}}};
    for (const auto& one : *tools)
        if (one.name == "create_checkout" &&
            json::find(one.input_schema, "properties.currency") != nullptr)
            wanted["currency"] = "USD";
    const auto made = call("create_checkout", wanted);
    const auto* checkout = json::find(made, "checkout");
    ASSERT_NE(checkout, nullptr);
    const std::string id(json::string_at(*checkout, "id"));
    const auto addressed =
        call("update_checkout", {{"checkout_id", id},
                                 {"deliver_to", json::object{{"street_address", "1 Main St"},
                                                             {"address_locality", "Springfield"},
                                                             {"address_region", "IL"},
                                                             {"postal_code", "62701"},
                                                             {"address_country", "US"}}}});
    const auto* options =
        json::find(addressed, "checkout.fulfillment.methods.0.groups.0.options.0");
    if (options != nullptr)
        call("update_checkout",
             {{"checkout_id", id},
              {"delivery_options",
               json::array{json::object{{"option_id", json::string_at(*options, "id")}}}}});
    const auto prepared =
        run(loop, shop->prepare("complete_checkout", {{"checkout_id", id}}, context()));
    ASSERT_TRUE(prepared) << prepared.error().message;
    ASSERT_FALSE(prepared->refused) << json::write(prepared->content);
    const auto& arguments = prepared->content.at("arguments").as_object();
    for (const auto& line : commerce::describe(*commerce::purchase_in(arguments), "en"))
        std::cout << "  | " << line << "\n";
    const auto bought = call("complete_checkout", arguments);
    const auto* order = json::find(bought, "checkout.order.id");
    if (order == nullptr) order = json::find(bought, "checkout.order_id");  // an early draft's
    ASSERT_NE(order, nullptr);
    call("get_order", {{"order_id", *order}});
}

}  // namespace
}  // namespace errand::connectors::ucp
