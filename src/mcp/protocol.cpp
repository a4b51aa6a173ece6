#include "mcp/protocol.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/id.hpp"

namespace errand::mcp {

namespace {

constexpr std::string_view kEncodedPrefix = "=?base64?";
constexpr std::string_view kEncodedSuffix = "?=";
constexpr std::string_view kSessionElicits = ".elicitation";

std::unexpected<Error> malformed(std::string why) {
    return fail(ErrorCode::Invalid, std::move(why), "send one JSON-RPC 2.0 message");
}

bool is_id(const json::value& id) {
    return id.is_string() || id.is_int64() || id.is_uint64();
}

bool looks_encoded(std::string_view text) {
    return text.size() >= kEncodedPrefix.size() + kEncodedSuffix.size() &&
           text.starts_with(kEncodedPrefix) && text.ends_with(kEncodedSuffix);
}

Result<> read_answer(json::object& members, Message& message) {
    message.kind = Message::Kind::Response;
    auto* result = members.if_contains("result");
    auto* error = members.if_contains("error");
    if ((result == nullptr) == (error == nullptr))
        return malformed("a response has either a result or an error");
    if (result != nullptr) {
        if (message.id.is_null()) return malformed("a result needs the id of its request");
        message.result = std::move(*result);
        return {};
    }
    if (!error->is_object() || !error->get_object().contains("code"))
        return malformed("the error of a response is an object with a code");
    message.error = std::move(error->get_object());
    return {};
}

}  // namespace

bool is_modern(std::string_view version) {
    return version >= kModern;
}

bool is_supported(std::string_view version) {
    return std::ranges::find(kVersions, version) != kVersions.end();
}

Result<Message> read_message(json::value from) {
    if (from.is_array()) return malformed("batches of messages are not taken");
    if (!from.is_object()) return malformed("a message is a JSON object");
    auto& members = from.get_object();
    if (json::string_at(from, "jsonrpc") != "2.0")
        return malformed("a message has \"jsonrpc\": \"2.0\"");
    Message message;
    const auto* id = members.if_contains("id");
    if (id != nullptr && !id->is_null()) {
        if (!is_id(*id)) return malformed("the id is a string or an integer");
        message.id = *id;
    }
    if (!members.contains("method")) {
        ERRAND_TRY_VOID(read_answer(members, message));
        return message;
    }
    if (!members.at("method").is_string()) return malformed("the method is a string");
    if (id != nullptr && id->is_null()) return malformed("the id of a request is not null");
    message.kind = id == nullptr ? Message::Kind::Notification : Message::Kind::Request;
    message.method = std::string(members.at("method").get_string());
    if (auto* params = members.if_contains("params")) {
        if (!params->is_object()) return malformed("params is an object");
        message.params = std::move(params->get_object());
    }
    if (const auto* meta = message.params.if_contains("_meta")) {
        if (!meta->is_object()) return malformed("_meta is an object");
        message.meta = meta->get_object();
    }
    return message;
}

bool is_progress_of(const Message& message, const json::object& request) {
    if (message.method != "notifications/progress") return false;
    const auto* token = message.params.if_contains("progressToken");
    const auto* id = request.if_contains("id");
    return token != nullptr && id != nullptr && *token == *id;
}

json::object write_request(json::value id, std::string_view method, json::object params) {
    return {{"jsonrpc", "2.0"},
            {"id", std::move(id)},
            {"method", method},
            {"params", std::move(params)}};
}

json::object write_notification(std::string_view method, json::object params) {
    return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

json::object write_result(const json::value& id, json::object result) {
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

json::object write_error(const json::value& id, int code, std::string_view message,
                         json::value data) {
    json::object error{{"code", code}, {"message", message}};
    if (!data.is_null()) error["data"] = std::move(data);
    json::object answer{{"jsonrpc", "2.0"}};
    if (!id.is_null()) answer["id"] = id;
    answer["error"] = std::move(error);
    return answer;
}

Error error_of(const json::object& error) {
    const json::value whole(error);
    Error made;
    made.message = json::string_at(whole, "message");
    if (made.message.empty()) made.message = "the service refused without a reason";
    const auto* code = error.if_contains("code");
    const auto number = code != nullptr && code->is_int64() ? code->get_int64() : 0;
    const auto* data = error.if_contains("data");
    if (data != nullptr && !json::string_at(*data, "code").empty()) {
        made.code = error_code_from(json::string_at(*data, "code"));
        made.advice = json::string_at(*data, "advice");
    } else if (number == kMethodNotFound) {
        made.code = ErrorCode::NotFound;
    } else if (number == kInternalError || (number >= -32019 && number <= -32000)) {
        made.code = ErrorCode::Unavailable;
    } else {
        made.code = ErrorCode::Invalid;
    }
    return made;
}

std::string encode_header(std::string_view value) {
    const bool plain =
        std::ranges::all_of(value, [](char c) { return (c >= 0x20 && c <= 0x7E) || c == '\t'; });
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    const bool padded = !value.empty() && (blank(value.front()) || blank(value.back()));
    if (plain && !padded && !looks_encoded(value)) return std::string(value);
    return std::string(kEncodedPrefix) + base64_encode(value) + std::string(kEncodedSuffix);
}

Result<std::string> decode_header(std::string_view field) {
    if (!looks_encoded(field)) return std::string(field);
    field.remove_prefix(kEncodedPrefix.size());
    field.remove_suffix(kEncodedSuffix.size());
    return base64_decode(field);
}

std::string_view text_at(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string())
                                                  : std::string_view{};
}

bool elicits(const json::object& capabilities) {
    const auto* found = capabilities.if_contains("elicitation");
    if (found == nullptr || !found->is_object()) return false;
    // Before 2025-11-25 there were forms alone, and no word for them.
    const auto& kinds = found->get_object();
    return kinds.contains("form") || !kinds.contains("url");
}

std::string make_session_id(const json::object& capabilities) {
    auto id = random_token();
    if (elicits(capabilities)) id += kSessionElicits;
    return id;
}

json::object session_capabilities(std::string_view id) {
    json::object all;
    if (id.ends_with(kSessionElicits)) all["elicitation"] = json::object{};
    return all;
}

std::optional<std::string> name_header(std::string_view method, const json::object& params) {
    if (method == "tools/call" || method == "prompts/get")
        return std::string(text_at(params, "name"));
    if (method == "resources/read") return std::string(text_at(params, "uri"));
    if (method == "tasks/get" || method == "tasks/update" || method == "tasks/cancel")
        return std::string(text_at(params, "taskId"));
    return std::nullopt;
}

}  // namespace errand::mcp
