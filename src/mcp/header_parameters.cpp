#include "mcp/header_parameters.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "json/limits.hpp"
#include "mcp/protocol.hpp"

namespace errand::mcp {

namespace {

constexpr std::string_view kKey = "x-mcp-header";

std::unexpected<Error> wrong(std::string why) {
    return fail(ErrorCode::Invalid, "x-mcp-header " + std::move(why));
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) ||
               std::string_view("!#$%&'*+-.^_`|~").contains(static_cast<char>(c));
    });
}

bool is_primitive(const json::value& schema) {
    const auto type = json::string_at(schema, "type");
    return type == "string" || type == "integer" || type == "boolean";
}

struct Walk {
    std::vector<HeaderParameter> found;
    std::set<std::string> names;  // lower case

    Result<> take(const json::value& schema, const std::vector<std::string>& path) {
        const auto name = json::string_at(schema, kKey);
        if (!is_token(name)) return wrong("is not the name of a header");
        if (path.empty() || !is_primitive(schema)) return wrong("is not at a simple parameter");
        std::string lower(name);
        std::ranges::transform(lower, lower.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (!names.insert(lower).second) return wrong("names '" + std::string(name) + "' twice");
        found.push_back({path, std::string(name)});
        return {};
    }

    // `reachable`: only "properties" lie between the root and here.
    Result<> walk(const json::value& schema, const std::vector<std::string>& path, bool reachable) {
        if (path.size() > json::kMaxDepth) return wrong("lies too deep");
        if (schema.is_array()) {
            for (const auto& each : schema.get_array()) ERRAND_TRY_VOID(walk(each, path, false));
            return {};
        }
        if (!schema.is_object()) return {};
        const auto& members = schema.get_object();
        if (members.contains(kKey)) {
            if (!reachable) return wrong("lies where no header can be read from");
            ERRAND_TRY_VOID(take(schema, path));
        }
        for (const auto& member : members) {
            if (member.key() == "const" || member.key() == "enum" || member.key() == "default" ||
                member.key() == "examples")
                continue;
            if (member.key() == "properties" && member.value().is_object()) {
                for (const auto& property : member.value().get_object()) {
                    auto deeper = path;
                    deeper.emplace_back(property.key());
                    ERRAND_TRY_VOID(walk(property.value(), deeper, reachable));
                }
            } else {
                ERRAND_TRY_VOID(walk(member.value(), path, false));
            }
        }
        return {};
    }
};

std::string as_text(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    return json::write(value);
}

}  // namespace

Result<std::vector<HeaderParameter>> header_parameters(const json::value& input_schema) {
    Walk walk;
    ERRAND_TRY_VOID(walk.walk(input_schema, {}, true));
    return std::move(walk.found);
}

std::vector<std::pair<std::string, std::string>> header_fields(
    const std::vector<HeaderParameter>& parameters, const json::object& arguments) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& parameter : parameters) {
        const json::object* at = &arguments;
        const json::value* value = nullptr;
        for (const auto& key : parameter.path) {
            value = at == nullptr ? nullptr : at->if_contains(key);
            at = value != nullptr && value->is_object() ? &value->get_object() : nullptr;
        }
        if (value == nullptr || value->is_null() || value->is_structured()) continue;
        fields.emplace_back(parameter.name, encode_header(as_text(*value)));
    }
    return fields;
}

}  // namespace errand::mcp
