#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "json/limits.hpp"
#include "json/schema_compiler.hpp"
#include "json/schema_value.hpp"

namespace errand::json::schema {
namespace {

// ECMAScript writes a code point \uXXXX, RE2 \x{XXXX}.
std::string for_re2(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
        } else if (text[i + 1] == 'u' && i + 5 < text.size()) {
            out += fmt::format("\\x{{{}}}", text.substr(i + 2, 4));
            i += 5;
        } else {
            out += text.substr(i++, 2);
        }
    }
    return out;
}

}  // namespace

Result<std::uint64_t> Compiler::count(const value& at, const Place& place) {
    if (is_integer(at) && compare_numbers(at, value(0)) >= 0 &&
        compare_numbers(at, value(std::int64_t{1} << 53)) <= 0) {
        return at.to_number<std::uint64_t>();
    }
    return refuse(place, "must be a whole number, not negative");
}

Result<std::vector<std::string>> Compiler::names(const value& at, const Place& place) {
    auto list = decode<std::vector<std::string>>(at);
    if (!list) return refuse(place, "must be a list of names");
    return list;
}

Result<std::vector<Index>> Compiler::schemas(const value& at, const Place& place) {
    const auto* elements = at.if_array();
    if (elements == nullptr || elements->empty()) return refuse(place, "must be a list of schemas");
    std::vector<Index> all;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        ERRAND_TRY(const auto index, schema(below(place, i, (*elements)[i])));
        all.push_back(index);
    }
    return all;
}

Result<std::map<std::string, Index, std::less<>>> Compiler::named(const value& at,
                                                                  const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of schemas");
    std::map<std::string, Index, std::less<>> all;
    for (const auto& member : *members) {
        ERRAND_TRY(const auto index, schema(below(place, member.key(), member.value())));
        all.emplace(std::string(member.key()), index);
    }
    return all;
}

Result<Pattern> Compiler::pattern(std::string_view text, const Place& place) {
    if (text.size() > kMaxPatternBytes || ++patterns_ > kMaxPatterns) {
        return refuse(place, "too many or too long patterns");
    }
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(kMaxPatternMemory);
    auto compiled = std::make_shared<const RE2>(for_re2(text), options);
    if (!compiled->ok()) {
        return refuse(
            place, fmt::format("the pattern '{}' is not supported: {}", text, compiled->error()));
    }
    return compiled;
}

Result<> Compiler::on_dialect(Node&, const value& at, const Place& place) {
    static constexpr std::array known{"https://json-schema.org/draft/2020-12/schema",
                                      "https://json-schema.org/draft/2019-09/schema",
                                      "http://json-schema.org/draft-07/schema",
                                      "http://json-schema.org/draft-06/schema"};
    std::string_view dialect;
    if (const auto* text = at.if_string()) dialect = *text;
    if (dialect.ends_with('#')) dialect.remove_suffix(1);
    if (std::ranges::find(known, dialect) != known.end()) return {};
    return refuse(place, fmt::format("the dialect '{}' is not supported", dialect));
}

Result<> Compiler::on_id(Node&, const value& at, const Place& place) {
    // A nested $id would change what every $ref below it means.
    if (place.pointer == "/$id" && at.is_string()) return {};
    return refuse(place, "a nested '$id' is not supported");
}

Result<> Compiler::on_ref(Node&, const value& at, const Place& place) {
    const auto* text = at.if_string();
    if (text == nullptr) return refuse(place, "must be a string");
    ERRAND_TRY(auto target, target_of(std::string_view(*text), place));
    const auto holder = place.pointer.substr(0, place.pointer.rfind('/'));
    references_.push_back({by_pointer_.at(holder), std::move(target), place.pointer});
    return {};
}

Result<> Compiler::on_definitions(Node&, const value& at, const Place& place) {
    ERRAND_TRY([[maybe_unused]] const auto all, named(at, place));
    return {};
}

Result<> Compiler::on_type(Node& node, const value& at, const Place& place) {
    static const std::map<std::string_view, unsigned> types{
        {"null", kNull},     {"boolean", kBoolean}, {"object", kObject},  {"array", kArray},
        {"number", kNumber}, {"string", kString},   {"integer", kInteger}};
    std::vector<std::string> listed;
    if (const auto* text = at.if_string()) {
        listed.emplace_back(*text);
    } else {
        ERRAND_TRY(listed, names(at, place));
    }
    node.types = 0;
    for (const auto& name : listed) {
        const auto type = types.find(name);
        if (type == types.end()) return refuse(place, fmt::format("no type '{}'", name));
        *node.types |= type->second;
    }
    if (listed.empty()) return refuse(place, "no type at all");
    return {};
}

