#include "assistant/assistant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "assistant/answers.hpp"
#include "assistant/calls.hpp"
#include "assistant/claims.hpp"
#include "assistant/limits.hpp"
#include "assistant/people.hpp"
#include "assistant/routing.hpp"
#include "assistant/standing.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "language/text.hpp"

namespace errand::assistant {
namespace {

// Runs a skill as a flow. Whatever it does, its errand ends in a stated result.
flow::Task<json::value> run_skill(flow::Flow& flow, Services& services, const SkillInfo& skill) {
    Errand errand(flow, services, skill);
    try {
        co_await skill.run(errand);
    } catch (const flow::Cancelled&) {
        errand.result("cancelled", {"已取消。", "Cancelled."});
    }
    if (errand.outcome().is_null())
        errand.result("failed",
                      {"这件事没有给出结果就停下了。", "This errand stopped without a result."});
    co_return errand.outcome();
}

Result<> check_said(const Say& said) {
    if (said.text.empty() && !said.files) return fail(ErrorCode::Invalid, "the sentence is empty");
    if (said.text.size() > kMaxSayBytes)
        return fail(ErrorCode::Invalid,
                    fmt::format("the sentence is longer than {} bytes", kMaxSayBytes),
                    "say it in fewer words");
    if (!is_utf8(said.text)) return fail(ErrorCode::Invalid, "the sentence is not UTF-8");
    if (said.key.size() > kMaxKeyBytes)
        return fail(ErrorCode::Invalid,
                    fmt::format("the idempotency key is longer than {} bytes", kMaxKeyBytes));
    return {};
}

brain::OpenErrand as_errand(const journal::FlowInfo& flow) {
    auto status = std::string(json::string_at(flow.view, "status"));
    return {.number = flow.number,
            .skill = flow.skill,
            .status = status.empty() ? "working" : std::move(status),
            .view = flow.view};
}

// Of files without a word: as the conversation was spoken before.
std::string language_of(const std::vector<brain::OpenErrand>& open) {
    for (auto one = open.rbegin(); one != open.rend(); ++one)
        if (const auto language = json::string_at(one->view, "language"); !language.empty())
            return std::string(language);
    return "zh";
}

// A sentence with Chinese letters in a conversation in Chinese is Chinese, however many foreign
// names (of files, say) stand in it.
bool goes_on_in_chinese(std::string_view said, const std::vector<brain::OpenErrand>& open) {
    if (open.empty() || language_of(open) != "zh") return false;
    const auto text = language::read_text(said);
    return std::ranges::any_of(text.tokens, [](const language::Token& token) {
        return token.kind == language::TokenKind::Han;
    });
}

// The event that records a sentence.
json::object said_event(const Say& said, const Sentence& sentence) {
    return {{"kind", kSaidKind}, {"text", said.text}, {"sentence", json::encode(sentence)}};
}

// What a sentence is read against.
struct Scene {
    brain::Context context;
    std::optional<brain::OpenErrand> latest;  // ended
};

}  // namespace

class Assistant::Impl {
  public:
    Impl(Services& services, std::vector<SkillInfo> skills)
        : services_(services), skills_(std::move(skills)), people_(services.journal) {
        if (services_.models == nullptr) std::erase_if(skills_, &SkillInfo::takes_rest);
        std::vector<SkillInfo> rest;
        std::ranges::copy_if(skills_, std::back_inserter(rest), &SkillInfo::takes_rest);
        std::erase_if(skills_, &SkillInfo::takes_rest);
        std::ranges::move(rest, std::back_inserter(skills_));
        services_.begin_errand = [this](std::string user, std::string conversation,
                                        std::string sentence, std::string key) {
            return begin_errand(std::move(user), std::move(conversation), std::move(sentence),
                                std::move(key));
        };
        for (const auto& skill : skills_) {
            lines_.push_back({skill.name, skill.what});
            if (!skill.takes_rest) services_.other_skills = skills_in_words(lines_);
            services_.engine.add({.skill = skill.name,
                                  .version = skill.version,
                                  .run = [this, &skill](flow::Flow& flow) {
                                      return run_skill(flow, services_, skill);
                                  }});
        }
    }

