// Owns: one accepted connection of the server, from accept to close. Private to src/net: it brings
// Beast along. Strand: the server's. Must stay true: each read and write has a deadline; one
// request at a time; what the other side sends is bounded before it is kept.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <memory>

#include "net/routes.hpp"
#include "net/server.hpp"

namespace errand::net {

// What the connections of one server share.
struct Service {
    ServerOptions options;
    Routes routes;
    std::vector<std::function<std::optional<Response>(const Request&)>> guards;
    bool guard_loopback = false;
};

class Connection {
  public:
    Connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<const Service> service);

    // Serves until either side closes. Throws only when it is cancelled.
    async::Awaitable<> run();
    // After what runs now: idle connections and event streams close at once.
    void finish();
    // Closes at once; what runs sees its reads and writes fail.
    void cut();

  private:
    friend class ConnectionEvents;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    enum class Phase { Idle, Busy, Streaming };
    // The request, or what to answer instead; nothing: close without a word.
    using Incoming = std::expected<Request, std::optional<Response>>;

    async::Awaitable<Incoming> read();
    async::Awaitable<std::optional<Response>> read_message(Parser& parser, bool& closed);
    async::Awaitable<bool> fill(async::Deadline deadline);
    async::Awaitable<> drop_rest();
    std::optional<Response> parse(Parser& parser, bool& progressed);
    Incoming understand(Parser& parser);
    async::Awaitable<Response> respond(Request request) const;
    async::Awaitable<bool> send(Response response, bool head_only);
    async::Awaitable<bool> send_events(const Response& response);
    async::Awaitable<Result<>> write(std::string_view head, std::string_view body);

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    std::shared_ptr<const Service> service_;
    std::string peer_;
    Phase phase_ = Phase::Idle;
    bool finishing_ = false;
    bool keep_alive_ = true;
    bool chunked_ = true;  // false for HTTP/1.0
};

}  // namespace errand::net
