// Owns: reading what a server says of the pages that show its answers, and the pages themselves.
// Private to src/mcp. Pure; any thread. Must stay true: an address of a page begins with "ui://",
// is bounded, and holds no blank and no control character.
// Source: MCP Apps (SEP-1865), 2026-01-26.
#pragma once

#include "base/error.hpp"
#include "json/json.hpp"
#include "tool/tool.hpp"

namespace errand::mcp {

inline constexpr std::string_view kAppsExtension = "io.modelcontextprotocol/ui";

// Reads `_meta.ui` of one entry of tools/list (and the older `_meta["ui/resourceUri"]`). An address
// that is none is left out; a `visibility` that is no list of names makes the tool nobody's.
void read_app(const json::value& entry, tool::Tool& tool);

// What a page is given of a tools/call result besides `content`, which was read of it: blocks that
// say more than the content does, and `_meta`. Empty where that is too large to be kept.
json::object beside_content(const json::object& result, const json::value& content);

// The entry of a resources/read result that has this address. Corrupt: there is none, or its bytes
// cannot be read; Exhausted: too many of them.
Result<tool::Resource> resource_in(const json::object& result, std::string_view uri);

}  // namespace errand::mcp
