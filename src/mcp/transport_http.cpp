// Owns: messages over Streamable HTTP: tokens, legacy sessions, answers as JSON or as a stream.
// Strand: the event loop's thread.
#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <limits>
#include <utility>

#include "async/gate.hpp"
#include "base/log.hpp"
#include "mcp/given_up.hpp"
#include "mcp/sign_in.hpp"
#include "mcp/transport.hpp"

namespace errand::mcp {

namespace {

using Stream = std::unique_ptr<net::ResponseStream>;

class HttpTransport final : public Transport, public std::enable_shared_from_this<HttpTransport> {
  public:
    HttpTransport(net::Client& client, std::string url, TokenSource token, StepUp step_up,
                  Finish finish)
        : client_(client),
          url_(std::move(url)),
          token_(std::move(token)),
          step_up_(std::move(step_up)),
          finish_(std::move(finish)) {}
    ~HttpTransport() override { stop_listening(); }

    async::Awaitable<Result<Incoming>> exchange(Outgoing outgoing,
                                                async::Deadline deadline) override;
    async::Awaitable<Result<>> notify(json::object message, std::string version,
                                      async::Deadline deadline) override;
    void listen(OnRequest on_request, std::string version) override;
    Result<std::shared_ptr<void>> hold() override;
    bool owes_answers() const override { return given_up_.any(); }
    async::Awaitable<> close() override;
    bool has_headers() const override { return true; }
    std::uint64_t generation() const override { return generation_; }

  private:
    class UnderWay;

    net::ClientRequest post(const Outgoing& outgoing, async::Deadline deadline) const;
    async::Awaitable<Result<Stream>> send(net::ClientRequest request);
    async::Awaitable<Result<Stream>> authorized(net::ClientRequest request);
    async::Awaitable<Result<Stream>> open(net::ClientRequest request);
    async::Awaitable<Result<Incoming>> post_and_read(const Outgoing& outgoing,
                                                     async::Deadline deadline);
    async::Awaitable<Result<Incoming>> read_body(Stream stream, async::Deadline deadline);
    async::Awaitable<Result<Incoming>> read_events(Stream stream, const Outgoing& outgoing,
                                                   async::Deadline deadline);
    async::Awaitable<Result<std::optional<Message>>> take(const net::Event& event,
                                                          const Outgoing& outgoing,
                                                          async::Deadline deadline);
    // The stream by GET: `stop` is the signal that ends it.
    struct Heard {
        Stream stream;
        std::shared_ptr<void> hold;
        std::shared_ptr<boost::asio::cancellation_signal> stop;
    };
    async::Awaitable<> hear_meanwhile(async::Deadline deadline);
    static async::Awaitable<> hear(std::weak_ptr<HttpTransport> owner, Heard heard);
    async::Awaitable<bool> take_events(std::string_view bytes, net::EventParser& parser);
    void stop_listening();
    async::Awaitable<Result<Stream>> resume(const std::string& last_id, const Outgoing& outgoing,
                                            std::chrono::milliseconds pause,
                                            async::Deadline deadline);

    net::Client& client_;
    std::string url_;
    TokenSource token_;
    StepUp step_up_;
    Finish finish_;
    std::string session_;  // legacy servers may give one out
    std::uint64_t generation_ = 0;
    GivenUp given_up_;  // in this session

