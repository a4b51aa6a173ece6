#include "brain/model/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <limits>

#include "base/check.hpp"
#include "brain/model/dialect.hpp"
#include "brain/model/health.hpp"

namespace errand::brain::model {

struct Router::Seat {
    std::unique_ptr<Endpoint> endpoint;
    Health health;
    Rate rate;
};

// One turn under way.
struct Router::Turn {
    // What this turn knows of one endpoint.
    struct Tried {
        int attempts = 0;
        bool barred = false;  // asking it again cannot help
        Pause pause;
    };

    Request request;
    TurnOptions options;
    std::int64_t prompt_estimate = 0;
    std::vector<Tried> tried;
    Millis waited{0};
    TurnReport report;
    std::optional<Failure> last;  // the last failure
    int refusals = 0;
    bool no_room = false;  // of an endpoint that was not asked
    bool over = false;
};

// Which endpoint to ask; none: from when there may be one, and why there is none.
struct Router::Choice {
    std::optional<std::size_t> seat;
    std::optional<Time> from;
    std::optional<Error> why;
};

namespace {

// Settles the attempt whatever ends it: an answer, a failure, a stop, or the coroutine's end.
class Settlement {
  public:
    Settlement(TurnReport& report, Budget* budget, Rate& rate, Time now,
               const EndpointSettings& settings, Quote quote, const Progress& progress)
        : report_(report),
          budget_(budget),
          rate_(rate),
          taken_(rate.take(now, quote.tokens)),
          settings_(settings),
          quote_(std::move(quote)),
          progress_(progress) {}
    Settlement(const Settlement&) = delete;
    Settlement& operator=(const Settlement&) = delete;
    ~Settlement() { settle({}); }

    void settle(const std::optional<Failure>& failure) {
        if (std::exchange(settled_, true)) return;
        Attempt attempt{.endpoint = settings_.name, .model = settings_.model};
        if (progress_.asked) attempt.spent = spent_by(progress_.usage, settings_.prices);
        if (failure) {
            attempt.failure = failure->kind;
            attempt.message = failure->error.message;
        }
        if (budget_ != nullptr) budget_->settle(quote_, attempt.spent);
        rate_.correct(taken_, attempt.spent.usage.total() - quote_.tokens,
                      std::max(progress_.requests, 1) - 1);
        report_.spent += attempt.spent;
        report_.shown = report_.shown || progress_.shown;
        report_.attempts.push_back(std::move(attempt));
    }

  private:
    TurnReport& report_;
    Budget* budget_;
    Rate& rate_;
    std::uint64_t taken_;
    const EndpointSettings& settings_;
    Quote quote_;
    const Progress& progress_;
    bool settled_ = false;
};

// An endpoint is asked. Where the coroutine ends without an answer, nothing was learned of it.
class Asked {
  public:
    Asked(Health& health, Time now) : health_(health), asking_(health.begin(now)) {}
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;
    ~Asked() {
        if (!answered_) health_.dropped(asking_);
    }
    void succeeded() {
        answered_ = true;
        health_.succeeded(asking_);
    }
    void failed(const Failure& failure, Time now) {
        answered_ = true;
        health_.failed(asking_, failure, now);
    }

  private:
    Health& health_;
    Health::Asking asking_;
    bool answered_ = false;
};

std::int64_t expected_output(const Request& request, const EndpointSettings& settings) {
    if (request.max_tokens) return *request.max_tokens;
    return settings.max_output > 0 ? settings.max_output : kAssumedOutput;
}

Quote quote_of(const Request& request, std::int64_t prompt, const EndpointSettings& settings) {
    const Usage most{.prompt = prompt, .completion = expected_output(request, settings)};
    return {most.total(), cost_of(most, settings.prices), settings.prices.currency};
}

// Whether there is room for the conversation and its reply. The estimate is above what the server
// counts, but never twice as much, so that only what is above twice the room surely has none.
enum class Room { Fits, May, None };
Room room_for(const Request& request, std::int64_t prompt, const EndpointSettings& settings) {
    if (settings.context_length == 0) return Room::Fits;
    // What is not asked for by anybody is what is left.
    const auto output = request.max_tokens.value_or(settings.max_output);
    if (prompt + output <= settings.context_length) return Room::Fits;
    return prompt / 2 < settings.context_length ? Room::May : Room::None;
}

// Whether the same endpoint may be asked again in this turn.
bool worth_again(FailureKind kind) {
    switch (kind) {
        case FailureKind::RateLimited:
        case FailureKind::Overloaded:
        case FailureKind::Unreachable:
        case FailureKind::Slow:
        case FailureKind::Broken:
            return true;
        case FailureKind::Refused:
        case FailureKind::Denied:
        case FailureKind::Missing:
        case FailureKind::TooLong:
        case FailureKind::TooLarge:
        case FailureKind::Stopped:
            return false;
    }
    return false;
}

bool met(const TurnReport& report, FailureKind kind) {
    return std::ranges::any_of(report.attempts,
                               [kind](const Attempt& attempt) { return attempt.failure == kind; });
}

async::Awaitable<> sleep_on_timer(Millis time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, async::after(time));
    co_await timer.async_wait(boost::asio::use_awaitable);
}

// A sleep as something that a Stop can end.
async::Awaitable<bool> slept(async::Awaitable<> sleep) {
    co_await std::move(sleep);
    co_return true;
}

}  // namespace

