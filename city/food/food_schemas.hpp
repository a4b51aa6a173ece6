// Owns: the JSON Schemas of food's tools. Constant; any thread.
#pragma once

#include <string_view>

#include "json/json.hpp"

namespace errand::city {

// What food's tools take and give, by name; in the texts `{"$ref": "#/$defs/…"}` names a shared
// part.
namespace food_schemas {
inline constexpr std::string_view kSearchInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"text": {"type": "string", "maxLength": 1000},
                   "deliver_to": {"type": "string", "description": "a place's id"},
                   "shop": {"type": "string", "description": "part of a shop's name"},
                   "tags": {"type": "array", "items": {"type": "string"}},
                   "limit": {"type": "integer", "minimum": 1, "maximum": 100}},
    "required": ["deliver_to"]})";
inline constexpr std::string_view kSearchOutput = R"({"type": "object",
    "properties": {"offers": {"type": "array", "items": {"type": "object",
        "properties": {"shop": {"$ref": "#/$defs/shop"}, "item": {"$ref": "#/$defs/item"},
                       "score": {"type": "number", "minimum": 0, "maximum": 1}},
        "required": ["shop", "item", "score"]}}},
    "required": ["offers"]})";
inline constexpr std::string_view kMenuInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"shop": {"type": "string"}, "deliver_to": {"type": "string"}},
    "required": ["shop"]})";
inline constexpr std::string_view kMenuOutput = R"({"type": "object",
    "properties": {"shop": {"$ref": "#/$defs/shop"},
                   "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
                   "coupons": {"type": "array", "items": {"type": "object"}}},
    "required": ["shop", "items"]})";
inline constexpr std::string_view kQuoteInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"shop": {"type": "string", "description": "a shop's id"},
                   "items": {"$ref": "#/$defs/wishes"},
                   "deliver_to": {"type": "string", "description": "a place's id"},
                   "note": {"type": "string", "maxLength": 1000}},
    "required": ["shop", "items", "deliver_to"]})";
inline constexpr std::string_view kQuoteOutput = R"({"type": "object",
    "properties": {"shop": {"type": "string"}, "shop_name": {"$ref": "#/$defs/name"},
                   "items": {"$ref": "#/$defs/order_items"},
                   "deliver_to": {"$ref": "#/$defs/deliver_to"},
                   "lines": {"$ref": "#/$defs/lines"},
                   "coupons": {"type": "array", "items": {"type": "string"}},
                   "total": {"$ref": "#/$defs/money"}, "currency": {"type": "string"},
                   "eta_minutes": {"type": "integer"},
                   "problems": {"type": "array", "items": {"type": "object"}},
                   "minimum_order": {"$ref": "#/$defs/money"},
                   "created": {"type": "string"}},
    "required": ["shop", "shop_name", "items", "deliver_to", "lines", "coupons", "total",
                 "currency", "eta_minutes", "problems", "minimum_order"]})";
inline constexpr std::string_view kCheckoutInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"shop": {"type": "string", "description": "a shop's id"},
                   "items": {"$ref": "#/$defs/wishes"},
                   "deliver_to": {"type": "string", "description": "a place's id"},
                   "note": {"type": "string", "maxLength": 1000},
                   "idempotency_key": {"$ref": "#/$defs/key"}},
    "required": ["shop", "items", "deliver_to"]})";
inline constexpr std::string_view kCheckoutOutput = R"({"type": "object",
    "properties": {"draft": {"type": "object",
        "properties": {"draft": {"type": "object"}, "signature": {"type": "string"},
                       "key_id": {"type": "string"}},
        "required": ["draft", "signature", "key_id"]}},
    "required": ["draft"]})";
inline constexpr std::string_view kPlaceInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"draft": {"type": "string", "description": "a draft's id"},
                   "idempotency_key": {"$ref": "#/$defs/key"}},
    "required": ["draft"]})";
inline constexpr std::string_view kOrderInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"order": {"type": "string"}}, "required": ["order"]})";
inline constexpr std::string_view kOrderOutput = R"({"type": "object",
    "properties": {"order": {"$ref": "#/$defs/order"},
                   "courier_at": {"type": "object",
                       "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}},
                       "required": ["lat", "lon"]}},
    "required": ["order"]})";
inline constexpr std::string_view kOrdersInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"limit": {"type": "integer", "minimum": 1, "maximum": 100}}})";
inline constexpr std::string_view kOrdersOutput = R"({"type": "object",
    "properties": {"orders": {"type": "array", "items": {"$ref": "#/$defs/order"}}},
    "required": ["orders"]})";
inline constexpr std::string_view kPreviewOutput = R"({"type": "object",
    "properties": {"allowed": {"type": "boolean"}, "refund": {"$ref": "#/$defs/money"},
                   "reason": {"type": "string"}},
    "required": ["allowed", "refund", "reason"]})";
inline constexpr std::string_view kCancelInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"order": {"type": "string"}, "idempotency_key": {"$ref": "#/$defs/key"}},
    "required": ["order"]})";
inline constexpr std::string_view kCancelOutput = R"({"type": "object",
    "properties": {"order": {"$ref": "#/$defs/order"}, "refund": {"$ref": "#/$defs/money"}},
    "required": ["order", "refund"]})";
inline constexpr std::string_view kChangeInput = R"({"type": "object",
    "additionalProperties": false,
    "properties": {"order": {"type": "string"}, "note": {"type": "string", "maxLength": 1000},
                   "deliver_to": {"type": "string", "description": "a place's id"},
                   "idempotency_key": {"$ref": "#/$defs/key"}},
    "required": ["order"]})";
}  // namespace food_schemas

// The schema with the shared parts that it names, and those that they name, in its `$defs`.
json::value food_schema(std::string_view text);

}  // namespace errand::city
