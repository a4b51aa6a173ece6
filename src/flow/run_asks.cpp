// What the flow's coroutine asks of its run, in replay and live.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "flow/run.hpp"

namespace errand::flow {

using journal::Record;
using journal::RecordType;
using journal::State;

namespace {

std::size_t depth_of(const json::value& value) {
    std::size_t deepest = 0;
    if (const auto* members = value.if_object()) {
        for (const auto& member : *members) deepest = std::max(deepest, depth_of(member.value()));
    } else if (const auto* elements = value.if_array()) {
        for (const auto& element : *elements) deepest = std::max(deepest, depth_of(element));
    } else {
        return 0;
    }
    return deepest + 1;
}

// Like ==, which looks each member up by its name. Here most states were written by the code that
// compares them, so their members stand in the same order.
bool same(const json::value& one, const json::value& other) {
    if (const auto* members = one.if_object(); members != nullptr && other.is_object()) {
        return std::ranges::equal(*members, other.get_object(),
                                  [](const auto& a, const auto& b) {
                                      return a.key() == b.key() && same(a.value(), b.value());
                                  }) ||
               one == other;
    }
    if (const auto* elements = one.if_array(); elements != nullptr && other.is_array())
        return std::ranges::equal(*elements, other.get_array(), same);
    return one == other;
}

}  // namespace

const Record* Run::next_record() const {
    return replaying() ? &stored_.records[cursor_] : nullptr;
}

// False where the run has come to its end: whoever asks then waits for good.
bool Run::begin_ask(const std::string& id, std::string_view what) {
    touched_ = true;
    if (fatal_ || dropping_) return false;
    if (++steps_ <= kMaxStepsPerSegment) return true;
    fatal_ = {State::Failed,
              Error{ErrorCode::Exhausted,
                    fmt::format("{} {} is more than the {} steps that may follow a checkpoint",
                                what, id, kMaxStepsPerSegment),
                    "The skill must call checkpoint() in its loop."}};
    return false;
}

bool Run::ask_step(StepWait& step) {
    if (!begin_ask(step.id, "step")) return false;
    if (replaying()) return replay_step(step);
    if (!spent_ && find_cancel() != inbox_.end()) {
        cancel_step(step);
        return true;
    }
    if (depth_of(step.arguments) > kMaxValueDepth) {
        fatal_ = {State::Failed,
                  Error{ErrorCode::Exhausted,
                        fmt::format("the arguments of step '{}' nest too deeply", step.name), ""}};
        return false;
    }
    journal::write_intent(records_, step.id, step.name, to_string(step.options.kind),
                          step.arguments);
    if (step.options.kind == Kind::Spend) spent_ = true;
    steps_waiting_.push_back(&step);
    return false;
}

bool Run::replay_step(StepWait& step) {
    const auto& record = *next_record();
    if (record.type == RecordType::Cancelled && record.step == step.id) {
        ++cursor_;
        step.cancelled = true;
        return true;
    }
    if (record.type != RecordType::Intent || record.step != step.id || record.name != step.name ||
        record.kind != to_string(step.options.kind) || record.data != step.arguments) {
        mismatch(fmt::format("step {} '{}' ({}) with {}", step.id, step.name,
                             to_string(step.options.kind),
                             json::write(step.arguments).substr(0, 300)));
        return false;
    }
    ++cursor_;
    if (step.options.kind == Kind::Spend) spent_ = true;
    step.recovered = true;
    steps_waiting_.push_back(&step);
    return false;
}

void Run::cancel_step(StepWait& step) {
    const auto cancel = find_cancel();
    write({.type = RecordType::Cancelled, .step = step.id, .signal = cancel->ordinal}, true);
    consumed_.push_back(cancel->ordinal);
    inbox_.erase(cancel);
    step.cancelled = true;
}

bool Run::ask_recorded(const std::string& id, const std::string& name,
                       const std::function<json::value()>& read, json::value& answer) {
    if (!begin_ask(id, "read")) return false;
    if (replaying()) return replay_recorded(id, name, answer);
    host_.seen(*this, Side::Before, name);
    try {
        answer = read();
    } catch (const std::exception& thrown) {
        fatal_ = {State::Failed,
                  Error{ErrorCode::Internal,
                        fmt::format("reading '{}' broke: {}", name, thrown.what()), ""}};
        return false;
    }
    host_.seen(*this, Side::After, name);
    write({.type = RecordType::Recorded, .step = id, .name = name, .data = answer}, false);
    return true;
}

bool Run::replay_recorded(const std::string& id, const std::string& name, json::value& answer) {
    const auto& record = *next_record();
    if (record.type != RecordType::Recorded || record.step != id || record.name != name) {
        mismatch(fmt::format("the recorded read {} '{}'", id, name));
        return false;
    }
    ++cursor_;
    answer = record.data;
    return true;
}

void Run::ask_next(NextWait& next) {
    if (begin_ask(next.id, "wait")) nexts_waiting_.push_back(&next);
}

bool Run::ask_checkpoint(Flow& flow, json::value& state) {
    if (fatal_ || dropping_) return false;
    if (!touched_ && state_ && same(*state_, state)) return true;
    if (&flow != &flow_ || !steps_waiting_.empty() || !nexts_waiting_.empty())
        throw std::logic_error("checkpoint() inside of all()");
    if (replaying()) {
        mismatch("a checkpoint");
        return false;
    }
    if (dirty()) flush(State::Running, std::nullopt, {});
    ++segment_;
    steps_ = 0;
    touched_ = false;
    flow.ordinal_ = 0;
    begins_segment_ = true;
    Record begun{.type = RecordType::Checkpoint, .segment = segment_, .spent = spent_};
    begun.data = std::move(state);
    write(begun, true);
    state_ = std::move(begun.data);
    return true;
}

void Run::emit(json::object event) {
    touched_ = true;
    if (fatal_ || dropping_) return;
    if (replaying()) {
        if (next_record()->type == RecordType::Emitted) {
            ++cursor_;
        } else {
            mismatch("an event");
        }
        return;
    }
    write({.type = RecordType::Emitted}, true);
    events_.push_back(std::move(event));
}

void Run::set_view(json::value view) {
    if (fatal_ || dropping_ || replaying()) return;
    view_ = std::move(view);
    urgent_ = true;
}

// At a standstill in replay: hands over what came next.
void Run::deliver_record() {
    const auto& record = *next_record();
    bool taken = false;
    switch (record.type) {
        case RecordType::Value:
        case RecordType::Failure:
        case RecordType::Cancelled:
            taken = deliver_answer(record);
            break;
        case RecordType::Wait:
        case RecordType::Signal:
            taken = deliver_wait(record);
            break;
        case RecordType::Intent:
        case RecordType::Recorded:
        case RecordType::Emitted:
        case RecordType::Checkpoint:
            break;
    }
    if (taken) {
        ++cursor_;
    } else {
        mismatch("nothing, or for something else first,");
    }
}

bool Run::deliver_answer(const Record& record) {
    auto* step = find_step(record.step);
    if (step == nullptr) return false;
    if (record.type == RecordType::Cancelled) {
        step->cancelled = true;
    } else if (record.type == RecordType::Value) {
        step->answer.emplace(record.data);
    } else {
        step->answer.emplace(std::unexpected(record.error));
    }
    std::erase(steps_waiting_, step);
    make_ready(step->waiting);
    return true;
}

bool Run::deliver_wait(const Record& record) {
    auto* next = find_next(record.step);
    if (next == nullptr) return false;
    if (record.type == RecordType::Wait) {
        next->recorded = true;
        next->until = record.until;
        return true;
    }
    next->got = Signal{record.name, record.data};
    std::erase(nexts_waiting_, next);
    make_ready(next->waiting);
    return true;
}

void Run::hand_signal(NextWait& next, std::uint64_t ordinal, Signal signal) {
    write({.type = RecordType::Signal,
           .step = next.id,
           .name = signal.name,
           .data = signal.data,
           .signal = ordinal},
          true);
    next.got = std::move(signal);
    std::erase(nexts_waiting_, &next);
    make_ready(next.waiting);
}

bool Run::deliver_signal() {
    if (inbox_.empty() || nexts_waiting_.empty()) return false;
    auto first = find_cancel();
    if (first == inbox_.end()) first = inbox_.begin();
    auto signal = std::move(*first);
    inbox_.erase(first);
    consumed_.push_back(signal.ordinal);
    hand_signal(*nexts_waiting_.front(), signal.ordinal,
                {std::move(signal.name), std::move(signal.data)});
    return true;
}

bool Run::deliver_timer() {
    for (auto* next : nexts_waiting_) {
        if (!next->until || *next->until > host_.now()) continue;
        hand_signal(*next, 0, {"timer", nullptr});
        return true;
    }
    return false;
}

// A wait is recorded with its time, so that a restart does not begin it anew.
void Run::note_waits() {
    for (auto* next : nexts_waiting_) {
        if (std::exchange(next->recorded, true)) continue;
        if (next->timeout) next->until = host_.now() + *next->timeout;
        write({.type = RecordType::Wait, .step = next->id, .until = next->until}, true);
    }
}

void Run::record_answer(StepWait& step, Result<json::value>& answer) {
    const auto before = records_.size();
    if (answer && depth_of(*answer) <= kMaxValueDepth) {
        journal::write_value(records_, step.id, *answer);
        urgent_ = true;
        if (records_.size() - before <= kMaxValueText) return;
    }
    records_.resize(before);
    // What was answered was done, though what came of it is lost.
    const bool effectful = step.options.kind != Kind::Read;
    if (answer) {
        answer = fail(ErrorCode::Exhausted,
                      fmt::format("the answer to '{}' is too large to keep", step.name),
                      std::string(effectful ? kOutcomeUnknown : std::string_view()));
    }
    write({.type = RecordType::Failure, .step = step.id, .error = answer.error()}, true);
}

}  // namespace errand::flow
