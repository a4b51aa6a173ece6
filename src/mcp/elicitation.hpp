// Owns: completing what a person answers to a server's form. Private to src/mcp. Pure; any thread.
#pragma once

#include "json/json.hpp"

namespace errand::mcp {

// Adds the defaults of the form (elicitation/create's params) for what an accepting answer leaves
// out.
json::object with_defaults(const json::object& params, json::object answer);

}  // namespace errand::mcp
