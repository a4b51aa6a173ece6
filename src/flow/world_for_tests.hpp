// Owns: what the tests of this room run flows in: a journal in a scratch folder that can be cut off
// as a crash would, a service that counts what was done, a clock that stands still.
// Strand: the test's thread.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "flow/engine.hpp"
#include "journal/journal_for_tests.hpp"

namespace errand::flow {

inline const Time kTestNow = Time(Millis(1'772'423'400'000));

// Passes everything on, until it is cut off: from then on nothing is written and nobody is called
// back, as if the process had died. `before_append` and `after_append` may cut it off.
class CutOffJournal final : public journal::Journal {
  public:
    explicit CutOffJournal(journal::Journal& under) : under_(under) {}

    std::function<void()> before_append;
    std::function<void()> after_append;  // durable, not yet known to the engine
    bool cut_off = false;
    std::string known_durable;  // the records that the engine knows to be durable

    async::Awaitable<Result<std::uint64_t>> take_lease(std::string holder) override {
        return under_.take_lease(std::move(holder));
    }
    async::Awaitable<Result<journal::Begun>> begin(journal::NewFlow flow,
                                                   journal::Done durable) override {
        return under_.begin(std::move(flow), guarded(std::move(durable)));
    }
    void append(journal::Append append, journal::Done done) override {
        if (before_append) before_append();
        if (cut_off) return;
        auto records = append.records;
        under_.append(std::move(append), guarded([this, records = std::move(records),
                                                  done = std::move(done)](Result<> result) mutable {
                          if (after_append) after_append();
                          known_durable += records;
                          if (!cut_off) done(std::move(result));
                      }));
    }
    async::Awaitable<Result<std::optional<journal::WaitingSignal>>> add_signal(
        journal::NewSignal signal) override {
        return under_.add_signal(std::move(signal));
    }
    async::Awaitable<Result<std::uint64_t>> publish(std::string user, std::string conversation,
                                                    json::object event,
                                                    std::uint64_t errand) override {
        return under_.publish(std::move(user), std::move(conversation), std::move(event), errand);
    }
    async::Awaitable<Result<>> sync() override { return under_.sync(); }
    async::Awaitable<Result<FlowInfo>> flow(std::uint64_t id) override { return under_.flow(id); }
    async::Awaitable<Result<FlowInfo>> flow_by_number(std::string user,
                                                      std::uint64_t number) override {
        return under_.flow_by_number(std::move(user), number);
    }
    async::Awaitable<Result<std::vector<FlowInfo>>> flows(journal::FlowQuery query) override {
        return under_.flows(std::move(query));
    }
    async::Awaitable<Result<std::vector<journal::Record>>> records(std::uint64_t flow,
                                                                   std::uint64_t after) override {
        return under_.records(flow, after);
    }
    async::Awaitable<Result<std::vector<journal::Event>>> events(
        journal::EventQuery query) override {
        return under_.events(std::move(query));
    }
    async::Awaitable<Result<std::uint64_t>> last_event(std::string user) override {
        return under_.last_event(std::move(user));
    }
    journal::Subscription subscribe(std::string user,
                                    std::function<void(const journal::Event&)> callback) override {
        return under_.subscribe(std::move(user), std::move(callback));
    }
    async::Awaitable<Result<journal::Stored>> load(std::uint64_t flow) override {
        return under_.load(flow);
    }
    async::Awaitable<Result<std::vector<std::uint64_t>>> unfinished(std::uint64_t after,
                                                                    std::size_t limit) override {
        return under_.unfinished(after, limit);
    }
    async::Awaitable<Result<std::vector<Due>>> due(Time now, Due after,
                                                   std::size_t limit) override {
        return under_.due(now, after, limit);
    }
    async::Awaitable<Result<std::optional<Time>>> next_wake(Time after) override {
        return under_.next_wake(after);
    }

  private:
    journal::Done guarded(journal::Done done) {
        return [this, done = std::move(done)](Result<> result) mutable {
            if (!cut_off) done(std::move(result));
        };
    }
    journal::Journal& under_;
};

// A service that does each key once, and remembers what it did. It outlives crashes.
class FakeService {
  public:
    struct Done {
        std::string name;
        json::value arguments;
        int calls = 0;
    };
    std::map<std::string, Done> done;                  // by idempotency key
    std::map<std::string, std::vector<Error>> faults;  // by name: given instead, first to last
    std::set<std::string> held;                   // by name: not answered until they are let go
    bool lose_answers = false;                    // faults come after the effect, not instead of it
    std::function<std::optional<Error>()> fault;  // asked at each call that has none waiting
    int wrong_repeats = 0;                        // one key, other arguments

