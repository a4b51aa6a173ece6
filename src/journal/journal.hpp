// Owns: the append-only record of every flow, the events that users see, and the queries over them.
// This is the seam: sqlite/ is the journal of one machine; another store implements the same class.
// Strand: every member is called, and every callback runs, on the executor's thread that the
// journal was opened with. Must stay true: what was acknowledged is durable; an append with a stale
// sequence or lease is refused and changes nothing; a user's events have consecutive numbers from 1
// in the order of their commits; writes commit in the order they were asked for.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "journal/record.hpp"
#include "json/json.hpp"

namespace errand::journal {

enum class State {
    Running,       // has work to do
    Waiting,       // parked: for a signal or a time
    Ended,         // returned its outcome
    Failed,        // threw, or broke a bound; outcome has the error
    Unreplayable,  // its code no longer fits its records; outcome has the error
};
BOOST_DESCRIBE_ENUM(State, Running, Waiting, Ended, Failed, Unreplayable)
inline bool is_live(State state) {
    return state == State::Running || state == State::Waiting;
}

struct FlowInfo {
    std::uint64_t id = 0;
    std::uint64_t number = 0;  // the n-th of this user, from 1: what events call "errand"
    std::string user;
    std::string conversation;
    std::string skill;
    int version = 0;
    State state = State::Running;
    json::value view;     // the last that the flow set; null before
    json::value outcome;  // once it is no longer live
    Time created{};
    Time updated{};
};

struct Event {
    std::uint64_t seq = 0;  // of the user
    std::string user;
    std::string conversation;
    std::uint64_t errand = 0;  // a flow's number; 0 where it belongs to none
    std::string at;            // RFC 3339
    json::object data;         // with "kind"
};
// As the API delivers it: {"seq", "at", "errand"?, …data}.
json::object to_json(const Event& event);

struct NewFlow {
    std::string user;
    std::string conversation;
    std::string skill;
    int version = 1;
    json::value input;
    std::string key;  // of this user; the same key again returns the first flow. Empty: none
    std::uint64_t lease_epoch = 0;
    Time now{};
    // Published with it, in this order, as publish() does it; not where the key was there before.
    std::vector<json::object> events = {};
};

struct NewSignal {
    std::uint64_t flow = 0;
    std::string name;
    json::value data;
    std::string key;  // of this flow; the same key again is the same signal. Empty: none
};

// A signal that was added and not yet consumed. Ordinals of a flow's signals ascend from 1.
struct WaitingSignal {
    std::uint64_t ordinal = 0;
    std::string name;
    json::value data;
};

// One indivisible change of one flow.
struct Append {
    std::uint64_t flow = 0;
    std::uint64_t expected_seq = 0;  // of the append before this one; the new one is one more
    std::uint64_t lease_epoch = 0;
    std::string records;               // by write_record
    bool begins_segment = false;       // its first record is a checkpoint
    std::vector<json::object> events;  // published in this order
    std::optional<json::value> view;   // absent: unchanged
    std::optional<json::value> outcome;
    State state = State::Running;
    std::optional<Time> wake_at;
    bool lazy = false;        // nothing waits for it: it may wait kLazyDelay for a commit to share
    bool same_state = false;  // state and wake_at are as the append before left them: saves work
    std::vector<std::uint64_t> consumed;  // ordinals of signals
    Time now{};
};

// Everything that a flow needs to go on.
struct Stored {
    FlowInfo info;
    json::value input;
    std::uint64_t salt = 0;  // random; makes idempotency keys unlike any other journal's
    std::uint64_t seq = 0;
    std::vector<Record> records;         // since the last checkpoint, which is the first of them
    std::vector<WaitingSignal> signals;  // by ordinal
};

struct Begun {
    FlowInfo info;
    std::uint64_t salt = 0;
    bool fresh = true;  // false: the key was there before
};

struct FlowQuery {
    std::string user;
    std::optional<std::string> conversation;
    std::optional<std::string> skill;
    bool live_only = false;
    bool ended_only = false;
    bool newest_first = false;
    std::size_t limit = 1'000;
};

struct EventQuery {
    std::string user;
    std::optional<std::string> conversation;
    std::uint64_t after = 0;
    std::size_t limit = 1'000;
};

using Done = std::move_only_function<void(Result<>)>;

// Ends a subscription when it goes.
class Subscription {
  public:
    Subscription() = default;
    explicit Subscription(std::shared_ptr<void> held) : held_(std::move(held)) {}
    explicit operator bool() const { return held_ != nullptr; }

