// Owns: answers to lines of the open question: "1 是 128.50", "3 不要", "no. 2 is travel". Pure;
// any thread.
#pragma once

#include <optional>
#include <vector>

#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

struct LineAnswer {
    std::size_t line = 0;  // from 1
    errand::ledger::Change change;
};
struct LineAnswers {
    std::vector<LineAnswer> answers;
    std::vector<long> unknown;  // numbers that the question has not
};
// Nothing where the clause names no line, or says of one what cannot be understood.
std::optional<LineAnswers> read_line_answers(const Scene& scene, const Clause& clause);

// It is right as it stands.
errand::ledger::Change accepted(const Asked& asked);
// What was proposed; where nothing was, the same.
errand::ledger::Change agreed(const Asked& asked);

}  // namespace errand::skills::ledger
