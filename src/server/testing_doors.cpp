// Owns: the doors for tests from outside: dying at a step, arranging a user, moving with the clock.
// Must stay true: they exist only where the server was started with --testing.
#include <fmt/format.h>

#include "assistant/standing.hpp"
#include "server/api.hpp"

namespace errand::server {
namespace {

struct Wanted {
    static constexpr bool kDefaults = true;
    std::string service;
    std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(Wanted, (), (service, scopes))

struct WantedLimits {
    static constexpr bool kDefaults = true;
    std::optional<commerce::Money> per_payment;
    std::optional<commerce::Money> per_day;
    std::string currency = "CNY";
};
BOOST_DESCRIBE_STRUCT(WantedLimits, (), (per_payment, per_day, currency))

struct Profile {
    static constexpr bool kDefaults = true;
    std::optional<json::value> grants;  // "all", or a list of {service, scopes}
    std::optional<WantedLimits> limits;
    std::optional<json::value> memory;
    std::optional<crypto::Jwk> public_key;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (grants, limits, memory, public_key))

Result<std::vector<Wanted>> wanted_grants(const json::value& grants, const ServerOptions& options) {
    if (!grants.is_string()) return json::decode<std::vector<Wanted>>(grants);
    if (std::string_view(grants.get_string()) != "all")
        return fail(ErrorCode::Invalid, "grants: \"all\" or a list of {service, scopes}");
    std::vector<Wanted> all;
    all.reserve(options.services.size());
    for (const auto& entry : options.services) all.push_back({entry.name, {}});
    return all;
}

async::Awaitable<Result<json::value>> arrange(Rooms& rooms, net::Request request,
                                              std::string user) {
    ERRAND_CO_TRY(const auto profile, body_of<Profile>(request));
    auto& consent = rooms.services.consent;
    if (rooms.clock != nullptr) ERRAND_CO_TRY_VOID(co_await rooms.clock->look());
    if (profile.public_key)
        ERRAND_CO_TRY_VOID(consent.users().set_public_key(user, *profile.public_key));
    if (profile.limits)
        ERRAND_CO_TRY_VOID(consent.set_limits(
            user,
            {profile.limits->per_payment, profile.limits->per_day, profile.limits->currency}));
    if (profile.memory)
        ERRAND_CO_TRY_VOID(consent.vault().put(user, std::string(assistant::kMemoryName),
                                               json::write(*profile.memory)));
    if (profile.grants) {
        ERRAND_CO_TRY(const auto wanted, wanted_grants(*profile.grants, rooms.options));
        for (const auto& one : wanted) {
            auto signed_in = co_await rooms.sign_ins.complete(user, one.service, one.scopes);
            if (!signed_in) co_return fail(std::move(signed_in).error());
        }
    }
    co_return json::object{{"done", true}};
}

Result<json::value> arm(Rooms& rooms, const net::Request& request) {
    ERRAND_TRY(auto point, body_of<CrashPoint>(request));
    if (point.side != "before" && point.side != "after")
        return fail(ErrorCode::Invalid, "side: \"before\" or \"after\"");
    rooms.crash = std::move(point);
    return json::object{{"done", true}};
}

async::Awaitable<Result<json::value>> follow_clock(Rooms& rooms) {
    if (rooms.clock == nullptr) co_return json::object{{"done", true}};
    ERRAND_CO_TRY_VOID(co_await rooms.clock->look());
    co_return json::object{{"now", format_time(rooms.services.clock.now())}};
}

}  // namespace

Doors testing_doors(Rooms& rooms) {
    const auto done = schema_object({{"done", schema_boolean()}});
    Doors doors;
    doors.push_back(
        {.method = "POST",
         .path = "/v1/testing/crash",
         .summary = "Die by SIGKILL at the n-th recorded step from now; 0 disarms.",
         .body = schema_object(
             {{"after_steps", schema_integer()}, {"side", schema_string("before or after")}}),
         .answer = done,
         .handle = [&rooms](net::Request request, std::string) -> async::Awaitable<net::Response> {
             co_return respond(200, arm(rooms, request));
         }});
    doors.push_back({.method = "POST",
                     .path = "/v1/testing/profile",
                     .summary = "Arrange this user: grants, limits, memory, key.",
                     .body = schema_object({{"grants", json::object{}},
                                            {"limits", schema_object({})},
                                            {"memory", json::object{}},
                                            {"public_key", schema_object({})}}),
                     .answer = done,
                     .handle = [&rooms](net::Request request,
                                        std::string user) -> async::Awaitable<net::Response> {
                         auto arranged =
                             co_await arrange(rooms, std::move(request), std::move(user));
                         co_return respond(200, std::move(arranged));
                     }});
    doors.push_back(
        {.method = "POST",
         .path = "/v1/testing/clock",
         .summary = "Look at the clock that is followed, now.",
         .answer = schema_object({{"now", schema_string()}}),
         .handle = [&rooms](net::Request, std::string) -> async::Awaitable<net::Response> {
             auto looked = co_await follow_clock(rooms);
             co_return respond(200, std::move(looked));
         }});
    return doors;
}

}  // namespace errand::server
