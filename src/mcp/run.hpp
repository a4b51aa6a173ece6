// Owns: one run of a program that serves over stdio: what it answers, what it says beside, and when
// that is too much or too little. Private to src/mcp. Strand: the event loop's thread.
// Must stay true: whatever the program does, its pipes cost a bounded amount of memory and work;
// once a run is over, the program is killed and every call that waited knows.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "mcp/child.hpp"
#include "mcp/given_up.hpp"
#include "mcp/lines.hpp"
#include "mcp/transport.hpp"

namespace errand::mcp {

// Which program, and what it may do. Outlives the transport where a run does.
struct ChildSettings {
    Command command;
    ChildLimits limits;
};

// The coroutines that read its pipes hold it too, and end when the pipes close.
class Run : public std::enable_shared_from_this<Run> {
  public:
    struct Waiting {
        Waiting(const boost::asio::any_io_executor& executor, Outgoing asked)
            : outgoing(std::move(asked)), answered(executor) {}
        Outgoing outgoing;
        boost::asio::steady_timer answered;
        std::optional<Message> answer;
        async::Deadline since = std::chrono::steady_clock::now();
    };

    Run(const boost::asio::any_io_executor& executor, std::unique_ptr<Child> started,
        std::shared_ptr<const ChildSettings> settings);

    // Begins to read. Held by shared_ptr only.
    void begin();
    // Sends the request and waits. Timeout: it may have been done all the same.
    async::Awaitable<Result<Incoming>> exchange(Outgoing outgoing, async::Deadline deadline);
    Result<> post(const json::object& message);
    // Closes its input and gives it time to leave.
    async::Awaitable<> finish();
    // Kills it. `why`: what it did; empty: nothing wrong.
    void end(std::string why);

    bool over() const { return over_; }
    bool owes_answers() const { return given_up_.any(); }
    // It ended so soon after its start that another start may end the same way.
    bool failed() const { return over_ && ended_ - started_ < settings_->limits.steady_run; }
    async::Deadline ended() const { return ended_; }
    // What it did at last, and the end of its error output, on one line.
    std::string last_words() const;

  private:
    async::Awaitable<> read();
    async::Awaitable<> read_errors();
    async::Awaitable<> hear_last_errors();
    void take(const std::string& line);
    void pass_over(std::size_t bytes);
    void give_up(const Waiting& call);
    // Progress is the call's that it names.
    void tell(const Message& message);
    async::Awaitable<> serve(Message message, std::shared_ptr<Waiting> during);

    boost::asio::any_io_executor loop_;
    std::unique_ptr<Child> child_;
    LineReader reader_;
    boost::asio::posix::stream_descriptor errors_;
    boost::asio::steady_timer errors_ended_;  // cancelled when they have
    bool hears_errors_ = true;
    std::shared_ptr<LineWriter> writer_;
    std::shared_ptr<const ChildSettings> settings_;
    std::map<std::string, std::shared_ptr<Waiting>> waiting_;  // by the id's text
    GivenUp given_up_;
    std::string said_;  // the end of its error output
    std::string why_;
    async::Deadline started_ = std::chrono::steady_clock::now();
    async::Deadline ended_;
    async::Deadline heard_ = started_;
    bool answered_ = false;        // anything, since its start
    int silent_calls_ = 0;         // in a row
    std::size_t stray_ = 0;        // messages that nobody waits for, since the last awaited one
    std::size_t stray_bytes_ = 0;  // of them
    bool leaving_ = false;
    bool over_ = false;
};

}  // namespace errand::mcp
