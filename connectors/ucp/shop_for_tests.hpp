// Owns: a scripted UCP shop for tests: one product, carts, checkouts, orders, over REST. It does as
// the protocol says, but for what a test has it do. Strand: its loop's.
#pragma once

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "net/server.hpp"

namespace errand::connectors::ucp::test {

// One request that changed something.
struct Seen {
    std::string what;  // "POST /carts"
    net::Headers headers;
    json::value body;
};

inline std::string text_at(const json::value& from, std::string_view path) {
    const auto* found = json::find(from, path);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}

class Shop {
  public:
    explicit Shop(boost::asio::any_io_executor executor) : server_(std::move(executor), {}) {
        server_.route("GET", "/.well-known/ucp",
                      [this](net::Request request) { return answered(std::move(request), {}); });
        serve("POST", "/ucp/catalog/search", "search_catalog");
        serve("POST", "/ucp/carts", "create_cart");
        serve("GET", "/ucp/carts/{id}", "get_cart");
        serve("PUT", "/ucp/carts/{id}", "update_cart");
        serve("POST", "/ucp/checkout-sessions", "create_checkout");
        serve("GET", "/ucp/checkout-sessions/{id}", "get_checkout");
        serve("PUT", "/ucp/checkout-sessions/{id}", "update_checkout");
        serve("POST", "/ucp/checkout-sessions/{id}/complete", "complete_checkout");
        serve("POST", "/ucp/checkout-sessions/{id}/cancel", "cancel_checkout");
        serve("GET", "/ucp/orders/{id}", "get_order");
        server_.route("POST", "/ucp/mcp",
                      [this](net::Request request) { return over_mcp(std::move(request)); });
    }

    Result<> listen() { return server_.listen(); }
    std::string at(std::string_view path = {}) const {
        return fmt::format("http://127.0.0.1:{}{}", server_.port(), path);
    }

    // By the rules of 2026-04-08, with everything errand knows.
    json::value own_profile() const {
        json::object capabilities;
        for (const auto* name : {"dev.ucp.shopping.catalog.search", "dev.ucp.shopping.cart",
                                 "dev.ucp.shopping.checkout", "dev.ucp.shopping.order",
                                 "dev.ucp.shopping.fulfillment"})
            capabilities[name] = json::array{json::object{{"version", "2026-04-08"}}};
        capabilities["dev.ucp.shopping.fulfillment"].as_array()[0].as_object()["extends"] =
            "dev.ucp.shopping.checkout";
        json::object binding{{"version", "2026-04-08"},
                             {"transport", speaks_mcp ? "mcp" : "rest"},
                             {"endpoint", at(speaks_mcp ? "/ucp/mcp" : "/ucp")}};
        return json::object{
            {"ucp", json::object{{"version", "2026-04-08"},
                                 {"services", json::object{{"dev.ucp.shopping",
                                                            json::array{std::move(binding)}}}},
                                 {"capabilities", std::move(capabilities)},
                                 {"payment_handlers", json::object{}}}}};
    }

    // What a test may change.
    json::value profile;  // null: own_profile()
    std::int64_t price = 3500;
    std::int64_t shipping = 500;
    std::int64_t hidden_fee = 0;  // in the total, in no line
    std::string display = "Shipping";
    std::string status = "ready_for_complete";  // once there is an address
    json::array messages;
    json::object handlers{
        {"com.example.tokenizer", json::array{json::object{{"id", "tok"}, {"version", "1"}}}}};
    json::array instruments{
        json::object{{"id", "inv_1"}, {"handler_id", "tok"}, {"type", "invoice"}}};
    std::function<std::optional<net::Response>(const net::Request&)> instead;
    std::function<void(json::object&)> lie;  // changes a cart or checkout before it is sent
    std::function<void()> before_completing;
    // The tool was carried out, and its answer is lost.
    std::function<bool(const std::string& tool)> loses;
    bool hangs = false;
    bool speaks_mcp = false;  // in the profile; it answers both

    std::vector<Seen> changes;
    std::map<std::string, json::value> orders;
    std::vector<net::Request> requests;

  private:
    // What is asked for, over whichever transport.
    struct Wanted {
        std::string tool;  // empty: the profile
        std::string id;
        json::object body;
        std::string key;
    };

    void serve(const char* method, const char* pattern, std::string tool) {
        server_.route(method, pattern, [this, tool = std::move(tool)](const net::Request& request) {
            auto body = json::parse(request.body).value_or(json::object{});
            return answered(request, {.tool = tool,
                                      .id = std::string(request.parameter("id")),
                                      .body = body.is_object() ? body.get_object() : json::object{},
                                      .key = std::string(request.headers.get("Idempotency-Key"))});
        });
    }

