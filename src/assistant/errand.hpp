// Owns: what a skill sees of the house. A skill is a coroutine over one Errand; everything it reads
// from outside and everything it does goes through here, so that it replays to the same point.
// Strand: the io_context's thread, inside the flow's coroutine. An Errand lives as long as its
// flow's coroutine does; after a restart or a park a new one is built and replayed.
// Must stay true: no call without a grant; no payment without an approval of exactly that draft;
// one open ask at a time; every errand ends in a stated result.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assistant/catalogue.hpp"
#include "assistant/sign_in.hpp"
#include "assistant/text.hpp"
#include "assistant/think.hpp"
#include "assistant/written_skills.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "brain/brain.hpp"
#include "commerce/call_approval.hpp"
#include "commerce/mandate.hpp"
#include "commerce/order.hpp"
#include "flow/flow.hpp"
#include "json/json.hpp"

namespace errand::assistant {

struct Lacking;       // calls.hpp
struct MissingGrant;  // calls.hpp
struct Field;         // form.hpp
namespace form_texts {
struct Asker;
}
struct Workplace;  // workshop.hpp: what blocking work may use
struct Services;   // services.hpp: what the assistant lends to every errand
class Errand;

// What a skill's folder hands over: `errand::skills::<name>::make()`.
struct SkillInfo {
    std::string name;  // as Act.skill names it: "food"
    int version = 1;   // a journal pins it; raise it when recorded steps would change
    Text what;         // one phrase of what it can do, for help: "order food and drinks"
    std::function<flow::Task<json::value>(Errand&)> run;  // the result is taken from result()
    bool takes_files = false;
    // How surely a sentence is for this open errand of the skill, by the skill's own grammar: from
    // 0.85 whatever else is open, from 0.5 where this errand asked last or is the only one, 0: no.
    // Pure. Empty: the brain alone decides.
    std::function<double(std::string_view text, const json::value& view)> claims = {};
    // How surely a sentence asks for a new errand of this skill: from 0.85 it begins one where the
    // brain is not sure of anything else. Pure. Empty: the brain alone decides.
    std::function<double(std::string_view text)> begins = {};
    // Takes what no other skill does. It is there only where a large model is connected.
    bool takes_rest = false;
};

// Files that came with a sentence: the hash of their list in the store, and how many they are.
struct Attached {
    static constexpr bool kDefaults = true;
    std::string list;
    std::size_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Attached, (), (list, count))

// A piece of work of the skill's own that blocks: it runs on a thread of the workshop, so it holds
// no reference to the flow. Asking for it twice must do no harm.
struct Work {
    std::string name;
    json::value arguments;  // what the journal shows of it
    std::function<Result<json::value>(Workplace&)> job;
    Millis deadline{0};  // 0: kWorkDeadline
};

// What happened next. Only the members of its kind are filled.
struct Event {
    enum class Kind {
        Act,      // the person said something: `act`, `text`
        Choose,   // an offer of the open choice: `choice`, `choice_name`
        Approve,  // a verified, signed yes to the open approval that may be paid: `approval`; or
                  // to the call that was asked for: `call`
        Refuse,   // a no to the open approval or question, pressed or said; or a yes that a
                  // spending limit or a refused permission to pay stands against: `obstacle`
        Grant,    // not seen by skills: Errand::call answers it
        Answer,   // the open slot question was answered: `answer` and, as understood, `act`
        Timer,    // the wait's time came
        Cancel,   // the person wants this errand stopped: `text` where it was said
    };
    Kind kind = Kind::Act;
    brain::Act act;
    std::string text;         // the sentence, where there was one
    std::size_t choice = 0;   // 1-based place among the offers shown; 0: nothing shown fits
    std::string choice_name;  // where it was chosen by name
    commerce::SignedApproval approval;
    std::optional<commerce::SignedCallApproval> call;
    std::optional<Error> obstacle;
    std::string answer;
    std::string slot;               // the slot that the open question asked for
    std::optional<Attached> files;  // handed in with the sentence
    // It came from a program that a model steers: its words are not the person's.
    bool by_model = false;
};

// A tool that tells what became of an earlier call with the same idempotency key.
struct LookUp {
    std::string tool;    // of the same service; called with {"idempotency_key": the step's key}
    std::string member;  // the answer's member that holds the result, null where nothing happened
};

struct CallOptions {
    // What the step may do. A tool that declares itself to do more is not called: Denied. Say Read
    // for what only reads, which saves a write to the journal; spending goes through pay().
    flow::Kind kind = flow::Kind::Change;
    Millis deadline{0};  // 0: kReadDeadline or kChangeDeadline, by kind
    int attempts = 0;    // 0: kCallAttempts
    // Where the outcome stayed unknown: asked again with the same key, unless a look-up is named.
    flow::OnUnknown on_unknown = flow::OnUnknown::AskAgain;
    std::optional<LookUp> look_up;
};

struct Call {
    std::string service;
    std::string tool;
    json::object arguments;
    CallOptions options;
    std::string key;  // the idempotency key to send; empty: the step's own
    // An earlier step of the same call, with this key, may have carried it out.
    bool in_doubt = false;
    // The yes that it is made under, checked again before it is sent. Nothing: it needs none.
    std::optional<commerce::SignedCallApproval> approved = {};
    // It was begun before and goes on; `anew`: by being made once more as a whole.
    std::optional<tool::GoOn> goes_on = {};
    bool anew = false;
    tool::OnProgress on_progress = {};
};

// The place (from 1) of the offer that was chosen with a button or a name: a number from 1, or
// {"name": part of a shop's or an item's name}. 0: none.
std::size_t offer_chosen(const json::array& offers, const json::value& choose);

class Errand {
  public:
    Errand(flow::Flow& flow, Services& services, const SkillInfo& skill);
    ~Errand();
    Errand(const Errand&) = delete;
    Errand& operator=(const Errand&) = delete;

