// Owns: signing in to an MCP server as an OAuth 2.1 public client: discovery, the address for the
// person, the code's exchange, refreshing. Pure functions besides the four that take a net::Client.
// Strand: the event loop's thread. Must stay true: PKCE S256 always; tokens go only to the
// endpoints of the discovered issuer, over https or loopback; a code is used only after state and
// issuer fit. Source: RFC 9728 (resource metadata), RFC 8414 and OpenID discovery (server
// metadata), RFC 7636 (PKCE), RFC 8707 (resource), RFC 9207 (iss), RFC 7591 (registration).
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "async/awaitable.hpp"
#include "mcp/limits.hpp"
#include "net/client.hpp"

namespace errand::mcp {

// What a 401 or 403 says in WWW-Authenticate.
struct Challenge {
    std::string error;  // "invalid_token", "insufficient_scope", …
    std::string error_description;
    std::string scope;              // space-separated
    std::string resource_metadata;  // URL
};
Result<Challenge> parse_challenge(std::string_view www_authenticate);

// Where to sign in for one service. Plain data: may be stored.
struct SignInService {
    static constexpr bool kDefaults = true;
    std::string resource;  // the canonical URL of the MCP server
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string registration_endpoint;           // empty: none
    std::vector<std::string> scopes;             // that the resource knows
    std::vector<std::string> challenged_scopes;  // that it asked for when it refused
    std::vector<std::string> issuer_scopes;      // that the issuer knows
    std::vector<std::string> token_methods;      // token_endpoint_auth_methods_supported
    bool sends_issuer = false;                   // authorization_response_iss_parameter_supported
    bool client_id_documents = false;            // client_id_metadata_document_supported
};
BOOST_DESCRIBE_STRUCT(SignInService, (),
                      (resource, issuer, authorization_endpoint, token_endpoint,
                       registration_endpoint, scopes, challenged_scopes, issuer_scopes,
                       token_methods, sends_issuer, client_id_documents))

struct SignInRequest {
    std::string client_id;
    std::string redirect_uri;
    std::vector<std::string> scopes;
    std::string client_secret;  // only where the issuer gave one out
};

// A sign-in that waits for the person. Holds the PKCE verifier, a secret; may be stored in the
// vault.
struct PendingSignIn {
    static constexpr bool kDefaults = true;
    std::string url;  // for the person's browser
    std::string state;
    std::string verifier;
    std::string client_id;
    std::string redirect_uri;
    std::vector<std::string> scopes;
    SignInService service;
    std::string client_secret;
};
BOOST_DESCRIBE_STRUCT(PendingSignIn, (),
                      (url, state, verifier, client_id, redirect_uri, scopes, service,
                       client_secret))

struct Tokens {
    std::string access_token;
    std::string refresh_token;  // empty: none
    std::optional<std::chrono::seconds> expires_in;
    std::vector<std::string> scopes;
};

// What to ask for where nothing more is known: what the service asked for when it refused, else all
// that it knows, and "offline_access" where the issuer knows it (else there may be no renewal).
std::vector<std::string> usual_scopes(const SignInService& service);

// Asks `url` without a token, follows its refusal to the metadata. NotFound where the server wants
// no sign-in.
async::Awaitable<Result<SignInService>> discover(net::Client& client, std::string url,
                                                 async::Deadline deadline);

// What an issuer gives to an application that registers itself.
struct Registration {
    std::string client_id;
    std::string client_secret;  // empty: a public client, as errand asks to be
};
// Registers `redirect_uri` where the issuer allows it (RFC 7591).
async::Awaitable<Result<Registration>> register_application(net::Client& client,
                                                            SignInService service, std::string name,
                                                            std::string redirect_uri,
                                                            async::Deadline deadline);
// The same where the issuer takes public clients: the client id. Invalid where it wants a secret.
async::Awaitable<Result<std::string>> register_client(net::Client& client, SignInService service,
                                                      std::string name, std::string redirect_uri,
                                                      async::Deadline deadline);

Result<PendingSignIn> begin_sign_in(const SignInService& service, const SignInRequest& request);

// The code in the address that the person's browser came back to (absolute, or only its query).
// Denied where the person or the issuer said no; Invalid where state or issuer do not fit.
Result<std::string> code_from_redirect(const PendingSignIn& pending, std::string_view redirect);

async::Awaitable<Result<Tokens>> exchange_code(net::Client& client, PendingSignIn pending,
                                               std::string code, async::Deadline deadline);

// Denied where the refresh token is no longer good: the person has to sign in again.
async::Awaitable<Result<Tokens>> refresh_tokens(net::Client& client, SignInService service,
                                                std::string client_id, std::string refresh_token,
                                                async::Deadline deadline,
                                                std::string client_secret = {});

}  // namespace errand::mcp
