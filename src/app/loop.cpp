#include "app/loop.hpp"

#include <csignal>
#include <utility>

namespace errand::app {

Loop::Loop() : work_(boost::asio::make_work_guard(context_)), signals_(context_, SIGINT) {
    wait_for_signal();
}

void Loop::wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        if (error) return;
        interrupted_ = true;
        if (on_interrupt_) on_interrupt_();
        wait_for_signal();
    });
}

bool Loop::run_until(const std::function<bool()>& done) {
    while (!done()) {
        if (interrupted_) return false;
        context_.run_one();
    }
    return true;
}

bool Loop::take_interrupt() {
    return std::exchange(interrupted_, false);
}

}  // namespace errand::app
