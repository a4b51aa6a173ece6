#include "connectors/openapi/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "connectors/openapi/limits.hpp"
#include "connectors/openapi/schemas.hpp"

namespace errand::connectors::openapi {

namespace {

constexpr std::array<std::string_view, 6> kMethods{"get", "head", "post", "put", "patch", "delete"};
// Fields that are not a parameter's to set.
const std::set<std::string> kOurFields{"accept",
                                       "authorization",
                                       "connection",
                                       "content-length",
                                       "content-type",
                                       "cookie",
                                       "host",
                                       "te",
                                       "idempotency-key",
                                       "proxy-authorization",
                                       "user-agent",
                                       "transfer-encoding",
                                       "upgrade",
                                       "expect",
                                       "trailer"};

std::string lower(std::string_view text) {
    std::string made(text);
    for (auto& one : made) one = one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one;
    return made;
}

std::string upper(std::string_view text) {
    std::string made(text);
    for (auto& one : made) one = one >= 'a' && one <= 'z' ? static_cast<char>(one - 32) : one;
    return made;
}

bool flag(const json::object& members, std::string_view key, bool otherwise = false) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_bool() ? found->get_bool() : otherwise;
}

// What a header may be called.
bool is_field_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char one) {
        return one < 0x80 && (std::isalnum(one) != 0 || one == '-' || one == '_' || one == '.');
    });
}

// A tool's name has the characters that models may write in one.
std::string tool_name(std::string_view text) {
    std::string name;
    for (const char one : text.substr(0, kMaxNameBytes)) {
        const auto code = static_cast<unsigned char>(one);
        name += code < 0x80 && (std::isalnum(code) != 0 || one == '-' || one == '_') ? one : '_';
    }
    return name;
}

// One operation being read.
class OperationReader {
  public:
    OperationReader(const json::value& document, std::string_view method, std::string_view path,
                    const json::object& item, const json::object& operation)
        : document_(document), item_(item), source_(operation) {
        made_.method = upper(method);
        made_.path = path;
    }

    Result<Operation> read();

  private:
    Result<> path_is_plain() const;
    Result<> parameters();
    Result<> add_parameters(const json::value* list);
    Result<> add_parameter(const json::object& parameter);
    Result<> style(const json::object& parameter, Parameter& made) const;
    Result<> every_place_is_filled() const;
    Result<> body();
    Result<> key();
    Result<KeyPlace> place_of(const json::value& requirement) const;
    Result<> schema();
    void names();

    const json::value& document_;
    const json::object& item_;
    const json::object& source_;
    Operation made_;
    Schemas schemas_{document_, Direction::Sent, kMaxArgumentParts};
    json::object properties_;
    json::array required_;
};

Result<> OperationReader::path_is_plain() const {
    const auto& path = made_.path;
    const bool plain =
        path.starts_with('/') && path.size() <= kMaxPathBytes &&
        std::ranges::all_of(path, [](unsigned char one) {
            return one > 0x20 && one < 0x7F && one != '?' && one != '#' && one != '\\';
        });
    if (!plain) return fail(ErrorCode::Invalid, "its path is not one");
    for (const auto* members : {&item_, &source_})
        if (members->contains("servers"))
            return fail(ErrorCode::Invalid, "it names a server of its own");
    return {};
}

Result<> OperationReader::style(const json::object& parameter, Parameter& made) const {
    if (parameter.contains("content")) {
        if (made.place != Place::Query)
            return fail(ErrorCode::Invalid, "a parameter is written in a way of its own");
        made.style = Style::Json;
        return {};
    }
    const auto named = json::string_at(parameter, "style");
    if (made.place != Place::Query) {
        if (!named.empty() && named != "simple")
            return fail(ErrorCode::Invalid, fmt::format("a parameter of the style '{}'", named));
        made.style = Style::Form;
        return {};
    }
    const bool form = named.empty() || named == "form";
    const bool exploded = flag(parameter, "explode", form);
    if (form)
        made.style = exploded ? Style::Exploded : Style::Form;
    else if (named == "spaceDelimited")
        made.style = exploded ? Style::Exploded : Style::Spaces;
    else if (named == "pipeDelimited")
        made.style = exploded ? Style::Exploded : Style::Pipes;
    else if (named == "deepObject")
        made.style = Style::Deep;
    else
        return fail(ErrorCode::Invalid, fmt::format("a parameter of the style '{}'", named));
    return {};
}

