#include "city/world/check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "city/limits.hpp"

namespace errand::city {
namespace {

using commerce::Money;

Result<> unique(std::set<std::string>& seen, const std::string& id, const std::string& path) {
    if (id.empty()) return fail(ErrorCode::Invalid, fmt::format("{} is empty", path));
    if (!seen.insert(id).second) {
        return fail(ErrorCode::Invalid, fmt::format("{} is '{}', which is there already", path, id),
                    "Give each its own id.");
    }
    return {};
}

Result<> at_most(std::size_t count, std::size_t bound, const std::string& path) {
    if (count <= bound) return {};
    return fail(ErrorCode::Exhausted, fmt::format("{} has more than {} entries", path, bound));
}

Result<> not_negative(Money money, const std::string& path) {
    if (!money.negative()) return {};
    return fail(ErrorCode::Invalid, fmt::format("{} is negative", path));
}

Result<> in_range(double value, double low, double high, const std::string& path) {
    if (std::isfinite(value) && value >= low && value <= high) return {};
    return fail(ErrorCode::Invalid, fmt::format("{} is not between {} and {}", path, low, high));
}

Result<> place_exists(const std::set<std::string>& places, const std::string& id,
                      const std::string& path) {
    if (places.contains(id)) return {};
    return fail(ErrorCode::Invalid, fmt::format("{} is '{}', which is no place's id", path, id));
}

Result<> check_coupons(const std::vector<Coupon>& coupons, const TimeZone& zone,
                       const std::string& path) {
    ERRAND_TRY_VOID(at_most(coupons.size(), kMaxCoupons, path));
    std::set<std::string> ids;
    for (std::size_t i = 0; i < coupons.size(); ++i) {
        const auto here = fmt::format("{}.{}", path, i);
        ERRAND_TRY_VOID(unique(ids, coupons[i].id, here + ".id"));
        ERRAND_TRY_VOID(not_negative(coupons[i].off, here + ".off"));
        ERRAND_TRY_VOID(not_negative(coupons[i].from, here + ".from"));
        ERRAND_TRY_VOID(
            in_range(coupons[i].most_per_user.value_or(0), 0, 1e9, here + ".most_per_user"));
        ERRAND_TRY([[maybe_unused]] const auto end, coupon_end(coupons[i], zone, here + ".until"));
    }
    return {};
}

Result<> check_option(const commerce::ItemOption& option, const std::string& path) {
    if (option.most < 1) return fail(ErrorCode::Invalid, fmt::format("{}.most is below 1", path));
    std::set<std::string> values;
    for (std::size_t i = 0; i < option.choices.size(); ++i) {
        const auto here = fmt::format("{}.choices.{}", path, i);
        ERRAND_TRY_VOID(unique(values, option.choices[i].value, here + ".value"));
        ERRAND_TRY_VOID(not_negative(option.choices[i].extra, here + ".extra"));
    }
    return {};
}

Result<> check_item(const commerce::Item& item, const std::string& path) {
    if (item.name.empty()) return fail(ErrorCode::Invalid, fmt::format("{}.name is empty", path));
    ERRAND_TRY_VOID(not_negative(item.price, path + ".price"));
    if (item.stock < 0) return fail(ErrorCode::Invalid, fmt::format("{}.stock is negative", path));
    ERRAND_TRY_VOID(at_most(item.options.size(), kMaxOptions, path + ".options"));
    std::set<std::string> keys;
    for (std::size_t i = 0; i < item.options.size(); ++i) {
        const auto here = fmt::format("{}.options.{}", path, i);
        ERRAND_TRY_VOID(unique(keys, item.options[i].key, here + ".key"));
        ERRAND_TRY_VOID(check_option(item.options[i], here));
    }
    return {};
}

Result<> check_delivery(const DeliveryRule& rule, const std::string& path) {
    ERRAND_TRY_VOID(not_negative(rule.base_fee, path + ".base_fee"));
    ERRAND_TRY_VOID(not_negative(rule.per_km, path + ".per_km"));
    ERRAND_TRY_VOID(not_negative(rule.free_from.value_or(Money{}), path + ".free_from"));
    ERRAND_TRY_VOID(in_range(rule.prepare_minutes, 0, 1440, path + ".prepare_minutes"));
    ERRAND_TRY_VOID(in_range(rule.minutes_per_km, 0, 1440, path + ".minutes_per_km"));
    return {};
}

Result<> check_shop(const FoodShop& shop, const TimeZone& zone, const std::string& path) {
    if (shop.name.empty()) return fail(ErrorCode::Invalid, fmt::format("{}.name is empty", path));
    ERRAND_TRY_VOID(in_range(shop.rating, 0, 5, path + ".rating"));
    ERRAND_TRY_VOID(not_negative(shop.minimum_order, path + ".minimum_order"));
    ERRAND_TRY_VOID(not_negative(shop.packing_fee, path + ".packing_fee"));
    ERRAND_TRY([[maybe_unused]] const auto hours, parse_hours(shop.hours, path + ".hours"));
    ERRAND_TRY_VOID(check_delivery(shop.delivery, path + ".delivery"));
    ERRAND_TRY_VOID(check_coupons(shop.coupons, zone, path + ".coupons"));
    ERRAND_TRY_VOID(at_most(shop.items.size(), kMaxItemsOfShop, path + ".items"));
    std::set<std::string> ids;
    for (std::size_t i = 0; i < shop.items.size(); ++i) {
        const auto here = fmt::format("{}.items.{}", path, i);
        ERRAND_TRY_VOID(unique(ids, shop.items[i].id, here + ".id"));
        ERRAND_TRY_VOID(check_item(shop.items[i], here));
    }
    return {};
}

Result<> check_date(const std::string& date, const std::string& path) {
    if (date.size() == 10 && parse_time(date + "T00:00:00Z")) return {};
    return fail(ErrorCode::Invalid, fmt::format("{} is '{}', not a date", path, date),
                "Write it as 2026-03-02.");
}

Result<std::set<std::string>> check_places(const World& world) {
    ERRAND_TRY_VOID(at_most(world.places.size(), kMaxPlaces, "places"));
    std::set<std::string> ids;
    for (std::size_t i = 0; i < world.places.size(); ++i) {
        const auto here = fmt::format("places.{}", i);
        ERRAND_TRY_VOID(unique(ids, world.places[i].id, here + ".id"));
        ERRAND_TRY_VOID(in_range(world.places[i].lat, -90, 90, here + ".lat"));
        ERRAND_TRY_VOID(in_range(world.places[i].lon, -180, 180, here + ".lon"));
    }
    return ids;
}

Result<> check_shops(const World& world, const std::set<std::string>& places,
                     const TimeZone& zone) {
    ERRAND_TRY_VOID(at_most(world.shops.size() + world.other_shops.size(), kMaxShops, "shops"));
    std::set<std::string> ids;
    for (std::size_t i = 0; i < world.shops.size(); ++i) {
        // Shops of other services stand elsewhere, so the place in the list is named by the id too.
        const auto here = fmt::format("shops.{}", i);
        ERRAND_TRY_VOID(unique(ids, world.shops[i].id, here + ".id"));
        ERRAND_TRY_VOID(place_exists(places, world.shops[i].place, here + ".place"));
        ERRAND_TRY_VOID(check_shop(world.shops[i], zone, here));
    }
    for (const auto& shop : world.other_shops) {
        const std::string id(json::string_at(shop, "id"));
        ERRAND_TRY_VOID(unique(ids, id, "shops.id"));
        if (const auto place = json::string_at(shop, "place"); !place.empty())
            ERRAND_TRY_VOID(
                place_exists(places, std::string(place), fmt::format("shops.{}.place", id)));
    }
    return {};
}

}  // namespace

Result<std::optional<Time>> coupon_end(const Coupon& coupon, const TimeZone& zone,
                                       const std::string& path) {
    if (!coupon.until) return std::optional<Time>{};
    if (coupon.until->size() != 10) {
        if (const auto moment = parse_time(*coupon.until)) return std::optional<Time>(*moment);
    } else if (const auto day = parse_time(*coupon.until + "T00:00:00Z")) {
        const std::chrono::local_time<Millis> midnight(day->time_since_epoch());
        return std::optional<Time>(zone.from_local(midnight + std::chrono::days(1)) - Millis(1));
    }
    return fail(ErrorCode::Invalid, fmt::format("{} is '{}', not a date", path, *coupon.until),
                "Write it as 2026-03-31.");
}

Result<> check_world(const World& world) {
    if (world.currency.size() != 3) {
        return fail(ErrorCode::Invalid, "currency must be a code of three letters",
                    "Write it as CNY.");
    }
    ERRAND_TRY(const auto zone, TimeZone::find(world.timezone));
    ERRAND_TRY(const auto places, check_places(world));
    for (std::size_t i = 0; i < world.weather.size(); ++i)
        ERRAND_TRY_VOID(check_date(world.weather[i].date, fmt::format("weather.{}.date", i)));
    ERRAND_TRY_VOID(check_coupons(world.coupons, zone, "coupons"));
    return check_shops(world, places, zone);
}

}  // namespace errand::city
