// Owns: the doors to what a user has allowed: grants, limits, allowances, the audit, the key.
#include <fmt/format.h>

#include "assistant/present.hpp"
#include "server/api.hpp"

namespace errand::server {
namespace {

struct ApproverBody {
    crypto::Jwk public_key;
};
BOOST_DESCRIBE_STRUCT(ApproverBody, (), (public_key))

struct LimitsBody {
    static constexpr bool kDefaults = true;
    std::optional<commerce::Money> per_payment;
    std::optional<commerce::Money> per_day;
    std::string currency = "CNY";
};
BOOST_DESCRIBE_STRUCT(LimitsBody, (), (per_payment, per_day, currency))

// Most of these doors ask the consent store, which answers at once.
using Answer = std::function<Result<json::value>(const net::Request&, const std::string& user)>;

auto at_once(int status, Answer answer) {
    return [status, answer = std::move(answer)](
               net::Request request, std::string user) -> async::Awaitable<net::Response> {
        co_return respond(status, answer(request, user));
    };
}

Result<json::value> list_grants(Rooms& rooms, const std::string& user, bool all) {
    ERRAND_TRY(const auto grants, rooms.services.consent.grants().list(user, all));
    return json::object{{"grants", json::encode(grants)}};
}

Result<json::value> read_limits(Rooms& rooms, const std::string& user) {
    ERRAND_TRY(const auto limits, rooms.services.consent.spending().limits(user));
    const auto currency = limits.currency.empty() ? std::string("CNY") : limits.currency;
    ERRAND_TRY(const auto spent, rooms.services.consent.spending().spent_today(user, currency));
    auto shown = json::encode(limits);
    shown.get_object()["currency"] = currency;
    shown.get_object()["spent_today"] = json::encode(spent);
    return shown;
}

Result<json::value> set_limits(Rooms& rooms, const net::Request& request, const std::string& user) {
    ERRAND_TRY(const auto body, body_of<LimitsBody>(request));
    const consent::Limits limits{body.per_payment, body.per_day, body.currency};
    ERRAND_TRY_VOID(rooms.services.consent.set_limits(user, limits));
    return read_limits(rooms, user);
}

Result<json::value> list_allowances(Rooms& rooms, const std::string& user) {
    ERRAND_TRY(const auto list, rooms.services.consent.allowances().list(user));
    return json::object{{"allowances", json::encode(list)}};
}

Result<json::value> add_allowance(Rooms& rooms, const net::Request& request,
                                  const std::string& user) {
    ERRAND_TRY(const auto allowance, body_of<commerce::SignedAllowance>(request));
    if (allowance.allowance.user != user)
        return fail(ErrorCode::Denied, "this allowance is another user's");
    ERRAND_TRY_VOID(rooms.services.consent.store_allowance(allowance));
    return json::object{{"id", allowance.allowance.id}};
}

Result<json::value> read_audit(Rooms& rooms, const net::Request& request, const std::string& user) {
    std::uint64_t after = 0;
    if (const auto text = request.query_at("after")) {
        ERRAND_TRY(after, whole_number("after", *text));
    }
    ERRAND_TRY(const auto entries, rooms.services.consent.audit().read(user, after, kAuditListed));
    const auto whole = rooms.services.consent.audit().verify(user);
    json::object shown{{"entries", json::encode(entries)}, {"intact", whole.has_value()}};
    if (!whole) shown["problem"] = whole.error().message;
    return shown;
}

Result<json::value> set_approver(Rooms& rooms, const net::Request& request,
                                 const std::string& user) {
    ERRAND_TRY(const auto body, body_of<ApproverBody>(request));
    ERRAND_TRY(const auto key, crypto::PublicKey::from_jwk(body.public_key));
    ERRAND_TRY_VOID(rooms.services.consent.users().set_public_key(user, body.public_key));
    return json::object{{"thumbprint", key.thumbprint()}};
}

Result<json::value> read_approver(Rooms& rooms, const std::string& user) {
    ERRAND_TRY(const auto key, rooms.services.consent.users().public_key(user));
    return json::object{{"public_key", json::encode(key.to_jwk())},
                        {"thumbprint", key.thumbprint()}};
}

Result<json::value> done(Result<> result) {
    if (!result) return fail(std::move(result).error());
    return json::object{{"done", true}};
}

json::value money_schema() {
    return schema_string("a decimal amount, \"18.00\"");
}

Doors permissions(Rooms& rooms) {
    Doors doors;
    doors.push_back({.method = "GET",
                     .path = "/v1/grants",
                     .summary = "What is granted; with all=true also what was withdrawn.",
                     .answer = schema_object({{"grants", schema_list(schema_object({}))}}),
                     .query = {"all"},
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return list_grants(rooms, user, request.query_at("all") == "true");
                     })});
    doors.push_back({.method = "DELETE",
                     .path = "/v1/grants/{service}",
                     .summary = "Withdraw a grant and forget its tokens.",
                     .answer = schema_object({{"done", schema_boolean()}}),
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return done(rooms.services.consent.withdraw(
                             user, std::string(request.parameter("service"))));
                     })});
    doors.push_back({.method = "PUT",
                     .path = "/v1/approver",
                     .summary = "Make the key known that signs this user's approvals. It is never "
                                "replaced.",
                     .body = schema_object({{"public_key", schema_object({})}}, {"public_key"}),
                     .answer = schema_object({{"thumbprint", schema_string()}}),
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return set_approver(rooms, request, user);
                     })});
    doors.push_back({.method = "GET",
                     .path = "/v1/approver",
                     .summary = "The key that is known.",
                     .answer = schema_object(
                         {{"public_key", schema_object({})}, {"thumbprint", schema_string()}}),
                     .handle = at_once(200, [&rooms](const auto&, const auto& user) {
                         return read_approver(rooms, user);
                     })});
    return doors;
}

