// Owns: what a server answers to one message, whatever brought it. Private to src/mcp.
// Strand: the event loop's thread.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "json/schema.hpp"
#include "mcp/header_parameters.hpp"
#include "mcp/protocol.hpp"
#include "mcp/server.hpp"

namespace errand::mcp {

struct Reply {
    json::object body;          // empty for a notification
    int status = 200;           // over HTTP
    std::string missing_scope;  // of a 403
};

// What a transport can do for a request while it runs.
class Channel {
  public:
    virtual ~Channel() = default;
    virtual void notify(json::object message) = 0;
    // Sends a request of the server's and waits for the client's result. Legacy only.
    virtual async::Awaitable<Result<json::object>> ask(std::string method, json::object params) = 0;
};

class Dispatch {
  public:
    explicit Dispatch(ServerSettings chosen) : settings(std::move(chosen)) {}

    Result<> add(ServerTool tool);
    Result<> add(ServerMethod method);
    // The arguments that this call mirrors into headers (2026-07-28, x-mcp-header).
    const std::vector<HeaderParameter>& headers_of(const Message& message) const;
    // True where a channel is of use to this message; to any message.
    bool talks(const Message& message) const;
    bool talks() const;
    // `version`: what the transport says a message without _meta speaks. Notifications get an empty
    // body. `channel` may be null.
    async::Awaitable<Reply> answer(Message message, std::string version, Caller caller,
                                   std::shared_ptr<Channel> channel = nullptr);

    const ServerSettings settings;

  private:
    struct Entry {
        ServerTool declared;
        json::Schema input = json::Schema::any();
        std::optional<json::Schema> output;
        std::vector<HeaderParameter> headers;
    };
    // One request, on its way through.
    struct Asked {
        Message message;
        std::string version;
        Caller caller;
        std::shared_ptr<Channel> channel;
    };

    const Entry* called(const Message& message) const;
    async::Awaitable<Reply> serve(Asked asked);
    async::Awaitable<Reply> run_method(const ServerMethod& method, Asked asked) const;
    async::Awaitable<Reply> call(Asked asked) const;
    async::Awaitable<Reply> call_tool(const Entry& entry, Asked asked,
                                      json::object arguments) const;
    Reply result_of(const Entry& entry, const Asked& asked, tool::CallResult result) const;
    // Input that a handler wants first: for a modern client to bring, or asked for now.
    Reply ask_first(const Asked& asked, const json::object& wanted) const;
    async::Awaitable<bool> ask_now(Asked& asked, const json::object& wanted) const;
    json::object capabilities(bool modern) const;
    json::object discover() const;
    json::object initialize(const Message& message) const;
    json::object list(std::string_view version) const;
    json::object describe(const Entry& entry, std::string_view version) const;
    // Adds what every modern result carries.
    Reply complete(const Message& message, std::string_view version, json::object result) const;

    std::vector<Entry> tools_;  // as they were added, all before the first request
    std::map<std::string, std::size_t, std::less<>> by_name_;
    std::map<std::string, ServerMethod, std::less<>> methods_;
};

// Private words of both dispatch files.
inline constexpr std::string_view kInputRequired = "errand/input_required";
Reply refuse(const Message& message, int status, int code, std::string_view why,
             json::value data = nullptr);
json::object object_at(const json::object& members, std::string_view key);

}  // namespace errand::mcp
