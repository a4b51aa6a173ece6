#include "connectors/ucp/operations.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "commerce/purchase.hpp"

namespace errand::connectors::ucp {

namespace {

using tool::Effect;

constexpr std::array<Operation, 13> kOperations{{
    {"search_catalog", kCatalogSearch, "POST", "/catalog/search", "", "catalog", Effect::Reads,
     "Search the shop's products by words, category and price. A variant's id is what goes into a "
     "cart or checkout."},
    {"lookup_catalog", kCatalogLookup, "POST", "/catalog/lookup", "", "catalog", Effect::Reads,
     "Products or variants of the shop by their ids."},
    {"get_product", kCatalogLookup, "POST", "/catalog/product", "", "catalog", Effect::Reads,
     "All about one product: its variants, options, prices and whether they can be had."},
    {"create_cart", kCart, "POST", "/carts", "", "cart", Effect::Changes,
     "Begin a cart with these items. It is not an order; its prices are estimates."},
    {"get_cart", kCart, "GET", "/carts/{id}", "cart_id", "cart", Effect::Reads,
     "What is in a cart, and what it comes to."},
    {"update_cart", kCart, "PUT", "/carts/{id}", "cart_id", "cart", Effect::Changes,
     "Change a cart. `items`, where given, are all that shall be in it then."},
    {"cancel_cart", kCart, "POST", "/carts/{id}/cancel", "cart_id", "cart", Effect::Changes,
     "Throw a cart away."},
    {"create_checkout", kCheckout, "POST", "/checkout-sessions", "", "checkout", Effect::Changes,
     "Begin a checkout of these items (or of a cart). Nothing is ordered by that. The answer says "
     "what is still missing."},
    {"get_checkout", kCheckout, "GET", "/checkout-sessions/{id}", "checkout_id", "checkout",
     Effect::Reads, "How a checkout stands: items, delivery, totals, what is still missing."},
    {"update_checkout", kCheckout, "PUT", "/checkout-sessions/{id}", "checkout_id", "checkout",
     Effect::Changes,
     "Change a checkout: items, buyer, delivery, discount codes. What is not given stays as it "
     "is."},
    {kComplete, kCheckout, "POST", "/checkout-sessions/{id}/complete", "checkout_id", "checkout",
     Effect::Spends,
     "Place the order of a checkout whose status is ready_for_complete, and pay. The person signs "
     "payee, items, address and total first."},
    {"cancel_checkout", kCheckout, "POST", "/checkout-sessions/{id}/cancel", "checkout_id",
     "checkout", Effect::Changes, "Cancel a checkout that was not completed."},
    {"get_order", kOrder, "GET", "/orders/{id}", "order_id", "order", Effect::Reads,
     "How an order stands: what was sent, where it is."},
}};

// Parts of the arguments, by name.
constexpr std::string_view kParts = R"({
"query": {"type": "string", "description": "What to look for, in words"},
"filters": {"type": "object", "properties": {
  "categories": {"type": "array", "items": {"type": "string"}},
  "price": {"type": "object", "description": "In minor units of context.currency: 1500 is 15.00",
    "properties": {"min": {"type": "integer", "minimum": 0},
                   "max": {"type": "integer", "minimum": 0}}}}},
"pagination": {"type": "object", "properties": {"cursor": {"type": "string"},
  "limit": {"type": "integer", "minimum": 1, "maximum": 50}}},
"context": {"type": "object", "description": "Where and how the buyer wants it, as far as known",
  "properties": {"address_country": {"type": "string"}, "address_region": {"type": "string"},
    "postal_code": {"type": "string"}, "language": {"type": "string"},
    "currency": {"type": "string"}, "intent": {"type": "string"}}},
"ids": {"type": "array", "minItems": 1, "maxItems": 50, "items": {"type": "string"}},
"id": {"type": "string", "minLength": 1},
"selected": {"type": "array", "description": "Options chosen so far",
  "items": {"type": "object", "required": ["name", "label"], "properties": {
    "name": {"type": "string"}, "id": {"type": "string"}, "label": {"type": "string"}}}},
"items": {"type": "array", "minItems": 1, "maxItems": 60, "items": {
  "type": "object", "required": ["id", "quantity"], "additionalProperties": false,
  "properties": {"id": {"type": "string", "minLength": 1, "description": "Of the variant"},
                 "quantity": {"type": "integer", "minimum": 1, "maximum": 10000}}}},
"buyer": {"type": "object", "additionalProperties": false, "properties": {
  "first_name": {"type": "string"}, "last_name": {"type": "string"},
  "email": {"type": "string"}, "phone_number": {"type": "string"}}},
"cart_id": {"type": "string", "minLength": 1},
"checkout_id": {"type": "string", "minLength": 1},
"order_id": {"type": "string", "minLength": 1},
"currency": {"type": "string", "description": "Of the shop's prices, as \"EUR\""},
"discount_codes": {"type": "array", "maxItems": 20, "items": {"type": "string"},
  "description": "All that shall be applied; an empty list takes them away"},
"deliver_to": {"type": "object", "additionalProperties": false,
  "description": "The address to send it to",
  "properties": {"first_name": {"type": "string"}, "last_name": {"type": "string"},
    "street_address": {"type": "string"}, "extended_address": {"type": "string"},
    "address_locality": {"type": "string"}, "address_region": {"type": "string"},
    "postal_code": {"type": "string"}, "address_country": {"type": "string"},
    "phone_number": {"type": "string"}}},
"destination_id": {"type": "string",
  "description": "One of the addresses or pick-up places that the checkout lists"},
"delivery_type": {"type": "string", "enum": ["shipping", "pickup"]},
"delivery_options": {"type": "array", "maxItems": 20,
  "description": "One option of each group that the checkout lists",
  "items": {"type": "object", "required": ["option_id"], "additionalProperties": false,
    "properties": {"group_id": {"type": "string"}, "option_id": {"type": "string"}}}}
})";

