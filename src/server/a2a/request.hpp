// Owns: what the parameters of an A2A call say. Pure; any thread. Source: as wire.hpp.
// Must stay true: the words said are the message's text parts and nothing else of the request; what
// is not known is passed over, a known member of a wrong type is named.
#pragma once

#include <string>

#include "assistant/assistant.hpp"
#include "server/a2a/wire.hpp"

namespace errand::server::a2a {

// A message to the agent.
struct Incoming {
    std::string id;
    std::string context;  // empty: none named
    std::string task;     // the same
    std::string text;
    std::optional<assistant::Reply> reply;  // instead of words: a data part that answers the ask
    std::string ask;                        // that it answers, where it says so
    bool waits = true;                      // for the task to need the person or to end
    std::optional<std::size_t> history;     // how many messages of it to give back
};
Checked<Incoming> read_incoming(const Call& call);

// Of Get, Cancel and Subscribe.
struct TaskQuery {
    std::string id;
    std::optional<std::size_t> history;
};
Checked<TaskQuery> read_task_query(const Call& call);

struct ListQuery {
    std::optional<std::string> context;
    std::optional<State> state;
    std::optional<Time> since;
    std::size_t page_size = 0;
    std::string page_token;
    std::size_t history = 0;
    bool artifacts = false;
};
Checked<ListQuery> read_list_query(const Call& call);

}  // namespace errand::server::a2a
