// Owns: the connector kind @NAME@. Configuration: {"kind": "@NAME@", "name": "the service's"}.
// Strand: the event loop's thread.
#pragma once

#include "connectors/registry.hpp"

namespace errand::connectors::@NAME@ {

ConnectorKind make();

}  // namespace errand::connectors::@NAME@
