#include "mcp/http_channel.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>

namespace errand::mcp {

namespace asio = boost::asio;

HttpChannel::HttpChannel(asio::any_io_executor executor, Questions& questions, std::string user)
    : executor_(std::move(executor)),
      questions_(questions),
      user_(std::move(user)),
      wake_(executor_, async::Deadline::max()) {}

void HttpChannel::notify(json::object message) {
    if (out_.size() >= kMaxNotices) return;  // nobody reads them: the answer still comes
    out_.push_back(std::move(message));
    wake_.cancel();
}

async::Awaitable<Result<json::object>> HttpChannel::ask(std::string method, json::object params) {
    const auto self = shared_from_this();
    co_return co_await ask_over(questions_, user_, executor_, std::move(method), std::move(params),
                                [this](json::object message) {
                                    out_.push_back(std::move(message));
                                    wake_.cancel();
                                });
}

// Cancels the request when the last one who waits for it is gone.
struct HttpChannel::Running {
    ~Running() { cancel->emit(asio::cancellation_type::terminal); }
    std::shared_ptr<asio::cancellation_signal> cancel =
        std::make_shared<asio::cancellation_signal>();
};

async::Awaitable<> HttpChannel::more() {
    while (out_.empty() && !reply_ && !thrown_)
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

async::Awaitable<net::Response> HttpChannel::run(async::Awaitable<Reply> work,
                                                 std::shared_ptr<void> keep,
                                                 std::function<net::Response(Reply)> respond) {
    const auto self = shared_from_this();
    const auto running = std::make_shared<Running>();
    asio::co_spawn(executor_, std::move(work),
                   asio::bind_cancellation_slot(running->cancel->slot(),
                                                [self, keep, cancel = running->cancel](
                                                    const std::exception_ptr& thrown, Reply reply) {
                                                    self->thrown_ = thrown;
                                                    if (!thrown) self->reply_ = std::move(reply);
                                                    self->wake_.cancel();
                                                }));
    co_await more();
    if (thrown_) std::rethrow_exception(thrown_);
    if (reply_ && out_.empty()) co_return respond(*std::move(reply_));
    auto response = net::Response::stream(
        [self, running](net::EventWriter& writer) { return self->send_all(writer); });
    response.headers.set("X-Accel-Buffering", "no");
    co_return response;
}

async::Awaitable<> HttpChannel::send_all(net::EventWriter& writer) {
    const auto self = shared_from_this();
    for (;;) {
        co_await more();
        while (!out_.empty()) {
            const auto message = std::move(out_.front());
            out_.pop_front();
            if (!co_await writer.send({.data = json::write(message)})) co_return;
        }
        if (thrown_) co_return;
        if (!reply_) continue;
        (void)co_await writer.send({.data = json::write(reply_->body)});
        co_return;
    }
}

}  // namespace errand::mcp
