// Owns: agreeing on a version with a server of unknown age. Private to src/mcp. Strand: the event
// loop's thread. Source: 2026-07-28, "Versioning and Compatibility".
#pragma once

#include "mcp/transport.hpp"

namespace errand::mcp {

// What this client says of itself on every modern request, or in initialize.
struct Self {
    std::string name;
    std::string version;
    bool can_elicit = false;
    bool leaves_calls = false;  // and comes back: pages that are to be opened, tasks
    bool shows_apps = false;
};

// Adds the _meta of a modern request.
void add_modern_meta(json::object& params, const Self& self);

// Tries server/discover where `newest` is modern, then initialize; each with its own message ids,
// counted from `next_id`.
async::Awaitable<Result<Peer>> negotiate(Transport& transport, const Self& self, std::string newest,
                                         std::uint64_t& next_id, async::Deadline deadline);

}  // namespace errand::mcp
