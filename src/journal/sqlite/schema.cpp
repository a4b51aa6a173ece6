#include "journal/sqlite/schema.hpp"

#include <array>

namespace errand::journal {
namespace {

// Names are stored once and cited by number, and the records of one append are one row: a task of
// three steps then stays under 1 KB. `state` is journal::State; live are 0 and 1. Times are
// milliseconds since 1970.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE leases(
    shard INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, holder TEXT NOT NULL, taken INTEGER NOT NULL);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE conversations(
    id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id), name TEXT NOT NULL,
    UNIQUE(user, name));
CREATE TABLE types(
    id INTEGER PRIMARY KEY, skill TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE(skill, version));
CREATE TABLE flows(
    id INTEGER PRIMARY KEY, user INTEGER NOT NULL, number INTEGER NOT NULL,
    conversation INTEGER NOT NULL, type INTEGER NOT NULL, salt INTEGER NOT NULL,
    state INTEGER NOT NULL, seq INTEGER NOT NULL, segment_seq INTEGER NOT NULL, wake_at INTEGER,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, key TEXT, input TEXT NOT NULL, view TEXT,
    outcome TEXT);
CREATE UNIQUE INDEX flows_by_number ON flows(user, number);
CREATE UNIQUE INDEX flows_by_key ON flows(user, key) WHERE key IS NOT NULL;
CREATE INDEX flows_by_conversation ON flows(conversation);
CREATE INDEX flows_live ON flows(state, user, number) WHERE state < 2;
CREATE INDEX flows_due ON flows(wake_at, id) WHERE wake_at IS NOT NULL;
CREATE TABLE records(
    flow INTEGER NOT NULL, seq INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY(flow, seq)) WITHOUT ROWID;
CREATE TABLE signals(
    flow INTEGER NOT NULL, ordinal INTEGER NOT NULL, consumed INTEGER NOT NULL, key TEXT,
    name TEXT NOT NULL, data TEXT, PRIMARY KEY(flow, ordinal)) WITHOUT ROWID;
CREATE UNIQUE INDEX signals_by_key ON signals(flow, key) WHERE key IS NOT NULL;
CREATE INDEX signals_waiting ON signals(flow) WHERE consumed = 0;
CREATE TABLE events(
    user INTEGER NOT NULL, seq INTEGER NOT NULL, conversation INTEGER NOT NULL, errand INTEGER,
    at INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY(user, seq)) WITHOUT ROWID;
CREATE INDEX events_by_conversation ON events(conversation, seq);
)sql";

// The errands of a conversation are asked for with each sentence: the live ones, and the last that
// ended. Neither may cost more in a conversation that is years old.
constexpr std::string_view kConversationsInOrder = R"sql(
DROP INDEX flows_by_conversation;
CREATE INDEX flows_by_conversation ON flows(conversation, number);
CREATE INDEX flows_live_by_conversation ON flows(conversation, number) WHERE state < 2;
)sql";

constexpr std::array<sqlite::Migration, 2> kMigrations{
    {{"the journal", kFirst}, {"conversations in order", kConversationsInOrder}}};

}  // namespace

std::span<const sqlite::Migration> migrations() {
    return kMigrations;
}

}  // namespace errand::journal
