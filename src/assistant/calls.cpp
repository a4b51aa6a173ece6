#include "assistant/calls.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assistant/apps.hpp"
#include "assistant/limits.hpp"
#include "assistant/services.hpp"
#include "assistant/standing.hpp"
#include "base/log.hpp"
#include "commerce/purchase.hpp"

namespace errand::assistant {
namespace {

// A step's value that says that a grant is missing. Where the key is not beside it, the step was
// recorded before keys were.
constexpr std::string_view kMissingGrant = "errand/missing_grant";
constexpr std::string_view kLacking = "errand/lacking";

// And one that says that the call has not ended.
constexpr std::string_view kUnended = "errand/unended";

// What a service answers says neither, nor that it has an app.
json::value without_marks(json::value content) {
    if (auto* object = content.if_object()) {
        object->erase(kMissingGrant);
        object->erase(kLacking);
        object->erase(kUnended);
    }
    static_cast<void>(take_app(content));
    return content;
}

json::value missing(MissingGrant what, std::string key = {}, bool in_doubt = false) {
    return json::object{
        {kLacking, json::encode(Lacking{std::move(what), std::move(key), in_doubt})}};
}

tool::Effect allowed(flow::Kind kind) {
    switch (kind) {
        case flow::Kind::Read:
            return tool::Effect::Reads;
        case flow::Kind::Change:
            return tool::Effect::Changes;
        case flow::Kind::Spend:
            break;
    }
    return tool::Effect::Spends;
}

// The tool's own declaration decides what a call may be.
Result<> check_effect(const Services& services, const Call& call) {
    const auto& declared = services.effects.at(call.service);
    const auto found = declared.find(call.tool);
    if (found == declared.end())
        return fail(ErrorCode::NotFound,
                    fmt::format("the service {} has no tool {}", call.service, call.tool));
    if (found->second > allowed(call.options.kind))
        return fail(ErrorCode::Denied,
                    fmt::format("{}.{} may do more than this step allows", call.service, call.tool),
                    "the skill must name the effect that the tool declares");
    return {};
}

// The yes is this user's, to exactly this call, and holds still. An attempt that comes too late may
// be the second of a call that is tried again; then nobody knows what became of the first.
Result<> check_approved(const Services& services, const std::string& user, const Call& call) {
    if (!call.approved) return {};
    const auto& approval = call.approved->approval;
    ERRAND_TRY(const auto key, services.consent.users().public_key(user));
    const bool same = approval.service == call.service && approval.tool == call.tool &&
                      approval.arguments == call.arguments;
    if (!same) return fail(ErrorCode::Denied, "the yes was to another call", "draft_mismatch");
    const bool only_one = call.options.on_unknown == flow::OnUnknown::ShowPerson;
    auto held = commerce::check_call_approval(*call.approved, user, key, services.clock.now());
    if (!held && held.error().advice == "expired" && !only_one)
        return fail(ErrorCode::Denied, "the yes expired before the call was answered",
                    std::string(flow::kOutcomeUnknown));
    return held;
}

// Asks the service for its tools at the first call, and again where one is not among them.
async::Awaitable<Result<>> learn_effects(Services& services, tool::Connector& connector,
                                         std::string user, const Call& call) {
    const auto known = services.effects.find(call.service);
    if (known != services.effects.end() && known->second.contains(call.tool)) co_return Result<>();
    ERRAND_CO_TRY(const auto tools, co_await connector.tools(user));
    auto& declared = services.effects[call.service];
    declared.clear();  // what it does not list any more it does not have
    for (const auto& one : tools) declared.insert_or_assign(one.name, one.effect);
    co_return Result<>();
}

// A payment writes its own.
bool is_audited(const Call& call) {
    return call.options.kind == flow::Kind::Change || call.approved;
}

json::object audited(const Call& call, const std::string& key) {
    json::object data{{"service", call.service}, {"tool", call.tool}, {"key", key}};
    if (call.approved) data["approval"] = call.approved->approval.id;
    data["arguments"] = call.arguments;
    return data;
}

// A call under a yes is in the audit before it is sent, so that one whose answer never comes, or
// that this process does not outlive, is there too.
Result<> audit_begun(Services& services, const std::string& user, const Call& call,
                     const std::string& key) {
    // One that goes on is there already.
    if (!call.approved || call.goes_on) return {};
    auto data = audited(call, key);
    data["outcome"] = "begun";
    return services.consent.audit().append(user, "call", std::move(data));
}

// What is said of a part of a call that the service works on says nothing of the call.
bool is_part(const Call& call) {
    return call.goes_on && !call.anew && call.options.kind != flow::Kind::Read;
}

// The call was turned away before anything could come of it.
bool not_sent(const Error& error) {
    return error.code == ErrorCode::Denied || error.code == ErrorCode::Invalid ||
           error.code == ErrorCode::NotFound;
}

// What became of it: done, refused (with the service's code), not done, or unknown; that the
// service asks the person first, or was asked to stop. `tried`: an earlier attempt may have done
// it.
void audit_ended(Services& services, const std::string& user, const Call& call,
                 const std::string& key, const Result<tool::CallResult>& result, bool tried) {
    if (!is_audited(call)) return;
    const bool looked = is_part(call) && call.goes_on->answers.empty() && !call.goes_on->stop;
    if (looked && !result && !not_sent(result.error())) return;  // it is looked at again
    auto data = audited(call, key);
    if (call.goes_on && call.goes_on->stop) {
        data["outcome"] = call.anew ? "not done" : "asked to stop";
    } else if (result && result->unfinished) {
        if (call.goes_on && result->unfinished->questions.empty()) return;
        data["outcome"] = result->unfinished->questions.empty() ? "at work" : "asks first";
    } else if (!result) {
        const bool nothing = not_sent(result.error()) && !is_part(call) && !tried;
        data["outcome"] = nothing ? "not done" : "unknown";
        data["error"] = result.error().message;
    } else if (result->refused) {
        data["outcome"] = tried ? "unknown" : "refused";
        data["refused"] = json::string_at(*tool::refusal_in(result->content), "code");
    } else {
        data["outcome"] = "done";
    }
    if (auto kept = services.consent.audit().append(user, "call", std::move(data)); !kept)
        log::error("audit: {}", kept.error().message);
}

// What a call under a yes pays; nothing where it does not pay. The purchase is a part of what was
// signed.
Result<std::optional<consent::Reservation>> payment_of(const std::string& user, const Call& call,
                                                       const std::string& key) {
    using Payment = std::optional<consent::Reservation>;
    if (!call.approved || call.approved->approval.effect != commerce::CallEffect::Pays)
        return Payment();
    ERRAND_TRY(const auto purchase, commerce::purchase_in(call.arguments));
    ERRAND_TRY(const auto amount, commerce::total_of(purchase));
    return Payment(consent::Reservation{.user = user,
                                        .key = key,
                                        .payee = purchase.domain,
                                        .amount = amount,
                                        .currency = purchase.currency,
                                        .allowance = {}});
}

// It counts against the person's limits from before it is sent until it is certain that nothing was
// paid. `in_doubt`: an earlier attempt may have paid, whatever is said of this one.
void end_payment(Services& services, const std::optional<consent::Reservation>& payment,
                 const Result<tool::CallResult>& result, bool in_doubt) {
    // Whether one that has not ended pays is open, and so is one that was asked to stop.
    if (!payment || (result && result->unfinished)) return;
    auto& spending = services.consent.spending();
    const bool not_paid = result ? result->refused : not_sent(result.error());
    if ((!result && !not_paid) || (not_paid && in_doubt)) return;
    const auto ended = not_paid ? spending.release(payment->user, payment->key)
                                : spending.settle(payment->user, payment->key);
    // The amount then goes on counting, which is the safe side.
    if (!ended) log::error("limits: {}", ended.error().message);
}

// Nothing was sent after all.
void free_payment(Services& services, const std::optional<consent::Reservation>& payment) {
    if (!payment) return;
    const auto freed = services.consent.spending().release(payment->user, payment->key);
    if (!freed) log::error("limits: {}", freed.error().message);
}

// In the form by which a refusal is known, whatever form the service gave it.
Result<tool::CallResult> in_form(Result<tool::CallResult> result) {
    if (!result || !result->refused || tool::refusal_in(result->content) != nullptr) return result;
    const auto* error = json::find(result->content, "error");
    const std::string message(error == nullptr ? "" : json::string_at(*error, "message"));
    return tool::refusal("refused",
                         message.empty() ? "the service refused without a reason" : message, {},
                         {{"content", std::move(result->content)}});
}

// What a refusal says of a call. `tried`: it is certain of this attempt, and says nothing of the
// one before.
Result<json::value> refused(const Call& call, json::value content, bool tried) {
    if (!tried || call.options.kind == flow::Kind::Read) return content;
    return fail(ErrorCode::Conflict,
                fmt::format("an earlier attempt was not answered and may have done it; asked once "
                            "more, the service said: {}",
                            json::string_at(*tool::refusal_in(content), "message")),
                std::string(flow::kOutcomeUnknown));
}

// A connector's refusal names the scopes that the service missed: "the scope 'a b' is missing".
// Where it names none, all that the service has is asked for.
std::vector<std::string> scopes_in(const Error& error) {
    constexpr std::string_view kBefore = "the scope '";
    std::vector<std::string> scopes;
    std::string_view rest = error.message;
    const auto begin = rest.find(kBefore);
    if (begin == std::string_view::npos) return scopes;
    rest.remove_prefix(begin + kBefore.size());
    rest = rest.substr(0, rest.find('\''));
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (end > 0) scopes.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return scopes;
}

}  // namespace

flow::StepOptions step_options(Services& services, const std::string& user, const Call& call) {
    const auto& wanted = call.options;
    const bool reads = wanted.kind == flow::Kind::Read;
    flow::StepOptions options;
    options.kind = wanted.kind;
    options.deadline =
        wanted.deadline != Millis{0} ? wanted.deadline : (reads ? kReadDeadline : kChangeDeadline);
    options.attempts = wanted.attempts != 0 ? wanted.attempts : kCallAttempts;
    options.first_backoff = kFirstBackoff;
    options.on_unknown = wanted.on_unknown;
    if (wanted.look_up) {
        options.on_unknown = flow::OnUnknown::LookUp;
        options.look_up = [&services, user, call](const flow::StepContext& context) {
            return look_up(services, user, call, context);
        };
    }
    return options;
}

async::Awaitable<Result<json::value>> perform(Services& services, std::string user, Call call,
                                              flow::StepContext context) {
    auto* connector = services.tools.find(call.service);
    if (connector == nullptr)
        co_return fail(ErrorCode::NotFound,
                       fmt::format("there is no service {} here", call.service),
                       "add it to the configuration");
    const auto key = call.key.empty() ? context.idempotency_key : call.key;
    const bool tried = context.in_doubt || call.in_doubt;
    ERRAND_CO_TRY(const auto grant, services.consent.grants().live(user, call.service));
    if (!grant) co_return missing({}, key, tried);
    auto learnt = co_await learn_effects(services, *connector, user, call);
    if (!learnt && learnt.error().code == ErrorCode::Denied)
        co_return missing({scopes_in(learnt.error()), true}, key, tried);
    if (!learnt) co_return fail(std::move(learnt).error());
    ERRAND_CO_TRY_VOID(check_effect(services, call));
    // What goes on is no new call, unless it is made anew.
    const bool stops = call.goes_on && call.goes_on->stop;
    if (!call.goes_on || (call.anew && !stops))
        ERRAND_CO_TRY_VOID(check_approved(services, user, call));
    ERRAND_CO_TRY(const auto payment, payment_of(user, call, key));
    if (payment) ERRAND_CO_TRY_VOID(services.consent.spending().reserve(*payment));
    if (auto begun = audit_begun(services, user, call, key); !begun) {
        if (!tried) free_payment(services, payment);
        // Whatever was in the way: a code that leaves no doubt that this attempt sent nothing.
        co_return fail(ErrorCode::Internal, "it could not be written down, so it was not sent: " +
                                                begun.error().message);
    }
    Result<tool::CallResult> result = tool::refusal("stopped", "it was not begun");
    if (!stops || !call.anew)
        result = in_form(co_await connector->call(call.tool, call.arguments,
                                                  {.user = user,
                                                   .idempotency_key = key,
                                                   .deadline = context.deadline,
                                                   .in_doubt = tried || is_part(call),
                                                   .goes_on = call.goes_on,
                                                   .on_progress = call.on_progress}));
    audit_ended(services, user, call, key, result, tried);
    // A part's refusal is the end of the whole call; its error says nothing of it.
    const bool open = tried || (is_part(call) && !result);
    if (!stops || call.anew) end_payment(services, payment, result, open && !stops);
    if (!result && result.error().code == ErrorCode::Denied)
        co_return missing({scopes_in(result.error()), true}, key, tried);
    if (!result) co_return fail(std::move(result).error());
    if (result->unfinished)
        co_return json::object{
            {kUnended, json::encode(Unended{*std::move(result->unfinished), key})}};
    auto answer = without_marks(std::move(result->content));
    if (result->refused) co_return refused(call, std::move(answer), tried);
    if (result->app) mark_app(answer, call, *std::move(result->app));
    co_return answer;
}

async::Awaitable<Result<json::value>> prepare(Services& services, std::string user, Call call,
                                              flow::StepContext context) {
    auto* connector = services.tools.find(call.service);
    if (connector == nullptr)
        co_return fail(ErrorCode::NotFound,
                       fmt::format("there is no service {} here", call.service));
    ERRAND_CO_TRY(const auto grant, services.consent.grants().live(user, call.service));
    if (!grant) co_return missing({});
    auto result = co_await connector->prepare(
        call.tool, std::move(call.arguments),
        {.user = user, .idempotency_key = {}, .deadline = context.deadline});
    if (!result && result.error().code == ErrorCode::Denied)
        co_return missing({scopes_in(result.error()), true});
    if (!result) co_return fail(std::move(result).error());
    co_return without_marks(std::move(result->content));
}

async::Awaitable<Result<json::value>> look_up(Services& services, std::string user, Call call,
                                              flow::StepContext context) {
    auto* connector = services.tools.find(call.service);
    if (connector == nullptr || !call.options.look_up)
        co_return fail(ErrorCode::NotFound, "nothing can be looked up there");
    const auto& wanted = *call.options.look_up;
    const auto key = call.key.empty() ? context.idempotency_key : call.key;
    auto result = co_await connector->call(
        wanted.tool, {{"idempotency_key", key}},
        {.user = user, .idempotency_key = {}, .deadline = context.deadline});
    if (!result) co_return fail(std::move(result).error());
    const auto* found = json::find(result->content, wanted.member);
    if (result->refused || found == nullptr || found->is_null())
        co_return fail(ErrorCode::NotFound, "the service knows of no such call");
    co_return without_marks(std::move(result->content));
}

async::Awaitable<Result<json::value>> answered_grant(Result<> said) {
    if (!said) co_return fail(std::move(said).error());
    co_return json::value(nullptr);
}

async::Awaitable<Result<json::value>> begin_grant(Services& services, std::string user,
                                                  std::string service, MissingGrant missing) {
    const consent::Scopes wanted(missing.scopes.begin(), missing.scopes.end());
    ERRAND_CO_TRY(const bool there, services.consent.grants().covers(user, service, wanted));
    if (there && !missing.rejected) co_return json::value(nullptr);
    ERRAND_CO_TRY(const auto page, co_await services.sign_in.begin(user, service, missing.scopes));
    co_return json::encode(page);
}

async::Awaitable<Result<json::value>> finish_grant(Services& services, std::string user,
                                                   std::string service,
                                                   std::vector<std::string> scopes) {
    ERRAND_CO_TRY(const auto done, co_await services.sign_in.complete(user, service, scopes));
    ERRAND_CO_TRY_VOID(co_await tell_granted(services, user, service));
    co_return json::object{{"service", done.service}, {"scopes", json::encode(done.scopes)}};
}

json::value encode_error(const Error& error) {
    return json::object{{"failed", json::object{{"code", to_string(error.code)},
                                                {"message", error.message},
                                                {"advice", error.advice}}}};
}

std::optional<Error> decode_error(const json::value& recorded) {
    const auto* failed = json::find(recorded, "failed");
    if (failed == nullptr) return {};
    return Error{error_code_from(json::string_at(*failed, "code")),
                 std::string(json::string_at(*failed, "message")),
                 std::string(json::string_at(*failed, "advice"))};
}

async::Awaitable<Result<json::value>> remembered(Services& services, std::string user,
                                                 std::string skill, std::uint64_t but_not) {
    json::value memory = nullptr;
    ERRAND_CO_TRY(const auto kept, services.consent.vault().get(user, std::string(kMemoryName)));
    if (kept) {
        ERRAND_CO_TRY(memory, json::parse(*kept));
    }
    journal::FlowQuery query{.user = user};
    query.skill = skill;
    query.newest_first = true;
    query.limit = kEarlierErrands + 1;
    ERRAND_CO_TRY(const auto flows, co_await services.journal.flows(query));
    json::array earlier;
    for (const auto& flow : flows) {
        if (flow.number == but_not || earlier.size() == kEarlierErrands) continue;
        json::object one{{"number", flow.number}, {"skill", flow.skill}};
        for (const auto* member : {"status", "draft", "orders", "title"})
            if (const auto* found = json::find(flow.view, member)) one[member] = *found;
        earlier.push_back(std::move(one));
    }
    co_return json::object{{"memory", std::move(memory)}, {"earlier", std::move(earlier)}};
}

std::optional<Lacking> missing_grant(const Result<json::value>& result) {
    if (!result || !result->is_object()) return {};
    const auto& object = result->get_object();
    if (const auto* what = object.if_contains(kLacking))
        return json::decode<Lacking>(*what, json::Unknown::Ignore).value_or(Lacking{});
    const auto* what = object.if_contains(kMissingGrant);
    if (what == nullptr) return {};
    return Lacking{
        json::decode<MissingGrant>(*what, json::Unknown::Ignore).value_or(MissingGrant{}), {}};
}

void make_again(Call& call, const Lacking& lacking) {
    if (!lacking.key.empty()) call.key = lacking.key;
    call.in_doubt = call.in_doubt || lacking.in_doubt;
}

Result<json::value> ended(const Call& call, Result<json::value> result) {
    if (result || !call.in_doubt || flow::outcome_unknown(result.error())) return result;
    return fail(ErrorCode::Timeout, result.error().message, std::string(flow::kOutcomeUnknown));
}

std::optional<Unended> unended(const Result<json::value>& result) {
    if (!result || !result->is_object()) return {};
    const auto* what = result->get_object().if_contains(kUnended);
    if (what == nullptr) return {};
    auto read = json::decode<Unended>(*what, json::Unknown::Ignore);
    return read ? *std::move(read) : Unended{};
}

Error grant_refused(const std::string& service) {
    return {ErrorCode::Denied, fmt::format("the permission to use {} was not given", service),
            "give it when asked, or use another service"};
}

Error errand_stopped() {
    return {ErrorCode::Cancelled, "the errand was stopped", {}};
}

GrantSignal grant_in(const flow::Signal& signal, const std::string& service,
                     const std::string& ask) {
    if (signal.name == "cancel") return GrantSignal::Stop;
    if (signal.name == "granted")
        return json::string_at(signal.data, "service") == service ? GrantSignal::Given
                                                                  : GrantSignal::None;
    if (signal.name == "ask" && json::string_at(signal.data, "ask") == ask) {
        const auto* grant = json::find(signal.data, "grant");
        if (grant == nullptr || !grant->is_bool()) return GrantSignal::None;
        return grant->get_bool() ? GrantSignal::Yes : GrantSignal::No;
    }
    if (signal.name != "act") return GrantSignal::None;
    const auto* act = json::find(signal.data, "act");
    const auto intent = act == nullptr ? std::string_view() : json::string_at(*act, "intent");
    if (intent == "approve") return GrantSignal::Yes;
    if (intent == "refuse") return GrantSignal::No;
    if (intent == "cancel") return GrantSignal::Stop;
    return GrantSignal::None;
}

}  // namespace errand::assistant
