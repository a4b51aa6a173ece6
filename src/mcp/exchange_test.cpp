// What a caller of the client sees of single requests: how they leave, how errors come back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mcp/client.hpp"
#include "mcp/mcp_test.hpp"
#include "mcp/protocol.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::SizeIs;

// Speaks 2025-06-18; knows no method but initialize.
class Exchange : public ::testing::Test {
  protected:
    Exchange() {
        house.server.route(
            "POST", "/mcp", [this](net::Request request) -> async::Awaitable<net::Response> {
                const auto body = *json::parse(request.body);
                const auto* id = json::find(body, "id");
                requests.push_back(std::move(request));
                if (id == nullptr) co_return net::Response{.status = 202};
                if (json::string_at(body, "method") == "initialize")
                    co_return net::Response::json(
                        200, write_result(*id, {{"protocolVersion", "2025-06-18"},
                                                {"capabilities", json::object{}},
                                                {"serverInfo", json::object{}}}));
                co_return net::Response::json(status, write_error(*id, code, "oops", data));
            });
        EXPECT_TRUE(house.server.listen());
    }
    Result<Answered> exchange(Client& with) {
        return run(house.loop, with.exchange("a/b", {}, async::after(5s), true));
    }

    net::testing::House house;
    std::vector<net::Request> requests;
    int status = 200;
    int code = kMethodNotFound;
    json::value data;
};

// A server's own words beside "internal error" do not say how far it got; errand's do.
TEST_F(Exchange, AnInternalErrorIsAnUnknownOutcomeWhateverItsData) {
    Client with(http_transport(house.client, house.at("/mcp")));
    const auto outcome = [&](json::value said) {
        data = std::move(said);
        return run(house.loop, with.request("a/b", {}, async::after(5s))).error().code;
    };
    code = kInternalError;
    EXPECT_EQ(outcome(nullptr), ErrorCode::Timeout);
    EXPECT_EQ(outcome(json::object{{"code", "E_DATABASE"}, {"trace", "…"}}), ErrorCode::Timeout);
    EXPECT_EQ(outcome(json::object{{"code", "unavailable"}}), ErrorCode::Unavailable);
}

TEST_F(Exchange, ErrorsAndStatusesComeAsTheyAre) {
    Client with(http_transport(house.client, house.at("/mcp")));
    status = 409;
    code = -32000;
    const auto answered = exchange(with);
    ASSERT_TRUE(answered) << answered.error().message;
    EXPECT_EQ(answered->status, 409);
    EXPECT_EQ(answered->error.at("code"), -32000);
    EXPECT_THAT(answered->result, SizeIs(0));
}

TEST_F(Exchange, EveryRequestIsFinishedBeforeItIsSent) {
    bool broken = false;
    const auto finish = [&](net::ClientRequest& request) -> Result<> {
        if (broken) return fail(ErrorCode::Internal, "no key");
        request.headers.set("Signature", std::to_string(request.body.size()));
        return {};
    };
    Client with(http_transport(house.client, house.at("/mcp"), {}, {}, finish));
    ASSERT_TRUE(exchange(with));
    EXPECT_THAT(requests, SizeIs(4)) << "discover, initialize, initialized, and itself";
    for (const auto& one : requests)
        EXPECT_EQ(one.headers.get("Signature"), std::to_string(one.body.size()));
    broken = true;
    EXPECT_EQ(exchange(with).error().message, "no key");
    EXPECT_THAT(requests, SizeIs(4));
}

}  // namespace
}  // namespace errand::mcp
