// The connector against the scripted shop: what is asked, what is paid, and what is not.
#include "connectors/ucp/ucp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "commerce/purchase.hpp"
#include "connectors/ucp/connected_for_tests.hpp"

namespace errand::connectors::ucp {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class Ucp : public test::Connected {};

TEST_F(Ucp, OffersWhatTheShopOffers) {
    connect();
    const auto all = tools();
    ASSERT_TRUE(all) << all.error().message;
    std::map<std::string, tool::Effect> effects;
    for (const auto& one : *all) effects[one.name] = one.effect;
    EXPECT_EQ(effects.at("search_catalog"), tool::Effect::Reads);
    EXPECT_EQ(effects.at("update_cart"), tool::Effect::Changes);
    EXPECT_EQ(effects.at("complete_checkout"), tool::Effect::Spends);
    EXPECT_FALSE(effects.contains("lookup_catalog"));
    for (const auto& one : *all) EXPECT_EQ(one.prepares, one.name == "complete_checkout");
}

TEST_F(Ucp, EveryRequestSaysWhoAsksAndEveryChangeHasItsKey) {
    keys.key = "secret";
    connect({{"agent", "https://me.example/ucp.json"}});
    ASSERT_TRUE(call("create_cart",
                     {{"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 1}}}}},
                     "step-1"));
    ASSERT_TRUE(call("search_catalog", {{"query", "roses"}}, ""));
    const auto& change = shop.requests.at(1);
    EXPECT_EQ(change.headers.get("UCP-Agent"), "profile=\"https://me.example/ucp.json\"");
    EXPECT_EQ(change.headers.get("X-API-Key"), "secret");
    EXPECT_THAT(std::string(change.headers.get("Idempotency-Key")), SizeIs(36));
    const auto& read = shop.requests.at(2);
    EXPECT_FALSE(read.headers.has("Idempotency-Key"));
    EXPECT_NE(read.headers.get("Request-Id"), change.headers.get("Request-Id"));
    ASSERT_TRUE(call("create_cart",
                     {{"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 1}}}}},
                     "step-1"));
    EXPECT_THAT(done(), ElementsAre("POST /ucp/carts")) << "the same key is the same call";
}

TEST_F(Ucp, ShowsMoneyAndNothingSecret) {
    connect();
    const auto found = call("search_catalog", {{"query", "roses"}}, "");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_THAT(json::write(found->content), HasSubstr(R"("price":"35.00 EUR")"));
    shop.instruments[0].as_object()["credential"] = json::object{{"token", "echo"}};
    const auto shown = call("get_checkout", {{"checkout_id", checkout()}}, "");
    ASSERT_TRUE(shown) << shown.error().message;
    const auto text = json::write(shown->content);
    EXPECT_THAT(text, AllOf(HasSubstr(R"("amount":"75.00 EUR")"), Not(HasSubstr("echo")),
                            Not(HasSubstr("payment_handlers"))));
}

TEST_F(Ucp, AnUpdateLeavesTheRestAsItIs) {
    connect();
    const auto id = checkout();
    const auto changed =
        call("update_checkout",
             {{"checkout_id", id},
              {"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 3}}}}},
             "update");
    ASSERT_TRUE(changed) << changed.error().message;
    const auto& sent = shop.changes.back().body;
    EXPECT_EQ(json::string_at(*json::find(sent, "buyer"), "email"), "li@example.com");
    EXPECT_EQ(json::string_at(*json::find(sent, "fulfillment.methods.0"), "id"), "m1");
    EXPECT_EQ(json::string_at(*json::find(sent, "line_items.0"), "id"), "li_1");
    EXPECT_EQ(call("update_checkout", {{"checkout_id", id}, {"destination_id", "nowhere"}}, "u2")
                  .error()
                  .code,
              ErrorCode::Invalid);
}

TEST_F(Ucp, WhatIsSignedNamesPayeeItemsAddressAndTotal) {
    connect();
    const auto arguments = signed_for(checkout());
    const auto purchase = commerce::purchase_in(arguments);
    ASSERT_TRUE(purchase) << purchase.error().message;
    const auto lines = commerce::describe(*purchase, "en");
    EXPECT_THAT(lines[0], AllOf(HasSubstr("Pay to: flowers [127.0.0.1:")));
    EXPECT_EQ(lines[1], "  \"Bouquet of Red Roses\" × 2 [roses-12]  70.00 EUR");
    EXPECT_EQ(lines[2], "Deliver to: 1 Main St, Springfield, US");
    EXPECT_THAT(lines, ::testing::Contains("Total: 75.00 EUR"));
    EXPECT_THAT(lines, ::testing::Contains("Contact: li@example.com"));
}

TEST_F(Ucp, WhatWasSignedIsBoughtOnce) {
    connect();
    const auto id = checkout();
    const auto arguments = signed_for(id);
    auto bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought) << bought.error().message;
    EXPECT_FALSE(bought->refused) << json::write(bought->content);
    EXPECT_EQ(json::find(bought->content, "problem"), nullptr) << json::write(bought->content);
    bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought) << bought.error().message;
    EXPECT_FALSE(bought->refused) << "what an earlier attempt did is found";
    ASSERT_THAT(shop.orders, SizeIs(1));
    const auto& paid_by = shop.orders.begin()->second.at("paid_by");
    EXPECT_EQ(json::write(paid_by),
              R"({"payment":{"instruments":[{"selected":true,"id":"inv_1","handler_id":"tok",)"
              R"("type":"invoice"}]}})");
    const auto order = call("get_order", {{"order_id", shop.orders.begin()->first}}, "");
    ASSERT_TRUE(order) << order.error().message;
}

// Nothing is bought that is not exactly what was signed.
TEST_F(Ucp, WhatChangedAfterTheYesIsNotBought) {
    connect();
    const auto id = checkout();
    const auto arguments = signed_for(id);
    const auto refused = [&](const char* what) {
        const auto result = call("complete_checkout", arguments, what);
        EXPECT_EQ(code(result), "changed") << what;
        EXPECT_THAT(shop.orders, SizeIs(0)) << what;
    };
    shop.price = 3600;
    refused("the price");
    shop.price = 3500;
    shop.lie = [](json::object& one) {
        one["line_items"].as_array()[0].as_object()["item"].as_object()["title"] = "Weeds";
    };
    refused("the item");
    shop.lie = [](json::object& one) {
        auto& method = one["fulfillment"].as_object()["methods"].as_array()[0].as_object();
        method["destinations"].as_array()[0].as_object()["street_address"] = "9 Other St";
    };
    refused("the address");
    shop.lie = [](json::object& one) { one["currency"] = "KWD"; };
    refused("the currency");
    shop.lie = [](json::object& one) { one["buyer"].as_object()["email"] = "mallory@example.com"; };
    refused("the contact");
    shop.lie = nullptr;
    auto other = arguments;
    other["purchase"].as_object()["total"] = "1.00";
    EXPECT_EQ(code(call("complete_checkout", other, "another total")), "changed");
    other = arguments;
    other.erase("purchase");
    EXPECT_EQ(call("complete_checkout", other, "no purchase").error().code, ErrorCode::Invalid);
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(Ucp, AnOrderThatIsNotWhatWasSignedIsSaidAloud) {
    connect();
    const auto arguments = signed_for(checkout());
    shop.before_completing = [this] { shop.price = 9900; };
    const auto bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought) << bought.error().message;
    EXPECT_THAT(std::string(json::string_at(bought->content, "problem")),
                HasSubstr("the total is 203.00 EUR now, signed was 75.00 EUR"));
}

TEST_F(Ucp, WhatDoesNotAddUpIsNotBought) {
    connect();
    shop.hidden_fee = 100;
    const auto id = checkout();
    const auto shown = call("get_checkout", {{"checkout_id", id}}, "");
    ASSERT_TRUE(shown) << shown.error().message;
    EXPECT_THAT(std::string(json::string_at(shown->content, "problem")),
                HasSubstr("its lines sum up to 75.00 EUR, its total is 76.00 EUR"));
    EXPECT_EQ(code(prepare(id)), "does_not_add_up");
}

TEST_F(Ucp, WhatWantsAPersonIsHandedOverWithTheLink) {
    connect();
    const auto id = checkout();
    shop.status = "requires_escalation";
    shop.messages = {json::object{{"type", "error"},
                                  {"code", "high_value"},
                                  {"severity", "requires_buyer_review"},
                                  {"content", "Please confirm by telephone"}}};
    auto prepared = prepare(id);
    EXPECT_EQ(code(prepared), "needs_person");
    EXPECT_EQ(json::string_at(*json::find(prepared->content, "error.details"), "continue_url"),
              "https://shop.example/go/" + id);
    for (const auto* no_link :
         {"javascript:alert(1)", "http://127.0.0.1:7700/", "http://a.example"}) {
        shop.lie = [no_link](json::object& one) { one["continue_url"] = no_link; };
        prepared = prepare(id);
        EXPECT_EQ(json::find(prepared->content, "error.details.continue_url"), nullptr) << no_link;
    }
    shop.lie = nullptr;
    shop.status = "ready_for_complete";
    shop.messages = {json::object{{"type", "warning"},
                                  {"code", "prop65"},
                                  {"presentation", "disclosure"},
                                  {"image_url", "https://shop.example/w.svg"},
                                  {"content", "A warning sign"}}};
    EXPECT_EQ(code(prepare(id)), "needs_person") << "a picture cannot be shown on a card";
}

TEST_F(Ucp, NoInstrumentIsMadeUp) {
    connect({{"pay_handler", "tok"}, {"pay_type", "card"}});
    shop.instruments = {};
    const auto id = checkout();
    const auto prepared = prepare(id);
    EXPECT_EQ(code(prepared), "cannot_pay");
    EXPECT_NE(json::find(prepared->content, "error.details.continue_url"), nullptr);
    keys.payment = "tok_secret";
    const auto arguments = signed_for(id);
    EXPECT_THAT(json::write(arguments),
                AllOf(HasSubstr("card by tok, with your own token"), Not(HasSubstr("tok_secret"))));
    const auto bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought) << bought.error().message;
    ASSERT_THAT(shop.orders, SizeIs(1));
    EXPECT_THAT(json::write(shop.orders.begin()->second),
                HasSubstr(R"("credential":{"type":"token","token":"tok_secret"})"));
    shop.handlers = {};
    EXPECT_EQ(code(prepare(checkout("another"))), "cannot_pay");
    EXPECT_THAT(shop.orders, SizeIs(1));
}

// What a shop keeps for the account behind the operator's key is nobody else's to pay with.
TEST_F(Ucp, WhatTheShopKeepsForTheOperatorPaysForNobodyElse) {
    connect({{"pay_handler", "tok"}, {"pay_type", "card"}});
    const auto id = checkout();
    const auto arguments = signed_for(id);
    ASSERT_FALSE(arguments.empty());
    keys.own = false;
    EXPECT_EQ(code(prepare(id)), "cannot_pay");
    EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "cannot_pay");
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(Ucp, AnotherWayOfPayingWantsAnotherYes) {
    connect({{"pay_handler", "tok"}, {"pay_type", "card"}});
    const auto arguments = signed_for(checkout());
    keys.payment = "tok_secret";
    EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "changed");
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(Ucp, ARefusalIsDataWithTheShopsOwnWords) {
    connect();
    const auto result = call("get_cart", {{"cart_id", "none"}}, "");
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_TRUE(result->refused);
    EXPECT_EQ(code(result), "not_found");
    shop.instead = [](const net::Request& request) -> std::optional<net::Response> {
        if (request.path.ends_with("ucp")) return {};
        return net::Response::json(
            401, json::object{{"code", "signature_missing"}, {"content", "Sign it"}});
    };
    const auto unsigned_one = call("get_cart", {{"cart_id", "none"}}, "");
    EXPECT_EQ(code(unsigned_one), "signature_missing");
    EXPECT_THAT(json::write(unsigned_one->content), HasSubstr("errand ucp profile"));
}

// The shop floods, hangs, lies, points elsewhere.
TEST_F(Ucp, AHostileShopCostsItsOwnErrandAlone) {
    connect();
    const auto id = checkout();
    const auto arguments = signed_for(id);
    const auto with = [&](const net::Response& response) {
        shop.instead = [response](const net::Request& request) -> std::optional<net::Response> {
            if (request.path == "/.well-known/ucp") return {};
            return response;
        };
    };
    with(net::Response::text(200, std::string(std::size_t{2} * 1024 * 1024, '[')));
    EXPECT_EQ(call("get_checkout", {{"checkout_id", id}}, "").error().code, ErrorCode::Corrupt);
    with(net::Response::text(200, "<html>"));
    EXPECT_EQ(call("get_checkout", {{"checkout_id", id}}, "").error().code, ErrorCode::Corrupt);
    with(net::Response::redirect("http://169.254.169.254/latest"));
    EXPECT_EQ(call("get_checkout", {{"checkout_id", id}}, "").error().code, ErrorCode::Unavailable);
    EXPECT_EQ(call("cancel_checkout", {{"checkout_id", id}}, "c").error().code, ErrorCode::Timeout);
    with(net::Response::text(500, "oh"));
    EXPECT_EQ(call("cancel_checkout", {{"checkout_id", id}}, "d").error().code, ErrorCode::Timeout);
    shop.instead = nullptr;
    shop.lie = [](json::object& one) { one["id"] = "chk_of_another"; };
    EXPECT_EQ(call("get_checkout", {{"checkout_id", id}}, "").error().code, ErrorCode::Corrupt);
    shop.lie = [](json::object& one) {
        one["totals"].as_array()[0].as_object()["amount"] = std::int64_t{1} << 60;
    };
    EXPECT_EQ(call("get_checkout", {{"checkout_id", id}}, "").error().code, ErrorCode::Corrupt);
    shop.lie = nullptr;
    (void)call("get_checkout", {{"checkout_id", "../../.well-known/ucp"}}, "");
    EXPECT_THAT(shop.requests.back().target, ::testing::StartsWith("/ucp/checkout-sessions/..%2F"));
    EXPECT_EQ(call("get_checkout", {{"checkout_id", ".."}}, "").error().code, ErrorCode::Invalid);
}

// Nothing is bought by what a shop answers to the reading before; what it answers to the completing
// is no refusal.
TEST_F(Ucp, AHostileShopIsPaidNothingItDidNotShow) {
    connect();
    const auto arguments = signed_for(checkout());
    ASSERT_FALSE(arguments.empty());
    const auto completed = [&](const char* method, const net::Response& response) {
        shop.instead = [=](const net::Request& request) -> std::optional<net::Response> {
            if (request.path == "/.well-known/ucp" || request.method != method) return {};
            return response;
        };
        const auto result = call("complete_checkout", arguments, "yes");
        return result ? ErrorCode::Internal : result.error().code;
    };
    const auto flood = net::Response::text(200, std::string(std::size_t{2} * 1024 * 1024, '['));
    EXPECT_NE(completed("GET", flood), ErrorCode::Internal) << "it is no answer";
    EXPECT_EQ(completed("GET", net::Response::text(200, "<html>")), ErrorCode::Corrupt);
    EXPECT_EQ(completed("GET", net::Response::redirect("http://169.254.169.254/latest")),
              ErrorCode::Unavailable);
    EXPECT_EQ(completed("GET", net::Response::text(500, "oh")), ErrorCode::Unavailable);
    EXPECT_THAT(done(), ElementsAre("POST /ucp/checkout-sessions")) << "none got to the completing";
    EXPECT_NE(completed("POST", flood), ErrorCode::Internal) << "it is no answer";
    EXPECT_EQ(completed("POST", net::Response::text(200, "<html>")), ErrorCode::Corrupt);
    EXPECT_EQ(completed("POST", net::Response::redirect("http://169.254.169.254/latest")),
              ErrorCode::Timeout);
    EXPECT_EQ(completed("POST", net::Response::text(500, "oh")), ErrorCode::Timeout);
    shop.instead = nullptr;
    for (const auto* lie : {"id", "currency"}) {
        shop.lie = [lie](json::object& one) { one[lie] = "another"; };
        const auto result = call("complete_checkout", arguments, "yes");
        EXPECT_TRUE(!result || result->refused) << lie;
    }
    shop.lie = [](json::object& one) {
        one["totals"].as_array()[0].as_object()["amount"] = std::int64_t{1} << 60;
    };
    EXPECT_EQ(call("complete_checkout", arguments, "yes").error().code, ErrorCode::Corrupt);
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(Ucp, AShopThatHangsEndsAtTheDeadline) {
    connect();
    const auto id = checkout();
    const auto arguments = signed_for(id);
    within = std::chrono::milliseconds(200);
    shop.hangs = true;
    EXPECT_EQ(call("complete_checkout", arguments, "yes").error().code, ErrorCode::Timeout);
    shop.hangs = false;
    shop.instead = [](const net::Request& request) -> std::optional<net::Response> {
        if (!request.path.ends_with("/complete")) return {};
        net::Response none;
        none.abandon = true;
        return none;
    };
    EXPECT_EQ(call("complete_checkout", arguments, "yes").error().code, ErrorCode::Timeout);
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(Ucp, TheProfileIsNotFollowedElsewhere) {
    connect();
    shop.instead = [](const net::Request&) -> std::optional<net::Response> {
        return net::Response::redirect("http://evil.example/.well-known/ucp");
    };
    EXPECT_THAT(tools().error().message, HasSubstr("points elsewhere"));
    shop.instead = nullptr;
    auto profile = shop.own_profile();
    profile.as_object()["ucp"].as_object()["services"] = json::object{
        {"dev.ucp.shopping", json::array{json::object{{"version", "2026-04-08"},
                                                      {"transport", "rest"},
                                                      {"endpoint", "https://evil.example/ucp"}}}}};
    shop.profile = profile;
    const auto denied = tools();
    EXPECT_EQ(denied.error().code, ErrorCode::Denied);
    EXPECT_THAT(denied.error().message, HasSubstr("https://evil.example/ucp"));
}

TEST_F(Ucp, TheOlderVersionsWriteDiscountsWithoutASign) {
    auto profile = shop.own_profile();
    shop.profile = *json::parse(
        std::regex_replace(json::write(profile), std::regex("2026-04-08"), "2026-01-23"));
    shop.lie = [](json::object& one) {
        auto& totals = one["totals"].as_array();
        totals.back().as_object()["amount"] = totals.back().at("amount").as_int64() - 350;
        totals.insert(totals.begin() + 1, json::object{{"type", "discount"}, {"amount", 350}});
    };
    connect();
    const auto id = checkout();
    const auto purchase = commerce::purchase_in(signed_for(id));
    ASSERT_TRUE(purchase) << purchase.error().message;
    EXPECT_EQ(purchase->total, "71.50");
    EXPECT_EQ(purchase->lines.at(1).amount, "-3.50");
    EXPECT_EQ(shop.requests.back().headers.get("Request-Signature"), "unsigned");
    shop.profile = profile;
    connect();
    EXPECT_EQ(code(prepare(id)), "does_not_add_up") << "the newest one writes them with one";
}

TEST_F(Ucp, TheFirstVersionsFormsAreUnderstood) {
    shop.profile = *json::parse(fmt::format(
        R"({{"ucp":{{"version":"2026-01-11","services":{{"dev.ucp.shopping":{{
            "version":"2026-01-11","rest":{{"endpoint":"{}"}}}}}},"capabilities":[
            {{"name":"dev.ucp.shopping.checkout","version":"2026-01-11"}},
            {{"name":"dev.ucp.shopping.fulfillment","version":"2026-01-11",
              "extends":"dev.ucp.shopping.checkout"}}]}}}})",
        shop.at("/ucp")));
    shop.lie = [](json::object& one) {
        auto& totals = one["totals"].as_array();
        totals.back().as_object()["amount"] = totals.back().at("amount").as_int64() - 350;
        totals.insert(totals.begin() + 1, json::object{{"type", "discount"}, {"amount", 350}});
        one["ucp"] = json::object{{"version", "2026-01-11"}};
        one["payment"].as_object()["handlers"] =
            json::array{json::object{{"id", "tok"}, {"name", "com.example.tokenizer"}}};
    };
    connect({{"pay_handler", "com.example.tokenizer"}, {"pay_type", "card"}});
    keys.payment = "success_token";
    const auto made = call("create_checkout",
                           {{"items", json::array{json::object{{"id", "x"}, {"quantity", 1}}}},
                            {"currency", "EUR"},
                            {"deliver_to", json::object{{"street_address", "1 Main St"}}}},
                           "create");
    ASSERT_TRUE(made && !made->refused);
    EXPECT_TRUE(shop.changes.back().body.as_object().contains("payment"));
    const auto arguments =
        signed_for(std::string(json::string_at(*json::find(made->content, "checkout"), "id")));
    ASSERT_FALSE(arguments.empty());
    const auto bought = call("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought && !bought->refused) << code(bought);
    EXPECT_THAT(json::write(shop.orders.begin()->second), HasSubstr("payment_data"));
}

}  // namespace
}  // namespace errand::connectors::ucp
