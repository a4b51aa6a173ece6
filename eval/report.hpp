// Owns: what a run of scenarios says at its end, as text and as JSON. Pure; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "json/json.hpp"

namespace errand::eval {

// One play of one scenario.
struct Outcome {
    std::string id;
    std::vector<std::string> wrong;  // empty: passed
    std::size_t wrong_payments = 0;
    std::size_t asks = 0;     // questions and cards shown
    std::size_t errands = 0;  // started
    // From the first program's start to the verdict.
    std::chrono::milliseconds took{0};
    // The assistant's processor time between turns and their settling; over all its errands.
    std::chrono::nanoseconds own{0};
    bool crashed = false;  // the assistant was killed at least once
    std::string kept;      // the folder with logs and databases, where it was kept

    bool passed() const { return wrong.empty(); }
};

// Every play of one scenario, in order.
struct Verdict {
    std::string id;
    std::vector<Outcome> plays;

    bool passed() const;
};

struct Summary {
    std::size_t scenarios = 0;
    std::size_t delivered = 0;  // all plays passed
    std::size_t plays = 0;
    std::size_t wrong_payments = 0;
    std::size_t asks = 0;
    double own_median_ms = 0;  // per errand
    double own_p99_ms = 0;
    double pass_power = 0;  // pass^K: the share of scenarios that passed all K plays
};

Summary summarize(const std::vector<Verdict>& verdicts);

// "food-zh-001  pass  0.41 s", or the first thing wrong; with several plays how many passed.
std::string line(const Verdict& verdict);
// The lines at the end.
std::string text(const Summary& summary, int repeat);
json::value to_json(const std::vector<Verdict>& verdicts, int repeat);

// The value below which the share `of` of them lies (nearest rank); 0 of none. `values` in any
// order.
double percentile(std::vector<double> values, double of);

}  // namespace errand::eval
