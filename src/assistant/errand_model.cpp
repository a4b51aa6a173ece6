// Owns: turns of the large model and what it may ask for: tools, other skills, calls under a yes.
// Part of Errand; strand as in errand.hpp.
// Must stay true: a turn whose answer is recorded is never asked again; one that was under way when
// a process died is asked once more, and counts twice; no call that changes anything is made
// without the person's signature over all of it.
#include <fmt/format.h>

#include <algorithm>

#include "assistant/calls.hpp"
#include "assistant/errand.hpp"
#include "assistant/limits.hpp"
#include "assistant/present.hpp"
#include "assistant/services.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"
#include "commerce/purchase.hpp"

namespace errand::assistant {
namespace {

using brain::model::BudgetLimits;
using brain::model::Delta;
using brain::model::Spent;
using brain::model::TurnOptions;
using brain::model::TurnReport;

// What one turn's effect needs, kept by value.
struct Turn {
    std::string user;
    std::uint64_t flow = 0;
    std::string mark;
    brain::model::Request request;
    Spent already;
    // The lease that the turn was begun under; 0: not known.
    std::uint64_t epoch = 0;
    std::string conversation = {};
    std::uint64_t number = 0;
};

// Registers the turn's Stop for as long as it is under way.
class UnderWay {
  public:
    UnderWay(Models& models, std::uint64_t flow, brain::model::Stop& stop)
        : models_(models), flow_(flow) {
        models_.under_way[flow_] = &stop;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() { models_.under_way.erase(flow_); }

  private:
    Models& models_;
    std::uint64_t flow_;
};

Spent spent_in_view(const journal::FlowInfo& flow) {
    const auto* spent = json::find(flow.view, "spent");
    if (spent == nullptr) return {};
    return json::decode<Spent>(*spent, json::Unknown::Ignore).value_or(Spent{});
}

// What the errands of this user that began today have spent, but for this one. Exhausted: there are
// more of them than are counted.
async::Awaitable<Result<Spent>> spent_today(Services& services, std::string user,
                                            std::uint64_t but_not) {
    journal::FlowQuery query{.user = user};
    query.newest_first = true;
    query.limit = kErrandsCounted;
    ERRAND_CO_TRY(const auto flows, co_await services.journal.flows(query));
    ERRAND_CO_TRY(const auto zone, TimeZone::find(services.time_zone));
    const auto today = zone.format(services.clock.now()).substr(0, 10);
    Spent sum;
    auto& counted = services.models->counted;
    bool all = flows.size() < kErrandsCounted;
    for (const auto& flow : flows) {
        if (zone.format(flow.created).substr(0, 10) != today) {
            all = true;
            break;
        }
        if (flow.id == but_not) continue;
        const auto spent = spent_in_view(flow);
        const auto turns = counted.find(flow.id);
        if (turns != counted.end() && turns->second.turns > spent.turns) {
            sum += turns->second;
        } else {
            sum += spent;
            if (turns != counted.end()) counted.erase(turns);
        }
    }
    if (!all)
        co_return fail(ErrorCode::Exhausted,
                       fmt::format("more than {} errands today: what they spent can no longer be "
                                   "summed up, so the limit of the day cannot be kept",
                                   kErrandsCounted),
                       "try again tomorrow, or take the limits of a day out of errand.toml");
    co_return sum;
}

template <class T>
std::optional<T> tighter(const std::optional<T>& errand, const std::optional<T>& day, T of_others) {
    if (!day) return errand;
    const T left = *day > of_others ? *day - of_others : T{};
    return errand ? std::min(*errand, left) : left;
}

// The limits of one errand, or what the day has left where that is less.
async::Awaitable<Result<BudgetLimits>> limits_now(Services& services, std::string user,
                                                  std::uint64_t flow) {
    auto limits = services.models->per_errand;
    const auto& day = services.models->per_day;
    if (!day.turns && !day.tokens && !day.cost) co_return limits;
    ERRAND_CO_TRY(const auto others, co_await spent_today(services, user, flow));
    limits.turns = tighter(limits.turns, day.turns, others.turns);
    limits.tokens = tighter(limits.tokens, day.tokens, others.usage.total());
    limits.cost = tighter(limits.cost, day.cost, others.in(day.currency));
    if (limits.currency.empty()) limits.currency = day.currency;
    co_return limits;
}

Thought failed(const Error& error) {
    return {
        .error = error.message, .code = std::string(to_string(error.code)), .advice = error.advice};
}

// The spending limit that is in the way of what a call would pay; nothing where none is, or where
// it pays nothing.
std::optional<Error> limit_before(Services& services, const commerce::CallApproval& wanted) {
    if (wanted.effect != commerce::CallEffect::Pays) return {};
    const auto purchase = commerce::purchase_in(wanted.arguments);
    if (!purchase) return {};
    const auto total = commerce::total_of(*purchase);
    if (!total) return {};
    const auto within = services.consent.spending().check(wanted.user, *total, purchase->currency);
    if (within) return {};
    return within.error();
}

// What a turn that was under way when a process died has cost, as far as one can tell.
Spent lost(const brain::model::Request& request) {
    Spent spent{.turns = 1, .attempts = 1};
    spent.usage = {.prompt = brain::model::estimate_tokens(request), .estimated = true};
    return spent;
}

// Keeps what an errand has spent until its view says so.
void count_turn(Models& models, std::uint64_t flow, Spent spent) {
    models.counted[flow] = std::move(spent);
    while (models.counted.size() > kErrandsCounted) models.counted.erase(models.counted.begin());
}

// Attempts in one process are fewer than there are between two leases of the journal, so the first
// one after a restart is a later one than all before.
std::uint64_t first_attempt(const Turn& turn, std::uint64_t epoch) {
    const auto restarts = turn.epoch != 0 && epoch > turn.epoch ? epoch - turn.epoch : 0;
    return 1 + restarts * kTurnAttempts;
}

// What may be better the next time.
bool broke_off(const Error& error) {
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Timeout ||
           error.code == ErrorCode::Corrupt;
}

// Asks the router, and shows the text as it comes. The router asks another endpoint as long as
// nobody has seen any; where somebody has, that is marked, and the turn is asked anew.
async::Awaitable<TurnReport> ask_aloud(Services& services, const Turn& turn, TurnOptions options,
                                       Thought& thought) {
    auto& models = *services.models;
    Spent spent;
    thought.turn = static_cast<std::uint64_t>(turn.already.turns) + 1;
    for (int asked = 1;; ++asked) {
        auto speaker =
            models.speaking.begin({.user = turn.user,
                                   .conversation = turn.conversation,
                                   .errand = turn.number,
                                   .turn = thought.turn,
                                   .attempt = first_attempt(turn, services.engine.epoch())});
        thought.attempt = speaker.attempt();
        options.on_delta = [&speaker](const Delta& delta) {
            if (delta.kind == Delta::Kind::Text) speaker.add(delta.text);
        };
        options.take_back = [&speaker] { return speaker.take_back(); };
        auto report = co_await models.router.turn(turn.request, options);
        spent += report.spent;
        report.spent = spent;
        if (report.reply) speaker.answered();
        if (report.reply || !report.shown || !broke_off(*report.error) || asked == kTurnAttempts)
            co_return report;
        options.but_last = report.attempts.back().endpoint;
    }
}

async::Awaitable<Thought> take_turn(Services& services, std::shared_ptr<const Turn> shared,
                                    async::Deadline deadline) {
    auto& models = *services.models;
    const Turn& turn = *shared;
    if (models.spoken_to.contains(turn.flow)) {
        models.begun.erase(turn.mark);
        co_return failed({ErrorCode::Cancelled, "the person said something", {}});
    }
    Thought thought;
    if (models.begun.erase(turn.mark) == 0) thought.spent = lost(turn.request);
    const auto limits = co_await limits_now(services, turn.user, turn.flow);
    if (!limits) co_return failed(limits.error());
    auto already = turn.already;
    already += thought.spent;
    auto at_least = already;
    at_least += lost(turn.request);
    count_turn(models, turn.flow, std::move(at_least));
    brain::model::Budget budget(*limits, already);
    brain::model::Stop stop(services.executor);
    const UnderWay under_way(models, turn.flow, stop);
    Thought asked;
    auto report = co_await ask_aloud(
        services, turn, {.stop = &stop, .budget = &budget, .deadline = deadline}, asked);
    auto spent = std::move(thought.spent);
    spent += report.spent;
    if (report.error) thought = failed(*report.error);
    thought.too_long = report.too_long;
    already += report.spent;
    count_turn(models, turn.flow, std::move(already));
    thought.spent = std::move(spent);
    thought.endpoint = std::move(report.endpoint);
    thought.turn = asked.turn;
    thought.attempt = asked.attempt;
    thought.reply = std::move(report.reply);
    if (thought.reply) {
        auto& reasoning = thought.reply->message.reasoning;
        reasoning = utf8_prefix(reasoning, kMaxKeptReasoning);
    }
    co_return thought;
}

// What the person said meanwhile comes first: it waits, and the flow has not heard it. An attempt
// in doubt may have begun the errand already, and says which.
async::Awaitable<Result<json::value>> begin_unless_told(Services& services, std::uint64_t flow,
                                                        std::string user, std::string conversation,
                                                        std::string sentence,
                                                        flow::StepContext context) {
    if (!context.in_doubt) {
        ERRAND_CO_TRY(const auto stored, co_await services.journal.load(flow));
        const bool told = std::ranges::any_of(stored.signals, [](const auto& signal) {
            return signal.name == "act" || signal.name == "cancel";
        });
        if (told) co_return fail(ErrorCode::Cancelled, "the person said something first");
    }
    co_return co_await services.begin_errand(std::move(user), std::move(conversation),
                                             std::move(sentence), context.idempotency_key);
}

async::Awaitable<Result<json::value>> turn_effect(Services& services,
                                                  std::shared_ptr<const Turn> turn,
                                                  async::Deadline deadline) {
    co_return json::encode(co_await take_turn(services, std::move(turn), deadline));
}

}  // namespace

flow::Task<Thought> Errand::think(brain::model::Request request, brain::model::Spent already) {
    auto& services = services_;
    if (services.models == nullptr)
        co_return failed({ErrorCode::Unavailable, "no model is connected",
                          "add a [[model]] to errand.toml (docs/models.md)"});
    const auto mark = fmt::format("{}:{}", flow_.id(), already.turns);
    const auto begun = co_await flow_.recorded("model.begin", [&services, mark] {
        auto& begun = services.models->begun;
        begun.insert(mark);
        if (begun.size() > kErrandsRemembered) begun.erase(begun.begin());
        return json::value(services.engine.epoch());
    });
    // Not what is asked: that depends on the settings too, which may change while it waits.
    json::value arguments = json::object{{"turn", already.turns + 1}};
    const auto turn = std::make_shared<const Turn>(
        Turn{.user = flow_.user(),
             .flow = flow_.id(),
             .mark = mark,
             .request = std::move(request),
             .already = std::move(already),
             .epoch = begun.is_number() ? begun.to_number<std::uint64_t>() : 0,
             .conversation = flow_.conversation(),
             .number = flow_.number()});
    flow::StepOptions options{.kind = flow::Kind::Read, .deadline = kThinkDeadline};
    options.attempts = 1;
    flow::Effect effect = [&services, turn](const flow::StepContext& context) {
        return turn_effect(services, turn, context.deadline);
    };
    const auto answer = co_await flow_.step("model.turn", std::move(arguments), std::move(options),
                                            std::move(effect));
    if (!answer) co_return failed(answer.error());
    auto thought = json::decode<Thought>(*answer, json::Unknown::Ignore);
    if (!thought) co_return failed(thought.error());
    co_return *std::move(thought);
}

flow::Task<std::int64_t> Errand::model_context(std::int64_t most, double share) {
    auto& services = services_;
    const auto read = co_await flow_.recorded("model.context", [&services] {
        return json::value(services.models == nullptr ? 0
                                                      : services.models->router.context_length());
    });
    const auto context = read.to_number<std::int64_t>();
    if (context == 0) co_return most;
    co_return std::min(most, static_cast<std::int64_t>(static_cast<double>(context) * share));
}

Text Errand::other_skills() const {
    return services_.other_skills;
}

std::string Errand::local_time(Time time) const {
    const auto zone = TimeZone::find(services_.time_zone);
    return zone ? zone->format(time) : format_time(time);
}

flow::Task<Result<Found>> Errand::find_tools(std::string request, std::size_t count) {
    auto& services = services_;
    if (services.models == nullptr) co_return Found{};
    const auto user = flow_.user();
    flow::Effect effect = [&services, user, request, count](
                              const flow::StepContext&) -> async::Awaitable<Result<json::value>> {
        auto found = co_await services.models->tools.find(user, request, count);
        if (!found) co_return fail(std::move(found).error());
        if (auto* skills = services.models->skills) found->skills = skills->find(request);
        co_return json::encode(*std::move(found));
    };
    json::value arguments = json::object{{"request", request}, {"count", count}};
    const auto found =
        co_await flow_.step("tools.find", std::move(arguments),
                            flow::StepOptions{.kind = flow::Kind::Read}, std::move(effect));
    if (!found) co_return fail(found.error());
    co_return json::decode<Found>(*found, json::Unknown::Ignore);
}

flow::Task<Result<SkillPage>> Errand::read_skill(std::string name, std::string file) {
    auto& services = services_;
    flow::Effect effect =
        [&services, name, file](const flow::StepContext&) -> async::Awaitable<Result<json::value>> {
        auto* skills = services.models == nullptr ? nullptr : services.models->skills;
        if (skills == nullptr) co_return fail(ErrorCode::NotFound, "there are no skills here");
        ERRAND_CO_TRY(auto page, skills->read(name, file));
        co_return json::encode(std::move(page));
    };
    json::value arguments = json::object{{"name", name}, {"file", file}};
    flow::StepOptions options{.kind = flow::Kind::Read};
    options.attempts = 1;
    const auto read = co_await flow_.step("skill.read", std::move(arguments), std::move(options),
                                          std::move(effect));
    if (!read) co_return fail(read.error());
    co_return json::decode<SkillPage>(*read, json::Unknown::Ignore);
}

flow::Task<Result<json::value>> Errand::hand_over(std::string sentence) {
    auto& services = services_;
    const auto user = flow_.user();
    const auto conversation = flow_.conversation();
    flow::Effect effect = [&services, user, conversation, sentence,
                           flow = flow_.id()](const flow::StepContext& context) {
        return begin_unless_told(services, flow, user, conversation, sentence, context);
    };
    json::value arguments = json::object{{"sentence", sentence}};
    co_return co_await flow_.step("errand.begin", std::move(arguments),
                                  flow::StepOptions{.kind = flow::Kind::Change}, std::move(effect));
}

flow::Task<Result<>> Errand::permit(std::string service) {
    auto& services = services_;
    const auto there = co_await flow_.recorded("service.known", [&services, service] {
        return json::value(services.tools.find(service) != nullptr);
    });
    if (!there.get_bool())
        co_return fail(ErrorCode::NotFound, fmt::format("there is no service {} here", service));
    co_return co_await ensure_grant(std::move(service), MissingGrant{});
}

flow::Task<Result<json::value>> Errand::prepare_call(std::string service, std::string tool,
                                                     json::object arguments) {
    auto& services = services_;
    const auto user = flow_.user();
    const Call call{.service = service, .tool = tool, .arguments = std::move(arguments)};
    MissingGrant missing;
    for (int round = 0; round < kGrantRounds; ++round) {
        ERRAND_CO_TRY_VOID(co_await ensure_grant(service, missing));
        flow::Effect effect = [&services, user, call](const flow::StepContext& context) {
            return prepare(services, user, call, context);
        };
        json::value shown = call.arguments;
        flow::StepOptions options{.kind = flow::Kind::Read, .deadline = kReadDeadline};
        options.attempts = kCallAttempts;
        options.first_backoff = kFirstBackoff;
        auto result = co_await flow_.step(fmt::format("{}.{}.prepare", service, tool),
                                          std::move(shown), std::move(options), std::move(effect));
        auto lacks = missing_grant(result);
        if (!lacks) co_return result;
        missing = std::move(lacks->grant);
    }
    co_return fail(grant_refused(service));
}

flow::Task<Result<>> Errand::ask_call(commerce::CallApproval wanted, Text title) {
    ERRAND_CO_TRY_VOID(co_await ensure_grant(wanted.service, MissingGrant{}));
    const auto now = co_await flow_.now();
    wanted.user = flow_.user();
    // Its id; with what is in the way beside it, where something is.
    const auto made = co_await flow_.recorded("call.approval", [&services = services_, wanted] {
        json::value id(make_id("apc"));
        const auto limit = limit_before(services, wanted);
        if (!limit) return id;
        auto with_limit = encode_error(*limit);
        with_limit.get_object()["id"] = std::move(id);
        return with_limit;
    });
    const auto limit = decode_error(made);
    wanted.id = limit ? std::string(json::string_at(made, "id")) : std::string(made.get_string());
    wanted.issued = format_time(now);
    wanted.expires = format_time(now + kCallApprovalLifetime);
    ERRAND_CO_TRY(const auto zone, TimeZone::find(services_.time_zone));
    ERRAND_CO_TRY(const auto lines, commerce::describe(wanted, language_, zone));
    auto document = json::encode(std::move(wanted));
    if (const auto signable = json::canonical(document); !signable)
        co_return fail(signable.error());
    json::object ask{{"type", "approval"},
                     {"text", say(title)},
                     {"lines", json::encode(lines)},
                     {"approval", std::move(document)}};
    if (limit) {
        ask["warning"] = say(present::over_limit(*limit));
        reply(present::over_limit(*limit));
    }
    open_ask(std::move(ask));
    co_return Result<>();
}

flow::Task<Result<json::value>> Errand::call_approved(commerce::SignedCallApproval yes,
                                                      bool idempotent) {
    const auto& approval = yes.approval;
    ERRAND_CO_TRY(const auto expires, parse_time(approval.expires));
    Call call{.service = approval.service, .tool = approval.tool, .arguments = approval.arguments};
    call.key = "call:" + approval.id;
    call.options.kind =
        approval.effect == commerce::CallEffect::Changes ? flow::Kind::Change : flow::Kind::Spend;
    if (!idempotent) {
        call.options.attempts = 1;
        call.options.on_unknown = flow::OnUnknown::ShowPerson;
    }
    call.approved = std::move(yes);
    // An attempt that lacked a grant did nothing. The yes may have expired while one was waited
    // for, however long that was.
    for (int round = 0;; ++round) {
        const auto now = co_await flow_.now();
        if (now >= expires)
            co_return ended(
                call, fail(ErrorCode::Denied, "the yes has expired before it was used", "expired"));
        auto result = co_await call_on(flow_, call);
        const auto lacking = missing_grant(result);
        if (!lacking) {
            result = co_await to_the_end(call, ended(call, std::move(result)));
            show_app(result);
            co_return result;
        }
        const auto granted = co_await grant_again(call, *lacking, round);
        if (!granted) co_return ended(call, fail(granted.error()));
    }
}

}  // namespace errand::assistant
