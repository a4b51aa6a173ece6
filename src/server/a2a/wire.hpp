// Owns: A2A's JSON-RPC binding: the call that a request makes, refusals, and how tasks, messages
// and artifacts are written in both versions. Pure; any thread. Source: Agent2Agent protocol 1.0
// (specification.md, sections 3, 5 and 9; a2a.proto) and 0.3.0 (specification/json/a2a.json). They
// differ in method names, in the names of states and roles, and in what says which kind an object
// is: a member `kind` (0.3) or the member that holds it (1.0).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "net/message.hpp"

namespace errand::server::a2a {

enum class Version { V03, V10 };

// An error as JSON-RPC has it. `reason`: UPPER_SNAKE_CASE, for google.rpc.ErrorInfo.
struct Fault {
    int code = 0;
    std::string message;
    std::string reason;
};
template <class T>
using Checked = std::expected<T, Fault>;

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;

Fault task_not_found(std::string_view id);
Fault task_not_cancelable(std::string_view why);
Fault push_not_supported();
Fault unsupported(std::string_view what);
Fault content_not_supported(std::string_view type);
Fault version_not_supported(std::string_view version);
Fault invalid_params(std::string_view why);
Fault fault_of(const Error& error);

// What can be done, whatever a version calls it.
enum class Method { Send, Stream, Get, List, Cancel, Subscribe, Push, ExtendedCard };

struct Call {
    Version version = Version::V10;
    json::value id;  // null: none was readable
    Method method = Method::Get;
    json::object params;
};
// Where it is refused, `id` holds what could be read of the request's.
Checked<Call> read_call(const net::Request& request, json::value& id);

net::Response respond(const json::value& id, json::object result);
net::Response respond(const json::value& id, const Fault& fault);
json::object envelope(const json::value& id, json::object result);
json::object envelope(const json::value& id, const Fault& fault);

enum class State {
    Submitted,
    Working,
    InputRequired,
    AuthRequired,
    Completed,
    Failed,
    Canceled,
};
bool is_final(State state);
std::string state_name(Version version, State state);
// Nothing: there is no such name.
std::optional<State> read_state(std::string_view name);

// Text, or data where the text is empty.
struct Part {
    std::string text;
    json::value data;
};
struct Message {
    std::string id;
    bool of_agent = true;
    std::string context;
    std::string task;  // empty: of none
    std::vector<Part> parts;
};
struct Artifact {
    std::string id;
    std::string name;
    std::vector<Part> parts;
};
struct Task {
    std::string id;
    std::string context;
    State state = State::Submitted;
    std::optional<Message> message;  // of the status
    Time at{};
    std::vector<Artifact> artifacts;
    std::vector<Message> history;
    json::object metadata;
    std::uint64_t seen = 0;  // up to which event it was read; not on the wire
};

json::object write(Version version, const Message& message);
json::object write(Version version, const Task& task);
json::object status_update(Version version, const Task& task, bool last);
json::object artifact_update(Version version, const Task& task, const Artifact& artifact);
// As a result of Send, or an event of a stream: 1.0 says by a member which it is.
json::object wrapped(Version version, std::string_view member, json::object content);

}  // namespace errand::server::a2a
