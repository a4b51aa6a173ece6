#include "app/service_trial.hpp"

#include <fmt/format.h>

#include "app/limits.hpp"
#include "app/service_settings.hpp"
#include "connectors/openapi/openapi.hpp"
#include "connectors/ucp/operations.hpp"
#include "connectors/ucp/ucp.hpp"
#include "mcp/client.hpp"
#include "mcp/sign_in.hpp"
#include "net/url.hpp"

namespace errand::app {
namespace {

// The transport of a trial: as the connector's, but with nobody signed in.
std::shared_ptr<mcp::Transport> transport(net::Client& client,
                                          const boost::asio::any_io_executor& executor,
                                          const server::ServiceEntry& service,
                                          const std::filesystem::path& home, std::string key) {
    if (service.command.empty()) {
        mcp::TokenSource token =
            [key = std::move(key)](
                std::optional<std::string> rejected) -> async::Awaitable<Result<std::string>> {
            if (!rejected) co_return key;
            co_return fail(ErrorCode::Denied, key.empty() ? "the service wants a sign-in"
                                                          : "the service refuses the key");
        };
        return mcp::http_transport(client, service.url, std::move(token));
    }
    const json::value config = connector_config(service, home);
    mcp::Command command{.program = service.command.front(),
                         .arguments = {service.command.begin() + 1, service.command.end()}};
    command.directory = json::string_at(config, "directory");
    for (const auto& variable : json::find(config, "environment")->get_object())
        command.environment.emplace(variable.key(), variable.value().get_string());
    return mcp::stdio_transport(executor, std::move(command));
}

// Whatever was found until the service refused.
async::Awaitable<Result<Trial>> look(mcp::Client& service, async::Deadline deadline) {
    Trial trial;
    ERRAND_CO_TRY(const auto peer, co_await service.connect(deadline));
    trial.speaks = "MCP " + peer.protocol_version;
    trial.title = peer.title.empty() ? peer.name : peer.title;
    if (!peer.version.empty()) trial.title += " " + peer.version;
    auto tools = co_await service.tools(deadline);
    if (!tools && tools.error().code != ErrorCode::Denied) co_return fail(tools.error());
    trial.sign_in = !tools;
    if (tools) trial.tools = *std::move(tools);
    co_return trial;
}

async::Awaitable<Result<Trial>> try_mcp(net::Client& client, server::ServiceEntry entry,
                                        std::filesystem::path home, std::string key) {
    const auto deadline = async::after(kTryWithin);
    const bool has_key = !key.empty();
    mcp::Client service(
        transport(client, co_await boost::asio::this_coro::executor, entry, home, std::move(key)));
    auto trial = co_await look(service, deadline);
    co_await service.close();
    const bool refused =
        trial ? trial->sign_in : trial.error().code == ErrorCode::Denied && entry.command.empty();
    if (!refused || has_key) co_return trial;
    ERRAND_CO_TRY(const auto found, co_await mcp::discover(client, entry.url, deadline));
    if (!trial) trial = Trial{.speaks = "MCP", .title = {}, .tools = {}, .issuer = {}};
    trial->sign_in = true;
    trial->issuer = found.issuer;
    co_return trial;
}

async::Awaitable<Result<Trial>> try_openapi(net::Client& client, server::ServiceEntry entry,
                                            bool has_key) {
    ERRAND_CO_TRY(auto document, co_await connectors::openapi::load(client, entry.openapi));
    Trial trial;
    trial.speaks = "OpenAPI " + document.version;
    trial.title = document.title;
    trial.left_out = std::move(document.left_out);
    using Kind = connectors::openapi::KeyPlace::Kind;
    for (auto& operation : document.operations) {
        trial.wants_key = trial.wants_key ||
                          (operation.key.kind != Kind::None && !has_key && operation.key.declared);
        trial.tools.push_back(std::move(operation.tool));
    }
    co_return trial;
}

async::Awaitable<Result<Trial>> try_shop(net::Client& client, server::ServiceEntry entry) {
    ERRAND_CO_TRY(auto shop, connectors::ucp::shop_address(entry.ucp));
    std::optional<net::Url> endpoint;
    if (!entry.url.empty()) {
        ERRAND_CO_TRY(endpoint, connectors::ucp::shop_address(entry.url));
    }
    Trial trial;
    trial.title = shop.host;
    ERRAND_CO_TRY(auto terms, co_await connectors::ucp::meet(client, std::move(shop), endpoint));
    trial.speaks = "UCP " + terms.version;
    trial.tools = connectors::ucp::tools_of(terms, entry.name);
    trial.left_out = std::move(terms.left_out);
    co_return trial;
}

}  // namespace

async::Awaitable<Result<bool>> is_shop(net::Client& client, std::string address) {
    auto shop = connectors::ucp::shop_address(address);
    if (!shop || shop->path != "/") co_return false;
    const auto profile = co_await connectors::ucp::profile_of(client, *std::move(shop));
    co_return profile.has_value();
}

async::Awaitable<Result<std::string>> server_of_document(net::Client& client,
                                                         std::string document) {
    ERRAND_CO_TRY(const auto read, co_await connectors::openapi::load(client, document));
    const auto say = fmt::format("say it: errand connect --openapi {} URL", document);
    if (read.server.empty())
        co_return fail(ErrorCode::Invalid, "the document names no server", say);
    const auto stands = net::parse_url(document);
    const auto server =
        stands ? net::resolve_url(*stands, read.server) : net::parse_url(read.server);
    if (!server)
        co_return fail(ErrorCode::Invalid,
                       fmt::format("the document's server '{}' is no address", read.server), say);
    if (stands && server->origin() != stands->origin())
        co_return fail(ErrorCode::Denied,
                       fmt::format("the document names another server, {}", server->text()),
                       fmt::format("if that is right, say it: errand connect --openapi {} {}",
                                   document, server->text()));
    co_return server->text();
}

async::Awaitable<Result<Trial>> try_service(net::Client& client, server::ServiceEntry service,
                                            std::filesystem::path home, std::string key) {
    if (!service.ucp.empty()) co_return co_await try_shop(client, std::move(service));
    if (!service.openapi.empty())
        co_return co_await try_openapi(client, std::move(service), !key.empty());
    co_return co_await try_mcp(client, std::move(service), std::move(home), std::move(key));
}

}  // namespace errand::app
