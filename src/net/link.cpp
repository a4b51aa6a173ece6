#include "net/link.hpp"

#include <sys/socket.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <cerrno>

#include "base/log.hpp"

namespace errand::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<tcp_stream>;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

std::unexpected<Error> broken(const boost::system::error_code& error) {
    if (error == boost::beast::error::timeout)
        return fail(ErrorCode::Timeout, "no answer came in time",
                    "the effect may or may not have happened");
    return fail(ErrorCode::Unavailable, "the connection broke: " + error.message(),
                "try again later");
}

std::unexpected<Error> unreachable(const Url& url, std::string_view why) {
    return fail(ErrorCode::Unavailable, "cannot reach " + url.origin() + ": " + std::string(why),
                "check the address and the network");
}

bool quiet(int descriptor) {
    char byte = 0;
    const auto count = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

template <class Stream>
class StreamLink final : public Link {
  public:
    explicit StreamLink(Stream stream) : stream_(std::move(stream)) {}

    async::Awaitable<Result<std::size_t>> read(asio::mutable_buffer into,
                                               async::Deadline deadline) override {
        lowest().expires_at(deadline);
        const auto [error, count] = co_await stream_.async_read_some(into, kTuple);
        if (error == asio::error::eof || error == asio::ssl::error::stream_truncated)
            co_return std::size_t{0};
        if (error) co_return broken(error);
        co_return count;
    }

    async::Awaitable<Result<>> write(std::string_view head, std::string_view body,
                                     async::Deadline deadline) override {
        lowest().expires_at(deadline);
        const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(body)};
        const auto [error, count] = co_await asio::async_write(stream_, pieces, kTuple);
        if (error) co_return broken(error);
        co_return Result<>{};
    }

    async::Awaitable<bool> readable(async::Deadline deadline) override {
        if constexpr (std::is_same_v<Stream, TlsStream>)
            if (SSL_pending(stream_.native_handle()) > 0) co_return true;
        auto& socket = lowest().socket();
        asio::steady_timer timer(co_await asio::this_coro::executor, deadline);
        auto [order, error, timer_error] =
            co_await asio::experimental::make_parallel_group(
                socket.async_wait(tcp::socket::wait_read, asio::deferred),
                timer.async_wait(asio::deferred))
                .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
        co_return order[0] == 0;
    }

    bool usable() override { return quiet(lowest().socket().native_handle()); }

  private:
    tcp_stream& lowest() { return boost::beast::get_lowest_layer(stream_); }
    Stream stream_;
};

using Endpoints = std::vector<tcp::endpoint>;

// getaddrinfo cannot be interrupted: the look-up is left to itself where the deadline comes first.
async::Awaitable<Result<Endpoints>> look_up(const Url& url, async::Deadline deadline) {
    struct Pending {
        explicit Pending(const asio::any_io_executor& executor)
            : resolver(executor), done(executor) {}
        tcp::resolver resolver;
        asio::steady_timer done;
        boost::system::error_code error;
        Endpoints found;
    };
    const auto pending = std::make_shared<Pending>(co_await asio::this_coro::executor);
    pending->done.expires_at(deadline);
    pending->resolver.async_resolve(
        url.host, std::to_string(url.port), tcp::resolver::numeric_service,
        [pending](const boost::system::error_code& error, const tcp::resolver::results_type& all) {
            pending->error = error;
            for (const auto& one : all) pending->found.push_back(one.endpoint());
            pending->done.cancel();
        });
    const auto [waited] = co_await pending->done.async_wait(kTuple);
    if (!waited) co_return unreachable(url, "its name was not found in time");
    if (pending->error) co_return unreachable(url, pending->error.message());
    co_return pending->found;
}

async::Awaitable<Result<Endpoints>> endpoints_of(const Url& url, async::Deadline deadline) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(url.host, error);
    if (!error) co_return Endpoints{{address, url.port}};
    if (url.host == "localhost")
        co_return Endpoints{{asio::ip::address_v4::loopback(), url.port},
                            {asio::ip::address_v6::loopback(), url.port}};
    co_return co_await look_up(url, deadline);
}

async::Awaitable<Result<std::unique_ptr<Link>>> secure(tcp_stream tcp, const Url& url,
                                                       asio::ssl::context& tls,
                                                       async::Deadline deadline) {
    TlsStream stream(std::move(tcp), tls);
    boost::system::error_code not_an_address;
    asio::ip::make_address(url.host, not_an_address);
    if (not_an_address && SSL_set_tlsext_host_name(stream.native_handle(), url.host.c_str()) != 1)
        co_return unreachable(url, "its name cannot be used for TLS");
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(url.host));
    boost::beast::get_lowest_layer(stream).expires_at(deadline);
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, kTuple);
    if (error) co_return unreachable(url, "its certificate or TLS was refused: " + error.message());
    co_return std::make_unique<StreamLink<TlsStream>>(std::move(stream));
}

}  // namespace

asio::ssl::context& Trust::context() {
    if (context_) return *context_;
    context_.emplace(asio::ssl::context::tls_client);
    boost::system::error_code error;
    if (authorities_.empty()) {
        context_->set_default_verify_paths(error);
    } else {
        context_->load_verify_file(authorities_, error);
    }
    if (error) log::warn("no certificate authorities are known: {}", error.message());
    SSL_CTX_set_min_proto_version(context_->native_handle(), TLS1_2_VERSION);
    return *context_;
}

async::Awaitable<Result<std::unique_ptr<Link>>> connect(Url url, Trust& trust,
                                                        async::Deadline deadline) {
    ERRAND_CO_TRY(const auto endpoints, co_await endpoints_of(url, deadline));
    tcp_stream stream(co_await asio::this_coro::executor);
    stream.expires_at(deadline);
    const auto [error, used] = co_await stream.async_connect(endpoints, kTuple);
    if (error) co_return unreachable(url, error.message());
    boost::system::error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    if (url.scheme == "https")
        co_return co_await secure(std::move(stream), url, trust.context(), deadline);
    co_return std::make_unique<StreamLink<tcp_stream>>(std::move(stream));
}

}  // namespace errand::net
