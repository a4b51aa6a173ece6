// Owns: what a server has asked legacy clients and waits to hear. Private to src/mcp.
// Strand: the event loop's thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "async/awaitable.hpp"
#include "mcp/protocol.hpp"

namespace errand::mcp {

// Questions to legacy clients whose answers come by requests of their own. The id is a secret of
// the stream that carried the question, and only the same user may answer.
class Questions {
  public:
    struct Open {
        std::string user;
        boost::asio::steady_timer answered;
        std::optional<Result<json::object>> answer;
    };
    // Exhausted above kMaxAsks.
    Result<std::shared_ptr<Open>> open(const std::string& id, std::string user,
                                       const boost::asio::any_io_executor& executor);
    void close(const std::string& id) { open_.erase(id); }
    // What a client sent as a response. Others' and unknown ones are dropped.
    void answer(const Message& response, const std::string& user);

  private:
    std::map<std::string, std::shared_ptr<Open>> open_;
};

// Asks with a new secret id, sent by `send`, and waits for the answer, at most kAskTimeout.
async::Awaitable<Result<json::object>> ask_over(Questions& questions, std::string user,
                                                boost::asio::any_io_executor executor,
                                                std::string method, json::object params,
                                                std::function<void(json::object)> send);

}  // namespace errand::mcp
