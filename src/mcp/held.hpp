// Owns: a call under way that whoever made it may leave and come back to: since the service asks
// the person meanwhile, or is long at work and says how far it is. Private to src/mcp.
// Strand: the event loop's thread. Must stay true: a question is answered once; one that nobody
// answers in kHeldQuestion is cancelled; what is stopped sends nothing more.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "tool/tool.hpp"

namespace errand::mcp {

class Held {
  public:
    explicit Held(const boost::asio::any_io_executor& executor);

    // --- the call's side ---
    // Puts what the service asks to the person: the params of elicitation/create, and what was
    // answered. A request that cannot be shown, or that nobody answers in time, is an error, or
    // cancelled.
    async::Awaitable<Result<json::object>> ask(json::object params);
    // The params of notifications/progress.
    void progress(const json::object& params);
    void finish(Result<tool::CallResult> result);
    // Cuts the call off, from outside of it.
    boost::asio::cancellation_signal& cut() { return cut_; }

    // --- the caller's side ---
    const std::string& id() const { return id_; }
    // Returns once it has finished or asks, at the deadline at the latest.
    async::Awaitable<> wait(async::Deadline deadline);
    bool finished() const { return result_.has_value(); }
    Result<tool::CallResult> take() { return *std::move(result_); }
    std::vector<tool::Question> questions() const;
    // What is answered to what is asked now; other keys mean nothing.
    void answer(const json::object& answers);
    void listen(tool::OnProgress on_progress) { on_progress_ = std::move(on_progress); }
    // Whether the service said lately how far it is.
    bool works() const;
    const std::string& message() const { return message_; }

  private:
    struct Open {
        json::object params;
        tool::Question question;
        boost::asio::steady_timer answered;
        std::optional<json::object> answer;
    };

    boost::asio::any_io_executor executor_;
    std::string id_;
    boost::asio::steady_timer changed_;  // cancelled when something happens
    boost::asio::cancellation_signal cut_;
    std::map<std::string, std::shared_ptr<Open>> open_;  // by the question's key
    std::size_t asked_ = 0;
    std::optional<Result<tool::CallResult>> result_;
    tool::OnProgress on_progress_;
    std::string message_;
    std::optional<async::Deadline> told_;  // last
};

// The held calls of one client. At most kMaxHeldCalls: the oldest is cut off for another.
class HeldCalls {
  public:
    void keep(std::shared_ptr<Held> held);
    // Null where there is none, or no longer.
    std::shared_ptr<Held> find(const std::string& id) const;
    void forget(const std::string& id);
    void cut_all();

  private:
    std::vector<std::shared_ptr<Held>> held_;  // the oldest first
};

}  // namespace errand::mcp