Result<> OperationReader::add_parameter(const json::object& parameter) {
    Parameter made;
    made.name = json::string_at(parameter, "name");
    const auto in = json::string_at(parameter, "in");
    made.required = flag(parameter, "required");
    if (made.name.empty()) return fail(ErrorCode::Invalid, "a parameter without a name");
    if (in == "cookie" && !made.required) return {};
    if (in == "header" && kOurFields.contains(lower(made.name))) return {};
    if (in == "path")
        made.place = Place::Path;
    else if (in == "header" && is_field_name(made.name))
        made.place = Place::Header;
    else if (in != "query")
        return fail(ErrorCode::Invalid, fmt::format("a parameter in '{}'", in));
    ERRAND_TRY_VOID(style(parameter, made));
    if (made.place == Place::Path) made.required = true;
    made.argument = made.name;
    while (properties_.contains(made.argument)) made.argument += "_" + std::string(in);
    if (made_.parameters.size() >= kMaxParameters)
        return fail(ErrorCode::Exhausted, "it has too many parameters");
    const auto* schema = parameter.if_contains("schema");
    if (const auto* content = parameter.if_contains("content");
        content != nullptr && content->is_object() && !content->get_object().empty())
        schema = json::find(content->get_object().begin()->value(), "schema");
    ERRAND_TRY(auto taken,
               schemas_.take(schema == nullptr ? json::value(json::object{}) : *schema));
    if (const auto about = json::string_at(parameter, "description");
        !about.empty() && taken.is_object() && !taken.get_object().contains("$ref"))
        taken.get_object()["description"] = about;
    properties_[made.argument] = std::move(taken);
    if (made.required) required_.emplace_back(made.argument);
    made_.parameters.push_back(std::move(made));
    return {};
}

// The operation's own come first, so that one of the path that it says anew is passed over.
Result<> OperationReader::add_parameters(const json::value* list) {
    if (list == nullptr) return {};
    if (!list->is_array()) return fail(ErrorCode::Invalid, "its parameters are no list");
    const auto before = made_.parameters.size();
    for (const auto& one : list->get_array()) {
        ERRAND_TRY(const auto* parameter, resolve(document_, &one));
        if (parameter == nullptr || !parameter->is_object())
            return fail(ErrorCode::Invalid, "a parameter is no object");
        const auto name = json::string_at(*parameter, "name");
        const auto in = json::string_at(*parameter, "in");
        const bool again = std::any_of(
            made_.parameters.begin(), made_.parameters.begin() + static_cast<long>(before),
            [&](const Parameter& other) {
                const auto* place = other.place == Place::Path    ? "path"
                                    : other.place == Place::Query ? "query"
                                                                  : "header";
                return other.name == name && place == in;
            });
        if (!again) ERRAND_TRY_VOID(add_parameter(parameter->get_object()));
    }
    return {};
}

Result<> OperationReader::every_place_is_filled() const {
    std::string_view path = made_.path;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
        const auto close = path.find('}', open);
        if (close == std::string_view::npos) return fail(ErrorCode::Invalid, "its path is not one");
        const auto name = path.substr(open + 1, close - open - 1);
        const bool filled = std::ranges::any_of(made_.parameters, [&](const Parameter& one) {
            return one.place == Place::Path && one.name == name;
        });
        if (!filled)
            return fail(ErrorCode::Invalid, fmt::format("nothing fills '{}' of its path", name));
        path.remove_prefix(close + 1);
    }
    return {};
}

Result<> OperationReader::body() {
    ERRAND_TRY(const auto* body, resolve(document_, source_.if_contains("requestBody")));
    if (body == nullptr) return {};
    const auto* content = body->is_object() ? body->get_object().if_contains("content") : nullptr;
    const auto* media = content != nullptr && content->is_object()
                            ? content->get_object().if_contains("application/json")
                            : nullptr;
    const bool required = body->is_object() && flag(body->get_object(), "required");
    if (media == nullptr) {
        if (required) return fail(ErrorCode::Invalid, "its body is not JSON");
        return {};
    }
    if (properties_.contains("body"))
        return fail(ErrorCode::Invalid, "it has a parameter 'body' beside its body");
    const auto* schema = media->is_object() ? media->get_object().if_contains("schema") : nullptr;
    ERRAND_TRY(properties_["body"],
               schemas_.take(schema == nullptr ? json::value(json::object{}) : *schema));
    made_.has_body = true;
    if (required) required_.emplace_back("body");
    return {};
}

