#include "city/food/food_schemas.hpp"

#define NAME R"({"type": ["string", "object"]})"
#define TEXTS R"({"type": "array", "items": {"type": "string"}})"
#define MONEY R"({"type": "string", "pattern": "^-?[0-9]+\\.[0-9]{2}$"})"
#define SHOP                                                                                                                                                                                           \
    R"({"type": "object", "properties": {"id": {"type": "string"}, "service": {"type": "string"}, "name": )" NAME                                                                                      \
    R"(, "place": {"type": "string"}, "rating": {"type": "number"}, "tags": )" TEXTS                                                                                                                   \
    R"(, "minimum_order": )" MONEY R"(, "packing_fee": )" MONEY                                                                                                                                        \
    R"(, "open": {"type": "boolean"}, "closes_at": {"type": "string"}, "opens_at": {"type": "string"}, "distance_km": {"type": "number"}, "eta_minutes": {"type": "integer"}, "delivery_fee": )" MONEY \
    R"(}, "required": ["id", "service", "name", "place", "rating", "tags", "minimum_order", "packing_fee", "open", "distance_km", "eta_minutes", "delivery_fee"]})"
#define ITEM                                                                       \
    R"({"type": "object", "properties": {"id": {"type": "string"}, "name": )" NAME \
    R"(, "price": )" MONEY R"(, "stock": {"type": "integer"}, "tags": )" TEXTS     \
    R"(, "attributes": {"type": "object"}, "options": {"type": "array", "items": {"type": "object"}}}, "required": ["id", "name", "price", "stock", "tags", "attributes", "options"]})"
#define ORDER_ITEMS                                                                                           \
    R"({"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": )" NAME \
    R"(, "quantity": {"type": "integer"}, "options": {"type": "object"}, "unit_price": )" MONEY               \
    R"(, "amount": )" MONEY                                                                                   \
    R"(}, "required": ["id", "name", "quantity", "options", "unit_price", "amount"]}})"
#define DELIVER_TO                                                                                                 \
    R"({"type": "object", "properties": {"place": {"type": "string"}, "label": {"type": "string"}, "name": )" NAME \
    R"(, "address": )" NAME R"(}, "required": ["place", "name", "address"]})"
#define QUOTE                                                                                                                                                                                  \
    R"({"type": "object", "properties": {"shop": {"type": "string"}, "shop_name": )" NAME                                                                                                      \
    R"(, "items": )" ORDER_ITEMS R"(, "deliver_to": )" DELIVER_TO                                                                                                                              \
    R"(, "lines": {"type": "array", "items": {"type": "object", "properties": {"kind": {"enum": ["items", "packing", "delivery", "shop_coupon", "platform_coupon", "other"]}, "label": )" NAME \
    R"(, "amount": )" MONEY R"(}, "required": ["kind", "label", "amount"]}}, "coupons": )" TEXTS                                                                                               \
    R"(, "total": )" MONEY                                                                                                                                                                     \
    R"(, "currency": {"type": "string"}, "eta_minutes": {"type": "integer"}, "problems": {"type": "array", "items": {"type": "object"}}, "minimum_order": )" MONEY                             \
    R"(}, "required": ["shop", "shop_name", "items", "deliver_to", "lines", "coupons", "total", "currency", "eta_minutes", "problems", "minimum_order"]})"
#define ORDER                                                                                                                                                                                                                                                                                                                                                \
    R"({"type": "object", "properties": {"id": {"type": "string"}, "draft": {"type": "string"}, "service": {"type": "string"}, "shop": {"type": "string"}, "shop_name": )" NAME                                                                                                                                                                              \
    R"(, "items": )" ORDER_ITEMS R"(, "deliver_to": )" DELIVER_TO R"(, "total": )" MONEY                                                                                                                                                                                                                                                                     \
    R"(, "currency": {"type": "string"}, "state": {"enum": ["placed", "accepted", "preparing", "delivering", "delivered", "cancelled", "refunded"]}, "paid": {"type": "boolean"}, "pickup_code": {"type": "string"}, "eta": {"type": "string"}, "courier": {"type": "object"}, "note": {"type": "string"}, "created": {"type": "string"}, "refund": )" MONEY \
    R"(}, "required": ["id", "draft", "service", "shop", "shop_name", "items", "deliver_to", "total", "currency", "state", "paid", "note", "created"]})"