    async::Awaitable<Result<Taken>> say(Say said);
    async::Awaitable<Result<Taken>> answer(std::string user, std::string ask, Reply reply,
                                           bool by_model);
    async::Awaitable<Result<json::value>> conversation(std::string user, std::string id, Look look);
    async::Awaitable<Result<SignedIn>> signed_in(std::string state, std::string redirect);
    async::Awaitable<Result<json::value>> ask(std::string user, std::string ask);
    async::Awaitable<Result<json::value>> begin_errand(std::string user, std::string conversation,
                                                       std::string sentence, std::string key);
    const std::vector<SkillInfo>& skills() const { return skills_; }
    flow::Engine& engine() { return services_.engine; }

  private:
    async::Awaitable<Result<Scene>> scene(std::string user, std::string conversation,
                                          std::shared_ptr<Person> person);
    async::Awaitable<Result<Sentence>> plan(Say said, std::shared_ptr<Person> person);
    async::Awaitable<Result<Taken>> begin_said(Say said, Sentence sentence,
                                               std::shared_ptr<Person> person);
    async::Awaitable<Result<Taken>> carry_out(Say said, TakenSentence taken,
                                              std::shared_ptr<Person> person);
    async::Awaitable<Result<>> carry_out_one(Say said, Sentence sentence, std::size_t index,
                                             Taken& done, std::vector<json::object> events = {});
    bool stops_at_once(const Move& move, const journal::FlowInfo& info) const;
    async::Awaitable<Result<Text>> reply_to(std::string user, Move move);
    async::Awaitable<Result<json::object>> signal_data(std::string user, OpenAsk ask, Reply reply);

