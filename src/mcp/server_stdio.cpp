#include "mcp/server_stdio.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <map>
#include <memory>
#include <tuple>

#include "mcp/lines.hpp"
#include "mcp/questions.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

// One client: what it agreed on, and the requests that run for it.
struct Session final : Channel, std::enable_shared_from_this<Session> {
    Session(Dispatch& used, const asio::any_io_executor& executor, int output)
        : dispatch(used),
          writer(std::make_shared<LineWriter>(executor, output)),
          idle(executor, async::Deadline::max()) {}

    void take(const std::string& line);
    void start(Message message);
    async::Awaitable<> run(Message message);
    void cancel(const json::value& id);
    void notify(json::object message) override { say(message); }
    async::Awaitable<Result<json::object>> ask(std::string method, json::object params) override;
    void say(const json::object& body) { std::ignore = writer->post(json::write(body)); }

    Dispatch& dispatch;
    std::shared_ptr<LineWriter> writer;
    // What initialize agreed on; requests with _meta say their own.
    std::string version{kNewestLegacy};
    std::map<std::string, asio::cancellation_signal> running;  // by the id's text
    asio::steady_timer idle;  // cancelled when nothing runs any more
    Questions questions;
};

void Session::take(const std::string& line) {
    auto parsed = json::parse(line);
    if (!parsed) return say(write_error(nullptr, kParseError, parsed.error().message));
    auto message = read_message(*std::move(parsed));
    if (!message) return say(write_error(nullptr, kInvalidRequest, message.error().message));
    if (message->kind == Message::Kind::Response) return questions.answer(*message, {});
    if (message->kind == Message::Kind::Request) return start(*std::move(message));
    if (message->method == "notifications/cancelled")
        if (const auto* id = message->params.if_contains("requestId")) cancel(*id);
}

void Session::start(Message message) {
    const auto key = json::write(message.id);
    if (running.contains(key))
        return say(write_error(message.id, kInvalidRequest, "a request with this id runs already"));
    if (running.size() >= kMaxWaitingCalls)
        return say(write_error(message.id, kInternalError, "too many requests run already",
                               json::object{{"code", to_string(ErrorCode::Exhausted)}}));
    auto& signal = running[key];
    const auto ended = [self = shared_from_this(), key](const std::exception_ptr&) {
        self->running.erase(key);
        if (self->running.empty()) self->idle.cancel();
    };
    asio::co_spawn(idle.get_executor(), run(std::move(message)),
                   asio::bind_cancellation_slot(signal.slot(), ended));
}

async::Awaitable<> Session::run(Message message) {
    const auto id = message.id;
    const bool opens = message.method == "initialize";
    const auto channel = dispatch.talks(message) ? shared_from_this() : nullptr;
    auto reply = co_await dispatch.answer(std::move(message), version, Caller{}, channel);
    if (opens)
        if (const auto* result = reply.body.if_contains("result"))
            version = json::string_at(*result, "protocolVersion");
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() == asio::cancellation_type::none) say(reply.body);
}

async::Awaitable<Result<json::object>> Session::ask(std::string method, json::object params) {
    co_return co_await ask_over(questions, {}, idle.get_executor(), std::move(method),
                                std::move(params), [this](const json::object& body) { say(body); });
}

void Session::cancel(const json::value& id) {
    const auto found = running.find(json::write(id));
    if (found != running.end()) found->second.emit(asio::cancellation_type::terminal);
}

}  // namespace

async::Awaitable<Result<>> serve_stdio(Dispatch& dispatch, int input, int output) {
    const auto executor = co_await asio::this_coro::executor;
    const int in = ::fcntl(input, F_DUPFD_CLOEXEC, 0);
    const int out = ::fcntl(output, F_DUPFD_CLOEXEC, 0);
    if (in < 0 || out < 0) {
        if (in >= 0) ::close(in);
        co_return fail(ErrorCode::Exhausted, "no descriptor is free");
    }
    LineReader reader(executor, in);
    const auto session = std::make_shared<Session>(dispatch, executor, out);
    Result<> end;
    for (;;) {
        auto line = co_await reader.next();
        if (!line) {
            session->say(write_error(nullptr, kInvalidRequest, line.error().message));
            end = fail(line.error());
            break;
        }
        if (!*line) break;
        session->take(**line);
    }
    // What runs may finish: the client may have closed its end right after asking.
    session->idle.expires_after(kCloseTimeout);
    if (!session->running.empty())
        co_await session->idle.async_wait(asio::as_tuple(asio::use_awaitable));
    for (auto& [id, signal] : session->running) signal.emit(asio::cancellation_type::terminal);
    co_await session->writer->drained();
    co_return end;
}

}  // namespace errand::mcp
