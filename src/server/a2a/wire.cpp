#include "server/a2a/wire.hpp"

#include <fmt/format.h>

#include <array>

namespace errand::server::a2a {
namespace {

struct MethodName {
    std::string_view name;
    Method method;
    Version version;
};
constexpr std::array kMethods{
    MethodName{"SendMessage", Method::Send, Version::V10},
    MethodName{"SendStreamingMessage", Method::Stream, Version::V10},
    MethodName{"GetTask", Method::Get, Version::V10},
    MethodName{"ListTasks", Method::List, Version::V10},
    MethodName{"CancelTask", Method::Cancel, Version::V10},
    MethodName{"SubscribeToTask", Method::Subscribe, Version::V10},
    MethodName{"CreateTaskPushNotificationConfig", Method::Push, Version::V10},
    MethodName{"GetTaskPushNotificationConfig", Method::Push, Version::V10},
    MethodName{"ListTaskPushNotificationConfigs", Method::Push, Version::V10},
    MethodName{"DeleteTaskPushNotificationConfig", Method::Push, Version::V10},
    MethodName{"GetExtendedAgentCard", Method::ExtendedCard, Version::V10},
    MethodName{"message/send", Method::Send, Version::V03},
    MethodName{"message/stream", Method::Stream, Version::V03},
    MethodName{"tasks/get", Method::Get, Version::V03},
    MethodName{"tasks/cancel", Method::Cancel, Version::V03},
    MethodName{"tasks/resubscribe", Method::Subscribe, Version::V03},
    MethodName{"tasks/pushNotificationConfig/set", Method::Push, Version::V03},
    MethodName{"tasks/pushNotificationConfig/get", Method::Push, Version::V03},
    MethodName{"tasks/pushNotificationConfig/list", Method::Push, Version::V03},
    MethodName{"tasks/pushNotificationConfig/delete", Method::Push, Version::V03},
    MethodName{"agent/getAuthenticatedExtendedCard", Method::ExtendedCard, Version::V03},
};

struct StateName {
    State state;
    std::string_view old_name;
    std::string_view name;
};
constexpr std::array kStates{
    StateName{State::Submitted, "submitted", "TASK_STATE_SUBMITTED"},
    StateName{State::Working, "working", "TASK_STATE_WORKING"},
    StateName{State::InputRequired, "input-required", "TASK_STATE_INPUT_REQUIRED"},
    StateName{State::AuthRequired, "auth-required", "TASK_STATE_AUTH_REQUIRED"},
    StateName{State::Completed, "completed", "TASK_STATE_COMPLETED"},
    StateName{State::Failed, "failed", "TASK_STATE_FAILED"},
    StateName{State::Canceled, "canceled", "TASK_STATE_CANCELED"},
};

// The version that the request says, by header or query; nothing where it says none.
Checked<std::optional<Version>> said_version(const net::Request& request) {
    std::string said(request.headers.get("A2A-Version"));
    if (said.empty()) said = request.query_at("A2A-Version").value_or("");
    if (said.empty()) return std::optional<Version>{};
    // A patch number does not count.
    if (said == "1.0" || said.starts_with("1.0.")) return Version::V10;
    if (said == "0.3" || said.starts_with("0.3.")) return Version::V03;
    return std::unexpected(version_not_supported(said));
}

Fault invalid_request(std::string_view why) {
    return {kInvalidRequest, fmt::format("Request payload validation error: {}", why),
            "INVALID_REQUEST"};
}

json::object write_part(Version version, const Part& part) {
    const bool old = version == Version::V03;
    json::object made;
    if (!part.text.empty() || part.data.is_null()) {
        if (old) made["kind"] = "text";
        made["text"] = part.text;
        return made;
    }
    if (old) made["kind"] = "data";
    made["data"] = part.data;
    if (!old) made["mediaType"] = "application/json";
    return made;
}

json::array write_parts(Version version, const std::vector<Part>& parts) {
    json::array all;
    for (const auto& part : parts) all.push_back(write_part(version, part));
    return all;
}

json::object write_status(Version version, const Task& task) {
    json::object status{{"state", state_name(version, task.state)},
                        {"timestamp", format_time(task.at)}};
    if (task.message) status["message"] = write(version, *task.message);
    return status;
}

json::object write_artifact(Version version, const Artifact& artifact) {
    json::object made{{"artifactId", artifact.id}, {"parts", write_parts(version, artifact.parts)}};
    if (!artifact.name.empty()) made["name"] = artifact.name;
    return made;
}

}  // namespace

Fault task_not_found(std::string_view id) {
    return {-32001, fmt::format("Task not found: {}", id), "TASK_NOT_FOUND"};
}
Fault task_not_cancelable(std::string_view why) {
    return {-32002, fmt::format("Task cannot be canceled: {}", why), "TASK_NOT_CANCELABLE"};
}
Fault push_not_supported() {
    return {-32003, "Push notifications are not supported", "PUSH_NOTIFICATION_NOT_SUPPORTED"};
}
Fault unsupported(std::string_view what) {
    return {-32004, fmt::format("This operation is not supported: {}", what),
            "UNSUPPORTED_OPERATION"};
}
Fault content_not_supported(std::string_view type) {
    return {-32005, fmt::format("Incompatible content types: {} is not read here", type),
            "CONTENT_TYPE_NOT_SUPPORTED"};
}
Fault version_not_supported(std::string_view version) {
    return {-32009, fmt::format("A2A {} is not spoken here; 1.0 and 0.3 are", version),
            "VERSION_NOT_SUPPORTED"};
}
Fault invalid_params(std::string_view why) {
    return {kInvalidParams, fmt::format("Invalid parameters: {}", why), "INVALID_PARAMS"};
}

Fault fault_of(const Error& error) {
    auto message =
        error.advice.empty() ? error.message : fmt::format("{}; {}", error.message, error.advice);
    if (error.code == ErrorCode::Invalid || error.code == ErrorCode::Denied ||
        error.code == ErrorCode::NotFound)
        return invalid_params(message);
    if (error.code == ErrorCode::Conflict) return unsupported(message);
    std::string reason;
    for (const char one : to_string(error.code))
        reason += static_cast<char>(one >= 'a' && one <= 'z' ? one - 'a' + 'A' : one);
    return {kInternalError, std::move(message), std::move(reason)};
}

Checked<Call> read_call(const net::Request& request, json::value& id) {
    auto parsed = json::parse(request.body);
    if (!parsed)
        return std::unexpected(
            Fault{kParseError, "Invalid JSON payload: " + parsed.error().message, "PARSE_ERROR"});
    if (!parsed->is_object()) return std::unexpected(invalid_request("it is not an object"));
    auto& body = parsed->get_object();
    if (const auto* given = body.if_contains("id")) {
        if (!given->is_string() && !given->is_number() && !given->is_null())
            return std::unexpected(invalid_request("its id is neither a string nor a number"));
        id = *given;
    }
    if (json::string_at(body, "jsonrpc") != "2.0")
        return std::unexpected(invalid_request("jsonrpc is not \"2.0\""));
    const auto said = said_version(request);
    if (!said) return std::unexpected(said.error());
    const auto name = json::string_at(body, "method");
    if (name.empty()) return std::unexpected(invalid_request("it names no method"));
    const auto found = std::ranges::find_if(kMethods, [&](const MethodName& one) {
        return one.name == name && one.version == said->value_or(one.version);
    });
    if (found == kMethods.end())
        return std::unexpected(
            Fault{kMethodNotFound, fmt::format("Method not found: {}", name), "METHOD_NOT_FOUND"});
    Call call{.version = found->version, .id = id, .method = found->method, .params = {}};
    if (auto* params = body.if_contains("params"); params != nullptr && !params->is_null()) {
        if (!params->is_object()) return std::unexpected(invalid_params("params is no object"));
        call.params = std::move(params->get_object());
    }
    return call;
}

json::object envelope(const json::value& id, json::object result) {
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

json::object envelope(const json::value& id, const Fault& fault) {
    json::object detail{{"@type", "type.googleapis.com/google.rpc.ErrorInfo"},
                        {"reason", fault.reason},
                        {"domain", "a2a-protocol.org"}};
    json::object error{
        {"code", fault.code}, {"message", fault.message}, {"data", json::array{std::move(detail)}}};
    return {{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}};
}

net::Response respond(const json::value& id, json::object result) {
    return net::Response::json(200, envelope(id, std::move(result)));
}

net::Response respond(const json::value& id, const Fault& fault) {
    return net::Response::json(200, envelope(id, fault));
}

bool is_final(State state) {
    return state == State::Completed || state == State::Failed || state == State::Canceled;
}

std::string state_name(Version version, State state) {
    const auto& found = *std::ranges::find(kStates, state, &StateName::state);
    return std::string(version == Version::V03 ? found.old_name : found.name);
}

std::optional<State> read_state(std::string_view name) {
    const auto found = std::ranges::find(kStates, name, &StateName::name);
    if (found == kStates.end()) return {};
    return found->state;
}

json::object write(Version version, const Message& message) {
    const bool old = version == Version::V03;
    const auto* role =
        message.of_agent ? (old ? "agent" : "ROLE_AGENT") : (old ? "user" : "ROLE_USER");
    json::object made{{"messageId", message.id},
                      {"role", role},
                      {"contextId", message.context},
                      {"parts", write_parts(version, message.parts)}};
    if (!message.task.empty()) made["taskId"] = message.task;
    if (old) made["kind"] = "message";
    return made;
}

json::object write(Version version, const Task& task) {
    json::object made{
        {"id", task.id}, {"contextId", task.context}, {"status", write_status(version, task)}};
    if (version == Version::V03) made["kind"] = "task";
    if (!task.artifacts.empty()) {
        json::array all;
        for (const auto& one : task.artifacts) all.push_back(write_artifact(version, one));
        made["artifacts"] = std::move(all);
    }
    if (!task.history.empty()) {
        json::array all;
        for (const auto& one : task.history) all.push_back(write(version, one));
        made["history"] = std::move(all);
    }
    if (!task.metadata.empty()) made["metadata"] = task.metadata;
    return made;
}

json::object status_update(Version version, const Task& task, bool last) {
    json::object made{
        {"taskId", task.id}, {"contextId", task.context}, {"status", write_status(version, task)}};
    if (version == Version::V03) {
        made["kind"] = "status-update";
        made["final"] = last;
    }
    return wrapped(version, "statusUpdate", std::move(made));
}

json::object artifact_update(Version version, const Task& task, const Artifact& artifact) {
    json::object made{{"taskId", task.id},
                      {"contextId", task.context},
                      {"artifact", write_artifact(version, artifact)},
                      {"append", false},
                      {"lastChunk", true}};
    if (version == Version::V03) made["kind"] = "artifact-update";
    return wrapped(version, "artifactUpdate", std::move(made));
}

json::object wrapped(Version version, std::string_view member, json::object content) {
    if (version == Version::V03) return content;
    return {{member, std::move(content)}};
}

}  // namespace errand::server::a2a
