// Owns: finding out where to sign in (sign_in.hpp). Strand: the event loop's thread.
// Source: RFC 9728, RFC 8414, OpenID Connect Discovery, MCP "Authorization Server Discovery".
#include <algorithm>
#include <sstream>

#include "json/json.hpp"
#include "mcp/negotiate.hpp"
#include "mcp/sign_in.hpp"

namespace errand::mcp {

namespace {

std::vector<std::string> strings_at(const json::value& document, std::string_view key) {
    std::vector<std::string> all;
    const auto* found = json::find(document, key);
    if (found == nullptr || !found->is_array()) return all;
    for (const auto& each : found->get_array())
        if (each.is_string()) all.emplace_back(each.get_string());
    return all;
}

std::unexpected<Error> unusable(std::string why) {
    return fail(ErrorCode::Invalid, std::move(why), "this service cannot be signed in to as it is");
}

bool safe(const net::Url& url) {
    return url.scheme == "https" || net::is_loopback_host(url.host);
}

// A document of the first address that has one; NotFound where none has.
async::Awaitable<Result<json::value>> first_document(net::Client& client,
                                                     std::vector<std::string> addresses,
                                                     async::Deadline deadline) {
    for (const auto& address : addresses) {
        net::ClientRequest request{.url = address, .headers = {{"Accept", "application/json"}}};
        request.deadline = deadline;
        request.max_body = kMaxMetadataBytes;
        ERRAND_CO_TRY(const auto response, co_await client.send(std::move(request)));
        if (response.status != 200) continue;
        ERRAND_CO_TRY(auto document, json::parse(response.body));
        if (!document.is_object())
            co_return unusable("the document at " + address + " is no object");
        co_return document;
    }
    co_return fail(ErrorCode::NotFound,
                   "nothing says how to sign in (" +
                       (addresses.empty() ? std::string{} : addresses.front()) + ")",
                   "check the service's address");
}

// The service without a token: how it refuses. NotFound where it does not.
async::Awaitable<Result<Challenge>> provoke(net::Client& client, const net::Url& url,
                                            async::Deadline deadline) {
    json::object params;
    add_modern_meta(params, {.name = "errand", .version = "0.1.0"});
    net::ClientRequest request{.method = "POST", .url = url.text()};
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json, text/event-stream"},
                       {"MCP-Protocol-Version", std::string(kModern)},
                       {"Mcp-Method", "server/discover"}};
    request.body = json::write(write_request(1, "server/discover", std::move(params)));
    request.deadline = deadline;
    request.max_body = kMaxMetadataBytes;
    ERRAND_CO_TRY(const auto stream, co_await client.open(std::move(request)));
    if (stream->status != 401)
        co_return fail(ErrorCode::NotFound, "the service wants no sign-in",
                       "use it without a grant");
    const auto field = stream->headers.get("WWW-Authenticate");
    if (field.empty()) co_return Challenge{};
    co_return parse_challenge(field);
}

// RFC 9728 §3.1, in the order that MCP asks for.
std::vector<std::string> resource_addresses(const net::Url& url, const Challenge& challenge) {
    if (!challenge.resource_metadata.empty()) return {challenge.resource_metadata};
    const std::string root = url.origin() + "/.well-known/oauth-protected-resource";
    if (url.path == "/") return {root};
    return {root + url.path, root};
}

// RFC 8414 §3.1 and OpenID Connect Discovery, in the order that MCP asks for.
std::vector<std::string> issuer_addresses(const net::Url& issuer) {
    const auto root = issuer.origin();
    auto path = issuer.path;
    while (path.ends_with('/')) path.pop_back();
    std::vector<std::string> all{root + "/.well-known/oauth-authorization-server" + path,
                                 root + "/.well-known/openid-configuration" + path};
    if (!path.empty()) all.push_back(root + path + "/.well-known/openid-configuration");
    return all;
}

// The named resource is the service itself, or a part of its origin that holds it.
bool covers(const net::Url& resource, const net::Url& url) {
    if (resource.origin() != url.origin()) return false;
    auto prefix = resource.path;
    while (prefix.ends_with('/')) prefix.pop_back();
    return url.path == prefix || url.path == prefix + "/" || url.path.starts_with(prefix + "/");
}

async::Awaitable<Result<std::string>> read_resource(net::Client& client, const net::Url& url,
                                                    const Challenge& challenge,
                                                    SignInService& service,
                                                    async::Deadline deadline) {
    const auto addresses = resource_addresses(url, challenge);
    for (const auto& address : addresses) {
        ERRAND_CO_TRY(const auto parsed, net::parse_url(address));
        if (!safe(parsed)) co_return unusable("the address '" + address + "' is not https");
    }
    ERRAND_CO_TRY(const auto document, co_await first_document(client, addresses, deadline));
    service.resource = json::string_at(document, "resource");
    const auto resource = net::parse_url(service.resource);
    if (!resource || !covers(*resource, url))
        co_return unusable("the service's metadata is for another resource: '" + service.resource +
                           "'");
    service.scopes = strings_at(document, "scopes_supported");
    const auto issuers = strings_at(document, "authorization_servers");
    if (issuers.empty()) co_return unusable("the service names nobody to sign in with");
    co_return issuers.front();
}

Result<> read_issuer(const json::value& document, const std::string& issuer,
                     SignInService& service) {
    // RFC 8414 §3.3: identical, or an attacker's document could stand for another issuer.
    if (json::string_at(document, "issuer") != issuer)
        return unusable("the metadata of " + issuer + " names another issuer");
    service.issuer = issuer;
    service.authorization_endpoint = json::string_at(document, "authorization_endpoint");
    service.token_endpoint = json::string_at(document, "token_endpoint");
    service.registration_endpoint = json::string_at(document, "registration_endpoint");
    for (const auto* endpoint : {&service.authorization_endpoint, &service.token_endpoint}) {
        const auto parsed = net::parse_url(*endpoint);
        if (!parsed || !safe(*parsed))
            return unusable("an endpoint of " + issuer + " cannot be used: '" + *endpoint + "'");
    }
    service.issuer_scopes = strings_at(document, "scopes_supported");
    service.token_methods = strings_at(document, "token_endpoint_auth_methods_supported");
    const auto methods = strings_at(document, "code_challenge_methods_supported");
    if (std::ranges::find(methods, "S256") == methods.end())
        return unusable(issuer + " does not offer PKCE with S256");
    const auto flag = [&](std::string_view key) {
        const auto* found = json::find(document, key);
        return found != nullptr && found->is_bool() && found->get_bool();
    };
    service.sends_issuer = flag("authorization_response_iss_parameter_supported");
    service.client_id_documents = flag("client_id_metadata_document_supported");
    return {};
}

}  // namespace

async::Awaitable<Result<SignInService>> discover(net::Client& client, std::string url,
                                                 async::Deadline deadline) {
    ERRAND_CO_TRY(const auto parsed, net::parse_url(url));
    ERRAND_CO_TRY(const auto challenge, co_await provoke(client, parsed, deadline));
    SignInService service;
    std::istringstream scopes(challenge.scope);
    for (std::string scope; scopes >> scope;) service.challenged_scopes.push_back(scope);
    ERRAND_CO_TRY(const auto issuer,
                  co_await read_resource(client, parsed, challenge, service, deadline));
    ERRAND_CO_TRY(const auto issuer_url, net::parse_url(issuer));
    if (!safe(issuer_url)) co_return unusable("the issuer '" + issuer + "' is not https");
    ERRAND_CO_TRY(const auto document,
                  co_await first_document(client, issuer_addresses(issuer_url), deadline));
    ERRAND_CO_TRY_VOID(read_issuer(document, issuer, service));
    co_return service;
}

}  // namespace errand::mcp
