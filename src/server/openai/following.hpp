// Owns: what followed from a sentence as text, piece by piece as it comes. Strand: the io_context's
// thread.
// Must stay true: an answer ends when every errand of its conversation waits or has ended, when the
// next sentence begins, or at its deadline.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "server/turn.hpp"

namespace errand::server::openai {

class Following {
  public:
    enum class Words { Recorded, AsTheyCome };
    // `rooms` outlives it. Where the client was not told the end of an earlier answer, that comes
    // first. AsTheyCome: also a model's words before they are recorded, of one turn at a time; a
    // client cannot strike them, so where they turn out not to be the answer, that is said.
    Following(Rooms& rooms, Said said, async::Deadline until, Words words = Words::Recorded);
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

    // The next piece of the text; an empty one where nothing came for kStreamHeartbeat; nothing at
    // the end. Asking for it says that the client has the one before.
    async::Awaitable<Result<std::optional<std::string>>> next();
    // At the end: nothing more would follow by itself.
    bool settled() const { return said_.seq == 0 || watching_.settled(); }
    // At the end: the answer has all that one may have; the next begins with the rest.
    bool full() const { return full_; }
    const Said& said() const { return said_; }

  private:
    struct Piece {
        std::uint64_t seq = 0;
        std::string text;
    };
    // The turn whose words are being handed out.
    struct Open {
        std::uint64_t errand = 0;
        std::uint64_t turn = 0;
        std::uint64_t attempt = 0;
        std::size_t offset = 0;  // up to where they came
        std::string told;        // as they were handed out
    };
    bool over() const { return said_.seq == 0 || full_ || watching_.over(); }
    // What can be handed out now: behind an open turn everything else waits.
    bool ready() const { return !spoken_.empty() || (!open_ && !pieces_.empty()); }
    async::Awaitable<Result<>> look(async::Deadline heartbeat);
    bool take(const journal::Event& event);
    std::optional<bool> take_as_end(const journal::Event& event, const std::string& text);
    void hear();
    void hear(const assistant::Spoken& piece);
    void withdraw();
    std::string pop();
    std::uint64_t handed_out() const;

    Rooms& rooms_;
    Said said_;
    TimeZone zone_;
    Watching watching_;
    std::uint64_t handed_out_ = 0;  // events up to this one went with the last piece
    std::uint64_t taken_ = 0;       // the last event
    std::deque<Piece> pieces_;
    std::unique_ptr<assistant::Listening> listening_;  // null: recorded words alone
    std::optional<Open> open_;
    std::string spoken_;  // to be handed out before all pieces
    std::size_t bytes_ = 0;
    bool started_ = false;
    bool full_ = false;
};

// All of it in one piece; where the deadline came first, with a word that it goes on.
async::Awaitable<Result<std::string>> whole(Following& following);
// What is said at the end where that is not all: the deadline came first, or it is too long. Else
// empty.
std::string last_words(const Following& following);

}  // namespace errand::server::openai
