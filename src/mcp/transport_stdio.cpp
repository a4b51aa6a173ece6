// Owns: messages over a child's pipes: starting it on need, and again after it ended, with pauses
// and a bound. Strand: the event loop's thread.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mcp/run.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

// Starts that failed, and when the next may be.
class Starts {
  public:
    explicit Starts(ChildLimits limits) : limits_(limits) {}

    void count(const Run& run) {
        failed_ = run.failed() ? failed_ + 1 : 0;
        not_before_ = run.ended() + pause();
    }
    int failed() const { return failed_; }
    async::Deadline not_before() const { return not_before_; }

  private:
    // None after the first: a program may end by a mishap.
    std::chrono::milliseconds pause() const {
        if (failed_ < 2) return std::chrono::milliseconds{0};
        if (failed_ >= limits_.failed_runs) return limits_.rest;
        return limits_.first_pause * (1 << std::min(failed_ - 2, 16));
    }

    ChildLimits limits_;
    int failed_ = 0;  // in a row
    async::Deadline not_before_{};
};

class StdioTransport final : public Transport {
  public:
    StdioTransport(asio::any_io_executor executor, Command command, ChildLimits limits)
        : executor_(std::move(executor)),
          settings_(std::make_shared<const ChildSettings>(std::move(command), limits)),
          starts_(limits) {}
    ~StdioTransport() override {
        if (run_) run_->end({});
    }

    async::Awaitable<Result<Incoming>> exchange(Outgoing outgoing,
                                                async::Deadline deadline) override;
    async::Awaitable<Result<>> notify(json::object message, std::string version,
                                      async::Deadline deadline) override;
    void listen(OnRequest, std::string) override {}  // one channel for all
    Result<std::shared_ptr<void>> hold() override { return nullptr; }
    bool owes_answers() const override { return run_ && !run_->over() && run_->owes_answers(); }
    async::Awaitable<> close() override;
    bool has_headers() const override { return false; }
    std::uint64_t generation() const override {
        return run_ && run_->over() ? generation_ + 1 : generation_;
    }

  private:
    Result<std::shared_ptr<Run>> running();

    asio::any_io_executor executor_;
    std::shared_ptr<const ChildSettings> settings_;
    Starts starts_;
    std::shared_ptr<Run> run_;
    bool counted_ = false;  // the end of run_
    std::uint64_t generation_ = 0;
};

Result<std::shared_ptr<Run>> StdioTransport::running() {
    if (run_ && !run_->over()) return run_;
    if (run_ && !std::exchange(counted_, true)) starts_.count(*run_);
    const auto now = std::chrono::steady_clock::now();
    if (run_ && now < starts_.not_before()) {
        const auto words = run_->last_words();
        const auto wait = std::chrono::ceil<std::chrono::seconds>(starts_.not_before() - now);
        return fail(
            ErrorCode::Unavailable,
            fmt::format("{} ended {} times in a row soon after it was started{}",
                        settings_->command.program, starts_.failed(),
                        words.empty() ? "" : ": " + words),
            fmt::format("it may be started again in {} s; find out what it lacks", wait.count()));
    }
    ERRAND_TRY(auto child, Child::start(settings_->command));
    if (run_) ++generation_;
    run_ = std::make_shared<Run>(executor_, std::move(child), settings_);
    counted_ = false;
    run_->begin();
    return run_;
}

async::Awaitable<Result<Incoming>> StdioTransport::exchange(Outgoing outgoing,
                                                            async::Deadline deadline) {
    ERRAND_CO_TRY(const auto run, running());
    co_return co_await run->exchange(std::move(outgoing), deadline);
}

async::Awaitable<Result<>> StdioTransport::notify(json::object message, std::string,
                                                  async::Deadline) {
    ERRAND_CO_TRY(const auto run, running());
    co_return run->post(message);
}

async::Awaitable<> StdioTransport::close() {
    if (!run_) co_return;
    const auto run = std::exchange(run_, nullptr);
    ++generation_;
    co_await run->finish();
}

}  // namespace

std::shared_ptr<Transport> stdio_transport(asio::any_io_executor executor, Command command,
                                           ChildLimits limits) {
    return std::make_shared<StdioTransport>(std::move(executor), std::move(command), limits);
}

}  // namespace errand::mcp
