#include "bench/parked.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <vector>

#include "base/check.hpp"
#include "bench/measure.hpp"
#include "flow/engine.hpp"
#include "journal/sqlite/open.hpp"

namespace errand::bench {
namespace {

namespace asio = boost::asio;
using flow::Flow;
using flow::Task;

constexpr std::size_t kStartsAtOnce = 512;
constexpr std::uint64_t kServed = 101;

// Asks the person something, as every errand does, and waits for the answer.
Task<json::value> ask(Flow& flow) {
    (void)co_await flow.recorded("profile", [] { return json::value{{"home", "p1"}}; });
    flow.set_view({{"status", "waiting"}, {"ask", {{"id", "1.1"}, {"type", "choice"}}}});
    if (flow.input().is_null()) co_return "served";
    const auto answer = co_await flow.next(std::chrono::hours(24));
    co_return answer.data;
}

class Parking {
  public:
    explicit Parking(const std::filesystem::path& folder)
        : journal_(journal::open_sqlite(folder / "parked.db", loop_.get_executor()).value()),
          engine_(loop_.get_executor(), *journal_, clock_) {
        engine_.add({"ask", 1, ask});
        run([this]() -> async::Awaitable<> { ERRAND_CHECK(co_await engine_.recover()); });
    }

    // Runs the work, and the loop until everything has come to rest.
    template <class Work>
    void run(Work work) {
        bool done = false;
        asio::co_spawn(loop_, work(), [&](const std::exception_ptr& thrown) {
            ERRAND_CHECK(!thrown);
            done = true;
        });
        loop_.restart();
        while (!done || !engine_.idle()) ERRAND_CHECK(loop_.run_one() > 0);
    }
    std::uint64_t start(const json::value& input) {
        std::uint64_t id = 0;
        run([&]() -> async::Awaitable<> {
            id = (co_await engine_.start({"me", "bench", "ask", input, ""}))->id;
        });
        return id;
    }
    void park(std::size_t count) {
        for (std::size_t at = 0; at < count; at += kStartsAtOnce) {
            const auto some = std::min(kStartsAtOnce, count - at);
            for (std::size_t one = 0; one < some; ++one)
                asio::co_spawn(loop_, engine_.start({"me", "bench", "ask", "tea", ""}),
                               asio::detached);
            run([]() -> async::Awaitable<> { co_return; });
        }
    }
    double serve_ms() {
        return took_ms([this] { start(nullptr); });
    }
    double wake_ms(std::uint64_t flow) {
        return took_ms([&] {
            run([&]() -> async::Awaitable<> {
                ERRAND_CHECK(co_await engine_.signal(flow, {"yes", 1}));
            });
        });
    }
    std::size_t resident() const { return engine_.resident(); }

  private:
    template <class Act>
    static double took_ms(Act act) {
        const auto begun = std::chrono::steady_clock::now();
        act();
        const std::chrono::duration<double, std::milli> passed =
            std::chrono::steady_clock::now() - begun;
        return passed.count();
    }

    asio::io_context loop_{1};
    SystemClock clock_;
    std::unique_ptr<journal::Journal> journal_;
    flow::Engine engine_;
};

double median(std::vector<double> of) {
    std::ranges::sort(of);
    return of[of.size() / 2];
}

}  // namespace

ParkedFigures park(const std::filesystem::path& folder, std::size_t flows) {
    std::filesystem::create_directory(folder / "empty");
    Parking empty(folder / "empty");
    Parking parking(folder);
    (void)empty.serve_ms();
    (void)parking.serve_ms();
    ParkedFigures figures;
    figures.flows = flows;
    const auto idle = resident_bytes();
    parking.park(flows);
    const auto full = resident_bytes();
    figures.added_bytes = full > idle ? full - idle : 0;
    ERRAND_CHECK(parking.resident() == 0);
    std::vector<double> alone, beside, woken;
    for (std::uint64_t at = 0; at < kServed; ++at) {
        alone.push_back(empty.serve_ms());
        beside.push_back(parking.serve_ms());
        woken.push_back(parking.wake_ms(2 + at * (flows / kServed)));
    }
    figures.serve_alone_ms = median(alone);
    figures.serve_beside_ms = median(beside);
    figures.wake_ms = median(woken);
    return figures;
}

}  // namespace errand::bench
