#include "city/door/doors.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "city/limits.hpp"
#include "city/map/map.hpp"
#include "city/sign_in/routes.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

using net::Request;
using net::Response;

net::ServerOptions server_options(const DoorOptions& options, std::uint16_t port) {
    net::ServerOptions server;
    server.address = options.address;
    server.port = port;
    server.max_body_bytes = kMaxWorldBytes;
    return server;
}

async::Awaitable<> wait(Millis time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

// The tool that a message calls; empty where it calls none.
std::string called_tool(const std::string& body) {
    const auto message = json::parse(body);
    if (!message || json::string_at(*message, "method") != "tools/call") return {};
    const auto* params = json::find(*message, "params");
    return params == nullptr ? std::string{} : std::string(json::string_at(*params, "name"));
}

template <class T>
Result<T> read_body(const Request& request) {
    if (request.body.empty()) return json::decode<T>(json::object{});
    return json::read<T>(request.body);
}

Response done(const Result<>& result) {
    return result ? Response::json(200, json::object{{"ok", true}})
                  : Response::error(result.error());
}

struct ClockMove {
    std::optional<std::string> now;
    std::optional<std::string> advance;
};
BOOST_DESCRIBE_STRUCT(ClockMove, (), (now, advance))

struct SignUp {
    std::string user;
    crypto::Jwk public_key;
};
BOOST_DESCRIBE_STRUCT(SignUp, (), (user, public_key))

}  // namespace

Doors::Doors(const boost::asio::any_io_executor& executor, City& city, DoorOptions options)
    : city_(city),
      options_(std::move(options)),
      users_(executor, server_options(options_, options_.port)),
      operator_(executor, server_options(options_, options_.operator_port)) {
    const auto add = [this](std::string name, std::string title, std::vector<ServiceTool> tools) {
        auto added = add_service(std::move(name), std::move(title), std::move(tools));
        if (!added && !error_) error_ = added.error();
    };
    add("map", "City map", map_tools(city.atlas(), city.clock(), city.zone()));
    add("food", "City food", city.food().tools());
    add("pay", "City pay", city.pay().tools());
    add_user_routes();
    add_operator_routes();
}

Result<> Doors::add_service(std::string name, std::string title, std::vector<ServiceTool> tools) {
    auto& authority = city_.authority();
    mcp::ServerSettings settings;
    settings.info = {fmt::format("errand-city-{}", name), std::move(title), "0.1.0", ""};
    settings.authorize = [&authority,
                          name](std::string bearer) -> async::Awaitable<Result<mcp::Caller>> {
        auto holder = authority.holder(bearer, name);
        if (!holder) co_return fail(holder.error());
        co_return mcp::Caller{holder->user, holder->scopes};
    };
    settings.resource_metadata = [&authority, name] {
        return fmt::format("{}/.well-known/oauth-protected-resource/{}/mcp", authority.issuer(),
                           name);
    };
    auto service = std::make_unique<Service>();
    service->name = name;
    service->server = std::make_unique<mcp::Server>(std::move(settings));
    for (auto& one : tools) {
        if (one.tool.effect != tool::Effect::Reads) service->changing.insert(one.tool.name);
        mcp::ToolHandler handle =
            [handler = one.handle, tool_name = one.tool.name](
                json::object arguments,
                mcp::RequestContext context) -> async::Awaitable<Result<tool::CallResult>> {
            auto result = handler(arguments, {context.user, context.idempotency_key});
            if (!result) log::error("{} failed: {}", tool_name, result.error().message);
            co_return result;
        };
        ERRAND_TRY_VOID(service->server->add({std::move(one.tool), std::move(handle), one.scope}));
    }
    services_.push_back(std::move(service));
    return {};
}

async::Awaitable<Response> Doors::answer(Service& service, Request request) {
    const auto tool = called_tool(request.body);
    std::optional<CallFault> fault;
    if (!tool.empty())
        fault = city_.faults().take(service.name, tool, service.changing.contains(tool));
    if (!fault) co_return co_await service.server->handle(std::move(request));
    Response lost;
    lost.abandon = true;
    switch (fault->kind) {
        case FaultKind::Timeout:
            co_await wait(kSilence);
            co_return lost;
        case FaultKind::Reset:
            co_await service.server->handle(std::move(request));
            co_return lost;
        case FaultKind::Slow:
            co_await wait(fault->delay);
            co_return co_await service.server->handle(std::move(request));
        case FaultKind::Garbage: {
            auto garbage = Response::text(200, "{\"jsonrpc\": \"2.0\", \"id\": 7, \"resu\x01\x02");
            garbage.headers.set("Content-Type", "application/json");
            co_return garbage;
        }
        default:
            co_return Response::error(
                503, {ErrorCode::Unavailable, "the service has failed", "try again later"});
    }
}

