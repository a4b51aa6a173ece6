// Owns: asking a shop one thing, over REST or MCP, and what it answers as an HTTP status and a JSON
// object. Strand: the event loop's thread. Must stay true: no redirect is followed; a key or token
// goes to the agreed endpoint alone and stands in no error. Source: Universal Commerce Protocol
// 2026-04-08, "Transport Layer".
#pragma once

#include <memory>
#include <string>

#include "async/awaitable.hpp"
#include "connectors/ucp/agent.hpp"
#include "connectors/ucp/operations.hpp"
#include "net/client.hpp"

namespace errand::connectors::ucp {

struct Asked {
    const Operation* operation = nullptr;
    std::string id;  // of the resource; empty: none
    json::object body;
    std::string idempotency_key;  // errand's own; empty where it only reads
    std::string api_key;          // the operator's; empty: none
    async::Deadline deadline;
};

struct Answer {
    int status = 200;
    json::object body;
};

class Channel {
  public:
    virtual ~Channel() = default;
    // Errors as tool::Connector::call says: Timeout where it may have been done all the same.
    virtual async::Awaitable<Result<Answer>> ask(Asked asked) = 0;
};

std::unique_ptr<Channel> rest_channel(net::Client& client, Terms terms, Agent agent);
std::unique_ptr<Channel> mcp_channel(net::Client& client, Terms terms, Agent agent);

// The protocol wants a UUID; the same key is always the same one.
std::string uuid_of(std::string_view key);

// The request as it is sent over REST, signed where there is a key. Invalid: the id cannot stand in
// a path.
Result<net::ClientRequest> write_request(const Terms& terms, const Agent& agent,
                                         const Asked& asked);
// The error that a status stands for, where it is no refusal; nothing where it is one, or an
// answer.
std::optional<Error> failure_of(const Operation& operation, int status);
Result<Answer> read_response(const Operation& operation, const net::ClientResponse& response);

}  // namespace errand::connectors::ucp
