// Owns: the engine's inside: which flows hold a coroutine, which are to be woken, what is armed.
// Strand: the executor's one thread. Must stay true: at most one Run for a flow; a Run goes as soon
// as it is droppable; callbacks that outlive a Run find out by its generation.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "flow/attempts.hpp"
#include "flow/engine.hpp"
#include "flow/run.hpp"

namespace errand::flow {

class Engine::Impl final : public Host, public std::enable_shared_from_this<Engine::Impl> {
  public:
    Impl(const Engine& engine, boost::asio::any_io_executor executor, journal::Journal& journal,
         const Clock& clock, EngineOptions options);

    // Each holds the engine's inside by `self` while it is under way.
    using Self = std::shared_ptr<Impl>;
    static async::Awaitable<Result<FlowInfo>> start(Self self, StartRequest request);
    static async::Awaitable<Result<>> signal(Self self, std::uint64_t flow, Signal signal,
                                             std::string key);
    static async::Awaitable<Result<>> recover(Self self);
    static async::Awaitable<> stop(Self self);
    void add(FlowType type);
    void wake_timers();
    // Null: whichever.
    bool idle(const std::string* user, const std::string* conversation) const;
    static async::Awaitable<bool> settled(Self self, std::string user, async::Deadline deadline,
                                          std::optional<std::string> conversation);
    std::uint64_t epoch() const { return epoch_; }
    std::size_t resident() const { return residents_.size(); }
    // Drops everything; nothing calls back into a flow from here on.
    void close();

    Time now() const override { return clock_.now(); }
    void perform(Run& run, StepWait& step) override;
    void interrupt(Run& run, const std::string& step) override;
    void append(Run& run, journal::Append append, std::vector<std::string> starts) override;
    void failed(Run& run, const Error& error, journal::Append& append) override;
    void seen(const Run& run, Side side, std::string_view step) override;

  private:
    // Counts what is under way, to the end of its scope.
    class CountUp {
      public:
        explicit CountUp(Impl& impl) : impl_(impl) { ++impl_.calls_; }
        ~CountUp() {
            --impl_.calls_;
            impl_.tell_settled();
        }
        CountUp(const CountUp&) = delete;
        CountUp& operator=(const CountUp&) = delete;

      private:
        Impl& impl_;
    };
    struct Resident {
        std::uint64_t generation = 0;
        std::unique_ptr<Run> run;
        std::map<std::string, std::shared_ptr<Attempts>> underway;  // by step
    };
    // Which Run a callback belongs to.
    struct Ticket {
        std::uint64_t flow = 0;
        std::uint64_t generation = 0;
    };

    Result<> check_open() const;
    const FlowType* newest(const std::string& skill) const;
    Result<const FlowType*> exact(const std::string& skill, int version) const;
    Resident& make_resident(const FlowType& type, journal::Stored stored);
    Resident* find(const Ticket& ticket);
    Ticket ticket(const Run& run) const;
    void drive(std::uint64_t flow);
    void reap(std::uint64_t flow);
    void drop(std::uint64_t flow);
    void answered(const Ticket& ticket, const std::string& step, Result<json::value> answer);
    void appended(const Ticket& ticket, const std::vector<std::string>& starts,
                  std::optional<Time> wake_at, Result<> done);
    void refused(std::uint64_t flow, const Error& error);
    static async::Awaitable<> wake_when_written(Self self, std::uint64_t flow);
    void lose_lease(const Error& error);

    void deliver(std::uint64_t flow, journal::WaitingSignal signal);
    void wake(std::uint64_t flow);
    void wake_later(std::uint64_t flow);
    void pump_wakes();
    static async::Awaitable<> load(Self self, std::uint64_t flow);
    void loaded(std::uint64_t flow, Result<journal::Stored> stored);
    static void unreadable(std::uint64_t flow, const Error& error);
    static async::Awaitable<Result<>> find_unfinished(Self self);
    static async::Awaitable<> find_due(Self self);
    void arm(Time at);
    // To be called wherever idle() may have become true: who waits for it looks again.
    void tell_settled();

    const Engine& engine_;
    boost::asio::any_io_executor executor_;
    journal::Journal& journal_;
    const Clock& clock_;
    EngineOptions options_;
    std::map<std::string, std::map<int, FlowType>> types_;
    std::uint64_t epoch_ = 0;  // 0: no lease yet, or lost
    bool closed_ = false;
    bool stopping_ = false;

    std::unordered_map<std::uint64_t, Resident> residents_;
    std::uint64_t last_generation_ = 0;
    std::unordered_map<std::string, std::size_t> busy_;  // residents by user
    std::size_t calls_ = 0;                              // start() and signal() under way
    // Flows being read, with the signals that came meanwhile.
    std::map<std::uint64_t, std::vector<journal::WaitingSignal>> loading_;
    std::map<std::uint64_t, Error> doomed_;  // to be failed once loaded
    std::deque<std::uint64_t> wakes_;
    bool pumping_ = false;
    bool finding_due_ = false;
    bool find_due_again_ = false;
    boost::asio::steady_timer timer_;
    std::optional<Time> armed_;
    boost::asio::steady_timer retry_timer_;
    std::set<std::uint64_t> retries_;
    std::list<boost::asio::steady_timer*> bells_;  // of those who wait until it has settled
};

}  // namespace errand::flow
