#include "sqlite/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "sqlite/limits.hpp"

namespace errand::sqlite {
namespace {

ErrorCode code_of(int status) {
    switch (status & 0xFF) {
        case SQLITE_CONSTRAINT:
            return ErrorCode::Conflict;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_IOERR:
            return ErrorCode::Unavailable;
        case SQLITE_FULL:
        case SQLITE_TOOBIG:
        case SQLITE_NOMEM:
            return ErrorCode::Exhausted;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::Corrupt;
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_AUTH:
            return ErrorCode::Denied;
        case SQLITE_CANTOPEN:
            return ErrorCode::NotFound;
        default:
            return ErrorCode::Internal;
    }
}

std::string_view advice_for(int status) {
    switch (status & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "Another program uses this file: stop it, then try again.";
        case SQLITE_FULL:
            return "The disk is full: make room, then try again.";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "The file is damaged or no database: put a backup in its place.";
        case SQLITE_PERM:
        case SQLITE_READONLY:
            return "Check who owns the file and its folder, and whether they may be written.";
        case SQLITE_CANTOPEN:
            return "Check that the folder exists and may be written.";
        default:
            return "";
    }
}

std::unexpected<Error> failure(sqlite3* handle, int status, std::string_view doing) {
    const char* said = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(status);
    return fail(code_of(status), fmt::format("{}: {}", doing, said),
                std::string(advice_for(status)));
}

}  // namespace

// Statements that nobody uses now, by their text.
class IdleStatements {
  public:
    IdleStatements() = default;
    IdleStatements(const IdleStatements&) = delete;
    IdleStatements& operator=(const IdleStatements&) = delete;
    ~IdleStatements() {
        for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
    }

    sqlite3_stmt* take(std::string_view sql) {
        const auto found = idle_.find(sql);
        if (found == idle_.end()) return nullptr;
        auto* statement = found->second;
        idle_.erase(found);
        return statement;
    }
    void give_back(sqlite3_stmt* statement) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        if (idle_.size() >= kMaxIdleStatements) {
            sqlite3_finalize(idle_.begin()->second);
            idle_.erase(idle_.begin());
        }
        idle_.emplace(sqlite3_sql(statement), statement);  // the key is the statement's own text
    }

  private:
    std::multimap<std::string_view, sqlite3_stmt*> idle_;
};

Statement::Statement(Statement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), home_(std::exchange(other.home_, nullptr)) {}
Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(home_, other.home_);
    return *this;
}
Statement::~Statement() {
    if (handle_ != nullptr) home_->give_back(handle_);
}

Statement& Statement::bind(int at, std::int64_t value) {
    sqlite3_bind_int64(handle_, at, value);
    return *this;
}
Statement& Statement::bind(int at, double value) {
    sqlite3_bind_double(handle_, at, value);
    return *this;
}
Statement& Statement::bind(int at, std::string_view text) {
    // A null pointer would bind NULL, which an empty text is not.
    const char* data = text.data() != nullptr ? text.data() : "";
    sqlite3_bind_text64(handle_, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}
Statement& Statement::bind(int at, std::nullptr_t) {
    sqlite3_bind_null(handle_, at);
    return *this;
}
Statement& Statement::bind_blob(int at, std::string_view bytes) {
    const char* data = bytes.data() != nullptr ? bytes.data() : "";
    sqlite3_bind_blob64(handle_, at, data, bytes.size(), SQLITE_STATIC);
    return *this;
}

Result<bool> Statement::step() {
    const int status = sqlite3_step(handle_);
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) {
        sqlite3_reset(handle_);
        return false;
    }
    auto* database = sqlite3_db_handle(handle_);
    auto error = failure(database, status, sqlite3_sql(handle_));
    sqlite3_reset(handle_);
    return error;
}

Result<> Statement::run() {
    for (;;) {
        ERRAND_TRY(const bool row, step());
        if (!row) return {};
    }
}

void Statement::reset() {
    sqlite3_reset(handle_);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}
