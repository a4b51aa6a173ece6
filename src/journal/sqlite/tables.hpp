// Owns: the connection that writes, its prepared statements, and the row ids and counters that it
// remembers. Strand: the writer thread, inside its transaction. Must stay true: what is remembered
// is what the database holds; forget() is called whenever another connection wrote or a savepoint
// was undone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.hpp"
#include "sqlite/database.hpp"

namespace errand::journal {

// The one shard that SQLite has; a store of many nodes leases several.
inline constexpr int kShard = 0;

class Tables {
  private:
    sqlite::Database database_;  // first, so that it outlives the statements

  public:
    explicit Tables(sqlite::Database database) : database_(std::move(database)) {}
    Result<> prepare();

    // The row id of the name, made where it is new.
    Result<std::int64_t> user(const std::string& name);
    Result<std::int64_t> conversation(std::int64_t user, const std::string& name);
    Result<std::int64_t> type(const std::string& skill, int version);
    // The number that the user's next event gets; the same until `published` is called.
    Result<std::uint64_t> next_event(std::int64_t user);
    void published(std::int64_t user) { ++next_events_[user]; }
    // Reads the lease and whether another connection wrote, at the start of a transaction.
    Result<> refresh();
    std::uint64_t epoch() const { return epoch_; }
    // A lease taken in this very group holds for what follows in it.
    void leased(std::uint64_t epoch) { epoch_ = epoch; }
    // Runs it; the number of rows that it changed.
    Result<std::int64_t> change(sqlite::Statement& statement);
    // Rows that this connection ever changed.
    std::int64_t total_changes() const { return database_.total_changes(); }
    void forget();

    sqlite::Statement begin, commit, rollback, savepoint, release, undo;
    sqlite::Statement insert_flow, find_seq, update_flow, update_state, mark_segment, set_view,
        set_outcome;
    sqlite::Statement insert_records, insert_event, insert_signal, consume, consume_all;
    sqlite::Statement flow_for_events, flow_state, signal_by_key, last_signal, waiting_signals;
    sqlite::Statement set_lease;

  private:
    Result<std::int64_t> found_or_made(sqlite::Statement& find, sqlite::Statement& make);

    sqlite::Statement find_user_, make_user_, find_conversation_, make_conversation_, find_type_,
        make_type_, last_event_, read_lease_, data_version_;
    std::unordered_map<std::string, std::int64_t> users_;
    std::unordered_map<std::string, std::int64_t> conversations_;  // "<user id> <name>"
    std::unordered_map<std::string, std::int64_t> types_;          // "<version> <skill>"
    std::unordered_map<std::int64_t, std::uint64_t> next_events_;
    std::uint64_t epoch_ = 0;
    std::int64_t version_ = 0;
};

}  // namespace errand::journal
