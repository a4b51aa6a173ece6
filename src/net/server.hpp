// Owns: an HTTP/1.1 server: its listening socket, connections and routes.
// Strand: the executor given, which must be a single thread's. Must stay true: every read and write
// has a deadline; no more than max_connections at once; a handler never outlives the server.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "net/limits.hpp"
#include "net/message.hpp"

namespace errand::net {

using Handler = std::function<async::Awaitable<Response>(Request)>;

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: one that is free
    std::size_t max_connections = kMaxConnections;
    std::size_t max_header_bytes = kMaxHeaderBytes;
    std::size_t max_body_bytes = kMaxRequestBody;
    std::chrono::milliseconds idle_timeout = kIdleTimeout;
    std::chrono::milliseconds read_timeout = kReadTimeout;
    std::chrono::milliseconds write_timeout = kWriteTimeout;
    std::chrono::milliseconds handle_timeout = kHandleTimeout;
    // On a loopback address a request must name a loopback Host, and an Origin, where it has one,
    // must be loopback too: keeps web pages from reaching it by DNS rebinding.
    bool guard_loopback = true;
    // Further Host names (without port) that guard_loopback lets in.
    std::vector<std::string> allowed_hosts;
};

class Server {
  public:
    Server(boost::asio::any_io_executor executor, ServerOptions options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // `pattern`: segments that are literal, "{name}", or at the end "{name*}" for all the rest.
    // Literal segments win over named ones. GET serves HEAD too. An unknown path is 404, a known
    // one with another method 405 with Allow. A handler that throws is a 500 without detail.
    void route(std::string method, std::string pattern, Handler handler);
    // Sees every request first; a Response it returns is the answer.
    void guard(std::function<std::optional<Response>(const Request&)> guard);

    // Binds and starts to serve. Unavailable where the address cannot be had.
    Result<> listen();
    std::uint16_t port() const;  // after listen
    std::size_t connections() const;

    // Accepts nothing more, closes idle connections, cancels event streams, lets running handlers
    // finish within the bound, then cuts the rest off.
    async::Awaitable<> stop(std::chrono::milliseconds within = kStopTimeout);

  private:
    struct State;
    std::shared_ptr<State> state_;
};

// What guard_loopback does, for a server that wants it elsewhere.
Result<> check_loopback_request(const Request& request,
                                const std::vector<std::string>& allowed_hosts = {});

}  // namespace errand::net
