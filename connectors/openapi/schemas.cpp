#include "connectors/openapi/schemas.hpp"

#include <algorithm>
#include <set>

#include "base/encoding.hpp"
#include "connectors/openapi/limits.hpp"

namespace errand::connectors::openapi {

namespace {

constexpr std::string_view kSchemas = "#/components/schemas/";

// Of a Schema Object: documentation, or what JSON Schema does not have.
const std::set<std::string_view> kDropped{"example",  "discriminator", "xml", "externalDocs",
                                          "nullable", "$schema",       "$id"};
const std::set<std::string_view> kOne{
    "items",         "additionalProperties", "not", "if", "then", "else", "contains",
    "propertyNames", "unevaluatedProperties"};
const std::set<std::string_view> kLists{"allOf", "anyOf", "oneOf", "prefixItems"};
const std::set<std::string_view> kMaps{"properties", "patternProperties", "dependentSchemas",
                                       "$defs", "definitions"};

bool is_true(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

// One piece of a JSON Pointer in a URL's fragment.
std::string unescaped(std::string_view piece) {
    const auto decoded = percent_decode(piece);
    const std::string_view from = decoded ? std::string_view(*decoded) : piece;
    std::string text;
    for (std::size_t at = 0; at < from.size(); ++at) {
        const char next = from[at] == '~' && at + 1 < from.size() ? from[at + 1] : '\0';
        if (next == '0' || next == '1') ++at;
        text += next == '0' ? '~' : next == '1' ? '/' : from[at];
    }
    return text;
}

// The value at "#/components/parameters/id", or null.
const json::value* at_pointer(const json::value& document, std::string_view reference) {
    if (!reference.starts_with("#/")) return nullptr;
    reference.remove_prefix(1);
    const json::value* node = &document;
    while (node != nullptr && !reference.empty()) {
        reference.remove_prefix(1);
        const auto end = std::min(reference.find('/'), reference.size());
        const auto key = unescaped(reference.substr(0, end));
        reference.remove_prefix(end);
        node = node->is_object() ? node->get_object().if_contains(key) : nullptr;
    }
    return node;
}

// OpenAPI 3.0 writes exclusive bounds as JSON Schema's draft 4 did.
void fix_bound(json::object& schema, std::string_view exclusive, std::string_view bound) {
    const auto* flag = schema.if_contains(exclusive);
    if (flag == nullptr || !flag->is_bool()) return;
    const bool excludes = flag->get_bool();
    schema.erase(exclusive);
    const auto* number = schema.if_contains(bound);
    if (!excludes || number == nullptr) return;
    schema[exclusive] = json::value(*number);
    schema.erase(bound);
}

// "nullable" of OpenAPI 3.0.
json::value with_null(json::object schema) {
    const json::object null{{"type", "null"}};
    if (schema.empty()) return schema;
    return json::object{{"anyOf", json::array{std::move(schema), null}}};
}

std::unexpected<Error> lost(std::string_view reference) {
    return fail(ErrorCode::Invalid,
                "the reference '" + std::string(reference) + "' names nothing in the document");
}

}  // namespace

Result<const json::value*> resolve(const json::value& document, const json::value* node) {
    for (int followed = 0; followed <= kMaxReferences; ++followed) {
        if (node == nullptr || !node->is_object()) return node;
        const auto* reference = node->get_object().if_contains("$ref");
        if (reference == nullptr || !reference->is_string()) return node;
        const std::string_view text = reference->get_string();
        node = at_pointer(document, text);
        if (node == nullptr) return lost(text);
    }
    return fail(ErrorCode::Exhausted, "references follow one another without end");
}

Result<json::value> Schemas::refer(std::string_view reference) {
    if (!reference.starts_with(kSchemas) || reference.size() == kSchemas.size())
        return lost(reference);
    const auto rest = reference.substr(kSchemas.size());
    if (rest.find('/') != std::string_view::npos) return lost(reference);
    const auto name = unescaped(rest);
    if (at_pointer(document_, reference) == nullptr) return lost(reference);
    if (!made_.contains(name)) {
        made_[name] = nullptr;
        to_be_made_.push_back(name);
    }
    return json::object{{"$ref", "#/$defs/" + std::string(rest)}};
}

Result<json::value> Schemas::convert_list(const json::value& list, std::size_t depth) {
    if (!list.is_array()) return list;
    json::array made;
    for (const auto& one : list.get_array()) {
        ERRAND_TRY(auto converted, convert(one, depth));
        made.push_back(std::move(converted));
    }
    return made;
}

Result<json::value> Schemas::convert_map(const json::value& map, std::size_t depth) {
    if (!map.is_object()) return map;
    json::object made;
    for (const auto& one : map.get_object()) {
        ERRAND_TRY(made[one.key()], convert(one.value(), depth));
    }
    return made;
}

// A member that only goes the other way need not be there.
void Schemas::drop_other_direction(const json::object& schema, json::object& made) const {
    const auto* properties = schema.if_contains("properties");
    auto* required = made.if_contains("required");
    if (properties == nullptr || !properties->is_object() || required == nullptr ||
        !required->is_array())
        return;
    const auto* other = direction_ == Direction::Sent ? "readOnly" : "writeOnly";
    json::array kept;
    for (const auto& name : required->get_array()) {
        const auto* property =
            name.is_string() ? properties->get_object().if_contains(name.get_string()) : nullptr;
        if (property == nullptr || !property->is_object() ||
            !is_true(property->get_object(), other))
            kept.push_back(name);
    }
    *required = std::move(kept);
}

Result<json::value> Schemas::convert_members(const json::object& schema, std::size_t depth) {
    json::object made;
    for (const auto& member : schema) {
        const std::string_view key = member.key();
        if (kDropped.contains(key) || key.starts_with("x-")) continue;
        if (kOne.contains(key)) {
            ERRAND_TRY(made[key], convert(member.value(), depth + 1));
        } else if (kLists.contains(key)) {
            ERRAND_TRY(made[key], convert_list(member.value(), depth + 1));
        } else if (kMaps.contains(key)) {
            ERRAND_TRY(made[key], convert_map(member.value(), depth + 1));
        } else {
            made[key] = member.value();
        }
    }
    fix_bound(made, "exclusiveMinimum", "minimum");
    fix_bound(made, "exclusiveMaximum", "maximum");
    drop_other_direction(schema, made);
    if (is_true(schema, "nullable")) return with_null(std::move(made));
    return made;
}

Result<json::value> Schemas::convert(const json::value& schema, std::size_t depth) {
    if (left_ == 0 || depth > kMaxSchemaDepth)
        return fail(ErrorCode::Exhausted, "the schema has too many parts");
    --left_;
    if (!schema.is_object()) return schema;
    const auto& members = schema.get_object();
    if (const auto* reference = members.if_contains("$ref");
        reference != nullptr && reference->is_string()) {
        ERRAND_TRY(auto referred, refer(reference->get_string()));
        // OpenAPI 3.0 passes over what stands beside a reference.
        if (members.size() == 1 || json::string_at(document_, "openapi").starts_with("3.0"))
            return referred;
        json::object beside(members);
        beside.erase("$ref");
        ERRAND_TRY(auto made, convert_members(beside, depth));
        return json::object{{"allOf", json::array{std::move(referred), std::move(made)}}};
    }
    return convert_members(members, depth);
}

Result<json::value> Schemas::take(const json::value& schema) {
    return convert(schema, 0);
}

Result<json::object> Schemas::definitions() {
    while (!to_be_made_.empty()) {
        const auto name = std::move(to_be_made_.back());
        to_be_made_.pop_back();
        const auto* all = json::find(document_, "components.schemas");
        const auto* schema =
            all == nullptr || !all->is_object() ? nullptr : all->get_object().if_contains(name);
        if (schema == nullptr) return lost(name);
        ERRAND_TRY(auto converted, convert(*schema, 0));
        made_[name] = std::move(converted);
    }
    return made_;
}

}  // namespace errand::connectors::openapi
