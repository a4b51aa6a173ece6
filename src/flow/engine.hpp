// Owns: the running of flows over a journal: starting, signals, timers, cancellation, recovery.
// Strand: the executor's one thread, on which every member is called.
// Must stay true: a Change or Spend starts only after its intent is durable; nothing is published
// before the records it rests on are durable; a flow that waits holds no memory; an engine whose
// lease is stale changes nothing more.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "async/awaitable.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "flow/flow.hpp"
#include "journal/journal.hpp"

namespace errand::flow {

using journal::FlowInfo;

// What is shown where a flow fails or no longer fits its records: published and stored with it.
struct FailureNotice {
    std::optional<json::value> view;
    std::vector<json::object> events;
};

struct EngineOptions {
    std::string holder = "errand";  // names this process in the lease
    std::function<FailureNotice(const FlowInfo&, const Error&)> describe_failure;
};

struct StartRequest {
    std::string user;
    std::string conversation;
    std::string skill;
    json::value input;
    std::string key;  // of this user; the same key again returns the first flow. Empty: none
    // Published in the same write, as outside of any flow; not where the key was there before.
    std::vector<json::object> events = {};
};

class Engine {
  public:
    // `journal` and `clock` outlive the engine.
    Engine(boost::asio::any_io_executor executor, journal::Journal& journal, const Clock& clock,
           EngineOptions options = {});
    // Drops every coroutine; nothing is recorded. Effects under way end by themselves.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void add(FlowType type);

    // Starts the newest version of the skill. Durable when it returns. NotFound: no such skill;
    // Exhausted: too much runs; Unavailable: before recover().
    async::Awaitable<Result<FlowInfo>> start(StartRequest request);
    // Durable when it returns; the same key of a flow twice is once. NotFound, or Conflict where
    // the flow has ended.
    async::Awaitable<Result<>> signal(std::uint64_t flow, Signal signal, std::string key = {});
    // Durable when it returns. The flow learns of it by next(), or by Cancelled out of its next
    // await (see Kind). A second call is the same cancel.
    async::Awaitable<Result<>> cancel(std::uint64_t flow);
    // Once, at start-up, before anything else: takes the lease, resumes what was running, arms the
    // timers. Returns when all of it is queued; idle() tells when it has settled.
    async::Awaitable<Result<>> recover();
    // Starts nothing more, waits for the effects under way and for the journal. What was running
    // goes on after the next recover().
    async::Awaitable<> stop();

    // No flow of this user is running and none is about to: all are parked or ended.
    bool idle(const std::string& user) const;
    bool idle() const;
    // Waits until idle(user), at most until `deadline`; says whether it is. With a conversation,
    // its flows alone count. May be called at any time.
    async::Awaitable<bool> settled(std::string user, async::Deadline deadline,
                                   std::optional<std::string> conversation = {});
    // Looks for flows whose time has come: the clock may have been moved.
    void wake_timers();
    // Of the lease: greater with each recover() of the same journal; 0: there is none.
    std::uint64_t epoch() const;
    // Flows that hold a coroutine now.
    std::size_t resident() const;

    // A flow has come to rest, parked or ended, and all of it is durable.
    std::function<void(std::uint64_t flow, journal::State state)> on_rest;
    // A step, or a read that is recorded. For tests: crash injection.
    std::function<void(Side, std::uint64_t flow, std::string_view step)> on_step;

  private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace errand::flow
