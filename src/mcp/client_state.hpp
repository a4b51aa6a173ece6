// Owns: what a client knows and does. Private to src/mcp. Strand: the event loop's thread.
#pragma once

#include "async/gate.hpp"
#include "mcp/catalog.hpp"
#include "mcp/held.hpp"
#include "mcp/negotiate.hpp"
#include "mcp/tasks.hpp"
#include "mcp/transport.hpp"

namespace errand::mcp {

// How one request is asked.
struct Asking {
    std::vector<HeaderParameter> headers = {};
    bool repeatable = false;
    async::Deadline deadline;
    // The call that what the server asks and tells meanwhile belongs to.
    std::shared_ptr<Held> held = {};
};

// The advice of an error: the tool's headers have changed, and nothing was done.
inline constexpr std::string_view kMismatch = "header_mismatch";

// The resultType that is made of the error "URL elicitation required": no server can send it.
inline constexpr std::string_view kPagesFirst = "errand/pages_first";

bool wants_input(const json::object& result);
// `asks`: that pages are to be opened first, or that it is worked on, is a result: the call can go
// on after it.
Result<json::object> read_result(Incoming incoming, bool asks);
// The error of a response, and what it means for the call.
Error error_in(const json::object& error);
// What a call under way ended in: what elsewhere says that nothing was heard is its end here.
Error ended(const Error& error);

struct Client::State : std::enable_shared_from_this<Client::State> {
    State(std::shared_ptr<Transport> used, ClientSettings chosen)
        : transport(std::move(used)), settings(std::move(chosen)) {}

    Self self() const {
        return {settings.name, settings.version, settings.elicit || settings.asks, settings.asks,
                settings.shows_apps};
    }
    bool connected() const { return peer && generation == transport->generation(); }
    async::Awaitable<Result<>> connect(async::Deadline deadline);
    async::Awaitable<Result<>> load_tools(async::Deadline deadline);

    // One request, input rounds included: the result, or what input is still wanted.
    async::Awaitable<Result<json::object>> ask(std::string method, json::object params,
                                               Asking asking);
    async::Awaitable<Result<json::object>> ask_once(const std::string& method,
                                                    const json::object& params,
                                                    const Asking& asking);
    // The answer, whatever it says; a session that has expired is begun anew.
    async::Awaitable<Result<Incoming>> exchange(const std::string& method,
                                                const json::object& params, const Asking& asking);
    Outgoing outgoing(const std::string& method, json::object params, const Asking& asking);
    async::Awaitable<Result<json::object>> fulfil(const json::object& requests);
    async::Awaitable<json::object> answer(Message message, std::shared_ptr<Held> during);
    // What a server asks over a channel that does not say during which call: of the only one.
    std::shared_ptr<Held> only_call() const;

    // --- calls (client_call.cpp) ---
    async::Awaitable<Result<tool::CallResult>> call(std::string name, json::object arguments,
                                                    CallOptions options);
    // From its beginning to its end, or to what it wants to know first.
    async::Awaitable<Result<tool::CallResult>> whole_call(std::string name, json::object arguments,
                                                          CallOptions options,
                                                          std::shared_ptr<Held> held);
    // In a coroutine of its own, so that it can go on while nobody waits for it. `state`: what goes
    // with it beside what it is found by.
    using Work = std::function<async::Awaitable<Result<tool::CallResult>>(std::shared_ptr<Held>)>;
    async::Awaitable<Result<tool::CallResult>> leavable(Work work, CallOptions options,
                                                        json::object state);
    async::Awaitable<Result<tool::CallResult>> wait_for(std::shared_ptr<Held> call,
                                                        CallOptions options, json::object state);
    // The right to leave it under way.
    Result<> keep_held(const std::shared_ptr<Held>& call);
    // Tells a server that would not hear of it by the connection alone.
    async::Awaitable<Result<>> say_cancelled(std::shared_ptr<Held> call);
    // Cuts it off, and says so while nobody waits for that.
    void cut_off(const std::shared_ptr<Held>& call);
    async::Awaitable<Result<tool::CallResult>> stop(std::shared_ptr<Held> call);
    async::Awaitable<Result<tool::CallResult>> begin(std::string name, json::object arguments,
                                                     CallOptions options);
    async::Awaitable<Result<tool::CallResult>> go_on(std::string name, json::object arguments,
                                                     CallOptions options);

    // --- tasks (client_task.cpp); `state` has the task's id as "task" ---
    // Asks about it until it ends, asks something, or would next be asked after `until`.
    async::Awaitable<Result<tool::CallResult>> follow(std::string name, json::object state,
                                                      CallOptions options, async::Deadline until);
    async::Awaitable<Result<tool::CallResult>> task_asks(std::string name, json::object state,
                                                         Task task, json::object got,
                                                         CallOptions options);
    async::Awaitable<Result<>> answer_task(json::object& state, json::object answers,
                                           async::Deadline deadline);
    async::Awaitable<Result<tool::CallResult>> task_result(std::string name, json::object state,
                                                           Task task, json::object got,
                                                           async::Deadline deadline,
                                                           std::shared_ptr<Held> held);
    async::Awaitable<Result<tool::CallResult>> go_on_with_task(std::string name,
                                                               CallOptions options);

    std::shared_ptr<Transport> transport;
    ClientSettings settings;
    std::optional<Peer> peer;
    std::uint64_t generation = 0;  // of the transport, when `peer` was agreed with
    std::uint64_t next_id = 1;
    std::shared_ptr<const Catalog> catalog;
    HeldCalls held_calls;
    std::vector<std::weak_ptr<Held>> under_way;  // calls that can be asked during
    // One at a time connects, one at a time lists (and may connect meanwhile).
    std::optional<async::Gate> connecting;
    std::optional<async::Gate> listing;
};

}  // namespace errand::mcp
