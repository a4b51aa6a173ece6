// Owns: a world in the form of docs/scenarios.md: places, shops with what they sell, coupons,
// weather. Plain data; any thread. Must stay true of a World that read_world or generate returned:
// ids are unique, every place that is named exists, hours and dates can be read, no amount is
// negative.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "city/world/geography.hpp"
#include "city/world/hours.hpp"
#include "commerce/catalog.hpp"

namespace errand::city {

struct Place {
    std::string id;
    commerce::LocalName name;
    commerce::LocalName address;
    double lat = 0;
    double lon = 0;
    std::string kind;

    Position position() const { return {lat, lon}; }
};
BOOST_DESCRIBE_STRUCT(Place, (), (id, name, address, lat, lon, kind))

// `low` and `high` in degrees Celsius.
struct Weather {
    std::string date;  // 2026-03-02
    std::string kind;
    std::optional<double> low;
    std::optional<double> high;
};
BOOST_DESCRIBE_STRUCT(Weather, (), (date, kind, low, high))

// Without `free_from` the fee is always due.
struct DeliveryRule {
    commerce::Money base_fee;
    commerce::Money per_km;
    std::optional<commerce::Money> free_from;
    int prepare_minutes = 0;
    double minutes_per_km = 0;
};
BOOST_DESCRIBE_STRUCT(DeliveryRule, (),
                      (base_fee, per_km, free_from, prepare_minutes, minutes_per_km))

// `off` the items' sum where that is at least `from`; `until` the end of that day, or a moment.
struct Coupon {
    std::string id;
    std::optional<commerce::LocalName> name;
    commerce::Money off;
    commerce::Money from;
    std::optional<std::string> until;
    std::optional<int> most_per_user;
};
BOOST_DESCRIBE_STRUCT(Coupon, (), (id, name, off, from, until, most_per_user))

// A shop that sells food or drink.
struct FoodShop {
    std::string id;
    std::string service;
    commerce::LocalName name;
    std::string place;
    double rating = 0;
    std::vector<std::string> tags;
    std::vector<std::vector<std::string>> hours;
    commerce::Money minimum_order;
    commerce::Money packing_fee;
    DeliveryRule delivery;
    std::vector<commerce::Item> items;
    std::vector<Coupon> coupons;
};
BOOST_DESCRIBE_STRUCT(FoodShop, (),
                      (id, service, name, place, rating, tags, hours, minimum_order, packing_fee,
                       delivery, items, coupons))

struct World {
    std::string currency;
    std::string timezone;
    std::vector<Weather> weather;
    std::vector<Place> places;
    std::vector<FoodShop> shops;
    // Shops of services that this city does not serve, as they were written.
    std::vector<json::value> other_shops;
    std::vector<Coupon> coupons;
    json::value habits;

    const Place* place(std::string_view id) const;
    // The first place of that kind, or null.
    const Place* place_of_kind(std::string_view kind) const;
};

// What may be left out: weather, coupons, habits; a shop's rating, tags, minimum_order,
// packing_fee, delivery and coupons; an item's stock (then there is always enough), tags,
// attributes and options; a choice's name and extra. Errors name the field's path:
// "shops.0.items.3.price".
Result<World> decode_world(const json::value& from);
Result<World> read_world(const std::filesystem::path& file);
// One shop in the form in which worlds write it; `path` is where it stood.
Result<FoodShop> decode_food_shop(const json::value& from, const std::string& path);
// The form that decode_world reads.
json::value encode_world(const World& world);

// A world made from a seed: the same seed and date always make the same world. `date` is its first
// day of weather.
World generate_world(std::uint64_t seed, std::chrono::sys_days date);

// The last moment at which a coupon holds; none where it has no end. Invalid: not a date or moment.
Result<std::optional<Time>> coupon_end(const Coupon& coupon, const TimeZone& zone,
                                       const std::string& path);

}  // namespace errand::city