json::object Doors::clock_now() const {
    return {{"now", city_.zone().format(city_.clock().now())}, {"timezone", city_.zone().name()}};
}

Response Doors::sign_up(const Request& request) {
    const auto body = read_body<SignUp>(request);
    if (!body) return Response::error(body.error());
    return done(city_.sign_up(body->user, body->public_key));
}

void Doors::add_user_routes() {
    for (const auto& service : services_) {
        auto* one = service.get();
        for (const auto* method : {"POST", "GET", "DELETE"}) {
            users_.route(method, fmt::format("/{}/mcp", one->name),
                         [this, one](Request request) -> async::Awaitable<Response> {
                             return answer(*one, std::move(request));
                         });
        }
    }
    users_.route("GET", "/clock", [this](Request) -> async::Awaitable<Response> {
        co_return Response::json(200, clock_now());
    });
    users_.route("POST", "/pay/sign-up", [this](Request request) -> async::Awaitable<Response> {
        co_return sign_up(request);
    });
    add_sign_in_routes(users_, city_.authority(), [this] { return city_.pay().users(); });
}

Response Doors::reset(const Request& request) {
    const auto body = read_body<ResetRequest>(request);
    if (!body) return Response::error(body.error());
    return done(city_.reset(*body));
}

Response Doors::move_clock(const Request& request) {
    const auto body = read_body<ClockMove>(request);
    if (!body) return Response::error(body.error());
    if (body->now.has_value() == body->advance.has_value()) {
        return Response::error({ErrorCode::Invalid, "name either now or advance", {}});
    }
    Result<> moved;
    if (body->now) {
        const auto now = parse_time(*body->now);
        moved = now ? city_.set_clock(*now) : fail(now.error());
    } else {
        const auto by = parse_duration(*body->advance);
        moved = by ? city_.advance_clock(*by) : fail(by.error());
    }
    if (!moved) return Response::error(moved.error());
    return Response::json(200, clock_now());
}

Response Doors::arm_fault(const Request& request) {
    const auto fault = read_body<Fault>(request);
    if (!fault) return Response::error(fault.error());
    return done(city_.faults().arm(*fault));
}

void Doors::add_operator_routes() {
    operator_.guard([this](const Request& request) -> std::optional<Response> {
        if (crypto::equal_secrets(request.bearer(), options_.operator_token)) return std::nullopt;
        auto refused = Response::error(401, {ErrorCode::Denied, "the operator's token is needed",
                                             "Send it as a bearer token."});
        refused.headers.set("WWW-Authenticate", "Bearer");
        return refused;
    });
    operator_.route(
        "POST", "/operator/reset",
        [this](Request request) -> async::Awaitable<Response> { co_return reset(request); });
    operator_.route(
        "POST", "/operator/clock",
        [this](Request request) -> async::Awaitable<Response> { co_return move_clock(request); });
    operator_.route("GET", "/operator/clock", [this](Request) -> async::Awaitable<Response> {
        co_return Response::json(200, clock_now());
    });
    operator_.route(
        "POST", "/operator/faults",
        [this](Request request) -> async::Awaitable<Response> { co_return arm_fault(request); });
    operator_.route("GET", "/operator/faults", [this](Request) -> async::Awaitable<Response> {
        co_return Response::json(200, json::object{{"faults", city_.faults().list()}});
    });
    operator_.route("GET", "/operator/records", [this](Request) -> async::Awaitable<Response> {
        auto records = city_.records();
        co_return records ? Response::json(200, *records) : Response::error(records.error());
    });
}

Result<> Doors::listen() {
    if (error_) return fail(*error_);
    ERRAND_TRY_VOID(users_.listen());
    ERRAND_TRY_VOID(operator_.listen());
    city_.authority().set_issuer(fmt::format("http://{}:{}", options_.address, users_.port()));
    return {};
}

async::Awaitable<> Doors::stop() {
    constexpr std::chrono::milliseconds kWithin{500};
    co_await users_.stop(kWithin);
    co_await operator_.stop(kWithin);
}

}  // namespace errand::city
