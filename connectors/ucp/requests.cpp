#include "connectors/ucp/requests.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace errand::connectors::ucp {

namespace {

// The id of an address that errand hands over.
constexpr std::string_view kAddressId = "address";

const json::value* at(const json::object& from, std::string_view key) {
    return from.if_contains(key);
}

json::array* list_in(json::object& from, std::string_view key) {
    auto* found = from.if_contains(key);
    return found == nullptr ? nullptr : found->if_array();
}

json::array lines_of(const Basket& basket) {
    json::array lines;
    for (const auto& line : basket.line_items)
        lines.push_back({{"id", line.id},
                         {"item", json::object{{"id", line.item.id}}},
                         {"quantity", line.quantity}});
    return lines;
}

// A line that stays keeps its id.
json::array lines_of(const json::value& items, const Basket* current) {
    json::array lines;
    for (const auto& item : items.as_array()) {
        const auto id = json::string_at(item, "id");
        json::object line{{"item", json::object{{"id", id}}}, {"quantity", item.at("quantity")}};
        if (current != nullptr)
            for (const auto& one : current->line_items)
                if (one.item.id == id) line["id"] = one.id;
        lines.push_back(std::move(line));
    }
    return lines;
}

// A method as a request has it: what was chosen, and the places that can be.
json::object as_requested(const json::object& method) {
    json::object made;
    for (const auto* key : {"id", "type", "line_item_ids", "selected_destination_id"})
        if (const auto* found = at(method, key); found != nullptr && !found->is_null())
            made[key] = *found;
    if (const auto* places = at(method, "destinations");
        places != nullptr && places->is_array() && json::string_at(method, "type") == "shipping")
        made["destinations"] = *places;
    json::array groups;
    if (const auto* list = at(method, "groups"); list != nullptr && list->is_array())
        for (const auto& group : list->get_array()) {
            if (!group.is_object()) continue;
            json::object one;
            for (const auto* key : {"id", "line_item_ids", "selected_option_id"})
                if (const auto* found = at(group.get_object(), key);
                    found != nullptr && !found->is_null())
                    one[key] = *found;
            groups.push_back(std::move(one));
        }
    if (!groups.empty()) made["groups"] = std::move(groups);
    return made;
}

// The methods of a checkout, as the shop said them and as they are sent back.
struct Methods {
    json::array said;
    json::array sent;

    explicit Methods(const Basket* current) {
        if (current == nullptr || !current->fulfillment) return;
        const auto* list = at(*current->fulfillment, "methods");
        if (list == nullptr || !list->is_array()) return;
        for (const auto& one : list->get_array())
            if (one.is_object()) {
                said.push_back(one);
                sent.emplace_back(as_requested(one.get_object()));
            }
    }

