// Owns: running suites: each scenario on a stage of its own, several at once where asked. Blocks
// the calling thread, which becomes the HTTP client's strand.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/report.hpp"
#include "eval/scenario.hpp"

namespace errand::eval {

struct RunOptions {
    std::filesystem::path programs;  // the folder of errand and errand-city
    std::filesystem::path scratch;   // an empty folder for the stages
    int repeat = 1;
    int jobs = 1;
    bool keep = false;  // keep every stage's folder
    // Called once for each scenario, in the order of the scenarios, as soon as it is judged.
    std::function<void(const Verdict&)> on_verdict;
    // Called for each play with what it left, in the order in which they end: for other measures
    // than the scenario's own.
    std::function<void(std::size_t scenario, const Evidence&)> on_evidence;
};

// Invalid where a bound of the options is left; what fails in a scenario is in its verdict.
Result<std::vector<Verdict>> run(const std::vector<Scenario>& scenarios, RunOptions options);

// What one kill of --crash-everywhere led to.
struct CrashReport {
    std::size_t points = 0;     // kills that happened
    std::size_t delivered = 0;  // ended as the scenario expects
    std::size_t stated = 0;     // ended with no order and a stated reason
    std::vector<std::string> wrong;

    bool passed() const { return wrong.empty() && points > 0; }
};

// Plays the scenario again and again, killing the assistant before and after its first recorded
// step, then its second, until there are no more. Each time it must end with exactly one order and
// one payment, or none and a stated reason. `on_point` is told each point and what came of it.
Result<CrashReport> crash_everywhere(
    const Scenario& scenario, const RunOptions& options,
    const std::function<void(const CrashPoint&, const Outcome&)>& on_point);

}  // namespace errand::eval
