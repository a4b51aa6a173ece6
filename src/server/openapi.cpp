#include <fmt/format.h>

#include "server/door.hpp"

namespace errand::server {
namespace {

json::value any_object(std::string_view about) {
    return json::object{{"type", "object"}, {"description", about}, {"additionalProperties", true}};
}

json::value string_enum(const std::vector<std::string>& values) {
    return json::object{{"type", "string"}, {"enum", json::encode(values)}};
}

json::value event_schema() {
    return schema_object(
        {{"seq", schema_integer("grows with every event of this user")},
         {"at", schema_string("RFC 3339, UTC")},
         {"errand", schema_integer("the errand's number; absent where the event is of none")},
         {"conversation", schema_string()},
         {"kind", string_enum({"reply", "ask", "progress", "result"})},
         {"text", schema_string("what a person reads, in the language of the last sentence")},
         {"id", schema_string("of an ask")},
         {"type", string_enum({"slot", "choice", "approval", "grant"})},
         {"slot", schema_string("what a slot ask asks for")},
         {"offers", schema_list(any_object("an offer"))},
         {"draft", any_object("what an approval is about, as the shop signed it")},
         {"approval", any_object("the document to sign (ES256 over its RFC 8785 form)")},
         {"service", schema_string("of a grant ask, or of one that a service asks")},
         {"tool", schema_string("the call during which a service asks")},
         {"app", any_object("of progress: a page of a service that shows an answer (id, service, "
                            "tool, title, url)")},
         {"question", any_object("what a service asks, in its own words")},
         {"scopes", schema_list(schema_string())},
         {"sign_in", schema_string("where the person signs in for the grant")},
         {"status", string_enum({"done", "declined", "cancelled", "failed"})},
         {"reason", schema_string()},
         {"orders", schema_list(any_object("an order"))},
         {"files", schema_list(any_object("a file"))}},
        {"seq", "at", "kind"});
}

json::value errand_schema() {
    return schema_object({{"number", schema_integer("the errand's number, from 1 for each user")},
                          {"skill", schema_string()},
                          {"conversation", schema_string()},
                          {"status", schema_string("working, waiting, done, declined, cancelled "
                                                   "or failed")},
                          {"view", any_object("what the errand shows of itself: ask, draft, "
                                              "orders, apps, title")},
                          {"created", schema_string()},
                          {"updated", schema_string()}},
                         {"number", "status", "view"});
}

json::value error_schema() {
    return schema_object(
        {{"error", schema_object({{"code", schema_string("closed list: invalid, not_found, denied, "
                                                         "conflict, timeout, cancelled, "
                                                         "unavailable, exhausted, corrupt, "
                                                         "internal")},
                                  {"message", schema_string()},
                                  {"advice", schema_string()}},
                                 {"code", "message"})}},
        {"error"});
}

json::value openai_error_schema() {
    return schema_object(
        {{"error", schema_object({{"message", schema_string()},
                                  {"type", schema_string()},
                                  {"param", schema_string("what is wrong; null: no one thing")},
                                  {"code", schema_string("may be null")}},
                                 {"message", "type", "param", "code"})}},
        {"error"});
}

json::object parameter(std::string_view name, std::string_view in, bool required) {
    return {{"name", name}, {"in", in}, {"required", required}, {"schema", schema_string()}};
}

// The names in braces of "/v1/asks/{ask}".
std::vector<std::string> path_parameters(std::string_view path) {
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
        const auto close = path.find('}', open);
        names.emplace_back(path.substr(open + 1, close - open - 1));
        path.remove_prefix(close + 1);
    }
    return names;
}

std::string operation_id(const Door& door) {
    std::string id = door.method;
    for (auto& one : id) one = static_cast<char>(one >= 'A' && one <= 'Z' ? one - 'A' + 'a' : one);
    for (const char one : door.path) {
        const bool letter = (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9');
        if (letter)
            id += one;
        else if (!id.ends_with('_'))
            id += '_';
    }
    while (id.ends_with('_')) id.pop_back();
    return id;
}

json::object operation(const Door& door) {
    json::array parameters;
    for (const auto& name : path_parameters(door.path))
        parameters.push_back(parameter(name, "path", true));
    for (const auto& name : door.query) parameters.push_back(parameter(name, "query", false));
    for (const auto& name : door.headers) parameters.push_back(parameter(name, "header", false));
    json::object success{{"description", "done"}};
    if (!door.answer.is_null())
        success["content"] = json::object{{door.media_type, {{"schema", door.answer}}}};
    json::object failure{
        {"description", "what went wrong, and what to do"},
        {"content", {{"application/json", {{"schema", schema_ref(door.error_schema)}}}}}};
    json::object made{
        {"operationId", operation_id(door)},
        {"summary", door.summary},
        {"responses", {{std::to_string(door.success), std::move(success)}, {"default", failure}}}};
    if (!parameters.empty()) made["parameters"] = std::move(parameters);
    if (!door.body.is_null())
        made["requestBody"] = {{"required", true},
                               {"content", {{"application/json", {{"schema", door.body}}}}}};
    if (door.access == Access::Open) made["security"] = json::array{};
    return made;
}

}  // namespace

json::value schema_ref(std::string_view name) {
    return json::object{{"$ref", fmt::format("#/components/schemas/{}", name)}};
}

json::value schema_list(json::value of) {
    return json::object{{"type", "array"}, {"items", std::move(of)}};
}

json::value schema_object(json::object properties, const std::vector<std::string>& required) {
    json::object made{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) made["required"] = json::encode(required);
    return made;
}

json::value schema_string(std::string_view about) {
    json::object made{{"type", "string"}};
    if (!about.empty()) made["description"] = about;
    return made;
}

json::value schema_integer(std::string_view about) {
    json::object made{{"type", "integer"}};
    if (!about.empty()) made["description"] = about;
    return made;
}

json::value schema_boolean(std::string_view about) {
    json::object made{{"type", "boolean"}};
    if (!about.empty()) made["description"] = about;
    return made;
}

json::value openapi(const Doors& doors) {
    json::object paths;
    for (const auto& door : doors) {
        std::string method = door.method;
        for (auto& one : method) one = static_cast<char>(one - 'A' + 'a');
        if (!paths.contains(door.path)) paths[door.path] = json::object{};
        paths[door.path].get_object()[method] = operation(door);
    }
    return json::object{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "errand"},
          {"version", "0.1.0"},
          {"description",
           "Say what you need; errand asks what is missing, shows offers, asks for "
           "a signed yes before anything is paid, and carries it out."},
          {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"servers", json::array{json::object{{"url", "/"}}}},
        {"security", json::array{json::object{{"token", json::array{}}}}},
        {"paths", std::move(paths)},
        {"components",
         {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
          {"schemas",
           {{"Error", error_schema()},
            {"OpenAiError", openai_error_schema()},
            {"Event", event_schema()},
            {"Errand", errand_schema()},
            {"Taken", schema_object({{"seq", schema_integer("events that follow from it come "
                                                            "after this one")}},
                                    {"seq"})}}}}}};
}

}  // namespace errand::server
