// Owns: one call of a tool of errand's MCP server: what it does to an errand, what follows from it,
// and what the person is asked meanwhile where the client can (elicitation). Strand: the
// io_context's thread.
// Must stay true: what a call goes on from after a question is all in its state, so that nothing is
// kept between two requests; the state is the client's word, and reaches nothing but what is the
// user's own; a client that goes away changes nothing more.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "mcp/server.hpp"
#include "server/turn.hpp"

namespace errand::server::tools {

using Outcome = Result<tool::CallResult>;

// What a call goes on from.
struct Going {
    static constexpr bool kDefaults = true;
    std::string conversation;
    std::uint64_t after = 0;  // the cards shown are those after this event
    std::uint64_t said = 0;   // the next sentence after this one ends it
    std::vector<std::uint64_t> errands;
    std::string language;
    std::string ask;  // the last one put to the person by this call
    int asks = 0;     // how many were
};
BOOST_DESCRIBE_STRUCT(Going, (), (conversation, after, said, errands, language, ask, asks))

class Drive {
  public:
    // `rooms` outlives it.
    Drive(Rooms& rooms, mcp::RequestContext context);

    // Says it in a conversation of its own. `language`: of the cards' words; empty: the sentence's.
    async::Awaitable<Outcome> start(std::string text, std::string language);
    async::Awaitable<Outcome> say(std::uint64_t errand, std::string text);
    // Denied: a yes to an approval.
    async::Awaitable<Outcome> answer(std::string ask, assistant::Reply reply);
    async::Awaitable<Outcome> cancel(std::uint64_t errand);
    // As it stands, or stands once it waits or has ended, at most after `wait`.
    async::Awaitable<Outcome> look(std::uint64_t errand, std::chrono::seconds wait);
    async::Awaitable<Outcome> list(bool live_only);

  private:
    // What is to be shown at the end.
    struct Seen {
        std::deque<journal::Event> cards;
        std::size_t left_out = 0;  // earlier ones, for their size
        bool settled = false;
    };
    using Begin = std::function<async::Awaitable<Result<Going>>()>;
    // The way of every call that does something: begins, or goes on from the answered question.
    async::Awaitable<Outcome> run(Begin begin);
    async::Awaitable<Result<Going>> resume();
    async::Awaitable<Result<>> take_form(Going& going);
    async::Awaitable<Result<Going>> going_of(std::uint64_t errand);
    async::Awaitable<Result<Seen>> watch(Going going);
    async::Awaitable<Result<std::vector<journal::FlowInfo>>> errands_of(Going going);
    bool may_ask(const Going& going, const json::value& ask) const;
    tool::CallResult put(Going going, json::value ask) const;
    json::object shown(const Going& going, const Seen& seen,
                       const std::vector<journal::FlowInfo>& errands) const;
    std::string key_of(std::string_view what) const;

    Rooms& rooms_;
    mcp::RequestContext context_;
    TimeZone zone_;
};

// An error as the client's model reads it; what the model cannot help stays an error.
Outcome refused(const Error& error);

}  // namespace errand::server::tools
