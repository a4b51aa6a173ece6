// Owns: an MCP client: finding the newest protocol version that both sides speak, and calling
// tools. Strand: the event loop's thread. Must stay true: arguments are checked against the input
// schema before they are sent and results against the output schema before they are believed.
// Source: Model Context Protocol 2026-07-28, 2025-11-25 (and the revisions between), 2024-11-05.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "mcp/limits.hpp"
#include "net/client.hpp"
#include "tool/tool.hpp"

namespace errand::mcp {

// Bearer tokens for one user and service. `rejected` is nothing at first, then the token that was
// refused (empty where none was sent). An empty token means: send none.
using TokenSource =
    std::function<async::Awaitable<Result<std::string>>(std::optional<std::string> rejected)>;

// A token with more scopes, after the service refused `rejected` for want of `scope` (403
// insufficient_scope); once for each request. Without one such a refusal is Denied.
using StepUp =
    std::function<async::Awaitable<Result<std::string>>(std::string rejected, std::string scope)>;

// Asks the person what a server wants to know (2026-07-28 input_required; elicitation/create of
// older versions). Gets the request's params, gives {"action": "accept"|"decline"|"cancel",
// "content"?}.
using Elicit = std::function<async::Awaitable<Result<json::object>>(json::object params)>;

struct Command {
    std::string program;  // found on PATH
    std::vector<std::string> arguments;
    std::map<std::string, std::string>
        environment;  // besides the few inherited: PATH, HOME, LANG …
    std::string directory;
};

// When a program that serves over stdio is ended, and started again (limits.hpp).
struct ChildLimits {
    std::chrono::milliseconds first_answer = kFirstAnswer;
    std::chrono::milliseconds silence = kSilence;
    int silent_calls = kMaxSilentCalls;
    std::chrono::milliseconds steady_run = kSteadyRun;
    std::chrono::milliseconds first_pause = kFirstRestartPause;
    int failed_runs = kMaxFailedRuns;
    std::chrono::milliseconds rest = kRestartRest;
};

struct ClientSettings {
    std::string name = "errand";
    std::string version = "0.1.0";
    // The newest version to offer: for tests and for servers that are known to be old.
    std::string newest_version = "2026-07-28";
    Elicit elicit;
    // What a server asks, and that it is long at work, comes back as an unfinished call
    // (tool/unfinished.hpp) instead: it goes on by another call with CallOptions::goes_on.
    bool asks = false;
    // Pages of the server can be shown to the person (extension MCP Apps).
    bool shows_apps = false;
};

// The other side, once connected.
struct Peer {
    std::string protocol_version;
    std::string name;
    std::string title;
    std::string version;
    std::string instructions;
    json::object capabilities;
};

struct CallOptions {
    std::string
        idempotency_key;  // empty: none; sent in _meta and where the schema has the argument
    async::Deadline deadline = async::after(kCallTimeout);
    // Only where the client `asks`.
    std::optional<tool::GoOn> goes_on = {};
    tool::OnProgress on_progress = {};
    // Whose call it is, where one client serves several.
    std::string user = {};
};

// Is given each HTTP request when all else of it is there, and may add fields, as a signature. An
// error ends the request before it is sent.
using Finish = std::function<Result<>(net::ClientRequest&)>;

// What came back of a request, as it stands. Neither result nor error: no message of JSON-RPC.
struct Answered {
    int status = 0;  // of HTTP; 0 elsewhere
    json::object result;
    json::object error;
};

// How messages travel: http_transport, stdio_transport.
class Transport;

std::shared_ptr<Transport> http_transport(net::Client& client, std::string url,
                                          TokenSource token = {}, StepUp step_up = {},
                                          Finish finish = {});
// The program is started at the first call, ended where it hangs or floods, and started again at a
// later call; Unavailable while it rests between starts that failed.
std::shared_ptr<Transport> stdio_transport(boost::asio::any_io_executor executor, Command command,
                                           ChildLimits limits = {});

class Client {
  public:
    Client(std::shared_ptr<Transport> transport, ClientSettings settings = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Agrees on a version; the other calls do it by themselves at first use. Again after an error.
    async::Awaitable<Result<Peer>> connect(
        async::Deadline deadline = async::after(kConnectTimeout));
    // Every page. Kept until `forget`; a tool whose schema cannot be held to is listed, and refused
    // by name when it is called. `Tool::service` is left empty.
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(
        async::Deadline deadline = async::after(kCallTimeout));
    void forget();

    // Errors as tool::Connector::call says. Content: structuredContent where there is one, else
    // {"text": …} of the text blocks with {"content": [...]} beside it.
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    CallOptions options);
    // What the server has under this address. Corrupt where it is not there in its answer.
    async::Awaitable<Result<tool::Resource>> read(std::string uri, async::Deadline deadline);
    // Any other request, for what errand has no words for: "prompts/list", "resources/list" …
    async::Awaitable<Result<json::object>> request(std::string method, json::object params,
                                                   async::Deadline deadline);
    // The same for who reads errors and statuses by itself. `repeatable` as in net::ClientRequest.
    async::Awaitable<Result<Answered>> exchange(std::string method, json::object params,
                                                async::Deadline deadline, bool repeatable);
    // Ends the session, kills the child. The destructor does the same without asking the other
    // side.
    async::Awaitable<> close();

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace errand::mcp