    flow::Flow& flow() { return flow_; }
    // The act that began this errand, and the words it was said in.
    const brain::Act& begun_by() const { return begun_by_; }
    const std::string& begun_with() const { return begun_with_; }
    const std::optional<Attached>& begun_files() const { return begun_files_; }
    // The words are a large model's, here or behind a door: the person did not say them.
    bool begun_by_model() const { return begun_by_model_; }
    // A model began it, or has said, answered or chosen something in it so far.
    bool by_model() const { return begun_by_model_ || steered_with_.has_value(); }
    // "zh" or "en": of the latest sentence.
    const std::string& language() const { return language_; }
    // The one of the two that the person reads.
    const std::string& say(const Text& text) const { return text.in(language_); }

    // A call that only reads.
    flow::Task<Result<json::value>> read(std::string service, std::string tool,
                                         json::object arguments);
    // One call to a service's tool, as one recorded step. Asks for the grant at first use and parks
    // until it is answered; what is said meanwhile is kept for next(). A tool's refusal is a value
    // {"error": {"code", "message", "advice", "details"}}. Errors: Denied (the grant was refused),
    // Cancelled (the person stopped the errand while asked), Timeout, Unavailable, NotFound (no
    // such service or tool), Invalid, Conflict (refused, where an earlier attempt may have done
    // it). Where the service asks the person something first, that is asked, marked as its words;
    // where it is long at work, the flow parks and looks again (docs/agent.md).
    flow::Task<Result<json::value>> call(std::string service, std::string tool,
                                         json::object arguments, CallOptions options = {});
    // Several calls at once, each a step of its own; the results in the order given.
    flow::Task<std::vector<Result<json::value>>> call_all(std::vector<Call> calls);

    // Pieces of work side by side, each a recorded step that only reads and makes; the results in
    // the order given. Errors: Unavailable (there is no workshop), Timeout, and those of the job.
    flow::Task<std::vector<Result<json::value>>> work_all(std::vector<Work> works);
    flow::Task<Result<json::value>> work(Work work);

    void reply(const Text& text, json::object extra = {});
    void progress(const Text& text, json::object extra = {});

    // Each opens an ask in place of the one that is open.
    void ask_slot(std::string slot, const Text& question,
                  const std::vector<std::string>& suggestions = {});
    // offers: [{"index","shop":{id,name},"items":[{id,name,quantity,options}],"total",
    // "eta_minutes","lines","coupons","ranks":{"price","time"},"reason","problems"}]
    void ask_choice(const Text& question, json::array offers);
    // An allowance that covers it answers at once, and what is returned is paid with; not so where
    // a model had a say in the errand. Otherwise the ask is open and the yes comes by next() as
    // Event::Approve. Where a spending limit is in the way the ask says so, and a yes counts only
    // once the limit is raised. Denied: the draft has expired or says two things at once
    // ("expired", "draft_mismatch": price it anew).
    flow::Task<Result<std::optional<commerce::SignedApproval>>> ask_approval(
        commerce::SignedDraft draft, Text title);
    // What a call of a tool that pays would buy, read afresh: {"arguments"} to be asked about, or
    // the service's refusal {"error"}. Errors: those of call().
    flow::Task<Result<json::value>> prepare_call(std::string service, std::string tool,
                                                 json::object arguments);
    // The same for one call of a tool: `wanted` without its id and dates. The yes comes by next()
    // as Event::Approve with `call`. Where the service is not permitted, that is asked first, so
    // that the yes does not wait for it. Where it pays and a spending limit is in the way, the ask
    // says so as ask_approval() does. Exhausted, Invalid: a person cannot be asked about it;
    // Denied, Cancelled, Unavailable: the permission was not had.
    flow::Task<Result<>> ask_call(commerce::CallApproval wanted, Text title);
    // How often unfinished calls were gone on with, or waited for an answer, since the last
    // checkpoint; each is at most three recorded steps.
    std::size_t waited() const { return waits_; }
    // The person has said something that next() gives, or wants it stopped, while a call or a
    // permission was waited for.
    bool heard_meanwhile() const;
    void close_ask();
    bool asking() const;
    // The ask that is open, once more as it is; nothing where none is.
    void show_ask();

