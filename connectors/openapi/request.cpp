#include "connectors/openapi/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/encoding.hpp"
#include "connectors/openapi/limits.hpp"
#include "json/schema.hpp"

namespace errand::connectors::openapi {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// A simple value as it stands in a path, a query or a header.
std::string plain(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    return json::write(value);
}

std::vector<std::string> list_of(const json::value& value) {
    std::vector<std::string> all;
    if (value.is_array())
        for (const auto& one : value.get_array()) all.push_back(plain(one));
    else if (value.is_object())
        for (const auto& one : value.get_object()) {
            all.emplace_back(one.key());
            all.push_back(plain(one.value()));
        }
    else
        all.push_back(plain(value));
    return all;
}

std::string joined(const std::vector<std::string>& all, std::string_view between,
                   const auto& encode) {
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : std::string(between)) + encode(one);
    return text;
}

std::string encoded(const std::string& text) {
    return percent_encode(text);
}

std::unexpected<Error> unfit(const Parameter& parameter, std::string_view why) {
    return fail(ErrorCode::Invalid, fmt::format("'{}' {}", parameter.argument, why));
}

void add_query(std::string& query, std::string_view name, std::string_view encoded_value) {
    query += query.empty() ? "" : "&";
    query += fmt::format("{}={}", percent_encode(name), encoded_value);
}

void write_query(const Parameter& parameter, const json::value& value, std::string& query) {
    const auto& name = parameter.name;
    const bool several = value.is_array() || value.is_object();
    if (parameter.style == Style::Json) return add_query(query, name, encoded(json::write(value)));
    if (!several) return add_query(query, name, encoded(plain(value)));
    if (parameter.style == Style::Form)
        return add_query(query, name, joined(list_of(value), ",", encoded));
    if (parameter.style == Style::Spaces)
        return add_query(query, name, joined(list_of(value), "%20", encoded));
    if (parameter.style == Style::Pipes)
        return add_query(query, name, joined(list_of(value), "%7C", encoded));
    if (value.is_array()) {
        for (const auto& one : value.get_array()) add_query(query, name, encoded(plain(one)));
        return;
    }
    for (const auto& one : value.get_object()) {
        const std::string key(one.key());
        add_query(query, parameter.style == Style::Deep ? fmt::format("{}[{}]", name, key) : key,
                  encoded(plain(one.value())));
    }
}

// One piece of a path. "." and ".." would climb out of it, and an empty one names another path.
Result<std::string> path_piece(const Parameter& parameter, const json::value& value) {
    auto piece = joined(list_of(value), ",", encoded);
    if (piece.empty() || piece == "." || piece == "..")
        return unfit(parameter, "cannot stand in the path");
    return piece;
}

Result<std::string> write_path(const Operation& operation, const json::object& arguments) {
    std::string path = operation.path;
    std::size_t from = 0;
    for (auto open = path.find('{', from); open != std::string::npos; open = path.find('{', from)) {
        const auto close = path.find('}', open);
        const auto name = path.substr(open + 1, close - open - 1);
        const auto parameter = std::ranges::find_if(
            operation.parameters,
            [&](const Parameter& one) { return one.place == Place::Path && one.name == name; });
        const auto* value = parameter == operation.parameters.end()
                                ? nullptr
                                : arguments.if_contains(parameter->argument);
        if (value == nullptr) return fail(ErrorCode::Invalid, fmt::format("'{}' is missing", name));
        ERRAND_TRY(const auto piece, path_piece(*parameter, *value));
        path.replace(open, close - open + 1, piece);
        from = open + piece.size();
    }
    return path;
}

Result<> write_header(const Parameter& parameter, const json::value& value, net::Headers& headers) {
    const auto text = joined(list_of(value), ",", [](const std::string& one) { return one; });
    const bool writable =
        text.size() <= kMaxHeaderValue &&
        std::ranges::all_of(text, [](unsigned char one) { return one >= 0x20 && one < 0x7F; });
    if (!writable) return unfit(parameter, "cannot stand in a header");
    headers.set(parameter.name, text);
    return {};
}

void add_key(const KeyPlace& place, const std::string& key, std::string& query,
             net::Headers& headers) {
    if (key.empty()) return;
    if (place.kind == KeyPlace::Kind::Bearer) headers.set("Authorization", "Bearer " + key);
    if (place.kind == KeyPlace::Kind::Header) headers.set(place.name, key);
    if (place.kind == KeyPlace::Kind::Query) add_query(query, place.name, encoded(key));
}

