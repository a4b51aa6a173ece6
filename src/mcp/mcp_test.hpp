// Owns: the small shop that the tests of this room serve and call.
#pragma once

#include "mcp/server.hpp"
#include "net/net_test.hpp"

namespace errand::mcp::testing {

using namespace std::chrono_literals;
using net::testing::run;
namespace asio = boost::asio;

inline json::value parsed(std::string_view text) {
    return json::parse(text).value();
}

inline async::Awaitable<Result<tool::CallResult>> sell(json::object arguments,
                                                       RequestContext context) {
    if (arguments.at("item") == "gold")
        co_return tool::refusal("out_of_stock", "there is no gold", "choose tea",
                                {{"item", "gold"}});
    if (arguments.at("item") == "broken") co_return tool::CallResult{json::object{{"total", 7}}};
    if (arguments.at("item") == "defect") throw std::runtime_error("secret");
    if (arguments.at("item") == "later")
        co_return fail(ErrorCode::Unavailable, "the shop is busy", "come back");
    co_return tool::CallResult{
        json::object{{"total", "18.00"}, {"user", context.user}, {"key", context.idempotency_key}}};
}

inline async::Awaitable<Result<tool::CallResult>> confirm(json::object, RequestContext context) {
    const auto* answer = context.input_responses.if_contains("name");
    if (answer == nullptr)
        co_return input_required("name", "Who is it for?",
                                 {{"type", "object"},
                                  {"properties", {{"name", {{"type", "string"}}}}},
                                  {"required", {"name"}}},
                                 "state-1");
    co_return tool::CallResult{json::object{{"for", *json::find(*answer, "content.name")},
                                            {"state", context.request_state}}};
}

inline async::Awaitable<Result<tool::CallResult>> hang(json::object, RequestContext) {
    asio::steady_timer timer(co_await asio::this_coro::executor, async::Deadline::max());
    co_await timer.async_wait(asio::use_awaitable);
    co_return tool::CallResult{};
}

inline void add_tools(Server& server) {
    const auto add = [&](tool::Tool tool, ToolHandler handle, std::string scope) {
        const auto added = server.add({std::move(tool), std::move(handle), std::move(scope)});
        if (!added) throw std::runtime_error(added.error().message);
    };
    add({.name = "sell",
         .title = "Sell",
         .description = "Sells an item",
         .input_schema = parsed(R"({"type": "object", "required": ["item"], "properties": {
             "item": {"type": "string"}, "idempotency_key": {"type": "string"}}})"),
         .output_schema = parsed(R"({"type": "object", "required": ["total"], "properties": {
             "total": {"type": "string"}}})"),
         .effect = tool::Effect::Changes,
         .idempotent = true},
        sell, "shop:sell");
    add(
        {.name = "look", .description = "Looks around", .effect = tool::Effect::Reads},
        [](json::object, RequestContext context) -> async::Awaitable<Result<tool::CallResult>> {
            co_return tool::CallResult{json::object{{"seen", "世界"}, {"user", context.user}}};
        },
        "");
    add({.name = "confirm", .description = "Asks first"}, confirm, "");
    const auto talking = [&](tool::Tool tool, ToolHandler handle) {
        const auto added = server.add({std::move(tool), std::move(handle), "", true});
        if (!added) throw std::runtime_error(added.error().message);
    };
    talking({.name = "confirm_now", .description = "Asks meanwhile"}, confirm);
    talking({.name = "work", .description = "Tells how far it is", .effect = tool::Effect::Reads},
            [](json::object, RequestContext context) -> async::Awaitable<Result<tool::CallResult>> {
                context.progress(1, 2, "half");
                context.progress(2, 2);
                co_return tool::CallResult{json::object{{"done", true}}};
            });
    add({.name = "hang", .description = "Never ends", .effect = tool::Effect::Reads}, hang, "");
}

inline async::Awaitable<Result<Caller>> authorize(std::string token) {
    if (token == "good") co_return Caller{"chen", {"shop:sell"}};
    if (token == "weak") co_return Caller{"chen", {}};
    co_return fail(ErrorCode::Denied, token.empty() ? "a token is needed" : "the token expired");
}

inline ServerSettings shop_settings(bool with_tokens) {
    ServerSettings settings{
        .info = {
            .name = "shop", .title = "The shop", .version = "1.0", .instructions = "Buy tea."}};
    if (with_tokens) {
        settings.authorize = authorize;
        settings.resource_metadata = [] {
            return std::string("http://127.0.0.1/.well-known/oauth-protected-resource/mcp");
        };
    }
    return settings;
}

// A shop at /mcp on a free port.
struct Shop {
    explicit Shop(bool with_tokens = false) : mcp(shop_settings(with_tokens)) {
        add_tools(mcp);
        mcp.mount(house.server, "/mcp");
        if (!house.server.listen()) throw std::runtime_error("cannot listen");
    }
    std::string url() const { return house.at("/mcp"); }
    net::ClientResponse post(std::string_view body, net::Headers headers = {}) {
        headers.set("Content-Type", "application/json");
        headers.set("Accept", "application/json, text/event-stream");
        auto got = run(house.loop, house.client.send({.method = "POST",
                                                      .url = url(),
                                                      .headers = std::move(headers),
                                                      .body = std::string(body)}));
        if (!got) throw std::runtime_error(got.error().message);
        return *std::move(got);
    }

    Server mcp;
    net::testing::House house;
};

}  // namespace errand::mcp::testing
