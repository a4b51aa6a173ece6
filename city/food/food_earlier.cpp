// Owns: orders from before the city began, which a user may want "again".
#include <fmt/format.h>

#include "base/id.hpp"
#include "city/food/food.hpp"

namespace errand::city {
namespace {

constexpr std::chrono::hours kBetweenEarlier{24};

// As records and scenarios write an order: its shop by id or by part of a name, its items too.
struct EarlierItem {
    static constexpr bool kDefaults = true;
    std::string id;
    json::value name;
    int quantity = 1;
    commerce::Options options;
};
BOOST_DESCRIBE_STRUCT(EarlierItem, (), (id, name, quantity, options))

struct EarlierOrder {
    static constexpr bool kDefaults = true;
    std::string shop;
    std::vector<EarlierItem> items;
    json::value deliver_to;
    std::string created;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(EarlierOrder, (), (shop, items, deliver_to, created, note))

std::string text_of(const json::value& name) {
    if (name.is_string()) return std::string(name.get_string());
    const auto zh = json::string_at(name, "zh");
    return std::string(zh.empty() ? json::string_at(name, "en") : zh);
}

bool is_called(const commerce::LocalName& name, const std::string& wanted) {
    const auto folded = fold(wanted);
    if (folded.empty()) return false;
    return fold(name.zh).contains(folded) || fold(name.en).contains(folded);
}

const commerce::Item* find_item(const LiveShop& live, const EarlierItem& wanted) {
    for (const auto& item : live.shop.items)
        if (!wanted.id.empty() && item.id == wanted.id) return &item;
    const auto name = text_of(wanted.name);
    for (const auto& item : live.shop.items)
        if (item.name.zh == name || item.name.en == name) return &item;
    for (const auto& item : live.shop.items)
        if (is_called(item.name, name)) return &item;
    return nullptr;
}

// The first shop that is called so and has everything.
const LiveShop* find_shop(const std::vector<LiveShop>& shops, const EarlierOrder& order) {
    for (const auto& live : shops) {
        const bool named = order.shop.empty() || live.shop.id == order.shop ||
                           is_called(live.shop.name, order.shop);
        const bool sells = std::ranges::all_of(
            order.items, [&](const auto& item) { return find_item(live, item) != nullptr; });
        if (named && sells) return &live;
    }
    return nullptr;
}

}  // namespace

Result<> Food::add_earlier(const std::string& user, const json::value& given, int nth) {
    const auto path = fmt::format("orders.{}", nth);
    if (const auto service = json::string_at(given, "service");
        !service.empty() && service != "food")
        return {};
    ERRAND_TRY(const auto order, json::decode<EarlierOrder>(given, json::Unknown::Ignore, path));
    const auto* found = find_shop(catalog_.shops(), order);
    if (found == nullptr || order.items.empty()) {
        return fail(ErrorCode::Invalid, fmt::format("{} names no shop that sells its items", path));
    }
    auto* live = catalog_.shop(found->shop.id);
    std::vector<Wish> wishes;
    wishes.reserve(order.items.size());
    for (const auto& item : order.items)
        wishes.push_back({find_item(*live, item)->id, item.quantity, item.options});
    // A label of the user's, a place's id, or as records write it.
    auto wanted = text_of(order.deliver_to);
    if (const auto label = json::string_at(order.deliver_to, "label"); !label.empty())
        wanted = label;
    ERRAND_TRY(const auto saved, atlas_.saved(user));
    const Place* to = atlas_.place(wanted);
    for (const auto& [label, id] : saved)
        if (label == wanted || (to == nullptr && wanted.empty())) to = atlas_.place(id);
    if (to == nullptr) to = atlas_.place_of_kind("home");
    if (to == nullptr)
        return fail(ErrorCode::Invalid, fmt::format("{}.deliver_to is no place", path));

    ERRAND_TRY(const auto quote, price(user, *live, wishes, *to));
    auto created = clock_.now() - kBetweenEarlier * (nth + 1);
    if (!order.created.empty()) {
        ERRAND_TRY(created, parse_time(order.created));
    }
    ERRAND_TRY(const auto draft, make_draft(user, quote, order.note));
    OrderRow row;
    row.user = user;
    row.created = created;
    row.paid_at = created;
    row.earlier = true;
    row.total_minutes = quote.eta_minutes;
    row.kitchen_minutes = quote.eta_minutes;
    row.items_sum = quote.lines.front().amount;
    row.order.id = make_id("order");
    row.order.draft = draft.id;
    row.order.service = "food";
    row.order.shop = quote.shop;
    row.order.shop_name = quote.shop_name;
    row.order.items = quote.items;
    row.order.deliver_to = quote.deliver_to;
    row.order.total = quote.total;
    row.order.currency = quote.currency;
    row.order.note = order.note;
    row.order.created = catalog_.zone().format(created);
    return orders_.add(row, {});
}

}  // namespace errand::city
