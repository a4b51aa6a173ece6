// Owns: the client's event loop, run by hand: what waits for the network runs on it while the
// terminal waits for the person. One thread. Ctrl-C cancels what is awaited in block().
#pragma once

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>
#include <optional>

#include "async/awaitable.hpp"

namespace errand::app {

class Loop {
  public:
    Loop();

    boost::asio::io_context& context() { return context_; }
    // Runs the loop until `work` has ended; Cancelled where Ctrl-C was pressed meanwhile.
    template <class T>
    Result<T> block(async::Awaitable<Result<T>> work) {
        std::optional<Result<T>> kept;
        boost::asio::cancellation_signal cancel;
        bool ended = false;
        interrupted_ = false;
        on_interrupt_ = [&cancel] { cancel.emit(boost::asio::cancellation_type::terminal); };
        boost::asio::co_spawn(context_, async::detail::keep_result(std::move(work), kept),
                              boost::asio::bind_cancellation_slot(
                                  cancel.slot(), [&ended](const std::exception_ptr& thrown) {
                                      ended = true;
                                      async::detail::rethrow_unless_cancelled(thrown);
                                  }));
        while (!ended) context_.run_one();
        on_interrupt_ = nullptr;
        // What was cut off may call itself a timeout, or unavailable.
        if (kept && (kept->has_value() || !interrupted_)) return *std::move(kept);
        return fail(ErrorCode::Cancelled, "interrupted");
    }
    // Runs the loop until `done`, or until Ctrl-C: false.
    bool run_until(const std::function<bool()>& done);
    // Whether Ctrl-C was pressed since this was last asked.
    bool take_interrupt();

  private:
    void wait_for_signal();

    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::signal_set signals_;
    std::function<void()> on_interrupt_;
    bool interrupted_ = false;
};

}  // namespace errand::app
