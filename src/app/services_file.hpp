// Owns: home/services.toml, the services that `errand connect` has added. The command alone writes
// it, so that what a person wrote in errand.toml is never touched. One process at a time changes
// it. Must stay true: it is written whole or not at all, for its owner alone.
#pragma once

#include "app/settings.hpp"

namespace errand::app {

// Conflict: a service of that name is there already, in this file or in errand.toml.
Result<> add_service(const Paths& paths, const server::ServiceEntry& service);
// NotFound: none is called so. Invalid: it stands in errand.toml, which is a person's.
Result<> remove_service(const Paths& paths, const std::string& name);

}  // namespace errand::app
