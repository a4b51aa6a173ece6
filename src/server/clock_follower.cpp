#include "server/clock_follower.hpp"

#include <boost/asio/steady_timer.hpp>
#include <cstdlib>

#include "base/log.hpp"
#include "json/json.hpp"
#include "net/url.hpp"
#include "server/limits.hpp"

namespace errand::server {

Result<> ClockFollower::check(const std::string& url) {
    ERRAND_TRY(const auto parsed, net::parse_url(url));
    if (!net::is_loopback_host(parsed.host))
        return fail(ErrorCode::Invalid, "only a clock on this machine can be followed",
                    "the clock is for the sandbox city");
    return {};
}

ClockFollower::ClockFollower(net::Client& client, ShiftedClock& clock, std::string url,
                             std::function<void()> jumped)
    : client_(client), clock_(clock), url_(std::move(url)), jumped_(std::move(jumped)) {}

async::Awaitable<Result<>> ClockFollower::look() {
    net::ClientRequest request{.method = "GET", .url = url_};
    request.deadline = async::after(kClockDeadline);
    const auto asked = std::chrono::steady_clock::now();
    ERRAND_CO_TRY(const auto answer, co_await client_.send(std::move(request)));
    if (answer.status != 200)
        co_return fail(ErrorCode::Unavailable, "the clock that is followed does not answer");
    ERRAND_CO_TRY(const auto body, json::parse(answer.body));
    ERRAND_CO_TRY(const auto theirs, parse_time(json::string_at(body, "now")));
    const auto took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - asked);
    const auto apart = theirs - clock_.now();
    if (std::chrono::abs(apart) <= kClockTolerance + took) co_return Result<>();
    clock_.set(theirs);
    jumped_();
    co_return Result<>();
}

async::Awaitable<> ClockFollower::run() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    bool reachable = true;
    for (;;) {
        const auto looked = co_await look();
        if (!looked && reachable) log::warn("clock: {}", looked.error().message);
        reachable = looked.has_value();
        timer.expires_after(kClockEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

}  // namespace errand::server
