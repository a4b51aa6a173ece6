#include <fmt/format.h>

#include <map>

#include "connectors/ucp/channel.hpp"
#include "connectors/ucp/limits.hpp"
#include "connectors/ucp/signing.hpp"
#include "mcp/client.hpp"

namespace errand::connectors::ucp {

namespace {

constexpr std::int64_t kServerError = -32000;  // a refusal of any kind
constexpr std::int64_t kInternalError = -32603;
constexpr int kConflict = 409;

// What a tool is called with. The shop's own list of tools is not asked for: what they are called
// and take is the protocol's.
json::object arguments_of(const Agent& agent, Asked& asked) {
    const auto& operation = *asked.operation;
    json::object meta{{"ucp-agent", json::object{{"profile", agent.profile}}}};
    if (operation.effect != tool::Effect::Reads)
        meta["idempotency-key"] = uuid_of(asked.idempotency_key);
    json::object arguments{{"meta", std::move(meta)}};
    if (!operation.id.empty()) arguments["id"] = asked.id;
    asked.body.erase("id");  // stands beside it
    if (!asked.body.empty() || operation.resource == "catalog")
        arguments[operation.resource] = std::move(asked.body);
    return arguments;
}

// What the protocol wants of every request over HTTP beside what MCP does.
Result<> finish(const Agent& agent, bool signs, net::ClientRequest& request) {
    if (request.body.size() > kMaxBodyBytes)
        return fail(ErrorCode::Exhausted, "what is to be sent is too large");
    request.headers.set("UCP-Agent", agent_field(agent));
    const auto message = json::parse(request.body).value_or(nullptr);
    if (const auto* key = json::find(message, "params.arguments.meta.idempotency-key");
        key != nullptr && key->is_string())
        request.headers.set("Idempotency-Key", std::string(key->get_string()));
    if (!agent.key || !signs) return {};
    return sign_request(request, *agent.key);
}

// HTTP's status says it best. JSON-RPC has one code for every refusal: then it is taken for the one
// that proves the least.
int status_of(const errand::mcp::Answered& answered) {
    if (answered.error.empty() || answered.status < 200 || answered.status >= 300)
        return answered.status;
    const auto* code = answered.error.if_contains("code");
    if (code != nullptr && *code == kInternalError) return 500;
    return code != nullptr && *code == kServerError ? kConflict : 400;
}

// A protocol error, in the form that it has over REST.
json::object refusal_in(const json::object& error) {
    json::object body;
    if (const auto* data = error.if_contains("data"); data != nullptr && data->is_object())
        body = data->get_object();
    if (!body.contains("content")) body["content"] = json::string_at(error, "message");
    return body;
}

std::string text_in(const json::object& result) {
    std::string text;
    const auto* content = result.if_contains("content");
    if (content != nullptr && content->is_array())
        for (const auto& block : content->get_array()) text += json::string_at(block, "text");
    return text;
}

Result<Answer> read_result(const Operation& operation, const json::object& result) {
    const auto* failed = result.if_contains("isError");
    const bool refused = failed != nullptr && failed->is_bool() && failed->get_bool();
    Answer answer{.status = refused ? 400 : 200, .body = {}};
    const auto* structured = result.if_contains("structuredContent");
    const auto text = text_in(result);
    if (structured != nullptr && structured->is_object())
        answer.body = structured->get_object();
    else if (auto parsed = json::parse(text); parsed && parsed->is_object())
        answer.body = std::move(parsed->get_object());
    else if (refused)
        answer.body["content"] = text;
    else
        return fail(ErrorCode::Corrupt,
                    fmt::format("the answer of {} is no JSON object", operation.name));
    return answer;
}

Result<Answer> read_answer(const Operation& operation, const errand::mcp::Answered& answered) {
    const int status = status_of(answered);
    if (auto failure = failure_of(operation, status)) return fail(*std::move(failure));
    if (!answered.error.empty()) return Answer{status, refusal_in(answered.error)};
    if (status >= 400) return Answer{status, {}};
    return read_result(operation, answered.result);
}

class McpChannel final : public Channel {
  public:
    McpChannel(net::Client& client, Terms terms, Agent agent)
        : client_(client), terms_(std::move(terms)), agent_(std::move(agent)) {}

    async::Awaitable<Result<Answer>> ask(Asked asked) override {
        const auto& operation = *asked.operation;
        const auto server = server_for(asked.api_key);
        json::object params{{"name", operation.name}, {"arguments", arguments_of(agent_, asked)}};
        const auto answered =
            co_await server->exchange("tools/call", std::move(params), asked.deadline, true);
        // Without a grant nothing is asked at all: here the shop says so.
        if (!answered && answered.error().code == ErrorCode::Denied)
            co_return Answer{401, {{"content", answered.error().message}}};
        if (!answered) co_return fail(answered.error());
        co_return read_answer(operation, *answered);
    }

  private:
    // The key is the operator's, so there is one, or none; a session is with that key alone.
    std::shared_ptr<errand::mcp::Client> server_for(const std::string& key) {
        if (!servers_.contains(key) && servers_.size() >= kMaxSessions) servers_.clear();
        auto& server = servers_[key];
        if (server) return server;
        errand::mcp::TokenSource token =
            [key](std::optional<std::string> rejected) -> async::Awaitable<Result<std::string>> {
            co_return rejected ? std::string() : key;
        };
        auto finished = [agent = agent_, signs = !terms_.older()](net::ClientRequest& request) {
            return finish(agent, signs, request);
        };
        server = std::make_shared<errand::mcp::Client>(errand::mcp::http_transport(
            client_, terms_.endpoint.text(), std::move(token), {}, std::move(finished)));
        return server;
    }

    net::Client& client_;
    Terms terms_;
    Agent agent_;
    std::map<std::string, std::shared_ptr<errand::mcp::Client>> servers_;
};

}  // namespace

std::unique_ptr<Channel> mcp_channel(net::Client& client, Terms terms, Agent agent) {
    return std::make_unique<McpChannel>(client, std::move(terms), std::move(agent));
}

}  // namespace errand::connectors::ucp
