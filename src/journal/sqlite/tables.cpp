#include "journal/sqlite/tables.hpp"

#include <array>
#include <utility>

#include "journal/limits.hpp"

namespace errand::journal {

Result<> Tables::prepare() {
    const std::array<std::pair<sqlite::Statement*, std::string_view>, 31> all{{
        {&begin, "BEGIN IMMEDIATE"},
        {&commit, "COMMIT"},
        {&rollback, "ROLLBACK"},
        {&savepoint, "SAVEPOINT one"},
        {&release, "RELEASE one"},
        {&undo, "ROLLBACK TO one"},
        {&insert_flow,
         "INSERT INTO flows(id, user, number, conversation, type, salt, state, seq, segment_seq,"
         " created, updated, key, input) VALUES(?,?,?,?,?,?,0,0,0,?,?,?,?)"},
        {&find_seq, "SELECT seq FROM flows WHERE id=?"},
        {&update_flow, "UPDATE flows SET seq=seq+1, updated=? WHERE id=? AND seq=?"},
        {&update_state,
         "UPDATE flows SET seq=seq+1, updated=?, state=?, wake_at=? WHERE id=? AND seq=?"},
        {&mark_segment, "UPDATE flows SET segment_seq=seq WHERE id=?"},
        {&set_view, "UPDATE flows SET view=? WHERE id=?"},
        {&set_outcome, "UPDATE flows SET outcome=? WHERE id=?"},
        {&insert_records, "INSERT INTO records(flow, seq, data) VALUES(?,?,?)"},
        {&insert_event,
         "INSERT INTO events(user, seq, conversation, errand, at, data) VALUES(?,?,?,?,?,?)"},
        {&insert_signal,
         "INSERT INTO signals(flow, ordinal, consumed, key, name, data) VALUES(?,?,0,?,?,?)"},
        {&consume,
         "UPDATE signals SET consumed=1, data=NULL WHERE flow=? AND ordinal=? AND consumed=0"},
        {&consume_all, "UPDATE signals SET consumed=1, data=NULL WHERE flow=? AND consumed=0"},
        {&flow_for_events,
         "SELECT f.user, u.name, f.conversation, c.name, f.number FROM flows f"
         " JOIN users u ON u.id=f.user JOIN conversations c ON c.id=f.conversation WHERE f.id=?"},
        {&flow_state, "SELECT state FROM flows WHERE id=?"},
        {&signal_by_key, "SELECT ordinal FROM signals WHERE flow=? AND key=?"},
        {&last_signal, "SELECT coalesce(max(ordinal), 0) FROM signals WHERE flow=?"},
        {&waiting_signals, "SELECT count(*) FROM signals WHERE flow=? AND consumed=0"},
        {&set_lease,
         "INSERT INTO leases(shard, epoch, holder, taken) VALUES(?,?,?,?)"
         " ON CONFLICT(shard) DO UPDATE SET epoch=excluded.epoch, holder=excluded.holder,"
         " taken=excluded.taken"},
        {&find_user_, "SELECT id FROM users WHERE name=?"},
        {&make_user_, "INSERT INTO users(name) VALUES(?)"},
        {&find_conversation_, "SELECT id FROM conversations WHERE user=? AND name=?"},
        {&make_conversation_, "INSERT INTO conversations(user, name) VALUES(?,?)"},
        {&find_type_, "SELECT id FROM types WHERE skill=? AND version=?"},
        {&make_type_, "INSERT INTO types(skill, version) VALUES(?,?)"},
        {&last_event_, "SELECT coalesce(max(seq), 0) FROM events WHERE user=?"},
    }};
    for (const auto& [statement, sql] : all) {
        ERRAND_TRY(*statement, database_.prepare(sql));
    }
    ERRAND_TRY(read_lease_, database_.prepare("SELECT epoch FROM leases WHERE shard=?"));
    ERRAND_TRY(data_version_, database_.prepare("PRAGMA data_version"));
    return {};
}

Result<std::int64_t> Tables::found_or_made(sqlite::Statement& find, sqlite::Statement& make) {
    ERRAND_TRY(const bool found, find.step());
    if (found) {
        const auto id = find.integer(0);
        find.reset();
        return id;
    }
    ERRAND_TRY_VOID(make.run());
    return database_.last_insert_id();
}

Result<std::int64_t> Tables::user(const std::string& name) {
    if (const auto known = users_.find(name); known != users_.end()) return known->second;
    ERRAND_TRY(const auto id, found_or_made(find_user_.with(name), make_user_.with(name)));
    return users_[name] = id;
}

Result<std::int64_t> Tables::conversation(std::int64_t user, const std::string& name) {
    const auto key = std::to_string(user) + ' ' + name;
    if (const auto known = conversations_.find(key); known != conversations_.end())
        return known->second;
    ERRAND_TRY(const auto id, found_or_made(find_conversation_.with(user, name),
                                            make_conversation_.with(user, name)));
    return conversations_[key] = id;
}

Result<std::int64_t> Tables::type(const std::string& skill, int version) {
    const auto key = std::to_string(version) + ' ' + skill;
    if (const auto known = types_.find(key); known != types_.end()) return known->second;
    ERRAND_TRY(const auto id,
               found_or_made(find_type_.with(skill, version), make_type_.with(skill, version)));
    return types_[key] = id;
}

Result<std::uint64_t> Tables::next_event(std::int64_t user) {
    if (const auto known = next_events_.find(user); known != next_events_.end())
        return known->second;
    ERRAND_TRY_VOID(last_event_.with(user).step());
    const auto next = static_cast<std::uint64_t>(last_event_.integer(0)) + 1;
    last_event_.reset();
    return next_events_[user] = next;
}

Result<> Tables::refresh() {
    ERRAND_TRY_VOID(data_version_.step());
    const auto version = data_version_.integer(0);
    data_version_.reset();
    const auto remembered = users_.size() + conversations_.size() + next_events_.size();
    if (std::exchange(version_, version) != version || remembered > kMaxRememberedNames) forget();
    ERRAND_TRY(const bool leased, read_lease_.with(kShard).step());
    epoch_ = leased ? static_cast<std::uint64_t>(read_lease_.integer(0)) : 0;
    if (leased) read_lease_.reset();
    return {};
}

Result<std::int64_t> Tables::change(sqlite::Statement& statement) {
    ERRAND_TRY_VOID(statement.run());
    return database_.changes();
}

void Tables::forget() {
    users_.clear();
    conversations_.clear();
    types_.clear();
    next_events_.clear();
}

}  // namespace errand::journal
