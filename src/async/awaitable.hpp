// Owns: the coroutine type that everything on the event loop speaks, and its deadline.
// Strand: whatever executor the coroutine runs on; the program has one io_context on its main
// thread. A coroutine that is cancelled throws boost::system::system_error (operation_aborted) out
// of its next await.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <optional>

#include "base/error.hpp"

namespace errand::async {

template <class T = void>
using Awaitable = boost::asio::awaitable<T>;

using Deadline = std::chrono::steady_clock::time_point;

// The moment this long from now.
inline Deadline after(std::chrono::milliseconds duration) {
    return std::chrono::steady_clock::now() + duration;
}

namespace detail {

template <class T>
Awaitable<> keep_result(Awaitable<Result<T>> work, std::optional<Result<T>>& kept) {
    kept.emplace(co_await std::move(work));
}

Error deadline_passed();
// Throws what it holds, unless it is null or a cancellation.
void rethrow_unless_cancelled(const std::exception_ptr& thrown);

}  // namespace detail

// Runs `work` until `deadline`; then cancels it, waits for it to unwind, and returns Timeout. What
// `work` returns or throws before that is passed on. `work` must end when it is cancelled, which
// every Asio operation does. Cancelling the caller cancels `work` and throws from here.
template <class T>
Awaitable<Result<T>> with_deadline(Awaitable<Result<T>> work, Deadline deadline) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, deadline);
    std::optional<Result<T>> kept;
    auto [order, thrown, timer_error] =
        co_await asio::experimental::make_parallel_group(
            asio::co_spawn(executor, detail::keep_result(std::move(work), kept), asio::deferred),
            timer.async_wait(asio::deferred))
            .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    if (kept) co_return *std::move(kept);
    if (order[0] == 0 && thrown) std::rethrow_exception(thrown);
    detail::rethrow_unless_cancelled(thrown);
    co_return fail(detail::deadline_passed());
}

}  // namespace errand::async
