#include "server/a2a/doors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "crypto/hash.hpp"
#include "server/errands.hpp"

namespace errand::server::a2a {
namespace {

constexpr std::size_t kKeyBytes = 16;

// The same message again has the same mark.
std::string mark_of(const Incoming& incoming) {
    const json::array parts{incoming.context, incoming.task, incoming.id, incoming.text};
    return hex_encode(crypto::sha256(json::write(parts)).substr(0, kKeyBytes));
}

async::Awaitable<Checked<Sent>> answer_ask(Rooms& rooms, journal::FlowInfo errand,
                                           Incoming incoming) {
    const auto* ask = open_ask_of(errand);
    if (ask == nullptr) co_return std::unexpected(unsupported("the task asks nothing now"));
    // What was meant for an ask says nothing to the one that took its place.
    if (!incoming.ask.empty() && incoming.ask != json::string_at(*ask, "id"))
        co_return std::unexpected(unsupported("the task asks something else now"));
    const auto taken = co_await answer_unsigned(
        rooms, errand.user, std::string(json::string_at(*ask, "id")), *std::move(incoming.reply));
    if (!taken) co_return std::unexpected(fault_of(taken.error()));
    co_return Sent{.user = errand.user,
                   .conversation = errand.conversation,
                   .language = std::string(json::string_at(errand.view, "language")),
                   .seq = taken->seq,
                   .errand = errand.number};
}

async::Awaitable<Checked<Sent>> say_to(Rooms& rooms, assistant::Say sentence) {
    const auto meant = sentence.errand;
    auto said = co_await say(rooms, std::move(sentence));
    if (!said) co_return std::unexpected(fault_of(said.error()));
    Sent sent{.user = said->user,
              .conversation = said->conversation,
              .language = said->language,
              .seq = said->seq};
    std::vector<std::uint64_t> all = said->begun;
    all.insert(all.end(), said->told.begin(), said->told.end());
    sent.errand = meant ? *meant : all.empty() ? 0 : all.front();
    for (const auto one : said->begun)
        if (one != sent.errand) sent.also.push_back(one);
    co_return sent;
}

async::Awaitable<Checked<Sent>> take(Rooms& rooms, std::string user, Incoming incoming) {
    const auto mark = mark_of(incoming);
    assistant::Say sentence{.user = user,
                            .conversation = incoming.context,
                            .text = incoming.text,
                            .key = "a2a:" + mark,
                            .by_model = true};
    if (incoming.task.empty()) {
        if (incoming.reply)
            co_return std::unexpected(invalid_params("an answer names the task that asked"));
        if (incoming.context.empty()) sentence.conversation = "a2a_" + mark;
        co_return co_await say_to(rooms, std::move(sentence));
    }
    auto errand = co_await find_task(rooms, user, incoming.task);
    if (!errand) co_return std::unexpected(std::move(errand).error());
    if (!incoming.context.empty() && incoming.context != errand->conversation)
        co_return std::unexpected(invalid_params("the task is not of this contextId"));
    if (is_final(state_of(*errand)))
        co_return std::unexpected(
            unsupported("the task has ended; say it in its contextId without a taskId"));
    if (incoming.reply)
        co_return co_await answer_ask(rooms, *std::move(errand), std::move(incoming));
    sentence.conversation = errand->conversation;
    sentence.errand = errand->number;
    co_return co_await say_to(rooms, std::move(sentence));
}

async::Awaitable<Checked<Task>> task_now(Rooms& rooms, std::string user, std::uint64_t errand,
                                         std::optional<std::size_t> history) {
    auto info = co_await find_task(rooms, std::move(user), task_id(errand));
    if (!info) co_return std::unexpected(std::move(info).error());
    co_return co_await read_task(rooms, *std::move(info), history);
}

async::Awaitable<> settle(Rooms& rooms, const Sent& sent, async::Deadline until) {
    (void)co_await rooms.services.engine.settled(sent.user, until, sent.conversation);
}

async::Awaitable<Checked<json::object>> send(Rooms& rooms, Call call, std::string user) {
    const auto until = async::after(kAnswerWithin);
    auto incoming = read_incoming(call);
    if (!incoming) co_return std::unexpected(std::move(incoming).error());
    const auto place = StreamPlace::take(rooms, user);
    if (!place) co_return std::unexpected(fault_of(place.error()));
    const bool waits = incoming->waits;
    const auto history = incoming->history;
    auto sent = co_await take(rooms, std::move(user), *std::move(incoming));
    if (!sent) co_return std::unexpected(std::move(sent).error());
    if (sent->errand == 0) {
        const auto reply = co_await read_reply(rooms, *std::move(sent));
        if (!reply) co_return std::unexpected(reply.error());
        co_return wrapped(call.version, "message", write(call.version, *reply));
    }
    if (waits) co_await settle(rooms, *sent, until);
    auto task = co_await task_now(rooms, sent->user, sent->errand, history);
    if (!task) co_return std::unexpected(std::move(task).error());
    for (const auto one : sent->also) {
        auto& also = task->metadata["also"];
        if (!also.is_array()) also = json::array{};
        also.get_array().push_back(json::value(task_id(one)));
    }
    co_return wrapped(call.version, "task", write(call.version, *task));
}

async::Awaitable<Checked<json::object>> get(Rooms& rooms, Call call, std::string user) {
    const auto query = read_task_query(call);
    if (!query) co_return std::unexpected(query.error());
    auto info = co_await find_task(rooms, std::move(user), query->id);
    if (!info) co_return std::unexpected(std::move(info).error());
    const auto task = co_await read_task(rooms, *std::move(info), query->history);
    if (!task) co_return std::unexpected(task.error());
    co_return write(call.version, *task);
}

async::Awaitable<Checked<json::object>> cancel(Rooms& rooms, Call call, std::string user) {
    const auto query = read_task_query(call);
    if (!query) co_return std::unexpected(query.error());
    const auto info = co_await find_task(rooms, user, query->id);
    if (!info) co_return std::unexpected(info.error());
    if (is_final(state_of(*info))) co_return std::unexpected(task_not_cancelable("it has ended"));
    const auto stopped = co_await cancel_errand(rooms, user, info->number, {});
    if (!stopped && stopped.error().code == ErrorCode::Conflict)
        co_return std::unexpected(task_not_cancelable("it has just ended"));
    if (!stopped) co_return std::unexpected(fault_of(stopped.error()));
    co_await settle(rooms, {.user = user, .conversation = info->conversation},
                    async::after(kLongestWait));
    auto task = co_await task_now(rooms, user, info->number, query->history);
    if (!task) co_return std::unexpected(std::move(task).error());
    co_return write(call.version, *task);
}

// The latest change first, and where two changed at once, the later errand.
bool listed_before(const journal::FlowInfo& a, const journal::FlowInfo& b) {
    return std::pair(a.updated, a.number) > std::pair(b.updated, b.number);
}

std::string page_mark(const journal::FlowInfo& info) {
    return fmt::format("{}.{}", info.updated.time_since_epoch().count(), info.number);
}

// Takes away what a page that begins after the mark has not.
Checked<void> after_mark(std::vector<journal::FlowInfo>& all, std::string_view mark) {
    if (mark.empty()) return {};
    const auto dot = std::min(mark.find('.'), mark.size());
    std::int64_t updated = 0;
    std::uint64_t number = 0;
    const auto reads = [](std::string_view text, auto& to) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
        return error == std::errc() && end == text.data() + text.size();
    };
    if (!reads(mark.substr(0, dot), updated) ||
        !reads(mark.substr(std::min(dot + 1, mark.size())), number))
        return std::unexpected(invalid_params("pageToken is none that was given out"));
    journal::FlowInfo last;
    last.updated = Time(Millis(updated));
    last.number = number;
    std::erase_if(all, [&](const auto& one) { return !listed_before(last, one); });
    return {};
}

bool wanted(const journal::FlowInfo& info, const ListQuery& query) {
    if (query.state && state_of(info) != *query.state) return false;
    return !query.since || info.updated >= *query.since;
}

async::Awaitable<Checked<json::object>> list(Rooms& rooms, Call call, std::string user) {
    const auto query = read_list_query(call);
    if (!query) co_return std::unexpected(query.error());
    auto found =
        co_await list_errands(rooms, {.user = std::move(user), .conversation = query->context});
    if (!found) co_return std::unexpected(fault_of(found.error()));
    std::erase_if(*found, [&](const auto& info) { return !wanted(info, *query); });
    std::ranges::sort(*found, listed_before);
    const auto total = found->size();
    if (auto cut = after_mark(*found, query->page_token); !cut)
        co_return std::unexpected(std::move(cut).error());
    const bool more = found->size() > query->page_size;
    if (more) found->resize(query->page_size);
    json::array tasks;
    const bool bare = query->history == 0 && !query->artifacts;
    for (const auto& info : *found) {
        auto task =
            bare ? Checked<Task>(bare_task(info)) : co_await read_task(rooms, info, query->history);
        if (!task) co_return std::unexpected(std::move(task).error());
        if (!query->artifacts) task->artifacts.clear();
        tasks.push_back(write(call.version, *task));
    }
    co_return json::object{{"tasks", std::move(tasks)},
                           {"nextPageToken", more ? page_mark(found->back()) : ""},
                           {"pageSize", query->page_size},
                           {"totalSize", total}};
}

async::Awaitable<net::Response> stream(Rooms& rooms, Call call, std::string user) {
    auto incoming = read_incoming(call);
    if (!incoming) co_return respond(call.id, incoming.error());
    auto place = StreamPlace::take(rooms, user);
    if (!place) co_return respond(call.id, fault_of(place.error()));
    const auto history = incoming->history;
    auto sent = co_await take(rooms, std::move(user), *std::move(incoming));
    if (!sent) co_return respond(call.id, sent.error());
    co_return stream_task(rooms,
                          {.version = call.version,
                           .id = call.id,
                           .sent = *std::move(sent),
                           .history = history,
                           .until_asked = true},
                          *std::move(place));
}

async::Awaitable<net::Response> subscribe(Rooms& rooms, Call call, std::string user) {
    const auto query = read_task_query(call);
    if (!query) co_return respond(call.id, query.error());
    auto place = StreamPlace::take(rooms, user);
    if (!place) co_return respond(call.id, fault_of(place.error()));
    const auto last = co_await rooms.services.journal.last_event(user);
    if (!last) co_return respond(call.id, fault_of(last.error()));
    const auto info = co_await find_task(rooms, user, query->id);
    if (!info) co_return respond(call.id, info.error());
    if (is_final(state_of(*info))) co_return respond(call.id, unsupported("the task has ended"));
    co_return stream_task(
        rooms,
        {.version = call.version,
         .id = call.id,
         .sent = {.user = std::move(user),
                  .conversation = info->conversation,
                  .language = std::string(json::string_at(info->view, "language")),
                  .seq = *last,
                  .errand = info->number},
         .history = query->history},
        *std::move(place));
}

async::Awaitable<Checked<json::object>> answer(Rooms& rooms, Call call, std::string user) {
    switch (call.method) {
        case Method::Send:
            co_return co_await send(rooms, std::move(call), std::move(user));
        case Method::Get:
            co_return co_await get(rooms, std::move(call), std::move(user));
        case Method::List:
            co_return co_await list(rooms, std::move(call), std::move(user));
        case Method::Cancel:
            co_return co_await cancel(rooms, std::move(call), std::move(user));
        case Method::Push:
            co_return std::unexpected(push_not_supported());
        default:
            co_return std::unexpected(unsupported("there is no extended agent card"));
    }
}

async::Awaitable<net::Response> handle(Rooms& rooms, net::Request request, std::string user) {
    json::value id;
    auto call = read_call(request, id);
    if (!call) co_return respond(id, call.error());
    if (call->method == Method::Stream)
        co_return co_await stream(rooms, *std::move(call), std::move(user));
    if (call->method == Method::Subscribe)
        co_return co_await subscribe(rooms, *std::move(call), std::move(user));
    auto result = co_await answer(rooms, *std::move(call), std::move(user));
    if (!result) co_return respond(id, result.error());
    co_return respond(id, *std::move(result));
}

}  // namespace

