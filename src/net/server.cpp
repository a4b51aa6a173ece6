#include "net/server.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <list>

#include "base/check.hpp"
#include "base/log.hpp"
#include "net/connection.hpp"
#include "net/url.hpp"

namespace errand::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

constexpr std::chrono::milliseconds kPauseAfterFailure{100};
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

Error cannot_listen(const ServerOptions& options, const boost::system::error_code& error) {
    return {ErrorCode::Unavailable,
            "cannot listen at " + options.address + ":" + std::to_string(options.port) + ": " +
                error.message(),
            "choose another port, or stop what uses this one"};
}

// Says that there is no room, without waiting for the other side to read it.
void turn_away(tcp::socket socket) {
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.send(asio::buffer(kFull), 0, ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
    struct Live {
        Live(tcp::socket socket, std::shared_ptr<const Service> service)
            : connection(std::move(socket), std::move(service)) {}
        Connection connection;
        asio::cancellation_signal cancel;
    };

    State(asio::any_io_executor used, ServerOptions options)
        : executor(std::move(used)),
          service(std::make_shared<Service>()),
          acceptor(executor),
          empty(executor, async::Deadline::max()),
          pause(executor) {
        service->options = std::move(options);
    }

    Result<> listen();
    async::Awaitable<> accept();
    void serve(tcp::socket socket);
    void cut_all();

    asio::any_io_executor executor;
    std::shared_ptr<Service> service;
    tcp::acceptor acceptor;
    std::list<Live> live;
    asio::steady_timer empty;  // cancelled when the last connection is gone
    asio::steady_timer pause;  // after an accept that failed
    bool stopping = false;
};

Result<> Server::State::listen() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(service->options.address, error);
    if (error) return fail(cannot_listen(service->options, error));
    const tcp::endpoint endpoint(address, service->options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error) return fail(cannot_listen(service->options, error));
    service->guard_loopback = service->options.guard_loopback && address.is_loopback();
    asio::co_spawn(executor, accept(), [self = shared_from_this()](const std::exception_ptr&) {});
    return {};
}

async::Awaitable<> Server::State::accept() {
    while (!stopping) {
        auto [error, socket] = co_await acceptor.async_accept(kTuple);
        if (stopping || error == asio::error::operation_aborted) co_return;
        if (error) {
            log::warn("cannot accept a connection: {}", error.message());
            pause.expires_after(kPauseAfterFailure);
            co_await pause.async_wait(kTuple);
        } else if (live.size() >= service->options.max_connections) {
            turn_away(std::move(socket));
        } else {
            serve(std::move(socket));
        }
    }
}

void Server::State::serve(tcp::socket socket) {
    live.emplace_back(std::move(socket), service);
    const auto place = std::prev(live.end());
    const auto left = [self = shared_from_this(), place](const std::exception_ptr&) {
        self->live.erase(place);
        if (self->live.empty()) self->empty.cancel();
    };
    asio::co_spawn(executor, place->connection.run(),
                   asio::bind_cancellation_slot(place->cancel.slot(), left));
}

void Server::State::cut_all() {
    stopping = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    for (auto place = live.begin(); place != live.end();) {
        auto& each = *place++;  // nothing is erased before the loop runs again
        each.connection.cut();
        each.cancel.emit(asio::cancellation_type::terminal);
    }
}

Server::Server(asio::any_io_executor executor, ServerOptions options)
    : state_(std::make_shared<State>(std::move(executor), std::move(options))) {}

Server::~Server() {
    state_->cut_all();
}

void Server::route(std::string method, std::string pattern, Handler handler) {
    state_->service->routes.add(std::move(method), std::move(pattern), std::move(handler));
}

void Server::guard(std::function<std::optional<Response>(const Request&)> guard) {
    state_->service->guards.push_back(std::move(guard));
}

Result<> Server::listen() {
    return state_->listen();
}

std::uint16_t Server::port() const {
    boost::system::error_code error;
    const auto endpoint = state_->acceptor.local_endpoint(error);
    return error ? std::uint16_t{0} : endpoint.port();
}

std::size_t Server::connections() const {
    return state_->live.size();
}

async::Awaitable<> Server::stop(std::chrono::milliseconds within) {
    const auto state = state_;  // outlives this Server, should it be destroyed meanwhile
    state->stopping = true;
    boost::system::error_code ignored;
    state->acceptor.close(ignored);
    state->pause.cancel();
    for (auto& each : state->live) each.connection.finish();
    state->empty.expires_after(within);
    if (!state->live.empty()) co_await state->empty.async_wait(kTuple);
    if (state->live.empty()) co_return;
    log::warn("{} connections are cut off while stopping", state->live.size());
    state->cut_all();
    state->empty.expires_after(within);
    if (!state->live.empty()) co_await state->empty.async_wait(kTuple);
}

Result<> check_loopback_request(const Request& request,
                                const std::vector<std::string>& allowed_hosts) {
    const auto allowed = [&](std::string_view host) {
        return is_loopback_host(host) ||
               std::ranges::find(allowed_hosts, host) != allowed_hosts.end();
    };
    const auto refuse = [](std::string_view what, std::string_view value) {
        return fail(ErrorCode::Denied,
                    "a request with " + std::string(what) + " '" + std::string(value) +
                        "' is not served here",
                    "this server is for programs on this machine: use its loopback address");
    };
    const auto host = request.headers.get("Host");
    const auto url = parse_url("http://" + std::string(host));
    if (!url || !allowed(url->host)) return refuse("the host", host);
    if (!request.headers.has("Origin")) return {};
    const auto origin = request.headers.get("Origin");
    const auto from = parse_url(origin);
    if (!from || !allowed(from->host)) return refuse("the origin", origin);
    return {};
}

}  // namespace errand::net
