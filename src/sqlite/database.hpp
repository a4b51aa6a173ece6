// Owns: one connection to an SQLite file, its statements and its transactions.
// A Database and its Statements belong to one thread at a time. Must stay true: opened with WAL and
// synchronous=FULL, a transaction that has committed survives a crash of the machine; no statement
// outlives its database.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace errand::sqlite {

class IdleStatements;

// A prepared statement. Parameters are numbered from 1, columns from 0. Bound text must stay alive
// until the statement is stepped to its end or reset.
class Statement {
  public:
    Statement() = default;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int at, std::int64_t value);
    Statement& bind(int at, int value) { return bind(at, static_cast<std::int64_t>(value)); }
    Statement& bind(int at, std::uint64_t value) {
        return bind(at, static_cast<std::int64_t>(value));
    }
    Statement& bind(int at, bool value) { return bind(at, static_cast<std::int64_t>(value)); }
    Statement& bind(int at, double value);
    Statement& bind(int at, std::string_view text);
    Statement& bind(int at, const std::string& text) { return bind(at, std::string_view(text)); }
    Statement& bind(int at, const char* text) { return bind(at, std::string_view(text)); }
    Statement& bind(int at, std::nullptr_t);
    template <class T>
    Statement& bind(int at, const std::optional<T>& value) {
        return value ? bind(at, *value) : bind(at, nullptr);
    }
    // Bytes, which SQLite keeps apart from text.
    Statement& bind_blob(int at, std::string_view bytes);
    // Binds all parameters in order.
    template <class... Values>
    Statement& with(const Values&... values) {
        int at = 0;
        (bind(++at, values), ...);
        return *this;
    }

    // True where a row was found; false at the end, when the statement is reset by itself.
    Result<bool> step();
    // Steps to the end and resets: for what returns no rows.
    Result<> run();
    // Forgets a half-read answer. A statement that returned a row must be reset before its
    // transaction ends.
    void reset();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double number(int column) const;
    // Valid until the next step or reset.
    std::string_view text(int column) const;

  private:
    friend class Database;
    Statement(sqlite3_stmt* handle, IdleStatements* home) : handle_(handle), home_(home) {}
    sqlite3_stmt* handle_ = nullptr;
    IdleStatements* home_ = nullptr;  // takes it back when it is no longer used
};

enum class Mode { ReadWrite, ReadOnly };

// One step of a schema. Migrations run in order, each in a transaction; the number of those done is
// kept in `PRAGMA user_version`, so a list only ever grows at its end.
struct Migration {
    std::string_view what;
    std::string_view sql;
};

class Database {
  public:
    // Opens or creates the file. ReadWrite sets WAL, synchronous=FULL and foreign keys. Errors name
    // the file and what is wrong with it: Denied (rights), NotFound (no such folder), Corrupt (not
    // a database), Unavailable (locked by another program).
    static Result<Database> open(const std::filesystem::path& file, Mode mode = Mode::ReadWrite);
    // A database that lives in memory and is gone with this object.
    static Result<Database> in_memory();

    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    // Brings the schema to the last migration. Conflict where the file was written by a newer
    // program, whose migrations are not known here.
    Result<> migrate(std::span<const Migration> migrations);

    // A statement that is let go of is kept for the next call with the same text: preparing costs
    // more than most answers do.
    Result<Statement> prepare(std::string_view sql);
    // The WAL is folded into the database once it holds so many pages, and the room for them is
    // written beforehand: a sync of a file that grows also syncs its inode, and costs about twice
    // as much.
    Result<> bound_wal(int pages);
    // Runs one or several statements that take no parameters and return nothing.
    Result<> execute(const std::string& sql);
    // The row id that the last INSERT made, and the rows that the last statement changed.
    std::int64_t last_insert_id() const;
    std::int64_t changes() const;
    // Rows that this connection changed since it was opened.
    std::int64_t total_changes() const;
    const std::string& name() const { return name_; }
    // For calls that this class does not wrap.
    sqlite3* handle() const { return handle_; }

  private:
    Database(sqlite3* handle, std::string name);
    Result<> configure(Mode mode);
    Result<std::int64_t> user_version();

    sqlite3* handle_ = nullptr;
    std::string name_;
    std::unique_ptr<IdleStatements> idle_;
};

// Begins at once (BEGIN IMMEDIATE) and rolls back unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace errand::sqlite