    async::Awaitable<net::Response> answered(net::Request request, Wanted wanted) {
        requests.push_back(request);
        if (hangs) co_await forever();
        if (instead)
            if (auto other = instead(request)) co_return *std::move(other);
        co_return carried_out(request, wanted);
    }

    net::Response carried_out(const net::Request& request, const Wanted& wanted) {
        auto response = answer_to(request, wanted);
        if (loses && loses(wanted.tool)) response.abandon = true;
        return response;
    }

    // The same key again is answered as before.
    net::Response answer_to(const net::Request& request, const Wanted& wanted) {
        if (wanted.key.empty() || request.method == "GET") return done(wanted);
        if (const auto known = answered_.find(wanted.key); known != answered_.end())
            return known->second;
        const auto what =
            request.path == "/ucp/mcp" ? wanted.tool : request.method + " " + request.path;
        changes.push_back({what, request.headers, wanted.body});
        auto response = done(wanted);
        answered_.emplace(wanted.key, response);
        return response;
    }

    net::Response done(const Wanted& wanted) {
        const auto& tool = wanted.tool;
        if (tool.empty())
            return net::Response::json(200, profile.is_null() ? own_profile() : profile);
        if (tool == "search_catalog") return search();
        if (tool == "create_cart") return made("cart", wanted.body);
        if (tool == "create_checkout") return made("chk", wanted.body);
        if (tool.starts_with("update_")) return changed(wanted.id, wanted.body);
        if (tool == "complete_checkout") return completed(wanted.id, wanted.body);
        if (tool == "get_order") return net::Response::json(200, orders.at(wanted.id));
        if (tool == "cancel_checkout") kept_.at(wanted.id)["status"] = "canceled";
        return shown(wanted.id);
    }

    static net::Response rpc(int status, const json::value& id, const char* member,
                             json::object what) {
        return net::Response::json(
            status, json::object{{"jsonrpc", "2.0"}, {"id", id}, {member, std::move(what)}});
    }

    // An MCP server of 2025-06-18 with a session, as the protocol's checkout-mcp.md has it.
    async::Awaitable<net::Response> over_mcp(net::Request request) {
        const auto message = *json::parse(request.body);
        const auto* has_id = json::find(message, "id");
        const json::value id = has_id == nullptr ? json::value() : *has_id;
        const auto method = json::string_at(message, "method");
        if (method == "initialize") {
            requests.push_back(request);
            auto met = rpc(200, id, "result",
                           {{"protocolVersion", "2025-06-18"},
                            {"capabilities", json::object{{"tools", json::object{}}}},
                            {"serverInfo", json::object{{"name", "flowers"}, {"version", "1"}}}});
            met.headers.set("Mcp-Session-Id", "s-1");
            co_return met;
        }
        if (request.headers.get("Mcp-Session-Id") != "s-1")
            co_return rpc(400, id, "error",
                          {{"code", -32000}, {"message", "Bad Request: no session"}});
        if (method.starts_with("notifications/")) co_return net::Response{.status = 202};
        const auto* arguments = json::find(message, "params.arguments");
        if (method != "tools/call" || arguments == nullptr)
            co_return rpc(200, id, "error", {{"code", -32601}, {"message", "no such method"}});
        const auto profile_of_agent = text_at(*arguments, "meta.ucp-agent.profile");
        if (request.headers.get("UCP-Agent") != fmt::format("profile=\"{}\"", profile_of_agent))
            co_return rpc(400, id, "error",
                          {{"code", -32001},
                           {"message", "who asks?"},
                           {"data", json::object{{"code", "invalid_profile_url"}}}});
        auto wanted = wanted_of(message, *arguments);
        auto response = co_await answered(std::move(request), std::move(wanted));
        const auto body = json::parse(response.body);
        if (!body || !body->is_object() || body->get_object().contains("jsonrpc") ||
            response.status >= 400)
            co_return response;
        auto said = rpc(
            200, id, "result",
            {{"structuredContent", *body},
             {"content", json::array{json::object{{"type", "text"}, {"text", response.body}}}}});
        said.abandon = response.abandon;
        co_return said;
    }

    static Wanted wanted_of(const json::value& message, const json::value& arguments) {
        Wanted wanted{.tool = text_at(message, "params.name"),
                      .id = std::string(json::string_at(arguments, "id")),
                      .body = {},
                      .key = text_at(arguments, "meta.idempotency-key")};
        for (const auto* resource : {"catalog", "cart", "checkout"})
            if (const auto* body = json::find(arguments, resource);
                body != nullptr && body->is_object())
                wanted.body = body->get_object();
        return wanted;
    }

