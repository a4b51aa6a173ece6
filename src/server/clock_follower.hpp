// Owns: keeping the assistant's clock with another one, the sandbox city's. Strand: the
// io_context's thread. Must stay true: only a loopback address is followed; between two looks the
// clock runs by itself.
#pragma once

#include <functional>
#include <string>

#include "async/awaitable.hpp"
#include "base/clock.hpp"
#include "net/client.hpp"

namespace errand::server {

class ClockFollower {
  public:
    // `jumped` is called after the clock was moved. Invalid where `url` is not loopback.
    static Result<> check(const std::string& url);
    ClockFollower(net::Client& client, ShiftedClock& clock, std::string url,
                  std::function<void()> jumped);

    // Reads the other clock once and follows it.
    async::Awaitable<Result<>> look();
    // Looks every kClockEvery until it is cancelled.
    async::Awaitable<> run();

  private:
    net::Client& client_;
    ShiftedClock& clock_;
    std::string url_;
    std::function<void()> jumped_;
};

}  // namespace errand::server
