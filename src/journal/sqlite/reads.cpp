#include "journal/sqlite/reads.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/limits.hpp"

namespace errand::journal {
namespace {

constexpr std::string_view kFlowColumns =
    "SELECT f.id, f.number, u.name, c.name, t.skill, t.version, f.state, f.seq, f.view,"
    " f.outcome, f.created, f.updated FROM flows f JOIN users u ON u.id=f.user"
    " JOIN conversations c ON c.id=f.conversation JOIN types t ON t.id=f.type WHERE ";

Time time_of(std::int64_t millis) {
    return Time(Millis(millis));
}
std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

Result<json::value> value_of(const sqlite::Statement& row, int column) {
    if (row.is_null(column)) return json::value();
    auto parsed = json::parse(row.text(column));
    if (!parsed) return fail(ErrorCode::Corrupt, "the journal holds " + parsed.error().message);
    return parsed;
}

std::unexpected<Error> no_flow(std::string_view which) {
    return fail(ErrorCode::NotFound, fmt::format("there is no {}", which),
                "List the errands to see which there are.");
}

}  // namespace

Result<sqlite::Statement*> Reads::statement(const std::string& sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        ERRAND_TRY(auto made, database_.prepare(sql));
        found = statements_.emplace(sql, std::move(made)).first;
    }
    found->second.reset();  // an earlier query may have ended in the middle, by an error
    return &found->second;
}

Result<std::optional<std::int64_t>> Reads::user(const std::string& name) {
    if (const auto known = users_.find(name); known != users_.end()) return known->second;
    ERRAND_TRY(auto* row, statement("SELECT id FROM users WHERE name=?"));
    return remembered(users_, name, row->with(name));
}

Result<std::optional<std::int64_t>> Reads::conversation(std::int64_t user,
                                                        const std::string& name) {
    auto key = fmt::format("{} {}", user, name);
    if (const auto known = conversations_.find(key); known != conversations_.end())
        return known->second;
    ERRAND_TRY(auto* row, statement("SELECT id FROM conversations WHERE user=? AND name=?"));
    return remembered(conversations_, std::move(key), row->with(user, name));
}

Result<std::optional<std::int64_t>> Reads::owner(const std::string& name,
                                                 const std::optional<std::string>& one) {
    ERRAND_TRY(const auto id, user(name));
    if (!id || !one) return id;
    return conversation(*id, *one);
}

// Rows of names are never changed or removed.
Result<std::optional<std::int64_t>> Reads::remembered(Ids& ids, std::string key,
                                                      sqlite::Statement& row) {
    ERRAND_TRY(const bool found, row.step());
    if (!found) return std::optional<std::int64_t>();
    const auto id = row.integer(0);
    row.reset();
    if (ids.size() >= kMaxRememberedNames) ids.clear();
    ids.emplace(std::move(key), id);
    return id;
}

Result<std::uint64_t> Reads::one_number(sqlite::Statement& statement) {
    ERRAND_TRY(const bool found, statement.step());
    if (!found) return 0;
    const auto number = static_cast<std::uint64_t>(statement.integer(0));
    statement.reset();
    return number;
}

Result<FlowInfo> Reads::flow_of(const sqlite::Statement& row) {
    FlowInfo info;
    info.id = static_cast<std::uint64_t>(row.integer(0));
    info.number = static_cast<std::uint64_t>(row.integer(1));
    info.user = row.text(2);
    info.conversation = row.text(3);
    info.skill = row.text(4);
    info.version = static_cast<int>(row.integer(5));
    info.state = static_cast<State>(row.integer(6));
    ERRAND_TRY(info.view, view_of(info.id, row));
    ERRAND_TRY(info.outcome, value_of(row, 9));
    info.created = time_of(row.integer(10));
    info.updated = time_of(row.integer(11));
    return info;
}

// The errands of a conversation are looked at with each sentence, and few of them have changed.
Result<json::value> Reads::view_of(std::uint64_t flow, const sqlite::Statement& row) {
    const auto seq = row.integer(7);
    if (const auto known = views_.find(flow); known != views_.end() && known->second.seq == seq)
        return known->second.view;
    ERRAND_TRY(auto view, value_of(row, 8));
    if (views_.size() >= kMaxViewsKept && !views_.contains(flow)) views_.erase(views_.begin());
    views_.insert_or_assign(flow, View{seq, view});
    return view;
}

