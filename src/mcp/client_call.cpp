// Owns: calls of a client: from beginning to end, left while the service asks or works, and gone on
// with. Part of Client::State; strand as in client.hpp.
#include <boost/asio/bind_cancellation_slot.hpp>

#include "base/log.hpp"
#include "mcp/client_state.hpp"
#include "mcp/input_requests.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

json::object without_nulls(const json::object& arguments) {
    json::object kept;
    for (const auto& argument : arguments)
        if (!argument.value().is_null()) kept.insert(argument);
    return kept;
}

// What tools/call is asked with; Invalid where the arguments do not fit, or the tool cannot be
// used.
Result<json::object> call_params(const Listed& listed, json::object arguments,
                                 const std::string& idempotency_key) {
    const auto unusable = [&](const Error& why) {
        return fail(ErrorCode::Invalid,
                    "the tool '" + listed.tool.name + "' cannot be used: " + why.message);
    };
    if (!listed.input) return unusable(listed.input.error());
    if (listed.output && !*listed.output) return unusable(listed.output->error());
    json::object params{{"name", listed.tool.name}};
    if (!idempotency_key.empty()) {
        if (listed.takes_key && !arguments.contains("idempotency_key"))
            arguments["idempotency_key"] = idempotency_key;
        params["_meta"] = {{kMetaIdempotency, idempotency_key}};
    }
    auto fits = listed.input->validate(arguments);
    if (!fits) {  // models like to write null for what they leave out
        arguments = without_nulls(arguments);
        fits = listed.input->validate(arguments);
    }
    if (!fits)
        return fail(ErrorCode::Invalid, "the arguments of '" + listed.tool.name +
                                            "' do not fit: " + fits.error().message);
    params["arguments"] = std::move(arguments);
    return params;
}

// Cuts the call off unless it is kept.
struct Leave {
    ~Leave() {
        if (held) held->cut().emit(asio::cancellation_type::terminal);
    }
    std::shared_ptr<Held> held;
};

// A little earlier, so that what there is to say is said in time.
async::Deadline before(async::Deadline deadline) {
    const auto left = deadline - std::chrono::steady_clock::now();
    return deadline - std::min<async::Deadline::duration>(kHeldMargin, left / 4);
}

bool all_accepted(const json::object& answers) {
    return std::ranges::all_of(answers, [](const auto& one) {
        return json::string_at(one.value(), "action") == "accept";
    });
}

tool::CallResult declined() {
    return tool::refusal("declined", "the person did not do what the service wanted first");
}

}  // namespace

async::Awaitable<Result<tool::CallResult>> Client::State::whole_call(std::string name,
                                                                     json::object arguments,
                                                                     CallOptions options,
                                                                     std::shared_ptr<Held> held) {
    ERRAND_CO_TRY_VOID(co_await load_tools(options.deadline));
    const auto known = catalog;  // which may be forgotten meanwhile
    const auto* found = known->find(name);
    if (found == nullptr)
        co_return fail(ErrorCode::NotFound, "the service has no tool '" + name + "'");
    const auto& listed = *found;
    ERRAND_CO_TRY(auto params, call_params(listed, std::move(arguments), options.idempotency_key));
    // The list is known longer than the program lives that gave it.
    ERRAND_CO_TRY_VOID(co_await connect(options.deadline));
    if (options.goes_on && is_modern(peer->protocol_version)) {
        const auto& went = options.goes_on->state;
        auto responses = std::move(options.goes_on->answers);
        if (const auto* declined = went.if_contains("declined"); declined && declined->is_object())
            for (const auto& one : declined->get_object()) responses.insert(one);
        params["inputResponses"] = std::move(responses);
        if (const auto* state = went.if_contains("requestState")) params["requestState"] = *state;
    }
    const bool as_task = settings.asks && listed.takes_task && takes_tasks(peer->capabilities) &&
                         !is_modern(peer->protocol_version);
    if (as_task) params["task"] = {{"ttl", kTaskLifetime.count()}};
    // A key that the tool does not know keeps nothing from being done twice.
    Asking asking{.headers = listed.headers,
                  .repeatable = listed.tool.effect == tool::Effect::Reads ||
                                listed.tool.idempotent ||
                                (listed.takes_key && !options.idempotency_key.empty()),
                  .deadline = options.deadline,
                  .held = std::move(held)};
    auto result = co_await ask("tools/call", params, asking);
    if (!result && result.error().advice == kMismatch) {
        // The tool's headers have changed: refused before anything was done.
        catalog.reset();
        ERRAND_CO_TRY_VOID(co_await load_tools(options.deadline));
        const auto* again = catalog->find(name);
        if (again != nullptr) {
            asking.headers = again->headers;
            result = co_await ask("tools/call", std::move(params), std::move(asking));
        }
    }
    if (!result) co_return fail(result.error());
    if (json::string_at(*result, "resultType") == kPagesFirst) {
        const auto& error = result->at("error").get_object();
        auto pages = pages_first(error);
        if (!pages) co_return fail(error_of(error));
        if (!*pages) co_return fail(std::move(*pages).error());
        co_return tool::CallResult{.content = {}, .unfinished = **std::move(pages)};
    }
    if (auto task = settings.asks ? created_task(*result) : std::nullopt) {
        if (!*task) co_return fail(std::move(*task).error());
        tool::Unfinished unfinished{.pause_ms = (*task)->pause.count(),
                                    .message = std::move((*task)->message)};
        unfinished.state["task"] = (*task)->id;
        co_return tool::CallResult{.content = {}, .unfinished = std::move(unfinished)};
    }
    if (!wants_input(*result)) co_return read_call_result(*std::move(result), listed);
    if (!settings.asks)
        co_return tool::refusal("input_required", "the service wants to ask the person something",
                                "", {{"requests", result->at("inputRequests")}});
    ERRAND_CO_TRY(auto unfinished, unfinished_of(*result));
    co_return tool::CallResult{.content = {}, .unfinished = std::move(unfinished)};
}

