// Owns: the connector to a shop that speaks the Universal Commerce Protocol (docs/ucp.md).
// Configuration: {"kind": "ucp", "name": "flowers", "shop": "https://flowers.example", "endpoint":
// where it is asked, if that is another origin?, "agent": the address of errand's own profile?,
// "signing_key": a file; where it is there and "agent" is given, requests are signed with it?,
// "pay_handler"?, "pay_type"?, "pay_credential"?, "pay_details"?: see PayBy}.
// Strand: the event loop's thread. Must stay true: no request goes anywhere but to the shop's own
// origin or the endpoint that the operator named; nothing is paid but exactly what a person signed,
// read once more just before.
#pragma once

#include <optional>
#include <string>

#include "connectors/registry.hpp"
#include "connectors/ucp/profile.hpp"

namespace errand::connectors::ucp {

// The shop's profile as it is. NotFound: it has none. Errors else as of read_profile().
async::Awaitable<Result<Profile>> profile_of(net::Client& client, net::Url shop);
// Reads the shop's profile, or the one of a version that errand speaks, and what is in common.
// Errors as of profile_of() and negotiate().
async::Awaitable<Result<Terms>> meet(net::Client& client, net::Url shop,
                                     std::optional<net::Url> endpoint);

// The kind for the registry.
ConnectorKind make();

}  // namespace errand::connectors::ucp