Router::Router(std::vector<std::unique_ptr<Endpoint>> endpoints, const Clock& clock,
               RouterOptions options)
    : clock_(clock), options_(std::move(options)) {
    ERRAND_CHECK(endpoints.size() <= kMaxEndpoints);
    for (auto& endpoint : endpoints) {
        const auto rate = endpoint->settings().rate;
        seats_.push_back(std::make_unique<Seat>(std::move(endpoint), Health{}, Rate(rate)));
    }
    if (!options_.sleep) options_.sleep = sleep_on_timer;
}

Router::~Router() = default;

// From when it may be asked for so much; not after `now` where it may be asked now.
Time Router::ready_at(std::size_t which, Turn& turn, std::int64_t tokens, Time now) {
    auto& seat = *seats_[which];
    // Where somebody else finds out whether it is well, one looks again soon.
    const auto healthy = seat.health.ready_at(now).value_or(now + kFirstRetryPause);
    return std::max(
        {healthy, now + turn.tried[which].pause.left(now), seat.rate.ready_at(now, tokens)});
}

// The first that is ready and has room; else the one with the most that may have some.
Router::Choice Router::choose(Turn& turn) {
    Choice choice;
    std::optional<std::size_t> roomiest;
    const auto now = clock_.now();
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        const auto& tried = turn.tried[i];
        const auto& settings = seats_[i]->endpoint->settings();
        if (tried.barred || tried.attempts >= kMaxAttemptsPerEndpoint) continue;
        const auto room = room_for(turn.request, turn.prompt_estimate, settings);
        if (room == Room::None) {
            turn.no_room = true;
            choice.why = failure(FailureKind::TooLong,
                                 fmt::format("the conversation is too long for {}", settings.name))
                             .error;
            continue;
        }
        const auto quote = quote_of(turn.request, turn.prompt_estimate, settings);
        if (turn.options.budget != nullptr) {
            auto& budget = *turn.options.budget;
            if (const auto held = budget.hold(quote); !held) {
                choice.why = held.error();
                continue;
            }
            budget.settle(quote, {});  // held anew by the attempt
        }
        const auto ready = ready_at(i, turn, quote.tokens, now);
        if (ready > now) {
            choice.from = std::min(choice.from.value_or(ready), ready);
        } else if (room == Room::Fits) {
            return {.seat = i, .from = {}, .why = {}};
        } else if (!roomiest || settings.context_length >
                                    seats_[*roomiest]->endpoint->settings().context_length) {
            roomiest = i;
        }
    }
    choice.seat = roomiest;
    return choice;
}

async::Awaitable<> Router::attempt(std::size_t which, Turn& turn) {
    auto& seat = *seats_[which];
    const auto& settings = seat.endpoint->settings();
    const auto quote = quote_of(turn.request, turn.prompt_estimate, settings);
    if (turn.options.budget != nullptr) {
        const auto held = turn.options.budget->hold(quote);
        ERRAND_CHECK(held.has_value());  // choose has just seen that it fits
    }
    Progress progress;
    Settlement settlement(turn.report, turn.options.budget, seat.rate, clock_.now(), settings,
                          quote, progress);
    Asked asked(seat.health, clock_.now());
    ++turn.tried[which].attempts;
    const auto deadline = std::min(turn.options.deadline.value_or(async::Deadline::max()),
                                   async::after(settings.time.turn));
    auto outcome = co_await unless_stopped(
        seat.endpoint->ask(turn.request, turn.options.on_delta, progress, deadline),
        turn.options.stop);
    if (!outcome)
        outcome.emplace(std::unexpected(failure(FailureKind::Stopped, "the turn was stopped")));
    if (*outcome) {
        progress.asked = true;
        progress.usage = (**outcome).usage;
        asked.succeeded();
        settlement.settle({});
        turn.report.reply = **std::move(outcome);
        turn.report.endpoint = settings.name;
    } else {
        if (progress.shown && turn.options.take_back) progress.shown = !turn.options.take_back();
        settlement.settle(outcome->error());
        asked.failed(outcome->error(), clock_.now());
        failed(which, outcome->error(), progress.shown, turn);
    }
}

