// Owns: the shops as they are now: the world's, with what was sold and what an operator changed.
// Strand: the city's one thread. Must stay true: what is in memory is what the database holds, so
// every change is written before it is made here, and after a failed commit `load` is called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "city/world/world.hpp"
#include "sqlite/database.hpp"

namespace errand::city {

struct LiveShop {
    FoodShop shop;  // stock and price of its items are today's
    std::vector<HoursSpan> hours;
    bool shut = false;  // closed by an operator, whatever its hours say

    commerce::Item* item(std::string_view id);
};

class Catalog {
  public:
    // The part of the food database's schema that this owns.
    static constexpr std::string_view kTables = R"sql(
        CREATE TABLE shop (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL,
            shut INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE item_state (
            shop TEXT NOT NULL,
            item TEXT NOT NULL,
            price INTEGER NOT NULL,
            stock INTEGER NOT NULL,
            PRIMARY KEY (shop, item)
        ) WITHOUT ROWID;
        CREATE TABLE platform_coupon (
            position INTEGER PRIMARY KEY,
            document TEXT NOT NULL
        );
        CREATE TABLE setting (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
    )sql";

    explicit Catalog(sqlite::Database& database) : database_(database) {}

    // Replaces everything by the world's. The caller has begun a transaction.
    Result<> fill(const World& world);
    // Reads what the database holds.
    Result<> load();

    LiveShop* shop(std::string_view id);
    const std::vector<LiveShop>& shops() const { return shops_; }
    const std::vector<Coupon>& platform_coupons() const { return coupons_; }
    const std::string& currency() const { return currency_; }
    const TimeZone& zone() const { return zone_; }
    // Grows when shops, items or names change, and not with stock or price.
    std::uint64_t version() const { return version_; }

    Result<> set_stock(LiveShop& shop, commerce::Item& item, int stock);
    Result<> set_price(LiveShop& shop, commerce::Item& item, commerce::Money price);
    Result<> shut(LiveShop& shop);

  private:
    Result<> write_setting(std::string_view key, const std::string& value);
    Result<std::string> read_setting(std::string_view key);
    Result<> save_state(const LiveShop& shop, const commerce::Item& item, commerce::Money price,
                        int stock);
    Result<> apply_states();
    void add(FoodShop shop);

    sqlite::Database& database_;
    std::vector<LiveShop> shops_;
    std::vector<Coupon> coupons_;
    std::string currency_ = "CNY";
    TimeZone zone_ = TimeZone::utc();
    std::uint64_t version_ = 0;
};

}  // namespace errand::city
