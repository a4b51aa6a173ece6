// Owns: a task as a stream: the task first, then each update as it comes.
#include "base/log.hpp"
#include "server/a2a/doors.hpp"

namespace errand::server::a2a {
namespace {

class Streaming {
  public:
    Streaming(Rooms& rooms, TaskStream stream, std::shared_ptr<StreamPlace> place)
        : rooms_(rooms),
          stream_(std::move(stream)),
          place_(std::move(place)),
          until_(async::after(kAnswerStreamedWithin)),
          after_(stream_.sent.seq) {}

    async::Awaitable<Result<>> send(net::EventWriter& writer);

  private:
    async::Awaitable<Result<>> write(net::EventWriter& writer, json::object body);
    async::Awaitable<Result<>> send_reply(net::EventWriter& writer);
    async::Awaitable<Result<>> refuse(net::EventWriter& writer, Fault fault);
    // What it tells while it works; where `stays`, the next that it tells however long it waits.
    // False: it is time to end.
    async::Awaitable<Result<bool>> follow(net::EventWriter& writer, bool stays);
    async::Awaitable<Result<>> tell(net::EventWriter& writer, journal::Event event);
    async::Awaitable<Result<>> tell_state(net::EventWriter& writer, Task task, bool last);
    async::Awaitable<Result<>> begin(net::EventWriter& writer, Task task);

    Rooms& rooms_;
    TaskStream stream_;
    std::shared_ptr<StreamPlace> place_;
    async::Deadline until_;
    std::uint64_t after_;
    Task task_;                // as it was told last
    std::size_t bytes_ = 0;    // told so far
    bool has_result_ = false;  // its end was told: nothing may follow but that
};

async::Awaitable<Result<>> Streaming::write(net::EventWriter& writer, json::object body) {
    co_return co_await writer.send({.data = json::write(body), .name = {}, .id = {}, .retry = {}});
}

async::Awaitable<Result<>> Streaming::refuse(net::EventWriter& writer, Fault fault) {
    co_return co_await write(writer, envelope(stream_.id, fault));
}

async::Awaitable<Result<>> Streaming::send_reply(net::EventWriter& writer) {
    const auto reply = co_await read_reply(rooms_, stream_.sent);
    if (!reply) co_return co_await refuse(writer, reply.error());
    co_return co_await write(
        writer, envelope(stream_.id,
                         wrapped(stream_.version, "message", a2a::write(stream_.version, *reply))));
}

async::Awaitable<Result<>> Streaming::tell(net::EventWriter& writer, journal::Event event) {
    auto message = message_of(rooms_, event, stream_.sent.language);
    if (!message) co_return Result<>{};
    if (const auto artifact = artifact_of(rooms_, event, stream_.sent.language)) {
        ERRAND_CO_TRY_VOID(co_await write(
            writer, envelope(stream_.id, artifact_update(stream_.version, task_, *artifact))));
    }
    task_.state = state_after(event);
    task_.message = *std::move(message);
    if (const auto at = parse_time(event.at)) task_.at = *at;
    has_result_ = is_final(task_.state);
    if (has_result_) co_return Result<>{};  // said at the end, as the last
    auto update = status_update(stream_.version, task_, false);
    bytes_ += json::write(update).size();
    co_return co_await write(writer, envelope(stream_.id, std::move(update)));
}

async::Awaitable<Result<bool>> Streaming::follow(net::EventWriter& writer, bool stays) {
    Watching watching(rooms_, {.user = stream_.sent.user,
                               .conversation = stream_.sent.conversation,
                               .after = after_,
                               .until = until_,
                               .stays = stays});
    bool told = false;
    while (!watching.over() && !has_result_ && !(stays && told)) {
        ERRAND_CO_TRY(auto news, co_await watching.next(async::after(kStreamHeartbeat)));
        if (news.empty() && !watching.over()) ERRAND_CO_TRY_VOID(co_await writer.heartbeat());
        for (auto& event : news) {
            if (event.errand != stream_.sent.errand || has_result_) continue;
            ERRAND_CO_TRY_VOID(co_await tell(writer, std::move(event)));
        }
        told = told || !news.empty();
    }
    after_ = watching.seen();
    const bool late = std::chrono::steady_clock::now() >= until_;
    co_return !late && bytes_ < kMaxAnswerBytes;
}

// What the journal says the task is now.
async::Awaitable<Result<>> Streaming::tell_state(net::EventWriter& writer, Task task, bool last) {
    task_.state = task.state;
    if (task.message) task_.message = std::move(task.message);
    task_.at = task.at;
    co_return co_await write(writer,
                             envelope(stream_.id, status_update(stream_.version, task_, last)));
}

async::Awaitable<Result<>> Streaming::begin(net::EventWriter& writer, Task task) {
    after_ = std::max(after_, task.seen);
    task_ = std::move(task);
    co_return co_await write(
        writer,
        envelope(stream_.id, wrapped(stream_.version, "task", a2a::write(stream_.version, task_))));
}

// In turns: what the task is; where it waits and the stream does not close, what it tells next; and
// what it tells while it works. The last event is always its state.
async::Awaitable<Result<>> Streaming::send(net::EventWriter& writer) {
    if (stream_.sent.errand == 0) co_return co_await send_reply(writer);
    const auto id = task_id(stream_.sent.errand);
    bool goes_on = true;
    for (int turn = 0;; ++turn) {
        auto info = co_await find_task(rooms_, stream_.sent.user, id);
        if (!info) co_return co_await refuse(writer, info.error());
        auto task = co_await read_task(rooms_, *std::move(info), stream_.history);
        if (!task) co_return co_await refuse(writer, task.error());
        const auto state = task->state;
        if (turn == 0) ERRAND_CO_TRY_VOID(co_await begin(writer, *task));
        // Before it was seen at rest, an ask may be the one that was just answered.
        const bool closes =
            is_final(state) || (turn > 0 && stream_.until_asked && state == State::InputRequired);
        if (closes || has_result_ || !goes_on)
            co_return co_await tell_state(writer, *std::move(task), true);
        if (state != task_.state)
            ERRAND_CO_TRY_VOID(co_await tell_state(writer, *std::move(task), false));
        if (turn > 0) {
            ERRAND_CO_TRY(goes_on, co_await follow(writer, true));
        }
        if (goes_on) {
            ERRAND_CO_TRY(goes_on, co_await follow(writer, false));
        }
    }
}

async::Awaitable<> run(std::shared_ptr<Streaming> streaming, net::EventWriter& writer) {
    const auto sent = co_await streaming->send(writer);
    if (!sent) log::debug("a task's stream ends: {}", sent.error().message);
}

}  // namespace

net::Response stream_task(Rooms& rooms, TaskStream stream, std::shared_ptr<StreamPlace> place) {
    auto streaming = std::make_shared<Streaming>(rooms, std::move(stream), std::move(place));
    return net::Response::stream(
        [streaming](net::EventWriter& writer) { return run(streaming, writer); });
}

}  // namespace errand::server::a2a