    Result<json::value> call(const std::string& name, const json::value& arguments,
                             const std::string& key) {
        auto& waiting = faults[name];
        std::optional<Error> given = fault && waiting.empty() ? fault() : std::nullopt;
        if (!waiting.empty()) {
            given = waiting.front();
            waiting.erase(waiting.begin());
        }
        if (given && !lose_answers) return fail(*given);
        auto& one = done[key];
        if (one.calls++ == 0) {
            one.name = name;
            one.arguments = arguments;
        } else if (one.name != name || one.arguments != arguments) {
            ++wrong_repeats;
        }
        if (given) return fail(*given);
        return json::value{{"did", name}, {"with", arguments}};
    }
    std::size_t count(const std::string& name) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(done, [&](const auto& one) { return one.second.name == name; }));
    }
};

class World {
    journal::ScratchFolder scratch_;

  public:
    // Over a scratch journal, or over one that outlives this world and may be older than it.
    explicit World(const std::filesystem::path& folder = {})
        : folder_(folder.empty() ? scratch_.path() : folder) {
        restart();
    }
    ~World() { stop(); }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // A new process over the same journal: nothing of the old one goes on.
    void restart() {
        stop();
        loop_ = std::make_unique<boost::asio::io_context>();
        sqlite_ = journal::open_sqlite(folder_ / "journal.db", loop_->get_executor()).value();
        journal_ = std::make_unique<CutOffJournal>(*sqlite_);
        engine_ = std::make_unique<Engine>(loop_->get_executor(), *journal_, clock, options);
        for (const auto& type : types) engine_->add(type);
        if (on_restart) on_restart();
    }
    void stop() {
        if (!loop_) return;
        journal_->cut_off = true;
        engine_.reset();
        sqlite_.reset();
        loop_.reset();
        journal_.reset();
    }

    void add(std::string skill, std::function<Task<json::value>(Flow&)> code, int version = 1) {
        types.push_back({std::move(skill), version, std::move(code)});
        engine_->add(types.back());
    }
    FlowInfo start(const std::string& skill, json::value input = nullptr, std::string key = {}) {
        return run(engine_->start({"ann", "talk", skill, std::move(input), std::move(key)}))
            .value();
    }
    void signal(std::uint64_t flow, const std::string& name, json::value data = nullptr,
                const std::string& key = {}) {
        const auto done = run(engine_->signal(flow, {name, std::move(data)}, key));
        EXPECT_TRUE(done) << done.error().message;
    }
    FlowInfo info(std::uint64_t flow) { return run(sqlite_->flow(flow)).value(); }
    std::vector<std::string> events() {
        std::vector<std::string> all;
        for (const auto& event : run(sqlite_->events({.user = "ann"})).value())
            all.emplace_back(json::string_at(event.data, "text"));
        return all;
    }

    template <class T>
    T run(async::Awaitable<T> work) {
        return journal::await(*loop_, std::move(work));
    }
    // The same, unless the process dies first.
    template <class T>
    std::optional<T> try_run(async::Awaitable<T> work) {
        const auto answer = std::make_shared<std::optional<T>>();
        boost::asio::co_spawn(*loop_, std::move(work),
                              [answer](const std::exception_ptr& thrown, T value) {
                                  if (!thrown) *answer = std::move(value);
                              });
        loop_->restart();
        while (!*answer && !journal_->cut_off && loop_->run_one() > 0) {
        }
        return journal_->cut_off ? std::nullopt : *answer;
    }
    // Until every flow is parked or ended, or the process has died.
    void settle() {
        loop_->restart();
        while (!engine_->idle() && !journal_->cut_off) {
            if (loop_->run_one() == 0) FAIL() << "the engine waits for nothing";
        }
    }
    void recover() {
        ASSERT_TRUE(run(engine_->recover()));
        settle();
    }
    void move_clock(Millis by) {
        clock.advance(by);
        engine_->wake_timers();
        settle();
    }

    // An effect on the service, which answers after `turns` turns of the loop.
    Effect effect(const std::string& name, json::value arguments, int turns = 1) {
        return [this, name, arguments,
                turns](const StepContext& context) -> async::Awaitable<Result<json::value>> {
            auto* process = journal_.get();
            for (int turn = 0; turn < turns || service.held.contains(name); ++turn)
                co_await boost::asio::post(co_await boost::asio::this_coro::executor,
                                           boost::asio::use_awaitable);
            if (process->cut_off) co_return fail(ErrorCode::Internal, "this process is dead");
            co_return service.call(name, arguments, context.idempotency_key);
        };
    }
    Task<Result<json::value>> step(Flow& flow, std::string name, json::value arguments = nullptr,
                                   StepOptions how = {}, int turns = 1) {
        auto call = effect(name, arguments, turns);
        co_return co_await flow.step(std::move(name), std::move(arguments), std::move(how),
                                     std::move(call));
    }

    Engine& engine() { return *engine_; }
    CutOffJournal& journal() { return *journal_; }
    boost::asio::io_context& loop() { return *loop_; }

    ManualClock clock{kTestNow};
    FakeService service;
    EngineOptions options;
    std::vector<FlowType> types;
    std::function<void()> on_restart;

  private:
    std::filesystem::path folder_;
    std::unique_ptr<boost::asio::io_context> loop_;
    std::unique_ptr<journal::Journal> sqlite_;
    std::unique_ptr<CutOffJournal> journal_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace errand::flow
