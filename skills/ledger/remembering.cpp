// Taking changes back, and what is kept of a person: see stages.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "skills/ledger/learning.hpp"
#include "skills/ledger/stages.hpp"

namespace errand::skills::ledger {

using assistant::Errand;
using assistant::Text;
using flow::Task;

namespace {

// What the edit taught is not remembered any more either.
void unlearn(const State& state, const Edit& edit, Outcome& outcome) {
    outcome.memory = untaught(state.memory, edit);
    outcome.learned = true;
}

bool undo(State& state, Outcome& outcome) {
    // The files themselves came with the first sentence; that one is not taken back.
    std::size_t with_files = 0;
    for (const auto& edit : state.edits) with_files += edit.has_files() ? 1 : 0;
    if (state.edits.empty() ||
        (outcome.undo_edit == 0 && with_files == 1 && state.edits.back().has_files())) {
        outcome.says.push_back({"没有可以撤销的了。", "There is nothing to undo."});
        return false;
    }
    // Of one entry's changes the latest, which may not be the last of all.
    const auto at = outcome.undo_edit > 0 && outcome.undo_edit <= state.edits.size()
                        ? outcome.undo_edit - 1
                        : state.edits.size() - 1;
    const auto said = state.edits[at].said;
    unlearn(state, state.edits[at], outcome);
    state.undone.push_back(std::move(state.edits[at]));
    state.edits.erase(state.edits.begin() + static_cast<std::ptrdiff_t>(at));
    outcome.says.push_back(
        {fmt::format("已撤销“{}”。", said), fmt::format("Undone: \"{}\".", said)});
    return true;
}

bool redo(State& state, Outcome& outcome) {
    if (state.undone.empty()) {
        outcome.says.push_back({"没有可以重做的。", "There is nothing to redo."});
        return false;
    }
    state.edits.push_back(std::move(state.undone.back()));
    state.undone.pop_back();
    outcome.memory = taught(state.memory, state.edits.back());
    outcome.learned = true;
    outcome.says.push_back({"已恢复。", "Done again."});
    return true;
}

}  // namespace

bool take_back_or_redo(State& state, Outcome& outcome) {
    bool changed = false;
    if (outcome.undo) changed = undo(state, outcome) || changed;
    if (outcome.redo) changed = redo(state, outcome) || changed;
    return changed;
}

namespace {

Text not_kept(const Error& error) {
    return {fmt::format("没能更新记忆:{}", error.message),
            fmt::format("What I remember could not be changed: {}", error.message)};
}

Task<> forget(Errand& errand, State& state, Outcome& outcome) {
    const auto done = co_await errand.remember(nullptr);
    if (!done)
        outcome.says.push_back(not_kept(done.error()));
    else if (state.memory.empty())
        outcome.says.push_back(
            {"关于报销台账,我没有记住什么。", "I remember nothing about your ledgers."});
    else
        outcome.says.push_back({"已经忘掉了。", "Forgotten."});
    if (done) state.memory = {};
}

}  // namespace

namespace {

Task<> keep_memory(Errand& errand, State& state, Outcome& outcome) {
    if (outcome.forget) co_return co_await forget(errand, state, outcome);
    if (!outcome.learned || outcome.memory == state.memory) co_return;
    const auto kept = co_await errand.remember(json::encode(outcome.memory));
    if (!kept) {
        outcome.says.push_back(not_kept(kept.error()));
        co_return;
    }
    state.memory = outcome.memory;
    if (outcome.undo) co_return;
    outcome.says.push_back({"以后照此处理;说“你记住了什么”可以查看,说“忘掉”可以删除。",
                            "I will do the same next time; ask what I remember, or say forget."});
}

}  // namespace

Task<> remember_it(Errand& errand, State& state, Outcome& outcome) {
    co_await keep_memory(errand, state, outcome);
    std::ranges::move(std::exchange(outcome.says, {}), std::back_inserter(state.news));
}

}  // namespace errand::skills::ledger
