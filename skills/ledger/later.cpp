#include "skills/ledger/later.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "skills/ledger/reader.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {
namespace {

using Numbers = std::set<std::size_t>;

// The edit whose part counts: the last that wants one, or that takes it back.
const Edit* wanting(const State& state) {
    for (auto at = state.edits.size(); at > 1; --at) {
        const auto& edit = state.edits[at - 2];
        if (!edit.part.empty() || !edit.only.empty()) return &edit;
        if (edit.replaces) break;
    }
    return nullptr;
}

Numbers left_out_by(const std::vector<errand::ledger::Change>& only) {
    Numbers numbers;
    for (const auto& change : only)
        numbers.insert(change.filter.numbers.begin(), change.filter.numbers.end());
    numbers.erase(0);
    return numbers;
}

}  // namespace

Result<json::value> part_of_later(Workplace& place, State state, language::time::CivilDate today,
                                  Time now) {
    Later later;
    auto earlier = state;
    earlier.edits.pop_back();
    ERRAND_TRY(const auto old, open_ledger(place, earlier, state.language, now));
    later.before = old.entries().size();
    ERRAND_TRY(const auto ledger, open_ledger(place, state, state.language, now));
    later.entries = ledger.entries().size();
    const auto* edit = wanting(state);
    if (edit == nullptr || edit->part.empty()) return json::encode(later);
    state.asked.clear();
    state.spoken.clear();
    const Scene scene{.ledger = ledger, .state = state, .today = today};
    const auto outcome = edit->part_of_beginning ? read_beginning(scene, edit->part)
                                                 : read_sentence(scene, edit->part);
    const auto was = left_out_by(edit->only);
    auto out = left_out_by(outcome.edit.only);
    Numbers of_old;
    std::ranges::copy_if(out, std::inserter(of_old, of_old.end()),
                         [&](std::size_t number) { return number <= later.before; });
    if (of_old != was) {
        out = was;
        for (auto number = later.before + 1; number <= ledger.entries().size(); ++number)
            out.insert(number);
    }
    std::vector<std::size_t> outside;
    std::ranges::copy_if(out, std::back_inserter(outside),
                         [&](std::size_t number) { return number > later.before; });
    errand::ledger::Change leave;
    leave.act = errand::ledger::Act::LeaveOut;
    leave.filter.numbers.assign(out.begin(), out.end());
    if (out.empty()) leave.filter.numbers = {0};
    leave.value = state.language == "zh" ? "不是要的那部分" : "not of the part that is wanted";
    if (!edit->only.empty() && !edit->only.front().value.empty())
        leave.value = edit->only.front().value;
    later.only = {std::move(leave)};
    later.part = edit->part;
    later.part_of_beginning = edit->part_of_beginning;
    if (!outside.empty()) {
        const auto which = how_many(outside);
        later.says.push_back(
            {fmt::format("新加的 {} 不在要的那部分里,没有计入;要计入就说“全都要”。", which.zh),
             fmt::format("New, and not of the part that is wanted: {}, left out; say \"keep them "
                         "all\" to have all counted.",
                         which.en)});
    }
    return json::encode(later);
}

}  // namespace errand::skills::ledger
