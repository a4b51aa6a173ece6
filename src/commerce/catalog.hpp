// Owns: what a shop sells: shops, items, their options. Plain data; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/money.hpp"
#include "commerce/name.hpp"
#include "commerce/options.hpp"

namespace errand::commerce {

// One way to take an option. `extra` is added to the price of each piece; absent on the wire is
// "0.00", and a number is accepted as `value`.
struct Choice {
    std::string value;
    LocalName name;
    Money extra;

    bool operator==(const Choice&) const = default;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (value, name, extra))

// At most `most` choices; with none taken, `default_` holds (empty: none). Absent on the wire:
// "default" is empty, "most" is 1.
struct ItemOption {
    std::string key;
    std::string default_;
    int most = 1;
    std::vector<Choice> choices;

    bool operator==(const ItemOption&) const = default;
    const Choice* find(std::string_view value) const;
};
BOOST_DESCRIBE_STRUCT(ItemOption, (), (key, default_, most, choices))

struct Item {
    std::string id;
    LocalName name;
    Money price;
    int stock = 0;
    std::vector<std::string> tags;
    json::object attributes;
    std::vector<ItemOption> options;

    bool operator==(const Item&) const = default;
    const ItemOption* option(std::string_view key) const;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, name, price, stock, tags, attributes, options))

// A shop as one asks about it, for one address and one moment: distance, fee and time are to there.
// `place` is a place's id; `closes_at` and `opens_at` are RFC 3339.
struct Shop {
    std::string id;
    std::string service;
    LocalName name;
    std::string place;
    double rating = 0;
    std::vector<std::string> tags;
    Money minimum_order;
    Money packing_fee;
    bool open = false;
    std::optional<std::string> closes_at;
    std::optional<std::string> opens_at;
    double distance_km = 0;
    int eta_minutes = 0;
    Money delivery_fee;

    bool operator==(const Shop&) const = default;
};
BOOST_DESCRIBE_STRUCT(Shop, (),
                      (id, service, name, place, rating, tags, minimum_order, packing_fee, open,
                       closes_at, opens_at, distance_km, eta_minutes, delivery_fee))

// Two selections of one item are the same where they are equal once defaults are filled in.
Options with_defaults(const Item& item, Options chosen);
// The price of one piece. Invalid: an option or value that the item has not, or more than `most`.
Result<Money> unit_price(const Item& item, const Options& chosen);

}  // namespace errand::commerce

namespace errand::json::detail {

template <>
struct Decoder<commerce::Choice> {
    static Result<commerce::Choice> decode(const value& from, Unknown unknown,
                                           const std::string& path);
    using Members =
        boost::describe::describe_members<commerce::Choice, boost::describe::mod_public |
                                                                boost::describe::mod_inherited>;
};
template <>
struct Decoder<commerce::ItemOption> {
    static Result<commerce::ItemOption> decode(const value& from, Unknown unknown,
                                               const std::string& path);
    using Members =
        boost::describe::describe_members<commerce::ItemOption, boost::describe::mod_public |
                                                                    boost::describe::mod_inherited>;
};

}  // namespace errand::json::detail