    json::object& of_type(std::string_view type, const json::array& lines) {
        for (auto& one : sent)
            if (json::string_at(one, "type") == type) return one.as_object();
        json::object made{{"type", type}};
        json::array ids;
        for (const auto& line : lines)
            if (const auto id = json::string_at(line, "id"); !id.empty()) ids.emplace_back(id);
        if (!ids.empty()) made["line_item_ids"] = std::move(ids);
        said.emplace_back(json::object{{"type", type}});
        return sent.emplace_back(std::move(made)).as_object();
    }
};

bool lists(const json::value& from, std::string_view key, std::string_view id) {
    const auto* list = from.is_object() ? at(from.get_object(), key) : nullptr;
    return list != nullptr && list->is_array() &&
           std::ranges::any_of(list->get_array(), [&](const json::value& one) {
               return json::string_at(one, "id") == id;
           });
}

Result<> choose_destination(std::string_view id, Methods& methods) {
    for (std::size_t i = 0; i < methods.said.size(); ++i)
        if (lists(methods.said[i], "destinations", id)) {
            methods.sent[i].as_object()["selected_destination_id"] = id;
            return {};
        }
    return fail(ErrorCode::Invalid, fmt::format("the checkout lists no destination '{}'", id),
                "look at it again");
}

Result<> choose_option(const json::value& wanted, Methods& methods) {
    const auto option = json::string_at(wanted, "option_id");
    const auto group = json::string_at(wanted, "group_id");
    for (std::size_t i = 0; i < methods.said.size(); ++i) {
        const auto* groups = at(methods.said[i].get_object(), "groups");
        auto* sent = list_in(methods.sent[i].as_object(), "groups");
        if (groups == nullptr || !groups->is_array() || sent == nullptr) continue;
        for (const auto& one : groups->get_array()) {
            if (!group.empty() && json::string_at(one, "id") != group) continue;
            if (!lists(one, "options", option)) continue;
            for (auto& each : *sent)
                if (json::string_at(each, "id") == json::string_at(one, "id")) {
                    each.as_object()["selected_option_id"] = option;
                    return {};
                }
        }
    }
    return fail(ErrorCode::Invalid, fmt::format("the checkout lists no option '{}'", option),
                "look at it again");
}

Result<> add_delivery(const json::object& arguments, const Basket* current, json::object& body) {
    Methods methods(current);
    const auto& lines = body.at("line_items").as_array();
    const auto* address = at(arguments, "deliver_to");
    const auto* type = at(arguments, "delivery_type");
    if (address != nullptr) {
        auto& method = methods.of_type("shipping", lines);
        auto place = address->as_object();
        place["id"] = kAddressId;
        method["destinations"] = json::array{std::move(place)};
        method["selected_destination_id"] = kAddressId;
        method.erase("groups");  // what they cost depends on where it goes
    } else if (type != nullptr) {
        methods.of_type(std::string_view(type->get_string()), lines);
    }
    if (const auto* place = at(arguments, "destination_id"))
        ERRAND_TRY_VOID(choose_destination(std::string_view(place->get_string()), methods));
    if (const auto* options = at(arguments, "delivery_options"))
        for (const auto& one : options->as_array()) ERRAND_TRY_VOID(choose_option(one, methods));
    if (!methods.sent.empty()) body["fulfillment"] = json::object{{"methods", methods.sent}};
    return {};
}

void take(const json::object& from, std::initializer_list<const char*> keys, json::object& body) {
    for (const auto* key : keys)
        if (const auto* found = at(from, key)) body[key] = *found;
}

// Whether all members of `wanted` stand in `seen`; shops add more to what they were given.
bool holds(const json::object& wanted, const json::value* seen) {
    return seen != nullptr && seen->is_object() &&
           std::ranges::all_of(wanted, [&](const auto& one) {
               const auto* found = at(seen->get_object(), one.key());
               return found != nullptr && *found == one.value();
           });
}

bool has_items(const json::value& wanted, const Basket& current) {
    const auto& items = wanted.as_array();
    return std::ranges::equal(items, current.line_items, [](const auto& item, const auto& line) {
        return json::string_at(item, "id") == line.item.id &&
               item.at("quantity") == json::value(line.quantity);
    });
}

bool is_chosen(const json::array& groups, const json::value& wanted) {
    const auto group = json::string_at(wanted, "group_id");
    return std::ranges::any_of(groups, [&](const json::value& one) {
        return (group.empty() || json::string_at(one, "id") == group) &&
               json::string_at(one, "selected_option_id") == json::string_at(wanted, "option_id");
    });
}

// The destination that is chosen, as the shop said it; null: none.
const json::value* chosen_place(const json::value& method) {
    const auto chosen = json::string_at(method, "selected_destination_id");
    const auto* places = json::find(method, "destinations");
    if (chosen.empty() || places == nullptr || !places->is_array()) return nullptr;
    const auto found = std::ranges::find_if(places->get_array(), [&](const json::value& one) {
        return json::string_at(one, "id") == chosen;
    });
    return found == places->get_array().end() ? nullptr : &*found;
}

bool has_delivery(const json::object& arguments, const Basket& current) {
    const Methods methods(&current);
    const auto any = [&](const auto& fits) { return std::ranges::any_of(methods.said, fits); };
    if (const auto* address = at(arguments, "deliver_to");
        address != nullptr && !any([&](const json::value& method) {
            return holds(address->as_object(), chosen_place(method));
        }))
        return false;
    if (const auto* type = at(arguments, "delivery_type");
        type != nullptr && !any([&](const json::value& method) {
            return json::string_at(method, "type") == type->as_string();
        }))
        return false;
    if (const auto* place = at(arguments, "destination_id");
        place != nullptr && !any([&](const json::value& method) {
            return json::string_at(method, "selected_destination_id") == place->as_string();
        }))
        return false;
    const auto* options = at(arguments, "delivery_options");
    return options == nullptr || std::ranges::all_of(options->as_array(), [&](const auto& wanted) {
               return any([&](const json::value& method) {
                   const auto* groups = json::find(method, "groups");
                   return groups != nullptr && groups->is_array() &&
                          is_chosen(groups->get_array(), wanted);
               });
           });
}

// What the first version wants in every checkout.
void add_of_first_version(std::string_view currency, json::object& body) {
    body["currency"] = currency;
    body["payment"] = json::object{{"instruments", json::array{}}};
}

}  // namespace

