#include "city/sign_in/routes.hpp"

#include <fmt/format.h>

#include "city/sign_in/page.hpp"
#include "net/url.hpp"

namespace errand::city {
namespace {

using net::Request;
using net::Response;
using Users = std::function<Result<std::vector<std::string>>()>;

Response harden(Response response) {
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("X-Content-Type-Options", "nosniff");
    return response;
}

Response token_error(const SignInError& error) {
    return harden(Response::json(
        error.error == "invalid_client" ? 401 : 400,
        json::object{{"error", error.error}, {"error_description", error.description}}));
}

Response server_error() {
    return harden(Response::json(500, json::object{{"error", "server_error"}}));
}

std::string field(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

// Back to the client, with more fields behind its own query.
Response back(const Fields& fields, const std::string& issuer,
              std::vector<std::pair<std::string, std::string>> more) {
    auto uri = field(fields, "redirect_uri");
    if (const auto state = field(fields, "state"); !state.empty())
        more.emplace_back("state", state);
    more.emplace_back("iss", issuer);
    uri += (uri.contains('?') ? "&" : "?") + net::write_form(more);
    return harden(Response::redirect(uri));
}

json::object metadata(const Authority& authority) {
    const auto& issuer = authority.issuer();
    json::array scopes;
    for (const auto& scope : all_scopes()) scopes.push_back(json::value(scope.name));
    return {{"issuer", issuer},
            {"authorization_endpoint", issuer + "/authorize"},
            {"token_endpoint", issuer + "/token"},
            {"revocation_endpoint", issuer + "/revoke"},
            {"scopes_supported", std::move(scopes)},
            {"response_types_supported", {"code"}},
            {"response_modes_supported", {"query"}},
            {"grant_types_supported", {"authorization_code", "refresh_token"}},
            {"code_challenge_methods_supported", {"S256"}},
            {"token_endpoint_auth_methods_supported", {"none"}},
            {"revocation_endpoint_auth_methods_supported", {"none"}},
            {"authorization_response_iss_parameter_supported", true}};
}

json::object resource_metadata(const Authority& authority, std::string_view service) {
    json::array scopes;
    for (const auto& scope : all_scopes())
        if (scope.service == service) scopes.push_back(json::value(scope.name));
    return {{"resource", authority.resource_of(service)},
            {"authorization_servers", {authority.issuer()}},
            {"scopes_supported", std::move(scopes)},
            {"bearer_methods_supported", {"header"}},
            {"resource_name", service}};
}

// The checks of both /authorize methods: an answer where they fail, else nothing.
std::optional<Response> refuse(const Authority& authority, const Fields& fields) {
    if (!Authority::redirect_allowed(field(fields, "client_id"), field(fields, "redirect_uri"))) {
        // Nothing is sent to an address that the client has not registered.
        return harden(Response::html(
            400, sign_in_error_page({"invalid_request", "unknown client or redirect_uri"})));
    }
    const auto request = authority.check(fields);
    if (request) return std::nullopt;
    return back(
        fields, authority.issuer(),
        {{"error", request.error().error}, {"error_description", request.error().description}});
}

Response show_page(const Authority& authority, const Fields& fields, const Users& users) {
    if (auto refused = refuse(authority, fields)) return *std::move(refused);
    const auto known = users();
    if (!known) return server_error();
    return harden(Response::html(200, sign_in_page(*authority.check(fields), fields, *known)));
}

Response decide(Authority& authority, const Fields& fields, const Users& users) {
    if (auto refused = refuse(authority, fields)) return *std::move(refused);
    if (field(fields, "decision") != "allow")
        return back(fields, authority.issuer(), {{"error", "access_denied"}});
    const auto known = users();
    if (!known) return server_error();
    const auto user = field(fields, "user");
    if (std::ranges::find(*known, user) == known->end()) {
        return harden(Response::html(
            400, sign_in_error_page({"invalid_request", "there is no user of that name"})));
    }
    const auto code = authority.make_code(*authority.check(fields), user);
    if (!code) return server_error();
    return back(fields, authority.issuer(), {{"code", *code}});
}

Response token(Authority& authority, const Fields& fields) {
    const auto grant = field(fields, "grant_type");
    const auto answer = [&]() -> Result<SignInResult<Tokens>> {
        if (grant == "authorization_code") {
            return authority.redeem_code(field(fields, "code"), field(fields, "client_id"),
                                         field(fields, "redirect_uri"),
                                         field(fields, "code_verifier"), field(fields, "resource"));
        }
        if (grant == "refresh_token") {
            return authority.refresh(field(fields, "refresh_token"), field(fields, "client_id"),
                                     field(fields, "scope"));
        }
        return SignInResult<Tokens>(
            std::unexpected(SignInError{"unsupported_grant_type", "unknown grant_type"}));
    }();
    if (!answer) return server_error();
    if (!*answer) return token_error(answer->error());
    const auto& tokens = **answer;
    return harden(Response::json(200, json::object{{"access_token", tokens.access_token},
                                                   {"token_type", "Bearer"},
                                                   {"expires_in", tokens.expires_in.count()},
                                                   {"refresh_token", tokens.refresh_token},
                                                   {"scope", join_scopes(tokens.scopes)}}));
}

void add_metadata_routes(net::Server& server, Authority& authority) {
    server.route("GET", "/.well-known/oauth-authorization-server",
                 [&authority](Request) -> async::Awaitable<Response> {
                     co_return Response::json(200, metadata(authority));
                 });
    for (const auto service : kServices) {
        server.route("GET", fmt::format("/.well-known/oauth-protected-resource/{}/mcp", service),
                     [&authority, service](Request) -> async::Awaitable<Response> {
                         co_return Response::json(200, resource_metadata(authority, service));
                     });
    }
}

}  // namespace

void add_sign_in_routes(net::Server& server, Authority& authority, const Users& users) {
    add_metadata_routes(server, authority);
    server.route("GET", "/authorize",
                 [&authority, users](Request request) -> async::Awaitable<Response> {
                     co_return show_page(authority, request.query, users);
                 });
    server.route("POST", "/authorize",
                 [&authority, users](Request request) -> async::Awaitable<Response> {
                     const auto form = net::parse_form(request.body);
                     if (!form) co_return Response::error(form.error());
                     co_return decide(authority, *form, users);
                 });
    server.route("POST", "/token", [&authority](Request request) -> async::Awaitable<Response> {
        const auto form = net::parse_form(request.body);
        if (!form) co_return token_error({"invalid_request", form.error().message});
        co_return token(authority, *form);
    });
    server.route("POST", "/revoke", [&authority](Request request) -> async::Awaitable<Response> {
        const auto form = net::parse_form(request.body);
        if (!form) co_return token_error({"invalid_request", form.error().message});
        if (!authority.revoke(field(*form, "token"))) co_return server_error();
        co_return harden(Response::text(200, ""));
    });
}

}  // namespace errand::city