double Statement::number(int column) const {
    return sqlite3_column_double(handle_, column);
}
std::string_view Statement::text(int column) const {
    const void* data = sqlite3_column_blob(handle_, column);
    const int size = sqlite3_column_bytes(handle_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    // SQLite's own count of its memory takes a lock of the whole process with every allocation.
    // Refused, harmlessly, where SQLite has begun already.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3* handle = nullptr;
    const int access =
        mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int status =
        sqlite3_open_v2(file.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX, nullptr);
    Database opened(handle, file.string());
    if (status != SQLITE_OK)
        return failure(handle, status, fmt::format("cannot open {}", file.string()));
    ERRAND_TRY_VOID(opened.configure(mode));
    return opened;
}

Result<Database> Database::in_memory() {
    sqlite3* handle = nullptr;
    const int status =
        sqlite3_open_v2(":memory:", &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database opened(handle, ":memory:");
    if (status != SQLITE_OK) return failure(handle, status, "cannot open a database in memory");
    ERRAND_TRY_VOID(opened.execute("PRAGMA foreign_keys=ON"));
    return opened;
}

Result<> Database::configure(Mode mode) {
    sqlite3_busy_timeout(handle_, static_cast<int>(kBusyTimeout.count()));
    // The first read finds out whether the file is a database at all.
    auto settled =
        execute(mode == Mode::ReadOnly ? "PRAGMA schema_version"
                                       : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                                         "PRAGMA foreign_keys=ON");
    if (!settled) {
        settled.error().message = fmt::format("cannot use {}: {}", name_, settled.error().message);
    }
    return settled;
}

Database::Database(sqlite3* handle, std::string name)
    : handle_(handle), name_(std::move(name)), idle_(std::make_unique<IdleStatements>()) {}
Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      name_(std::move(other.name_)),
      idle_(std::move(other.idle_)) {}
Database& Database::operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(name_, other.name_);
    std::swap(idle_, other.idle_);
    return *this;
}
Database::~Database() {
    idle_.reset();
    sqlite3_close_v2(handle_);
}

Result<std::int64_t> Database::user_version() {
    ERRAND_TRY(auto version, prepare("PRAGMA user_version"));
    ERRAND_TRY_VOID(version.step());
    return version.integer(0);
}

Result<> Database::migrate(std::span<const Migration> migrations) {
    ERRAND_TRY(auto transaction, Transaction::begin(*this));
    ERRAND_TRY(const auto done, user_version());
    const auto known = static_cast<std::int64_t>(migrations.size());
    if (done > known)
        return fail(
            ErrorCode::Conflict,
            fmt::format("{} has schema version {}, this program knows {}", name_, done, known),
            "It was written by a newer errand: use that one.");
    for (auto at = done; at < known; ++at) {
        const auto& migration = migrations[static_cast<std::size_t>(at)];
        auto applied = execute(std::string(migration.sql));
        if (!applied)
            return fail(applied.error().code,
                        fmt::format("{}: migration {} ({}) failed: {}", name_, at + 1,
                                    migration.what, applied.error().message),
                        applied.error().advice);
    }
    if (done < known) ERRAND_TRY_VOID(execute(fmt::format("PRAGMA user_version={}", known)));
    return transaction.commit();
}

Result<Statement> Database::prepare(std::string_view sql) {
    if (auto* idle = idle_->take(sql)) return Statement(idle, idle_.get());
    sqlite3_stmt* made = nullptr;
    const int status = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (status != SQLITE_OK) return failure(handle_, status, sql);
    return Statement(made, idle_.get());
}

Result<> Database::execute(const std::string& sql) {
    const int status = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return failure(handle_, status, sql);
    return {};
}

Result<> Database::bound_wal(int pages) {
    ERRAND_TRY_VOID(execute(fmt::format("PRAGMA wal_autocheckpoint={}", pages)));
    // Nobody else writes to the WAL meanwhile.
    ERRAND_TRY(const auto transaction, Transaction::begin(*this));
    sqlite3_file* wal = nullptr;
    int status = sqlite3_file_control(handle_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
    if (status != SQLITE_OK) return failure(handle_, status, "cannot reach the WAL");
    if (wal == nullptr || wal->pMethods == nullptr) return {};
    sqlite3_int64 size = 0;
    status = wal->pMethods->xFileSize(wal, &size);
    // A frame is a page and its header. What follows the last frame is no frame, whatever it is.
    const auto wanted = static_cast<sqlite3_int64>(pages) * (kPageBytes + kFrameHeaderBytes);
    const std::vector<char> zeros(std::size_t{1} << 16U);
    const auto bytes = static_cast<int>(zeros.size());
    for (; status == SQLITE_OK && size < wanted; size += bytes)
        status = wal->pMethods->xWrite(wal, zeros.data(), bytes, size);
    if (status == SQLITE_OK) status = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
    if (status != SQLITE_OK) return failure(handle_, status, "cannot reserve room in the WAL");
    return {};
}

std::int64_t Database::last_insert_id() const {
    return sqlite3_last_insert_rowid(handle_);
}
std::int64_t Database::total_changes() const {
    return sqlite3_total_changes64(handle_);
}
std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_);
}

Result<Transaction> Transaction::begin(Database& database) {
    ERRAND_TRY_VOID(database.execute("BEGIN IMMEDIATE"));
    return Transaction(database);
}
Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}
Transaction::~Transaction() {
    // A failed roll-back leaves nothing to do: SQLite has rolled back by itself.
    if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}
Result<> Transaction::commit() {
    ERRAND_TRY_VOID(database_->execute("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace errand::sqlite
