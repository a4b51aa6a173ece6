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
    Held(const boost::asio::any_io_executor& executor, std::string user);

    // --- the call's side ---
    // Puts what the service asks to the person: the params of elicitation/create, and what was
    // answered. A request that cannot be shown, or that nobody answers in time, is an error, or
    // cancelled.
    async::Awaitable<Result<json::object>> ask(json::object params);
    // The params of notifications/progress.
    void progress(const json::object& params);
    void finish(Result<tool::CallResult> result);
    // The id of the request that is under way, by which it can be cancelled.
    void asked(json::value request) { request_ = std::move(request); }
    // Cuts the call off, from outside of it.
    boost::asio::cancellation_signal& cut() { return cut_; }

    // --- the caller's side ---
    const std::string& id() const { return id_; }
    const std::string& user() const { return user_; }
    const json::value& request() const { return request_; }  // null: none, or none to be cancelled
    const boost::asio::any_io_executor& executor() const { return executor_; }
    // That nobody can come back to any more.
    bool forgotten() const;
    // Keeps the right to be left (Transport::hold) until it has finished.
    void hold(std::shared_ptr<void> place) { place_ = std::move(place); }
    // Returns once it has finished or asks, at the deadline at the latest.
    async::Awaitable<> wait(async::Deadline deadline);
    bool finished() const { return result_.has_value(); }
    Result<tool::CallResult> take() { return *std::move(result_); }
    std::vector<tool::Question> questions() const;
    // Until the first of these questions is cancelled.
    std::chrono::milliseconds patience() const;
    // What is answered to what is asked now; other keys mean nothing.
    void answer(const json::object& answers);
    void listen(tool::OnProgress on_progress) { on_progress_ = std::move(on_progress); }
    // Whether the service said lately how far it is.
    bool works() const;
    const std::string& message() const { return message_; }

  private:
    struct Open {
        tool::Question question;
        boost::asio::steady_timer answered;  // expires when it is cancelled
        std::optional<json::object> answer;
    };

    boost::asio::any_io_executor executor_;
    std::string id_;
    std::string user_;
    async::Deadline begun_ = std::chrono::steady_clock::now();
    json::value request_;
    std::shared_ptr<void> place_;
    boost::asio::steady_timer changed_;  // cancelled when something happens
    boost::asio::cancellation_signal cut_;
    std::map<std::string, std::shared_ptr<Open>> open_;  // by the question's key
    std::size_t asked_ = 0;
    std::optional<Result<tool::CallResult>> result_;
    tool::OnProgress on_progress_;
    std::string message_;
    std::optional<async::Deadline> told_;  // last
};

// The held calls of one client: at most kMaxHeldCalls, and kMaxHeldCallsOfUser of one user. None is
// cut off for another.
class HeldCalls {
  public:
    // Exhausted where there are as many as may be.
    Result<> keep(std::shared_ptr<Held> held);
    // Null where there is none, or no longer.
    std::shared_ptr<Held> find(const std::string& id) const;
    void forget(const std::string& id);
    void cut_all();

  private:
    std::vector<std::shared_ptr<Held>> held_;  // the oldest first
};

}  // namespace errand::mcp
