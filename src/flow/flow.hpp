// Owns: what a flow's code sees: steps, recorded reads, signals, branches, checkpoints, events.
// Strand: the engine's, inside the flow's coroutine. A Flow lives as long as its coroutine; a
// parked flow has neither and comes back by replay.
// Must stay true: between two awaits a flow's code depends on nothing but its input, its state and
// what its awaits returned, since replay runs it again; destructors have no effects; an effect must
// not refer to the coroutine's variables: capture by value, or what outlives the engine.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "flow/limits.hpp"
#include "flow/task.hpp"
#include "json/json.hpp"

namespace errand::flow {

// `idempotency_key` is the same in every attempt of this step, also after a crash, and no other
// step's in any journal. `attempt` counts from 1 in this process. `deadline` is this attempt's.
// `in_doubt`: an earlier attempt may have had its effect, also one of a process that died.
struct StepContext {
    std::string idempotency_key;
    int attempt = 1;
    std::chrono::steady_clock::time_point deadline;
    bool in_doubt = false;
};

// Runs on the io_context. What it throws is an Error Unavailable. It ends when it is cancelled.
using Effect = std::function<async::Awaitable<Result<json::value>>(const StepContext&)>;

// Read: asking twice does no harm; it may start before its intent is durable. Change and Spend
// start only once their intent is durable. After the first Spend a cancelled flow is not unwound
// any more, only told by next(), so that money is never left without its record.
enum class Kind { Read, Change, Spend };

// What to do where an effect may or may not have happened: the process died between intent and
// result, or the attempt ended in Timeout, Unavailable or Corrupt.
enum class OnUnknown {
    AskAgain,    // once more with the same key: the service knows it
    LookUp,      // `look_up` first: a value is the result, NotFound means ask (again)
    ShowPerson,  // neither is possible: outcome_unknown(error) is true, a person must look
};
// Where a later attempt ends in any other error, that too is outcome_unknown: it says what became
// of that attempt alone. The code is then Timeout where any attempt may still be under way.

struct StepOptions {
    Kind kind = Kind::Change;
    Millis deadline{30'000};  // of each attempt
    int attempts = 3;
    Millis first_backoff{200};  // doubles, up to kMaxBackoff
    OnUnknown on_unknown = OnUnknown::AskAgain;
    Effect look_up;
};

// True of a step's error where its effect may or may not have happened, and nobody can tell.
bool outcome_unknown(const Error& error);
// The `advice` that marks it.
inline constexpr std::string_view kOutcomeUnknown = "outcome_unknown";

// Before the effect (or the read) starts: its intent is durable where it must be. After it
// answered, before the answer is recorded.
enum class Side { Before, After };

// `name` is "timer" where the wait's time came, "cancel" where the flow was cancelled.
struct Signal {
    std::string name;
    json::value data;
};

class Run;  // run.hpp: the engine's side of one flow
struct StepWait;
struct NextWait;

class Flow {
  public:
    Flow(Run& run, std::string path);
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

    std::uint64_t id() const;
    const std::string& user() const;
    const std::string& conversation() const;
    // The n-th errand of this user, from 1: what events call "errand".
    std::uint64_t number() const;
    const std::string& skill() const;
    int version() const;
    const json::value& input() const;
    // The last checkpoint's, null before the first. It changes with checkpoint().
    const json::value* state() const;
    // How many steps, recorded reads and waits there were since then, of kMaxStepsPerSegment; the
    // same in every replay.
    std::size_t steps() const;

    // One recorded effect. Returns the effect's value or its error; the same again in every replay.
    // Throws Cancelled where the flow was cancelled before it began or, of a Read, while it ran.
    Task<Result<json::value>> step(std::string name, json::value arguments, StepOptions options,
                                   Effect effect);
    // What the flow reads from outside without an effect, or keeps in errand's own stores under a
    // key of its own: no intent is written before, so a crash before the answer is durable runs
    // `read` once more. Replays answer from the journal.
    Task<json::value> recorded(std::string name, std::function<json::value()> read);
    Task<Time> now();
    // The next signal, in the order they became durable. The flow parks here: nothing of it stays
    // in memory.
    Task<Signal> next(std::optional<Millis> timeout = {});
    // Runs the branches side by side, each with a Flow of its own; the results in their order. Ends
    // when all have ended; then throws what the first failing branch threw. At most kMaxBranches.
    template <class T>
    Task<std::vector<T>> all(std::vector<std::function<Task<T>(Flow&)>> branches);
    // Replay begins here from now on, with this state: the flow's function is called anew and must
    // go on, from state(), as it goes on here. A call with the state that the segment began with,
    // before anything else happened in it, does nothing. Only outside of all().
    Task<> checkpoint(json::value state);

    // Published once, with the next append. The journal adds seq, at and errand.
    void emit(json::object event);
    // What others see of this flow now; durable with the next append.
    void set_view(json::value view);

  private:
    std::string next_id();
    struct Join {
        std::size_t left = 0;
        std::coroutine_handle<> parent;
    };
    struct JoinAwait {
        Join& join;
        bool await_ready() const noexcept { return join.left == 0; }
        void await_suspend(std::coroutine_handle<> parent) const noexcept { join.parent = parent; }
        void await_resume() const noexcept {}
    };
    void check_branches(std::size_t count) const;
    void joined(Join& join);
    template <class T>
    Task<> branch(Task<T> work, std::optional<T>& returned, std::exception_ptr& thrown, Join& join);

    Run& run_;
    std::string path_;  // "" at the root, else "4.1."
    std::uint64_t ordinal_ = 0;
    friend class Run;
};

// One version of one skill. A journal pins the version; several may be added side by side.
struct FlowType {
    std::string skill;
    int version = 1;
    // Returns the outcome: {"status": …, "reason": …}.
    std::function<Task<json::value>(Flow&)> run;
};

template <class T>
Task<> Flow::branch(Task<T> work, std::optional<T>& returned, std::exception_ptr& thrown,
                    Join& join) {
    try {
        returned.emplace(co_await std::move(work));
    } catch (...) {
        thrown = std::current_exception();
    }
    joined(join);
}

template <class T>
Task<std::vector<T>> Flow::all(std::vector<std::function<Task<T>(Flow&)>> branches) {
    const auto count = branches.size();
    check_branches(count);
    const auto id = next_id();
    std::vector<std::unique_ptr<Flow>> flows;
    std::vector<std::optional<T>> returned(count);
    std::vector<std::exception_ptr> thrown(count);
    Join join{count, {}};
    std::vector<Task<>> running;
    for (std::size_t at = 0; at < count; ++at) {
        flows.push_back(std::make_unique<Flow>(run_, id + "." + std::to_string(at) + "."));
        running.push_back(
            flows.back()->branch<T>(branches[at](*flows.back()), returned[at], thrown[at], join));
    }
    for (auto& one : running) one.handle().resume();
    co_await JoinAwait{join};
    for (const auto& one : thrown) {
        if (one) std::rethrow_exception(one);
    }
    std::vector<T> results;
    results.reserve(returned.size());
    for (auto& one : returned) results.push_back(std::move(*one));
    co_return results;
}

}  // namespace errand::flow
