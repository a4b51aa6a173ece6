#include "flow/flow.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "flow/run.hpp"

namespace errand::flow {
namespace {

struct StepAwait {
    Run& run;
    StepWait& step;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) const {
        step.waiting = waiting;
        return !run.ask_step(step);
    }
    Result<json::value> await_resume() const {
        if (step.cancelled) throw Cancelled();
        return *std::move(step.answer);
    }
};

// Waits only where the run has come to its end, and then for good.
struct AnsweredAwait {
    bool answered;
    bool await_ready() const noexcept { return answered; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
};

struct NextAwait {
    Run& run;
    NextWait& next;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) const {
        next.waiting = waiting;
        run.ask_next(next);
    }
    Signal await_resume() const { return *std::move(next.got); }
};

}  // namespace

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::Read:
            return "read";
        case Kind::Change:
            return "change";
        case Kind::Spend:
            return "spend";
    }
    return "";
}

bool outcome_unknown(const Error& error) {
    return error.advice == kOutcomeUnknown;
}

Flow::Flow(Run& run, std::string path) : run_(run), path_(std::move(path)) {}

std::uint64_t Flow::id() const {
    return run_.info().id;
}
const std::string& Flow::user() const {
    return run_.info().user;
}
const std::string& Flow::conversation() const {
    return run_.info().conversation;
}
std::uint64_t Flow::number() const {
    return run_.info().number;
}
const std::string& Flow::skill() const {
    return run_.info().skill;
}
int Flow::version() const {
    return run_.info().version;
}
const json::value& Flow::input() const {
    return run_.input();
}
const json::value* Flow::state() const {
    return run_.checkpointed();
}

std::size_t Flow::steps() const {
    return run_.steps();
}

std::string Flow::next_id() {
    return path_ + std::to_string(ordinal_++);
}

Task<Result<json::value>> Flow::step(std::string name, json::value arguments, StepOptions options,
                                     Effect effect) {
    StepWait step{.id = next_id(),
                  .name = std::move(name),
                  .arguments = std::move(arguments),
                  .options = std::move(options),
                  .effect = std::move(effect)};
    co_return co_await StepAwait{run_, step};
}

Task<json::value> Flow::recorded(std::string name, std::function<json::value()> read) {
    json::value answer;
    const auto id = next_id();
    const bool answered = run_.ask_recorded(id, name, read, answer);
    co_await AnsweredAwait{answered};
    co_return answer;
}

Task<Time> Flow::now() {
    const auto read = co_await recorded(
        "now", [this] { return json::value(run_.clock_now().time_since_epoch().count()); });
    co_return Time(Millis(read.to_number<std::int64_t>()));
}

Task<Signal> Flow::next(std::optional<Millis> timeout) {
    NextWait next{.id = next_id(), .timeout = timeout};
    co_return co_await NextAwait{run_, next};
}

Task<> Flow::checkpoint(json::value state) {
    const bool answered = run_.ask_checkpoint(*this, state);
    co_await AnsweredAwait{answered};
}

void Flow::emit(json::object event) {
    run_.emit(std::move(event));
}
void Flow::set_view(json::value view) {
    run_.set_view(std::move(view));
}

void Flow::check_branches(std::size_t count) const {
    if (count > kMaxBranches)
        throw std::length_error(fmt::format("{} branches; the most is {}", count, kMaxBranches));
}

void Flow::joined(Join& join) {
    if (--join.left == 0 && join.parent) run_.make_ready(join.parent);
}

}  // namespace errand::flow
