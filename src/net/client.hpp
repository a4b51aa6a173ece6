// Owns: an HTTP/1.1 client and its pool of kept connections.
// Strand: the executor given, which must be a single thread's. Must stay true: every wait ends at
// the request's deadline; a connection goes back to the pool only after a whole response was read;
// no redirect is followed; TLS verifies the chain and the host's name.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "net/limits.hpp"
#include "net/message.hpp"
#include "net/url.hpp"

namespace errand::net {

struct ClientOptions {
    std::string user_agent = "errand/0.1";
    std::size_t max_idle_per_host = kMaxIdleConnectionsPerHost;
    std::size_t max_idle = kMaxIdleConnections;
    std::size_t max_open = kMaxOpenConnections;
    std::chrono::milliseconds connect_timeout = kConnectTimeout;
    // PEM file of certificate authorities to trust instead of the system's (tests).
    std::string certificate_authorities;
};

struct ClientRequest {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    // None: kRequestTimeout from the moment of sending. For a stream: until the head is read.
    std::optional<async::Deadline> deadline;
    std::size_t max_body = kMaxResponseBody;
    // A kept connection that the other side closed before answering is tried once more on a new
    // one. By itself so for GET, HEAD, PUT, DELETE, OPTIONS; set it for a POST that carries an
    // idempotency key.
    bool repeatable = false;
};

struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

// A response whose body is read piece by piece. Destroying it early closes the connection.
class ResponseStream {
  public:
    virtual ~ResponseStream() = default;
    int status = 0;
    Headers headers;
    // True once read has something to say; false at the deadline, which leaves the stream as it
    // was.
    virtual async::Awaitable<bool> wait(async::Deadline deadline) = 0;
    // The next bytes, as they come; empty at the end. Timeout at the deadline, which ends the
    // stream.
    virtual async::Awaitable<Result<std::string>> read(async::Deadline deadline) = 0;
};

class Client {
  public:
    explicit Client(boost::asio::any_io_executor executor, ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // The whole response, whatever its status. Errors: Invalid (the URL), Unavailable (nothing was
    // done: no connection, TLS refused), Timeout (asked, and the answer did not come whole: the
    // effect may have happened), Corrupt (asked, and the answer is not HTTP or too large:
    // likewise), Exhausted (too many connections are open: nothing was done).
    async::Awaitable<Result<ClientResponse>> send(ClientRequest request);
    // Returns when the head is read.
    async::Awaitable<Result<std::unique_ptr<ResponseStream>>> open(ClientRequest request);

    // The right to keep one connection open for minutes: what listens, or waits for a person. Null
    // where `most` are kept so already, or all of the part that may be: the rest is left to
    // requests that end soon, so that these always find a place. Given back when it is destroyed.
    std::shared_ptr<void> hold(std::size_t most);

    std::size_t idle_connections() const;
    std::size_t connections_opened() const;  // since the start

  private:
    friend class Exchange;
    struct State;
    std::shared_ptr<State> state_;
};

// Reads the events of one URL, reconnecting with Last-Event-ID after the delay that the server
// asked for (or a growing one), at most kMaxReconnects times in a row.
class EventSource {
  public:
    // `request.deadline` is not used; the client must outlive this.
    EventSource(Client& client, ClientRequest request);
    ~EventSource();

    // The next event; Timeout at the deadline (asking again goes on), Unavailable when reconnecting
    // failed too often, the status's error where the server refuses. After 204 NotFound: the stream
    // is over.
    async::Awaitable<Result<Event>> next(async::Deadline deadline);
    const std::string& last_id() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace errand::net
