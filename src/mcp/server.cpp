#include "mcp/server.hpp"

#include <algorithm>

#include "mcp/dispatch.hpp"
#include "mcp/http_channel.hpp"
#include "mcp/server_stdio.hpp"

namespace errand::mcp {

struct Server::State {
    explicit State(ServerSettings settings) : dispatch(std::move(settings)) {}
    Dispatch dispatch;
    Questions questions;
};

namespace {

net::Response as_http(const Reply& reply) {
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

// Numbers may be written differently: 42 and 42.0 say the same.
bool same_value(const std::string& header, const std::string& body) {
    if (header == body) return true;
    const auto number = json::parse(header);
    const auto wanted = json::parse(body);
    return number && wanted && number->is_number() && wanted->is_number() &&
           number->to_number<double>() == wanted->to_number<double>();
}

// Each annotated argument stands in its header with the same value, and no header without one.
std::optional<net::Response> check_parameters(const net::Request& request, const Message& message,
                                              const std::vector<HeaderParameter>& parameters) {
    const auto* arguments = message.params.if_contains("arguments");
    const auto expected = header_fields(parameters, arguments != nullptr && arguments->is_object()
                                                        ? arguments->get_object()
                                                        : json::object{});
    for (const auto& parameter : parameters) {
        const auto field = "Mcp-Param-" + parameter.name;
        const auto wanted = std::ranges::find(expected, parameter.name,
                                              &std::pair<std::string, std::string>::first);
        if ((wanted != expected.end()) != request.headers.has(field))
            return mismatch(message, field + " and the arguments do not say the same");
        if (wanted == expected.end()) continue;
        const auto header = decode_header(request.headers.get(field));
        const auto body = decode_header(wanted->second);
        if (!header || !body || !same_value(*header, *body))
            return mismatch(message, field + " does not match the arguments");
    }
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

Result<> Server::add(ServerMethod method) {
    return state_->dispatch.add(std::move(method));
}

void Server::mount(net::Server& server, const std::string& path) {
    for (const auto* method : {"POST", "GET", "DELETE"})
        server.route(method, path,
                     [this](net::Request request) { return handle(std::move(request)); });
}

namespace {

// The user, or the answer that says why not.
async::Awaitable<std::expected<Caller, net::Response>> authorized(const ServerSettings& settings,
                                                                  const net::Request& request) {
    if (!settings.authorize) co_return Caller{};
    const std::string token(request.bearer());
    auto found = co_await settings.authorize(token);
    if (found) co_return *std::move(found);
    const auto& error = found.error();
    const bool denied = error.code == ErrorCode::Denied;
    auto response = net::Response::error(denied ? 401 : net::status_of(error.code), error);
    if (denied)
        challenge(settings, response, token.empty() ? "" : "invalid_token",
                  token.empty() ? "" : error.message, "");
    co_return std::unexpected(std::move(response));
}

std::expected<Message, net::Response> read_body(const std::string& body) {
    auto parsed = json::parse(body);
    if (!parsed)
        return std::unexpected(net::Response::json(
            400, write_error(nullptr, kParseError, "Parse error: " + parsed.error().message)));
    const auto* id = parsed->is_object() ? parsed->get_object().if_contains("id") : nullptr;
    const json::value known = id != nullptr && (id->is_string() || id->is_int64()) ? *id : nullptr;
    auto message = read_message(*std::move(parsed));
    if (message) return *std::move(message);
    return std::unexpected(
        net::Response::json(400, write_error(known, kInvalidRequest, message.error().message)));
}

// The session that an initialize begins, where it is of use; else empty.
std::string session_of(const Message& message, const Dispatch& dispatch) {
    if (message.method != "initialize" || !dispatch.talks()) return {};
    return make_session_id(object_at(message.params, "capabilities"));
}

// Whether the rules of 2026-07-28 for headers hold, where it is spoken.
std::optional<net::Response> check_modern(const net::Request& request, const Message& message,
                                          const Dispatch& dispatch) {
    const auto header = request.headers.get("MCP-Protocol-Version");
    const auto said = text_at(message.meta, kMetaVersion);
    // Notifications have no header rules of their own.
    if (message.kind != Message::Kind::Request) return std::nullopt;
    if (said.empty() && !(is_modern(header) && is_supported(header))) return std::nullopt;
    if (auto refusal = check_headers(request, message, said.empty() ? header : said))
        return refusal;
    return check_parameters(request, message, dispatch.headers_of(message));
}

}  // namespace

async::Awaitable<net::Response> Server::handle(net::Request request) {
    const auto state = state_;
    const auto& settings = state->dispatch.settings;
    if (auto refusal = wrong_form(request)) co_return *std::move(refusal);
    auto caller = co_await authorized(settings, request);
    if (!caller) co_return std::move(caller).error();
    auto message = read_body(request.body);
    if (!message) co_return std::move(message).error();
    if (auto refusal = check_modern(request, *message, state->dispatch))
        co_return *std::move(refusal);
    const auto header = request.headers.get("MCP-Protocol-Version");
    std::string version(header.empty() ? kWithoutHeader : header);
    const bool legacy = !is_modern(version) && text_at(message->meta, kMetaVersion).empty();
    if (legacy && request.headers.has("Mcp-Session-Id"))
        message->meta[kMetaCapabilities] =
            session_capabilities(request.headers.get("Mcp-Session-Id"));
    const auto session = legacy ? session_of(*message, state->dispatch) : std::string();
    const auto respond = [state, session](const Reply& reply) {
        auto response = as_http(reply);
        if (!session.empty()) response.headers.set("Mcp-Session-Id", session);
        if (const auto& missing = reply.missing_scope; !missing.empty())
            challenge(state->dispatch.settings, response, "insufficient_scope",
                      "this needs another scope", missing);
        return response;
    };
    if (message->kind == Message::Kind::Response && !is_modern(version))
        state->questions.answer(*message, caller->user);
    const bool streams = request.headers.get("Accept").contains("text/event-stream");
    if (!streams || !state->dispatch.talks(*message))
        co_return respond(co_await state->dispatch.answer(*std::move(message), std::move(version),
                                                          *std::move(caller)));
    const auto channel = std::make_shared<HttpChannel>(co_await boost::asio::this_coro::executor,
                                                       state->questions, caller->user);
    auto work = state->dispatch.answer(*std::move(message), std::move(version), *std::move(caller),
                                       channel);
    co_return co_await channel->run(std::move(work), state, respond);
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