  private:
    std::shared_ptr<void> held_;
};

class Journal {
  public:
    virtual ~Journal() = default;

    // Becomes the one that may append; every earlier lease is stale from here on.
    virtual async::Awaitable<Result<std::uint64_t>> take_lease(std::string holder) = 0;

    // Numbers a flow and queues its creation, with its events in the same write. The flow's appends
    // may be queued at once; `durable` is called when the creation is, which waits kLazyDelay at
    // most to share the commit of the flow's first append.
    virtual async::Awaitable<Result<Begun>> begin(NewFlow flow, Done durable) = 0;
    // `done` gets Conflict (stale sequence), Denied (stale lease), NotFound (no such flow), Invalid
    // (text that is not UTF-8, or too much of it), Exhausted (too much is queued, or the disk is
    // full) or what else the store says. An append that is refused changes nothing.
    virtual void append(Append append, Done done) = 0;
    // Durable when it returns: the signal's ordinal, and nothing where the key was there before.
    // NotFound: no such flow; Conflict: the flow is no longer live.
    virtual async::Awaitable<Result<std::optional<WaitingSignal>>> add_signal(NewSignal signal) = 0;
    // An event outside any flow, or said for the flow with that number: durable when it returns.
    virtual async::Awaitable<Result<std::uint64_t>> publish(std::string user,
                                                            std::string conversation,
                                                            json::object event,
                                                            std::uint64_t errand = 0) = 0;
    // Durable when it returns: everything queued before it.
    virtual async::Awaitable<Result<>> sync() = 0;

    virtual async::Awaitable<Result<FlowInfo>> flow(std::uint64_t id) = 0;
    virtual async::Awaitable<Result<FlowInfo>> flow_by_number(std::string user,
                                                              std::uint64_t number) = 0;
    // By number, at most query.limit.
    virtual async::Awaitable<Result<std::vector<FlowInfo>>> flows(FlowQuery query) = 0;
    // What is recorded of a flow after that append (0: all), over all segments.
    virtual async::Awaitable<Result<std::vector<Record>>> records(std::uint64_t flow,
                                                                  std::uint64_t after = 0) = 0;
    virtual async::Awaitable<Result<std::vector<Event>>> events(EventQuery query) = 0;
    // The number of the user's last event; 0 where there is none.
    virtual async::Awaitable<Result<std::uint64_t>> last_event(std::string user) = 0;
    // Calls back with every event of the user once it is committed, in order.
    virtual Subscription subscribe(std::string user,
                                   std::function<void(const Event&)> callback) = 0;

    // What the engine asks.
    virtual async::Awaitable<Result<Stored>> load(std::uint64_t flow) = 0;
    // Live flows that have work to do after a restart (running, or with a waiting signal), by id.
    virtual async::Awaitable<Result<std::vector<std::uint64_t>>> unfinished(std::uint64_t after,
                                                                            std::size_t limit) = 0;
    struct Due {
        Time wake_at{};
        std::uint64_t flow = 0;
        auto operator<=>(const Due&) const = default;
    };
    // Flows whose time has come by `now`, in order, after that one.
    virtual async::Awaitable<Result<std::vector<Due>>> due(Time now, Due after,
                                                           std::size_t limit) = 0;
    // The first time after `after` for which a flow waits.
    virtual async::Awaitable<Result<std::optional<Time>>> next_wake(Time after) = 0;
};

}  // namespace errand::journal