Result<> Compiler::on_enum(Node& node, const value& at, const Place& place) {
    const auto* elements = at.if_array();
    if (elements == nullptr) return refuse(place, "must be a list");
    std::set<std::string> allowed;
    for (const auto& element : *elements) allowed.insert(identity(element));
    if (node.enum_) {  // const came first: both must hold
        std::erase_if(*node.enum_, [&](const auto& one) { return !allowed.contains(one); });
    } else {
        node.enum_ = std::move(allowed);
        node.enum_shown = write(at).substr(0, 200);
    }
    return {};
}

Result<> Compiler::on_const(Node& node, const value& at, const Place& place) {
    return on_enum(node, array{at}, place);
}

Result<> Compiler::on_properties(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::object>(node).properties, named(at, place));
    return {};
}

Result<> Compiler::on_pattern_properties(Node& node, const value& at, const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of schemas");
    for (const auto& member : *members) {
        const auto inner = below(place, member.key(), member.value());
        ERRAND_TRY(auto compiled, pattern(member.key(), inner));
        ERRAND_TRY(const auto index, schema(inner));
        rules<&Node::object>(node).pattern_properties.emplace_back(std::move(compiled), index);
    }
    return {};
}

Result<> Compiler::on_required(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::object>(node).required, names(at, place));
    return {};
}

Result<> Compiler::on_dependent_required(Node& node, const value& at, const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of lists");
    for (const auto& member : *members) {
        ERRAND_TRY(auto list, names(member.value(), below(place, member.key(), member.value())));
        rules<&Node::object>(node).dependent_required.emplace(member.key(), std::move(list));
    }
    return {};
}

Result<> Compiler::on_dependent_schemas(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(const auto all, named(at, place));
    rules<&Node::object>(node).dependent_schemas = {all.begin(), all.end()};
    return {};
}

Result<> Compiler::on_unique(Node& node, const value& at, const Place& place) {
    if (!at.is_bool()) return refuse(place, "must be true or false");
    rules<&Node::array>(node).unique = at.get_bool();
    return {};
}

Result<> Compiler::on_multiple_of(Node& node, const value& at, const Place& place) {
    if (!at.is_number() || compare_numbers(at, value(0)) <= 0) {
        return refuse(place, "must be a number above 0");
    }
    rules<&Node::number>(node).multiple_of = at;
    return {};
}

Result<> Compiler::on_pattern(Node& node, const value& at, const Place& place) {
    const auto* text = at.if_string();
    if (text == nullptr) return refuse(place, "must be a string");
    ERRAND_TRY(rules<&Node::string>(node).pattern, pattern(std::string_view(*text), place));
    return {};
}

Result<> Compiler::on_items(Node& node, const value& at, const Place& place) {
    if (at.is_array()) {
        if (before_2020()) return on_prefix_items(node, at, place);
        return refuse(place, "'items' as a list is not supported: it is prefixItems here");
    }
    ERRAND_TRY(rules<&Node::array>(node).items, schema(place));
    return {};
}

// The items after a list of items; without such a list it never said anything.
Result<> Compiler::on_additional_items(Node& node, const value&, const Place& place) {
    const auto holder = place.pointer.substr(0, place.pointer.rfind('/'));
    boost::json::error_code error;
    const auto* list = root_.find_pointer(holder + "/items", error);
    if (!before_2020()) return refuse(place, "'additionalItems' is not supported");
    if (list == nullptr || !list->is_array()) return {};
    ERRAND_TRY(rules<&Node::array>(node).items, schema(place));
    return {};
}

Result<> Compiler::on_dependencies(Node& node, const value& at, const Place& place) {
    const auto* members = at.if_object();
    if (!before_2020() || members == nullptr) {
        return refuse(place, "'dependencies' is not supported");
    }
    for (const auto& member : *members) {
        const auto inner = below(place, member.key(), member.value());
        if (member.value().is_array()) {
            ERRAND_TRY(auto list, names(member.value(), inner));
            rules<&Node::object>(node).dependent_required.emplace(member.key(), std::move(list));
        } else {
            ERRAND_TRY(const auto index, schema(inner));
            rules<&Node::object>(node).dependent_schemas.emplace(member.key(), index);
        }
    }
    return {};
}

