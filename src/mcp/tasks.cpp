#include "mcp/tasks.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

namespace {

std::optional<Task::Status> status_of(std::string_view word) {
    if (word == "working") return Task::Status::Working;
    if (word == "input_required") return Task::Status::InputRequired;
    if (word == "completed") return Task::Status::Completed;
    if (word == "failed") return Task::Status::Failed;
    if (word == "cancelled") return Task::Status::Cancelled;
    return {};
}

std::chrono::milliseconds pause_of(const json::object& members) {
    for (const auto* name : {"pollIntervalMs", "pollInterval"}) {
        const auto* wanted = members.if_contains(name);
        if (wanted == nullptr || !wanted->is_number()) continue;
        const auto least = static_cast<double>(kMinTaskPause.count());
        const auto most = static_cast<double>(kMaxTaskPause.count());
        const auto milliseconds = std::clamp(wanted->to_number<double>(), least, most);
        return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
    }
    return kUsualTaskPause;
}

}  // namespace

Result<Task> read_task(const json::object& members) {
    Task task{
        .id = std::string(text_at(members, "taskId")),
        .message = std::string(utf8_prefix(text_at(members, "statusMessage"), kMaxShownProgress)),
        .pause = pause_of(members)};
    if (task.id.empty() || task.id.size() > kMaxTaskIdBytes)
        return fail(ErrorCode::Corrupt, "the service's task has no usable id");
    const auto status = status_of(text_at(members, "status"));
    if (!status) return fail(ErrorCode::Corrupt, "the service's task has an unknown status");
    task.status = *status;
    return task;
}

std::optional<Result<Task>> created_task(const json::object& result) {
    if (text_at(result, "resultType") == "task") return read_task(result);
    const auto* task = result.if_contains("task");
    if (task == nullptr || !task->is_object() || result.contains("content")) return {};
    return read_task(task->get_object());
}

bool takes_tasks(const json::object& server_capabilities) {
    const json::value all(server_capabilities);
    return json::find(all, "tasks.requests.tools.call") != nullptr;
}

}  // namespace errand::mcp
