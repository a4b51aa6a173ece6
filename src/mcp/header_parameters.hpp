// Owns: which arguments of a tool are mirrored into headers (2026-07-28, x-mcp-header). Private to
// src/mcp. Pure; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/json.hpp"

namespace errand::mcp {

struct HeaderParameter {
    std::vector<std::string> path;  // of "properties" keys
    std::string name;               // without "Mcp-Param-"
};

// Invalid where an annotation breaks the specification's rules: then the tool must not be used over
// HTTP.
Result<std::vector<HeaderParameter>> header_parameters(const json::value& input_schema);

// The fields for these arguments, encoded. What is absent or null has none.
std::vector<std::pair<std::string, std::string>> header_fields(
    const std::vector<HeaderParameter>& parameters, const json::object& arguments);

}  // namespace errand::mcp
