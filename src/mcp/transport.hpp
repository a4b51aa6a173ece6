// Owns: how a client's messages travel. Private to src/mcp. Strand: the event loop's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mcp/client.hpp"
#include "mcp/protocol.hpp"

namespace errand::mcp {

// Answers what a server asks: gives a message with a result or an error.
using OnRequest = std::function<async::Awaitable<json::object>(Message)>;

// One request on its way, and what a transport with headers has to know about it.
struct Outgoing {
    json::object message;
    std::string version;  // agreed on; empty: not yet (initialize)
    // Mcp-Param-* fields (2026-07-28), encoded.
    std::vector<std::pair<std::string, std::string>> parameters;
    // May be sent again on another connection where the first was closed unheard.
    bool repeatable = false;
    OnRequest on_request;  // what a legacy server asks meanwhile
    bool may_ask = false;  // the person, that is: it is a call
    // The params of notifications/progress with the message's own id as its token.
    std::function<void(const json::object&)> on_progress = {};
};

// What came back. `message` is nothing where the other side answered with no JSON-RPC message.
struct Incoming {
    std::optional<Message> message;
    int status = 0;  // of HTTP; 0 elsewhere
};

class Transport {
  public:
    virtual ~Transport() = default;
    virtual async::Awaitable<Result<Incoming>> exchange(Outgoing outgoing,
                                                        async::Deadline deadline) = 0;
    virtual async::Awaitable<Result<>> notify(json::object message, std::string version,
                                              async::Deadline deadline) = 0;
    // Hears what a legacy server asks over a stream of its own, where the transport has such:
    // while a call is under way, until close or another initialize.
    virtual void listen(OnRequest on_request, std::string version) = 0;
    // The right to leave a call under way for minutes. Exhausted where too many are.
    virtual Result<std::shared_ptr<void>> hold() = 0;
    // Calls were given up that have not been answered: the server may ask during them still.
    virtual bool owes_answers() const = 0;
    // Forgets what an earlier initialize left: session or child.
    virtual async::Awaitable<> close() = 0;
    // Headers are sent, so Mcp-Param-* matter.
    virtual bool has_headers() const = 0;
    // Changes whenever what was agreed on is void: a new child, an expired session.
    virtual std::uint64_t generation() const = 0;
};

}  // namespace errand::mcp
