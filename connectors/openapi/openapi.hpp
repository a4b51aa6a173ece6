// Owns: the connector to an HTTP service by its OpenAPI document. Configuration: {"kind":
// "openapi", "name": "pets", "document": a file or an address, "url": where its operations are
// asked, "effects": {tool: "reads" | "changes" | "spends"}?}.
// Strand: the event loop's thread. Must stay true: no request but the document's own goes anywhere
// but to "url"; no redirect is followed; an operation that does not only read (GET, HEAD) counts as
// spending, unless the operator says otherwise.
#pragma once

#include <map>
#include <string>

#include "connectors/openapi/document.hpp"
#include "connectors/registry.hpp"

namespace errand::connectors::openapi {

// Reads the document of a file or an address. `key` is never sent for it.
async::Awaitable<Result<Document>> load(net::Client& client, std::string from);

// The kind for the registry.
ConnectorKind make();

}  // namespace errand::connectors::openapi
