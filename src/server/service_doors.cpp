// Owns: the doors to the services: which there are, what is granted, how each does, and taking up
// those that were added to the settings.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/printable.hpp"
#include "server/api.hpp"

namespace errand::server {
namespace {

using Tools = Result<std::vector<tool::Tool>>;

std::string_view kind_of(const ServiceEntry& entry) {
    if (!entry.command.empty()) return "command";
    if (!entry.ucp.empty()) return "ucp";
    return entry.openapi.empty() ? "url" : "openapi";
}

Result<json::object> describe(Rooms& rooms, const ServiceEntry& entry, const std::string& user) {
    ERRAND_TRY(const auto grant, rooms.services.consent.grants().live(user, entry.name));
    json::object one{{"name", entry.name},
                     {"kind", kind_of(entry)},
                     {"url", entry.ucp.empty() ? entry.url : entry.ucp},
                     {"sandbox", entry.sandbox},
                     {"granted", grant.has_value()}};
    if (grant) one["scopes"] = json::encode(grant->scopes);
    return one;
}

void tell(json::object& of, const Tools& tools) {
    if (tools) {
        json::array list;
        for (const auto& tool : *tools)
            list.push_back({{"name", tool.name}, {"effect", json::encode(tool.effect)}});
        of["state"] = "ready";
        of["tools"] = std::move(list);
        return;
    }
    const auto& error = tools.error();
    const bool granted = of.at("granted").get_bool();
    if (error.code == ErrorCode::Denied)
        of["state"] = granted ? "sign_in" : "permission";
    else
        of["state"] = "failed";
    of["problem"] = printable_line(error.message);
}

// What waits for all services: each of them ends within its deadline.
struct Looking {
    explicit Looking(const boost::asio::any_io_executor& executor)
        : done(executor, async::Deadline::max()) {}
    boost::asio::steady_timer done;  // cancelled when the last has ended
    std::vector<json::object> list;
    std::size_t open = 0;
};

async::Awaitable<> look(std::shared_ptr<Looking> looking, std::size_t at,
                        tool::Connector& connector, std::string user) {
    const auto tools =
        co_await async::with_deadline(connector.tools(std::move(user)), async::after(kLookWithin));
    tell(looking->list[at], tools);
    if (--looking->open == 0) looking->done.cancel();
}

async::Awaitable<Result<json::value>> list_services(Rooms& rooms, std::string user, bool looks) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto looking = std::make_shared<Looking>(executor);
    for (const auto& entry : rooms.options.services) {
        ERRAND_CO_TRY(auto one, describe(rooms, entry, user));
        looking->list.push_back(std::move(one));
    }
    if (looks) {
        for (std::size_t at = 0; at < looking->list.size(); ++at) {
            auto* connector = rooms.services.tools.find(json::string_at(looking->list[at], "name"));
            if (connector == nullptr) continue;
            ++looking->open;
            boost::asio::co_spawn(executor, look(looking, at, *connector, user),
                                  boost::asio::detached);
        }
        if (looking->open > 0)
            (void)co_await looking->done.async_wait(
                boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    json::array list;
    for (auto& one : looking->list) list.push_back(std::move(one));
    co_return json::object{{"services", std::move(list)}};
}

Result<json::value> take_up(Rooms& rooms) {
    ERRAND_TRY(const auto names, rooms.take_up());
    return json::object{{"taken_up", json::encode(names)}};
}

json::value service_schema() {
    return schema_object(
        {{"name", schema_string()},
         {"kind", schema_string("url, command, openapi or ucp: how it is reached")},
         {"url", schema_string("empty where errand starts it")},
         {"sandbox", schema_boolean()},
         {"granted", schema_boolean()},
         {"scopes", schema_list(schema_string())},
         {"state", schema_string("only with look: ready, permission (none was given yet), sign_in "
                                 "(it is wanted anew) or failed")},
         {"problem", schema_string("why it is not ready")},
         {"tools",
          schema_list(schema_object({{"name", schema_string()},
                                     {"effect", schema_string("reads, changes or spends")}}))}},
        {"name", "kind", "granted"});
}

}  // namespace

Doors service_doors(Rooms& rooms) {
    Doors doors;
    doors.push_back(
        {.method = "GET",
         .path = "/v1/services",
         .summary = "The services here, and what is granted for each; with look=true each is asked "
                    "which tools it has.",
         .answer = schema_object({{"services", schema_list(service_schema())}}),
         .query = {"look"},
         .handle = [&rooms](net::Request request,
                            std::string user) -> async::Awaitable<net::Response> {
             const bool looks = request.query_at("look") == "true";
             co_return respond(200, co_await list_services(rooms, std::move(user), looks));
         }});
    doors.push_back({.method = "POST",
                     .path = "/v1/services",
                     .summary = "Take up services that were added to the settings since the start.",
                     .answer = schema_object({{"taken_up", schema_list(schema_string())}}),
                     .handle = [&rooms](const net::Request&,
                                        const std::string&) -> async::Awaitable<net::Response> {
                         co_return respond(200, take_up(rooms));
                     }});
    return doors;
}

}  // namespace errand::server