Result<> Compiler::on_prefix_items(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::array>(node).prefix, schemas(at, place));
    return {};
}

template <auto Rules, auto Member>
Result<> Compiler::on_schema_in(Node& node, const value&, const Place& place) {
    ERRAND_TRY(rules<Rules>(node).*Member, schema(place));
    return {};
}

template <auto Member>
Result<> Compiler::on_schema(Node& node, const value&, const Place& place) {
    ERRAND_TRY(node.*Member, schema(place));
    return {};
}

template <auto Member>
Result<> Compiler::on_schemas(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(node.*Member, schemas(at, place));
    return {};
}

template <auto Rules, auto Member>
Result<> Compiler::on_count(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<Rules>(node).*Member, count(at, place));
    return {};
}

template <auto Member>
Result<> Compiler::on_bound(Node& node, const value& at, const Place& place) {
    if (!at.is_number()) return refuse(place, "must be a number");
    rules<&Node::number>(node).*Member = at;
    return {};
}

const std::map<std::string_view, Compiler::Handler>& Compiler::keywords() {
    using C = Compiler;
    constexpr auto object_rules = &Node::object;
    constexpr auto array_rules = &Node::array;
    constexpr auto string_rules = &Node::string;
    static const std::map<std::string_view, Handler> all{
        {"$schema", &C::on_dialect},
        {"$id", &C::on_id},
        {"$ref", &C::on_ref},
        {"$defs", &C::on_definitions},
        {"definitions", &C::on_definitions},
        {"type", &C::on_type},
        {"enum", &C::on_enum},
        {"const", &C::on_const},
        {"properties", &C::on_properties},
        {"patternProperties", &C::on_pattern_properties},
        {"additionalProperties", &C::on_schema_in<object_rules, &ObjectRules::additional>},
        {"propertyNames", &C::on_schema_in<object_rules, &ObjectRules::names>},
        {"required", &C::on_required},
        {"dependentRequired", &C::on_dependent_required},
        {"dependentSchemas", &C::on_dependent_schemas},
        {"minProperties", &C::on_count<object_rules, &ObjectRules::least>},
        {"maxProperties", &C::on_count<object_rules, &ObjectRules::most>},
        {"items", &C::on_items},
        {"additionalItems", &C::on_additional_items},
        {"dependencies", &C::on_dependencies},
        {"prefixItems", &C::on_prefix_items},
        {"contains", &C::on_schema_in<array_rules, &ArrayRules::contains>},
        {"minContains", &C::on_count<array_rules, &ArrayRules::least_contains>},
        {"maxContains", &C::on_count<array_rules, &ArrayRules::most_contains>},
        {"minItems", &C::on_count<array_rules, &ArrayRules::least>},
        {"maxItems", &C::on_count<array_rules, &ArrayRules::most>},
        {"uniqueItems", &C::on_unique},
        {"minimum", &C::on_bound<&NumberRules::minimum>},
        {"maximum", &C::on_bound<&NumberRules::maximum>},
        {"exclusiveMinimum", &C::on_bound<&NumberRules::above>},
        {"exclusiveMaximum", &C::on_bound<&NumberRules::below>},
        {"multipleOf", &C::on_multiple_of},
        {"minLength", &C::on_count<string_rules, &StringRules::least>},
        {"maxLength", &C::on_count<string_rules, &StringRules::most>},
        {"pattern", &C::on_pattern},
        {"allOf", &C::on_schemas<&Node::all_of>},
        {"anyOf", &C::on_schemas<&Node::any_of>},
        {"oneOf", &C::on_schemas<&Node::one_of>},
        {"not", &C::on_schema<&Node::not_>},
        {"if", &C::on_schema<&Node::if_>},
        {"then", &C::on_schema<&Node::then>},
        {"else", &C::on_schema<&Node::else_>},
        {"$anchor", &C::skip},
        {"$comment", &C::skip},
        {"title", &C::skip},
        {"description", &C::skip},
        {"default", &C::skip},
        {"examples", &C::skip},
        {"example", &C::skip},
        {"discriminator", &C::skip},
        {"enumNames", &C::skip},
        {"deprecated", &C::skip},
        {"readOnly", &C::skip},
        {"writeOnly", &C::skip},
        {"format", &C::skip},
        {"contentEncoding", &C::skip},
        {"contentMediaType", &C::skip},
        {"contentSchema", &C::skip},
    };
    return all;
}

}  // namespace errand::json::schema