#define WANTED \
    R"("shop": {"type": "string", "description": "a shop's id"}, "items": {"type": "array", "minItems": 1, "maxItems": 200, "items": {"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}, "quantity": {"type": "integer", "minimum": 1, "maximum": 10000}, "options": {"type": "object", "description": "option key to a value or a list of values"}}, "required": ["id", "quantity", "options"]}}, "deliver_to": {"type": "string", "description": "a place's id"}, "note": {"type": "string", "maxLength": 1000})"
#define KEY R"("idempotency_key": {"type": "string", "minLength": 1, "maxLength": 200})"

namespace errand::city::food_schemas {

const std::string_view kSearchInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"text": {"type": "string", "maxLength": 1000},
                   "deliver_to": {"type": "string", "description": "a place's id"},
                   "shop": {"type": "string", "description": "part of a shop's name"},
                   "tags": {"type": "array", "items": {"type": "string"}},
                   "limit": {"type": "integer", "minimum": 1, "maximum": 100}},
    "required": ["deliver_to"]})";
const std::string_view kSearchOutput =
    R"({"type": "object", "properties": {"offers": {"type": "array", "items": {"type": "object", "properties": {"shop": )" SHOP
    R"(, "item": )" ITEM
    R"(, "score": {"type": "number", "minimum": 0, "maximum": 1}}, "required": ["shop", "item", "score"]}}}, "required": ["offers"]})";

const std::string_view kMenuInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"shop": {"type": "string"}, "deliver_to": {"type": "string"}}, "required": ["shop"]})";
const std::string_view kMenuOutput =
    R"({"type": "object", "properties": {"shop": )" SHOP
    R"(, "items": {"type": "array", "items": )" ITEM
    R"(}, "coupons": {"type": "array", "items": {"type": "object"}}}, "required": ["shop", "items"]})";

const std::string_view kQuoteInput =
    R"({"type": "object", "additionalProperties": false, "properties": {)" WANTED
    R"(}, "required": ["shop", "items", "deliver_to"]})";
const std::string_view kQuoteOutput = QUOTE;
const std::string_view kCheckoutInput =
    R"({"type": "object", "additionalProperties": false, "properties": {)" WANTED ", " KEY
    R"(}, "required": ["shop", "items", "deliver_to"]})";
const std::string_view kCheckoutOutput =
    R"({"type": "object", "properties": {"draft": {"type": "object", "properties": {"draft": {"type": "object"}, "signature": {"type": "string"}, "key_id": {"type": "string"}}, "required": ["draft", "signature", "key_id"]}}, "required": ["draft"]})";

const std::string_view kPlaceInput =
    R"({"type": "object", "additionalProperties": false, "properties": {"draft": {"type": "string", "description": "a draft's id"}, )" KEY
    R"(}, "required": ["draft"]})";
const std::string_view kOrderInput =
    R"({"type": "object", "additionalProperties": false, "properties": {"order": {"type": "string"}}, "required": ["order"]})";
const std::string_view kOrderOutput =
    R"({"type": "object", "properties": {"order": )" ORDER
    R"(, "courier_at": {"type": "object", "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}}, "required": ["lat", "lon"]}}, "required": ["order"]})";
const std::string_view kOrdersInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"limit": {"type": "integer", "minimum": 1, "maximum": 100}}})";
const std::string_view kOrdersOutput =
    R"({"type": "object", "properties": {"orders": {"type": "array", "items": )" ORDER
    R"(}}, "required": ["orders"]})";
const std::string_view kPreviewOutput =
    R"({"type": "object", "properties": {"allowed": {"type": "boolean"}, "refund": )" MONEY
    R"(, "reason": {"type": "string"}}, "required": ["allowed", "refund", "reason"]})";
const std::string_view kCancelInput =
    R"({"type": "object", "additionalProperties": false, "properties": {"order": {"type": "string"}, )" KEY
    R"(}, "required": ["order"]})";
const std::string_view kCancelOutput =
    R"({"type": "object", "properties": {"order": )" ORDER R"(, "refund": )" MONEY
    R"(}, "required": ["order", "refund"]})";
const std::string_view kChangeInput =
    R"({"type": "object", "additionalProperties": false, "properties": {"order": {"type": "string"}, "note": {"type": "string", "maxLength": 1000}, "deliver_to": {"type": "string", "description": "a place's id"}, )" KEY
    R"(}, "required": ["order"]})";

}  // namespace errand::city::food_schemas