async::Awaitable<Result<tool::CallResult>> Client::State::call(std::string name,
                                                               json::object arguments,
                                                               CallOptions options) {
    if (!settings.asks)
        return whole_call(std::move(name), std::move(arguments), std::move(options), nullptr);
    if (options.goes_on) return go_on(std::move(name), std::move(arguments), std::move(options));
    return begin(std::move(name), std::move(arguments), std::move(options));
}

// A task that ends soon ends in the same step.
async::Awaitable<Result<tool::CallResult>> Client::State::begin(std::string name,
                                                                json::object arguments,
                                                                CallOptions options) {
    const auto keep = shared_from_this();
    auto whole = options;
    whole.deadline = async::after(kHeldCall);
    whole.on_progress = {};
    auto work = [keep, name, arguments = std::move(arguments), whole = std::move(whole)](
                    std::shared_ptr<Held> held) -> async::Awaitable<Result<tool::CallResult>> {
        co_return co_await keep->whole_call(name, arguments, whole, std::move(held));
    };
    auto begun = co_await leavable(std::move(work), options, {});
    if (!begun || !begun->unfinished || !begun->unfinished->state.contains("task")) co_return begun;
    auto state = begun->unfinished->state;
    const auto until = before(options.deadline);
    auto followed = co_await follow(std::move(name), std::move(state), std::move(options), until);
    co_return followed ? std::move(followed) : std::move(begun);
}

async::Awaitable<Result<tool::CallResult>> Client::State::leavable(Work work, CallOptions options,
                                                                   json::object state) {
    const auto executor = co_await asio::this_coro::executor;
    const auto call = std::make_shared<Held>(executor, options.user);
    std::erase_if(under_way, [](const auto& one) { return one.expired(); });
    under_way.push_back(call);
    asio::co_spawn(
        executor, [work = std::move(work), call] { return work(call); },
        asio::bind_cancellation_slot(call->cut().slot(), [call](const std::exception_ptr& thrown,
                                                                Result<tool::CallResult> result) {
            if (thrown)
                result = fail(ErrorCode::Timeout, "the call was cut off",
                              "the effect may or may not have happened");
            call->finish(std::move(result));
        }));
    co_return co_await wait_for(call, std::move(options), std::move(state));
}

