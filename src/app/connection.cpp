#include "app/connection.hpp"

#include <fmt/format.h>

#include "app/limits.hpp"
#include "base/log.hpp"

namespace errand::app {
namespace {

async::Awaitable<Result<>> probe(net::Client& client, std::string url) {
    net::ClientRequest request;
    request.url = std::move(url);
    request.deadline = async::after(kProbeDeadline);
    ERRAND_CO_TRY(const auto response, co_await client.send(std::move(request)));
    if (response.status != 200)
        co_return fail(ErrorCode::Unavailable, fmt::format("answered {}", response.status));
    co_return Result<>{};
}

async::Awaitable<Result<client::City>> find_or_start_city(net::Client& client,
                                                          ConnectOptions options) {
    if (auto found = co_await find_city(client, options.paths)) co_return found;
    client::CityOptions city;
    city.program = client::own_folder() / "errand-city";
    city.home = options.paths.city();
    city.seed = options.seed;
    city.now = options.now;
    co_return co_await client::start_city(std::move(city));
}

async::Awaitable<Result<client::Assistant>> start(const ConnectOptions& options,
                                                  const std::string& sandbox) {
    client::AssistantOptions assistant;
    assistant.program = client::own_folder() / "errand";
    assistant.home = options.paths.home;
    assistant.sandbox = sandbox;
    co_return co_await client::start_assistant(std::move(assistant));
}

// The sandbox's pay service takes a public key once for each user; that it is there already is
// well.
async::Awaitable<Result<>> sign_up(net::Client& client, std::string city_url,
                                   const crypto::PrivateKey& key) {
    net::ClientRequest request;
    request.method = "POST";
    request.url = city_url + "/pay/sign-up";
    request.headers.set("Content-Type", "application/json");
    request.body = json::write(
        json::object{{"user", "me"}, {"public_key", json::encode(key.public_key().to_jwk())}});
    ERRAND_CO_TRY(const auto response, co_await client.send(std::move(request)));
    if (response.status >= 400 && response.status != 409)
        co_return fail(ErrorCode::Unavailable,
                       fmt::format("the sandbox's pay service refused this machine's key: {}",
                                   response.status));
    co_return Result<>{};
}

async::Awaitable<Result<>> register_key(net::Client& client, const client::Endpoint& door,
                                        const crypto::PrivateKey& key) {
    client::Call call;
    call.method = "PUT";
    call.path = "/v1/approver";
    call.body = json::object{{"public_key", json::encode(key.public_key().to_jwk())}};
    client::JsonDoor api(client, door);
    ERRAND_CO_TRY_VOID(co_await api.call(std::move(call)));
    co_return Result<>{};
}

// The address of the sandbox city that a running assistant uses; empty where it uses none.
async::Awaitable<std::string> sandbox_of(net::Client& client, client::Endpoint door) {
    client::JsonDoor api(client, std::move(door));
    const auto answer = co_await api.get("/v1/services");
    const auto* services = answer ? json::find(*answer, "services") : nullptr;
    if (services == nullptr || !services->is_array()) co_return std::string{};
    constexpr std::string_view kEnd = "/pay/mcp";
    for (const auto& service : services->get_array()) {
        const auto* sandbox = json::find(service, "sandbox");
        const auto url = json::string_at(service, "url");
        if (sandbox != nullptr && sandbox->is_bool() && sandbox->get_bool() && url.ends_with(kEnd))
            co_return std::string(url.substr(0, url.size() - kEnd.size()));
    }
    co_return std::string{};
}

Result<crypto::PrivateKey> own_key(const Paths& paths) {
    std::error_code error;
    std::filesystem::create_directories(paths.key().parent_path(), error);
    if (!error)
        std::filesystem::permissions(paths.key().parent_path(), std::filesystem::perms::owner_all,
                                     error);
    if (error)
        return fail(
            ErrorCode::Unavailable,
            fmt::format("cannot make {}: {}", paths.key().parent_path().string(), error.message()));
    return crypto::PrivateKey::load_or_create(paths.key());
}

}  // namespace

async::Awaitable<Result<client::Assistant>> find_assistant(net::Client& client, Paths paths) {
    ERRAND_CO_TRY(auto found, client::read_assistant_ready(paths.server_file()));
    ERRAND_CO_TRY_VOID(co_await probe(client, found.door.url + "/healthz"));
    co_return found;
}

async::Awaitable<Result<client::City>> find_city(net::Client& client, Paths paths) {
    ERRAND_CO_TRY(auto found, client::read_city_ready(client::city_ready_file(paths.city())));
    ERRAND_CO_TRY_VOID(co_await probe(client, found.url + "/clock"));
    co_return found;
}

async::Awaitable<Result<Connection>> connect(net::Client& client, ConnectOptions options) {
    Connection connection;
    auto sandbox = options.sandbox;
    auto running = co_await find_assistant(client, options.paths);
    if (!running && !options.start)
        co_return fail(
            ErrorCode::Unavailable, "no assistant runs for this home",
            fmt::format("start one: errand serve --home {}", options.paths.home.string()));
    if (running) {
        sandbox = co_await sandbox_of(client, running->door);
    } else if (sandbox.empty() && options.settings.services.empty()) {
        ERRAND_CO_TRY(connection.city, co_await find_or_start_city(client, options));
        sandbox = connection.city->url;
    }
    if (running) {
        connection.assistant = *std::move(running);
    } else {
        ERRAND_CO_TRY(connection.assistant, co_await start(options, sandbox));
        connection.started = true;
    }
    ERRAND_CO_TRY(connection.key, own_key(options.paths));
    if (!sandbox.empty()) ERRAND_CO_TRY_VOID(co_await sign_up(client, sandbox, *connection.key));
    connection.sandbox = std::move(sandbox);
    ERRAND_CO_TRY_VOID(co_await register_key(client, connection.assistant.door, *connection.key));
    co_return connection;
}

async::Awaitable<Result<Time>> time_there(net::Client& client, std::string sandbox) {
    if (sandbox.empty()) co_return SystemClock().now();
    client::JsonDoor door(client, {std::move(sandbox), {}});
    ERRAND_CO_TRY(const auto clock, co_await door.get("/clock"));
    co_return parse_time(json::string_at(clock, "now"));
}

async::Awaitable<Result<>> reconnect(ConnectOptions options, Connection& connection) {
    ERRAND_CO_TRY(connection.assistant, co_await start(options, connection.sandbox));
    co_return Result<>{};
}

}  // namespace errand::app