// Of one security requirement: {"scheme": [scopes]}.
Result<KeyPlace> OperationReader::place_of(const json::value& requirement) const {
    const auto unknown = fail(ErrorCode::Invalid, "its way to sign in is not known");
    if (!requirement.is_object() || requirement.get_object().size() > 1) return unknown;
    if (requirement.get_object().empty()) return KeyPlace{};
    const auto* schemes = json::find(document_, "components.securitySchemes");
    const auto* named =
        schemes == nullptr || !schemes->is_object()
            ? nullptr
            : schemes->get_object().if_contains(requirement.get_object().begin()->key());
    ERRAND_TRY(const auto* scheme, resolve(document_, named));
    if (scheme == nullptr || !scheme->is_object()) return unknown;
    const auto type = json::string_at(*scheme, "type");
    const auto in = json::string_at(*scheme, "in");
    const std::string name(json::string_at(*scheme, "name"));
    if (type == "oauth2" || type == "openIdConnect")
        return KeyPlace{.kind = KeyPlace::Kind::Bearer};
    if (type == "http" && lower(json::string_at(*scheme, "scheme")) == "bearer")
        return KeyPlace{.kind = KeyPlace::Kind::Bearer};
    const bool ours = kOurFields.contains(lower(name)) && lower(name) != "authorization";
    if (type == "apiKey" && in == "header" && is_field_name(name) && !ours)
        return KeyPlace{.kind = KeyPlace::Kind::Header, .name = name};
    if (type == "apiKey" && !name.empty() && in == "query")
        return KeyPlace{.kind = KeyPlace::Kind::Query, .name = name};
    return unknown;
}

// The first way that is known.
Result<> OperationReader::key() {
    const auto* ways = source_.if_contains("security");
    if (ways == nullptr) ways = json::find(document_, "security");
    if (ways == nullptr || !ways->is_array()) {
        // Where the operator has one all the same.
        made_.key = {.kind = KeyPlace::Kind::Bearer, .declared = false};
        return {};
    }
    if (ways->get_array().empty()) return {};
    for (const auto& way : ways->get_array()) {
        auto place = place_of(way);
        if (!place) continue;
        made_.key = *std::move(place);
        return {};
    }
    return fail(ErrorCode::Invalid, "its way to sign in is not known");
}

Result<> OperationReader::schema() {
    json::object schema{{"type", "object"},
                        {"properties", std::move(properties_)},
                        {"additionalProperties", false}};
    if (!required_.empty()) schema["required"] = std::move(required_);
    ERRAND_TRY(auto definitions, schemas_.definitions());
    if (!definitions.empty()) schema["$defs"] = std::move(definitions);
    made_.tool.input_schema = std::move(schema);
    return {};
}

void OperationReader::names() {
    const auto id = json::string_at(source_, "operationId");
    made_.tool.name =
        tool_name(id.empty() ? lower(made_.method) + "_" + made_.path.substr(1) : std::string(id));
    made_.tool.title = json::string_at(source_, "summary");
    made_.tool.description = json::string_at(source_, "description");
    if (made_.tool.description.empty()) made_.tool.description = made_.tool.title;
    const bool reads = made_.method == "GET" || made_.method == "HEAD";
    made_.tool.effect = reads ? tool::Effect::Reads : tool::Effect::Spends;
    made_.tool.idempotent = reads || made_.method == "PUT" || made_.method == "DELETE";
}

Result<Operation> OperationReader::read() {
    ERRAND_TRY_VOID(path_is_plain());
    ERRAND_TRY_VOID(add_parameters(source_.if_contains("parameters")));
    ERRAND_TRY_VOID(add_parameters(item_.if_contains("parameters")));
    ERRAND_TRY_VOID(every_place_is_filled());
    ERRAND_TRY_VOID(body());
    ERRAND_TRY_VOID(key());
    ERRAND_TRY_VOID(schema());
    names();
    if (const auto* responses = source_.if_contains("responses");
        responses != nullptr && responses->is_object())
        made_.responses = *responses;
    return std::move(made_);
}