    Services& services_;
    std::vector<SkillInfo> skills_;
    std::vector<SkillLine> lines_;
    People people_;
    AnswersGiven given_;
};

async::Awaitable<Result<Scene>> Assistant::Impl::scene(std::string user, std::string conversation,
                                                       std::shared_ptr<Person> person) {
    Scene scene;
    auto& context = scene.context;
    context.now = services_.clock.now();
    context.time_zone = services_.time_zone;
    context.address_labels = {"home", "office"};
    journal::FlowQuery live{.user = user, .conversation = conversation};
    live.live_only = true;
    live.newest_first = true;
    live.limit = kMaxOpenErrands;
    ERRAND_CO_TRY(const auto open, co_await services_.journal.flows(live));
    for (const auto& flow : open) context.errands.push_back(as_errand(flow));
    std::ranges::reverse(context.errands);
    journal::FlowQuery ended{.user = user, .conversation = conversation};
    ended.ended_only = true;
    ended.newest_first = true;
    ended.limit = 1;
    ERRAND_CO_TRY(const auto latest, co_await services_.journal.flows(ended));
    if (!latest.empty()) scene.latest = as_errand(latest.front());
    const auto& asked = person->asked(conversation);
    for (auto number = asked.rbegin(); number != asked.rend(); ++number) {
        const auto found = std::ranges::find_if(context.errands, [&](const auto& one) {
            const auto* ask = json::find(one.view, "ask");
            return one.number == *number && ask != nullptr && ask->is_object();
        });
        if (found == context.errands.end()) continue;
        found->asked_last = true;
        break;
    }
    co_return scene;
}

// Understands the sentence: what follows from it.
async::Awaitable<Result<Sentence>> Assistant::Impl::plan(Say said, std::shared_ptr<Person> person) {
    ERRAND_CO_TRY(auto seen, co_await scene(said.user, said.conversation, person));
    auto& errands = seen.context.errands;
    if (said.errand) {
        std::erase_if(errands, [&](const auto& one) { return one.number != *said.errand; });
        for (auto& one : errands) one.asked_last = true;
    }
    const auto open = errands;
    seen.context.known = person->familiar().in(said.text);
    ERRAND_CO_TRY(auto understood,
                  co_await services_.brain.understand(said.text, std::move(seen.context)));
    apply_claims(understood,
                 {.text = said.text,
                  .with_files = said.files.has_value(),
                  .certain = said.errand.has_value(),
                  .open = open},
                 skills_);
    give_rest(understood, open, skills_);
    Sentence sentence{.key = said.key,
                      .text = said.text,
                      .language = understood.language,
                      .moves = route(understood, open, lines_, seen.latest),
                      .files = said.files,
                      .by_model = said.by_model};
    if (said.text.empty()) sentence.language = language_of(open);
    if (goes_on_in_chinese(said.text, open)) sentence.language = "zh";
    co_return sentence;
}

// A sentence that begins one errand: both are one write, so that neither is there without the
// other, and the errand waits for no commit of its own.
async::Awaitable<Result<Taken>> Assistant::Impl::begin_said(Say said, Sentence sentence,
                                                            std::shared_ptr<Person> person) {
    Taken done;
    std::vector<json::object> events;
    events.push_back(said_event(said, sentence));
    ERRAND_CO_TRY_VOID(
        co_await carry_out_one(said, std::move(sentence), 0, done, std::move(events)));
    if (const auto* taken = person->taken(said.key)) {
        done.seq = taken->seq;
    } else {  // it was said long ago
        ERRAND_CO_TRY(done.seq, co_await services_.journal.last_event(said.user));
    }
    co_return done;
}

async::Awaitable<Result<Taken>> Assistant::Impl::say(Say said) {
    ERRAND_CO_TRY_VOID(check_said(said));
    if (said.key.empty()) said.key = make_id("say");
    ERRAND_CO_TRY(auto person, co_await people_.find(said.user));
    TakenSentence taken;
    if (const auto* known = person->taken(said.key)) {
        if (known->sentence.text != said.text)
            co_return fail(ErrorCode::Conflict,
                           "this idempotency key was used for another sentence",
                           "use a new key for each sentence");
        taken = *known;
    } else {
        ERRAND_CO_TRY(taken.sentence, co_await plan(said, person));
        const auto& moves = taken.sentence.moves;
        if (moves.size() == 1 && moves.front().kind == MoveKind::Start)
            co_return co_await begin_said(said, std::move(taken.sentence), person);
        // Durable before anything of it happens.
        auto event = said_event(said, taken.sentence);
        ERRAND_CO_TRY(taken.seq, co_await services_.journal.publish(said.user, said.conversation,
                                                                    std::move(event)));
    }
    co_return co_await carry_out(said, taken, person);
}

async::Awaitable<Result<Taken>> Assistant::Impl::carry_out(Say said, TakenSentence taken,
                                                           std::shared_ptr<Person> person) {
    Taken done{.seq = taken.seq};
    for (std::size_t i = 0; i < taken.sentence.moves.size(); ++i) {
        if (person->replied(said.key, i)) continue;
        ERRAND_CO_TRY_VOID(co_await carry_out_one(said, taken.sentence, i, done));
    }
    co_return done;
}

// Work on files, and a model's, takes long and changes nothing outside: it ends in the middle.
bool Assistant::Impl::stops_at_once(const Move& move, const journal::FlowInfo& info) const {
    const auto skill = std::ranges::find(skills_, info.skill, &SkillInfo::name);
    return move.act.intent == brain::Intent::Cancel && skill != skills_.end() &&
           (skill->takes_files || skill->takes_rest) &&
           json::string_at(info.view, "status") == "working";
}

async::Awaitable<Result<>> Assistant::Impl::carry_out_one(Say said, Sentence sentence,
                                                          std::size_t index, Taken& done,
                                                          std::vector<json::object> events) {
    const auto& move = sentence.moves[index];
    const auto key = fmt::format("say:{}:{}", said.key, index);
    json::object data{
        {"act", json::encode(move.act)}, {"text", said.text}, {"language", sentence.language}};
    if (sentence.files) data["files"] = json::encode(*sentence.files);
    if (sentence.by_model) data["by_model"] = true;
    if (move.kind == MoveKind::Start) {
        auto started = co_await services_.engine.start({.user = said.user,
                                                        .conversation = said.conversation,
                                                        .skill = move.skill,
                                                        .input = std::move(data),
                                                        .key = key,
                                                        .events = std::move(events)});
        if (!started) co_return fail(std::move(started).error());
        done.begun.push_back(started->number);
        co_return Result<>();
    }
    Text text;
    if (move.kind == MoveKind::Signal) {
        done.told.push_back(move.errand);
        ERRAND_CO_TRY(const auto info,
                      co_await services_.journal.flow_by_number(said.user, move.errand));
        flow::Signal signal{"act", std::move(data)};
        if (stops_at_once(move, info)) signal = {"cancel", json::object{}};
        auto told = co_await services_.engine.signal(info.id, std::move(signal), key);
        if (told && services_.models != nullptr) services_.models->interrupt(info.id);
        if (told) co_return Result<>();
        if (told.error().code != ErrorCode::Conflict) co_return told;
        text = {"这件事刚刚结束了。", "That errand has just ended."};
    } else {
        ERRAND_CO_TRY(text, co_await reply_to(said.user, move));
    }
    const json::value mark = json::object{{"key", said.key}, {"move", index}};
    auto published = co_await services_.journal.publish(
        said.user, said.conversation,
        {{"kind", "reply"}, {"text", text.in(sentence.language)}, {"said", mark}});
    if (!published) co_return fail(std::move(published).error());
    co_return Result<>();
}

async::Awaitable<Result<json::value>> Assistant::Impl::begin_errand(std::string user,
                                                                    std::string conversation,
                                                                    std::string sentence,
                                                                    std::string key) {
    ERRAND_CO_TRY(auto person, co_await people_.find(user));
    brain::Context seen;
    seen.now = services_.clock.now();
    seen.time_zone = services_.time_zone;
    seen.address_labels = {"home", "office"};
    seen.known = person->familiar().in(sentence);
    ERRAND_CO_TRY(auto understood, co_await services_.brain.understand(sentence, std::move(seen)));
    apply_claims(understood, {.text = sentence, .open = {}}, skills_);
    if (understood.acts.size() > 1)
        co_return fail(ErrorCode::Invalid, "that sentence asks for more than one thing",
                       "hand each over in a sentence of its own");
    const auto start = std::ranges::find_if(understood.acts, [&](const brain::Act& act) {
        const auto skill = std::ranges::find(skills_, act.skill, &SkillInfo::name);
        return act.intent == brain::Intent::Start && skill != skills_.end() && !skill->takes_rest;
    });
    if (start == understood.acts.end())
        co_return fail(ErrorCode::NotFound, "no skill here takes that sentence",
                       "say in one plain sentence what is wanted, as the person would");
    ERRAND_CO_TRY(const auto begun, co_await services_.engine.start(
                                        {.user = user,
                                         .conversation = conversation,
                                         .skill = start->skill,
                                         .input = json::object{{"act", json::encode(*start)},
                                                               {"text", sentence},
                                                               {"by_model", true},
                                                               {"language", understood.language}},
                                         .key = key}));
    co_return json::object{{"errand", begun.number}, {"skill", begun.skill}};
}

async::Awaitable<Result<Text>> Assistant::Impl::reply_to(std::string user, Move move) {
    switch (move.kind) {
        case MoveKind::Grants:
            co_return co_await list_grants(services_, user);
        case MoveKind::Revoke:
            co_return co_await revoke_grants(services_, user, move.service);
        case MoveKind::Allowance:
            co_return co_await about_allowances(services_, user, move.withdraw);
        default:
            co_return Text{move.zh, move.en};
    }
}

async::Awaitable<Result<json::object>> Assistant::Impl::signal_data(std::string user, OpenAsk ask,
                                                                    Reply reply) {
    json::object data{{"ask", ask.id}};
    if (reply.choose) data["choose"] = *reply.choose;
    if (reply.grant) data["grant"] = *reply.grant;
    if (reply.approve) {
        data["approve"] = *reply.approve;
        if (*reply.approve) {
            ERRAND_CO_TRY_VOID(co_await check_signature(services_, user, ask, reply));
            data["signature"] = *reply.signature;
        }
    }
    if (reply.answer) {
        data["answer"] = *reply.answer;
        brain::Context seen;
        seen.now = services_.clock.now();
        seen.time_zone = services_.time_zone;
        seen.address_labels = {"home", "office"};
        seen.errands.push_back({.number = ask.errand,
                                .skill = ask.skill,
                                .status = "waiting",
                                .view = ask.view,
                                .asked_last = true});
        ERRAND_CO_TRY(const auto understood,
                      co_await services_.brain.understand(*reply.answer, std::move(seen)));
        if (!understood.acts.empty()) data["act"] = json::encode(understood.acts.front());
    }
    co_return data;
}

async::Awaitable<Result<Taken>> Assistant::Impl::answer(std::string user, std::string ask,
                                                        Reply reply, bool by_model) {
    ERRAND_CO_TRY(const auto number, errand_of_ask(ask));
    auto info = co_await services_.journal.flow_by_number(user, number);
    if (!info) co_return fail(no_such_ask(ask));
    const auto same = json::write(json::encode(reply));
    ERRAND_CO_TRY(const bool repeated, given_.repeated(user, ask, same));
    ERRAND_CO_TRY(const auto seq, co_await services_.journal.last_event(user));
    if (repeated) co_return Taken{seq};
    auto open = open_ask(*info, ask);
    ERRAND_CO_TRY(const bool before,
                  co_await answered_before(services_.journal, *info, ask, reply, open.has_value()));
    if (before) co_return Taken{seq};
    if (!open) co_return fail(std::move(open).error());
    ERRAND_CO_TRY_VOID(check_answer(*open, reply));
    ERRAND_CO_TRY(auto data, co_await signal_data(user, *open, reply));
    if (by_model) data["by_model"] = true;
    ERRAND_CO_TRY(const bool taken_meanwhile, given_.take(user, ask, same));
    if (taken_meanwhile) co_return Taken{seq};
    auto told = co_await services_.engine.signal(info->id, {"ask", std::move(data)}, "ask:" + ask);
    if (told) co_return Taken{seq};
    given_.forget(user, ask);
    co_return fail(std::move(told).error());
}

async::Awaitable<Result<json::value>> Assistant::Impl::ask(std::string user, std::string ask) {
    ERRAND_CO_TRY(const auto number, errand_of_ask(ask));
    auto info = co_await services_.journal.flow_by_number(user, number);
    if (!info) co_return fail(no_such_ask(ask));
    ERRAND_CO_TRY(auto open, open_ask(*info, ask));
    auto shown = open.ask;
    shown.get_object()["kind"] = "ask";
    shown.get_object()["errand"] = open.errand;
    shown.get_object()["conversation"] = info->conversation;
    co_return shown;
}

async::Awaitable<Result<SignedIn>> Assistant::Impl::signed_in(std::string state,
                                                              std::string redirect) {
    ERRAND_CO_TRY(auto signed_in, co_await services_.sign_in.finish(state, redirect));
    ERRAND_CO_TRY_VOID(co_await tell_granted(services_, signed_in.user, signed_in.service));
    co_return signed_in;
}

async::Awaitable<Result<json::value>> Assistant::Impl::conversation(std::string user,
                                                                    std::string id, Look look) {
    const bool settled = co_await services_.engine.settled(user, look.until);
    journal::FlowQuery query{.user = user, .conversation = id};
    query.live_only = look.live_only;
    ERRAND_CO_TRY(auto flows, co_await services_.journal.flows(query));
    json::array errands;
    for (auto& flow : flows) {
        json::object one{{"number", flow.number},
                         {"skill", flow.skill},
                         {"status", json::string_at(flow.view, "status")},
                         {"live", journal::is_live(flow.state)}};
        one.emplace("view", std::move(flow.view));
        errands.push_back(std::move(one));
    }
    co_return json::object{{"settled", settled && services_.engine.idle(user)},
                           {"errands", std::move(errands)}};
}

Assistant::Assistant(Services& services, std::vector<SkillInfo> skills)
    : impl_(std::make_unique<Impl>(services, std::move(skills))) {}

Assistant::~Assistant() = default;

async::Awaitable<Result<>> Assistant::recover() {
    return impl_->engine().recover();
}

async::Awaitable<Result<Taken>> Assistant::say(Say said) {
    return impl_->say(std::move(said));
}

async::Awaitable<Result<Taken>> Assistant::answer(std::string user, std::string ask, Reply reply,
                                                  bool by_model) {
    return impl_->answer(std::move(user), std::move(ask), std::move(reply), by_model);
}

async::Awaitable<Result<json::value>> Assistant::ask(std::string user, std::string ask) {
    return impl_->ask(std::move(user), std::move(ask));
}

async::Awaitable<Result<SignedIn>> Assistant::signed_in(std::string state, std::string redirect) {
    return impl_->signed_in(std::move(state), std::move(redirect));
}

async::Awaitable<Result<json::value>> Assistant::conversation(std::string user, std::string id,
                                                              Look look) {
    return impl_->conversation(std::move(user), std::move(id), look);
}

const std::vector<SkillInfo>& Assistant::skills() const {
    return impl_->skills();
}

}  // namespace errand::assistant
