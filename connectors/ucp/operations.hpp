// Owns: what can be asked of a shop, and the tools it is offered as. Pure; any thread. Must stay
// true: what changes anything there never counts as reading; completing a checkout pays, and is
// prepared. Source: Universal Commerce Protocol 2026-04-08, the shopping service over REST and MCP.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ucp/profile.hpp"
#include "tool/tool.hpp"

namespace errand::connectors::ucp {

struct Operation {
    std::string_view name;  // the tool's, and the protocol's own
    std::string_view capability;
    std::string_view method;
    std::string_view path;      // "{id}" stands for the argument `id`
    std::string_view id;        // the argument; empty: there is none
    std::string_view resource;  // what the body is called over MCP
    tool::Effect effect = tool::Effect::Spends;
    std::string_view about;
};

inline constexpr std::string_view kComplete = "complete_checkout";

std::span<const Operation> operations();
// Null where there is none.
const Operation* find_operation(std::string_view name);

// The tools of what both sides can do.
std::vector<tool::Tool> tools_of(const Terms& terms, const std::string& service);
// What a call has to fit: the tool's schema, and for what is prepared the purchase beside it.
json::value call_schema(const Operation& operation, const Terms& terms);

}  // namespace errand::connectors::ucp