    // Waits for what happens next; the flow holds no memory while it waits.
    flow::Task<Event> next(std::optional<Millis> timeout = {});

    // Pays one placed order with an approval of exactly its draft. Limits are reserved before and
    // settled after. An unknown outcome is looked up, then asked again with the same key. Errors:
    // Denied (a limit, or the pay service refused: its code is in `advice`, as
    // "insufficient_funds", "over_limit", "price_changed" …), Unavailable (it stayed unknown
    // whether it was paid), and those of call().
    flow::Task<Result<commerce::Payment>> pay(commerce::Order order,
                                              commerce::SignedApproval approval);

    // Makes the call that was agreed to, under the yes's own key, so that one yes is one call.
    // `idempotent`: the tool knows a call that it gets twice; else an unknown outcome is an error
    // that says so (flow::outcome_unknown). Errors: those of call(); Denied ("expired") where the
    // yes has expired, also while a permission was waited for.
    flow::Task<Result<json::value>> call_approved(commerce::SignedCallApproval yes,
                                                  bool idempotent);

    // One turn of the large model. `already`: what this errand has spent before. What the person
    // says meanwhile ends it (code "cancelled"). Never an error of its own: it is in the Thought.
    flow::Task<Thought> think(brain::model::Request request, brain::model::Spent already);
    // The tools of permitted services that fit, at most `count`, and the written skills that do.
    flow::Task<Result<Found>> find_tools(std::string request, std::size_t count);
    // The instructions of a written skill, or, with `file`, a text in its folder, as they are now:
    // a replay gives what was read. Errors: those of WrittenSkills::read.
    flow::Task<Result<SkillPage>> read_skill(std::string name, std::string file);
    // How many tokens a request may have: `most`, or this share of the models' context where that
    // is less.
    flow::Task<std::int64_t> model_context(std::int64_t most, double share);
    // What errand's other skills do, in words.
    Text other_skills() const;
    // "2026-03-02T12:00:00+08:00", in the person's zone.
    std::string local_time(Time time) const;
    // Gives a sentence to the skill that it is for, as an errand of its own in this conversation,
    // marked as begun by a model: {"errand", "skill"}. NotFound: no skill here takes it; Invalid:
    // it asks for more than one thing; Cancelled: the person has said something that next() gives.
    flow::Task<Result<json::value>> hand_over(std::string sentence);
    // Asks for the permission to use a service. Denied: it was not given.
    flow::Task<Result<>> permit(std::string service);

    // {"memory": object | null, "earlier": [{"number","skill","status","draft","orders"}]}: what
    // this person let us remember, and this person's latest errands of the same skill, latest
    // first.
    flow::Task<json::value> known();
    // Keeps `value` under the skill's name in what known() gives as "memory"; null forgets it.
    flow::Task<Result<>> remember(json::value value);

    // working | waiting | done | declined | cancelled | failed
    void set_status(const std::string& status, const std::string& reason = {});
    void set_title(const std::string& title);
    // {"shop","items":[{name,quantity,options}],"deliver_to","total"}: the summary that the brain
    // and the list of errands see. null: none.
    void set_draft(json::value draft);
    void set_orders(json::array orders);
    // What turns of a model have cost this errand so far, and which endpoint answered last.
    void set_spent(const brain::model::Spent& spent, const std::string& endpoint);
    // The written skills that this errand follows.
    void set_skills(const std::vector<std::string>& names);
    // The errand's stated result. May be called again where tracking goes on and the result changes
    // (done, then cancelled). extra: "orders" and what else is to be shown.
    void result(const std::string& status, const Text& reason, json::object extra = {});
    // {"status","reason"} of the last result(); null before it.
    const json::value& outcome() const { return outcome_; }

    // Starts replay anew from here, with the skill's own state. Obligatory within
    // flow::kMaxStepsPerSegment steps of a flow that goes on.
    flow::Task<> checkpoint(json::value state);
    // The state of the last checkpoint, or null where there was none.
    const json::value& state() const { return state_; }

