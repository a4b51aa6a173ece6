// Owns: the schema of the SQLite journal, as docs/journal.md explains it. A released migration
// never changes; a new one goes to the end.
#pragma once

#include <span>

#include "sqlite/database.hpp"

namespace errand::journal {

std::span<const sqlite::Migration> migrations();

}  // namespace errand::journal