Doors spending(Rooms& rooms) {
    const auto limits = schema_object({{"per_payment", money_schema()},
                                       {"per_day", money_schema()},
                                       {"currency", schema_string()}});
    Doors doors;
    doors.push_back({.method = "GET",
                     .path = "/v1/limits",
                     .summary = "Spending limits, and what counts against today's.",
                     .answer = limits,
                     .handle = at_once(200, [&rooms](const auto&, const auto& user) {
                         return read_limits(rooms, user);
                     })});
    doors.push_back({.method = "PUT",
                     .path = "/v1/limits",
                     .summary = "Set both limits; one left out limits nothing.",
                     .body = limits,
                     .answer = limits,
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return set_limits(rooms, request, user);
                     })});
    doors.push_back({.method = "GET",
                     .path = "/v1/allowances",
                     .summary = "Signed rules for small payments, and what was spent under each.",
                     .answer = schema_object({{"allowances", schema_list(schema_object({}))}}),
                     .handle = at_once(200, [&rooms](const auto&, const auto& user) {
                         return list_allowances(rooms, user);
                     })});
    doors.push_back(
        {.method = "POST",
         .path = "/v1/allowances",
         .summary = "Keep a rule that the user signed.",
         .body = schema_object({{"allowance", schema_object({})}, {"signature", schema_string()}},
                               {"allowance", "signature"}),
         .answer = schema_object({{"id", schema_string()}}),
         .success = 201,
         .handle = at_once(201, [&rooms](const auto& request, const auto& user) {
             return add_allowance(rooms, request, user);
         })});
    doors.push_back({.method = "DELETE",
                     .path = "/v1/allowances/{id}",
                     .summary = "Revoke a rule.",
                     .answer = schema_object({{"done", schema_boolean()}}),
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return done(rooms.services.consent.revoke_allowance(
                             user, std::string(request.parameter("id"))));
                     })});
    doors.push_back({.method = "GET",
                     .path = "/v1/audit",
                     .summary = "What was allowed and done in this user's name, oldest first.",
                     .answer = schema_object({{"entries", schema_list(schema_object({}))},
                                              {"intact", schema_boolean()}}),
                     .query = {"after"},
                     .handle = at_once(200, [&rooms](const auto& request, const auto& user) {
                         return read_audit(rooms, request, user);
                     })});
    return doors;
}

}  // namespace

Doors consent_doors(Rooms& rooms) {
    auto doors = permissions(rooms);
    for (auto& door : spending(rooms)) doors.push_back(std::move(door));
    return doors;
}

}  // namespace errand::server
