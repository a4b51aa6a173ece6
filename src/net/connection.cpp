#include "net/connection.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/system/system_error.hpp>
#include <ctime>

#include "base/log.hpp"
#include "net/url.hpp"

namespace errand::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadPiece = std::size_t{16} * 1024;

Response refused(int status, ErrorCode code, std::string message, std::string advice) {
    auto response = Response::error(status, {code, std::move(message), std::move(advice)});
    response.headers.set("Connection", "close");
    return response;
}

// A field's value as it may stand in a head: line breaks would begin another field.
std::string safe_field(std::string_view value) {
    std::string safe(value);
    for (char& c : safe)
        if (c == '\r' || c == '\n' || c == '\0') c = ' ';
    return safe;
}

// RFC 9110 §5.6.7, made once a second.
const std::string& date_field() {
    thread_local std::time_t made_at = 0;
    thread_local std::string text;
    const auto now = std::time(nullptr);
    if (now != made_at) {
        made_at = now;
        text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
    }
    return text;
}

std::string write_head(const Response& response, bool keep_alive, std::string_view framing) {
    std::string head;
    head.reserve(256);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   std::string_view(http::obsolete_reason(
                       http::int_to_status(static_cast<unsigned>(response.status)))),
                   date_field());
    for (const auto& [name, value] : response.headers.all())
        head.append(safe_field(name)).append(": ").append(safe_field(value)).append("\r\n");
    if (!keep_alive && !response.headers.has("Connection")) head += "Connection: close\r\n";
    head.append(framing).append("\r\n");
    return head;
}

Result<Response> not_found(const Request& request, const std::string& allowed) {
    if (allowed.empty())
        return Response::error(404, {ErrorCode::NotFound, "there is nothing at this address", ""});
    auto response = Response::error(
        405,
        {ErrorCode::Invalid, request.method + " is not possible here", "use one of: " + allowed});
    response.headers.set("Allow", allowed);
    return response;
}

}  // namespace

// Sends events as chunks (HTTP/1.1) or as they are, until the connection closes (HTTP/1.0).
class ConnectionEvents final : public EventWriter {
  public:
    explicit ConnectionEvents(Connection& connection) : connection_(connection) {}
    async::Awaitable<Result<>> send(const Event& event) override {
        co_return co_await bytes(write_event(event));
    }
    async::Awaitable<Result<>> heartbeat() override { co_return co_await bytes(":\n\n"); }
    async::Awaitable<Result<>> bytes(std::string text) override {
        if (failed_) co_return gone();
        if (text.empty()) co_return Result<>{};  // an empty chunk would end the body
        if (connection_.chunked_) text = fmt::format("{:x}\r\n{}\r\n", text.size(), text);
        auto written = co_await connection_.write(text, {});
        if (!written) failed_ = true;
        co_return written;
    }
    bool failed() const { return failed_; }

  private:
    static std::unexpected<Error> gone() {
        return fail(ErrorCode::Unavailable, "the reader of the events is gone");
    }

    Connection& connection_;
    bool failed_ = false;
};

Connection::Connection(asio::ip::tcp::socket socket, std::shared_ptr<const Service> service)
    : stream_(std::move(socket)), service_(std::move(service)) {
    boost::system::error_code error;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), error);
    const auto remote = stream_.socket().remote_endpoint(error);
    if (!error) peer_ = remote.address().to_string();
}

void Connection::finish() {
    finishing_ = true;
    if (phase_ != Phase::Busy) cut();
}

void Connection::cut() {
    finishing_ = true;
    stream_.close();
}

async::Awaitable<> Connection::run() {
    while (keep_alive_ && !finishing_) {
        phase_ = Phase::Idle;
        auto incoming = co_await read();
        phase_ = Phase::Busy;
        if (!incoming) {
            if (incoming.error()) {
                keep_alive_ = false;
                if (co_await send(*std::move(incoming.error()), false)) co_await drop_rest();
            }
            break;
        }
        const bool head_only = incoming->method == "HEAD";
        auto response = co_await respond(*std::move(incoming));
        if (response.abandon || !co_await send(std::move(response), head_only)) break;
    }
    boost::system::error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.close();
}

