// Owns: an errand as A2A sees one: a task. Its state, what it says of itself, its result as an
// artifact, its history. Strand: the io_context's thread.
// Must stay true: a task's id is its errand's number of this user, so that nobody reaches
// another's; an approval and a sign-in elsewhere are auth-required, since what they want comes out
// of band.
#pragma once

#include "server/a2a/wire.hpp"
#include "server/turn.hpp"

namespace errand::server::a2a {

std::string task_id(std::uint64_t errand);
// The errand of a task's id. Fault: it is none of this user's.
async::Awaitable<Checked<journal::FlowInfo>> find_task(Rooms& rooms, std::string user,
                                                       std::string id);

State state_of(const journal::FlowInfo& errand);
// As `state_of` at the moment when that event happened.
State state_after(const journal::Event& event);

// With `history` messages at most (absent: kHistoryShown).
async::Awaitable<Checked<Task>> read_task(Rooms& rooms, journal::FlowInfo errand,
                                          std::optional<std::size_t> history);
// The same without what is in the events: what an update needs.
Task bare_task(const journal::FlowInfo& errand);

// What an event says, as a message of the agent; nothing where it shows nothing.
std::optional<Message> message_of(const Rooms& rooms, const journal::Event& event,
                                  std::string_view language);
// What a result event brought; nothing where it brought nothing.
std::optional<Artifact> artifact_of(const Rooms& rooms, const journal::Event& event,
                                    std::string_view language);

}  // namespace errand::server::a2a
