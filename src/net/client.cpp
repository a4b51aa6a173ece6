#include "net/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>
#include <map>

#include "net/link.hpp"

namespace errand::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

using Parser = http::response_parser<http::string_body>;
constexpr std::size_t kReadPiece = std::size_t{16} * 1024;

constexpr std::array<std::string_view, 5> kRepeatable{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};

bool repeatable_method(std::string_view method) {
    return std::ranges::find(kRepeatable, method) != kRepeatable.end();
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) ||
               std::string_view("!#$%&'*+-.^_`|~").contains(static_cast<char>(c));
    });
}

bool is_field_value(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

Result<std::string> write_head(const ClientRequest& request, const Url& url,
                               std::string_view user_agent) {
    if (!is_token(request.method))
        return fail(ErrorCode::Invalid, "'" + request.method + "' is not an HTTP method");
    auto head = fmt::format("{} {} HTTP/1.1\r\n", request.method, url.target());
    if (!request.headers.has("Host")) head += "Host: " + url.authority() + "\r\n";
    if (!request.headers.has("User-Agent"))
        head.append("User-Agent: ").append(user_agent).append("\r\n");
    for (const auto& [name, value] : request.headers.all()) {
        if (!is_token(name) || !is_field_value(value))
            return fail(ErrorCode::Invalid, "a field of the request is malformed: " + name);
        head.append(name).append(": ").append(value).append("\r\n");
    }
    if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD"))
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", request.body.size());
    head += "\r\n";
    return head;
}

Error lost(const Error& why) {
    if (why.code == ErrorCode::Timeout) return why;
    return {ErrorCode::Timeout, "the connection broke before the answer came: " + why.message,
            "the effect may or may not have happened; look it up before trying again"};
}

}  // namespace

struct Client::State : std::enable_shared_from_this<Client::State> {
    struct Idle {
        std::unique_ptr<Link> link;
        std::chrono::steady_clock::time_point since;
    };

    State(asio::any_io_executor used, ClientOptions chosen)
        : executor(std::move(used)),
          options(std::move(chosen)),
          trust(options.certificate_authorities) {}

    // One request among the open connections, for as long as it is there.
    class Place {
      public:
        explicit Place(std::shared_ptr<State> state) : state_(std::move(state)) {}
        Place(Place&&) = default;
        Place& operator=(Place&&) = delete;
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() {
            if (state_) state_->leave();
        }

      private:
        std::shared_ptr<State> state_;
    };
    // A request that waits for a place. Where it goes unserved, it gives back what it was given.
    struct Waiting {
        Waiting(State& at, async::Deadline until)
            : state(at),
              turn(at.executor, until),
              self(state.waiting.insert(state.waiting.end(), this)) {}
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
        ~Waiting() {
            if (given && !taken) state.leave();
            if (!given) state.waiting.erase(self);
        }
        State& state;
        asio::steady_timer turn;  // cancelled when a place is given
        bool given = false;
        bool taken = false;
        std::list<Waiting*>::iterator self;
    };

    // First come, first served. Exhausted where there is no place before the deadline.
    static async::Awaitable<Result<Place>> enter(std::shared_ptr<State> state,
                                                 async::Deadline deadline);
    void leave();

    std::unique_ptr<Link> take(const std::string& origin);
    void keep(const std::string& origin, std::unique_ptr<Link> link);
    async::Awaitable<Result<std::unique_ptr<ResponseStream>>> attempt(const ClientRequest& request,
                                                                      const Url& url,
                                                                      std::string_view head,
                                                                      bool fresh_only,
                                                                      bool& reused);

    asio::any_io_executor executor;
    ClientOptions options;
    Trust trust;
    std::map<std::string, std::vector<Idle>> idle;
    std::size_t idle_count = 0;
    std::size_t open = 0;
    std::size_t held = 0;  // of them, for minutes
    std::list<Waiting*> waiting;
    std::size_t opened = 0;
};

// One exchange: the link, its parser, and its place among the open connections.
class Exchange final : public ResponseStream {
  public:
    Exchange(std::shared_ptr<Client::State> state, std::string origin, Client::State::Place place)
        : state_(std::move(state)), origin_(std::move(origin)), place_(std::move(place)) {}

    async::Awaitable<bool> wait(async::Deadline deadline) override;
    async::Awaitable<Result<std::string>> read(async::Deadline deadline) override;
    // Until the head is whole. `silent`: the other side closed without a byte.
    async::Awaitable<Result<>> read_head(const ClientRequest& request, async::Deadline deadline,
                                         bool& silent);

    // The connection is not to be used again.
    void drop_link_after() { ended_ = true; }

    std::unique_ptr<Link> link;

