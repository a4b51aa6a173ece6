// Owns: letting one coroutine at a time through. Strand: one thread's executor.
#pragma once

#include <memory>

#include "async/awaitable.hpp"

namespace errand::async {

// `const auto pass = co_await gate.enter();` — the next one enters when `pass` is gone, which must
// not outlive the gate. Who waits is woken in no particular order, and throws when it is cancelled.
class Gate {
  public:
    explicit Gate(const boost::asio::any_io_executor& executor)
        : freed_(executor, Deadline::max()) {}

    struct Leave {
        void operator()(Gate* gate) const { gate->leave(); }
    };
    using Pass = std::unique_ptr<Gate, Leave>;

    Awaitable<Pass> enter();

  private:
    void leave();

    boost::asio::steady_timer freed_;  // cancelled each time somebody leaves
    bool taken_ = false;
};

}  // namespace errand::async
