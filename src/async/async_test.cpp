#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "async/awaitable.hpp"
#include "async/doorbell.hpp"
#include "async/pool.hpp"

namespace errand::async {
namespace {

using namespace std::chrono_literals;

template <class T>
T run(boost::asio::io_context& loop, Awaitable<T> work) {
    std::optional<T> kept;
    boost::asio::co_spawn(
        loop, [&]() -> Awaitable<> { kept.emplace(co_await std::move(work)); },
        [](const std::exception_ptr& thrown) {
            if (thrown) std::rethrow_exception(thrown);
        });
    loop.restart();
    loop.run();
    return *std::move(kept);
}

Awaitable<Result<int>> number(int value) {
    co_return value;
}

Awaitable<Result<int>> never(bool& unwound) {
    struct Guard {
        bool& flag;
        ~Guard() { flag = true; }
    } guard{unwound};
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, Deadline::max());
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return 0;
}

Awaitable<Result<int>> throwing() {
    throw std::runtime_error("broken");
    co_return 0;
}

TEST(WithDeadline, PassesTheValueOn) {
    boost::asio::io_context loop;
    const auto got = run(loop, with_deadline(number(7), after(1h)));
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, 7);
}

TEST(WithDeadline, CancelsAndUnwindsAtTheDeadline) {
    boost::asio::io_context loop;
    bool unwound = false;
    const auto got = run(loop, with_deadline(never(unwound), after(1ms)));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Timeout);
    EXPECT_TRUE(unwound);
}

TEST(WithDeadline, PassesAnExceptionOn) {
    boost::asio::io_context loop;
    EXPECT_THROW((void)run(loop, with_deadline(throwing(), after(1h))), std::runtime_error);
}

TEST(Pool, RunsElsewhereAndComesBack) {
    boost::asio::io_context loop;
    Pool pool(2);
    const auto here = std::this_thread::get_id();
    const auto work = [&]() -> Awaitable<Result<bool>> {
        auto elsewhere =
            co_await pool.run([] { return Result<std::thread::id>(std::this_thread::get_id()); });
        co_return *elsewhere != here&& std::this_thread::get_id() == here;
    };
    EXPECT_TRUE(run(loop, work()).value());
}

TEST(Pool, ThrowsWhatTheWorkThrows) {
    boost::asio::io_context loop;
    Pool pool(1);
    EXPECT_THROW(
        (void)run(loop, pool.run([]() -> Result<int> { throw std::runtime_error("broken"); })),
        std::runtime_error);
}

TEST(Pool, RefusesMoreThanItsBound) {
    boost::asio::io_context loop;
    std::mutex gate;
    std::unique_lock closed(gate);
    Pool pool(1);
    std::size_t refused = 0;
    std::size_t done = 0;
    for (std::size_t i = 0; i < kMaxPoolQueue + 5; ++i) {
        boost::asio::co_spawn(
            loop,
            [&]() -> Awaitable<> {
                const auto got = co_await pool.run([&] {
                    const std::lock_guard wait(gate);
                    return Result<int>(1);
                });
                got ? ++done : ++refused;
                if (refused == 5 && closed.owns_lock()) closed.unlock();
            },
            boost::asio::detached);
    }
    loop.run();
    EXPECT_EQ(refused, 5U);
    EXPECT_EQ(done, kMaxPoolQueue);
}

TEST(Doorbell, WakesTheLoopAndKeepsARing) {
    boost::asio::io_context loop;
    Doorbell bell(loop.get_executor());
    bell.ring();  // before anybody waits
    int rung = 0;
    std::thread other;
    bell.wait([&] {
        ++rung;
        bell.wait([&] { ++rung; });
        other = std::thread([&] { bell.ring(); });
    });
    loop.run();  // ends, since nobody waits any more
    other.join();
    EXPECT_EQ(rung, 2);
}

TEST(Doorbell, CallsNobodyOnceItIsGone) {
    boost::asio::io_context loop;
    bool rung = false;
    {
        Doorbell bell(loop.get_executor());
        bell.wait([&] { rung = true; });
    }
    loop.run();
    EXPECT_FALSE(rung);
}

}  // namespace
}  // namespace errand::async
