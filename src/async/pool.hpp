// Owns: threads for work that blocks (files, key generation, name look-ups). Any thread may call
// run; the work runs on one of the pool's threads and the caller goes on where it was. Must stay
// true: at most kMaxPoolQueue pieces wait; destruction waits for what runs.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <type_traits>

#include "async/awaitable.hpp"
#include "async/limits.hpp"
#include "base/check.hpp"

namespace errand::async {

class Pool {
  public:
    explicit Pool(std::size_t threads);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Runs `work`, which returns a Result, on a thread of the pool; Exhausted where too much waits
    // already. An exception of `work` comes out here. Work that began is never cut off; the
    // caller's cancellation takes effect when it has ended.
    template <class Work, class Outcome = std::invoke_result_t<Work>>
    Awaitable<Outcome> run(Work work) {
        if (!enter()) co_return fail(too_much());
        const auto leave = std::unique_ptr<Pool, Leave>(this);
        const auto home = co_await boost::asio::this_coro::executor;
        std::optional<Outcome> outcome;
        std::exception_ptr thrown;
        // The handler owns this coroutine's frame, so the references below outlive the work.
        const auto initiate = [&](auto handler) {
            boost::asio::post(threads_,
                              [&outcome, &thrown, &work, home, handler = std::move(handler),
                               guard = boost::asio::make_work_guard(home)]() mutable {
                                  try {
                                      outcome.emplace(work());
                                  } catch (...) {
                                      thrown = std::current_exception();
                                  }
                                  boost::asio::post(home, std::move(handler));
                              });
        };
        co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
            initiate, boost::asio::use_awaitable);
        if (thrown) std::rethrow_exception(thrown);
        co_return *std::move(outcome);
    }

  private:
    struct Leave {
        void operator()(Pool* pool) const { pool->queued_.fetch_sub(1); }
    };
    bool enter();
    static Error too_much();

    boost::asio::thread_pool threads_;
    std::atomic<std::size_t> queued_{0};
};

}  // namespace errand::async
