#include "skills/ledger/line_answers.hpp"

#include "skills/ledger/numbers.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Act;
using errand::ledger::Change;

std::size_t line_of(const State& state, long value) {
    const auto count = static_cast<long>(state.asked.size());
    if (value < 0) value += count + 1;
    return value >= 1 && value <= count ? static_cast<std::size_t>(value) : 0;
}

// Whether an entry is another one once more: yes or no; or another thing that is said of it.
std::optional<Change> answer_alike(const Clause& clause, const std::string& rest,
                                   const Asked& asked) {
    if (has_word(rest,
                 "不是|不同|不一样|不重复|没重复|没有重复|两张|different|not the same|isn't|"
                 "is not|aren't|two"))
        return accepted(asked);
    if (has_word(rest, "重复|同一张|一样|相同|same|duplicate|twice|double")) return agreed(asked);
    if (field_in(rest) || part_at_destination(rest)) return value_for(clause, rest, asked);
    if (has_word(rest, kFine) || is_empty(rest)) return accepted(asked);
    return std::nullopt;
}

std::optional<Change> answer_line(const Clause& clause, const std::string& rest,
                                  const Asked& asked) {
    if (has_word(rest, kAgreeWithProposal)) return agreed(asked);
    if (auto left = rest; take_leave_out(left)) {
        Change change{.act = Act::LeaveOut, .filter = {}, .field = {}, .value = clause.said};
        change.filter.numbers = {asked.number};
        return change;
    }
    if (asked.field == errand::ledger::kAlike) return answer_alike(clause, rest, asked);
    if (auto change = value_for(clause, rest, asked)) return change;
    if (has_word(rest, kFine) || is_empty(rest)) return accepted(asked);
    return std::nullopt;
}

}  // namespace

Change accepted(const Asked& asked) {
    Change change{.act = Act::Accept, .filter = {}, .field = asked.field, .value = {}};
    change.filter.numbers = {asked.number};
    return change;
}

Change agreed(const Asked& asked) {
    return asked.proposed ? *asked.proposed : accepted(asked);
}

std::optional<LineAnswers> read_line_answers(const Scene& scene, const Clause& clause) {
    auto rest = clause.text;
    auto numbers = read_numbers(rest, true);
    std::erase_if(numbers, [](const NumberSaid& one) { return !one.of_list || one.of_invoice; });
    if (numbers.empty()) return std::nullopt;
    LineAnswers read;
    for (const auto& number : numbers) {
        const auto line = line_of(scene.state, number.value);
        if (line == 0) {
            read.unknown.push_back(number.value);
            continue;
        }
        const auto change = answer_line(clause, rest, scene.state.asked[line - 1]);
        if (!change) return std::nullopt;
        read.answers.push_back({line, *change});
    }
    return read;
}

}  // namespace errand::skills::ledger
