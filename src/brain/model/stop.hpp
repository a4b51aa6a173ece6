// Owns: asking a turn to stop, from outside of it. Strand: one thread's executor. A turn that is
// cancelled as a coroutine (a flow's step) needs none of this: it throws out of its next await, and
// its connection closes just the same.
#pragma once

#include <optional>

#include "async/awaitable.hpp"

namespace errand::brain::model {

class Stop {
  public:
    explicit Stop(const boost::asio::any_io_executor& executor)
        : asked_(executor, async::Deadline::max()) {}

    // Whatever waits on it stops; what comes after does not begin. More than once is once.
    void request() {
        requested_ = true;
        asked_.cancel();
    }
    bool requested() const { return requested_; }

  private:
    template <class T>
    friend async::Awaitable<std::optional<T>> unless_stopped(async::Awaitable<T> work, Stop* stop);

    boost::asio::steady_timer asked_;
    bool requested_ = false;
};

namespace detail {

template <class T>
async::Awaitable<> keep(async::Awaitable<T> work, std::optional<T>& kept) {
    kept.emplace(co_await std::move(work));
}

}  // namespace detail

// Runs `work` until it ends or `stop`, which may be null and outlives it, is requested: then
// cancels it, waits for it to unwind, and returns nothing. Cancelling the caller cancels `work`.
template <class T>
async::Awaitable<std::optional<T>> unless_stopped(async::Awaitable<T> work, Stop* stop) {
    namespace asio = boost::asio;
    if (stop == nullptr) co_return co_await std::move(work);
    if (stop->requested()) co_return std::nullopt;
    const auto executor = co_await asio::this_coro::executor;
    std::optional<T> kept;
    auto [order, thrown, timer_error] =
        co_await asio::experimental::make_parallel_group(
            asio::co_spawn(executor, detail::keep(std::move(work), kept), asio::deferred),
            stop->asked_.async_wait(asio::deferred))
            .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    if (kept && order[0] == 0) co_return std::move(kept);
    if (order[0] == 0 && thrown) std::rethrow_exception(thrown);
    async::detail::rethrow_unless_cancelled(thrown);
    co_return std::nullopt;
}

}  // namespace errand::brain::model
