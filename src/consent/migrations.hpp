// Owns: the schema of consent.db, version by version (docs/consent.md). Constant; any thread.
// Must stay true: a migration that was released never changes; a new one is added at the end.
#pragma once

#include <span>

#include "sqlite/database.hpp"

namespace errand::consent {

std::span<const sqlite::Migration> migrations();

}  // namespace errand::consent
