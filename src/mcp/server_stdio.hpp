// Owns: serving a client over two descriptors. Private to src/mcp. Strand: the event loop's thread.
#pragma once

#include "mcp/dispatch.hpp"

namespace errand::mcp {

async::Awaitable<Result<>> serve_stdio(Dispatch& dispatch, int input, int output);

}  // namespace errand::mcp
