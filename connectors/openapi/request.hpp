// Owns: one call of an operation as an HTTP request, and its answer read. Pure; any thread. Must
// stay true: whatever the arguments are, the request goes to the server of the settings, below its
// path; the key stands in no error.
#pragma once

#include "connectors/openapi/document.hpp"
#include "net/client.hpp"
#include "net/url.hpp"

namespace errand::connectors::openapi {

struct Asked {
    json::object arguments;  // they fit the tool's schema
    std::string key;         // of the service; empty: none
    std::string idempotency_key;
};

// Invalid where an argument cannot stand in its place.
Result<net::ClientRequest> write_request(const net::Url& server, const Operation& operation,
                                         const Asked& asked);

// What the service said. Errors as tool::Connector::call says: its refusals (4xx) are data, what
// it may have done all the same is Timeout, an answer that is not what the document promised is
// Corrupt.
Result<tool::CallResult> read_answer(const Document& document, const Operation& operation,
                                     const net::ClientResponse& answer);

}  // namespace errand::connectors::openapi
