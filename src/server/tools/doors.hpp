// Owns: errand as an MCP server: the door /mcp and the tools behind it: docs/mcp.md, "errand as a
// server". Strand: the io_context's thread.
// Must stay true: a tool reaches what is the token's user's alone; no tool pays: a yes to an
// approval is the person's own signature, which no client can give here.
#pragma once

#include "server/api.hpp"

namespace errand::server::tools {

Doors doors(Rooms& rooms);

}  // namespace errand::server::tools
