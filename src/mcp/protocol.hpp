// Owns: the words of the protocol: versions, keys, error codes, JSON-RPC messages, header values.
// Private to src/mcp. Pure; any thread.
// Source: MCP schema 2026-07-28, 2025-11-25, 2024-11-05; JSON-RPC 2.0.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::mcp {

// "Modern" versions carry everything on every request; "legacy" ones begin with initialize.
inline constexpr std::string_view kModern = "2026-07-28";
inline constexpr std::string_view kNewestLegacy = "2025-11-25";
// Newest first. Versions are dates: they compare as text.
inline constexpr std::array<std::string_view, 5> kVersions{"2026-07-28", "2025-11-25", "2025-06-18",
                                                           "2025-03-26", "2024-11-05"};
// What a legacy request over HTTP without a version header is taken for, as the specification says.
inline constexpr std::string_view kWithoutHeader = "2025-03-26";
inline constexpr std::string_view kStructuredSince = "2025-06-18";   // title, structuredContent
inline constexpr std::string_view kAnnotationsSince = "2025-03-26";  // annotations

bool is_modern(std::string_view version);
bool is_supported(std::string_view version);

inline constexpr std::string_view kMetaVersion = "io.modelcontextprotocol/protocolVersion";
inline constexpr std::string_view kMetaClient = "io.modelcontextprotocol/clientInfo";
inline constexpr std::string_view kMetaCapabilities = "io.modelcontextprotocol/clientCapabilities";
inline constexpr std::string_view kMetaLogLevel = "io.modelcontextprotocol/logLevel";
inline constexpr std::string_view kMetaServer = "io.modelcontextprotocol/serverInfo";
inline constexpr std::string_view kMetaRelatedTask = "io.modelcontextprotocol/related-task";
// Errand's own.
inline constexpr std::string_view kMetaIdempotency = "errand/idempotency-key";
inline constexpr std::string_view kMetaEffect = "errand/effect";

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kHeaderMismatch = -32020;
inline constexpr int kMissingCapability = -32021;
inline constexpr int kUnsupportedVersion = -32022;
inline constexpr int kUrlElicitationRequired = -32042;  // 2025-11-25

// One message, taken apart. A response has neither method nor params.
struct Message {
    enum class Kind { Request, Notification, Response };
    Kind kind = Kind::Request;
    json::value id;  // string or integer; null where there is none
    std::string method;
    json::object params;
    json::object meta;  // params._meta
    json::value result;
    json::object error;  // empty: a result
};

// Refuses batches, ids that are neither string nor integer, params that are no object, and what is
// not JSON-RPC 2.0. Invalid, with the reason.
Result<Message> read_message(json::value message);

// Whether a notification tells how far this request is, whose id is its token.
bool is_progress_of(const Message& message, const json::object& request);

json::object write_request(json::value id, std::string_view method, json::object params);
json::object write_notification(std::string_view method, json::object params);
json::object write_result(const json::value& id, json::object result);
// A null id is left out: the request could not be read.
json::object write_error(const json::value& id, int code, std::string_view message,
                         json::value data = nullptr);

// The error of a response, as one of ours. `data.code` and `data.advice` are errand's own.
Error error_of(const json::object& error);

// Header values that are not plain ASCII go as "=?base64?…?=" (2026-07-28, Value Encoding).
std::string encode_header(std::string_view value);
// Invalid where the base 64 is malformed.
Result<std::string> decode_header(std::string_view field);
// The string member, or empty where it is absent or not a string.
std::string_view text_at(const json::object& members, std::string_view key);
// Whether these capabilities of a client let a form be put to the person.
bool elicits(const json::object& capabilities);
// An id for a legacy client's session that holds by itself what of its capabilities matters here;
// and what it holds. Ids that nobody gave out hold nothing.
std::string make_session_id(const json::object& capabilities);
json::object session_capabilities(std::string_view id);
// What Mcp-Name has to say for this method: params.name, params.uri or (extension Tasks)
// params.taskId; nothing for other methods.
std::optional<std::string> name_header(std::string_view method, const json::object& params);

}  // namespace errand::mcp
