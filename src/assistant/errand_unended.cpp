// Owns: what becomes of a call that has not ended: it is gone on with, step by step, until it has.
// Part of Errand; strand as in errand.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "assistant/calls.hpp"
#include "assistant/errand.hpp"
#include "assistant/form.hpp"
#include "assistant/form_texts.hpp"
#include "assistant/limits.hpp"
#include "assistant/services.hpp"

namespace errand::assistant {

// A call that the service works on.
struct Errand::Working {
    Millis taken{0};   // so far, by the pauses
    std::string said;  // what was last shown of it
    int rounds = 0;    // of questions
    // Looks that a word of the person brought about; they do not count against kMaxCallWaits.
    std::size_t remarks = 0;
};

namespace {

form_texts::Asker asker_of(const Call& call) {
    return {call.service, call.tool};
}

// A look at a call that the service works on was not answered, which says nothing of the call.
bool unanswered(const tool::GoOn& how, const Call& call, const Result<json::value>& result) {
    const bool looks = how.answers.empty() && !call.anew;
    return looks && !result && !flow::outcome_unknown(result.error()) &&
           (result.error().code == ErrorCode::Timeout ||
            result.error().code == ErrorCode::Unavailable);
}

// What is done by a call under way is known from its end alone.
Error unknown(const Error& error) {
    return {error.code, error.message, std::string(flow::kOutcomeUnknown)};
}

Error expired() {
    return {ErrorCode::Denied, "the yes has expired while the service's question was open",
            "expired"};
}

}  // namespace

flow::Task<Result<json::value>> Errand::to_the_end(Call call, Result<json::value> result) {
    Working working;
    bool under_way = false;
    auto open = unended(result);
    while (open) {
        call.key = open->key;
        call.anew = open->call.anew;
        under_way = under_way || !call.anew;
        auto follows = co_await what_follows(call, open->call, working);
        if (!follows) {
            co_await stop_call(call, open->call.state);
            result = fail(std::move(follows).error());
            break;
        }
        auto went = co_await go_on_unless_cancelled(call, *follows);
        if (!went) {
            co_await stop_call(call, open->call.state);
            throw flow::Cancelled();
        }
        result = *std::move(went);
        if (unanswered(*follows, call, result)) continue;
        if (!result && !call.anew) co_await stop_call(call, open->call.state);
        open = unended(result);
    }
    const bool changes = call.options.kind != flow::Kind::Read;
    if (!result && under_way && changes && result.error().code != ErrorCode::Cancelled)
        result = fail(unknown(result.error()));
    co_return result;
}

flow::Task<Result<json::value>> Errand::not_gone_on_with(Call call, Result<json::value> result) {
    const auto open = unended(result);
    call.key = open->key;
    call.anew = open->call.anew;
    co_await stop_call(std::move(call), open->call.state);
    co_return fail(errand_stopped());
}

flow::Task<Result<tool::GoOn>> Errand::what_follows(const Call& call,
                                                    const tool::Unfinished& unfinished,
                                                    Working& working) {
    tool::GoOn how{.state = unfinished.state};
    if (waits_ >= kMaxCallWaits + working.remarks)
        co_return fail(ErrorCode::Exhausted, "calls that do not end were waited for too often");
    if (unfinished.questions.empty()) {
        ERRAND_CO_TRY_VOID(co_await let_work(call, unfinished, working));
        co_return how;
    }
    if (++working.rounds > kQuestionRounds)
        co_return fail(ErrorCode::Exhausted, "the service goes on asking");
    ERRAND_CO_TRY(how.answers, co_await ask_questions(call, unfinished));
    co_return how;
}

// The longer it has taken, the longer until the next look, so that a whole day's call costs a
// bounded number of steps. What the person says meanwhile is kept for the skill, and told so.
flow::Task<Result<>> Errand::let_work(const Call& call, const tool::Unfinished& unfinished,
                                      Working& working) {
    if (working.taken == Millis{0} || unfinished.message != working.said) {
        working.said = unfinished.message;
        progress(form_texts::working(asker_of(call), unfinished.message),
                 {{"service", call.service}, {"tool", call.tool}});
    }
    const auto wanted = std::max(Millis{unfinished.pause_ms}, working.taken / kLooksInTime);
    const auto pause = std::clamp(wanted, kLookAgain, kLookAgainAtMost);
    working.taken += pause;
    if (working.taken > kLongestCall)
        co_return fail(ErrorCode::Timeout, "the service took too long");
    auto signal = co_await flow_.next(pause);
    if (signal.name == "timer") co_return Result<>();
    working.taken -= pause;  // nobody knows how much of it
    if (grant_in(signal, {}, {}) == GrantSignal::Stop) co_return fail(errand_stopped());
    const bool said = signal.name == "act";
    kept_.push_back(std::move(signal));
    if (said) reply(form_texts::still_at_work(asker_of(call)));
    if (said && working.remarks < kMaxRemarks) ++working.remarks;
    co_return Result<>();
}

// With the key and the arguments of the first part, so that all parts are one call.
flow::Task<Result<json::value>> Errand::go_on(Call call, tool::GoOn how) {
    auto& services = services_;
    const auto user = flow_.user();
    const bool looks = how.answers.empty() && !how.stop;
    auto options = step_options(services, user, call);
    if (!call.anew && !how.stop) options.attempts = kCallAttempts;
    if (looks && !call.anew) options.kind = flow::Kind::Read;
    // An answer that is given twice is one: what goes on is known by its state.
    if (!call.anew) options.on_unknown = flow::OnUnknown::AskAgain;
    options.look_up = {};
    if (options.on_unknown == flow::OnUnknown::LookUp)
        options.on_unknown = flow::OnUnknown::AskAgain;
    json::value arguments = json::object{{"answers", how.answers}};
    auto name = fmt::format("{}.{}.{}", call.service, call.tool, how.stop ? "stop" : "go_on");
    call.goes_on = std::move(how);
    call.on_progress = progress_of(call);
    ++waits_;
    for (int round = 0;; ++round) {
        flow::Effect effect = [&services, user, call](const flow::StepContext& context) {
            return perform(services, user, call, context);
        };
        auto result = co_await flow_.step(name, arguments, options, std::move(effect));
        const auto lacking = missing_grant(result);
        if (!lacking) co_return ended(call, std::move(result));
        const auto granted = co_await grant_again(call, *lacking, round);
        if (!granted) co_return ended(call, fail(granted.error()));
    }
}

flow::Task<std::optional<Result<json::value>>> Errand::go_on_unless_cancelled(Call call,
                                                                              tool::GoOn how) {
    try {
        co_return co_await go_on(std::move(call), std::move(how));
    } catch (const flow::Cancelled&) {
        co_return std::nullopt;
    }
}

// Whatever comes of the wish. Nothing was done of what would have been made anew, but it may have
// been counted.
flow::Task<> Errand::stop_call(Call call, json::object state) {
    close_ask();
    if (call.anew && !call.approved) co_return;
    const bool changes = call.options.kind != flow::Kind::Read && !call.anew;
    const auto asker = asker_of(call);
    call.options.attempts = 1;
    (void)co_await go_on(std::move(call), {.state = std::move(state), .answers = {}, .stop = true});
    if (changes) reply(form_texts::left_to_itself(asker));
}

// As long as the service waits, and the yes of a call that would be made anew holds.
flow::Task<Result<Errand::Until>> Errand::answers_until(const Call& call,
                                                        const tool::Unfinished& unfinished) {
    const bool under_yes = call.approved && unfinished.anew;
    if (unfinished.within_ms <= 0 && !under_yes) co_return Until();
    const auto now = co_await flow_.now();
    auto until = now + kQuestionLifetime;
    if (unfinished.within_ms > 0) until = std::min(until, now + Millis{unfinished.within_ms});
    if (under_yes) {
        ERRAND_CO_TRY(const auto expires, parse_time(call.approved->approval.expires));
        if (now >= expires) co_return fail(expired());
        until = std::min(until, expires);
    }
    co_return Until(until);
}

flow::Task<Millis> Errand::time_left(Until until) {
    if (!until) co_return kQuestionLifetime;
    co_return std::chrono::duration_cast<Millis>(*until - co_await flow_.now());
}

flow::Task<Result<json::object>> Errand::ask_questions(const Call& call,
                                                       const tool::Unfinished& unfinished) {
    json::object answers;
    ERRAND_CO_TRY(const auto until, co_await answers_until(call, unfinished));
    for (const auto& question : unfinished.questions) {
        ERRAND_CO_TRY(answers[question.key], co_await ask_form(asker_of(call), question, until));
    }
    // Nobody answered before the yes was over.
    if (call.approved && unfinished.anew)
        ERRAND_CO_TRY_VOID(co_await answers_until(call, unfinished));
    co_return answers;
}

}  // namespace errand::assistant
