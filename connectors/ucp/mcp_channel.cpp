#include "connectors/mcp/mcp.hpp"
#include "connectors/ucp/channel.hpp"

namespace errand::connectors::ucp {

namespace {

class McpChannel final : public Channel {
  public:
    explicit McpChannel(std::unique_ptr<tool::Connector> server) : server_(std::move(server)) {}

    async::Awaitable<Result<Answer>> ask(Asked asked) override {
        const auto& operation = *asked.operation;
        const bool reads = operation.effect == tool::Effect::Reads;
        const auto key = reads ? std::string() : uuid_of(asked.idempotency_key);
        json::object meta{{"ucp-agent", json::object{{"profile", asked.agent}}}};
        if (!reads) meta["idempotency-key"] = key;
        json::object arguments{{"meta", std::move(meta)}};
        if (!operation.id.empty()) arguments["id"] = asked.id;
        if (!asked.body.empty()) arguments[operation.resource] = std::move(asked.body);
        ERRAND_CO_TRY(auto result,
                      co_await server_->call(std::string(operation.name), std::move(arguments),
                                             {.user = std::move(asked.user),
                                              .idempotency_key = key,
                                              .deadline = asked.deadline}));
        co_return answer_of(std::move(result));
    }

  private:
    // What the server calls an error is one of the shop's, whatever it holds.
    static Result<Answer> answer_of(tool::CallResult result) {
        Answer answer{.status = result.refused ? 400 : 200, .body = {}};
        const auto* text = json::find(result.content, "text");
        if (text != nullptr && text->is_string() && !result.refused)
            if (auto parsed = json::parse(text->get_string())) result.content = *std::move(parsed);
        if (!result.content.is_object())
            return fail(ErrorCode::Corrupt, "the shop's answer is no JSON object");
        answer.body = std::move(result.content.get_object());
        if (!result.refused) return answer;
        const auto* error = answer.body.if_contains("error");
        const std::string message(error == nullptr ? "" : json::string_at(*error, "message"));
        answer.body["content"] = message;
        return answer;
    }

    std::unique_ptr<tool::Connector> server_;
};

}  // namespace

std::unique_ptr<Channel> mcp_channel(Surroundings surroundings, const Terms& terms,
                                     std::string service) {
    return std::make_unique<McpChannel>(
        mcp::connect(surroundings.executor, surroundings.client, surroundings.credentials,
                     {.name = std::move(service), .url = terms.endpoint.text()}));
}

}  // namespace errand::connectors::ucp
