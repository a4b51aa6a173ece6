#include "city/food/catalog.hpp"

#include <fmt/format.h>

#include "base/check.hpp"

namespace errand::city {

commerce::Item* LiveShop::item(std::string_view id) {
    const auto found = std::ranges::find(shop.items, id, &commerce::Item::id);
    return found == shop.items.end() ? nullptr : &*found;
}

Result<> Catalog::write_setting(std::string_view key, const std::string& value) {
    ERRAND_TRY(auto insert, database_.prepare("INSERT OR REPLACE INTO setting VALUES (?, ?)"));
    insert.with(key, value);
    return insert.run();
}

Result<std::string> Catalog::read_setting(std::string_view key) {
    ERRAND_TRY(auto find, database_.prepare("SELECT value FROM setting WHERE key = ?"));
    find.with(key);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return fail(ErrorCode::Corrupt, fmt::format("the setting {} is missing", key));
    return std::string(find.text(0));
}

void Catalog::add(FoodShop shop) {
    auto hours = parse_hours(shop.hours, "hours");
    ERRAND_CHECK(hours.has_value());  // checked when the world was read
    shops_.push_back({std::move(shop), *std::move(hours), false});
}

Result<> Catalog::fill(const World& world) {
    ERRAND_TRY_VOID(
        database_.execute("DELETE FROM shop; DELETE FROM item_state; DELETE FROM platform_coupon"));
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT INTO shop (position, id, document) VALUES (?, ?, ?)"));
    for (std::size_t i = 0; i < world.shops.size(); ++i) {
        const auto document = json::write(json::encode(world.shops[i]));
        insert.with(i, world.shops[i].id, document);
        ERRAND_TRY_VOID(insert.run());
    }
    ERRAND_TRY(auto coupon, database_.prepare("INSERT INTO platform_coupon VALUES (?, ?)"));
    for (std::size_t i = 0; i < world.coupons.size(); ++i) {
        const auto document = json::write(json::encode(world.coupons[i]));
        coupon.with(i, document);
        ERRAND_TRY_VOID(coupon.run());
    }
    ERRAND_TRY_VOID(write_setting("currency", world.currency));
    ERRAND_TRY_VOID(write_setting("timezone", world.timezone));
    // In memory at once, rather than read back from what was just written.
    shops_.clear();
    for (const auto& shop : world.shops) add(shop);
    coupons_ = world.coupons;
    currency_ = world.currency;
    ERRAND_TRY(zone_, TimeZone::find(world.timezone));
    ++version_;
    return {};
}

Result<> Catalog::load() {
    ERRAND_TRY(currency_, read_setting("currency"));
    ERRAND_TRY(const auto zone, read_setting("timezone"));
    ERRAND_TRY(zone_, TimeZone::find(zone));
    shops_.clear();
    ERRAND_TRY(auto rows, database_.prepare("SELECT document FROM shop ORDER BY position"));
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) break;
        ERRAND_TRY(auto shop, json::read<FoodShop>(rows.text(0)));
        add(std::move(shop));
    }
    coupons_.clear();
    ERRAND_TRY(auto coupons,
               database_.prepare("SELECT document FROM platform_coupon ORDER BY position"));
    for (;;) {
        ERRAND_TRY(const bool found, coupons.step());
        if (!found) break;
        ERRAND_TRY(auto coupon, json::read<Coupon>(coupons.text(0)));
        coupons_.push_back(std::move(coupon));
    }
    ++version_;
    return apply_states();
}

Result<> Catalog::apply_states() {
    ERRAND_TRY(auto shut, database_.prepare("SELECT id FROM shop WHERE shut = 1"));
    for (auto& shop : shops_) shop.shut = false;
    for (;;) {
        ERRAND_TRY(const bool found, shut.step());
        if (!found) break;
        if (auto* one = shop(shut.text(0))) one->shut = true;
    }
    ERRAND_TRY(auto states, database_.prepare("SELECT shop, item, price, stock FROM item_state"));
    for (;;) {
        ERRAND_TRY(const bool found, states.step());
        if (!found) return {};
        auto* live = shop(states.text(0));
        auto* item = live == nullptr ? nullptr : live->item(states.text(1));
        if (item == nullptr) continue;
        item->price = commerce::Money{states.integer(2)};
        item->stock = static_cast<int>(states.integer(3));
    }
}

LiveShop* Catalog::shop(std::string_view id) {
    const auto found =
        std::ranges::find_if(shops_, [&](const LiveShop& live) { return live.shop.id == id; });
    return found == shops_.end() ? nullptr : &*found;
}

Result<> Catalog::save_state(const LiveShop& shop, const commerce::Item& item,
                             commerce::Money price, int stock) {
    ERRAND_TRY(auto insert, database_.prepare("INSERT INTO item_state VALUES (?, ?, ?, ?) "
                                              "ON CONFLICT (shop, item) DO UPDATE SET "
                                              "price = excluded.price, stock = excluded.stock"));
    insert.with(shop.shop.id, item.id, price.minor, stock);
    return insert.run();
}

Result<> Catalog::set_stock(LiveShop& shop, commerce::Item& item, int stock) {
    ERRAND_TRY_VOID(save_state(shop, item, item.price, stock));
    item.stock = stock;
    return {};
}

Result<> Catalog::set_price(LiveShop& shop, commerce::Item& item, commerce::Money price) {
    ERRAND_TRY_VOID(save_state(shop, item, price, item.stock));
    item.price = price;
    return {};
}

Result<> Catalog::shut(LiveShop& shop) {
    ERRAND_TRY(auto update, database_.prepare("UPDATE shop SET shut = 1 WHERE id = ?"));
    update.with(shop.shop.id);
    ERRAND_TRY_VOID(update.run());
    shop.shut = true;
    return {};
}

}  // namespace errand::city
