#include "mcp/server.hpp"

#include "mcp/dispatch.hpp"
#include "mcp/server_stdio.hpp"

namespace errand::mcp {

struct Server::State {
    explicit State(ServerSettings settings) : dispatch(std::move(settings)) {}
    Dispatch dispatch;
};

namespace {

net::Response as_http(Reply reply) {
    if (reply.body.empty()) return {.status = reply.status};
    return net::Response::json(reply.status, reply.body);
}

net::Response mismatch(const Message& message, std::string why) {
    return net::Response::json(
        400, write_error(message.id, kHeaderMismatch, "Header mismatch: " + std::move(why)));
}

// What 2026-07-28 asks of the headers: each is there and says what the body says.
std::optional<net::Response> check_headers(const net::Request& request, const Message& message,
                                           std::string_view body_version) {
    const auto version = request.headers.get("MCP-Protocol-Version");
    if (version != body_version)
        return mismatch(message, "MCP-Protocol-Version '" + std::string(version) +
                                     "' does not match _meta '" + std::string(body_version) + "'");
    const auto method = request.headers.get("Mcp-Method");
    if (method != message.method)
        return mismatch(message, "Mcp-Method '" + std::string(method) + "' does not match '" +
                                     message.method + "'");
    const auto wanted = name_header(message.method, message.params);
    if (!wanted) return std::nullopt;
    const auto name = decode_header(request.headers.get("Mcp-Name"));
    if (!request.headers.has("Mcp-Name") || !name || *name != *wanted)
        return mismatch(message, "Mcp-Name '" + std::string(request.headers.get("Mcp-Name")) +
                                     "' does not match '" + *wanted + "'");
    return std::nullopt;
}

std::string quoted(std::string_view text) {
    std::string safe = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') safe += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) safe += c;
    }
    return safe + "\"";
}

void challenge(const ServerSettings& settings, net::Response& response, std::string_view error,
               std::string_view description, std::string_view scope) {
    std::string field = "Bearer";
    const auto add = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        field.append(field == "Bearer" ? " " : ", ").append(name).append("=").append(quoted(value));
    };
    add("error", error);
    add("error_description", description);
    add("scope", scope);
    if (settings.resource_metadata) add("resource_metadata", settings.resource_metadata());
    response.headers.set("WWW-Authenticate", std::move(field));
}

std::optional<net::Response> wrong_form(const net::Request& request) {
    if (request.method != "POST") {
        // No stream of its own and no session to delete: 405, as the specification wants it.
        auto response = net::Response::error(
            405, {ErrorCode::Invalid, "an MCP endpoint takes POST only", "send messages by POST"});
        response.headers.set("Allow", "POST");
        return response;
    }
    const auto type = request.headers.get("Content-Type");
    if (!type.starts_with("application/json"))
        return net::Response::error(415, {ErrorCode::Invalid, "a message is application/json", ""});
    return std::nullopt;
}

}  // namespace

Server::Server(ServerSettings settings) : state_(std::make_shared<State>(std::move(settings))) {}

Server::~Server() = default;

Result<> Server::add(ServerTool tool) {
    return state_->dispatch.add(std::move(tool));
}

void Server::mount(net::Server& server, const std::string& path) {
    for (const auto* method : {"POST", "GET", "DELETE"})
        server.route(method, path,
                     [this](net::Request request) { return handle(std::move(request)); });
}

async::Awaitable<net::Response> Server::handle(net::Request request) {
    const auto state = state_;
    const auto& settings = state->dispatch.settings;
    if (auto refusal = wrong_form(request)) co_return *std::move(refusal);
    Caller caller;
    if (settings.authorize) {
        const std::string token(request.bearer());
        auto found = co_await settings.authorize(token);
        if (!found) {
            auto response = net::Response::error(
                found.error().code == ErrorCode::Denied ? 401 : net::status_of(found.error().code),
                found.error());
            if (response.status == 401)
                challenge(settings, response, token.empty() ? "" : "invalid_token",
                          token.empty() ? "" : found.error().message, "");
            co_return response;
        }
        caller = *std::move(found);
    }
    auto parsed = json::parse(request.body);
    if (!parsed)
        co_return net::Response::json(
            400, write_error(nullptr, kParseError, "Parse error: " + parsed.error().message));
    auto message = read_message(*std::move(parsed));
    if (!message)
        co_return net::Response::json(
            400, write_error(nullptr, kInvalidRequest, message.error().message));
    const std::string header(request.headers.get("MCP-Protocol-Version"));
    const json::value meta(message->meta);
    const std::string said(json::string_at(meta, kMetaVersion));
    // Notifications have no header rules of their own in 2026-07-28.
    if (message->kind == Message::Kind::Request && (!said.empty() || is_modern(header)) &&
        (!said.empty() || is_supported(header)))
        if (auto refusal = check_headers(request, *message, said.empty() ? header : said))
            co_return *std::move(refusal);
    const std::string version(header.empty() ? kWithoutHeader : std::string_view(header));
    auto reply = co_await state->dispatch.answer(*std::move(message), version, std::move(caller));
    const auto missing = reply.missing_scope;
    auto response = as_http(std::move(reply));
    if (!missing.empty())
        challenge(settings, response, "insufficient_scope", "this needs another scope", missing);
    co_return response;
}

async::Awaitable<std::optional<json::value>> Server::answer(json::value message, Caller caller) {
    const auto state = state_;
    auto read = read_message(std::move(message));
    if (!read) co_return write_error(nullptr, kInvalidRequest, read.error().message);
    auto reply = co_await state->dispatch.answer(*std::move(read), std::string(kNewestLegacy),
                                                 std::move(caller));
    if (reply.body.empty()) co_return std::nullopt;
    co_return json::value(std::move(reply.body));
}

async::Awaitable<Result<>> Server::serve_stdio(int input, int output) {
    const auto state = state_;
    co_return co_await mcp::serve_stdio(state->dispatch, input, output);
}

}  // namespace errand::mcp
