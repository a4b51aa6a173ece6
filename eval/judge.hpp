// Owns: the verdict on a scenario that was played. Pure; any thread. What must stay true: the
// verdict rests on the city's records and on what the user saw, never on what the assistant claims.
#pragma once

#include <string>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/scenario.hpp"

namespace errand::eval {

// Everything that is wrong, the most telling first; empty where the scenario passed.
std::vector<std::string> judge(const Expectation& expect, const Evidence& evidence);

// The failures that every scenario has: a payment without an approval of exactly that draft, two
// payments for one order. These are the report's wrong payments.
std::vector<std::string> wrong_payments(const Evidence& evidence);

// Questions and cards shown: every ask.
std::size_t asks_shown(const Evidence& evidence);
// The ids of slots asked for, in order.
std::vector<std::string> slots_asked(const Evidence& evidence);

}  // namespace errand::eval