const json::object& parts() {
    static const json::object kept = [] {
        const auto parsed = json::parse(kParts);
        ERRAND_CHECK(parsed && parsed->is_object());
        return parsed->get_object();
    }();
    return kept;
}

struct Arguments {
    std::vector<std::string_view> all;
    std::vector<std::string_view> required;
};

void add_delivery(const Terms& terms, Arguments& arguments) {
    if (terms.has(kDiscount)) arguments.all.push_back("discount_codes");
    if (!terms.has(kFulfillment)) return;
    for (const auto* one : {"deliver_to", "destination_id", "delivery_type", "delivery_options"})
        arguments.all.push_back(one);
}

Arguments arguments_of(const Operation& operation, const Terms& terms) {
    const auto& name = operation.name;
    if (name == "search_catalog") return {{"query", "filters", "pagination", "context"}, {}};
    if (name == "lookup_catalog") return {{"ids", "filters", "context"}, {"ids"}};
    if (name == "get_product") return {{"id", "selected", "context"}, {"id"}};
    Arguments arguments;
    if (!operation.id.empty()) arguments = {{operation.id}, {operation.id}};
    const bool creates = name.starts_with("create_");
    if (!creates && !name.starts_with("update_")) return arguments;
    for (const auto* one : {"items", "buyer", "context"}) arguments.all.push_back(one);
    if (operation.resource == "checkout")
        add_delivery(terms, arguments);
    else if (terms.has(kDiscount))
        arguments.all.push_back("discount_codes");
    const bool from_cart = name == "create_checkout" && terms.has(kCart);
    if (from_cart) arguments.all.push_back("cart_id");
    if (creates && !from_cart) arguments.required.push_back("items");
    if (creates && terms.first_version()) {
        arguments.all.push_back("currency");
        arguments.required.push_back("currency");
    }
    return arguments;
}

json::object schema_of(const Operation& operation, const Terms& terms) {
    const auto arguments = arguments_of(operation, terms);
    json::object properties;
    for (const auto one : arguments.all) properties[one] = parts().at(one);
    json::object schema{{"type", "object"}};
    schema["properties"] = std::move(properties);
    schema["required"] = json::array(arguments.required.begin(), arguments.required.end());
    schema["additionalProperties"] = false;
    return schema;
}

}  // namespace

std::span<const Operation> operations() {
    return kOperations;
}

const Operation* find_operation(std::string_view name) {
    const auto found = std::ranges::find(kOperations, name, &Operation::name);
    return found == kOperations.end() ? nullptr : &*found;
}

std::vector<tool::Tool> tools_of(const Terms& terms, const std::string& service) {
    std::vector<tool::Tool> tools;
    for (const auto& operation : kOperations) {
        if (!terms.has(operation.capability)) continue;
        tool::Tool made;
        made.service = service;
        made.name = operation.name;
        made.description = operation.about;
        made.input_schema = schema_of(operation, terms);
        made.effect = operation.effect;
        // The protocol has a shop answer the same key as it did before.
        made.idempotent = operation.effect != Effect::Reads;
        made.prepares = operation.name == kComplete;
        tools.push_back(std::move(made));
    }
    return tools;
}

json::value call_schema(const Operation& operation, const Terms& terms) {
    auto schema = schema_of(operation, terms);
    if (operation.name != kComplete) return schema;
    schema["properties"].as_object()[commerce::kPurchaseArgument] =
        json::object{{"type", "object"}};
    schema["required"].as_array().emplace_back(commerce::kPurchaseArgument);
    return schema;
}

}  // namespace errand::connectors::ucp
