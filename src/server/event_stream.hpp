// Owns: a user's events as a list and as a stream. Strand: the io_context's thread.
// Must stay true: a stream misses none and repeats none, from the number it was asked to go on
// after, whatever happens between.
#pragma once

#include <memory>
#include <string>

#include "server/api.hpp"

namespace errand::server {

// One of the few streams that a user may have open.
class StreamPlace {
  public:
    // Exhausted where all are taken.
    static Result<std::shared_ptr<StreamPlace>> take(Rooms& rooms, std::string user);
    StreamPlace(Rooms& rooms, std::string user);
    ~StreamPlace();
    StreamPlace(const StreamPlace&) = delete;
    StreamPlace& operator=(const StreamPlace&) = delete;

  private:
    Rooms& rooms_;
    std::string user_;
};

// Of the conversation that the route names, or of all.
async::Awaitable<net::Response> show_events(Rooms& rooms, net::Request request, std::string user);

}  // namespace errand::server
