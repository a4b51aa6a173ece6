// Owns: what the tests of this room share: an event loop that runs one coroutine to its end, and a
// bare socket that sends what no client of ours would.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <optional>

#include "net/client.hpp"
#include "net/server.hpp"

namespace errand::net::testing {

using namespace std::chrono_literals;
namespace asio = boost::asio;

// Runs `work` and whatever else is on the loop until `work` has ended.
template <class T>
T run(asio::io_context& loop, async::Awaitable<T> work) {
    std::optional<T> kept;
    std::exception_ptr thrown;
    bool ended = false;
    asio::co_spawn(
        loop,
        [](async::Awaitable<T> inner, std::optional<T>& result) -> async::Awaitable<> {
            result.emplace(co_await std::move(inner));
        }(std::move(work), kept),
        [&](const std::exception_ptr& error) {
            thrown = error;
            ended = true;
        });
    loop.restart();
    while (!ended && loop.run_one() > 0) {
    }
    if (thrown) std::rethrow_exception(thrown);
    return *std::move(kept);
}

// A server on a free port, its client, and the loop under both.
struct House {
    explicit House(ServerOptions options = {}) : server(loop.get_executor(), std::move(options)) {}
    std::string at(std::string_view path) const {
        return "http://127.0.0.1:" + std::to_string(server.port()) + std::string(path);
    }
    Result<ClientResponse> get(std::string_view path) {
        return run(loop, client.send({.url = at(path)}));
    }
    // Sends these bytes on a connection of their own and reads until the server closes it.
    std::string raw(std::string bytes) {
        const auto talk = [](House& house, std::string sent) -> async::Awaitable<std::string> {
            asio::ip::tcp::socket socket(house.loop);
            co_await socket.async_connect({asio::ip::address_v4::loopback(), house.server.port()},
                                          asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(sent),
                                       asio::as_tuple(asio::use_awaitable));
            std::string all;
            std::array<char, 4096> piece{};
            for (;;) {
                const auto [error, count] = co_await socket.async_read_some(
                    asio::buffer(piece), asio::as_tuple(asio::use_awaitable));
                all.append(piece.data(), count);
                if (error) co_return all;
            }
        };
        return run(loop, talk(*this, std::move(bytes)));
    }

    asio::io_context loop;
    Server server;
    Client client{loop.get_executor()};
};

}  // namespace errand::net::testing
