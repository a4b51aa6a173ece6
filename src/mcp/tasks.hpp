// Owns: reading a server's tasks: calls that it works on by itself and is asked about. Private to
// src/mcp. Pure; any thread. Source: MCP 2025-11-25, "Tasks"; extension io.modelcontextprotocol/
// tasks of 2026-07-28.
#pragma once

#include <chrono>
#include <string>

#include "mcp/protocol.hpp"

namespace errand::mcp {

inline constexpr std::string_view kTasksExtension = "io.modelcontextprotocol/tasks";

struct Task {
    enum class Status { Working, InputRequired, Completed, Failed, Cancelled };
    std::string id;
    Status status = Status::Working;
    std::string message;                // the service's words
    std::chrono::milliseconds pause{};  // until it wants to be asked again, within bounds
};

// The members of a task, wherever they stand. Corrupt: no id, one too long, or an unknown status.
Result<Task> read_task(const json::object& members);
// The task that a call was answered with: in `task` (2025-11-25) or in the result itself
// (resultType "task"). Nothing where it is an answer of its own.
std::optional<Result<Task>> created_task(const json::object& result);
// Whether a server of 2025-11-25 takes calls as tasks.
bool takes_tasks(const json::object& server_capabilities);

}  // namespace errand::mcp
