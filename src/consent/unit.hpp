// Owns: one unit of work on the consent database. Strand: that of the Store.
#pragma once

#include <sqlite3.h>

#include <type_traits>

#include "sqlite/database.hpp"

namespace errand::consent {

// Runs `work` in a transaction that commits where it succeeds and rolls back where it fails. Inside
// another unit it joins that one, so that a call which is whole by itself is also part of a larger
// whole; an error must then be passed on, never swallowed.
template <class Work>
auto in_unit(sqlite::Database& database, Work work) -> std::invoke_result_t<Work> {
    if (sqlite3_get_autocommit(database.handle()) == 0) return work();
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database));
    auto result = work();
    if (!result) return result;
    ERRAND_TRY_VOID(transaction.commit());
    return result;
}

}  // namespace errand::consent
