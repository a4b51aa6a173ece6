#include "server/server.hpp"

#include <signal.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/house.hpp"

namespace errand::server {
namespace {

async::Awaitable<Result<>> serve(House& house, boost::asio::io_context& loop) {
    // Before the doors open, so that a signal that comes early is not missed.
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    ERRAND_CO_TRY_VOID(co_await house.open());
    (void)co_await signals.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return Result<>();
}

async::Awaitable<> live(House& house, boost::asio::io_context& loop, Result<>& outcome) {
    outcome = co_await serve(house, loop);
    co_await house.stop();
    loop.stop();
}

}  // namespace

Result<> run(ServerOptions options, Parts parts) {
    boost::asio::io_context loop(1);
    House house(loop, options, parts);
    ERRAND_TRY_VOID(house.build());
    Result<> outcome;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, live(house, loop, outcome), [&](const std::exception_ptr& error) {
        thrown = error;
        if (error) loop.stop();
    });
    loop.run();
    if (thrown) std::rethrow_exception(thrown);
    return outcome;
}

}  // namespace errand::server