Result<std::vector<FlowInfo>> Reads::flow_rows(sqlite::Statement& statement) {
    std::vector<FlowInfo> all;
    for (;;) {
        ERRAND_TRY(const bool found, statement.step());
        if (!found) return all;
        ERRAND_TRY(auto info, flow_of(statement));
        all.push_back(std::move(info));
    }
}

Result<FlowInfo> Reads::flow(std::uint64_t id) {
    ERRAND_TRY(auto* query, statement(fmt::format("{}f.id=?", kFlowColumns)));
    ERRAND_TRY(auto found, flow_rows(query->with(id)));
    if (found.empty()) return no_flow(fmt::format("flow {}", id));
    return std::move(found.front());
}

Result<FlowInfo> Reads::flow_by_number(const std::string& name, std::uint64_t number) {
    ERRAND_TRY(const auto owner, user(name));
    if (!owner) return no_flow(fmt::format("errand {}", number));
    ERRAND_TRY(auto* query, statement(fmt::format("{}f.user=? AND f.number=?", kFlowColumns)));
    ERRAND_TRY(auto found, flow_rows(query->with(*owner, number)));
    if (found.empty()) return no_flow(fmt::format("errand {}", number));
    return std::move(found.front());
}

Result<std::optional<FlowInfo>> Reads::flow_by_key(const std::string& name,
                                                   const std::string& key) {
    ERRAND_TRY(const auto owner, user(name));
    if (!owner) return std::optional<FlowInfo>{};
    ERRAND_TRY(auto* query, statement(fmt::format("{}f.user=? AND f.key=?", kFlowColumns)));
    ERRAND_TRY(auto found, flow_rows(query->with(*owner, key)));
    if (found.empty()) return std::optional<FlowInfo>{};
    return std::optional<FlowInfo>(std::move(found.front()));
}

Result<std::vector<FlowInfo>> Reads::flows(const FlowQuery& query) {
    ERRAND_TRY(const auto whose, owner(query.user, query.conversation));
    if (!whose) return std::vector<FlowInfo>();
    // The live ones have indexes of their own, which are used where the query says `state<2`; among
    // all of a user they are few enough to be sorted.
    const auto live = query.live_only    ? "f.state<2 AND f.state IN (0,1) AND "
                      : query.ended_only ? "f.state>=2 AND "
                                         : "";
    ERRAND_TRY(auto* rows,
               statement(fmt::format(
                   "{}{}{}=? AND t.skill=coalesce(?,t.skill) ORDER BY {}f.number {} LIMIT ?",
                   kFlowColumns, live, query.conversation ? "f.conversation" : "f.user",
                   query.live_only && !query.conversation ? "+" : "",
                   query.newest_first ? "DESC" : "ASC")));
    return flow_rows(rows->with(*whose, query.skill, std::min(query.limit, kMaxPage)));
}

Result<std::vector<Record>> Reads::records(std::uint64_t flow, std::uint64_t after) {
    ERRAND_TRY(auto* rows,
               statement("SELECT seq, data FROM records WHERE flow=? AND seq>? ORDER BY seq"));
    rows->with(flow, after);
    std::vector<Record> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows->step());
        if (!found) return all;
        ERRAND_TRY(auto some,
                   read_records(rows->text(1), static_cast<std::uint64_t>(rows->integer(0))));
        std::ranges::move(some, std::back_inserter(all));
        if (all.size() >= kMaxRecordsRead) {
            rows->reset();
            return all;
        }
    }
}

Result<std::vector<Event>> Reads::events(const EventQuery& query) {
    ERRAND_TRY(const auto whose, owner(query.user, query.conversation));
    if (!whose) return std::vector<Event>();
    ERRAND_TRY(auto* rows,
               statement(fmt::format("SELECT e.seq, c.name, e.errand, e.at, e.data FROM events e"
                                     " JOIN conversations c ON c.id=e.conversation"
                                     " WHERE e.{}=? AND e.seq>? ORDER BY e.seq LIMIT ?",
                                     query.conversation ? "conversation" : "user")));
    rows->with(*whose, query.after, std::min(query.limit, kMaxPage));
    std::vector<Event> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows->step());
        if (!found) return all;
        ERRAND_TRY(auto data, value_of(*rows, 4));
        if (!data.is_object()) return fail(ErrorCode::Corrupt, "an event that is no object");
        all.push_back({static_cast<std::uint64_t>(rows->integer(0)), query.user,
                       std::string(rows->text(1)), static_cast<std::uint64_t>(rows->integer(2)),
                       format_time(time_of(rows->integer(3))), std::move(data.get_object())});
    }
}

