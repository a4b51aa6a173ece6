#include "async/gate.hpp"

#include <boost/asio/as_tuple.hpp>

namespace errand::async {

Awaitable<Gate::Pass> Gate::enter() {
    while (taken_) {
        // Woken by cancel(), which is an error of the timer and no cancellation of the coroutine.
        co_await freed_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    taken_ = true;
    co_return Pass(this);
}

void Gate::leave() {
    taken_ = false;
    freed_.cancel();
}

}  // namespace errand::async
