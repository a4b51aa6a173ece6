// One errand from search to order: the assistant with a scripted model, the person's signature, and
// a UCP shop over HTTP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/ucp/shop_for_tests.hpp"
#include "connectors/ucp/ucp.hpp"
#include "net/client.hpp"
#include "skills/agent/desk_for_tests.hpp"
#include "sqlite/database.hpp"
#include "tool/keys_for_tests.hpp"

namespace errand::app {
namespace {

namespace agent = skills::agent::test;
using brain::model::Request;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// The id of the latest cart or checkout that the model was told of.
std::string latest_id(const Request& request, std::string_view prefix) {
    std::string found;
    for (const auto& message : request.messages) {
        const auto at = message.text.rfind(prefix);
        if (at == std::string::npos) continue;
        found = message.text.substr(at, message.text.find('"', at) - at);
    }
    return found;
}

class ShopErrand : public ::testing::Test {
  protected:
    ShopErrand() {
        EXPECT_TRUE(shop.listen());
        house.connectors.emplace_back([this] {
            return *connectors::ucp::make().make(
                {{"kind", "ucp"}, {"name", "flowers"}, {"shop", shop.at()}},
                {house.loop.get_executor(), client, keys});
        });
        house.model = [this](const Request& request) { return next(request); };
    }

    // What is under way refers to the client and the shop.
    void TearDown() override { house.kill(); }

    // Search, cart, checkout, complete; then it says what came of it.
    brain::model::Reply next(const Request& request) {
        const json::array one{json::object{{"id", "roses-12"}, {"quantity", 2}}};
        const json::object home{{"street_address", "1 Main St"}, {"address_country", "US"}};
        switch (++turn) {
            case 1:
                return agent::calls({{"find_tools",
                                      {{"request",
                                        "search the shop's products, "
                                        "cart, checkout, order"}}}});
            case 2:
                return agent::calls({{"flowers__search_catalog", {{"query", "roses"}}}});
            case 3:
                return agent::calls({{"flowers__create_cart", {{"items", one}}}});
            case 4:
                return agent::calls(
                    {{"flowers__create_checkout",
                      {{"cart_id", latest_id(request, "cart_")}, {"deliver_to", home}}}});
            case 5:
                return agent::calls({{"flowers__complete_checkout",
                                      {{"checkout_id", latest_id(request, "chk_")}}}});
            default:
                return agent::says("That is all.");
        }
    }
    // Up to the card of the purchase.
    void go_shopping() {
        house.start();
        house.say("buy two bouquets of roses and send them to 1 Main St");
        house.approve();  // the cart
        house.approve();  // the checkout
    }
    std::string lines() { return json::write(house.last("ask").at("lines")); }
    std::int64_t counted() {
        const auto store = consent::Store::open(house.folder.path(), house.clock, "Asia/Shanghai");
        return (*store)->spending().spent_today("me", "EUR")->minor;
    }
    // For one payment, in cents.
    void limit(std::int64_t cents) {
        const auto store = consent::Store::open(house.folder.path(), house.clock, "Asia/Shanghai");
        ASSERT_TRUE((*store)->spending().set_limits(
            "me", {.per_payment = commerce::Money{cents}, .per_day = {}, .currency = "EUR"}));
    }
    std::vector<std::string> changes() const {
        std::vector<std::string> all;
        all.reserve(shop.changes.size());
        for (const auto& one : shop.changes) all.push_back(one.what);
        return all;
    }
    std::string spoken() {
        std::string all;
        for (const auto& event : house.events())
            all += std::string(json::string_at(event, "text")) + "\n";
        return all;
    }

    agent::DeskHouse house;
    net::Client client{house.loop.get_executor()};
    connectors::ucp::test::Shop shop{house.loop.get_executor()};
    tool::test::Keys keys;
    int turn = 0;
};

TEST_F(ShopErrand, FromSearchToOrderUnderOneSignature) {
    go_shopping();
    EXPECT_THAT(shop.orders, SizeIs(0)) << "nothing is ordered before the yes";
    const auto card = lines();
    EXPECT_THAT(card, HasSubstr("Pay to: flowers [127.0.0.1:"));
    EXPECT_THAT(card, HasSubstr(R"(\"Bouquet of Red Roses\" × 2 [roses-12]  70.00 EUR)"));
    EXPECT_THAT(card, HasSubstr("Deliver to: 1 Main St, US"));
    EXPECT_THAT(card, HasSubstr("Total: 75.00 EUR"));
    EXPECT_THAT(card, HasSubstr("Pays the total above"));
    EXPECT_EQ(json::string_at(house.last("ask").at("approval"), "effect"), "pays");
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(1));
    EXPECT_THAT(changes(), ElementsAre("POST /ucp/carts", "POST /ucp/checkout-sessions",
                                       "POST /ucp/checkout-sessions/chk_2/complete"));
    EXPECT_EQ(house.status(), "done") << spoken();
    EXPECT_EQ(counted(), 7500);
}

// Over MCP, and the first answer to the completing is lost: it is asked again, and bought once.
TEST_F(ShopErrand, OverMcpAnOrderWhoseAnswerWasLostIsPlacedOnce) {
    shop.speaks_mcp = true;
    int completed = 0;
    shop.loses = [&](const std::string& tool) {
        return tool == "complete_checkout" && ++completed <= 2;  // and on the connection after it
    };
    go_shopping();
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(1));
    EXPECT_EQ(completed, 2) << "the next attempt found it done";
    EXPECT_THAT(changes(), ElementsAre("create_cart", "create_checkout", "complete_checkout"));
    EXPECT_EQ(house.status(), "done") << spoken();
    EXPECT_EQ(counted(), 7500);
}

