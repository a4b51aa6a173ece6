// Owns: the engine's side of one flow that holds a coroutine: its records, what it waits for, what
// is not yet written. Deterministic: all that comes from outside comes through Host.
// Strand: the engine's. Must stay true: replay asks for exactly what is recorded, in the recorded
// order, or the flow ends as Unreplayable with no effect; a record is written in the order in which
// the flow saw it happen; while the coroutine is being dropped nothing is emitted.
//
//   replaying --history used up--> live --only next() waited for--> parked --durable--> dropped
//       |                           |--function returned or threw--> ended --durable--> dropped
//       '--asks for something else--> ended (Unreplayable)
#pragma once

#include <coroutine>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "flow/flow.hpp"
#include "journal/journal.hpp"

namespace errand::flow {

std::string_view to_string(Kind kind);

// A step that the flow awaits. Lives in the coroutine's frame.
struct StepWait {
    std::string id;
    std::string name;
    json::value arguments;
    StepOptions options;
    Effect effect;
    std::coroutine_handle<> waiting;
    std::optional<Result<json::value>> answer;
    bool cancelled = false;
    bool recovered = false;  // its intent was recorded by an earlier process
    bool underway = false;
    bool interrupted = false;
};

struct NextWait {
    std::string id;
    std::optional<Millis> timeout;
    std::coroutine_handle<> waiting;
    std::optional<Time> until;
    bool recorded = false;
    std::optional<Signal> got;
};

class Run;

// What a run needs of the engine.
class Host {
  public:
    virtual ~Host() = default;
    virtual Time now() const = 0;
    // Starts the effect; run.answer() hands back what came of it, at once or later.
    virtual void perform(Run& run, StepWait& step) = 0;
    // Cuts a Read short; it still answers.
    virtual void interrupt(Run& run, const std::string& step) = 0;
    // Once it is durable: run.durable(starts).
    virtual void append(Run& run, journal::Append append, std::vector<std::string> starts) = 0;
    virtual void failed(Run& run, const Error& error, journal::Append& append) = 0;
    virtual void seen(const Run& run, Side side, std::string_view step) = 0;
};

class Run {
  public:
    Run(Host& host, const FlowType& type, journal::Stored stored, std::uint64_t lease_epoch);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    // Goes on as far as it can. Never deletes the run; afterwards ask droppable().
    void drive();
    void answer(const std::string& step, Result<json::value> answer);
    void durable(const std::vector<std::string>& starts);
    void add_signal(journal::WaitingSignal signal);
    // Ends it as failed, with nothing more of its code run.
    void break_off(Error error) { fatal_ = {journal::State::Failed, std::move(error)}; }
    // Its coroutine is of no more use: parked or ended, and all of it durable.
    bool droppable() const;

    // What the last append said.
    journal::State state() const { return written_state_; }
    const journal::FlowInfo& info() const { return stored_.info; }
    std::string idempotency_key(const std::string& step) const;
    Time clock_now() const;

    // What Flow asks, inside the coroutine. True: answered, go on without waiting.
    bool ask_step(StepWait& step);
    bool ask_recorded(const std::string& id, const std::string& name,
                      const std::function<json::value()>& read, json::value& answer);
    void ask_next(NextWait& next);
    bool ask_checkpoint(Flow& flow, json::value& state);
    void emit(json::object event);
    void set_view(json::value view);
    void make_ready(std::coroutine_handle<> waiting) { ready_.push_back(waiting); }
    const json::value& input() const { return stored_.input; }
    const json::value* checkpointed() const { return state_ ? &*state_ : nullptr; }
    std::size_t steps() const { return steps_; }

  private:
    const journal::Record* next_record() const;
    bool replaying() const { return cursor_ < stored_.records.size(); }
    bool begin_ask(const std::string& id, std::string_view what);
    bool replay_step(StepWait& step);
    bool replay_recorded(const std::string& id, const std::string& name, json::value& answer);
    void cancel_step(StepWait& step);
    void drive_once();
    void resume_ready();
    void deliver_record();
    bool deliver_answer(const journal::Record& record);
    bool deliver_wait(const journal::Record& record);
    bool deliver_signal();
    bool deliver_timer();
    void interrupt_reads();
    void settle();
    void note_waits();
    void start_effects();
    void finish();
    void fail_with(journal::State state, Error error);
    void end(journal::State state, json::value outcome, const Error* error);
    void mismatch(std::string_view asked);
    bool dirty() const;
    void write(const journal::Record& record, bool urgent);
    void record_answer(StepWait& step, Result<json::value>& answer);
    void flush(journal::State state, std::optional<Time> wake_at, std::vector<std::string> starts);
    journal::Append take_append();
    std::optional<Time> wake_at() const;
    std::deque<journal::WaitingSignal>::iterator find_cancel();
    StepWait* find_step(const std::string& id);
    NextWait* find_next(const std::string& id);
    void hand_signal(NextWait& next, std::uint64_t ordinal, Signal signal);

    Host& host_;
    journal::Stored stored_;
    const std::uint64_t lease_epoch_;
    std::size_t cursor_ = 0;  // in stored_.records
    std::optional<json::value> state_;
    std::uint64_t segment_ = 0;
    std::size_t steps_ = 0;  // in this segment
    bool touched_ = false;   // anything happened in this segment
    bool spent_ = false;
    bool live_ = false;

    std::deque<std::coroutine_handle<>> ready_;
    std::vector<StepWait*> steps_waiting_;
    std::vector<NextWait*> nexts_waiting_;
    std::deque<journal::WaitingSignal> inbox_;
    std::uint64_t last_signal_ = 0;

    // Not yet handed to the journal.
    std::string records_;
    std::vector<json::object> events_;
    std::optional<json::value> view_;
    std::vector<std::uint64_t> consumed_;
    bool begins_segment_ = false;
    bool urgent_ = false;  // worth an append of its own before the next effect or park

    std::uint64_t seq_ = 0;
    journal::State written_state_;
    std::optional<Time> written_wake_;
    bool wake_known_ = false;
    std::size_t appends_ = 0;  // not yet durable
    bool parked_ = false;
    bool ended_ = false;
    bool dropping_ = false;
    bool driving_ = false;
    bool again_ = false;
    std::optional<std::pair<journal::State, Error>> fatal_;

    Flow flow_;
    Task<json::value> task_;
};

}  // namespace errand::flow