Result<> read_item(Document& into, std::string_view path, const json::object& item) {
    for (const auto method : kMethods) {
        const auto* operation = item.if_contains(method);
        if (operation == nullptr || !operation->is_object()) continue;
        if (into.operations.size() + into.left_out.size() >= kMaxOperations)
            return fail(ErrorCode::Exhausted,
                        fmt::format("the document has more than {} operations", kMaxOperations),
                        "keep those that are needed in a document of your own");
        auto read = OperationReader(into.whole, method, path, item, operation->get_object()).read();
        if (!read) {
            into.left_out.push_back(
                fmt::format("{} {}: {}", upper(method), path, read.error().message));
            continue;
        }
        auto& name = read->tool.name;
        const auto base = name.substr(0, kMaxNameBytes - 4);
        for (int number = 2; into.find(name) != nullptr; ++number)
            name = fmt::format("{}_{}", base, number);
        into.operations.push_back(*std::move(read));
    }
    return {};
}

}  // namespace

const Operation* Document::find(std::string_view tool) const {
    const auto found = std::ranges::find_if(
        operations, [&](const Operation& one) { return one.tool.name == tool; });
    return found == operations.end() ? nullptr : &*found;
}

Result<Document> read_document(std::string_view text) {
    if (text.size() > kMaxDocumentBytes)
        return fail(ErrorCode::Exhausted, "the document is too large",
                    "keep the operations that are needed in a document of your own");
    auto parsed = json::parse(text);
    if (!parsed)
        return fail(ErrorCode::Invalid, "the document is not JSON: " + parsed.error().message,
                    "a document in YAML has to be converted to JSON first");
    Document document;
    document.whole = *std::move(parsed);
    document.version = json::string_at(document.whole, "openapi");
    if (!document.version.starts_with("3."))
        return fail(ErrorCode::Invalid, "the document is no OpenAPI 3.x",
                    "convert it to OpenAPI 3.0 or 3.1");
    if (const auto* info = json::find(document.whole, "info"))
        document.title = fmt::format("{} {}", json::string_at(*info, "title"),
                                     json::string_at(*info, "version"));
    if (const auto* server = json::find(document.whole, "servers.0"))
        document.server = json::string_at(*server, "url");
    const auto* paths = json::find(document.whole, "paths");
    if (paths == nullptr || !paths->is_object()) return document;
    for (const auto& path : paths->get_object()) {
        const auto item = resolve(document.whole, &path.value());
        if (!item || *item == nullptr || !(*item)->is_object()) {
            document.left_out.push_back(std::string(path.key()) + ": it is no object");
            continue;
        }
        ERRAND_TRY_VOID(read_item(document, path.key(), (*item)->get_object()));
    }
    return document;
}

Result<std::optional<json::value>> answer_schema(const Document& document,
                                                 const Operation& operation, int status) {
    if (!operation.responses.is_object()) return std::optional<json::value>{};
    const auto& all = operation.responses.get_object();
    const json::value* found = nullptr;
    for (const auto& key :
         {std::to_string(status), fmt::format("{}XX", status / 100), std::string("default")})
        if (found == nullptr) found = all.if_contains(key);
    ERRAND_TRY(const auto* response, resolve(document.whole, found));
    if (response == nullptr || !response->is_object()) return std::optional<json::value>{};
    const auto* content = response->get_object().if_contains("content");
    const auto* media = content != nullptr && content->is_object()
                            ? content->get_object().if_contains("application/json")
                            : nullptr;
    const auto* schema = media != nullptr && media->is_object()
                             ? media->get_object().if_contains("schema")
                             : nullptr;
    if (schema == nullptr) return std::optional<json::value>{};
    Schemas schemas(document.whole, Direction::Received, kMaxAnswerParts);
    ERRAND_TRY(auto taken, schemas.take(*schema));
    ERRAND_TRY(auto definitions, schemas.definitions());
    if (definitions.empty()) return std::optional(std::move(taken));
    return std::optional<json::value>(
        json::object{{"$defs", std::move(definitions)}, {"allOf", json::array{std::move(taken)}}});
}

}  // namespace errand::connectors::openapi