TEST_F(ShopErrand, APriceThatChangedAfterTheSignatureIsNotPaid) {
    go_shopping();
    shop.price = 3600;
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(0));
    EXPECT_THAT(house.requests.back().messages.back().text,
                HasSubstr("nothing was bought: the total is 77.00 EUR now, signed was 75.00 EUR"));
    EXPECT_EQ(counted(), 0) << "and counts against no limit";
}

// The order is placed and its answer lost; whatever the shop says to the next attempt, the amount
// counts, and nobody is told that nothing was bought.
TEST_F(ShopErrand, AnAnswerThatWasLostIsNotTakenForARefusal) {
    go_shopping();
    int asked = 0;
    shop.instead = [&](const net::Request& request) -> std::optional<net::Response> {
        if (request.path.ends_with("/complete") && ++asked == 1)
            return net::Response::text(502, "the answer is lost");
        if (asked == 0 || request.path == "/.well-known/ucp") return {};
        return net::Response::json(403, json::object{{"code", "forbidden"}});
    };
    house.approve();
    EXPECT_EQ(counted(), 7500);
    EXPECT_THAT(spoken(), HasSubstr("not known whether it was done"));
}

// Nor is that the shop shows another price by then, or wants a person to go on there: its link
// would lead to a second order.
TEST_F(ShopErrand, WhatStandsInTheWayAfterALostAnswerIsNoRefusal) {
    go_shopping();
    shop.instead = [&](const net::Request& request) -> std::optional<net::Response> {
        if (!request.path.ends_with("/complete")) return {};
        shop.price = 3600;
        shop.status = "requires_escalation";
        return net::Response::text(502, "the answer is lost");
    };
    house.approve();
    EXPECT_EQ(counted(), 7500);
    EXPECT_THAT(spoken(), HasSubstr("not known whether it was done"));
    EXPECT_THAT(spoken(), Not(HasSubstr("https://shop.example")));
    EXPECT_THAT(house.requests.back().messages.back().text,
                HasSubstr("an earlier attempt was not answered and may have done it"));
}

// A model may keep it to itself; errand does not.
TEST_F(ShopErrand, AnOrderThatIsNotAsSignedIsToldToThePerson) {
    go_shopping();
    shop.before_completing = [this] { shop.price = 9900; };
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(1));
    EXPECT_THAT(spoken(), HasSubstr("something about it is not as you signed it"));
    EXPECT_THAT(spoken(), HasSubstr("\n> the shop placed an order that is not what was signed"));
}

TEST_F(ShopErrand, WhatCannotBeWrittenDownIsNotSentAndCountsNoMore) {
    go_shopping();
    {
        auto file = sqlite::Database::open(house.folder.path() / "consent.db");
        ASSERT_TRUE(file) << file.error().message;
        ASSERT_TRUE(
            file->execute("CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.kind = 'call' "
                          "BEGIN SELECT RAISE(ABORT, 'full'); END"));
    }
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(0));
    EXPECT_EQ(counted(), 0);
    EXPECT_THAT(house.requests.back().messages.back().text, HasSubstr("it was not sent"));
}

TEST_F(ShopErrand, ANoBuysNothing) {
    go_shopping();
    house.approve(false);
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(ShopErrand, AForgedCardIsNoYes) {
    go_shopping();
    auto forged = house.last("ask").at("approval");
    forged.as_object()["arguments"].as_object()["purchase"].as_object()["total"] = "1.00";
    assistant::Reply reply;
    reply.approve = true;
    reply.signature = *crypto::sign_document(forged, house.user_key);
    EXPECT_FALSE(house.try_answer(std::string(json::string_at(house.last("ask"), "id")), reply));
    EXPECT_THAT(shop.orders, SizeIs(0));
}

TEST_F(ShopErrand, AShopThatCannotBePaidHereGivesThePersonTheLink) {
    shop.instruments = {};
    go_shopping();
    EXPECT_THAT(shop.orders, SizeIs(0));
    EXPECT_THAT(spoken(), HasSubstr("https://shop.example/go/chk_2"));
    EXPECT_EQ(house.status(), "done");
}

TEST_F(ShopErrand, ALimitIsSaidBeforeTheYesAndHolds) {
    house.start();
    limit(5000);
    house.say("buy two bouquets of roses and send them to 1 Main St");
    house.approve();
    house.approve();
    EXPECT_THAT(std::string(json::string_at(house.last("ask"), "warning")),
                HasSubstr("above your limit for one payment"));
    EXPECT_THAT(spoken(), HasSubstr("above your limit for one payment"));
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(0));
    EXPECT_EQ(counted(), 0);
}

TEST_F(ShopErrand, ALimitMayBeRaisedBeforeTheYes) {
    house.start();
    limit(5000);
    house.say("buy two bouquets of roses and send them to 1 Main St");
    house.approve();
    house.approve();
    limit(8000);
    house.kill();
    house.start();
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(1)) << spoken();
}

TEST_F(ShopErrand, ALimitThatIsReachedAfterTheCardIsToldToThePerson) {
    go_shopping();
    EXPECT_EQ(json::find(house.last("ask"), "warning"), nullptr);
    limit(5000);
    house.approve();
    EXPECT_THAT(shop.orders, SizeIs(0));
    EXPECT_THAT(spoken(), HasSubstr("above your limit for one payment"));
}

}  // namespace
}  // namespace errand::app
