// What the connector says after an attempt whose answer was lost: found done, or not known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/ucp/connected_for_tests.hpp"

namespace errand::connectors::ucp {
namespace {

using ::testing::HasSubstr;

class UcpInDoubt : public test::Connected {};

// Shops answer a conflict to the same key as long as they are at its first attempt.
TEST_F(UcpInDoubt, AConflictBehindALostAnswerIsNoRefusal) {
    connect();
    const auto id = checkout();
    const auto arguments = signed_for(id);
    const auto conflict = [](const net::Request& request) -> std::optional<net::Response> {
        if (!request.path.ends_with("/complete")) return {};
        return net::Response::json(
            409, json::object{{"code", "in_progress"}, {"content", "being completed"}});
    };
    shop.instead = conflict;
    EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "in_progress");
    shop.instead = [](const net::Request& request) -> std::optional<net::Response> {
        if (!request.path.ends_with("/cancel")) return {};
        return net::Response::json(409, json::object{{"code", "in_progress"}});
    };
    EXPECT_EQ(code(call("cancel_checkout", {{"checkout_id", id}}, "no")), "in_progress");
    EXPECT_EQ(call_again("cancel_checkout", {{"checkout_id", id}}, "no").error().code,
              ErrorCode::Timeout);
    shop.instead = conflict;
    EXPECT_EQ(call_again("complete_checkout", arguments, "yes").error().code, ErrorCode::Timeout);
    // It is completed while the second attempt is refused.
    shop.instead = [&](const net::Request& request) {
        if (request.path.ends_with("/complete")) shop.status = "completed";
        return conflict(request);
    };
    const auto bought = call_again("complete_checkout", arguments, "yes");
    ASSERT_TRUE(bought) << bought.error().message;
    EXPECT_FALSE(bought->refused) << code(bought);
}

TEST_F(UcpInDoubt, ACheckoutThatIsGoneAfterALostAnswerIsNoRefusal) {
    connect();
    const auto arguments = signed_for(checkout());
    shop.instead = [](const net::Request& request) -> std::optional<net::Response> {
        if (request.path == "/.well-known/ucp") return {};
        return net::Response::json(404, json::object{{"code", "not_found"}});
    };
    EXPECT_EQ(code(call("complete_checkout", arguments, "yes")), "not_found");
    EXPECT_EQ(call_again("complete_checkout", arguments, "yes").error().code, ErrorCode::Timeout);
}

// The body of an update is made of what the shop shows just before: once the first attempt was
// carried out it would be another, under the same key.
TEST_F(UcpInDoubt, AnUpdateWhoseAnswerWasLostIsNotSentAsAnotherOne) {
    connect();
    const auto id = checkout();
    const json::object wanted{
        {"checkout_id", id},
        {"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 3}}}},
        {"buyer", json::object{{"email", "ada@example.com"}}},
        {"deliver_to", json::object{{"street_address", "2 Main St"}}}};
    const auto asked = [&](const char* method) {
        return std::ranges::count_if(shop.requests,
                                     [&](const net::Request& one) { return one.method == method; });
    };
    shop.loses = [](const std::string& tool) { return tool == "update_checkout"; };
    EXPECT_EQ(call("update_checkout", wanted, "update").error().code, ErrorCode::Timeout);
    const auto sent = asked("PUT");
    const auto done = call_again("update_checkout", wanted, "update");
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->refused);
    EXPECT_THAT(json::write(done->content), HasSubstr(R"("quantity":3)"));
    EXPECT_EQ(asked("PUT"), sent) << "it is found done";
    // It is carried out while the second attempt is refused.
    shop.loses = nullptr;
    const json::object five{
        {"checkout_id", id},
        {"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 5}}}}};
    shop.instead = [&](const net::Request& request) -> std::optional<net::Response> {
        if (request.method != "PUT") return {};
        shop.lie = [](json::object& one) {
            one["line_items"].as_array()[0].as_object()["quantity"] = 5;
        };
        return net::Response::json(409, json::object{{"code", "idempotency_conflict"}});
    };
    EXPECT_EQ(code(call_again("update_checkout", five, "five")), "");
    shop.lie = nullptr;
    shop.instead = [](const net::Request& request) -> std::optional<net::Response> {
        if (request.method != "PUT") return {};
        return net::Response::json(409, json::object{{"code", "idempotency_conflict"}});
    };
    EXPECT_EQ(call_again("update_checkout", five, "five").error().code, ErrorCode::Timeout);
    shop.instead = nullptr;
    // What is not there is asked for.
    for (const auto& [name, value] :
         json::object{{"items", json::array{json::object{{"id", "roses-12"}, {"quantity", 4}}}},
                      {"buyer", json::object{{"email", "eve@example.com"}}},
                      {"deliver_to", json::object{{"street_address", "3 Main St"}}},
                      {"delivery_type", "pickup"},
                      {"context", json::object{{"language", "fr"}}}}) {
        json::object other{{"checkout_id", id}};
        other[name] = value;
        const auto before = asked("PUT");
        EXPECT_TRUE(call_again("update_checkout", other, "update " + std::string(name)));
        EXPECT_EQ(asked("PUT"), before + 1) << name;
    }
}

}  // namespace
}  // namespace errand::connectors::ucp
