// Owns: one turn of a chat: the sentence that was said, and what followed from it as text, piece by
// piece as it comes. Strand: the io_context's thread.
// Must stay true: a sentence is durable before anything of its answer is sent, so that a client
// that goes away ends the sending alone; an answer ends when every errand waits or has ended, when
// the next sentence of its conversation begins, or at its deadline; every record that is read
// belongs to the token's user.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "server/api.hpp"
#include "server/openai/place.hpp"

namespace errand::server::openai {

// A sentence that was taken. seq 0: nothing was said, since the message was a client's own about a
// chat; all that follows is a sentence that says so.
struct Said {
    std::string user;
    std::string conversation;
    std::uint64_t seq = 0;  // of its event
    std::string language;
    Time at{};
    bool repeated = false;  // it had been said before

    // What OpenAI's ids are made of: names this sentence of this user, and no other user's.
    std::string id() const;
    std::int64_t created() const;  // seconds since 1970
};

// As POST /v1/conversations/{id}/say does.
async::Awaitable<Result<Said>> say(Rooms& rooms, std::string user, Place place, std::string text);
// The sentence of an id. NotFound: none of this user.
async::Awaitable<Result<Said>> find_said(Rooms& rooms, std::string user, std::string id);

class Following {
  public:
    // `rooms` outlives it. Where the client was not told the end of an earlier answer, that comes
    // first.
    Following(Rooms& rooms, Said said, async::Deadline until);
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

    // The next piece of the text; an empty one where nothing came for kStreamHeartbeat; nothing at
    // the end. Asking for it says that the client has the one before.
    async::Awaitable<Result<std::optional<std::string>>> next();
    // At the end: nothing more would follow by itself.
    bool settled() const { return settled_; }
    // At the end: the answer has all that one may have; the next begins with the rest.
    bool full() const { return full_; }
    const Said& said() const { return said_; }

  private:
    struct Piece {
        std::uint64_t seq = 0;
        std::string text;
    };
    async::Awaitable<Result<>> look();
    async::Awaitable<Result<>> read();
    bool take(const journal::Event& event);

    Rooms& rooms_;
    Said said_;
    TimeZone zone_;
    async::Deadline until_;
    std::uint64_t after_ = 0;
    std::uint64_t handed_out_ = 0;  // the event of the last piece
    std::deque<Piece> pieces_;
    std::size_t bytes_ = 0;
    bool started_ = false;
    bool over_ = false;
    bool full_ = false;
    bool settled_ = false;
    std::shared_ptr<bool> rung_ = std::make_shared<bool>(true);
    journal::Subscription following_;
};

// All of it in one piece; where the deadline came first, with a word that it goes on.
async::Awaitable<Result<std::string>> whole(Following& following);
// What is said at the end where that is not all: the deadline came first, or it is too long. Else
// empty.
std::string last_words(const Following& following);

// The text of one event; empty where it shows nothing.
std::string shown(const journal::Event& event, std::string_view language, const TimeZone& zone);
// The user's zone, as errand's own texts use it.
TimeZone zone_of(const Rooms& rooms);

}  // namespace errand::server::openai
