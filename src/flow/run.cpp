#include "flow/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/check.hpp"

namespace errand::flow {

using journal::Record;
using journal::RecordType;
using journal::State;

Run::Run(Host& host, const FlowType& type, journal::Stored stored, std::uint64_t lease_epoch)
    : host_(host),
      stored_(std::move(stored)),
      lease_epoch_(lease_epoch),
      seq_(stored_.seq),
      written_state_(stored_.info.state),
      wake_known_(stored_.seq == 0),
      flow_(*this, "") {
    inbox_.assign(stored_.signals.begin(), stored_.signals.end());
    if (!inbox_.empty()) last_signal_ = inbox_.back().ordinal;
    if (!stored_.records.empty() && stored_.records.front().type == RecordType::Checkpoint) {
        const auto& first = stored_.records.front();
        state_ = first.data;
        segment_ = first.segment;
        spent_ = first.spent;
        cursor_ = 1;
    }
    task_ = type.run(flow_);
    ready_.push_back(task_.handle());
}

Run::~Run() {
    dropping_ = true;
}

std::string Run::idempotency_key(const std::string& step) const {
    return fmt::format("errand-{:016x}-{}.{}", stored_.salt, segment_, step);
}

Time Run::clock_now() const {
    return host_.now();
}

bool Run::droppable() const {
    if (driving_ || appends_ > 0) return false;
    return ended_ || (parked_ && inbox_.empty() && !dirty());
}

void Run::drive() {
    again_ = true;
    if (driving_ || ended_) return;
    driving_ = true;
    while (std::exchange(again_, false) && !ended_) drive_once();
    driving_ = false;
}

void Run::drive_once() {
    parked_ = false;
    for (;;) {
        resume_ready();
        if (fatal_) return fail_with(fatal_->first, std::move(fatal_->second));
        if (task_.done()) return finish();
        if (replaying()) {
            deliver_record();
            continue;
        }
        live_ = true;
        if (!deliver_signal() && !deliver_timer() && ready_.empty()) break;
    }
    interrupt_reads();
    settle();
}

void Run::resume_ready() {
    while (!ready_.empty() && !fatal_) {
        const auto waiting = ready_.front();
        ready_.pop_front();
        waiting.resume();
    }
}

void Run::settle() {
    if (steps_waiting_.empty() && nexts_waiting_.empty()) {
        fatal_ = {State::Failed, Error{ErrorCode::Internal,
                                       "the flow waits for what the engine does not know", ""}};
        again_ = true;
        return;
    }
    note_waits();
    std::vector<std::string> starts;
    for (const auto* step : steps_waiting_) {
        if (!step->underway && step->options.kind != Kind::Read && !step->recovered)
            starts.push_back(step->id);
    }
    const auto state = steps_waiting_.empty() ? State::Waiting : State::Running;
    parked_ = state == State::Waiting;
    const bool moved = state != written_state_ || !wake_known_ || wake_at() != written_wake_;
    // A running flow whose row says so already has nothing to move unless it waits for a time too.
    const bool worth = parked_ ? moved : (written_state_ != state || wake_at() != written_wake_);
    if (!starts.empty() || urgent_ || worth) flush(state, wake_at(), starts);
    for (auto* step : steps_waiting_) {
        if (std::ranges::find(starts, step->id) != starts.end()) step->underway = true;
    }
    start_effects();
}

// Reads, and steps whose intent an earlier process made durable, begin at once.
void Run::start_effects() {
    std::vector<std::string> now;
    for (auto* step : steps_waiting_) {
        if (!std::exchange(step->underway, true)) now.push_back(step->id);
    }
    for (const auto& id : now) {
        if (auto* step = find_step(id)) host_.perform(*this, *step);
    }
}

void Run::durable(const std::vector<std::string>& starts) {
    --appends_;
    if (starts.empty()) return;
    driving_ = true;  // an effect that answers at once is taken up below
    for (const auto& id : starts) {
        if (auto* step = find_step(id)) host_.perform(*this, *step);
    }
    driving_ = false;
    if (again_) drive();
}

void Run::add_signal(journal::WaitingSignal signal) {
    if (signal.ordinal <= last_signal_) return;  // the load has read it already
    last_signal_ = signal.ordinal;
    inbox_.push_back(std::move(signal));
}

void Run::answer(const std::string& id, Result<json::value> answer) {
    auto* step = find_step(id);
    if (step == nullptr || ended_) return;
    const auto cancel = find_cancel();
    std::erase(steps_waiting_, step);
    if (step->interrupted && cancel != inbox_.end()) {
        cancel_step(*step);
    } else {
        record_answer(*step, answer);
        step->answer = std::move(answer);
    }
    make_ready(step->waiting);
    drive();
}

void Run::interrupt_reads() {
    if (spent_ || find_cancel() == inbox_.end()) return;
    for (auto* step : steps_waiting_) {
        if (step->options.kind != Kind::Read || !step->underway || step->interrupted) continue;
        step->interrupted = true;
        host_.interrupt(*this, step->id);
    }
}

void Run::finish() {
    if (replaying()) {
        mismatch("the end of the flow");
        again_ = true;
        return;
    }
    json::value outcome;
    try {
        outcome = task_.handle().promise().take();
    } catch (const Cancelled&) {
        outcome = {{"status", "cancelled"}, {"reason", "cancelled"}};
    } catch (const std::exception& thrown) {
        return fail_with(State::Failed,
                         {ErrorCode::Internal, fmt::format("the errand broke: {}", thrown.what()),
                          "Nothing more happens in it. Look at its record, and start anew."});
    } catch (...) {
        return fail_with(State::Failed, {ErrorCode::Internal, "the errand broke", ""});
    }
    end(State::Ended, std::move(outcome), nullptr);
}

void Run::fail_with(State state, Error error) {
    const json::value outcome = {{"status", "failed"},
                                 {"reason", error.message},
                                 {"error",
                                  {{"code", errand::to_string(error.code)},
                                   {"message", error.message},
                                   {"advice", error.advice}}}};
    end(state, outcome, &error);
}

void Run::end(State state, json::value outcome, const Error* error) {
    ended_ = true;
    dropping_ = true;
    steps_waiting_.clear();
    nexts_waiting_.clear();
    ready_.clear();
    task_ = {};
    auto append = take_append();
    append.state = written_state_ = state;
    append.outcome = std::move(outcome);
    if (error != nullptr) host_.failed(*this, *error, append);
    ++appends_;
    host_.append(*this, std::move(append), {});
}

void Run::mismatch(std::string_view asked) {
    std::string recorded = "nothing more";
    if (const auto* record = next_record())
        recorded = json::write(journal::describe(*record)).substr(0, 300);
    fatal_ = {State::Unreplayable,
              Error{ErrorCode::Conflict,
                    fmt::format("the code of '{}' version {} does not fit this errand's record: it"
                                " asks for {} where the record has {}",
                                info().skill, info().version, asked, recorded),
                    "Nothing was done. Give changed code a new version; finish this errand by "
                    "hand, or start it anew."}};
}

bool Run::dirty() const {
    return !records_.empty() || !events_.empty() || view_.has_value() || !consumed_.empty();
}

void Run::write(const Record& record, bool urgent) {
    journal::write_record(records_, record);
    urgent_ = urgent_ || urgent;
}

journal::Append Run::take_append() {
    journal::Append append;
    append.flow = info().id;
    append.expected_seq = seq_++;
    append.lease_epoch = lease_epoch_;
    append.records = std::exchange(records_, {});
    append.begins_segment = std::exchange(begins_segment_, false);
    append.events = std::exchange(events_, {});
    append.view = std::exchange(view_, std::nullopt);
    append.consumed = std::exchange(consumed_, {});
    append.now = host_.now();
    urgent_ = false;
    return append;
}

void Run::flush(State state, std::optional<Time> wake, std::vector<std::string> starts) {
    auto append = take_append();
    append.state = state;
    append.wake_at = wake;
    // An answer, and a view that no event speaks of, can share a commit with what comes next; all
    // else is waited for.
    append.lazy = starts.empty() && state == State::Running && append.events.empty() &&
                  append.consumed.empty();
    append.same_state = state == written_state_ && wake == written_wake_ && wake_known_;
    written_state_ = state;
    written_wake_ = wake;
    wake_known_ = true;
    ++appends_;
    host_.append(*this, std::move(append), std::move(starts));
}

std::optional<Time> Run::wake_at() const {
    std::optional<Time> first;
    for (const auto* next : nexts_waiting_) {
        if (next->until && (!first || *next->until < *first)) first = next->until;
    }
    return first;
}

StepWait* Run::find_step(const std::string& id) {
    const auto found = std::ranges::find(steps_waiting_, id, &StepWait::id);
    return found == steps_waiting_.end() ? nullptr : *found;
}

NextWait* Run::find_next(const std::string& id) {
    const auto found = std::ranges::find(nexts_waiting_, id, &NextWait::id);
    return found == nexts_waiting_.end() ? nullptr : *found;
}

std::deque<journal::WaitingSignal>::iterator Run::find_cancel() {
    return std::ranges::find(inbox_, "cancel", &journal::WaitingSignal::name);
}

}  // namespace errand::flow
