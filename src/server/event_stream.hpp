// Owns: a user's events as a list and as a stream. Strand: the io_context's thread.
// Must stay true: a stream misses none and repeats none, from the number it was asked to go on
// after, whatever happens between.
#pragma once

#include <string>

#include "server/api.hpp"

namespace errand::server {

// Of the conversation that the route names, or of all.
async::Awaitable<net::Response> show_events(Rooms& rooms, net::Request request, std::string user);

}  // namespace errand::server