Result<std::uint64_t> Reads::last_event(const std::string& name) {
    ERRAND_TRY(const auto owner, user(name));
    if (!owner) return 0;
    ERRAND_TRY(auto* query, statement("SELECT max(seq) FROM events WHERE user=?"));
    return one_number(query->with(*owner));
}

Result<std::vector<WaitingSignal>> Reads::signals(std::uint64_t flow) {
    ERRAND_TRY(auto* rows, statement("SELECT ordinal, name, data FROM signals"
                                     " WHERE flow=? AND consumed=0 ORDER BY ordinal"));
    rows->with(flow);
    std::vector<WaitingSignal> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows->step());
        if (!found) return all;
        ERRAND_TRY(auto data, value_of(*rows, 2));
        all.push_back({static_cast<std::uint64_t>(rows->integer(0)), std::string(rows->text(1)),
                       std::move(data)});
    }
}

Result<Stored> Reads::load(std::uint64_t flow) {
    // One snapshot for all of it: the flow's row, its records and its signals fit together.
    ERRAND_TRY_VOID(database_.execute("BEGIN"));
    auto stored = load_rows(flow);
    ERRAND_TRY_VOID(database_.execute("COMMIT"));
    return stored;
}

Result<Stored> Reads::load_rows(std::uint64_t id) {
    Stored stored;
    ERRAND_TRY(stored.info, flow(id));
    ERRAND_TRY(auto* rest, statement("SELECT input, salt, seq, segment_seq FROM flows WHERE id=?"));
    ERRAND_TRY_VOID(rest->with(id).step());
    auto input = value_of(*rest, 0);
    stored.salt = static_cast<std::uint64_t>(rest->integer(1));
    stored.seq = static_cast<std::uint64_t>(rest->integer(2));
    const auto segment = static_cast<std::uint64_t>(rest->integer(3));
    rest->reset();
    ERRAND_TRY(stored.input, std::move(input));
    ERRAND_TRY(stored.records, records(id, segment == 0 ? 0 : segment - 1));
    ERRAND_TRY(stored.signals, signals(id));
    return stored;
}

Result<std::uint64_t> Reads::salt(std::uint64_t flow) {
    ERRAND_TRY(auto* query, statement("SELECT salt FROM flows WHERE id=?"));
    return one_number(query->with(flow));
}

Result<std::vector<std::uint64_t>> Reads::unfinished(std::uint64_t after, std::size_t limit) {
    ERRAND_TRY(auto* rows,
               statement("SELECT id FROM flows WHERE state<2 AND state=0 AND id>? UNION"
                         " SELECT s.flow FROM signals s JOIN flows f ON f.id=s.flow"
                         " WHERE s.consumed=0 AND s.flow>? AND f.state<2 ORDER BY 1 LIMIT ?"));
    rows->with(after, after, limit);
    std::vector<std::uint64_t> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows->step());
        if (!found) return all;
        all.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

Result<std::vector<Journal::Due>> Reads::due(Time now, Journal::Due after, std::size_t limit) {
    ERRAND_TRY(auto* rows,
               statement("SELECT wake_at, id FROM flows WHERE wake_at IS NOT NULL AND wake_at<=?"
                         " AND (wake_at, id)>(?, ?) ORDER BY wake_at, id LIMIT ?"));
    rows->with(millis(now), millis(after.wake_at), after.flow, limit);
    std::vector<Journal::Due> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows->step());
        if (!found) return all;
        all.push_back({time_of(rows->integer(0)), static_cast<std::uint64_t>(rows->integer(1))});
    }
}

Result<std::optional<Time>> Reads::next_wake(Time after) {
    ERRAND_TRY(auto* query, statement("SELECT min(wake_at) FROM flows WHERE wake_at>?"));
    ERRAND_TRY_VOID(query->with(millis(after)).step());
    std::optional<Time> next;
    if (!query->is_null(0)) next = time_of(query->integer(0));
    query->reset();
    return next;
}

Result<std::uint64_t> Reads::last_flow() {
    ERRAND_TRY(auto* query, statement("SELECT max(id) FROM flows"));
    return one_number(*query);
}

Result<std::uint64_t> Reads::last_number(const std::string& name) {
    ERRAND_TRY(const auto owner, user(name));
    if (!owner) return 0;
    ERRAND_TRY(auto* query, statement("SELECT max(number) FROM flows WHERE user=?"));
    return one_number(query->with(*owner));
}

}  // namespace errand::journal
