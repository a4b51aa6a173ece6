// Owns: one turn of a conversation over several endpoints: which is asked, when, how often, and
// what all of it cost. Strand: the event loop's thread. Must stay true: nothing is asked again once
// somebody has seen a piece; every attempt is bounded and accounted for, also where the turn is
// stopped or cancelled; the same request is never sent again to the endpoint that refused it. What
// is decided depends on the clock given and on what the endpoints answer, and on nothing else. An
// estimate alone keeps no one from being asked.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "brain/model/budget.hpp"
#include "brain/model/endpoint.hpp"
#include "brain/model/stop.hpp"

namespace errand::brain::model {

struct RouterOptions {
    // How long a turn may wait in all for an endpoint to be free.
    Millis max_wait = kMaxRouterWait;
    // Waits that long, on the event loop; nothing: a timer. Tests move their clock instead.
    std::function<async::Awaitable<>(Millis)> sleep;
};

struct TurnOptions {
    OnDelta on_delta;  // called on the event loop's thread, must not throw
    // Takes back what was handed out in an attempt that failed. True: nobody has seen any of it,
    // so that another attempt may follow. Nothing: what is handed out is seen.
    std::function<bool()> take_back = {};
    // The name of an endpoint that is asked first only where no other can be.
    std::string but_last = {};
    Stop* stop = nullptr;      // outlives the turn
    Budget* budget = nullptr;  // outlives the turn; settled when it ends, however that is
    std::optional<async::Deadline> deadline;
};

// One request to one endpoint.
struct Attempt {
    std::string endpoint;
    std::string model;
    Spent spent;
    std::optional<FailureKind> failure;
    std::string message;  // the failure's, for a person

    bool operator==(const Attempt&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (endpoint, model, spent, failure, message))

// What one turn came to. Everything of it can be recorded, whether or not it was answered.
struct TurnReport {
    std::optional<Reply> reply;
    std::optional<Error> error;  // where there is no reply
    std::string endpoint;        // that answered
    Spent spent;                 // all attempts
    std::vector<Attempt> attempts;
    bool shown = false;  // with an error: what was handed out is not the answer, and must be marked
    bool too_long = false;  // with an error: some endpoint has no room; a shorter one may be taken
};

class Router {
  public:
    // In order of preference, at most kMaxEndpoints. `clock` outlives this.
    Router(std::vector<std::unique_ptr<Endpoint>> endpoints, const Clock& clock,
           RouterOptions options = {});
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // Errors: Denied (the budget, or every endpoint's key), Invalid (refused: the same request
    // again cannot help), Exhausted (too long), Unavailable (no endpoint can serve within
    // max_wait), Timeout, Corrupt, Cancelled (stopped). It throws only where its coroutine is
    // cancelled.
    async::Awaitable<TurnReport> turn(Request request, TurnOptions options = {});

    struct Standing {
        std::string endpoint;
        std::string model;
        bool open = false;  // not asked now: too many failures
        int failures = 0;   // in a row
    };
    std::vector<Standing> standings() const;
    // Asks every endpoint for its models. One that answers is asked again from now on; one that
    // does not has failed once more.
    async::Awaitable<std::vector<Result<std::vector<std::string>>>> check();

    // The largest context that some endpoint has; 0: one is not known.
    std::int64_t context_length() const;

  private:
    struct Seat;
    struct Turn;
    struct Choice;

    Choice choose(Turn& turn);
    Time ready_at(std::size_t which, Turn& turn, std::int64_t tokens, Time now);
    async::Awaitable<> attempt(std::size_t which, Turn& turn);
    void failed(std::size_t which, const Failure& failure, bool shown, Turn& turn) const;
    async::Awaitable<bool> wait(Turn& turn, Millis time);

    std::vector<std::unique_ptr<Seat>> seats_;
    const Clock& clock_;
    RouterOptions options_;
};

}  // namespace errand::brain::model
