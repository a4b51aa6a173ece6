// Owns: a shop's cart or checkout, read; and what is shown of any answer. Pure; any thread. Must
// stay true: an answer is a stranger's: counts and amounts are bounded (limits.hpp), and what lacks
// what every cart has is Corrupt. Source: Universal Commerce Protocol 2026-04-08, checkout.md and
// cart.md, and its two older versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace errand::connectors::ucp {

struct Item {
    std::string id;
    std::string title;
    std::int64_t price = 0;  // of one
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, title, price))

// One entry of totals, in minor units; discounts are below zero in the newest version.
struct Total {
    std::string type;
    std::optional<std::string> display_text;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Total, (), (type, display_text, amount))

struct LineItem {
    std::string id;
    Item item;
    int quantity = 0;
    std::vector<Total> totals;
};
BOOST_DESCRIBE_STRUCT(LineItem, (), (id, item, quantity, totals))

struct Message {
    std::string type;  // "error", "warning", "info"
    std::optional<std::string> code;
    std::string content;
    std::optional<std::string> severity;
    std::optional<std::string> presentation;
    std::optional<std::string> url;
    std::optional<std::string> image_url;
};
BOOST_DESCRIBE_STRUCT(Message, (), (type, code, content, severity, presentation, url, image_url))

struct Basket {
    std::string id;
    std::optional<std::string> status;  // of a checkout
    std::string currency;
    std::vector<LineItem> line_items;
    std::vector<Total> totals;
    std::optional<std::vector<Message>> messages;
    std::optional<std::string> continue_url;
    std::optional<json::object> buyer;
    std::optional<json::object> fulfillment;
    std::optional<json::object> discounts;
    std::optional<json::object> payment;
    std::optional<json::array> links;
    std::optional<json::object> order;
    std::optional<json::object> ucp;
};
BOOST_DESCRIBE_STRUCT(Basket, (),
                      (id, status, currency, line_items, totals, messages, continue_url, buyer,
                       fulfillment, discounts, payment, links, order, ucp))

// Corrupt: it is no cart or checkout, or beyond a bound. `discounts_are_positive`: it is of an
// older version; they are below zero in what is given.
Result<Basket> read_basket(const json::value& answer, bool discounts_are_positive);

// The entry "total". What does not add up, in words; empty where all does.
std::int64_t total_of(const Basket& basket);
std::string what_does_not_add_up(const Basket& basket);
// What a line comes to: its own total, or its price so many times.
std::int64_t amount_of(const LineItem& line);

// "Shipping": the shop's own words, or what its kind is called.
std::string label_of(const Total& total);

// Where it goes and how: what is chosen of "fulfillment". Empty texts where nothing is.
struct Delivery {
    std::string address;
    std::string way;
};
Delivery delivery_of(const Basket& basket);
std::string contact_of(const Basket& basket);

// An answer as it is shown: amounts as texts with their currency, without pictures, credentials and
// what is between programs. `currency`: where an amount does not name its own.
json::value shown(const json::value& answer, std::string_view currency);

// A link to go on at the shop, https; empty where it is none.
std::string link_of(std::string_view continue_url);

}  // namespace errand::connectors::ucp
