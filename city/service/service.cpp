#include "city/service/service.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "city/limits.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

Result<std::string> hash_arguments(json::object arguments) {
    arguments.erase("idempotency_key");
    return crypto::hash_document(arguments);
}

struct Kept {
    std::string arguments;
    tool::CallResult answer;
};

Result<std::optional<Kept>> find_kept(sqlite::Database& database, std::string_view tool,
                                      const Caller& caller) {
    ERRAND_TRY(auto find, database.prepare("SELECT arguments, refused, answer FROM answered "
                                           "WHERE user = ? AND tool = ? AND key = ?"));
    find.with(caller.user, tool, caller.key);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return std::optional<Kept>{};
    Kept kept;
    kept.arguments = find.text(0);
    kept.answer.refused = find.integer(1) != 0;
    ERRAND_TRY(kept.answer.content, json::parse(find.text(2)));
    find.reset();
    return std::optional<Kept>(std::move(kept));
}

Result<> keep(sqlite::Database& database, std::string_view tool, const Caller& caller,
              const std::string& arguments, const tool::CallResult& answer) {
    ERRAND_TRY(auto insert, database.prepare("INSERT INTO answered VALUES (?, ?, ?, ?, ?, ?)"));
    const auto text = json::write(answer.content);
    insert.with(caller.user, tool, caller.key, arguments, answer.refused, text);
    return insert.run();
}

}  // namespace

Result<sqlite::Database> open_database(const std::string& home, std::string_view name,
                                       std::span<const sqlite::Migration> migrations) {
    const auto open = [&] {
        return home.empty() ? sqlite::Database::in_memory()
                            : sqlite::Database::open(std::filesystem::path(home) /
                                                     fmt::format("{}.db", name));
    };
    ERRAND_TRY(auto database, open());
    ERRAND_TRY_VOID(database.execute("PRAGMA synchronous=NORMAL"));
    ERRAND_TRY_VOID(database.migrate(migrations));
    return database;
}

Result<std::optional<tool::CallResult>> answered(sqlite::Database& database, std::string_view tool,
                                                 const Caller& caller) {
    ERRAND_TRY(auto kept, find_kept(database, tool, caller));
    if (!kept) return std::optional<tool::CallResult>{};
    return std::optional<tool::CallResult>(std::move(kept->answer));
}

Result<tool::CallResult> once(sqlite::Database& database, std::string_view tool,
                              const json::object& arguments, const Caller& caller,
                              const std::function<Result<tool::CallResult>()>& work) {
    if (caller.key.empty()) {
        return tool::refusal("key_missing", "This tool changes something and wants a key.",
                             "Send idempotency_key, the same for every repetition of this call.");
    }
    if (caller.key.size() > kMaxKeyBytes) {
        return tool::refusal("key_too_long",
                             fmt::format("A key has at most {} bytes.", kMaxKeyBytes));
    }
    ERRAND_TRY(const auto hash, hash_arguments(arguments));
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database));
    ERRAND_TRY(auto kept, find_kept(database, tool, caller));
    if (kept) {
        if (kept->arguments == hash) return std::move(kept->answer);
        return tool::refusal("key_reused", "This key was used for a call with other arguments.",
                             "Use a new key for a new call.");
    }
    // A refused call leaves nothing behind but its answer.
    ERRAND_TRY_VOID(database.execute("SAVEPOINT work"));
    ERRAND_TRY(auto answer, work());
    ERRAND_TRY_VOID(
        database.execute(answer.refused ? "ROLLBACK TO work; RELEASE work" : "RELEASE work"));
    ERRAND_TRY_VOID(keep(database, tool, caller, hash, answer));
    ERRAND_TRY_VOID(transaction.commit());
    return answer;
}

json::value schema(std::string_view text) {
    auto parsed = json::parse(text);
    ERRAND_CHECK(parsed.has_value());
    return *std::move(parsed);
}

}  // namespace errand::city