// Until it has ended, or there is a reason to leave it: a question, or the caller's own time where
// the service says that it is at work.
async::Awaitable<Result<tool::CallResult>> Client::State::wait_for(std::shared_ptr<Held> call,
                                                                   CallOptions options,
                                                                   json::object state) {
    const auto keep = shared_from_this();
    Leave leave{call};
    call->listen(std::move(options.on_progress));
    try {
        co_await call->wait(before(options.deadline));
    } catch (...) {  // whoever made it is cancelled
        cut_off(call);
        throw;
    }
    call->listen({});
    if (call->finished()) {
        leave.held.reset();
        held_calls.forget(call->id());
        co_return call->take();
    }
    tool::Unfinished unfinished{.questions = call->questions(), .message = call->message()};
    unfinished.state = std::move(state);
    unfinished.state["held"] = call->id();
    Result<> kept = fail(ErrorCode::Timeout, "the service did not answer in time");
    if (!unfinished.questions.empty() || call->works()) kept = keep_held(call);
    if (!kept) {
        held_calls.forget(call->id());
        cut_off(call);
        co_return fail(ErrorCode::Timeout, kept.error().message,
                       "the effect may or may not have happened");
    }
    if (unfinished.questions.empty())
        unfinished.pause_ms = kHeldPause.count();
    else
        unfinished.within_ms = std::max(kHeldMargin, call->patience() - kHeldPause).count();
    leave.held.reset();
    co_return tool::CallResult{.content = {}, .unfinished = std::move(unfinished)};
}

Result<> Client::State::keep_held(const std::shared_ptr<Held>& call) {
    if (held_calls.find(call->id())) return {};
    ERRAND_TRY(auto place, transport->hold());
    call->hold(std::move(place));
    return held_calls.keep(call);
}

// Over HTTP the end of a connection ends no call before 2026-07-28; a program is told where it is
// given up (run.cpp).
async::Awaitable<Result<>> Client::State::say_cancelled(std::shared_ptr<Held> call) {
    const auto keep = shared_from_this();
    if (!transport->has_headers() || !peer || is_modern(peer->protocol_version) ||
        call->request().is_null())
        co_return Result<>{};
    co_return co_await transport->notify(
        write_notification("notifications/cancelled", {{"requestId", call->request()}}),
        peer->protocol_version, async::after(kCancelTimeout));
}

void Client::State::cut_off(const std::shared_ptr<Held>& call) {
    if (call->finished()) return;
    call->cut().emit(asio::cancellation_type::terminal);
    auto say = [keep = shared_from_this(), call] { return keep->say_cancelled(call); };
    asio::co_spawn(call->executor(), std::move(say),
                   [](const std::exception_ptr& thrown, const Result<>& said) {
                       if (!thrown && !said)
                           log::info("a service was not told that its call was given up: {}",
                                     said.error().message);
                   });
}

async::Awaitable<Result<tool::CallResult>> Client::State::stop(std::shared_ptr<Held> call) {
    const auto keep = shared_from_this();
    const Leave leave{call};
    held_calls.forget(call->id());
    const auto said = co_await say_cancelled(call);
    if (!said)
        co_return fail(ErrorCode::Timeout,
                       "the service was not reached to stop the call: " + said.error().message,
                       "the effect may or may not have happened");
    co_return tool::refusal("stopped", "the service was asked to stop");
}

async::Awaitable<Result<tool::CallResult>> Client::State::go_on(std::string name,
                                                                json::object arguments,
                                                                CallOptions options) {
    const auto keep = shared_from_this();
    ERRAND_CO_TRY_VOID(co_await connect(options.deadline));
    const auto on = *options.goes_on;
    if (on.state.contains("task"))
        co_return co_await go_on_with_task(std::move(name), std::move(options));
    if (const auto id = json::string_at(on.state, "held"); !id.empty()) {
        const auto call = held_calls.find(std::string(id));
        if (!call) co_return fail(tool::ended_unknown("the call is no longer under way here"));
        if (on.stop) co_return co_await stop(call);
        call->answer(on.answers);
        // Who only looks need not stay.
        if (on.answers.empty())
            options.deadline = std::min(options.deadline, async::after(kHeldPause));
        auto went = co_await wait_for(call, std::move(options), {});
        if (!went) co_return fail(ended(went.error()));
        co_return went;
    }
    if (on.stop) co_return tool::refusal("stopped", "the call was stopped");
    if (on.state.contains("visit") && !all_accepted(on.answers)) co_return declined();
    co_return co_await begin(std::move(name), std::move(arguments), std::move(options));
}

}  // namespace errand::mcp
