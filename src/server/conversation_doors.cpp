// Owns: the doors through which a person speaks, answers and watches.
#include <fmt/format.h>

#include "server/api.hpp"
#include "server/errands.hpp"
#include "server/event_stream.hpp"

namespace errand::server {
namespace {

struct SayBody {
    static constexpr bool kDefaults = true;
    std::string text;
    std::vector<std::string> attach;
    std::optional<std::uint64_t> errand;
};
BOOST_DESCRIBE_STRUCT(SayBody, (), (text, attach, errand))

async::Awaitable<net::Response> say(Rooms& rooms, net::Request request, std::string user) {
    auto body = body_of<SayBody>(request);
    if (!body) co_return net::Response::error(body.error());
    auto attached = co_await take_files(rooms, request, user, std::move(body->attach));
    if (!attached) co_return net::Response::error(attached.error());
    if (rooms.clock != nullptr) (void)co_await rooms.clock->look();
    auto taken = co_await rooms.assistant.say(
        {.user = std::move(user),
         .conversation = std::string(request.parameter("conversation")),
         .text = std::move(body->text),
         .key = std::string(request.headers.get("Idempotency-Key")),
         .errand = body->errand,
         .files = *std::move(attached)});
    if (!taken) co_return net::Response::error(taken.error());
    co_return net::Response::json(202, json::object{{"seq", taken->seq}});
}

async::Awaitable<net::Response> answer(Rooms& rooms, net::Request request, std::string user) {
    auto reply = body_of<assistant::Reply>(request);
    if (!reply) co_return net::Response::error(reply.error());
    if (rooms.clock != nullptr) (void)co_await rooms.clock->look();
    const bool signed_yes = reply->signature.has_value();
    auto taken = co_await rooms.assistant.answer(
        std::move(user), std::string(request.parameter("ask")), *std::move(reply));
    if (!taken) {
        // Well-formed, and still not what it says it is.
        if (signed_yes && taken.error().code == ErrorCode::Invalid)
            co_return net::Response::error(422, taken.error());
        co_return net::Response::error(taken.error());
    }
    co_return net::Response::json(202, json::object{{"seq", taken->seq}});
}

async::Awaitable<net::Response> errands(Rooms& rooms, net::Request request, std::string user) {
    auto found = co_await list_errands(rooms, {.user = std::move(user),
                                               .conversation = request.query_at("conversation"),
                                               .live_only = request.query_at("live") == "true"});
    if (!found) co_return net::Response::error(found.error());
    json::array list;
    for (const auto& info : *found) list.push_back(summary(info));
    co_return net::Response::json(200, json::object{{"errands", std::move(list)}});
}

async::Awaitable<Result<json::value>> one_errand(Rooms& rooms, net::Request request,
                                                 std::string user) {
    ERRAND_CO_TRY(const auto number, number_of(request));
    ERRAND_CO_TRY(const auto info, co_await find_errand(rooms, std::move(user), number));
    ERRAND_CO_TRY(const auto records, co_await rooms.services.journal.records(info.id));
    json::array described;
    for (const auto& record : records) described.push_back(journal::describe(record));
    auto shown = summary(info);
    shown["outcome"] = info.outcome;
    shown["records"] = std::move(described);
    co_return shown;
}

async::Awaitable<Result<json::value>> cancel(Rooms& rooms, net::Request request, std::string user) {
    ERRAND_CO_TRY(const auto number, number_of(request));
    ERRAND_CO_TRY(const auto seq,
                  co_await cancel_errand(rooms, std::move(user), number,
                                         std::string(request.headers.get("Idempotency-Key"))));
    co_return json::object{{"seq", seq}};
}

async::Awaitable<Result<json::value>> one_ask(Rooms& rooms, net::Request request,
                                              std::string user) {
    const std::string id(request.parameter("ask"));
    ERRAND_CO_TRY(auto ask, co_await rooms.assistant.ask(std::move(user), id));
    co_return ask;
}

Result<assistant::Look> read_look(const net::Request& request) {
    assistant::Look look{.live_only = request.query_at("live") == "true", .until = {}};
    if (const auto wait = request.query_at("wait")) {
        ERRAND_TRY(const auto millis, whole_number("wait", *wait));
        look.until = async::after(std::min(Millis(millis), kLongestWait));
    }
    return look;
}

json::value answer_schema() {
    return schema_object(
        {{"choose", json::object{{"description", "a number from 1, or {\"name\": …}"}}},
         {"approve", schema_boolean()},
         {"signature", schema_string("beside approve: true; base64url of ES256 r||s")},
         {"grant", schema_boolean()},
         {"answer", schema_string("to a slot ask")}});
}

Doors speaking(Rooms& rooms) {
    Doors doors;
    doors.push_back(
        {.method = "POST",
         .path = "/v1/conversations/{conversation}/say",
         .summary = "Say something. Answers once it is safe from a crash.",
         .body = schema_object(
             {{"text", schema_string("may be empty beside attach")},
              {"attach", schema_list(schema_string("paths of files, archives and folders on the "
                                                   "server's machine, copied before the answer; "
                                                   "loopback clients of the home's owner alone"))},
              {"errand", schema_integer("the errand meant, where "
                                        "it is certain")}},
             {}),
         .answer = schema_ref("Taken"),
         .headers = {"Idempotency-Key"},
         .success = 202,
         .handle = [&rooms](net::Request request, std::string user) {
             return say(rooms, std::move(request), std::move(user));
         }});
    doors.push_back({.method = "POST",
                     .path = "/v1/asks/{ask}",
                     .summary = "Answer an open ask; exactly one kind of answer. The first wins.",
                     .body = answer_schema(),
                     .answer = schema_ref("Taken"),
                     .headers = {"Idempotency-Key"},
                     .success = 202,
                     .handle = [&rooms](net::Request request, std::string user) {
                         return answer(rooms, std::move(request), std::move(user));
                     }});
    doors.push_back({.method = "GET",
                     .path = "/v1/asks/{ask}",
                     .summary = "An open ask, as its event showed it.",
                     .answer = schema_ref("Event"),
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto ask = co_await one_ask(rooms, std::move(request), std::move(user));
                         co_return respond(200, std::move(ask));
                     }});
    return doors;
}

Doors watching(Rooms& rooms) {
    Doors doors;
    const auto events = [&rooms](net::Request request, std::string user) {
        return show_events(rooms, std::move(request), std::move(user));
    };
    const auto list = schema_object({{"events", schema_list(schema_ref("Event"))}}, {"events"});
    doors.push_back({.method = "GET",
                     .path = "/v1/conversations/{conversation}/events",
                     .summary = "Events after a number, as a list, or as server-sent events where "
                                "Accept names text/event-stream (Last-Event-ID goes on).",
                     .answer = list,
                     .query = {"after", "limit", "said"},
                     .headers = {"Last-Event-ID"},
                     .handle = events});
    doors.push_back({.method = "GET",
                     .path = "/v1/events",
                     .summary = "The same over all conversations.",
                     .answer = list,
                     .query = {"after", "limit", "said"},
                     .headers = {"Last-Event-ID"},
                     .handle = events});
    doors.push_back(
        {.method = "GET",
         .path = "/v1/conversations/{conversation}",
         .summary = "Where its errands stand. settled: each waits for the person, for time, or has "
                    "ended. live=true: only those that have not ended. wait: milliseconds, at most "
                    "20000; the answer comes as soon as all is settled, or then.",
         .answer = schema_object(
             {{"settled", schema_boolean()}, {"errands", schema_list(schema_ref("Errand"))}},
             {"settled", "errands"}),
         .query = {"live", "wait"},
         .handle = [&rooms](net::Request request,
                            std::string user) -> async::Awaitable<net::Response> {
             const auto look = read_look(request);
             if (!look) co_return net::Response::error(look.error());
             auto shown = co_await rooms.assistant.conversation(
                 std::move(user), std::string(request.parameter("conversation")), *look);
             co_return respond(200, std::move(shown));
         }});
    return doors;
}

Doors listing(Rooms& rooms) {
    Doors doors;
    doors.push_back(
        {.method = "GET",
         .path = "/v1/errands",
         .summary = "Errands, the latest first.",
         .answer = schema_object({{"errands", schema_list(schema_ref("Errand"))}}, {"errands"}),
         .query = {"conversation", "live"},
         .handle = [&rooms](net::Request request, std::string user) {
             return errands(rooms, std::move(request), std::move(user));
         }});
    doors.push_back({.method = "GET",
                     .path = "/v1/errands/{errand}",
                     .summary = "One errand with its journal.",
                     .answer = schema_ref("Errand"),
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto shown =
                             co_await one_errand(rooms, std::move(request), std::move(user));
                         co_return respond(200, std::move(shown));
                     }});
    doors.push_back({.method = "POST",
                     .path = "/v1/errands/{errand}/cancel",
                     .summary = "Ask the errand to stop and to undo what can be undone.",
                     .answer = schema_ref("Taken"),
                     .headers = {"Idempotency-Key"},
                     .success = 202,
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto taken = co_await cancel(rooms, std::move(request), std::move(user));
                         co_return respond(202, std::move(taken));
                     }});
    return doors;
}

}  // namespace

Doors conversation_doors(Rooms& rooms) {
    auto doors = speaking(rooms);
    for (auto& door : watching(rooms)) doors.push_back(std::move(door));
    for (auto& door : listing(rooms)) doors.push_back(std::move(door));
    return doors;
}

}  // namespace errand::server
