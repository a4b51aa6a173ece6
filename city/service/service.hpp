// Owns: what the city's three services have in common: how a tool of theirs is described and
// called, and the answers that are kept so that a call with the same key happens once. Strand: the
// city's one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite/database.hpp"
#include "tool/tool.hpp"

namespace errand::city {

struct Caller {
    std::string user;
    std::string key;  // idempotency key; empty where none was sent
};

// An Error is a defect or a broken disk; what the service itself refuses is a refused CallResult.
using Handler = std::function<Result<tool::CallResult>(const json::object&, const Caller&)>;

struct ServiceTool {
    tool::Tool tool;
    std::string scope;
    Handler handle;
};

// The table in which a service keeps its answers; part of each service's first migration.
inline constexpr std::string_view kAnswersTable = R"sql(
    CREATE TABLE answered (
        user TEXT NOT NULL,
        tool TEXT NOT NULL,
        key TEXT NOT NULL,
        arguments TEXT NOT NULL,
        refused INTEGER NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (user, tool, key)
    ) WITHOUT ROWID;
)sql";

// Opens `<home>/<name>.db`, or a database in memory where home is empty, and brings it to its last
// migration. Commits reach the system but not always the disk: the city is a sandbox, whose state
// must survive its own end and not the machine's.
Result<sqlite::Database> open_database(const std::string& home, std::string_view name,
                                       std::span<const sqlite::Migration> migrations);

// Runs `work` in one transaction with the record of its answer. The same key with the same
// arguments gives the first answer again, with other arguments the refusal key_reused; without a
// key key_missing. What a refused call wrote is rolled back, its answer is kept. `arguments` are
// compared without the member idempotency_key.
Result<tool::CallResult> once(sqlite::Database& database, std::string_view tool,
                              const json::object& arguments, const Caller& caller,
                              const std::function<Result<tool::CallResult>()>& work);

// The answer that is kept under this key, if there is one.
Result<std::optional<tool::CallResult>> answered(sqlite::Database& database, std::string_view tool,
                                                 const Caller& caller);

// Schemas of arguments and results, in few words.
json::value schema(std::string_view text);

}  // namespace errand::city
