// Owns: one endpoint over HTTP: sending, reading as it comes, time limits, what a server does not
// take. Strand: the event loop's thread.
#include <fmt/format.h>

#include <algorithm>

#include "brain/model/dialect.hpp"
#include "brain/model/endpoint.hpp"
#include "brain/model/reply_reader.hpp"

namespace errand::brain::model {

namespace {

class ChatEndpoint final : public Endpoint {
  public:
    ChatEndpoint(net::Client& client, EndpointSettings settings, Secret key, const Clock& clock)
        : client_(client), settings_(std::move(settings)), key_(std::move(key)), clock_(clock) {
        dialect_.stream = settings_.stream.value_or(true);
        dialect_.stream_fixed = settings_.stream.has_value();
        dialect_.max_output = settings_.max_output;
    }

    const EndpointSettings& settings() const override { return settings_; }
    async::Awaitable<Outcome<Reply>> ask(const Request& request, OnDelta on_delta,
                                         Progress& progress, async::Deadline deadline) override;
    async::Awaitable<Outcome<std::vector<std::string>>> models(async::Deadline deadline) override;

  private:
    // One asking: who hears of it, and until when.
    struct Asking {
        const Request& request;
        const OnDelta& on_delta;
        Progress& progress;
        async::Deadline first_by;  // the first token
        async::Deadline deadline;
    };

    Outcome<net::ClientRequest> address(std::string method, std::string_view what) const;
    async::Awaitable<Outcome<Reply>> once(Asking asking, const Dialect& dialect);
    async::Awaitable<Outcome<Reply>> read(net::ResponseStream& stream, Asking& asking);
    async::Awaitable<Failure> refusal(net::ResponseStream& stream, async::Deadline deadline);
    Failure not_sent(const Error& error, async::Deadline deadline, Progress& progress) const;
    Failure broke_off(const Error& error, async::Deadline deadline) const;
    Failure too_slow() const;