// False where the other side closed, or was too slow: then the connection is closed without a word.
async::Awaitable<bool> Connection::fill(async::Deadline deadline) {
    stream_.expires_at(deadline);
    const auto [error, count] =
        co_await stream_.async_read_some(buffer_.prepare(kReadPiece), kTuple);
    buffer_.commit(count);
    co_return !error;
}

// Closing a socket with unread bytes resets the connection, and the answer may be lost on its way.
async::Awaitable<> Connection::drop_rest() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    const auto deadline = async::after(kDropTimeout);
    for (std::size_t dropped = 0; dropped < kMaxDropped;) {
        buffer_.clear();
        if (!co_await fill(deadline)) co_return;
        dropped += buffer_.size();
    }
}

async::Awaitable<Connection::Incoming> Connection::read() {
    const auto& options = service_->options;
    if (buffer_.size() == 0 && !co_await fill(async::after(options.idle_timeout)))
        co_return std::unexpected(std::nullopt);
    phase_ = Phase::Busy;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(options.max_header_bytes));
    parser.body_limit(options.max_body_bytes);
    parser.eager(true);
    bool closed = false;
    auto refusal = co_await read_message(parser, closed);
    if (closed) co_return std::unexpected(std::nullopt);
    if (refusal) co_return std::unexpected(std::move(refusal));
    co_return understand(parser);
}

// Reads until the parser has a whole message. An answer instead where it cannot be one.
async::Awaitable<std::optional<Response>> Connection::read_message(Parser& parser, bool& closed) {
    const auto limit = async::after(service_->options.read_timeout);
    bool continued = false;
    for (;;) {
        bool progressed = true;
        while (buffer_.size() > 0 && !parser.is_done() && progressed)
            if (auto refusal = parse(parser, progressed)) co_return refusal;
        if (parser.is_done()) co_return std::nullopt;
        if (parser.is_header_done() && !continued &&
            http::token_list(parser.get()[http::field::expect]).exists("100-continue")) {
            continued = true;
            if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) closed = true;
            if (closed) co_return std::nullopt;
        }
        closed = !co_await fill(limit);
        if (closed) co_return std::nullopt;
    }
}

std::optional<Response> Connection::parse(Parser& parser, bool& progressed) {
    boost::system::error_code error;
    const auto used = parser.put(buffer_.data(), error);
    buffer_.consume(used);
    progressed = used > 0;
    if (!error || error == http::error::need_more) return std::nullopt;
    if (error == http::error::header_limit)
        return refused(431, ErrorCode::Exhausted, "the request's head is too large", "");
    if (error == http::error::body_limit)
        return refused(413, ErrorCode::Exhausted, "the request's body is too large", "");
    return refused(400, ErrorCode::Invalid, "this is not an HTTP request: " + error.message(), "");
}

Connection::Incoming Connection::understand(Parser& parser) {
    auto message = parser.release();
    const auto bad = [](std::string why) {
        return std::unexpected(refused(400, ErrorCode::Invalid, std::move(why), ""));
    };
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    if (request.target.size() > kMaxTargetBytes)
        return std::unexpected(
            refused(414, ErrorCode::Exhausted, "the request's address is too long", ""));
    std::string_view target = request.target;
    if (target.starts_with("http://") || target.starts_with("https://")) {
        const auto slash = target.find('/', target.find("//") + 2);
        target = slash == std::string_view::npos ? "/" : target.substr(slash);
    }
    if (!target.starts_with('/')) return bad("the request's address does not begin with '/'");
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) {
        auto query = parse_form(target.substr(mark + 1));
        if (!query) return bad("the address's query is malformed: " + query.error().message);
        request.query = *std::move(query);
    }
    for (const auto& field : message)
        request.headers.add(std::string(field.name_string()), std::string(field.value()));
    if (message.version() != 10 && message.version() != 11)
        return std::unexpected(
            refused(505, ErrorCode::Invalid, "only HTTP/1.1 is spoken here", ""));
    if (const auto hosts = request.headers.count("Host");
        hosts > 1 || (hosts == 0 && message.version() == 11))
        return bad("the request must name its host once");
    request.body = std::move(message.body());
    request.peer = peer_;
    chunked_ = message.version() == 11;
    keep_alive_ = message.keep_alive();
    return request;
}