    // --- what a legacy server asks over a stream of its own ---
    OnRequest on_request_;
    std::string version_;
    bool refuses_stream_ = false;  // the server, to have one
    std::optional<async::Gate> opening_;
    std::shared_ptr<boost::asio::cancellation_signal> stop_;  // of the coroutine that listens
    std::size_t calls_ = 0;                                   // under way
    async::Deadline last_call_{};                             // when one ended
};

// A call of a legacy server: counted while it is under way, and as given up where no answer came.
class HttpTransport::UnderWay {
  public:
    UnderWay(HttpTransport& owner, const Outgoing& outgoing) {
        if (!outgoing.may_ask || is_modern(outgoing.version)) return;
        owner_ = &owner;
        generation_ = owner.generation_;
        id_ = json::write(outgoing.message.at("id"));
        ++owner.calls_;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() {
        if (owner_ == nullptr) return;
        --owner_->calls_;
        owner_->last_call_ = std::chrono::steady_clock::now();
        if (!answered_ && owner_->generation_ == generation_) owner_->given_up_.add(std::move(id_));
    }
    bool can_be_asked() const { return owner_ != nullptr && owner_->on_request_ != nullptr; }
    // Only a Timeout leaves open whether the server is at work.
    void came(const Result<Incoming>& incoming) {
        answered_ = incoming || incoming.error().code != ErrorCode::Timeout;
    }

  private:
    HttpTransport* owner_ = nullptr;  // null: it is none of those
    std::uint64_t generation_ = 0;
    std::string id_;
    bool answered_ = false;
};

Error unknown_outcome(std::string why) {
    return {ErrorCode::Timeout, std::move(why),
            "the effect may or may not have happened; look it up before trying again"};
}

// An event that is no message says nothing of what became of the call: it is passed over.
std::optional<Message> message_in(const net::Event& event) {
    auto parsed = json::parse(event.data);
    if (!parsed) return {};
    auto message = read_message(*std::move(parsed));
    if (!message) return {};
    return *std::move(message);
}

// What a status without a JSON-RPC message means for the caller.
Error error_of_status(int status) {
    const auto text = "the service answered with status " + std::to_string(status);
    if (status >= 500 && status != 503) return unknown_outcome(text);
    return {net::error_code_of_status(status), text, "check the service's address, or try later"};
}

Error denied(const net::ResponseStream& stream) {
    const auto challenge = parse_challenge(stream.headers.get("WWW-Authenticate"));
    if (stream.status == 401)
        return {ErrorCode::Denied, "the service wants a sign-in", "grant access to the service"};
    std::string scope = challenge ? challenge->scope : "";
    return {ErrorCode::Denied,
            "the service refuses: " +
                (scope.empty() ? std::string("no right") : "the scope '" + scope + "' is missing"),
            "grant access to the service again"};
}

net::ClientRequest HttpTransport::post(const Outgoing& outgoing, async::Deadline deadline) const {
    net::ClientRequest request{.method = "POST", .url = url_};
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json, text/event-stream"}};
    if (!outgoing.version.empty()) request.headers.add("MCP-Protocol-Version", outgoing.version);
    if (!session_.empty()) request.headers.add("Mcp-Session-Id", session_);
    const auto* method = outgoing.message.if_contains("method");
    if (is_modern(outgoing.version) && method != nullptr) {
        const std::string name(method->as_string());
        request.headers.add("Mcp-Method", encode_header(name));
        const auto* params = outgoing.message.if_contains("params");
        if (params != nullptr)
            if (const auto named = name_header(name, params->as_object()))
                request.headers.add("Mcp-Name", encode_header(*named));
        for (const auto& [field, value] : outgoing.parameters)
            request.headers.add("Mcp-Param-" + field, value);
    }
    request.body = json::write(outgoing.message);
    request.deadline = deadline;
    request.max_body = kMaxMessageBytes;
    request.repeatable = outgoing.repeatable;
    return request;
}

async::Awaitable<Result<Stream>> HttpTransport::open(net::ClientRequest request) {
    if (finish_) ERRAND_CO_TRY_VOID(finish_(request));
    co_return co_await client_.open(std::move(request));
}

// With the user's token; once more with a newer one after a 401, and once more with one of more
// scopes after a 403 that asks for them.
async::Awaitable<Result<Stream>> HttpTransport::authorized(net::ClientRequest request) {
    std::string token;
    if (token_) {
        ERRAND_CO_TRY(token, co_await token_(std::nullopt));
    }
    const auto ask = [&]() {
        if (!token.empty()) request.headers.set("Authorization", "Bearer " + token);
        return open(request);
    };
    ERRAND_CO_TRY(auto stream, co_await ask());
    if (stream->status == 401 && token_) {
        ERRAND_CO_TRY(auto newer, co_await token_(token));
        if (newer.empty() || newer == token) co_return stream;
        token = std::move(newer);
        stream.reset();
        ERRAND_CO_TRY(stream, co_await ask());
    }
    if (stream->status != 403 || !step_up_) co_return stream;
    const auto challenge = parse_challenge(stream->headers.get("WWW-Authenticate"));
    if (!challenge || challenge->error != "insufficient_scope") co_return stream;
    ERRAND_CO_TRY(auto wider, co_await step_up_(token, challenge->scope));
    if (wider.empty() || wider == token) co_return stream;
    token = std::move(wider);
    stream.reset();
    co_return co_await ask();
}

async::Awaitable<Result<Stream>> HttpTransport::send(net::ClientRequest request) {
    ERRAND_CO_TRY(auto stream, co_await authorized(std::move(request)));
    if (stream->status == 401 || stream->status == 403) co_return fail(denied(*stream));
    if (stream->status == 404 && !session_.empty()) {
        session_.clear();  // legacy: the session has ended; the client begins another
        ++generation_;
    }
    co_return stream;
}

async::Awaitable<Result<Incoming>> HttpTransport::read_body(Stream stream,
                                                            async::Deadline deadline) {
    Incoming incoming{.status = stream->status};
    std::string body;
    for (;;) {
        ERRAND_CO_TRY(const auto piece, co_await stream->read(deadline));
        if (piece.empty()) break;
        body += piece;
    }
    const bool good = incoming.status >= 200 && incoming.status < 300;
    auto parsed = json::parse(body);
    if (parsed) {
        auto message = read_message(*std::move(parsed));
        if (message && message->kind == Message::Kind::Response)
            incoming.message = *std::move(message);
    }
    if (good && !incoming.message)
        co_return fail(ErrorCode::Corrupt, "the service's answer is not an MCP message",
                       "check the service's address");
    co_return incoming;
}

async::Awaitable<Result<Incoming>> HttpTransport::exchange(Outgoing outgoing,
                                                           async::Deadline deadline) {
    const auto self = shared_from_this();
    UnderWay call(*this, outgoing);
    if (call.can_be_asked()) co_await hear_meanwhile(deadline);
    auto incoming = co_await post_and_read(outgoing, deadline);
    call.came(incoming);
    co_return incoming;
}

async::Awaitable<Result<Incoming>> HttpTransport::post_and_read(const Outgoing& outgoing,
                                                                async::Deadline deadline) {
    const auto* method = outgoing.message.if_contains("method");
    const bool opens = method != nullptr && *method == "initialize";
    if (opens) {
        session_.clear();
        given_up_ = GivenUp{};
        on_request_ = {};
        stop_listening();
    }
    ERRAND_CO_TRY(auto stream, co_await send(post(outgoing, deadline)));
    if (opens && stream->headers.has("Mcp-Session-Id"))
        session_ = stream->headers.get("Mcp-Session-Id");
    if (!stream->headers.get("Content-Type").starts_with("text/event-stream"))
        co_return co_await read_body(std::move(stream), deadline);
    co_return co_await read_events(std::move(stream), outgoing, deadline);
}

// The response among the events; what the server asks meanwhile is answered. A legacy stream that
// breaks after an event with an id is taken up again.
async::Awaitable<Result<Incoming>> HttpTransport::read_events(Stream stream,
                                                              const Outgoing& outgoing,
                                                              async::Deadline deadline) {
    net::EventParser parser(kMaxMessageBytes);
    std::size_t stray = 0;
    int resumes = 0;
    const int status = stream->status;
    for (;;) {
        auto piece = co_await stream->read(deadline);
        if (piece && !piece->empty()) {
            ERRAND_CO_TRY(const auto events, parser.feed(*piece));
            for (const auto& event : events) {
                ERRAND_CO_TRY(auto message, co_await take(event, outgoing, deadline));
                if (message) co_return Incoming{std::move(message), status};
                if (++stray > kMaxStrayMessages)
                    co_return fail(unknown_outcome("the service talks without answering"));
            }
            continue;
        }
        if (std::chrono::steady_clock::now() >= deadline)
            co_return fail(unknown_outcome("no answer came in time"));
        if (is_modern(outgoing.version) || parser.last_id().empty() || ++resumes > kMaxResumes)
            co_return fail(unknown_outcome("the service ended the stream without an answer"));
        const auto pause = parser.retry().value_or(net::kFirstReconnectDelay);
        ERRAND_CO_TRY(stream, co_await resume(parser.last_id(), outgoing, pause, deadline));
    }
}

async::Awaitable<Result<std::optional<Message>>> HttpTransport::take(const net::Event& event,
                                                                     const Outgoing& outgoing,
                                                                     async::Deadline deadline) {
    if (event.data.empty()) co_return std::nullopt;
    auto read = message_in(event);
    if (!read) co_return std::nullopt;
    auto& message = *read;
    if (message.kind == Message::Kind::Response) {
        const auto* id = outgoing.message.if_contains("id");
        if (id != nullptr && *id == message.id) co_return std::move(read);
    }
    if (message.kind == Message::Kind::Notification && outgoing.on_progress &&
        is_progress_of(message, outgoing.message))
        outgoing.on_progress(message.params);
    if (message.kind == Message::Kind::Request && outgoing.on_request) {
        auto answer = co_await outgoing.on_request(std::move(message));
        // A person may have been asked for it, for longer than one event may take.
        const bool late = std::chrono::steady_clock::now() >= deadline;
        const auto sent = co_await notify(std::move(answer), outgoing.version,
                                          late ? async::after(kCallTimeout) : deadline);
        if (!sent) log::warn("an answer did not reach a service: {}", sent.error().message);
    }
    co_return std::nullopt;
}

async::Awaitable<Result<Stream>> HttpTransport::resume(const std::string& last_id,
                                                       const Outgoing& outgoing,
                                                       std::chrono::milliseconds pause,
                                                       async::Deadline deadline) {
    const std::string broke = "the service's stream broke before the answer";
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                    std::min(async::after(pause), deadline));
    co_await timer.async_wait(boost::asio::use_awaitable);
    net::ClientRequest request{.url = url_};
    request.headers = {{"Accept", "text/event-stream"}, {"Last-Event-ID", last_id}};
    if (!outgoing.version.empty()) request.headers.add("MCP-Protocol-Version", outgoing.version);
    if (!session_.empty()) request.headers.add("Mcp-Session-Id", session_);
    request.deadline = deadline;
    request.max_body = kMaxMessageBytes;
    auto stream = co_await send(std::move(request));
    // A refusal of this request is none of the call.
    if (!stream) co_return fail(unknown_outcome(broke + ": " + stream.error().message));
    if ((*stream)->status != 200 ||
        !(*stream)->headers.get("Content-Type").starts_with("text/event-stream"))
        co_return fail(unknown_outcome(broke));
    co_return stream;
}

async::Awaitable<Result<>> HttpTransport::notify(json::object message, std::string version,
                                                 async::Deadline deadline) {
    const Outgoing outgoing{.message = std::move(message), .version = std::move(version)};
    ERRAND_CO_TRY(const auto stream, co_await send(post(outgoing, deadline)));
    if (stream->status / 100 != 2) co_return fail(error_of_status(stream->status));
    for (;;) {  // to its end, so that the connection can be kept
        ERRAND_CO_TRY(const auto piece, co_await stream->read(deadline));
        if (piece.empty()) co_return Result<>{};
    }
}

void HttpTransport::listen(OnRequest on_request, std::string version) {
    on_request_ = std::move(on_request);
    version_ = std::move(version);
    refuses_stream_ = false;
}

Result<std::shared_ptr<void>> HttpTransport::hold() {
    auto held = client_.hold(kMaxHeldConnections);
    if (!held) return fail(ErrorCode::Exhausted, "too many calls wait already");
    return held;
}

// A stream of its own, by GET, which a server may refuse to have. A call that finds no place for
// one goes on without.
async::Awaitable<> HttpTransport::hear_meanwhile(async::Deadline deadline) {
    const auto executor = co_await boost::asio::this_coro::executor;
    if (!opening_) opening_.emplace(executor);
    const auto pass = co_await opening_->enter();
    if (stop_ || refuses_stream_) co_return;
    auto hold = client_.hold(kMaxListening);
    if (!hold) co_return;
    net::ClientRequest request{.url = url_};
    request.headers = {{"Accept", "text/event-stream"}, {"MCP-Protocol-Version", version_}};
    if (!session_.empty()) request.headers.add("Mcp-Session-Id", session_);
    request.deadline = std::min(deadline, async::after(kListenTimeout));
    request.max_body = std::numeric_limits<std::size_t>::max();
    auto stream = co_await authorized(std::move(request));
    if (!stream) {
        refuses_stream_ = stream.error().code == ErrorCode::Timeout;
        co_return;
    }
    if ((*stream)->status != 200 ||
        !(*stream)->headers.get("Content-Type").starts_with("text/event-stream")) {
        // 409: where the last one is not yet closed there.
        refuses_stream_ = (*stream)->status != 401 && (*stream)->status != 409;
        co_return;
    }
    stop_ = std::make_shared<boost::asio::cancellation_signal>();
    boost::asio::co_spawn(executor,
                          hear(weak_from_this(), {*std::move(stream), std::move(hold), stop_}),
                          boost::asio::bind_cancellation_slot(
                              stop_->slot(), [keep = stop_](const std::exception_ptr&) {}));
}

void HttpTransport::stop_listening() {
    if (const auto stop = std::exchange(stop_, nullptr))
        stop->emit(boost::asio::cancellation_type::terminal);
}

// As long as calls are under way, and a little longer: who calls again needs no other stream.
async::Awaitable<> HttpTransport::hear(std::weak_ptr<HttpTransport> owner, Heard heard) {
    struct Ended {
        ~Ended() {
            if (const auto strong = owner.lock(); strong && strong->stop_ == stop)
                strong->stop_.reset();
        }
        const std::weak_ptr<HttpTransport>& owner;
        std::shared_ptr<boost::asio::cancellation_signal> stop;
    };
    const Ended ended{owner, heard.stop};
    const auto stream = std::move(heard.stream);  // closed before that
    net::EventParser parser(kMaxMessageBytes);
    for (std::size_t pieces = 0; pieces < kMaxStrayMessages;) {
        const bool news = co_await stream->wait(async::after(kListenPause));
        const auto now = std::chrono::steady_clock::now();
        if (const auto strong = owner.lock();
            !strong || (strong->calls_ == 0 && now - strong->last_call_ >= kListenPause))
            co_return;
        if (!news) continue;
        ++pieces;
        const auto piece = co_await stream->read(async::after(kCallTimeout));
        if (!piece || piece->empty()) co_return;
        const auto strong = owner.lock();
        if (!strong || !co_await strong->take_events(*piece, parser)) co_return;
    }
}

// False where they cannot be understood.
async::Awaitable<bool> HttpTransport::take_events(std::string_view bytes,
                                                  net::EventParser& parser) {
    const auto events = parser.feed(bytes);
    if (!events) co_return false;
    const Outgoing none{.version = version_, .on_request = on_request_};
    for (const auto& event : *events) (void)co_await take(event, none, async::after(kCallTimeout));
    co_return true;
}

async::Awaitable<> HttpTransport::close() {
    stop_listening();
    given_up_ = GivenUp{};
    if (session_.empty()) co_return;
    net::ClientRequest request{.method = "DELETE", .url = url_};
    request.headers = {{"Mcp-Session-Id", session_}};
    request.deadline = async::after(kCloseTimeout);
    session_.clear();
    ++generation_;
    (void)co_await send(std::move(request));
}

}  // namespace

std::shared_ptr<Transport> http_transport(net::Client& client, std::string url, TokenSource token,
                                          StepUp step_up, Finish finish) {
    return std::make_shared<HttpTransport>(client, std::move(url), std::move(token),
                                           std::move(step_up), std::move(finish));
}

}  // namespace errand::mcp
