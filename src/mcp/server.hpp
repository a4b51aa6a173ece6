// Owns: an MCP server: its tools, and what it answers to one message, over Streamable HTTP or
// stdio. Strand: the event loop's thread. Must stay true: arguments reach a handler only after they
// fit the input schema; a result leaves only if it fits the output schema; no state is kept between
// requests. Source: Model Context Protocol 2026-07-28, 2025-11-25 (and the revisions between),
// 2024-11-05.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "async/awaitable.hpp"
#include "mcp/limits.hpp"
#include "net/message.hpp"
#include "net/server.hpp"
#include "tool/tool.hpp"

namespace errand::mcp {

// Who asks, as the authorizer found.
struct Caller {
    std::string user;
    std::set<std::string> scopes;
};

struct RequestContext {
    std::string user;
    std::set<std::string> scopes;
    // From `_meta` "errand/idempotency-key", else from the argument `idempotency_key`; may be
    // empty.
    std::string idempotency_key;
    std::string protocol_version;
    std::string tool;
    json::object meta;  // the request's _meta
    // 2026-07-28: answers to what an earlier input_required asked, and its requestState.
    json::object input_responses;
    std::string request_state;
    // What the client says it can do ("elicitation" …). For versions with initialize over HTTP:
    // whether it elicits, and nothing else.
    json::object client_capabilities;
    // The person can be asked during this call: what input_required gives becomes a form.
    bool elicits = false;
    // Tells the client something while the request runs: "notifications/progress" … Only for what
    // is declared with `talks`; otherwise, and where the client takes no stream, it does nothing.
    std::function<void(std::string_view method, json::object params)> notify =
        [](std::string_view, const json::object&) {};

    // notifications/progress, where the client asked for it by a progressToken.
    void progress(double done, std::optional<double> total, std::string_view message = {}) const;
};

// A Result's Error becomes a JSON-RPC error: Invalid "invalid params", others "internal error" with
// data.code and data.advice; Denied is HTTP 403 too.
using ToolHandler =
    std::function<async::Awaitable<Result<tool::CallResult>>(json::object, RequestContext)>;

// The content of a CallResult that is an object with the member "content", a list of MCP content
// blocks (text, image, audio, resource …), is sent as those blocks where the tool has no output
// schema; every other content is sent as structuredContent and as JSON text.
struct ServerTool {
    tool::Tool tool;
    ToolHandler handle;
    // The scope that a caller must have; empty: none. Without it the answer is 403
    // insufficient_scope.
    std::string scope;
    // It may notify, or ask a legacy client, while it runs: then the answer may be a stream.
    bool talks = false;
};

// Any other method: prompts, resources, completion … Gets the params, gives the result. An Error
// that is Invalid or NotFound becomes "invalid params" (-32602). 2026-07-28's resultType,
// serverInfo and caching hints are added.
using MethodHandler =
    std::function<async::Awaitable<Result<json::object>>(json::object, RequestContext)>;

struct ServerMethod {
    std::string name;        // "prompts/list"
    std::string capability;  // "prompts": declared to clients
    MethodHandler handle;
    bool cacheable = false;    // has to carry ttlMs and cacheScope
    bool legacy_only = false;  // is not there in 2026-07-28
};

// What a tool returns to ask the person something first (2026-07-28, elicitation); it is called
// again with the answer in input_responses. A legacy client is asked meanwhile, where the tool
// `talks`; where one that elicits gives no answer in time, that is a "cancel". For clients that
// cannot be asked it becomes a refusal with code "input_required", or error -32021.
tool::CallResult input_required(std::string_view id, std::string_view message,
                                const json::object& requested_schema,
                                std::string_view request_state);
// The same for any requests: {id: {"method", "params"}}.
tool::CallResult input_required(json::object input_requests, std::string_view request_state);

// Denied: the token is not good (401). The token may be empty.
using Authorizer = std::function<async::Awaitable<Result<Caller>>(std::string bearer)>;

struct ServerInfo {
    std::string name;
    std::string title;
    std::string version = "0.1.0";
    std::string instructions;
};

struct ServerSettings {
    ServerInfo info;
    // None: every caller is Caller{} with no scopes, and tools' scopes are not checked.
    Authorizer authorize;
    // The absolute URL of the protected-resource metadata (RFC 9728), for WWW-Authenticate.
    std::function<std::string()> resource_metadata;
};

class Server {
  public:
    explicit Server(ServerSettings settings);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Invalid where a schema is not one that json::Schema can hold to; Conflict for a doubled name.
    Result<> add(ServerTool tool);
    Result<> add(ServerMethod method);

    // Streamable HTTP: one endpoint. A legacy client gets a session id where a tool talks: it holds
    // what the client can do, and nothing of it is kept here. `mount` routes every method of `path`
    // to `handle`; a caller that wants to do something before or after routes to `handle` itself.
    // This must outlive the server.
    void mount(net::Server& server, const std::string& path);
    async::Awaitable<net::Response> handle(net::Request request);

    // One JSON-RPC message of a transport without headers, from `caller`; null for a notification.
    async::Awaitable<std::optional<json::value>> answer(json::value message, Caller caller);

    // Reads one message a line from `input` and writes answers to `output` until the input ends.
    // The descriptors stay the caller's. One caller with every scope.
    async::Awaitable<Result<>> serve_stdio(int input, int output);

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace errand::mcp
