// Owns: the connector to any MCP server. Configuration: {"kind": "mcp", "name": "food", and either
// "url": "https://…" or "command": ["program", "argument", …] with "environment": {…}?,
// "directory"?}; "effects": {tool: "reads" | "changes" | "spends"}? says what tools do, whatever
// they say themselves; "newest_version"? limits the protocol. Strand: the event loop's thread. Must
// stay true: one user's token is never sent for another user; a call with an idempotency key
// carries it in every attempt.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "connectors/registry.hpp"
#include "mcp/client.hpp"
#include "tool/tool.hpp"

namespace errand::connectors::mcp {

struct Options {
    std::string name;  // the service's
    std::string url;   // Streamable HTTP; empty where there is a command
    std::optional<errand::mcp::Command> command;
    std::string newest_version = "2026-07-28";
    std::map<std::string, tool::Effect> effects;
};

// Effect: annotation readOnlyHint → Reads; `_meta` "errand/effect": "changes" → Changes; else
// Spends. A 401 is answered by Credentials::refreshed, once. `client` and `credentials` outlive the
// connector.
std::unique_ptr<tool::Connector> connect(boost::asio::any_io_executor executor, net::Client& client,
                                         tool::Credentials& credentials, Options options);

// The kind for the registry.
ConnectorKind make();

}  // namespace errand::connectors::mcp