Result<json::object> new_body(const Operation& operation, const json::object& arguments,
                              const Terms& terms) {
    json::object body;
    if (operation.resource == "catalog") {
        body = arguments;
        return body;
    }
    if (!operation.name.starts_with("create_")) return body;
    const auto* items = at(arguments, "items");
    const auto* cart = at(arguments, "cart_id");
    if (items == nullptr && cart == nullptr)
        return fail(ErrorCode::Invalid, "neither items nor a cart are given");
    body["line_items"] = items == nullptr ? json::array{} : lines_of(*items, nullptr);
    take(arguments, {"buyer", "context", "cart_id"}, body);
    if (const auto* codes = at(arguments, "discount_codes"))
        body["discounts"] = json::object{{"codes", *codes}};
    if (operation.resource == "checkout") ERRAND_TRY_VOID(add_delivery(arguments, nullptr, body));
    if (terms.first_version()) add_of_first_version(json::string_at(arguments, "currency"), body);
    return body;
}

Result<json::object> changed_body(const Operation& operation, const json::object& arguments,
                                  const Basket& current, const Terms& terms) {
    json::object body;
    if (terms.version != kVersions[0] || operation.resource == "cart") body["id"] = current.id;
    const auto* items = at(arguments, "items");
    body["line_items"] = items == nullptr ? lines_of(current) : lines_of(*items, &current);
    if (current.buyer) body["buyer"] = *current.buyer;
    if (const auto* codes = current.discounts ? at(*current.discounts, "codes") : nullptr;
        codes != nullptr && codes->is_array())
        body["discounts"] = json::object{{"codes", *codes}};
    take(arguments, {"buyer", "context"}, body);
    if (const auto* codes = at(arguments, "discount_codes"))
        body["discounts"] = json::object{{"codes", *codes}};
    if (operation.resource == "checkout") ERRAND_TRY_VOID(add_delivery(arguments, &current, body));
    if (terms.first_version()) add_of_first_version(current.currency, body);
    return body;
}

bool is_as_wanted(const json::object& arguments, const Basket& current) {
    if (at(arguments, "context") != nullptr) return false;  // no shop says it back
    if (const auto* items = at(arguments, "items"); items != nullptr && !has_items(*items, current))
        return false;
    if (const auto* buyer = at(arguments, "buyer"); buyer != nullptr) {
        const auto said = current.buyer ? json::value(*current.buyer) : json::value();
        if (!holds(buyer->as_object(), &said)) return false;
    }
    if (const auto* codes = at(arguments, "discount_codes"); codes != nullptr) {
        const auto* said = current.discounts ? at(*current.discounts, "codes") : nullptr;
        if (said == nullptr ? !codes->as_array().empty() : *said != *codes) return false;
    }
    return has_delivery(arguments, current);
}

}  // namespace errand::connectors::ucp
