#include "server/event_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>

#include "assistant/people.hpp"
#include "base/log.hpp"
#include "server/errands.hpp"

namespace errand::server {
namespace {

struct Wanted {
    std::string user;
    std::optional<std::string> conversation;
    std::uint64_t after = 0;
    std::size_t limit = kEventsAtOnce;
    bool said = false;  // also what the person said
};

Result<Wanted> read_wanted(const net::Request& request, std::string user) {
    Wanted wanted{.user = std::move(user)};
    if (const auto conversation = request.parameter("conversation"); !conversation.empty())
        wanted.conversation = std::string(conversation);
    if (const auto after = request.query_at("after")) {
        ERRAND_TRY(wanted.after, whole_number("after", *after));
    }
    if (const auto last = request.headers.get("Last-Event-ID"); !last.empty()) {
        ERRAND_TRY(const auto seen, whole_number("Last-Event-ID", last));
        wanted.after = std::max(wanted.after, seen);
    }
    if (const auto limit = request.query_at("limit")) {
        ERRAND_TRY(const auto most, whole_number("limit", *limit));
        wanted.limit = std::clamp<std::size_t>(most, 1, kEventsAtOnce);
    }
    wanted.said = request.query_at("said") == "true";
    return wanted;
}

bool shown(const journal::Event& event, bool said) {
    if (said) return true;
    const auto* kind = event.data.if_contains("kind");
    return kind == nullptr || !kind->is_string() ||
           std::string_view(kind->get_string()) != assistant::kSaidKind;
}

journal::EventQuery query_of(const Wanted& wanted) {
    journal::EventQuery query;
    query.user = wanted.user;
    query.conversation = wanted.conversation;
    query.after = wanted.after;
    query.limit = wanted.limit;
    return query;
}

// Fills the list with what is shown, however much between is not.
async::Awaitable<net::Response> list_events(Rooms& rooms, Wanted wanted) {
    json::array list;
    const auto most = wanted.limit;
    for (;;) {
        auto events = co_await rooms.services.journal.events(query_of(wanted));
        if (!events) co_return net::Response::error(events.error());
        for (const auto& event : *events)
            if (shown(event, wanted.said) && list.size() < most) list.push_back(written(event));
        if (events->size() < wanted.limit || list.size() == most) break;
        wanted.after = events->back().seq;
    }
    co_return net::Response::json(200, json::object{{"events", std::move(list)}});
}

// What a commit tells a stream that waits.
struct Bell {
    explicit Bell(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;
    bool rung = false;    // something was recorded
    bool spoken = false;  // a model has said more
};

// Text of a turn under way has no number: it is nowhere but here, and a stream that goes on later
// begins with what has come by then.
async::Awaitable<Result<>> send_spoken(const std::vector<assistant::Spoken>& spoken,
                                       net::EventWriter& writer) {
    for (const auto& one : spoken) {
        const auto data = one.to_json();
        ERRAND_CO_TRY_VOID(co_await writer.send({.data = json::write(data),
                                                 .name = std::string(json::string_at(data, "kind")),
                                                 .id = {},
                                                 .retry = {}}));
    }
    co_return Result<>();
}

async::Awaitable<Result<>> send_new(Rooms& rooms, Wanted& wanted, net::EventWriter& writer) {
    for (;;) {
        ERRAND_CO_TRY(const auto events, co_await rooms.services.journal.events(query_of(wanted)));
        for (const auto& event : events) {
            wanted.after = event.seq;
            if (!shown(event, wanted.said)) continue;
            ERRAND_CO_TRY_VOID(co_await writer.send({.data = json::write(written(event)),
                                                     .name = {},
                                                     .id = std::to_string(event.seq),
                                                     .retry = {}}));
        }
        if (events.size() < wanted.limit) co_return Result<>();
    }
}

// Null where there is no model that could say something.
std::unique_ptr<assistant::Listening> listen(Rooms& rooms, const Wanted& wanted,
                                             const std::shared_ptr<Bell>& bell) {
    auto* models = rooms.services.models;
    if (models == nullptr) return nullptr;
    bell->spoken = true;
    return std::make_unique<assistant::Listening>(models->speaking, wanted.user,
                                                  wanted.conversation, [bell] {
                                                      bell->spoken = true;
                                                      bell->timer.cancel();
                                                  });
}

// How far calls are is told once, and is nowhere else.
async::Awaitable<Result<>> send_progress(assistant::CallProgressReader& reader,
                                         net::EventWriter& writer) {
    for (const auto& told : reader.take())
        ERRAND_CO_TRY_VOID(co_await writer.send(
            {.data = json::write(told.to_json()), .name = "working", .id = {}, .retry = {}}));
    co_return Result<>();
}

// What does not count after all, what was recorded, what was said since: in this order, so that
// nothing of a turn follows its own record.
async::Awaitable<Result<>> send_all(Rooms& rooms, Wanted& wanted, Bell& bell,
                                    assistant::Listening* listening, net::EventWriter& writer) {
    if (listening != nullptr)
        ERRAND_CO_TRY_VOID(co_await send_spoken(listening->superseded(), writer));
    bell.rung = false;
    ERRAND_CO_TRY_VOID(co_await send_new(rooms, wanted, writer));
    if (listening == nullptr || bell.rung) co_return Result<>();
    ERRAND_CO_TRY_VOID(co_await send_spoken(listening->superseded(), writer));
    ERRAND_CO_TRY_VOID(co_await send_spoken(listening->pieces(), writer));
    bell.spoken = listening->more();
    co_return Result<>();
}

async::Awaitable<> stream_events(Rooms& rooms, Wanted wanted, std::shared_ptr<StreamPlace> place,
                                 net::EventWriter& writer) {
    auto bell = std::make_shared<Bell>(co_await boost::asio::this_coro::executor);
    const auto following =
        rooms.services.journal.subscribe(wanted.user, [bell](const journal::Event&) {
            bell->rung = true;
            bell->timer.cancel();
        });
    const auto listening = listen(rooms, wanted, bell);
    assistant::CallProgressReader progress(rooms.services.progress, wanted.user,
                                           wanted.conversation, [bell] { bell->timer.cancel(); });
    for (;;) {
        auto sent = co_await send_all(rooms, wanted, *bell, listening.get(), writer);
        if (sent && !bell->rung) sent = co_await send_progress(progress, writer);
        if (!sent) {
            log::debug("an event stream ends: {}", sent.error().message);
            co_return;
        }
        if (bell->rung) continue;
        const auto beat = async::after(kStreamHeartbeat);
        auto next = bell->spoken ? std::min(beat, listening->due()) : beat;
        if (progress.more()) next = std::min(next, progress.due());
        bell->timer.expires_at(next);
        const auto [error] =
            co_await bell->timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        const bool news = bell->spoken || progress.more();
        if (!error && !news && !co_await writer.heartbeat()) co_return;
    }
}

bool wants_stream(const net::Request& request) {
    return request.headers.get("Accept").find("text/event-stream") != std::string_view::npos;
}

}  // namespace

Result<std::shared_ptr<StreamPlace>> StreamPlace::take(Rooms& rooms, std::string user) {
    const auto open = rooms.streams.find(user);
    if (open != rooms.streams.end() && open->second >= kMaxStreamsPerUser)
        return fail(ErrorCode::Exhausted, "too many event streams are open",
                    "close one, or read the events as a list");
    return std::make_shared<StreamPlace>(rooms, std::move(user));
}

StreamPlace::StreamPlace(Rooms& rooms, std::string user) : rooms_(rooms), user_(std::move(user)) {
    ++rooms_.streams[user_];
}

StreamPlace::~StreamPlace() {
    if (--rooms_.streams[user_] == 0) rooms_.streams.erase(user_);
}

async::Awaitable<net::Response> show_events(Rooms& rooms, net::Request request, std::string user) {
    auto wanted = read_wanted(request, std::move(user));
    if (!wanted) co_return net::Response::error(wanted.error());
    if (!wants_stream(request)) co_return co_await list_events(rooms, *std::move(wanted));
    auto place = StreamPlace::take(rooms, wanted->user);
    if (!place) co_return net::Response::error(place.error());
    co_return net::Response::stream(
        [&rooms, wanted = *wanted, place = *place](net::EventWriter& writer) {
            return stream_events(rooms, wanted, place, writer);
        });
}

}  // namespace errand::server
