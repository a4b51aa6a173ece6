#include "connectors/mcp/mcp.hpp"

#include <algorithm>
#include <map>

#include "connectors/mcp/limits.hpp"
#include "net/url.hpp"

namespace errand::connectors::mcp {

namespace {

using Client = errand::mcp::Client;

class McpConnector final : public tool::Connector {
  public:
    McpConnector(boost::asio::any_io_executor executor, net::Client& client,
                 tool::Credentials& credentials, Options options)
        : executor_(std::move(executor)),
          client_(client),
          credentials_(credentials),
          options_(std::move(options)) {}

    const std::string& service() const override { return options_.name; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string user) override;
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override;
    async::Awaitable<Result<tool::Resource>> read(std::string uri,
                                                  tool::CallContext context) override;

  private:
    struct Kept {
        std::shared_ptr<Client> client;
        std::uint64_t used = 0;
    };
    std::shared_ptr<Client> client_of(const std::string& user);
    std::shared_ptr<errand::mcp::Transport> transport_for(const std::string& user);

    boost::asio::any_io_executor executor_;
    net::Client& client_;
    tool::Credentials& credentials_;
    Options options_;
    std::map<std::string, Kept> clients_;  // by user; a command has one for all
    std::uint64_t uses_ = 0;
};

std::shared_ptr<errand::mcp::Transport> McpConnector::transport_for(const std::string& user) {
    if (options_.command) return errand::mcp::stdio_transport(executor_, *options_.command);
    auto token = [&credentials = credentials_, user, service = options_.name](
                     std::optional<std::string> rejected) -> async::Awaitable<Result<std::string>> {
        if (!rejected) co_return co_await credentials.token(user, service);
        co_return co_await credentials.refreshed(user, service, *std::move(rejected));
    };
    return errand::mcp::http_transport(client_, options_.url, std::move(token));
}

std::shared_ptr<Client> McpConnector::client_of(const std::string& user) {
    const std::string key = options_.command ? std::string{} : user;
    if (!clients_.contains(key) && clients_.size() >= kMaxUsers)
        clients_.erase(std::ranges::min_element(
            clients_, {}, [](const auto& entry) { return entry.second.used; }));
    auto& kept = clients_[key];
    kept.used = ++uses_;
    if (!kept.client)
        kept.client = std::make_shared<Client>(
            transport_for(key),
            errand::mcp::ClientSettings{
                .newest_version = options_.newest_version, .asks = true, .shows_apps = true});
    return kept.client;
}

async::Awaitable<Result<std::vector<tool::Tool>>> McpConnector::tools(std::string user) {
    const auto client = client_of(user);
    ERRAND_CO_TRY(auto tools, co_await client->tools());
    for (auto& tool : tools) {
        tool.service = options_.name;
        if (const auto said = options_.effects.find(tool.name); said != options_.effects.end())
            tool.effect = said->second;
    }
    co_return tools;
}

async::Awaitable<Result<tool::CallResult>> McpConnector::call(std::string tool,
                                                              json::object arguments,
                                                              tool::CallContext context) {
    const auto client = client_of(context.user);
    co_return co_await client->call(std::move(tool), std::move(arguments),
                                    {.idempotency_key = std::move(context.idempotency_key),
                                     .deadline = context.deadline,
                                     .goes_on = std::move(context.goes_on),
                                     .on_progress = std::move(context.on_progress),
                                     .user = std::move(context.user)});
}

async::Awaitable<Result<tool::Resource>> McpConnector::read(std::string uri,
                                                            tool::CallContext context) {
    const auto client = client_of(context.user);
    co_return co_await client->read(std::move(uri), context.deadline);
}

Result<std::vector<std::string>> command_words(const json::object& config) {
    const auto* command = config.if_contains("command");
    if (command == nullptr) return std::vector<std::string>{};
    ERRAND_TRY(auto words,
               json::decode<std::vector<std::string>>(*command, json::Unknown::Refuse, "command"));
    if (words.empty() || words.front().empty())
        return fail(ErrorCode::Invalid, "command is empty", "name the program to start");
    return words;
}

Result<Options> read(const json::object& config) {
    const json::value whole(config);
    Options options;
    options.name = json::string_at(whole, "name");
    options.url = json::string_at(whole, "url");
    if (options.name.empty())
        return fail(ErrorCode::Invalid, "a connector needs a name", "add \"name\"");
    if (const auto newest = json::string_at(whole, "newest_version"); !newest.empty())
        options.newest_version = newest;
    if (const auto* effects = config.if_contains("effects")) {
        ERRAND_TRY(options.effects, (json::decode<std::map<std::string, tool::Effect>>(
                                        *effects, json::Unknown::Refuse, "effects")));
    }
    ERRAND_TRY(auto words, command_words(config));
    if (options.url.empty() == words.empty())
        return fail(ErrorCode::Invalid,
                    "the connector '" + options.name + "' needs either a url or a command");
    if (words.empty()) {
        ERRAND_TRY(const auto url, net::parse_url(options.url));
        return options;
    }
    errand::mcp::Command command{.program = words.front(),
                                 .arguments = {words.begin() + 1, words.end()}};
    command.directory = json::string_at(whole, "directory");
    if (const auto* environment = config.if_contains("environment")) {
        ERRAND_TRY(command.environment, (json::decode<std::map<std::string, std::string>>(
                                            *environment, json::Unknown::Refuse, "environment")));
    }
    options.command = std::move(command);
    return options;
}

}  // namespace

std::unique_ptr<tool::Connector> connect(boost::asio::any_io_executor executor, net::Client& client,
                                         tool::Credentials& credentials, Options options) {
    return std::make_unique<McpConnector>(std::move(executor), client, credentials,
                                          std::move(options));
}

ConnectorKind make() {
    return {"mcp", "any server of the Model Context Protocol, by address or command",
            [](const json::object& config,
               Surroundings surroundings) -> Result<std::unique_ptr<tool::Connector>> {
                ERRAND_TRY(auto options, read(config));
                return connect(surroundings.executor, surroundings.client, surroundings.credentials,
                               std::move(options));
            }};
}

}  // namespace errand::connectors::mcp
