// Owns: what an order costs and how long it takes. Pure; any thread. Must stay true: the lines' sum
// is the total, the total is not negative, and no other valid pair of coupons makes it smaller.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "city/world/world.hpp"
#include "commerce/order.hpp"

namespace errand::city {

// An item as it is asked for; options are given by value or by a choice's name in any language.
struct Wish {
    std::string id;
    int quantity = 1;
    commerce::Options options;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (id, quantity, options))

// What a price depends on besides the shop and the wishes.
struct Situation {
    Time now;
    const TimeZone& zone;
    std::string currency;
    bool open = true;
    double distance_km = 0;
    int waiting_pieces = 0;  // in the shop's kitchen, of orders before this one
    std::span<const Coupon> platform_coupons;
    // How often this user has used a coupon: of the shop, or with null of the platform.
    std::function<int(const FoodShop*, const std::string& coupon)> uses;
};

// Problems are listed in the quote and leave it priced as far as it goes. Invalid where an amount
// grows beyond what money can hold.
Result<commerce::Quote> make_quote(const FoodShop& shop, const std::vector<Wish>& wishes,
                                   const commerce::DeliverTo& to, const Situation& situation);

// Base and distance, rounded to the nearest hundredth; nothing from `free_from` on.
commerce::Money delivery_fee(const DeliveryRule& rule, double km, commerce::Money items_sum);
// From the payment to the door, in whole minutes, at least one.
int eta_minutes(const DeliveryRule& rule, double km, int waiting_pieces, int own_pieces);
// The part of it that the kitchen takes.
int kitchen_minutes(const DeliveryRule& rule, int waiting_pieces, int own_pieces);

// At most one of each; null where none helps.
struct CouponPair {
    const Coupon* shop = nullptr;
    const Coupon* platform = nullptr;
};
// The pair that takes most off; of equals the one with fewer coupons, then the first listed.
CouponPair best_coupons(const FoodShop& shop, commerce::Money items_sum, commerce::Money before,
                        const Situation& situation);
bool coupon_holds(const Coupon& coupon, const FoodShop* shop, commerce::Money items_sum,
                  const Situation& situation);

}  // namespace errand::city
