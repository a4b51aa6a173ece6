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

class Shop {
  public:
    explicit Shop(boost::asio::any_io_executor executor) : server_(std::move(executor), {}) {
        serve("GET", "/.well-known/ucp", [this](const net::Request&) {
            return net::Response::json(200, profile.is_null() ? own_profile() : profile);
        });
        serve("POST", "/ucp/catalog/search", [this](const net::Request&) { return search(); });
        serve("POST", "/ucp/carts", [this](const net::Request& request) {
            return made("cart", json::parse(request.body)->as_object());
        });
        serve("POST", "/ucp/checkout-sessions", [this](const net::Request& request) {
            return made("chk", json::parse(request.body)->as_object());
        });
        for (const auto* place : {"/ucp/carts/{id}", "/ucp/checkout-sessions/{id}"}) {
            serve("GET", place, [this](const net::Request& request) {
                return shown(std::string(request.parameter("id")));
            });
            serve("PUT", place, [this](const net::Request& request) {
                return changed(std::string(request.parameter("id")),
                               json::parse(request.body)->as_object());
            });
        }
        serve("POST", "/ucp/checkout-sessions/{id}/complete", [this](const net::Request& request) {
            return completed(std::string(request.parameter("id")),
                             json::parse(request.body)->as_object());
        });
        serve("POST", "/ucp/checkout-sessions/{id}/cancel", [this](const net::Request& request) {
            kept_.at(std::string(request.parameter("id")))["status"] = "canceled";
            return shown(std::string(request.parameter("id")));
        });
        serve("GET", "/ucp/orders/{id}", [this](const net::Request& request) {
            return net::Response::json(200, orders.at(std::string(request.parameter("id"))));
        });
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
        json::object rest{
            {"version", "2026-04-08"}, {"transport", "rest"}, {"endpoint", at("/ucp")}};
        return json::object{
            {"ucp", json::object{{"version", "2026-04-08"},
                                 {"services",
                                  json::object{{"dev.ucp.shopping", json::array{std::move(rest)}}}},
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
    bool hangs = false;

    std::vector<Seen> changes;
    std::map<std::string, json::value> orders;
    std::vector<net::Request> requests;

  private:
    void serve(const char* method, const char* pattern,
               std::function<net::Response(const net::Request&)> answer) {
        server_.route(
            method, pattern,
            [this,
             answer = std::move(answer)](net::Request request) -> async::Awaitable<net::Response> {
                requests.push_back(request);
                if (hangs) co_await forever();
                if (instead)
                    if (auto other = instead(request)) co_return *std::move(other);
                const std::string key(request.headers.get("Idempotency-Key"));
                if (request.method != "GET" && !key.empty()) {
                    if (const auto known = answered_.find(key); known != answered_.end())
                        co_return known->second;
                    changes.push_back({request.method + " " + request.path, request.headers,
                                       json::parse(request.body).value_or(nullptr)});
                }
                auto response = answer(request);
                if (!key.empty()) answered_.emplace(key, response);
                co_return response;
            });
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
