// Owns: what a service is called where the person gives it no name. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace errand::app {

// "https://mcp.linear.app/mcp" → "linear"; "http://127.0.0.1:7701/food/mcp" → "food". Empty where
// the address says nothing.
std::string name_of_address(std::string_view address);
// {"npx", "-y", "@modelcontextprotocol/server-filesystem", "/tmp"} → "filesystem".
std::string name_of_command(const std::vector<std::string>& command);

}  // namespace errand::app
