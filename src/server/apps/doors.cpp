// Owns: the doors to apps: what a page of a service shows, the page itself, and what it asks for.
#include <fmt/format.h>

#include "assistant/apps.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"
#include "server/api.hpp"
#include "server/apps/policy.hpp"
#include "server/errands.hpp"

namespace errand::server {
namespace {

struct CallBody {
    std::string tool;
    std::optional<json::object> arguments;
};
BOOST_DESCRIBE_STRUCT(CallBody, (), (tool, arguments))

async::Awaitable<Result<assistant::RecordedApp>> recorded_app(Rooms& rooms, net::Request request,
                                                              std::string user) {
    ERRAND_CO_TRY(const auto number, number_of(request));
    ERRAND_CO_TRY(const auto info, co_await find_errand(rooms, std::move(user), number));
    ERRAND_CO_TRY(auto records, co_await rooms.services.journal.records(info.id));
    co_return assistant::find_app(std::move(records), request.parameter("app"));
}

async::Awaitable<Result<tool::Resource>> page_of(Rooms& rooms, std::string user, assistant::App app,
                                                 Result<AppUse::Pass> pass) {
    if (!pass) co_return fail(std::move(pass).error());
    co_return co_await assistant::read_page(rooms.services, std::move(user), std::move(app.service),
                                            std::move(app.uri));
}

// What was recorded is shown whether or not the service still has the page.
async::Awaitable<Result<json::value>> one_app(Rooms& rooms, net::Request request,
                                              std::string user) {
    auto pass = rooms.app_use.enter(user, std::chrono::steady_clock::now());
    ERRAND_CO_TRY(auto found, co_await recorded_app(rooms, request, user));
    ERRAND_CO_TRY(const auto number, number_of(request));
    auto made = assistant::shown(found.app, number);
    made["uri"] = found.app.uri;
    made["input"] = std::move(found.input);
    made["result"] = std::move(found.result);
    const auto page = co_await page_of(rooms, user, std::move(found.app), std::move(pass));
    if (!page) {
        made["page"] = nullptr;
        made["problem"] = printable_line(page.error().message);
        co_return made;
    }
    const auto path = request.path + "/html";
    const auto ticket = rooms.app_use.ticket(user, path, std::chrono::steady_clock::now());
    auto about = describe(read_policy(page->meta));
    about["html"] = fmt::format("{}?ticket={}", path, ticket);
    made["page"] = std::move(about);
    co_return made;
}

async::Awaitable<net::Response> html(Rooms& rooms, net::Request request, std::string user) {
    // Before the journal is read: pages are asked for by other people's programs.
    auto pass = rooms.app_use.enter(user, std::chrono::steady_clock::now());
    if (!pass) co_return net::Response::error(pass.error());
    auto found = co_await recorded_app(rooms, std::move(request), user);
    if (!found) co_return net::Response::error(found.error());
    const auto service = found->app.service;
    auto page = co_await page_of(rooms, std::move(user), std::move(found->app), std::move(pass));
    if (!page) co_return net::Response::error(page.error());
    const auto policy = read_policy(page->meta);
    const auto directives = content_security_policy(policy);
    log::info("a page of {} is given with: {}", service, directives);
    auto response = net::Response::html(200, std::move(page->bytes));
    response.headers.set("Content-Security-Policy", directives);
    if (auto denied = permissions_policy(policy); !denied.empty())
        response.headers.set("Permissions-Policy", std::move(denied));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

async::Awaitable<Result<json::value>> call(Rooms& rooms, net::Request request, std::string user) {
    ERRAND_CO_TRY(auto body, body_of<CallBody>(request));
    ERRAND_CO_TRY(const auto pass, rooms.app_use.enter(user, std::chrono::steady_clock::now()));
    ERRAND_CO_TRY(const auto found, co_await recorded_app(rooms, std::move(request), user));
    ERRAND_CO_TRY(auto result,
                  co_await assistant::call_from_page(
                      rooms.services, std::move(user), found.app.service, std::move(body.tool),
                      std::move(body.arguments).value_or(json::object{})));
    co_return result;
}

json::value result_schema() {
    return schema_object({{"content", schema_list(schema_object({}))},
                          {"structuredContent", json::object{}},
                          {"isError", schema_boolean()},
                          {"_meta", schema_object({})}},
                         {"content"});
}

json::value page_schema() {
    return schema_object(
        {{"html", schema_string("where a frame gets the page; once, within a minute")},
         {"csp", schema_object({{"connectDomains", schema_list(schema_string())},
                                {"resourceDomains", schema_list(schema_string())},
                                {"frameDomains", schema_list(schema_string())},
                                {"baseUriDomains", schema_list(schema_string())}})},
         {"permissions", schema_list(schema_string("asked for: camera, microphone, geolocation, "
                                                   "clipboardWrite"))},
         {"leftOut", schema_integer("what the service asked for besides, and no page may have")},
         {"prefersBorder", schema_boolean()}});
}

json::value app_schema() {
    return schema_object({{"id", schema_string()},
                          {"service", schema_string()},
                          {"tool", schema_string()},
                          {"title", schema_string()},
                          {"url", schema_string()},
                          {"uri", schema_string("the service's own address of the page")},
                          {"input", schema_object({})},
                          {"result", result_schema()},
                          {"page", page_schema()},
                          {"problem", schema_string("why there is no page now")}},
                         {"id", "service", "tool", "input", "result"});
}

}  // namespace

Doors app_doors(Rooms& rooms) {
    const std::string path = "/v1/errands/{errand}/apps/{app}";
    Doors doors;
    doors.push_back({.method = "GET",
                     .path = path,
                     .summary = "A page of a service that shows one answer: what it is given "
                                "(MCP's CallToolResult), and what it may reach.",
                     .answer = app_schema(),
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto shown = co_await one_app(rooms, std::move(request), std::move(user));
                         co_return respond(200, std::move(shown));
                     }});
    doors.push_back({.method = "GET",
                     .path = path + "/html",
                     .summary = "The page itself, as the service has it now, with all that it may "
                                "reach in its Content-Security-Policy.",
                     .access = Access::Ticket,
                     .answer = schema_string(),
                     .query = {"ticket"},
                     .media_type = "text/html",
                     .handle = [&rooms](net::Request request, std::string user) {
                         return html(rooms, std::move(request), std::move(user));
                     }});
    doors.push_back({.method = "POST",
                     .path = path + "/calls",
                     .summary = "A call that the page wants made: of a tool of its service that is "
                                "for pages and only reads.",
                     .body = schema_object(
                         {{"tool", schema_string()}, {"arguments", schema_object({})}}, {"tool"}),
                     .answer = result_schema(),
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto result = co_await call(rooms, std::move(request), std::move(user));
                         co_return respond(200, std::move(result));
                     }});
    return doors;
}

}  // namespace errand::server
