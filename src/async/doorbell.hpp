// Owns: waking an executor's thread from another thread, for less than a post: no lock of the event
// loop is held while its thread wakes up. ring(): any thread. wait() and the handlers: the
// executor's thread. A ring that nobody waits for is kept; several before a wait are one.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <functional>

namespace errand::async {

class Doorbell {
  public:
    explicit Doorbell(const boost::asio::any_io_executor& executor);

    void ring();
    // Calls once, at the next ring or for one that was kept, unless the bell is gone before. One
    // wait at a time; it keeps the event loop running.
    void wait(std::move_only_function<void()> rung);

  private:
    boost::asio::posix::stream_descriptor event_;
    std::uint64_t rings_ = 0;
};

}  // namespace errand::async
