// Owns: what the user was told: the texts of events, patterns over them, and whether values that
// were shown are the city's own. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/evidence.hpp"

namespace errand::eval {

// Every text that the user reads, in order: replies, questions, progress, results and their
// reasons.
std::vector<std::string> replies(const std::vector<json::value>& events);

// A pattern of a scenario: "/…/" is an RE2 expression, anything else a part; both without case.
// Invalid where RE2 refuses the expression.
Result<bool> matches(std::string_view pattern, std::string_view text);

// What is wrong with `says` or `never_says`, or empty.
std::string judge_texts(const std::optional<json::value>& says,
                        const std::optional<json::value>& never_says,
                        const std::vector<json::value>& events);

// What is wrong with the value named so ("pickup_code", "total", "eta", "courier", "refund"), or
// empty: for each order that has one in the city's records the user was shown the same, and was
// shown no other for that order.
std::string judge_shown(const std::string& name, const Evidence& evidence);

}  // namespace errand::eval
