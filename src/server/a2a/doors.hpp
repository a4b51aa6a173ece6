// Owns: errand as an agent for other agents (A2A): the agent card and the JSON-RPC door:
// docs/a2a.md. Strand: the io_context's thread.
// Must stay true: a task is reached by its user's token alone; a message is said as
// POST /v1/conversations/{id}/say says it, and no message, words or data, gives a yes to an
// approval: its task is auth-required until the person has signed out of band.
#pragma once

#include "server/a2a/request.hpp"
#include "server/a2a/task.hpp"
#include "server/event_stream.hpp"

namespace errand::server::a2a {

Doors doors(Rooms& rooms);
Door card_door(Rooms& rooms);

// A message that was taken.
struct Sent {
    std::string user;
    std::string conversation;
    std::string language;
    std::uint64_t seq = 0;            // of the user's events: what follows from it comes after
    std::uint64_t errand = 0;         // its task; 0: it became none, and what follows is a message
    std::vector<std::uint64_t> also;  // further errands that it began
};
// A message with one answer of the agent: what followed from one that became no task.
async::Awaitable<Checked<Message>> read_reply(Rooms& rooms, Sent sent);

// Sends the task and what becomes of it, until it has ended; where `until_asked`, also until it
// needs the person here; at most kAnswerStreamedWithin.
struct TaskStream {
    Version version = Version::V10;
    json::value id;
    Sent sent;
    std::optional<std::size_t> history;
    bool until_asked = false;
};
net::Response stream_task(Rooms& rooms, TaskStream stream, std::shared_ptr<StreamPlace> place);

}  // namespace errand::server::a2a
