#include "flow/attempts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace errand::flow {

namespace asio = boost::asio;

// The effect's context lives here, since the effect's coroutine refers to it.
struct Call {
    explicit Call(const asio::any_io_executor& executor) : woken(executor) {}
    StepContext context;
    std::optional<Result<json::value>> answer;
    asio::steady_timer woken;  // expires at the deadline, is cancelled by the answer
    asio::cancellation_signal stop;
};

namespace {

using async::Awaitable;

Error timed_out(const Attempts& attempts) {
    return {ErrorCode::Timeout,
            fmt::format("no answer within {} ms", attempts.options.deadline.count()), ""};
}

Error described(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
        return {ErrorCode::Unavailable, error.what(), ""};
    } catch (...) {
        return {ErrorCode::Unavailable, "the call broke", ""};
    }
}

// It may or may not have happened.
bool ambiguous(const Error& error) {
    return error.code == ErrorCode::Timeout || error.code == ErrorCode::Unavailable ||
           error.code == ErrorCode::Corrupt;
}

// Timeout where an attempt may still be under way, whatever the last one ended in.
Result<json::value> unknown(const Error& error, bool under_way) {
    return fail(under_way ? ErrorCode::Timeout : error.code, error.message,
                std::string(kOutcomeUnknown));
}

void begin(const std::shared_ptr<Attempts>& attempts, const std::shared_ptr<Call>& call,
           const Effect& effect) {
    try {
        asio::co_spawn(attempts->executor, effect(call->context),
                       asio::bind_cancellation_slot(
                           call->stop.slot(), [attempts, call](const std::exception_ptr& thrown,
                                                               Result<json::value> answer) {
                               if (thrown) {
                                   call->answer = fail(described(thrown));
                               } else {
                                   call->answer = std::move(answer);
                               }
                               call->woken.cancel();
                           }));
    } catch (const std::exception&) {
        call->answer = fail(described(std::current_exception()));
    }
}

Awaitable<Result<json::value>> one_call(std::shared_ptr<Attempts> attempts, const Effect& effect,
                                        int number, bool in_doubt) {
    const auto call = std::make_shared<Call>(attempts->executor);
    attempts->call = call;
    call->context = {attempts->key, number, async::after(attempts->options.deadline), in_doubt};
    begin(attempts, call, effect);
    if (!call->answer) {
        call->woken.expires_at(call->context.deadline);
        co_await call->woken.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (!call->answer) {
        call->stop.emit(asio::cancellation_type::terminal);
        if (!call->answer) {
            call->woken.expires_after(kCancelGrace);
            co_await call->woken.async_wait(asio::as_tuple(asio::use_awaitable));
        }
        // A value that came in the last moment counts; an error is only the cancellation's.
        if (!call->answer || !*call->answer) call->answer = fail(timed_out(*attempts));
    }
    attempts->call.reset();
    co_return *std::move(call->answer);
}

Awaitable<> pause(const std::shared_ptr<Attempts>& attempts, int attempt) {
    const int doublings = std::min(attempt - 1, 16);
    const auto backoff = std::min(kMaxBackoff, attempts->options.first_backoff * (1 << doublings));
    const auto call = std::make_shared<Call>(attempts->executor);
    attempts->call = call;
    call->woken.expires_after(backoff);
    co_await call->woken.async_wait(asio::as_tuple(asio::use_awaitable));
    attempts->call.reset();
}

}  // namespace

void interrupt(Attempts& attempts) {
    attempts.interrupted = true;
    if (const auto call = attempts.call) {
        call->stop.emit(asio::cancellation_type::terminal);
        call->woken.cancel();
    }
}

Awaitable<Result<json::value>> carry_out(std::shared_ptr<Attempts> attempts) {
    const auto& options = attempts->options;
    const bool effectful = options.kind != Kind::Read;
    const int most = std::clamp(options.attempts, 1, kMaxAttempts);
    Error last{ErrorCode::Unavailable, "the outcome was lost in a restart", ""};
    bool in_doubt = attempts->recovered && effectful;
    bool under_way = in_doubt;
    for (int attempt = 1; attempt <= most && !attempts->interrupted; ++attempt) {
        if (attempt > 1) co_await pause(attempts, attempt - 1);
        if (attempts->interrupted) break;
        if (in_doubt && options.on_unknown == OnUnknown::ShowPerson)
            co_return unknown(last, under_way);
        if (in_doubt && options.on_unknown == OnUnknown::LookUp && options.look_up) {
            auto found = co_await one_call(attempts, options.look_up, attempt, in_doubt);
            if (found) co_return found;
            last = found.error();
            if (last.code != ErrorCode::NotFound) continue;
        }
        auto answer = co_await one_call(attempts, attempts->effect, attempt, in_doubt);
        if (answer) co_return answer;
        // What is certain of this attempt says nothing of the one before.
        if (!ambiguous(answer.error()))
            co_return in_doubt ? unknown(answer.error(), under_way) : std::move(answer);
        last = answer.error();
        in_doubt = effectful;
        under_way = under_way || last.code == ErrorCode::Timeout;
    }
    if (attempts->interrupted && !in_doubt)
        co_return fail(ErrorCode::Cancelled, "it was asked to stop");
    if (!in_doubt) co_return fail(std::move(last));
    co_return unknown(last, under_way);
}

}  // namespace errand::flow
