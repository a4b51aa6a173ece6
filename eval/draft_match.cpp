#include "eval/draft_match.hpp"

#include <algorithm>

#include "eval/evidence.hpp"
#include "eval/world.hpp"

namespace errand::eval {
namespace {

// A shop is written as its id, or as {"id", "name"}.
std::string id_of(const json::value* from) {
    if (from == nullptr) return {};
    if (from->is_string()) return std::string(from->get_string());
    return std::string(json::string_at(*from, "id"));
}

FaultMatch match_of(const json::value& card) {
    FaultMatch match;
    if (auto shop = id_of(json::find(card, "shop")); !shop.empty()) match.shop = std::move(shop);
    if (auto item = id_of(json::find(card, "items.0")); !item.empty()) match.item = std::move(item);
    return match;
}

bool names(const json::value* known, std::string_view name) {
    const auto* of = known == nullptr ? nullptr : json::find(*known, "name");
    return of != nullptr && contains_text(*of, name);
}

bool offer_has(const json::value& offer, std::string_view name, const json::value& world) {
    const auto* shop = json::find(offer, "shop");
    if (shop != nullptr && (contains_text(*shop, name) || names(find_shop(world, *shop), name)))
        return true;
    const auto* items = json::find(offer, "items");
    if (items == nullptr || !items->is_array()) return false;
    return std::ranges::any_of(items->get_array(), [&](const json::value& item) {
        return names(&item, name) || names(find_item(world, json::string_at(item, "id")), name);
    });
}

}  // namespace

FaultMatch current_draft(const std::vector<json::value>& events) {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (json::string_at(*event, "kind") != "ask") continue;
        const auto* card = json::find(*event, "draft");
        if (card == nullptr || !card->is_object()) card = json::find(*event, "offers.0");
        if (card != nullptr && card->is_object()) return match_of(*card);
    }
    return {};
}

std::size_t offer_named(const json::value& ask, std::string_view name, const json::value& world) {
    const auto* offers = json::find(ask, "offers");
    if (offers == nullptr || !offers->is_array()) return 0;
    for (std::size_t i = 0; i < offers->get_array().size(); ++i) {
        if (offer_has(offers->get_array()[i], name, world)) return i + 1;
    }
    return 0;
}

}  // namespace errand::eval