  private:
    async::Awaitable<Result<>> fill(async::Deadline deadline);
    Result<> parse(bool& progressed);
    void start(const ClientRequest& request);
    void finish();

    std::shared_ptr<Client::State> state_;
    std::string origin_;
    Client::State::Place place_;
    std::optional<Parser> parser_;
    boost::beast::flat_buffer buffer_;
    bool heard_ = false;
    bool ended_ = false;  // the other side closed
};

async::Awaitable<Result<Client::State::Place>> Client::State::enter(std::shared_ptr<State> state,
                                                                    async::Deadline deadline) {
    if (state->open < state->options.max_open) {
        ++state->open;
        co_return Place(std::move(state));
    }
    const auto full = [] {
        return fail(ErrorCode::Exhausted, "too many connections are open already",
                    "try again in a moment");
    };
    if (state->waiting.size() >= kMaxWaitingRequests) co_return full();
    Waiting waiting(*state, deadline);
    co_await waiting.turn.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!waiting.given) co_return full();
    waiting.taken = true;
    co_return Place(std::move(state));
}

// Whoever has waited longest has it next.
void Client::State::leave() {
    if (waiting.empty()) {
        --open;
        return;
    }
    auto* next = waiting.front();
    waiting.pop_front();
    next->given = true;
    next->turn.cancel();
}

std::unique_ptr<Link> Client::State::take(const std::string& origin) {
    const auto place = idle.find(origin);
    if (place == idle.end()) return nullptr;
    const auto oldest = std::chrono::steady_clock::now() - kKeepIdleConnection;
    while (!place->second.empty()) {
        auto found = std::move(place->second.back());
        place->second.pop_back();
        --idle_count;
        if (found.since < oldest || !found.link->usable()) continue;
        if (place->second.empty()) idle.erase(place);
        return std::move(found.link);
    }
    idle.erase(place);
    return nullptr;
}

void Client::State::keep(const std::string& origin, std::unique_ptr<Link> link) {
    auto& kept = idle[origin];
    if (kept.size() >= options.max_idle_per_host || idle_count >= options.max_idle) {
        if (kept.empty()) idle.erase(origin);
        return;
    }
    kept.push_back({std::move(link), std::chrono::steady_clock::now()});
    ++idle_count;
}

void Exchange::start(const ClientRequest& request) {
    parser_.emplace();
    parser_->eager(true);
    parser_->header_limit(static_cast<std::uint32_t>(kMaxHeaderBytes));
    parser_->body_limit(request.max_body);
    if (request.method == "HEAD") parser_->skip(true);
}

Result<> Exchange::parse(bool& progressed) {
    boost::system::error_code error;
    const auto used = parser_->put(buffer_.data(), error);
    buffer_.consume(used);
    progressed = used > 0;
    if (!error || error == http::error::need_more) return {};
    if (error == http::error::body_limit || error == http::error::header_limit)
        return fail(ErrorCode::Corrupt, "the answer of " + origin_ + " is too large",
                    "ask for less");
    return fail(ErrorCode::Corrupt, "the answer of " + origin_ + " is not HTTP: " + error.message(),
                "check that the address is right");
}

async::Awaitable<Result<>> Exchange::fill(async::Deadline deadline) {
    ERRAND_CO_TRY(const auto count, co_await link->read(buffer_.prepare(kReadPiece), deadline));
    buffer_.commit(count);
    if (count > 0) {
        heard_ = true;
        co_return Result<>{};
    }
    ended_ = true;
    if (!heard_) co_return fail(ErrorCode::Unavailable, origin_ + " closed the connection");
    boost::system::error_code error;
    parser_->put_eof(error);
    if (error || !parser_->is_done())
        co_return fail(ErrorCode::Unavailable, origin_ + " closed the connection too early");
    co_return Result<>{};
}

async::Awaitable<Result<>> Exchange::read_head(const ClientRequest& request,
                                               async::Deadline deadline, bool& silent) {
    start(request);
    while (!parser_->is_header_done()) {
        bool progressed = false;
        if (buffer_.size() > 0) ERRAND_CO_TRY_VOID(parse(progressed));
        if (!progressed) {
            auto filled = co_await fill(deadline);
            silent = !heard_ && ended_;
            if (!filled) co_return fail(lost(filled.error()));
        }
        const auto& message = parser_->get();
        if (parser_->is_header_done() && message.result_int() / 100 == 1) {
            if (message.result_int() == 101)
                co_return fail(ErrorCode::Corrupt, origin_ + " switched to another protocol");
            start(request);
        }
    }
    const auto& message = parser_->get();
    status = static_cast<int>(message.result_int());
    for (const auto& field : message)
        headers.add(std::string(field.name_string()), std::string(field.value()));
    if (parser_->is_done() && parser_->get().body().empty()) finish();
    co_return Result<>{};
}

