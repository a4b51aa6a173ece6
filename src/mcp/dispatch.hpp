// Owns: what a server answers to one message, whatever brought it. Private to src/mcp.
// Strand: the event loop's thread.
#pragma once

#include <map>
#include <vector>

#include "json/schema.hpp"
#include "mcp/protocol.hpp"
#include "mcp/server.hpp"

namespace errand::mcp {

struct Reply {
    json::object body;          // empty for a notification
    int status = 200;           // over HTTP
    std::string missing_scope;  // of a 403
};

class Dispatch {
  public:
    explicit Dispatch(ServerSettings chosen) : settings(std::move(chosen)) {}

    Result<> add(ServerTool tool);
    // `version`: what the transport says a message without _meta speaks. Notifications get an empty
    // body.
    async::Awaitable<Reply> answer(Message message, std::string version, Caller caller);

    const ServerSettings settings;

  private:
    struct Entry {
        ServerTool declared;
        json::Schema input = json::Schema::any();
        std::optional<json::Schema> output;
    };

    async::Awaitable<Reply> modern(Message message, Caller caller);
    async::Awaitable<Reply> legacy(Message message, std::string version, Caller caller);
    async::Awaitable<Reply> call(Message message, std::string version, Caller caller);
    Reply run_result(const Entry& entry, const Message& message, std::string_view version,
                     tool::CallResult result) const;
    Reply ask_first(const Message& message, std::string_view version,
                    const json::value& wanted) const;
    json::object discover() const;
    json::object initialize(const Message& message) const;
    json::object list(std::string_view version) const;
    json::object describe(const Entry& entry, std::string_view version) const;
    // Adds what every modern result carries.
    Reply complete(const Message& message, std::string_view version, json::object result) const;

    std::vector<Entry> tools_;  // as they were added
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace errand::mcp