async::Awaitable<Response> Connection::respond(Request request) const {
    if (service_->guard_loopback) {
        const auto local = check_loopback_request(request, service_->options.allowed_hosts);
        if (!local) co_return Response::error(403, local.error());
    }
    for (const auto& guard : service_->guards)
        if (auto answer = guard(request)) co_return *std::move(answer);
    const auto match = service_->routes.find(request);
    if (!match) co_return Response::error(400, match.error());
    if (match->handler == nullptr) co_return *not_found(request, match->allowed);
    const auto limit = async::after(service_->options.handle_timeout);
    const auto work = [](const Handler& handler,
                         Request asked) -> async::Awaitable<Result<Response>> {
        co_return co_await handler(std::move(asked));
    };
    try {
        auto answer =
            co_await async::with_deadline(work(*match->handler, std::move(request)), limit);
        if (answer) co_return *std::move(answer);
        co_return Response::error(
            503, {ErrorCode::Timeout, "the server took too long", "look before trying again"});
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::operation_aborted) throw;
        log::error("a handler failed: {}", error.what());
    } catch (const std::exception& error) {
        log::error("a handler failed: {}", error.what());
    }
    co_return Response::error(500, {ErrorCode::Internal, "the server failed at this request", ""});
}

async::Awaitable<Result<>> Connection::write(std::string_view head, std::string_view body) {
    stream_.expires_after(service_->options.write_timeout);
    const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(body)};
    const auto [error, count] = co_await asio::async_write(stream_, pieces, kTuple);
    if (error) co_return fail(ErrorCode::Unavailable, "the other side is gone: " + error.message());
    co_return Result<>{};
}

async::Awaitable<bool> Connection::send(Response response, bool head_only) {
    if (finishing_ || response.headers.get("Connection") == "close") keep_alive_ = false;
    if (response.events && !head_only) co_return co_await send_events(response);
    const bool bodiless = response.status == 204 || response.status == 304;
    const auto framing = bodiless || response.events
                             ? std::string{}
                             : fmt::format("Content-Length: {}\r\n", response.body.size());
    const auto head = write_head(response, keep_alive_, framing);
    const std::string_view body = bodiless || head_only ? std::string_view{} : response.body;
    co_return (co_await write(head, body)).has_value();
}

async::Awaitable<bool> Connection::send_events(const Response& response) {
    if (!chunked_) keep_alive_ = false;
    const auto head =
        write_head(response, keep_alive_, chunked_ ? "Transfer-Encoding: chunked\r\n" : "");
    if (!co_await write(head, {})) co_return false;
    phase_ = Phase::Streaming;
    stream_.expires_never();
    ConnectionEvents events(*this);
    // Anything to read now is the other side's end: nobody sends while it waits for events.
    auto [order, thrown, wait_error] =
        co_await asio::experimental::make_parallel_group(
            asio::co_spawn(stream_.get_executor(), response.events(events), asio::deferred),
            stream_.socket().async_wait(asio::ip::tcp::socket::wait_read, asio::deferred))
            .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    if (order[0] != 0) co_return false;
    if (thrown) {
        log::warn("an event stream ended early");
        co_return false;
    }
    phase_ = Phase::Busy;
    if (!chunked_ || events.failed()) co_return false;
    co_return (co_await write("0\r\n\r\n", {})).has_value();
}

}  // namespace errand::net
