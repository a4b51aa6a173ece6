// Owns: calls that a server works on as tasks: asked about until they end, answered, stopped. Part
// of Client::State; strand as in client.hpp. Must stay true: once a task is known, no answer about
// it makes it unknown.
#include <boost/asio/steady_timer.hpp>
#include <set>

#include "mcp/client_state.hpp"
#include "mcp/input_requests.hpp"
#include "mcp/tasks.hpp"

namespace errand::mcp {

namespace {

json::object of_task(const json::object& state) {
    return {{"taskId", state.at("task")}};
}

// A task that the server does not know, or no longer: what became of it is not known either.
Error lost(const Error& error) {
    if (error.code != ErrorCode::Invalid && error.code != ErrorCode::NotFound) return error;
    return tool::ended_unknown("the service no longer knows of the call: " + error.message);
}

tool::CallResult at_work(const Task& task, json::object state) {
    state.erase("held");
    tool::Unfinished unfinished{.pause_ms = task.pause.count(), .message = task.message};
    unfinished.state = std::move(state);
    return {.content = {}, .unfinished = std::move(unfinished)};
}

std::set<std::string> answered_keys(const json::object& state) {
    std::set<std::string> keys;
    const auto* answered = state.if_contains("answered");
    if (answered == nullptr || !answered->is_array()) return keys;
    for (const auto& key : answered->get_array())
        if (key.is_string()) keys.emplace(key.get_string());
    return keys;
}

// What was answered before is not asked again while the server takes it in.
std::vector<tool::Question> still_open(std::vector<tool::Question> questions,
                                       const json::object& state) {
    const auto answered = answered_keys(state);
    std::erase_if(questions,
                  [&](const tool::Question& question) { return answered.contains(question.key); });
    return questions;
}

}  // namespace

async::Awaitable<Result<tool::CallResult>> Client::State::follow(std::string name,
                                                                 json::object state,
                                                                 CallOptions options,
                                                                 async::Deadline until) {
    const auto keep = shared_from_this();
    for (;;) {
        auto got = co_await ask_once("tasks/get", of_task(state),
                                     {.repeatable = true, .deadline = options.deadline});
        if (!got) co_return fail(lost(got.error()));
        ERRAND_CO_TRY(const auto task, read_task(*got));
        if (task.status == Task::Status::InputRequired)
            co_return co_await task_asks(std::move(name), std::move(state), task, *got, options);
        if (task.status != Task::Status::Working)
            co_return co_await task_result(std::move(name), std::move(state), task, *std::move(got),
                                           options.deadline, nullptr);
        const auto next = async::after(task.pause);
        if (next >= until) co_return at_work(task, std::move(state));
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, next);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

// 2026-07-28 says what it wants to know in the task; 2025-11-25 asks for it while it is asked for
// the task's result.
async::Awaitable<Result<tool::CallResult>> Client::State::task_asks(std::string name,
                                                                    json::object state, Task task,
                                                                    json::object got,
                                                                    CallOptions options) {
    ERRAND_CO_TRY_VOID(co_await connect(options.deadline));
    if (!is_modern(peer->protocol_version)) {
        auto work = [keep = shared_from_this(), name = std::move(name), state, task](
                        std::shared_ptr<Held> held) -> async::Awaitable<Result<tool::CallResult>> {
            co_return co_await keep->task_result(name, state, task, {}, async::after(kHeldCall),
                                                 held);
        };
        co_return co_await leavable(std::move(work), std::move(options), std::move(state));
    }
    const auto* requests = got.if_contains("inputRequests");
    if (requests == nullptr || !requests->is_object()) co_return at_work(task, std::move(state));
    ERRAND_CO_TRY(auto asked, read_input_requests(requests->get_object()));
    for (const auto& key : answered_keys(state)) asked.declined.erase(key);
    if (!asked.declined.empty())
        ERRAND_CO_TRY_VOID(
            co_await answer_task(state, std::move(asked.declined), options.deadline));
    auto result = at_work(task, std::move(state));
    result.unfinished->questions = still_open(std::move(asked.questions), result.unfinished->state);
    co_return result;
}

// What was answered is noted in the state.
async::Awaitable<Result<>> Client::State::answer_task(json::object& state, json::object answers,
                                                      async::Deadline deadline) {
    auto params = of_task(state);
    params["inputResponses"] = answers;
    ERRAND_CO_TRY_VOID(
        co_await ask_once("tasks/update", params, {.repeatable = true, .deadline = deadline}));
    auto& answered = state["answered"];
    if (!answered.is_array()) answered = json::array{};
    for (const auto& one : answers) answered.get_array().emplace_back(one.key());
    co_return Result<>{};
}

async::Awaitable<Result<tool::CallResult>> Client::State::task_result(std::string name,
                                                                      json::object state, Task task,
                                                                      json::object got,
                                                                      async::Deadline deadline,
                                                                      std::shared_ptr<Held> held) {
    const auto keep = shared_from_this();
    ERRAND_CO_TRY_VOID(co_await load_tools(deadline));
    const auto known = catalog;
    const auto* listed = known->find(name);
    if (listed == nullptr)
        co_return fail(tool::ended_unknown("the service has no tool '" + name + "' any more"));
    if (task.status == Task::Status::Cancelled)
        co_return tool::refusal("cancelled", task.message.empty()
                                                 ? "the service did not finish the call"
                                                 : task.message);
    ERRAND_CO_TRY_VOID(co_await connect(deadline));
    if (!is_modern(peer->protocol_version)) {
        // What the call would have been answered with, errors too.
        auto incoming =
            co_await exchange("tasks/result", of_task(state),
                              {.repeatable = true, .deadline = deadline, .held = std::move(held)});
        if (!incoming) co_return fail(std::move(incoming).error());
        if (incoming->message && !incoming->message->error.empty())
            co_return fail(ended(error_in(incoming->message->error)));
        ERRAND_CO_TRY(auto result, read_result(*std::move(incoming), false));
        co_return read_call_result(std::move(result), *listed);
    }
    if (task.status == Task::Status::Failed) {
        const auto* error = got.if_contains("error");
        if (error == nullptr || !error->is_object())
            co_return fail(tool::ended_unknown("the service failed without a reason"));
        co_return fail(ended(error_in(error->get_object())));
    }
    auto* result = got.if_contains("result");
    if (result == nullptr || !result->is_object())
        co_return fail(tool::ended_unknown("the service's finished task has no result"));
    co_return read_call_result(std::move(result->get_object()), *listed);
}

async::Awaitable<Result<tool::CallResult>> Client::State::go_on_with_task(std::string name,
                                                                          CallOptions options) {
    const auto keep = shared_from_this();
    const auto on = *options.goes_on;
    auto state = on.state;
    if (on.stop) {
        auto stopped = co_await ask_once("tasks/cancel", of_task(state),
                                         {.repeatable = true, .deadline = options.deadline});
        if (!stopped) co_return fail(lost(stopped.error()));
        if (const auto held = held_calls.find(std::string(json::string_at(state, "held")))) {
            held_calls.forget(held->id());  // nobody waits for the task's result
            held->cut().emit(boost::asio::cancellation_type::terminal);
        }
        co_return tool::refusal("stopped", "the service was asked to stop");
    }
    const auto held = held_calls.find(std::string(json::string_at(state, "held")));
    if (held) {
        held->answer(on.answers);
        if (on.answers.empty())
            options.deadline = std::min(options.deadline, async::after(kHeldPause));
        co_return co_await wait_for(held, std::move(options), std::move(state));
    }
    if (!on.answers.empty() && is_modern(peer->protocol_version))
        ERRAND_CO_TRY_VOID(co_await answer_task(state, on.answers, options.deadline));
    co_return co_await follow(std::move(name), std::move(state), std::move(options),
                              std::chrono::steady_clock::now());
}

}  // namespace errand::mcp
