// Owns: a request that may talk while it runs, over Streamable HTTP: its answer is JSON where it
// said nothing before, else a stream of events. Private to src/mcp. Strand: the event loop's
// thread. Must stay true: the request's coroutine ends when whoever waits for the answer goes away.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <deque>
#include <memory>
#include <string>

#include "mcp/dispatch.hpp"
#include "mcp/questions.hpp"

namespace errand::mcp {

class HttpChannel final : public Channel, public std::enable_shared_from_this<HttpChannel> {
  public:
    HttpChannel(boost::asio::any_io_executor executor, Questions& questions, std::string user);

    void notify(json::object message) override;
    async::Awaitable<Result<json::object>> ask(std::string method, json::object params) override;

    // Runs `work` beside; `keep` lives as long as it does. The answer is what `respond` makes of
    // the reply.
    async::Awaitable<net::Response> run(async::Awaitable<Reply> work, std::shared_ptr<void> keep,
                                        std::function<net::Response(Reply)> respond);

  private:
    struct Running;
    async::Awaitable<> more();  // until there is something to send, or the reply
    async::Awaitable<> send_all(net::EventWriter& writer);

    boost::asio::any_io_executor executor_;
    Questions& questions_;
    std::string user_;
    std::deque<json::object> out_;
    std::optional<Reply> reply_;
    std::exception_ptr thrown_;
    boost::asio::steady_timer wake_;
};

}  // namespace errand::mcp
