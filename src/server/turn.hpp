// Owns: what the faces that other programs drive errand by have in common: a sentence that was
// taken, the events that follow from it as they come, and answers that are no signature.
// Strand: the io_context's thread.
// Must stay true: a sentence is durable before anything of its answer is sent, so that a client
// that goes away ends the sending alone; every record that is read belongs to the token's user;
// nothing here gives a yes to an approval.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <string>
#include <vector>

#include "server/api.hpp"

namespace errand::server {

// A sentence that was taken. seq 0: nothing was said, and nothing follows of itself.
struct Said {
    std::string user;
    std::string conversation;
    std::uint64_t seq = 0;  // of its event
    std::string language;
    Time at{};
    bool repeated = false;                  // it had been said before
    std::vector<std::uint64_t> begun = {};  // the errands that it began, by number
    std::vector<std::uint64_t> told = {};   // those that were told of it

    // Names this sentence of this user, and no other user's.
    std::string id() const;
    std::int64_t created() const;  // seconds since 1970
};

// As POST /v1/conversations/{id}/say does.
async::Awaitable<Result<Said>> say(Rooms& rooms, assistant::Say sentence);
// The sentence of an id. NotFound: none of this user.
async::Awaitable<Result<Said>> find_said(Rooms& rooms, std::string user, std::string id);

// A sentence as its event records it.
struct Spoken {
    std::uint64_t seq = 0;
    std::string text;
    std::string key;
    std::string language;
    Time at{};
};
bool is_said(const journal::Event& event);
Spoken spoken_of(const journal::Event& event);

// An answer to an ask, by a program that a model steers. Denied: it is a yes to an approval, which
// is the person's own key's alone. Else as Assistant::answer.
async::Awaitable<Result<assistant::Taken>> answer_unsigned(Rooms& rooms, std::string user,
                                                           std::string ask, assistant::Reply reply);

// What to watch: the events of one conversation.
struct Watch {
    std::string user;
    std::string conversation;
    std::uint64_t after = 0;  // events from there on
    std::uint64_t said = 0;   // the sentence that they follow: the next one ends it. 0: none does
    async::Deadline until;
    // Goes on where nothing more follows by itself, since the person may act at another door.
    bool stays = false;
};

class Watching {
  public:
    Watching(Rooms& rooms, Watch watch);  // `rooms` outlives it
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;

    // What is new, the oldest first, without what the person said. Nothing where `moment` came
    // first, and at the end: all of the conversation's errands wait or have ended, the next
    // sentence began, or the deadline came.
    async::Awaitable<Result<std::vector<journal::Event>>> next(async::Deadline moment);
    bool over() const { return over_; }
    // At the end: nothing more would follow by itself.
    bool settled() const { return settled_; }
    std::uint64_t seen() const { return watch_.after; }

  private:
    struct Bell {
        explicit Bell(const boost::asio::any_io_executor& executor) : timer(executor) {}
        boost::asio::steady_timer timer;
        bool rung = true;
    };
    async::Awaitable<Result<>> look(async::Deadline moment, std::vector<journal::Event>& news);
    async::Awaitable<Result<bool>> read(std::vector<journal::Event>& news);

    Rooms& rooms_;
    Watch watch_;
    bool over_ = false;
    bool settled_ = false;
    std::shared_ptr<Bell> bell_;
    journal::Subscription following_;
};

// What is said where the deadline came first.
std::string still_working(const std::string& language);
// The text of one event; empty where it shows nothing.
std::string shown(const journal::Event& event, std::string_view language, const TimeZone& zone);
// The user's zone, as errand's own texts use it.
TimeZone zone_of(const Rooms& rooms);

}  // namespace errand::server