  private:
    enum class GrantAnswer { Yes, No, Given };
    flow::Task<Result<json::value>> call_on(flow::Flow& on, Call call);
    tool::OnProgress progress_of(const Call& call) const;
    // Tells of the page that shows an answer, and takes what is only for that off the answer.
    void show_app(Result<json::value>& answer);
    flow::Task<Result<json::value>> work_on(flow::Flow& on, Work work);
    flow::Task<> call_open(const std::vector<Call>& calls, const std::vector<std::size_t>& open,
                           std::vector<Result<json::value>>& results);
    // --- calls that have not ended (errand_unended.cpp, errand_questions.cpp) ---
    struct Heard;
    struct Working;
    flow::Task<Result<json::value>> to_the_end(Call call, Result<json::value> result);
    flow::Task<Result<json::value>> not_gone_on_with(Call call, Result<json::value> result);
    flow::Task<Result<tool::GoOn>> what_follows(const Call& call,
                                                const tool::Unfinished& unfinished,
                                                Working& working);
    flow::Task<Result<>> let_work(const Call& call, const tool::Unfinished& unfinished,
                                  Working& working);
    flow::Task<Result<json::value>> go_on(Call call, tool::GoOn how);
    flow::Task<std::optional<Result<json::value>>> go_on_unless_cancelled(Call call,
                                                                          tool::GoOn how);
    flow::Task<> stop_call(Call call, json::object state);
    // When answers are of no use any more; nothing: each may take kQuestionLifetime.
    using Until = std::optional<Time>;
    flow::Task<Result<Until>> answers_until(const Call& call, const tool::Unfinished& unfinished);
    // How long the next answer may take.
    flow::Task<Millis> time_left(Until until);
    flow::Task<Result<json::object>> ask_questions(const Call& call,
                                                   const tool::Unfinished& unfinished);
    flow::Task<Result<json::object>> ask_form(const form_texts::Asker& asker,
                                              tool::Question question, Until until);
    flow::Task<Result<json::object>> ask_fields(const form_texts::Asker& asker,
                                                const tool::Question& question,
                                                const std::vector<Field>& fields, Until until);
    flow::Task<Heard> ask_field(const form_texts::Asker& asker, const std::string& message,
                                const Field& field, Until until);
    flow::Task<Heard> ask_yes(const form_texts::Asker& asker, Text text, json::object question,
                              std::vector<std::string> suggestions, Until until);
    flow::Task<Heard> hear_answer(const form_texts::Asker& asker, Text text, json::object question,
                                  std::vector<std::string> suggestions, Until until);
    // What was said to each question for a permission: of a service, for these scopes.
    using GrantsAsked = std::map<std::pair<std::string, std::vector<std::string>>, Result<>>;
    flow::Task<Result<>> ensure_grant(std::string service, MissingGrant missing,
                                      std::optional<Result<>> known = {});
    // What a call lacked, after so many rounds of it; the call is then ready to be made again.
    // `asked`: in this round, for calls side by side; what was said serves them all.
    flow::Task<Result<>> grant_again(Call& call, const Lacking& lacking, int round,
                                     GrantsAsked* asked = nullptr);
    flow::Task<Result<>> complete_grant(std::string service, std::vector<std::string> scopes);
    flow::Task<Result<GrantAnswer>> await_grant(std::string service, SignInPage page);
    flow::Task<Result<>> may_go_on(commerce::Approval approval);
    flow::Task<Result<>> permitted_to_pay();
    flow::Task<Result<json::value>> pay_step(Call call);
    flow::Task<Result<json::value>> pay_until_known(Call call);
    flow::Task<Result<>> reserve(std::string key, commerce::Order order,
                                 commerce::SignedApproval approval);
    flow::Task<> settle(std::string key, json::object details);
    flow::Task<> release(std::string key, json::object details);
    flow::Task<std::optional<Result<json::value>>> pay_unless_cancelled(Call call);
    void take_up(const json::value& kept);
    void note_model(const flow::Signal& signal);
    std::optional<Event> event_of(const flow::Signal& signal);
    std::optional<Event> event_of_act(const json::object& data);
    std::optional<Event> event_of_answer(const json::object& data);
    bool answered_approval(const json::value& approve, const json::object& data, Event& event);
    void show_again();
    void open_ask(json::object ask);
    void publish_view();

    flow::Flow& flow_;
    Services& services_;
    const SkillInfo& skill_;
    brain::Act begun_by_;
    std::string begun_with_;
    std::optional<Attached> begun_files_;
    bool begun_by_model_ = false;
    std::optional<std::string> steered_with_;  // the last words of a model in it
    std::string language_;
    json::object view_;
    json::object ask_;               // the open ask as it was published; empty: none
    std::size_t asks_ = 0;           // how many were opened, for their ids
    std::size_t waits_ = 0;          // of unfinished calls, since the last checkpoint
    json::array offers_;             // the last ones shown
    std::deque<flow::Signal> kept_;  // what came while a grant was asked for
    json::value outcome_;
    json::value state_;
};

}  // namespace errand::assistant
