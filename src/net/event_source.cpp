// Owns: EventSource of client.hpp: reconnecting and going on where the stream broke.
#include <boost/asio/as_tuple.hpp>
#include <deque>

#include "net/client.hpp"

namespace errand::net {

namespace asio = boost::asio;

struct EventSource::State {
    State(Client& used, ClientRequest wanted) : client(used), request(std::move(wanted)) {}

    async::Awaitable<Result<>> reconnect(async::Deadline deadline);
    async::Awaitable<Result<>> connect(async::Deadline deadline);
    async::Awaitable<Result<>> read(async::Deadline deadline);
    std::chrono::milliseconds delay() const;

    Client& client;
    ClientRequest request;
    std::unique_ptr<ResponseStream> stream;
    EventParser parser;
    std::string last_id;
    std::deque<Event> waiting;
    std::optional<std::chrono::milliseconds> retry;  // what the server asked for
    int failures = 0;                                // in a row
    bool over = false;
};

EventSource::EventSource(Client& client, ClientRequest request)
    : state_(std::make_unique<State>(client, std::move(request))) {
    state_->last_id = state_->request.headers.get("Last-Event-ID");
}

EventSource::~EventSource() = default;

std::chrono::milliseconds EventSource::State::delay() const {
    auto wait = retry.value_or(kFirstReconnectDelay);
    for (int i = 1; i < failures && wait < kMaxReconnectDelay; ++i) wait *= 2;
    return std::min(wait, kMaxReconnectDelay);
}

// Waits as long as is due after the last failure, then connects.
async::Awaitable<Result<>> EventSource::State::reconnect(async::Deadline deadline) {
    if (failures > kMaxReconnects)
        co_return fail(ErrorCode::Unavailable, "the stream of events could not be had again",
                       "try again later");
    if (failures > 0) {
        const auto due = async::after(delay());
        asio::steady_timer timer(co_await asio::this_coro::executor, std::min(due, deadline));
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        if (due > deadline) co_return fail(ErrorCode::Timeout, "no event came in time");
    }
    co_return co_await connect(deadline);
}

async::Awaitable<Result<>> EventSource::State::connect(async::Deadline deadline) {
    auto ask = request;
    ask.headers.set("Accept", "text/event-stream");
    ask.headers.set("Cache-Control", "no-cache");
    if (!last_id.empty()) ask.headers.set("Last-Event-ID", last_id);
    ask.deadline = deadline;
    ask.max_body = std::numeric_limits<std::size_t>::max();
    auto opened = co_await client.open(std::move(ask));
    if (!opened) {
        if (opened.error().code == ErrorCode::Invalid) co_return fail(opened.error());
        ++failures;
        co_return Result<>{};
    }
    const int status = (*opened)->status;
    if (status == 204) {
        over = true;
        co_return Result<>{};
    }
    if (status >= 500) {
        ++failures;
        co_return Result<>{};
    }
    if (status != 200 || !(*opened)->headers.get("Content-Type").starts_with("text/event-stream"))
        co_return fail(error_code_of_status(status),
                       "the service sends no events (status " + std::to_string(status) + ")");
    stream = *std::move(opened);
    parser = EventParser();
    co_return Result<>{};
}

async::Awaitable<Result<>> EventSource::State::read(async::Deadline deadline) {
    if (!co_await stream->wait(deadline))
        co_return fail(ErrorCode::Timeout, "no event came in time");
    const auto piece = co_await stream->read(async::after(kReadTimeout));
    if (!piece || piece->empty()) {
        stream.reset();
        ++failures;
        co_return Result<>{};
    }
    ERRAND_CO_TRY(auto events, parser.feed(*piece));
    for (auto& event : events) {
        failures = 0;
        waiting.push_back(std::move(event));
    }
    if (parser.retry()) retry = parser.retry();
    if (!parser.last_id().empty()) last_id = parser.last_id();
    co_return Result<>{};
}

async::Awaitable<Result<Event>> EventSource::next(async::Deadline deadline) {
    auto& state = *state_;
    while (state.waiting.empty()) {
        if (std::chrono::steady_clock::now() >= deadline)
            co_return fail(ErrorCode::Timeout, "no event came in time");
        if (state.over) co_return fail(ErrorCode::NotFound, "the stream of events is over");
        if (!state.stream) {
            ERRAND_CO_TRY_VOID(co_await state.reconnect(deadline));
        } else {
            ERRAND_CO_TRY_VOID(co_await state.read(deadline));
        }
    }
    auto event = std::move(state.waiting.front());
    state.waiting.pop_front();
    co_return event;
}

const std::string& EventSource::last_id() const {
    return state_->last_id;
}

}  // namespace errand::net
