#include "city/food/food_schemas.hpp"

#include "city/service/service.hpp"

namespace errand::city {
namespace {

constexpr std::string_view kParts = R"({
    "key": {"type": "string", "minLength": 1, "maxLength": 200},
    "name": {"type": ["string", "object"]},
    "money": {"type": "string", "pattern": "^-?[0-9]+\\.[0-9]{2}$"},
    "wishes": {"type": "array", "minItems": 1, "maxItems": 200, "items": {"type": "object",
        "additionalProperties": false,
        "properties": {"id": {"type": "string"},
                       "quantity": {"type": "integer", "minimum": 1, "maximum": 10000},
                       "options": {"type": "object",
                                   "description": "option key to a value or a list of values"}},
        "required": ["id", "quantity", "options"]}},
    "shop": {"type": "object",
        "properties": {"id": {"type": "string"}, "service": {"type": "string"},
                       "name": {"$ref": "#/$defs/name"}, "place": {"type": "string"},
                       "rating": {"type": "number"},
                       "tags": {"type": "array", "items": {"type": "string"}},
                       "minimum_order": {"$ref": "#/$defs/money"},
                       "packing_fee": {"$ref": "#/$defs/money"}, "open": {"type": "boolean"},
                       "closes_at": {"type": "string"}, "opens_at": {"type": "string"},
                       "distance_km": {"type": "number"}, "eta_minutes": {"type": "integer"},
                       "delivery_fee": {"$ref": "#/$defs/money"}},
        "required": ["id", "service", "name", "place", "rating", "tags", "minimum_order",
                     "packing_fee", "open", "distance_km", "eta_minutes", "delivery_fee"]},
    "item": {"type": "object",
        "properties": {"id": {"type": "string"}, "name": {"$ref": "#/$defs/name"},
                       "price": {"$ref": "#/$defs/money"}, "stock": {"type": "integer"},
                       "tags": {"type": "array", "items": {"type": "string"}},
                       "attributes": {"type": "object"},
                       "options": {"type": "array", "items": {"type": "object"}}},
        "required": ["id", "name", "price", "stock", "tags", "attributes", "options"]},
    "order_items": {"type": "array", "items": {"type": "object",
        "properties": {"id": {"type": "string"}, "name": {"$ref": "#/$defs/name"},
                       "quantity": {"type": "integer"}, "options": {"type": "object"},
                       "chosen": {"type": "array", "items": {"type": "object",
                           "properties": {"key": {"type": "string"}, "value": {"type": "string"},
                                          "name": {"$ref": "#/$defs/name"},
                                          "plain": {"type": "boolean"}},
                           "required": ["key", "value", "name", "plain"]}},
                       "unit_price": {"$ref": "#/$defs/money"},
                       "amount": {"$ref": "#/$defs/money"}},
        "required": ["id", "name", "quantity", "options", "unit_price", "amount"]}},
    "deliver_to": {"type": "object",
        "properties": {"place": {"type": "string"}, "label": {"type": "string"},
                       "name": {"$ref": "#/$defs/name"}, "address": {"$ref": "#/$defs/name"}},
        "required": ["place", "name", "address"]},
    "lines": {"type": "array", "items": {"type": "object",
        "properties": {"kind": {"enum": ["items", "packing", "delivery", "shop_coupon",
                                         "platform_coupon", "other"]},
                       "label": {"$ref": "#/$defs/name"}, "amount": {"$ref": "#/$defs/money"}},
        "required": ["kind", "label", "amount"]}},
    "order": {"type": "object",
        "properties": {"id": {"type": "string"}, "draft": {"type": "string"},
                       "service": {"type": "string"}, "shop": {"type": "string"},
                       "shop_name": {"$ref": "#/$defs/name"},
                       "items": {"$ref": "#/$defs/order_items"},
                       "deliver_to": {"$ref": "#/$defs/deliver_to"},
                       "total": {"$ref": "#/$defs/money"}, "currency": {"type": "string"},
                       "state": {"enum": ["placed", "accepted", "preparing", "delivering",
                                          "delivered", "cancelled", "refunded"]},
                       "paid": {"type": "boolean"}, "pickup_code": {"type": "string"},
                       "eta": {"type": "string"}, "courier": {"type": "object"},
                       "note": {"type": "string"}, "created": {"type": "string"},
                       "refund": {"$ref": "#/$defs/money"}},
        "required": ["id", "draft", "service", "shop", "shop_name", "items", "deliver_to",
                     "total", "currency", "state", "paid", "note", "created"]}})";

// Every part that `from` names is put into `used`, with what that names in turn.
void collect(const json::value& from, const json::object& parts, json::object& used) {
    if (const auto* list = from.if_array()) {
        for (const auto& one : *list) collect(one, parts, used);
        return;
    }
    const auto* members = from.if_object();
    if (members == nullptr) return;
    for (const auto& member : *members) {
        constexpr std::string_view kPrefix = "#/$defs/";
        const auto* text = member.value().if_string();
        if (member.key() != "$ref" || text == nullptr) {
            collect(member.value(), parts, used);
            continue;
        }
        const auto name = std::string_view(*text).substr(kPrefix.size());
        if (used.contains(name)) continue;
        used[name] = parts.at(name);
        collect(parts.at(name), parts, used);
    }
}

}  // namespace

json::value food_schema(std::string_view text) {
    static const json::value parts = schema(kParts);
    auto made = schema(text);
    json::object used;
    collect(made, parts.as_object(), used);
    if (!used.empty()) made.as_object()["$defs"] = std::move(used);
    return made;
}

}  // namespace errand::city
