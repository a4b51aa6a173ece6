// Owns: the connection that reads, and the queries.
// Strand: the executor's thread. Reads see what is committed and never wait for the writer.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "journal/journal.hpp"
#include "sqlite/database.hpp"

namespace errand::journal {

class Reads {
  public:
    explicit Reads(sqlite::Database database) : database_(std::move(database)) {}

    Result<FlowInfo> flow(std::uint64_t id);
    Result<FlowInfo> flow_by_number(const std::string& user, std::uint64_t number);
    Result<std::optional<FlowInfo>> flow_by_key(const std::string& user, const std::string& key);
    Result<std::vector<FlowInfo>> flows(const FlowQuery& query);
    Result<std::vector<Record>> records(std::uint64_t flow, std::uint64_t after);
    Result<std::vector<Event>> events(const EventQuery& query);
    Result<std::uint64_t> last_event(const std::string& user);
    Result<Stored> load(std::uint64_t flow);
    Result<std::uint64_t> salt(std::uint64_t flow);
    Result<std::vector<std::uint64_t>> unfinished(std::uint64_t after, std::size_t limit);
    Result<std::vector<Journal::Due>> due(Time now, Journal::Due after, std::size_t limit);
    Result<std::optional<Time>> next_wake(Time after);
    Result<std::uint64_t> last_flow();
    Result<std::uint64_t> last_number(const std::string& user);

  private:
    // The statement for this text, prepared once. One caller at a time: no query runs inside
    // another of the same text.
    Result<sqlite::Statement*> statement(const std::string& sql);
    using Ids = std::unordered_map<std::string, std::int64_t>;
    // Rows of names; nothing where there is none. owner: of the conversation, where one is named.
    Result<std::optional<std::int64_t>> user(const std::string& name);
    Result<std::optional<std::int64_t>> conversation(std::int64_t user, const std::string& name);
    Result<std::optional<std::int64_t>> owner(const std::string& user,
                                              const std::optional<std::string>& conversation);
    static Result<std::optional<std::int64_t>> remembered(Ids& ids, std::string key,
                                                          sqlite::Statement& row);
    // One integer; 0 where the answer is NULL or has no row.
    Result<std::uint64_t> one_number(sqlite::Statement& statement);
    Result<FlowInfo> flow_of(const sqlite::Statement& row);
    Result<json::value> view_of(std::uint64_t flow, const sqlite::Statement& row);
    Result<std::vector<FlowInfo>> flow_rows(sqlite::Statement& statement);
    Result<std::vector<WaitingSignal>> signals(std::uint64_t flow);
    Result<Stored> load_rows(std::uint64_t flow);

    sqlite::Database database_;
    std::unordered_map<std::string, sqlite::Statement> statements_;
    Ids users_;
    Ids conversations_;  // by user and name
    struct View {
        std::int64_t seq;  // of the flow when it was read
        json::value view;
    };
    std::unordered_map<std::uint64_t, View> views_;  // by flow
};

}  // namespace errand::journal
