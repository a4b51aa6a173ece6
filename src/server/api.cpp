#include "server/api.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/encoding.hpp"
#include "server/a2a/doors.hpp"
#include "server/openai/doors.hpp"
#include "server/tools/doors.hpp"

namespace errand::server {
namespace {

net::Response page(int status, std::string_view title, std::string_view text) {
    return net::Response::html(
        status, fmt::format("<!doctype html><meta charset=\"utf-8\"><title>errand</title>"
                            "<h1>{}</h1><p>{}</p>",
                            title, text));
}

async::Awaitable<net::Response> came_back(Rooms& rooms, net::Request request) {
    const auto state = request.query_at("state").value_or("");
    auto done = co_await rooms.assistant.signed_in(state, request.target);
    if (done)
        co_return page(200, "已授权 · Permission given",
                       "可以关闭这个页面了。 You can close this page.");
    // Nothing of the address or of the error is repeated into the page.
    const auto status = net::status_of(done.error().code);
    co_return page(status, "没有授权 · No permission was given",
                   "请回到对话里重试。 Please go back to the conversation and try again.");
}

async::Awaitable<net::Response> health(Rooms& rooms) {
    auto reached = co_await rooms.services.journal.last_event(std::string(consent::kDefaultUser));
    if (!reached) co_return net::Response::error(reached.error());
    co_return net::Response::json(200, json::object{{"status", "ok"}});
}

Result<> check_identifiers(const net::Request& request) {
    for (const auto& [name, text] : request.parameters) {
        if (text.empty() || text.size() > kMaxIdentifierBytes || !is_utf8(text))
            return fail(ErrorCode::Invalid,
                        fmt::format("{} is empty, longer than {} bytes, or not UTF-8", name,
                                    kMaxIdentifierBytes));
    }
    return {};
}

Result<std::string> user_of(Rooms& rooms, const Door& door, const net::Request& request) {
    const auto ticket = request.query_at("ticket");
    if (door.access == Access::Ticket && ticket)
        return rooms.app_use.redeem(*ticket, request.path, std::chrono::steady_clock::now());
    return rooms.services.consent.users().user_of_token(request.bearer());
}

async::Awaitable<net::Response> enter(Rooms& rooms, const Door& door, net::Request request) {
    const auto refuse = [&door](int status, const Error& error) {
        return door.refuse != nullptr ? door.refuse(status, error)
                                      : net::Response::error(status, error);
    };
    if (const auto fine = check_identifiers(request); !fine)
        co_return refuse(net::status_of(fine.error().code), fine.error());
    if (door.access == Access::Open) co_return co_await door.handle(std::move(request), {});
    auto user = user_of(rooms, door, request);
    if (!user) {
        auto refused = refuse(401, {ErrorCode::Denied, "a valid bearer token is needed",
                                    "the token of this server lies in its home folder, in "
                                    "server.json"});
        refused.headers.set("WWW-Authenticate", "Bearer realm=\"errand\"");
        co_return refused;
    }
    co_return co_await door.handle(std::move(request), *std::move(user));
}

}  // namespace

Result<std::uint64_t> whole_number(std::string_view name, std::string_view text) {
    std::uint64_t read = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (error != std::errc() || end != text.data() + text.size())
        return fail(ErrorCode::Invalid, fmt::format("{} is not a number", name));
    return read;
}

net::Response respond(int status, Result<json::value> result) {
    if (!result) return net::Response::error(result.error());
    return net::Response::json(status, *result);
}

Doors open_doors(Rooms& rooms) {
    Doors doors;
    doors.push_back(
        {.method = "GET",
         .path = "/healthz",
         .summary = "Whether it serves.",
         .access = Access::Open,
         .answer = schema_object({{"status", schema_string()}}),
         .handle = [&rooms](const net::Request&, const std::string&) { return health(rooms); }});
    doors.push_back({.method = "GET",
                     .path = "/oauth/callback",
                     .summary = "Where a service's sign-in page sends the person back to.",
                     .access = Access::Open,
                     .answer = schema_string(),
                     .query = {"code", "state", "iss", "error"},
                     .media_type = "text/html",
                     .handle = [&rooms](net::Request request, const std::string&) {
                         return came_back(rooms, std::move(request));
                     }});
    return doors;
}

Doors all_doors(Rooms& rooms) {
    auto doors = conversation_doors(rooms);
    const auto add = [&doors](Doors more) {
        for (auto& door : more) doors.push_back(std::move(door));
    };
    add(consent_doors(rooms));
    add(service_doors(rooms));
    add(file_doors(rooms));
    add(app_doors(rooms));
    add(openai::doors(rooms));
    add(tools::doors(rooms));
    add(a2a::doors(rooms));
    add(open_doors(rooms));
    if (rooms.options.testing) add(testing_doors(rooms));
    doors.push_back({.method = "GET",
                     .path = "/openapi.json",
                     .summary = "This description.",
                     .access = Access::Open,
                     .answer = schema_object({})});
    auto described = std::make_shared<const json::value>(openapi(doors));
    doors.back().handle = [described](net::Request,
                                      std::string) -> async::Awaitable<net::Response> {
        co_return net::Response::json(200, *described);
    };
    return doors;
}

void open(net::Server& server, const Doors& doors, Rooms& rooms) {
    for (const auto& door : doors)
        server.route(door.method, door.path, [&rooms, door](net::Request request) {
            return enter(rooms, door, std::move(request));
        });
}

}  // namespace errand::server
