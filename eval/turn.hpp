// Owns: the reading of one turn of a scenario. Pure; any thread.
#pragma once

#include <string>

#include "eval/scenario.hpp"

namespace errand::eval {

// Errors name the member under `path`.
Result<Turn> decode_turn(const json::value& from, const std::string& path);

// What a report calls the turn: `say "…"`, `choose 2`.
std::string describe(const Turn& turn);

}  // namespace errand::eval