    net::Client& client_;
    EndpointSettings settings_;
    Secret key_;
    const Clock& clock_;
    Dialect dialect_;  // as learned so far, of requests that were answered
};

// Awaiting it throws where the coroutine is cancelled: what reads a socket then only sees it
// broken, which is no fault of the server.
async::Awaitable<> unless_cancelled() {
    co_return;
}

// What was done stays known.
void costs_nothing(Progress& progress) {
    progress.asked = false;
    progress.usage = {};
}

bool passed(async::Deadline deadline) {
    return std::chrono::steady_clock::now() >= deadline;
}

Outcome<net::ClientRequest> ChatEndpoint::address(std::string method, std::string_view what) const {
    const auto url = endpoint_url(settings_.url, what);
    if (!url) return std::unexpected(unsent(FailureKind::Refused, url.error().message));
    net::ClientRequest http{.method = std::move(method), .url = *url};
    http.headers = {{"Accept", "text/event-stream, application/json"}};
    if (!key_.empty()) http.headers.add("Authorization", "Bearer " + key_.reveal());
    // A model's turn changes nothing: a kept connection that was closed unheard is replaced.
    http.repeatable = true;
    return http;
}

async::Awaitable<Outcome<Reply>> ChatEndpoint::ask(const Request& request, OnDelta on_delta,
                                                   Progress& progress, async::Deadline deadline) {
    if (const auto fit = check_request(request); !fit)
        co_return std::unexpected(unsent(FailureKind::Refused, fit.error().message));
    auto dialect = dialect_;
    deadline = std::min(deadline, async::after(settings_.time.turn));
    for (int adapted = 0;; ++adapted) {
        const auto first_by = dialect.stream
                                  ? std::min(deadline, async::after(settings_.time.first_token))
                                  : deadline;
        auto outcome = co_await once({request, on_delta, progress, first_by, deadline}, dialect);
        // What helped is known from now on; what did not may not have been the matter.
        if (outcome && adapted > 0) dialect_ = dialect;
        if (outcome) co_return outcome;
        co_await unless_cancelled();
        const bool begun = progress.shown || progress.usage.completion > 0;
        if (begun || adapted >= kMaxAdaptations) co_return outcome;
        if (!adapt(dialect, request, outcome.error())) co_return outcome;
    }
}

async::Awaitable<Outcome<Reply>> ChatEndpoint::once(Asking asking, const Dialect& dialect) {
    auto http = address("POST", "chat/completions");
    if (!http) co_return std::unexpected(std::move(http).error());
    http->headers.add("Content-Type", "application/json");
    http->body = write_request(asking.request, settings_.model, dialect, settings_.extra);
    if (http->body.size() > kMaxRequestBytes)
        co_return std::unexpected(
            unsent(FailureKind::TooLong, "the conversation is too large to be sent"));
    http->deadline = asking.first_by;
    http->max_body = kMaxStreamBytes;
    asking.progress.asked = true;
    ++asking.progress.requests;
    asking.progress.usage = {.prompt = estimate_tokens(asking.request), .estimated = true};
    auto stream = co_await client_.open(*std::move(http));
    if (!stream)
        co_return std::unexpected(not_sent(stream.error(), asking.first_by, asking.progress));
    if ((*stream)->status / 100 != 2) {
        costs_nothing(asking.progress);  // what is refused
        co_return std::unexpected(co_await refusal(**stream, asking.deadline));
    }
    co_return co_await read(**stream, asking);
}

async::Awaitable<Outcome<Reply>> ChatEndpoint::read(net::ResponseStream& stream, Asking& asking) {
    ReplyReader reader(asking.request, {.who = settings_.name,
                                        .key = key_.reveal(),
                                        .text_calls = settings_.text_calls,
                                        .opens_in_thought = settings_.opens_in_thought,
                                        .prompt = asking.progress.usage.prompt});
    auto by = asking.first_by;
    std::size_t pieces = 0;
    while (!reader.done()) {
        const auto piece = co_await stream.read(by);
        std::vector<Delta> fresh;
        Outcome<> taken;
        if (piece && !piece->empty())
            taken = reader.feed(*piece, fresh);
        else if (piece || reader.finished())
            taken = reader.end(fresh);  // nothing follows, or nothing that is worth waiting for
        else
            taken = std::unexpected(broke_off(piece.error(), by));
        asking.progress.usage = reader.usage();
        for (const auto& delta : fresh) {
            if (!asking.on_delta) break;
            asking.progress.shown = true;
            asking.on_delta(delta);
        }
        if (!taken) co_return std::unexpected(std::move(taken).error());
        if (reader.pieces() == pieces || !reader.begun()) continue;
        pieces = reader.pieces();
        by = std::min(asking.deadline, async::after(reader.finished() ? Millis(kAfterFinishTime)
                                                                      : settings_.time.next_token));
    }
    // To its end, so that the connection can be kept.
    const auto end_by = std::min(asking.deadline, async::after(kAfterDoneTime));
    for (;;) {
        const auto rest = co_await stream.read(end_by);
        if (!rest || rest->empty()) break;
    }
    co_return reader.take();
}

// The answer that is none.
async::Awaitable<Failure> ChatEndpoint::refusal(net::ResponseStream& stream,
                                                async::Deadline deadline) {
    std::string body;
    const auto by = std::min(deadline, async::after(kErrorBodyTime));
    while (body.size() < kMaxErrorBody) {
        const auto piece = co_await stream.read(by);
        if (!piece || piece->empty()) break;
        body += *piece;
    }
    auto made = server_failure(settings_.name, stream.status,
                               read_error_body(std::string_view(body).substr(0, kMaxErrorBody)),
                               key_.reveal());
    made.retry_after = read_retry_after(stream.headers.get("Retry-After"), clock_.now());
    if (const auto exact = read_retry_after_ms(stream.headers.get("retry-after-ms")))
        made.retry_after = exact;
    co_return made;
}

Failure ChatEndpoint::too_slow() const {
    return failure(FailureKind::Slow, fmt::format("{} sent no token in time", settings_.name),
                   "try again, or allow it more time in the settings");
}

Failure ChatEndpoint::not_sent(const Error& error, async::Deadline deadline,
                               Progress& progress) const {
    if (error.code == ErrorCode::Timeout && passed(deadline)) return too_slow();
    const auto unheard = error.code == ErrorCode::Unavailable || error.code == ErrorCode::Invalid ||
                         error.code == ErrorCode::Exhausted;
    if (unheard) costs_nothing(progress);
    auto kind = FailureKind::Unreachable;
    if (error.code == ErrorCode::Corrupt) kind = FailureKind::Broken;
    if (error.code == ErrorCode::Invalid) kind = FailureKind::Refused;
    auto made = failure(
        kind, fmt::format("{}: {}", settings_.name, without_secret(error.message, key_.reveal())));
    // An address that is none, or too many connections of ours.
    made.unsent = error.code == ErrorCode::Invalid || error.code == ErrorCode::Exhausted;
    return made;
}

Failure ChatEndpoint::broke_off(const Error& error, async::Deadline deadline) const {
    if (error.code == ErrorCode::Timeout && passed(deadline)) return too_slow();
    return failure(FailureKind::Broken, fmt::format("the answer of {} broke off", settings_.name));
}

async::Awaitable<Outcome<std::vector<std::string>>> ChatEndpoint::models(async::Deadline deadline) {
    auto http = address("GET", "models");
    if (!http) co_return std::unexpected(std::move(http).error());
    http->deadline = deadline;
    Progress progress;
    auto stream = co_await client_.open(*std::move(http));
    if (!stream) {
        co_await unless_cancelled();
        co_return std::unexpected(not_sent(stream.error(), deadline, progress));
    }
    if ((*stream)->status / 100 != 2)
        co_return std::unexpected(co_await refusal(**stream, deadline));
    std::string body;
    for (;;) {
        const auto piece = co_await (*stream)->read(deadline);
        if (!piece) co_return std::unexpected(broke_off(piece.error(), deadline));
        if (piece->empty()) break;
        body += *piece;
    }
    std::vector<std::string> names;
    const auto parsed = json::parse(body);
    const auto* list = parsed ? json::find(*parsed, "data") : nullptr;
    if (list == nullptr || !list->is_array()) co_return names;  // it answers: that is enough
    for (const auto& one : list->get_array())
        if (const auto name = json::string_at(one, "id"); !name.empty()) names.emplace_back(name);
    co_return names;
}

}  // namespace

std::unique_ptr<Endpoint> make_endpoint(net::Client& client, EndpointSettings settings, Secret key,
                                        const Clock& clock) {
    return std::make_unique<ChatEndpoint>(client, std::move(settings), std::move(key), clock);
}

Result<std::string> endpoint_url(std::string_view url, std::string_view what) {
    constexpr std::string_view kChat = "/chat/completions";
    ERRAND_TRY(auto parsed, net::parse_url(url));
    auto& path = parsed.path;
    while (path.ends_with('/')) path.pop_back();
    if (path.ends_with(kChat)) path.resize(path.size() - kChat.size());
    if (path.empty()) path = "/v1";
    path.append("/").append(what);
    return parsed.text();
}

}  // namespace errand::brain::model