    static async::Awaitable<> forever() {
        boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                        boost::asio::steady_timer::time_point::max());
        co_await never.async_wait(boost::asio::use_awaitable);
    }

    static net::Response error(std::string_view code) {
        return net::Response::json(
            200, json::object{{"ucp", json::object{{"version", "2026-04-08"}, {"status", "error"}}},
                              {"messages", json::array{json::object{{"type", "error"},
                                                                    {"code", code},
                                                                    {"severity", "unrecoverable"},
                                                                    {"content", "No such thing"}}}},
                              {"continue_url", "https://shop.example/"}});
    }

    net::Response search() {
        json::object money{{"amount", price}, {"currency", "EUR"}};
        json::object roses{
            {"id", "roses"},
            {"title", "Bouquet of Red Roses"},
            {"description", json::object{{"plain", "Twelve of them"}}},
            {"price_range", json::object{{"min", money}, {"max", money}}},
            {"variants", json::array{json::object{{"id", "roses-12"},
                                                  {"title", "Twelve"},
                                                  {"description", json::object{{"plain", "x"}}},
                                                  {"price", money}}}}};
        return net::Response::json(200,
                                   json::object{{"ucp", json::object{{"version", "2026-04-08"}}},
                                                {"products", json::array{std::move(roses)}}});
    }

    net::Response made(std::string_view kind, json::object body) {
        const auto id = fmt::format("{}_{}", kind, ++count_);
        json::object one{{"id", id}};
        if (const auto* cart = body.if_contains("cart_id"))
            body["line_items"] = kept_.at(std::string(cart->as_string())).at("line_items");
        take(body, one);
        kept_[id] = std::move(one);
        auto response = shown(id);
        response.status = 201;
        return response;
    }

    void take(const json::object& body, json::object& one) {
        for (const auto* key : {"buyer", "fulfillment", "line_items"})
            if (const auto* given = body.if_contains(key)) one[key] = *given;
        int line = 0;
        for (auto& each : one["line_items"].as_array())
            each.as_object()["id"] = fmt::format("li_{}", ++line);
        if (!one.contains("fulfillment")) return;
        for (auto& method : one["fulfillment"].as_object()["methods"].as_array())
            method.as_object()["id"] = "m1";
    }

    net::Response changed(const std::string& id, const json::object& body) {
        take(body, kept_.at(id));
        return shown(id);
    }

    net::Response shown(const std::string& id) {
        const auto found = kept_.find(id);
        if (found == kept_.end()) return error("not_found");
        auto one = found->second;
        std::int64_t sum = 0;
        for (auto& line : one["line_items"].as_array()) {
            auto& item = line.as_object()["item"].as_object();
            item["title"] = "Bouquet of Red Roses";
            item["price"] = price;
            const auto amount = price * line.at("quantity").as_int64();
            sum += amount;
            line.as_object()["totals"] =
                json::array{json::object{{"type", "subtotal"}, {"amount", amount}},
                            json::object{{"type", "total"}, {"amount", amount}}};
        }
        const bool delivered = one.contains("fulfillment");
        json::array totals{json::object{{"type", "subtotal"}, {"amount", sum}}};
        if (delivered)
            totals.push_back(
                {{"type", "fulfillment"}, {"display_text", display}, {"amount", shipping}});
        totals.push_back(
            {{"type", "total"}, {"amount", sum + (delivered ? shipping : 0) + hidden_fee}});
        one["totals"] = std::move(totals);
        one["currency"] = "EUR";
        one["ucp"] = json::object{{"version", "2026-04-08"}, {"payment_handlers", handlers}};
        one["payment"] = json::object{{"instruments", instruments}};
        one["messages"] = messages;
        one["links"] = json::array{};
        one["continue_url"] = "https://shop.example/go/" + id;
        if (id.starts_with("chk") && !one.contains("status"))
            one["status"] = delivered ? status : "incomplete";
        if (lie) lie(one);
        return net::Response::json(200, one);
    }

    net::Response completed(const std::string& id, const json::object& body) {
        if (before_completing) before_completing();
        auto& one = kept_.at(id);
        const auto order = fmt::format("ord_{}", ++count_);
        one["status"] = "completed";
        one["order"] = json::object{{"id", order}, {"permalink_url", "https://shop.example/o"}};
        orders[order] = json::object{{"id", order}, {"checkout_id", id}, {"paid_by", body}};
        return shown(id);
    }

    net::Server server_;
    std::map<std::string, json::object> kept_;
    std::map<std::string, net::Response> answered_;
    int count_ = 0;
};

}  // namespace errand::connectors::ucp::test
