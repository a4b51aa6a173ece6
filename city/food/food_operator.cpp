// Owns: what an operator sees and does in food: records, earlier orders, and changes that hit shops
// and items while somebody is ordering.
#include <fmt/format.h>

#include "base/id.hpp"
#include "city/food/food.hpp"

namespace errand::city {
namespace {

using commerce::LocalName;

// Both languages in one text, so that a part of either is a part of it.
std::string both(const LocalName& name) {
    if (name.zh.empty()) return name.en;
    if (name.en.empty() || name.en == name.zh) return name.zh;
    return name.zh + " / " + name.en;
}

bool is_called(const std::string& id, const LocalName& name, const std::string& wanted) {
    if (id == wanted) return true;
    const auto folded = fold(wanted);
    return !folded.empty() && (fold(name.zh).contains(folded) || fold(name.en).contains(folded));
}

bool holds(const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

Result<> Food::hit(const Change& change, LiveShop& shop, commerce::Item* item) {
    switch (change.kind) {
        case Change::Kind::Closed:
            return catalog_.shut(shop);
        case Change::Kind::OutOfStock:
            return catalog_.set_stock(shop, *item, 0);
        case Change::Kind::PriceChange:
            return catalog_.set_price(shop, *item,
                                      std::max(commerce::Money{}, item->price + change.by));
    }
    return {};
}

Result<bool> Food::hit_matches(const Change& change) {
    bool any = false;
    for (const auto& listed : catalog_.shops()) {
        auto& shop = *catalog_.shop(listed.shop.id);
        if (change.shop && !is_called(shop.shop.id, shop.shop.name, *change.shop)) continue;
        if (change.kind == Change::Kind::Closed) {
            const auto sells = [&](const commerce::Item& item) {
                return is_called(item.id, item.name, *change.item);
            };
            if (change.item && !std::ranges::any_of(shop.shop.items, sells)) continue;
            ERRAND_TRY_VOID(hit(change, shop, nullptr));
            any = true;
            continue;
        }
        for (auto& item : shop.shop.items) {
            if (change.item && !is_called(item.id, item.name, *change.item)) continue;
            ERRAND_TRY_VOID(hit(change, shop, &item));
            any = true;
        }
    }
    return any;
}

Result<bool> Food::hit_draft(const Change& change, const std::string& shop_id,
                             const std::vector<std::string>& items) {
    auto* shop = catalog_.shop(shop_id);
    if (shop == nullptr) return false;
    if (change.shop && !is_called(shop->shop.id, shop->shop.name, *change.shop)) return false;
    if (change.kind == Change::Kind::Closed) {
        ERRAND_TRY_VOID(hit(change, *shop, nullptr));
        return true;
    }
    bool any = false;
    for (auto& item : shop->shop.items) {
        if (!holds(items, item.id)) continue;
        if (change.item && !is_called(item.id, item.name, *change.item)) continue;
        ERRAND_TRY_VOID(hit(change, *shop, &item));
        any = true;
    }
    return any;
}

Result<bool> Food::apply(const Change& change) {
    if (change.has_match()) return hit_matches(change);
    ERRAND_TRY(const auto draft, orders_.current_draft(clock_.now()));
    if (!draft) return false;
    std::vector<std::string> items;
    for (const auto& item : draft->draft.items) items.push_back(item.id);
    return hit_draft(change, draft->draft.shop, items);
}

Result<> Food::change(const Change& change, int times) {
    ERRAND_TRY(const bool hit_something, apply(change));
    if (change.has_match() && !hit_something) {
        return fail(ErrorCode::NotFound, "no shop or item is called so",
                    "Match by an id or a part of a name.");
    }
    const int left = hit_something ? times - 1 : times;
    if (left > 0) armed_.push_back({change, left, !hit_something});
    return {};
}

Result<> Food::strike(const std::string& shop, const std::vector<std::string>& items, bool before) {
    for (auto& armed : armed_) {
        // One that has not hit anything yet hits the draft that is about to be priced; one that has
        // hits the next when it is signed, so that its price was shown before it changes.
        if (armed.left <= 0 || armed.waiting != before) continue;
        ERRAND_TRY(const bool hit_it, hit_draft(armed.change, shop, items));
        if (!hit_it) continue;
        --armed.left;
        armed.waiting = false;
    }
    std::erase_if(armed_, [](const Armed& armed) { return armed.left <= 0; });
    return {};
}

Result<json::array> Food::records() {
    ERRAND_TRY_VOID(lapse());
    ERRAND_TRY(const auto rows, orders_.all());
    const auto now = clock_.now();
    json::array records;
    for (const auto& row : rows) {
        const auto order = order_at(row, catalog_.zone(), now);
        json::array items;
        for (const auto& item : order.items) {
            items.push_back({{"id", item.id},
                             {"name", both(item.name)},
                             {"quantity", item.quantity},
                             {"options", json::encode(item.options)}});
        }
        const auto& to = order.deliver_to;
        const auto encoded = json::encode(order);
        json::object record{{"id", order.id},
                            {"user", row.user},
                            {"service", order.service},
                            {"shop", both(order.shop_name)},
                            {"items", std::move(items)},
                            {"deliver_to",
                             {{"label", to.label ? json::value(*to.label) : json::value(nullptr)},
                              {"address", both(to.address)},
                              {"place", to.place},
                              {"name", both(to.name)}}},
                            {"total", commerce::to_string(order.total)},
                            {"currency", order.currency},
                            {"state", encoded.at("state")},
                            {"paid", order.paid},
                            {"pickup_code", order.pickup_code ? json::value(*order.pickup_code)
                                                              : json::value(nullptr)},
                            {"note", order.note},
                            {"created", order.created},
                            {"shop_id", order.shop},
                            {"draft", order.draft}};
        // More than the form asks for: what a runner compares with what the user was shown.
        for (const auto* key : {"eta", "courier", "refund"})
            if (const auto* found = encoded.as_object().if_contains(key)) record[key] = *found;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace errand::city