async::Awaitable<Checked<Message>> read_reply(Rooms& rooms, Sent sent) {
    Watching watching(rooms, {.user = sent.user,
                              .conversation = sent.conversation,
                              .after = sent.seq,
                              .said = sent.seq,
                              .until = async::after(kAnswerWithin)});
    const auto zone = zone_of(rooms);
    std::string text;
    while (!watching.over()) {
        const auto news = co_await watching.next(async::after(kStreamHeartbeat));
        if (!news) co_return std::unexpected(fault_of(news.error()));
        for (const auto& event : *news) {
            const auto piece = shown(event, sent.language, zone);
            if (piece.empty() || text.size() + piece.size() > kMaxAnswerBytes) continue;
            text += (text.empty() ? "" : "\n\n") + piece;
        }
    }
    co_return Message{.id = fmt::format("reply-{}", sent.seq),
                      .context = sent.conversation,
                      .task = {},
                      .parts = {{.text = std::move(text), .data = {}}}};
}

Doors doors(Rooms& rooms) {
    Doors doors;
    doors.push_back(
        {.method = "POST",
         .path = "/a2a",
         .summary = "errand as an agent for other agents: A2A 1.0 and 0.3 over JSON-RPC; streamed "
                    "as server-sent events.",
         .body = schema_object({{"jsonrpc", schema_string("2.0")},
                                {"method", schema_string("SendMessage, message/send …")},
                                {"params", schema_object({})}},
                               {"jsonrpc", "method"}),
         .answer = schema_object({{"jsonrpc", schema_string("2.0")}}, {"jsonrpc"}),
         .query = {"A2A-Version"},
         .headers = {"A2A-Version", "A2A-Extensions"},
         .handle = [&rooms](net::Request request, std::string user) {
             return handle(rooms, std::move(request), std::move(user));
         }});
    doors.push_back(card_door(rooms));
    return doors;
}

}  // namespace errand::server::a2a