void Router::failed(std::size_t which, const Failure& failure, bool shown, Turn& turn) const {
    auto& tried = turn.tried[which];
    tried.barred = !worth_again(failure.kind);
    tried.pause.extend(
        clock_.now(), failure.retry_after.value_or(kFirstRetryPause * (1 << (tried.attempts - 1))));
    if (failure.kind == FailureKind::Refused) ++turn.refusals;
    // Two servers that refuse the same request are right; what was shown cannot be taken back.
    turn.over = shown || failure.kind == FailureKind::Stopped || turn.refusals > 1;
    turn.last = failure;
}

// False where that would be too long, or the turn was stopped.
async::Awaitable<bool> Router::wait(Turn& turn, Millis time) {
    if (turn.waited + time > options_.max_wait) co_return false;
    if (turn.options.deadline && async::after(time) > *turn.options.deadline) co_return false;
    turn.waited += time;
    co_return (co_await unless_stopped(slept(options_.sleep(time)), turn.options.stop)).has_value();
}

async::Awaitable<TurnReport> Router::turn(Request request, TurnOptions options) {
    Turn turn{.request = std::move(request), .options = std::move(options)};
    turn.prompt_estimate = estimate_tokens(turn.request);
    turn.tried.resize(seats_.size());
    for (std::size_t i = 0; i < seats_.size(); ++i)
        if (seats_[i]->endpoint->settings().name == turn.options.but_last)
            turn.tried[i].pause.extend(clock_.now(), kFirstRetryPause);
    const auto end = [&](Error error) {
        turn.report.error = std::move(error);
        turn.report.too_long = turn.no_room || met(turn.report, FailureKind::TooLong);
        return std::move(turn.report);
    };
    const auto stopped = [&] {
        return turn.options.stop != nullptr && turn.options.stop->requested();
    };
    if (const auto fit = check_request(turn.request); !fit) co_return end(fit.error());
    if (turn.options.budget != nullptr)
        if (const auto may = turn.options.budget->begin_turn(); !may) co_return end(may.error());
    turn.report.spent.turns = 1;
    for (int attempts = 0; attempts < kMaxAttempts && !turn.over;) {
        if (stopped()) co_return end(failure(FailureKind::Stopped, "the turn was stopped").error);
        const auto choice = choose(turn);
        if (choice.seat) {
            ++attempts;
            co_await attempt(*choice.seat, turn);
            if (turn.report.reply) co_return std::move(turn.report);
            continue;
        }
        const bool waited = choice.from && co_await wait(turn, *choice.from - clock_.now());
        if (waited) continue;
        if (stopped()) co_return end(failure(FailureKind::Stopped, "the turn was stopped").error);
        if (!turn.last && choice.why) co_return end(*choice.why);
        break;
    }
    if (turn.last) co_return end(turn.last->error);
    co_return end(failure(FailureKind::Overloaded,
                          seats_.empty() ? "no model is configured" : "no model can be asked now")
                      .error);
}

std::vector<Router::Standing> Router::standings() const {
    std::vector<Standing> all;
    all.reserve(seats_.size());
    for (const auto& seat : seats_)
        all.push_back({seat->endpoint->settings().name, seat->endpoint->settings().model,
                       !seat->health.closed(), seat->health.failures()});
    return all;
}

async::Awaitable<std::vector<Result<std::vector<std::string>>>> Router::check() {
    std::vector<Result<std::vector<std::string>>> all;
    all.reserve(seats_.size());
    for (const auto& seat : seats_) {
        Asked asked(seat->health, clock_.now());
        auto names = co_await seat->endpoint->models(async::after(kHealthCheckTime));
        if (names) {
            asked.succeeded();
            all.emplace_back(*std::move(names));
        } else {
            asked.failed(names.error(), clock_.now());
            all.emplace_back(fail(names.error().error));
        }
    }
    co_return all;
}

std::int64_t Router::context_length() const {
    std::int64_t most = 0;
    for (const auto& seat : seats_) {
        const auto length = seat->endpoint->settings().context_length;
        if (length == 0) return 0;
        most = std::max(most, length);
    }
    return most;
}

}  // namespace errand::brain::model