async::Awaitable<bool> Exchange::wait(async::Deadline deadline) {
    // Of a chunk that was read, its last two bytes may stay: they say nothing.
    for (bool progressed = true; link && progressed && buffer_.size() > 0 && !parser_->is_done();)
        if (!parse(progressed)) co_return true;  // as read will tell
    if (!link || parser_->is_done() || !parser_->get().body().empty()) co_return true;
    co_return co_await link->readable(deadline);
}

async::Awaitable<Result<std::string>> Exchange::read(async::Deadline deadline) {
    while (link) {
        bool progressed = true;
        while (buffer_.size() > 0 && !parser_->is_done() && progressed)
            ERRAND_CO_TRY_VOID(parse(progressed));
        auto body = std::exchange(parser_->get().body(), {});
        if (parser_->is_done()) finish();
        if (!body.empty()) co_return body;
        if (!link) break;
        auto filled = co_await fill(deadline);
        if (!filled) co_return fail(lost(filled.error()));
    }
    co_return std::string{};
}

void Exchange::finish() {
    const bool reusable = parser_->keep_alive() && !ended_ && buffer_.size() == 0;
    if (reusable) state_->keep(origin_, std::move(link));
    link.reset();
}

async::Awaitable<Result<std::unique_ptr<ResponseStream>>> Client::State::attempt(
    const ClientRequest& request, const Url& url, std::string_view head, bool fresh_only,
    bool& reused) {
    const auto deadline = *request.deadline;
    const auto origin = url.origin();
    ERRAND_CO_TRY(auto place, co_await enter(shared_from_this(), deadline));
    auto exchange = std::make_unique<Exchange>(shared_from_this(), origin, std::move(place));
    if (!fresh_only) exchange->link = take(origin);
    reused = exchange->link != nullptr;
    if (!reused) {
        const auto connect_by = std::min(deadline, async::after(options.connect_timeout));
        ERRAND_CO_TRY(exchange->link, co_await connect(url, trust, connect_by));
        ++opened;
    }
    const auto written = co_await exchange->link->write(head, request.body, deadline);
    if (!written && written.error().code == ErrorCode::Timeout) co_return fail(written.error());
    // A server may refuse and close before it has read everything: its answer still counts.
    bool silent = false;
    auto answered = co_await exchange->read_head(request, deadline, silent);
    if (!written) exchange->drop_link_after();
    if (!written && !answered) silent = true;
    if (!answered) {
        reused = reused && silent;
        co_return fail(answered.error());
    }
    co_return std::move(exchange);
}

Client::Client(asio::any_io_executor executor, ClientOptions options)
    : state_(std::make_shared<State>(std::move(executor), std::move(options))) {}

Client::~Client() {
    state_->idle.clear();
    state_->options.max_idle = 0;  // what still runs is not kept
}

async::Awaitable<Result<std::unique_ptr<ResponseStream>>> Client::open(ClientRequest request) {
    const auto state = state_;
    ERRAND_CO_TRY(const auto url, parse_url(request.url));
    ERRAND_CO_TRY(const auto head, write_head(request, url, state->options.user_agent));
    if (!request.deadline) request.deadline = async::after(kRequestTimeout);
    bool reused = false;
    auto answer = co_await state->attempt(request, url, head, false, reused);
    const bool again = request.repeatable || repeatable_method(request.method);
    if (answer || !reused || !again || answer.error().code != ErrorCode::Timeout) co_return answer;
    if (std::chrono::steady_clock::now() >= *request.deadline) co_return answer;
    co_return co_await state->attempt(request, url, head, true, reused);
}

async::Awaitable<Result<ClientResponse>> Client::send(ClientRequest request) {
    if (!request.deadline) request.deadline = async::after(kRequestTimeout);
    const auto deadline = *request.deadline;
    ERRAND_CO_TRY(const auto stream, co_await open(std::move(request)));
    ClientResponse response{stream->status, std::move(stream->headers), {}};
    for (;;) {
        ERRAND_CO_TRY(const auto piece, co_await stream->read(deadline));
        if (piece.empty()) co_return response;
        response.body += piece;
    }
}

std::shared_ptr<void> Client::hold(std::size_t most) {
    if (state_->held >= std::min(most, state_->options.max_open / kHeldPart)) return nullptr;
    ++state_->held;
    return {state_.get(), [state = state_](void*) { --state->held; }};
}

std::size_t Client::idle_connections() const {
    return state_->idle_count;
}

std::size_t Client::connections_opened() const {
    return state_->opened;
}

}  // namespace errand::net