bool is_json(std::string_view type) {
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return type == "application/json" || type.ends_with("+json");
}

// JSON, a text, or that there are bytes.
json::value content_of(const net::ClientResponse& answer) {
    const auto type = answer.headers.get("Content-Type");
    if (is_json(type))
        if (auto parsed = json::parse(answer.body)) return *std::move(parsed);
    json::object content{{"status", answer.status}};
    if (answer.body.empty()) return content;
    content["content_type"] = type;
    if (is_utf8(answer.body))
        content["text"] = utf8_prefix(answer.body, kMaxTextBytes);
    else
        content["bytes"] = answer.body.size();
    return content;
}

std::unexpected<Error> failed(const Operation& operation, int status) {
    const auto text = fmt::format("{} answered with status {}", operation.tool.name, status);
    if (operation.tool.effect != tool::Effect::Reads && status != 503 && status != 429)
        return fail(ErrorCode::Timeout, text, "the effect may or may not have happened");
    if (status < 400)
        return fail(ErrorCode::Unavailable, text + ": it points elsewhere, which is not followed",
                    "give the service's own address in the settings");
    return fail(ErrorCode::Unavailable, text, "try again later");
}

Result<> check(const Document& document, const Operation& operation,
               const net::ClientResponse& answer, const json::value& content) {
    const auto unfit = [&](const std::string& why) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("the answer of '{}' is not what its document promises: {}",
                                operation.tool.name, why),
                    operation.tool.effect == tool::Effect::Reads
                        ? ""
                        : "the effect may have happened; look it up before trying again");
    };
    const auto schema = answer_schema(document, operation, answer.status);
    if (!schema) return unfit(schema.error().message);
    if (!*schema || answer.body.empty()) return {};
    const auto compiled = json::Schema::compile(**schema);
    if (!compiled) return unfit(compiled.error().message);
    if (const auto fits = compiled->validate(content); !fits) return unfit(fits.error().message);
    return {};
}

}  // namespace

Result<net::ClientRequest> write_request(const net::Url& server, const Operation& operation,
                                         const Asked& asked) {
    net::ClientRequest request{.method = operation.method};
    std::string query;
    for (const auto& parameter : operation.parameters) {
        const auto* value = asked.arguments.if_contains(parameter.argument);
        if (value == nullptr || parameter.place == Place::Path) continue;
        if (parameter.place == Place::Query)
            write_query(parameter, *value, query);
        else
            ERRAND_TRY_VOID(write_header(parameter, *value, request.headers));
    }
    add_key(operation.key, asked.key, query, request.headers);
    ERRAND_TRY(const auto path, write_path(operation, asked.arguments));
    auto below = server.path;
    while (below.ends_with('/')) below.pop_back();
    const auto address = server.origin() + below + path;
    // Before the key stands in it: whoever refuses an address later says it aloud.
    if (const auto fits = net::parse_url(address); !fits)
        return fail(ErrorCode::Invalid,
                    fmt::format("the address of '{}' is malformed: {}", operation.tool.name, path));
    request.url = address + (query.empty() ? "" : "?" + query);
    request.headers.set("Accept", "application/json");
    const bool reads = operation.tool.effect == tool::Effect::Reads;
    if (!reads && !asked.idempotency_key.empty())
        request.headers.set("Idempotency-Key", asked.idempotency_key);
    if (const auto* body = asked.arguments.if_contains("body");
        body != nullptr && operation.has_body) {
        request.headers.set("Content-Type", "application/json");
        request.body = json::write(*body);
        if (request.body.size() > kMaxBodyBytes)
            return fail(ErrorCode::Exhausted, "the body is too large");
    }
    request.repeatable = reads;
    request.max_body = kMaxAnswerBytes;
    return request;
}

Result<tool::CallResult> read_answer(const Document& document, const Operation& operation,
                                     const net::ClientResponse& answer) {
    const int status = answer.status;
    if (status < 200 || (status >= 300 && status < 400) || status >= 500 || status == 429 ||
        status == 408)
        return failed(operation, status);
    auto content = content_of(answer);
    if (status >= 400) {
        const auto* why = status == 401 || status == 403
                              ? "the service refuses errand's key, or wants one"
                              : "the service refused";
        return tool::refusal("refused", fmt::format("{} (status {})", why, status), "",
                             {{"status", status}, {"content", std::move(content)}});
    }
    ERRAND_TRY_VOID(check(document, operation, answer, content));
    return tool::CallResult{std::move(content)};
}

}  // namespace errand::connectors::openapi
